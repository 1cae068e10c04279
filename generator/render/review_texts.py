"""Two texts side by side for the review page: their sections, their rows, and what was found in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.align import BlockPair, SectionPair, align, nodes_of
from generator.check import Finding, Spot
from generator.check.places import Places
from generator.check.subject import heading_of
from generator.model import Block, Item, Row, Section, Text, Words
from generator.render.anchors import Anchors
from generator.render.html import body_html, generated, heading_html
from generator.render.review_findings import (
    NumberedFinding,
    ShownFinding,
    ShownQuestion,
    mark_id,
    shown,
    shown_question,
)
from generator.render.review_marks import ELLIPSIS, Mark, marked
from generator.render.review_places import Share
from generator.render.review_rows import row_at, rows_of
from generator.review import Question
from generator.review.side_by_side import SideBySide

_REFERENCE = re.compile(r'<a class="reference" href="#([^"]*)"')
_REGION, _GROUP = ('<div class="scroll" role="region"', '<div class="scroll" role="group"')
"""A table that can be scrolled is no landmark here, where each stands twice."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the languages; `note` says what its wording counts for."""

    language: str
    note: str
    title: str
    date_line: str
    path: str


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """A block of each side, empty where one has none, and what was found in it."""

    cells: tuple[tuple[str, Markup], ...]
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class ReviewedSection:
    """A section: its heading in each language (None where it isn't held), its rows, and what concerns it as a whole."""

    id: str
    name: str
    heads: tuple[tuple[Side, Markup | None], ...]
    findings: tuple[ShownFinding, ...]
    questions: tuple[ShownQuestion, ...]
    rows: tuple[ReviewedRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """A pair of texts; `findings` are those about no section of it."""

    id: str
    name: str
    sides: tuple[Side, ...]
    findings: tuple[ShownFinding, ...]
    sections: tuple[ReviewedSection, ...]


def reviewed_text(number: int, pair: SideBySide, share: Share) -> ReviewedText:
    """A pair of texts with what was found in it; `number` counts the pairs of the page from 1."""
    writer = _Writer(f"text-{number}", pair)
    sections = tuple(writer.section(n, share) for n in range(len(writer.pairs)))
    rest = [one for one in share.findings if writer.index_of(one.judged.finding) is None]
    name = " ".join(part for part in (pair.document, pair.revision) if part) or pair.prevailing.title
    languages = " beside ".join(text.language for text in pair.texts)
    return ReviewedText(writer.id, f"{name}: {languages}", writer.sides, tuple(map(shown, rest)), sections)


def _places(pairs: Iterable[SectionPair], side: int) -> dict[str, int]:
    """The place of each section of one side among the pairs, by its id; the first one that has it."""
    found: dict[str, int] = {}
    for index, sections in enumerate(pairs):
        section = _of(sections, side)
        if section:
            found.setdefault(section.id, index)
    return found


def _side(text: Text, note: str) -> Side:
    return Side(text.language, note, text.title, text.date_line, text.path)


class _Writer:
    """Writes the sections of one pair of texts; every id that it gives begins with its own."""

    def __init__(self, name: str, pair: SideBySide) -> None:
        self.id = name
        note = "prevailing" if pair.prevails and pair.translation else ""
        self.texts = pair.texts
        self.sides = tuple(_side(text, "" if n else note) for n, text in enumerate(pair.texts))
        self.pairs = _section_pairs(pair)
        self._places = tuple(_places(self.pairs, side) for side in range(len(pair.texts)))
        self.places = tuple(Places.of(text) for text in pair.texts)
        self._keys = [
            {section.id: self.key(n) for n, sections in enumerate(self.pairs) if (section := _of(sections, side))}
            for side in range(len(self.texts))
        ]
        self._anchors = _OwnAnchors(name)

    def key(self, index: int) -> str:
        """The id of a section on the page."""
        return f"{self.id}-section-{index + 1}"

    def side_of(self, language: str) -> int | None:
        """The column of a language."""
        return next((n for n, text in enumerate(self.texts) if text.language == language), None)

    def index_of(self, finding: Finding) -> int | None:
        """The section that a finding is about, by its id in the finding's language; None if it is about none."""
        order = sorted(range(len(self.texts)), key=lambda side: self.texts[side].language != finding.language)
        places = (self._places[side].get(finding.section) for side in order)
        return next((place for place in places if place is not None), None)

    def section(self, index: int, share: Share) -> ReviewedSection:
        """A section with its rows."""
        return _SectionWriter(self, index).written(share)

    def cell(self, block: Block | None, section: Section | None, side: int, key: str) -> str:
        """A block of one side as HTML; empty where there is none."""
        if block is None or section is None:
            return ""
        alone = replace(section, id=f"{key}-{side + 1}", title=(Words(section.id),), blocks=(block,))
        html = _REFERENCE.sub(lambda match: self._reference(match[1], side), body_html(alone, self._anchors))
        return html.replace(_REGION, _GROUP)

    def _reference(self, target: str, side: int) -> str:
        return f'<a class="reference" href="#{self._keys[side].get(target, self.id)}"'


class _SectionWriter:
    """Writes one section: its rows, the marks in them, and what was found in each."""

    def __init__(self, text: _Writer, index: int) -> None:
        self.text = text
        self.pair = text.pairs[index]
        self.index = index
        self.key = text.key(index)
        self.rows = rows_of(self.pair)
        self.held = [_of(self.pair, side) for side in range(len(text.texts))]

    def written(self, share: Share) -> ReviewedSection:
        """The section with all that was found in it."""
        own = [one for one in share.findings if self.text.index_of(one.judged.finding) == self.index]
        marks = _by_place(mark for one in own for mark in self._marks(one))
        marked_up = {at: marked(self._html(*at), found) for at, found in marks.items()}
        targets = frozenset(name for _, found in marked_up.values() for name in found)
        homes = [(one, self._home(one.judged.finding)) for one in own]
        return ReviewedSection(
            id=self.key,
            name=self.pair.id,
            heads=tuple((side, self._head(n, marked_up)) for n, side in enumerate(self.text.sides)),
            findings=tuple(shown(one, targets) for one, home in homes if home is None),
            questions=_shown_questions(share.questions, self.pair),
            rows=tuple(
                ReviewedRow(self._cells(n, marked_up), tuple(shown(one, targets) for one, home in homes if home == n))
                for n in range(len(self.rows))
            ),
            count=len(own),
        )

    def _cells(self, row: int, marked_up: _MarkedUp) -> tuple[tuple[str, Markup], ...]:
        return tuple(
            (text.language, Markup(self._shown(row, side, marked_up)))  # noqa: S704 - built from escaped words only
            for side, text in enumerate(self.text.texts)
        )

    def _head(self, side: int, marked_up: _MarkedUp) -> Markup | None:
        """The number and the title of a section; None where it isn't held."""
        return None if self.held[side] is None else Markup(self._shown(None, side, marked_up))  # noqa: S704 - the same

    def _shown(self, row: int | None, side: int, marked_up: _MarkedUp) -> str:
        return marked_up[row, side][0] if (row, side) in marked_up else self._html(row, side)

    def _html(self, row: int | None, side: int) -> str:
        """A row's block of one side, or with None the heading; without marks."""
        section = self.held[side]
        if row is not None:
            return self.text.cell(self.rows[row].blocks[side], section, side, self.key)
        if section is None:
            return ""
        return heading_html(section) if section.title else generated(section.label, "number")

    # ------------------------------------------------------------ places

    def _home(self, finding: Finding) -> int | None:
        """The row of a finding; None for the heading."""
        return row_at(self.rows, self.pair, self.text.side_of(finding.language) or 0, finding.location)

    def _marks(self, one: NumberedFinding) -> Iterator[tuple[_At, Mark]]:
        """What a finding quotes, in each language where it quotes something."""
        finding = one.judged.finding
        look = finding.severity.value if one.judged.counts else "settled"
        own = Spot(finding.language, finding.location, finding.excerpt)
        for n, spot in enumerate(spot for spot in (own, finding.counterpart) if spot):
            side = self.text.side_of(spot.language)
            if side is None or not spot.excerpt:
                continue
            row = row_at(self.rows, self.pair, side, spot.location)
            if row is not None or not self._is_whole_heading(side, spot):
                yield (row, side), Mark(mark_id(one.number, n), spot.excerpt, self._count(row, side, spot), look)

    def _is_whole_heading(self, side: int, spot: Spot) -> bool:
        section = self.held[side]
        return section is None or heading_of(section).startswith(spot.excerpt.removesuffix(ELLIPSIS))

    def _count(self, row: int | None, side: int, spot: Spot) -> int:
        """How often the same words stand before these in the row."""
        node = None if row is None else self.rows[row].nodes[side]
        if node is None:
            return 0
        return self.text.places[side].occurrence(node.location, spot.excerpt.removesuffix(ELLIPSIS), spot.location)


_At = tuple[int | None, int]
"""A row, or None for the heading, and a side."""

_MarkedUp = Mapping[_At, tuple[str, frozenset[str]]]
"""HTML with its marks, and the ids of those that stand in it."""


def _by_place(marks: Iterable[tuple[_At, Mark]]) -> Mapping[_At, list[Mark]]:
    found: dict[_At, list[Mark]] = {}
    for at, mark in marks:
        found.setdefault(at, []).append(mark)
    return found


def _section_pairs(pair: SideBySide) -> tuple[SectionPair, ...]:
    if pair.translation is not None:
        return align(pair.prevailing, pair.translation).sections
    sections = pair.prevailing.sections
    return tuple(
        SectionPair(section, None, tuple(BlockPair(node, None) for node in nodes_of(section))) for section in sections
    )


def _of(pair: SectionPair, side: int) -> Section | None:
    return pair.translation if side else pair.prevailing


def _shown_questions(questions: Iterable[Question], pair: SectionPair) -> tuple[ShownQuestion, ...]:
    names = {section.id for section in (pair.prevailing, pair.translation) if section}
    return tuple(shown_question(question) for question in questions if question.decision.section in names)


class _OwnAnchors(Anchors):
    """Anchors that no other text of the page can have, as the texts of a revision share the ids of their blocks."""

    def __init__(self, prefix: str) -> None:
        super().__init__(prefix, frozenset())
        self._prefix = prefix
        self._number = 0

    def block(self, block: Block, scope: str = "") -> str:  # noqa: ARG002 - the same for every block
        """The next anchor."""
        return self._next()

    def item(self, list_anchor: str, number: int, item: Item) -> str:  # noqa: ARG002 - the same for every item
        """The next anchor."""
        return self._next()

    def row(self, table_anchor: str, number: int, row: Row) -> str:  # noqa: ARG002 - the same for every row
        """The next anchor."""
        return self._next()

    def _next(self) -> str:
        self._number += 1
        return f"{self._prefix}-block-{self._number}"
