"""Cutting a text into sections by a scan of its lines, before any Markdown is parsed.

A section's source is its lines from its heading to the next one, so equal sections of two revisions are equal
strings and need to be parsed only once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.errors import InputError, Location, Problem
from generator.source.files import SourceText

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?P<space>[ \t]*)(?P<rest>.*?)[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_DIRECTIVE = re.compile(r" {0,3}(?P<fence>:{3,})(?P<info>.*)")

TITLE, ARTICLE, CLAUSE = 1, 2, 3


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
    headings = list(_headings(lines))
    problems = [p for number, depth, _ in headings if (p := _depth_problem(source.path, number, depth))]
    problems += _spacing_problems(source.path, lines, headings)
    titles = [(number, rest) for number, depth, rest in headings if depth == TITLE]
    problems += _title_problems(source, titles)
    if problems:
        raise InputError(*problems)
    title_line, title = titles[0]
    sections = [(number, depth) for number, depth, _ in headings if depth in (ARTICLE, CLAUSE)]
    starts = [(title_line + 1, 0), *sections]
    ends = [number for number, _ in sections] + [len(lines)]
    slices = tuple(
        Slice(depth, start, "\n".join(lines[start - 1 : end - 1]) + "\n")
        for (start, depth), end in zip(starts, ends, strict=True)
    )
    kept = tuple(piece for piece in slices if piece.depth or piece.source.strip())
    return CutText(title, title_line, kept)


def _headings(lines: list[str]) -> list[tuple[int, int, str]]:
    """Line numbers, depths and words of all headings outside fences."""
    found: list[tuple[int, int, str]] = []
    closing = ""
    for number, line in enumerate(lines, 1):
        if closing:
            if line.strip().startswith(closing) and not line.strip().strip(closing[0]):
                closing = ""
            continue
        fence = _FENCE.match(line) or _DIRECTIVE.match(line)
        if fence:
            closing = fence.group("fence")
            continue
        heading = _HEADING.fullmatch(line)
        if heading and (heading.group("space") or not heading.group("rest")):
            found.append((number, len(heading.group("marks")), heading.group("rest")))
    return found


def _depth_problem(path: str, line: int, depth: int) -> Problem | None:
    if depth <= CLAUSE:
        return None
    message = f"a heading of level {depth} has no place in a text"
    return Problem(Location(path, line, 1), message, "Write `## ` for an article and `### ` for a clause.")


def _spacing_problems(path: str, lines: list[str], headings: list[tuple[int, int, str]]) -> list[Problem]:
    """`##Title` is a paragraph to Markdown, and never what was meant."""
    known = {number for number, _, _ in headings}
    return [
        Problem(Location(path, number, 1), "a space is missing after the # marks", "Write `## Title {#id}`.")
        for number, line in enumerate(lines, 1)
        if number not in known and re.match(r" {0,3}#{1,6}[^#\s]", line)
    ]


def _title_problems(source: SourceText, titles: list[tuple[int, str]]) -> list[Problem]:
    remedy = "Begin the file with one line `# Title`."
    first = next((n for n, line in enumerate(source.lines, 1) if line.strip()), 1)
    if not titles:
        return [Problem(Location(source.path, first, 1), "the text has no title", remedy)]
    problems = [
        Problem(Location(source.path, number, 1), "the text has a second title", "Write `## ` for an article.")
        for number, _ in titles[1:]
    ]
    if titles[0][0] != first:
        place = Location(source.path, first, 1)
        problems.append(Problem(place, "words stand before the title, where no page would show them", remedy))
    if not re.search(r"\w", titles[0][1]):
        problems.append(Problem(Location(source.path, titles[0][0], 1), "the title has no words", remedy))
    return problems
