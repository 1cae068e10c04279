"""Cutting a text into sections by a scan of its lines, before any Markdown is parsed.

A section's source is its lines from its heading to the next one, so equal sections of two revisions are equal
strings and need to be parsed only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import InputError, Location, Problem
from generator.source.files import SourceText

_HEADING = re.compile(r" {0,3}(?P<marks>#+)(?P<space>[ \t]*)(?P<rest>.*)")
_CLOSING_MARKS = re.compile(r"(?:^|(?<=[ \t]))#+$")
_MARKERS = r"(?:[ \t>]|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*"
_FENCE = re.compile(_MARKERS + r"(?P<fence>`{3,}(?=[^`]*$)|~{3,}|:{3,})")

TITLE, ARTICLE, CLAUSE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line outside fences that begins with #; it is a heading only if a space follows the marks."""

    line: int
    depth: int
    words: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """The lines of one section; `depth` is 2 for an article, 3 for a clause, 0 for the preamble."""

    depth: int
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class CutText:
    """A text cut into its title and its sections; `title` keeps its Markdown."""

    title: str
    title_line: int
    slices: tuple[Slice, ...]


def cut(source: SourceText) -> CutText:
    """Cut a text; raise `InputError` for headings that can't be placed."""
    lines = source.lines
    marks = list(_marks(lines))
    headings = [mark for mark in marks if mark.is_heading]
    titles = [mark for mark in headings if mark.depth == TITLE]
    problems = [*_mark_problems(source.path, marks), *_title_problems(source, titles)]
    if problems:
        raise InputError(*problems)
    title = titles[0]
    sections = [(mark.line, mark.depth) for mark in headings if mark.depth in (ARTICLE, CLAUSE)]
    starts = [(title.line + 1, 0), *sections]
    ends = [number for number, _ in sections] + [len(lines)]
    slices = tuple(
        Slice(depth, start, "\n".join(lines[start - 1 : end - 1]) + "\n")
        for (start, depth), end in zip(starts, ends, strict=True)
    )
    kept = tuple(piece for piece in slices if piece.depth or piece.source.strip())
    return CutText(title.words, title.line, kept)


def _marks(lines: list[str]) -> Iterator[_Mark]:
    closing = ""
    for number, line in enumerate(lines, 1):
        bare = line.strip(" \t>")
        if closing:
            closing = "" if bare.startswith(closing) and not bare.strip(closing[0]) else closing
        elif fence := _FENCE.match(line):
            closing = fence["fence"]
        elif heading := _HEADING.fullmatch(line.rstrip(" \t")):
            words = without_closing_marks(heading["rest"])
            yield _Mark(number, len(heading["marks"]), words, bool(heading["space"] or not heading["rest"]))


def without_closing_marks(words: str) -> str:
    """A heading's words without the # marks that may end its line."""
    return _CLOSING_MARKS.sub("", words.strip(" \t")).rstrip(" \t")


def _mark_problems(path: str, marks: list[_Mark]) -> Iterator[Problem]:
    for mark in marks:
        place = Location(path, mark.line, 1)
        if not mark.is_heading:  # a paragraph to Markdown, and never what was meant
            remedy = "Write `## Title {#id}`, or `\\#` for the sign itself."
            yield Problem(place, "a space is missing after the # marks", remedy)
        elif mark.depth > CLAUSE:
            message = f"a heading of level {mark.depth} has no place in a text"
            yield Problem(place, message, "Write `## ` for an article and `### ` for a clause.")


def _title_problems(source: SourceText, titles: list[_Mark]) -> Iterator[Problem]:
    remedy = "Begin the file with one line `# Title`."
    first, words = next(((n, line) for n, line in enumerate(source.lines, 1) if line.strip()), (1, ""))
    place = Location(source.path, first, 1)
    if words.rstrip() == "---":
        yield Problem(place, "metadata before the text is not read", "It stands in the YAML files; delete it here.")
    elif not titles:
        yield Problem(place, "the text has no title", remedy)
    elif titles[0].line != first:
        yield Problem(place, "words stand before the title, where no page would show them", remedy)
    elif not re.search(r"\w", titles[0].words):
        yield Problem(place, "the title has no words", remedy)
    for title in titles[1:]:
        message = "the text has a second title"
        yield Problem(Location(source.path, title.line, 1), message, "Write `## ` for an article.")
