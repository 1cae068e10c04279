"""Two texts side by side for the review page: their sections, their rows, and what was found in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.align import BlockPair, Node, NodeKind, SectionPair, align, nodes_of
from generator.check import Finding
from generator.model import Block, Item, Row, Section, Text, Words
from generator.render.anchors import Anchors
from generator.render.html import body_html, generated, heading_html
from generator.render.review_findings import NumberedFinding, ShownFinding, ShownQuestion, shown, shown_question
from generator.render.review_places import Share
from generator.review import Question
from generator.review.side_by_side import SideBySide

_REFERENCE = re.compile(r'<a class="reference" href="#([^"]*)"')
_REGION, _GROUP = ('<div class="scroll" role="region"', '<div class="scroll" role="group"')
"""A table that can be scrolled is no landmark here, where each stands twice."""

_WHOLE_LINE = 1_000_000  # greater than any column


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
        self._keys = [
            {section.id: self._key(n) for n, sections in enumerate(self.pairs) if (section := _of(sections, side))}
            for side in range(len(self.texts))
        ]
        self._anchors = _OwnAnchors(name)

    def _key(self, index: int) -> str:
        return f"{self.id}-section-{index + 1}"

    def index_of(self, finding: Finding) -> int | None:
        """The section that a finding is about, by its id in the finding's language; None if it is about none."""
        order = sorted(range(len(self.texts)), key=lambda side: self.texts[side].language != finding.language)
        for side in order:
            for index, sections in enumerate(self.pairs):
                section = _of(sections, side)
                if section and section.id == finding.section:
                    return index
        return None

    def section(self, index: int, share: Share) -> ReviewedSection:
        """A section with its rows."""
        pair, key = self.pairs[index], self._key(index)
        held = [_of(pair, side) for side in range(len(self.texts))]
        own = [one for one in share.findings if self.index_of(one.judged.finding) == index]
        blocks = [block for block in pair.blocks if not _is_heading(block)]
        rows = {one.number: self._row_of(one.judged.finding, pair, blocks) for one in own}
        return ReviewedSection(
            id=key,
            name=pair.id,
            heads=tuple((side, _head(section)) for side, section in zip(self.sides, held, strict=True)),
            findings=_shown_at(own, rows, None),
            questions=_shown_questions(share.questions, pair),
            rows=tuple(
                ReviewedRow(self._cells(block, held, key), _shown_at(own, rows, n)) for n, block in enumerate(blocks)
            ),
            count=len(own),
        )

    def _cells(self, pair: BlockPair, held: list[Section | None], key: str) -> tuple[tuple[str, Markup], ...]:
        nodes = (pair.prevailing, pair.translation)
        return tuple(
            (text.language, self._cell(nodes[side], held[side], side, key)) for side, text in enumerate(self.texts)
        )

    def _cell(self, node: Node | None, section: Section | None, side: int, key: str) -> Markup:
        if node is None or section is None or node.kind is NodeKind.HEADING:
            return Markup()
        block = _blocks(section)[node]
        alone = replace(section, id=f"{key}-{side + 1}", title=(Words(section.id),), blocks=(block,))
        html = _REFERENCE.sub(lambda match: self._reference(match[1], side), body_html(alone, self._anchors))
        html = html.replace(_REGION, _GROUP)
        return Markup(html)  # noqa: S704 - built from escaped words only

    def _reference(self, target: str, side: int) -> str:
        return f'<a class="reference" href="#{self._keys[side].get(target, self.id)}"'

    def _row_of(self, finding: Finding, pair: SectionPair, blocks: list[BlockPair]) -> int | None:
        """The row that begins last before a finding, on the side of its language; None for the heading."""
        side = next((n for n, text in enumerate(self.texts) if text.language == finding.language), 0)
        place = finding.location
        best, row = (0, 0), None
        for block in pair.blocks:
            node = block.translation if side else block.prevailing
            for spot in (one.location for one in node.walk()) if node else ():
                begin = (spot.line, spot.column)
                if spot.path == place.path and best <= begin <= (place.line, place.column or _WHOLE_LINE):
                    best, row = begin, blocks.index(block) if block in blocks else None
        return row


def _section_pairs(pair: SideBySide) -> tuple[SectionPair, ...]:
    if pair.translation is not None:
        return align(pair.prevailing, pair.translation).sections
    sections = pair.prevailing.sections
    return tuple(
        SectionPair(section, None, tuple(BlockPair(node, None) for node in nodes_of(section))) for section in sections
    )


def _of(pair: SectionPair, side: int) -> Section | None:
    return pair.translation if side else pair.prevailing


def _blocks(section: Section) -> Mapping[Node, Block]:
    nodes = nodes_of(section)[1 if section.title else 0 :]
    return dict(zip(nodes, section.blocks, strict=True))


def _is_heading(pair: BlockPair) -> bool:
    """Whether a pair is that of the headings, which stand above the rows."""
    return all(node is None or node.kind is NodeKind.HEADING for node in (pair.prevailing, pair.translation))


def _head(section: Section | None) -> Markup | None:
    """The number and the title of a section; None where it isn't held."""
    if section is None:
        return None
    html = heading_html(section) if section.title else generated(section.label, "number")
    return Markup(html)  # noqa: S704 - built from escaped words only


def _shown_at(
    findings: Iterable[NumberedFinding], rows: Mapping[int, int | None], row: int | None
) -> tuple[ShownFinding, ...]:
    return tuple(shown(one) for one in findings if rows[one.number] == row)


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
