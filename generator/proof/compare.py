"""Source words against page words, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

from generator.errors import Location, LossError, Problem
from generator.model import Section
from generator.proof.page_words import PageWords, page_words
from generator.proof.source_words import (
    WORD,
    Entry,
    Scan,
    SourceWord,
    View,
    flow_names,
    scan_keys,
    scan_lines,
)
from generator.render.results import Fragment, RenderedSite, RenderedText
from generator.source.folder import Names

_VIEW_USES = {"list": ("list",), "table": ("activity", "example", "context"), "purposes": ("purpose",)}
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_REMEDY = "This is a fault of Polylex or of a template, not of your text: please report it with this section."


def prove(site: RenderedSite, sources: Mapping[str, str]) -> None:
    """Raise `LossError` for every page whose own text doesn't hold exactly the words of its sources, in order.

    `sources` maps the path of each file that was read to its characters.
    """
    pages = {file.path: file.content for file in site.files}
    proof = Proof(sources)
    problems = [p for text in site.texts for p in proof.text_problems(text, pages.get(text.path, b""))]
    if problems:
        raise LossError(*problems)


@dataclass(frozen=True)
class _RawFiles:
    """The raw wording and facts of one text, scanned when a view needs them."""

    wording_path: str
    wording_text: str
    facts_text: str

    @cached_property
    def wording(self) -> Mapping[tuple[str, ...], Entry]:
        return scan_keys(self.wording_text)

    @cached_property
    def facts(self) -> Mapping[tuple[str, ...], Entry]:
        return scan_keys(self.facts_text)

    def categories(self, view: str) -> Iterator[str]:
        """The ids of the categories that a view shows, in the order of the file."""
        for path, entry in self.facts.items():
            if len(path) == 2 and path[0] == "categories":  # noqa: PLR2004 - categories / id
                inner = self.facts.get((*path, "views"))
                names = flow_names(entry.value, "views") if inner is None else flow_names(inner.value) or inner.block
                if names is None or view in names:
                    yield path[1]

    def passage(self, kind: str, name: str, use: str) -> Scan:
        """A passage's words."""
        entry = self.wording.get((kind, name, use, "text"))
        if entry is None:
            return Scan()
        return scan_lines(_dedented(entry.block), self.wording_path, entry.line + 1)

    def head(self) -> list[SourceWord]:
        """The words of the table's head."""
        entry = self.wording.get(("table_head",), Entry("", 0))
        names = flow_names(entry.value) or entry.block
        return [SourceWord(word, self.wording_path, entry.line) for name in names for word in WORD.findall(name)]


def _dedented(lines: list[str]) -> list[str]:
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    return [line[min(indents, default=0) :] for line in lines]


@dataclass(slots=True)
class Proof:
    """Compares texts; a section without views that was compared once isn't compared again."""

    sources: Mapping[str, str]
    pages: dict[tuple[str, str], PageWords] = field(default_factory=dict)
    proven: set[tuple[str, str, str]] = field(default_factory=set)

    def text_problems(self, text: RenderedText, page: bytes) -> Iterator[Problem]:
        """What is lost or added between a text's sources and its page."""
        yield from self._cut_problems(text)
        yield from _page_problems(text, page.decode("utf-8"))
        raw = _RawFiles(
            text.text.wording_path,
            self.sources.get(text.text.wording_path, ""),
            self.sources.get(Names(text.document).facts(text.revision), ""),
        )
        if len(text.fragments) != len(text.text.sections):
            yield _problem(text.text.path, text.text.title_line, f"{text.path} doesn't show every section")
            return
        for section, fragment in zip(text.text.sections, text.fragments, strict=True):
            key = (section.source, fragment.heading, fragment.body)
            if key not in self.proven:
                problems = list(self._section_problems(section, fragment, raw))
                yield from problems
                if not problems and ":::" not in section.source:
                    self.proven.add(key)

    def _cut_problems(self, text: RenderedText) -> Iterator[Problem]:
        """The sections' sources, joined, must be the file."""
        source = self.sources.get(text.text.path, "")
        title, _, body = source.lstrip("\n").partition("\n")
        joined = "".join(section.source for section in text.text.sections)
        if body.strip() != joined.strip() and body.split() != joined.split():
            yield _problem(text.text.path, 1, "a part of this file belongs to no section")
        shown = WORD.findall(text.text.title)
        if shown != WORD.findall(title.lstrip("# ")) and "[" not in title and "{" not in title:
            yield _problem(text.text.path, text.text.title_line, "the title is not the one of the file")

    def _section_problems(self, section: Section, fragment: Fragment, raw: _RawFiles) -> Iterator[Problem]:
        lines = section.source.split("\n")
        scan = scan_lines(lines, section.location.path, section.location.line)
        words, generated = _expected(scan, raw)
        page = page_words(f"{fragment.heading} {fragment.body}")
        for expected, shown in zip_longest(words, page.words):
            if expected is None or expected.text != shown:
                yield _difference(section, expected, shown)
                return
        wanted = generated + scan.names_number
        if page.generated != wanted:
            message = f"{wanted} generated numbers and references are expected here, but {page.generated} are shown"
            yield _problem(section.location.path, section.location.line, message)


def _expected(scan: Scan, raw: _RawFiles) -> tuple[list[SourceWord], int]:
    """The words that a section's page must show, views filled in, and how many generated elements."""
    words: list[SourceWord] = []
    generated = scan.references
    for piece in scan.pieces:
        if isinstance(piece, SourceWord):
            words.append(piece)
            continue
        shown, count = _view_words(piece, raw)
        words += shown
        generated += count
    return words, generated


def _view_words(view: View, raw: _RawFiles) -> tuple[list[SourceWord], int]:
    if view.kind == "contact":
        scans, labels = [raw.passage("contacts", view.subject, view.choice)], 0
        words: list[SourceWord] = []
    else:
        uses = _VIEW_USES.get(view.choice, (view.choice,))
        names = list(raw.categories(view.choice))
        scans, labels = [raw.passage("categories", name, use) for name in names for use in uses], len(names)
        words = raw.head() if view.choice == "table" else []
    for scan in scans:
        words += [piece for piece in scan.pieces if isinstance(piece, SourceWord)]
    return words, labels + sum(scan.references for scan in scans)


def _page_problems(text: RenderedText, page: str) -> Iterator[Problem]:
    """The fragments must stand in the page, whole and in order, and its heading must be the title."""
    position = 0
    for fragment in text.fragments:
        for piece in (fragment.heading, fragment.body):
            position = page.find(piece, position)
            if position < 0:
                yield _problem(text.text.path, 1, f"{text.path} doesn't show the section {fragment.section!r}")
                return
            position += len(piece)
    heading = _H1.search(page)
    if not heading or list(page_words(heading.group(1)).words) != WORD.findall(text.text.title):
        yield _problem(text.text.path, text.text.title_line, f"{text.path} doesn't show the title")


def _difference(section: Section, expected: SourceWord | None, shown: str | None) -> Problem:
    if expected is None:
        message = f"the page shows {shown!r} after the last word of the section {section.id!r}"
        return _problem(section.location.path, section.location.line, message)
    found = f"{shown!r} stands there" if shown is not None else "the section ends there"
    return _problem(expected.path, expected.line, f"the word {expected.text!r} is missing on the page: {found}")


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(Location(path, line), message, _REMEDY)
