"""Blocks with their references filled in, and with places made absolute; what needs no change stays the same value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.errors import Location
from generator.model import (
    Block,
    Cell,
    ContactView,
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
    RecordView,
    Reference,
    Row,
    Table,
)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What to change: labels of references by their target, and the place where relative places begin.

    With `hard`, soft line ends become hard ones, as in an address.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    base: Location | None = None
    hard: bool = False

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks, rewritten."""
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        """One block, rewritten."""
        place = self.place(block.place)
        match block:
            case Paragraph(inlines=inlines):
                return replace(block, place=place, inlines=self.inlines(inlines))
            case ItemList(items=items):
                return replace(block, place=place, items=tuple(self._item(item) for item in items))
            case Quote(blocks=blocks):
                return replace(block, place=place, blocks=self.blocks(blocks))
            case Table(head=head, rows=rows):
                return replace(block, place=place, head=self._row(head), rows=tuple(self._row(row) for row in rows))
            case RecordView() | ContactView():
                return block
            case _:
                return replace(block, place=place)

    def place(self, place: Place) -> Place:
        """A place, absolute where there is a base."""
        if self.base is None or place.path:
            return place
        return Place(self.base.line + place.line - 1, self.base.column + place.column - 1, self.base.path)

    def _item(self, item: Item) -> Item:
        return replace(item, place=self.place(item.place), blocks=self.blocks(item.blocks))

    def _row(self, row: Row) -> Row:
        return replace(row, place=self.place(row.place), cells=tuple(self._cell(cell) for cell in row.cells))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, place=self.place(cell.place), inlines=self.inlines(cell.inlines))

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Inlines, rewritten."""
        return tuple(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Reference(target, label):
                wording = self.labels.get(target, "")
                return Reference(target, wording[:1].upper() + wording[1:] if label == "^" else wording)
            case LineBreak() if self.hard:
                return LineBreak(hard=True)
            case Emphasis(children) | Link(_, children) | Foreign(_, children):
                return replace(inline, children=self.inlines(children))
            case _:
                return inline
