"""A text as its leaves: headings, paragraphs, code blocks, tables and dividers in reading order.

A leaf knows its visible characters, what parts it from the leaf before, and the lists and quotes that it stands in.
All separators and characters joined are the visible text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from generator.errors import Location
from generator.model import Block as ModelBlock
from generator.model import (
    Cell,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Foreign,
    Inline,
    Item,
    ItemList,
    Link,
    Paragraph,
    Place,
    Quote,
    Row,
    Section,
    Table,
    Text,
    Words,
    plain,
)

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
    if len(inlines) == 1 and type(inlines[0]) is Words:
        return inlines[0].text
    pieces: list[str] = []
    _collect(inlines, pieces)
    return "".join(pieces)


def _collect(inlines: tuple[Inline, ...], pieces: list[str]) -> None:
    """As `plain` does, without a generator for each level."""
    for inline in inlines:
        if isinstance(inline, Words | Code):
            pieces.append(inline.text)
        elif isinstance(inline, Emphasis | Link | Foreign):
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
    """Cuts one text; used once. `form` and `looks` are those of the next leaf."""

    def __init__(self) -> None:
        self.keys = 0
        self.section = -1
        self.separator = ""
        self.form = self.looks = ""

    def cut(self, text: Text, date_line: str) -> Iterator[Leaf]:
        if text.title:
            yield self._leaf(LeafKind.TITLE, (Words(text.title),), (), None, 0)
        if date_line:
            yield self._leaf(LeafKind.DATE, (Words(date_line),), (), None, 0)
        for at, section in enumerate(text.sections):
            self.section = at
            inlines = labelled(section.label, section.title)
            if inlines:
                yield self._heading(section, inlines)
            for block in section.blocks:
                yield from self._block(block, (), "")

    def _leaf(
        self, kind: LeafKind, inlines: tuple[Inline, ...], path: tuple[Step, ...], block: ModelBlock | None, label: int
    ) -> Leaf:
        words = visible(inlines)
        separator = self._separate(words)
        place = block.place if block else _FIRST
        return Leaf(kind, words, separator, self.section, path, inlines, block, place, label, self.form, self.looks)

    def _separate(self, words: str) -> str:
        """What parts a leaf from the one before; nothing where there is nothing to see."""
        if not words:
            return ""
        separator, self.separator = self.separator, BLANK
        return separator

    def _bare(self, kind: LeafKind, words: str, path: tuple[Step, ...], block: ModelBlock) -> Leaf:
        separator = self._separate(words)
        return Leaf(kind, words, separator, self.section, path, (), block, block.place, 0, self.form, self.looks)

    def _heading(self, section: Section, inlines: tuple[Inline, ...]) -> Leaf:
        label = len(section.label) or leading_number(visible(inlines))
        return self._leaf(LeafKind.HEADING, inlines, (), None, label)

    def _step(self, node: ItemList | Item | Quote) -> Step:
        self.keys += 1
        return Step(self.keys, node)

    def _block(self, block: ModelBlock, path: tuple[Step, ...], label: str) -> Iterator[Leaf]:
        if isinstance(block, Paragraph):
            yield self._leaf(LeafKind.WORDS, labelled(label, block.inlines), path, block, len(label))
        elif isinstance(block, ItemList):
            yield from self._list(block, (*path, self._step(block)))
        elif isinstance(block, Quote):
            form, self.form = self.form, self.form + "q"
            here = (*path, self._step(block))
            for inner in block.blocks:
                yield from self._block(inner, here, "")
            self.form = form
        elif isinstance(block, Table):
            yield self._bare(LeafKind.TABLE, table_text(block), path, block)
        elif isinstance(block, CodeBlock):
            yield self._bare(LeafKind.CODE, block.text.rstrip("\n"), path, block)
        elif isinstance(block, Divider):
            yield self._bare(LeafKind.DIVIDER, "", path, block)

    def _list(self, block: ItemList, path: tuple[Step, ...]) -> Iterator[Leaf]:
        form, looks = self.form, self.looks
        self.form += "l"
        self.looks = f"{looks}o{block.start}" if block.ordered else f"{looks}u"
        for item in block.items:
            yield from self._item(item, path)
            self.looks = ""
        self.form, self.looks = form, ""

    def _item(self, item: Item, path: tuple[Step, ...]) -> Iterator[Leaf]:
        here = (*path, self._step(item))
        first = item.blocks[0] if item.blocks else None
        if isinstance(first, Paragraph):
            yield from self._block(first, here, item.label)
        elif item.label or first is None:
            alone = Paragraph(item.place, (Words(item.label),) if item.label else ())
            yield self._leaf(LeafKind.WORDS, alone.inlines, here, alone, len(item.label))
        for block in item.blocks[isinstance(first, Paragraph) :]:
            self.looks = "" if isinstance(first, Paragraph) else self.looks
            yield from self._block(block, here, "")
        if self.separator:
            self.separator = "\n"


_FIRST = Place(1)
