"""A section as a tree of nodes, each with its kind, its words and its place: what alignment and checks look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.errors import Location
from generator.model import (
    Block,
    Cell,
    CodeBlock,
    Divider,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Place,
    Quote,
    Row,
    Section,
    Table,
    Words,
    plain,
)


class NodeKind(StrEnum):
    """What a node is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ADDRESS = "address"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    QUOTE = "quote"
    CODE = "code"
    DIVIDER = "divider"


@dataclass(frozen=True, slots=True)
class Node:
    """A heading, a block, or a part of one.

    `inlines` and `text` are the words of a leaf as a reader sees them, its generated label left out; a container's
    are empty. `whole` is the text of the node and all below it. `id` is a block's or a record's, empty without one.
    `detail` tells lists apart: "1" for an ordered one that begins with 1, and rows: "head".
    """

    kind: NodeKind
    location: Location
    inlines: tuple[Inline, ...] = ()
    children: tuple[Node, ...] = ()
    id: str = ""
    label: str = ""
    detail: str = ""
    text: str = ""
    whole: str = ""

    @property
    def is_leaf(self) -> bool:
        """Whether it holds words itself."""
        return self.kind in _LEAVES

    def walk(self) -> Iterator[Node]:
        """The node itself and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[Node]:
        """The nodes with words of their own, in reading order."""
        return (node for node in self.walk() if node.is_leaf)


_LEAVES = frozenset({NodeKind.HEADING, NodeKind.PARAGRAPH, NodeKind.ADDRESS, NodeKind.CELL, NodeKind.CODE})


def nodes_of(section: Section) -> tuple[Node, ...]:
    """The heading, if the section has a title, and its blocks."""
    reader = _Reader(section)
    heading = (_leaf(NodeKind.HEADING, section.location, section.title, label=section.label),) if section.title else ()
    return heading + tuple(reader.block(block) for block in section.blocks)


def _leaf(kind: NodeKind, location: Location, inlines: tuple[Inline, ...], *, name: str = "", label: str = "") -> Node:
    text = plain(inlines)
    return Node(kind, location, inlines, id=name, label=label, text=text, whole=text)


def _container(kind: NodeKind, location: Location, children: tuple[Node, ...]) -> Node:
    return Node(kind, location, children=children, whole="\n".join(child.whole for child in children))


@dataclass(frozen=True, slots=True)
class _Reader:
    section: Section

    def at(self, place: Place) -> Location:
        return self.section.locate(place)

    def block(self, block: Block) -> Node:
        location = self.at(block.place)
        match block:
            case Paragraph(inlines=inlines, address=address):
                return _leaf(NodeKind.ADDRESS if address else NodeKind.PARAGRAPH, location, inlines, name=block.id)
            case ItemList(items=items, ordered=ordered, start=start):
                children = tuple(self.item(item) for item in items)
                whole = _container(NodeKind.LIST, location, children)
                return replace(whole, id=block.id, detail=str(start) if ordered else "")
            case Table(head=head, rows=rows):
                children = (self.row(head, "head"), *(self.row(row) for row in rows))
                return replace(_container(NodeKind.TABLE, location, children), id=block.id)
            case Quote(blocks=blocks):
                return replace(_container(NodeKind.QUOTE, location, tuple(map(self.block, blocks))), id=block.id)
            case CodeBlock(text=text):
                return _leaf(NodeKind.CODE, location, (Words(text.rstrip("\n")),), name=block.id)
            case Divider():
                return Node(NodeKind.DIVIDER, location)
            case _:
                return _leaf(NodeKind.PARAGRAPH, location, ())

    def item(self, item: Item) -> Node:
        children = tuple(map(self.block, item.blocks))
        return replace(_container(NodeKind.ITEM, self.at(item.place), children), id=item.id, label=item.label)

    def row(self, row: Row, detail: str = "") -> Node:
        children = tuple(self.cell(cell) for cell in row.cells)
        return replace(_container(NodeKind.ROW, self.at(row.place), children), id=row.id, detail=detail)

    def cell(self, cell: Cell) -> Node:
        return _leaf(NodeKind.CELL, self.at(cell.place), cell.inlines, label=cell.label)
