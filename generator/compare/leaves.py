"""A text as its leaves: headings, paragraphs, code blocks, tables and dividers in reading order.

A leaf knows its visible characters, what parts it from the leaf before, and the lists and quotes that it stands in.
All separators and characters joined are the visible text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from generator.errors import Location
from generator.model import Block as ModelBlock
from generator.model import (
    Cell,
    CodeBlock,
    Divider,
    Emphasis,
    Foreign,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Place,
    Quote,
    Row,
    Table,
    Text,
    Words,
    plain,
)

_PARENTS = (Emphasis, Link, Foreign)
BLANK = "\n\n"
_NUMBER = re.compile(
    r"\s*(?:[§(]|(?:article|artikel|art\.|section|clause|annexe?|bijlage|abschnitt|chapter|chapitre|hoofdstuk|part)\s)?"
    r"\s*(?:[0-9]+(?:\.[0-9]+)*|[ivxlc]+(?=[.)])|[a-z](?=[.)]))[.):°]*(?:\s*[–—:-](?=\s))?(?:\s+|$)",
    re.IGNORECASE,
)


class LeafKind(IntEnum):
    """What a leaf is; leaves of different kinds are paired with care."""

    TITLE = 0
    DATE = 1
    HEADING = 2
    WORDS = 3
    CODE = 4
    TABLE = 5
    DIVIDER = 6


class Step(NamedTuple):
    """A list, an item or a quote that a leaf stands in; `key` tells it from all others of its text."""

    key: int
    node: ItemList | Item | Quote


class Leaf(NamedTuple):
    """A leaf. `label` is the length of the generated or leading number; `section` is -1 before the first section.

    `form` names the containers that it stands in, outermost first, and `looks` those lists that it begins.
    """

    kind: LeafKind
    text: str
    separator: str
    section: int
    path: tuple[Step, ...] = ()
    inlines: tuple[Inline, ...] = ()
    block: ModelBlock | None = None
    place: Place = Place(1)
    label: int = 0
    form: str = ""
    looks: str = ""


@dataclass(frozen=True, slots=True)
class CutText:
    """The leaves of a text, all its visible characters, the heading and the range of leaves of each section."""

    leaves: tuple[Leaf, ...]
    visible: str
    headings: Mapping[int, Leaf]
    ranges: Mapping[int, tuple[int, int]]


def cut_text(text: Text, *, dated: bool = True) -> CutText:
    """A text cut into its leaves, with its date line or without."""
    leaves = leaves_of(text, dated=dated)
    ranges: dict[int, tuple[int, int]] = {}
    for at, leaf in enumerate(leaves):
        ranges[leaf.section] = (ranges.get(leaf.section, (at, 0))[0], at + 1)
    return CutText(
        leaves,
        "".join([piece for leaf in leaves for piece in (leaf.separator, leaf.text)]),
        {leaf.section: leaf for leaf in leaves if leaf.kind is LeafKind.HEADING},
        ranges,
    )


def leaves_of(text: Text, *, dated: bool = True) -> tuple[Leaf, ...]:
    """All leaves of a text, with its date line or without."""
    return tuple(_Cutter().cut(text, text.date_line if dated else ""))


def locate(text: Text, leaf: Leaf) -> Location:
    """Where a leaf begins in its file."""
    if leaf.section < 0:
        return Location(text.path, text.title_line, 1)
    return text.sections[leaf.section].locate(leaf.place)


def visible(inlines: tuple[Inline, ...]) -> str:
    """The characters that a reader sees."""
    if len(inlines) == 1:
        only = inlines[0]
        if type(only) is Words:
            return only.text
    pieces: list[str] = []
    _collect(inlines, pieces)
    return "".join(pieces)


def _collect(inlines: tuple[Inline, ...], pieces: list[str]) -> None:
    """As `plain` does, without a generator for each level."""
    for inline in inlines:
        if type(inline) is Words:
            pieces.append(inline.text)
        elif type(inline) is LineBreak:
            pieces.append("\n" if inline.hard else " ")
        elif isinstance(inline, _PARENTS):
            _collect(inline.children, pieces)
        else:
            pieces.append(plain((inline,)))


def leading_number(words: str) -> int:
    """The length of the number that a heading or a block begins with."""
    match = _NUMBER.match(words)
    return match.end() if match and any(map(str.isalnum, match.group())) else 0


def labelled(label: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inlines behind their generated label."""
    return (Words(f"{label} " if inlines else label), *inlines) if label else inlines


def cell_inlines(cell: Cell) -> tuple[Inline, ...]:
    """A cell's inlines behind its label."""
    return labelled(cell.label, cell.inlines)


def row_texts(row: Row) -> tuple[str, ...]:
    """The visible characters of a row's cells."""
    return tuple(visible(cell_inlines(cell)) for cell in row.cells)


def table_text(table: Table) -> str:
    """The visible characters of a table."""
    return "\n".join("\t".join(row_texts(row)) for row in (table.head, *table.rows))


class _Cutter:
    """Cuts one text; used once. `path`, `form` and `looks` are those of the next leaf."""

    def __init__(self) -> None:
        self.found: list[Leaf] = []
        self.keys = 0
        self.section = -1
        self.separator = ""
        self.path: tuple[Step, ...] = ()
        self.form = self.looks = ""

    def cut(self, text: Text, date_line: str) -> list[Leaf]:
        if text.title:
            self._words(LeafKind.TITLE, (Words(text.title),), None, 0)
        if date_line:
            self._words(LeafKind.DATE, (Words(date_line),), None, 0)
        for at, section in enumerate(text.sections):
            self.section = at
            inlines = labelled(section.label, section.title)
            if inlines:
                words = visible(inlines)
                self._leaf(LeafKind.HEADING, words, inlines, None, len(section.label) or leading_number(words))
            for block in section.blocks:
                self._block(block, "")
        return self.found

    def _words(self, kind: LeafKind, inlines: tuple[Inline, ...], block: ModelBlock | None, label: int) -> None:
        self._leaf(kind, visible(inlines), inlines, block, label)

    def _leaf(
        self, kind: LeafKind, words: str, inlines: tuple[Inline, ...], block: ModelBlock | None, label: int
    ) -> None:
        """Add a leaf; nothing parts it from the one before where there is nothing to see."""
        separator = ""
        if words:
            separator, self.separator = self.separator, BLANK
        place = block.place if block else _FIRST
        fields = kind, words, separator, self.section, self.path, inlines, block, place, label, self.form, self.looks
        self.found.append(_new(Leaf, fields))

    def _step(self, node: ItemList | Item | Quote) -> Step:
        self.keys += 1
        return Step(self.keys, node)

    def _block(self, block: ModelBlock, label: str) -> None:
        if isinstance(block, Paragraph):
            inlines = labelled(label, block.inlines) if label else block.inlines
            words = visible(inlines)
            separator = ""
            if words:
                separator, self.separator = self.separator, BLANK
            where = words, separator, self.section, self.path, inlines, block, block.place
            self.found.append(_new(Leaf, (_WORDS, *where, len(label), self.form, self.looks)))
        else:
            self._other(block)

    def _other(self, block: ModelBlock) -> None:
        if isinstance(block, ItemList):
            self._list(block)
        elif isinstance(block, Quote):
            form, path = self.form, self.path
            self.form, self.path = form + "q", (*path, self._step(block))
            for inner in block.blocks:
                self._block(inner, "")
            self.form, self.path = form, path
        elif isinstance(block, Table):
            self._leaf(LeafKind.TABLE, table_text(block), (), block, 0)
        elif isinstance(block, CodeBlock):
            self._leaf(LeafKind.CODE, block.text.rstrip("\n"), (), block, 0)
        elif isinstance(block, Divider):
            self._leaf(LeafKind.DIVIDER, "", (), block, 0)

    def _list(self, block: ItemList) -> None:
        path, form, looks = self.path, self.form, self.looks
        here = (*path, self._step(block))
        self.form += "l"
        self.looks = f"{looks}o{block.start}" if block.ordered else f"{looks}u"
        for item in block.items:
            self.path = (*here, self._step(item))
            self._item(item)
            self.looks = ""
        self.path, self.form, self.looks = path, form, ""

    def _item(self, item: Item) -> None:
        blocks = item.blocks
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            self._block(first, item.label)
            blocks = blocks[1:]
            self.looks = "" if blocks else self.looks
        elif item.label or first is None:
            alone = Paragraph(item.place, (Words(item.label),) if item.label else ())
            self._words(LeafKind.WORDS, alone.inlines, alone, len(item.label))
        for block in blocks:
            self._block(block, "")
        if self.separator:
            self.separator = "\n"


_FIRST = Place(1)
_WORDS = LeafKind.WORDS
_new = tuple.__new__
