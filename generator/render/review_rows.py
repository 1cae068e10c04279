"""The rows of a section on the review page: its blocks side by side, lists item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.align import BlockPair, Node, NodeKind, SectionPair, nodes_of
from generator.errors import Location
from generator.model import Block, ItemList, Section

_WHOLE_LINE = 1_000_000  # greater than any column

Nodes = tuple[Node | None, Node | None]
"""A node of the left text and its partner."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row: on each side the node whose findings stand there, and the block that shows it; None where it has none."""

    nodes: Nodes
    blocks: tuple[Block | None, Block | None]


def rows_of(pair: SectionPair) -> tuple[ReviewRow, ...]:
    """The rows of a section, headings left out."""
    held = (_blocks(pair.prevailing), _blocks(pair.translation))
    return tuple(row for block in pair.blocks if not _is_heading(block) for row in _rows(block, held))


def _rows(pair: BlockPair, held: tuple[Mapping[Node, Block], Mapping[Node, Block]]) -> Iterator[ReviewRow]:
    nodes = (pair.prevailing, pair.translation)
    left, right = (blocks.get(node) if node else None for node, blocks in zip(nodes, held, strict=True))
    if all(node is None or node.kind is NodeKind.LIST for node in nodes):
        for one, other in _items(pair):
            yield ReviewRow((one, other), (_alone(left, nodes[0], one), _alone(right, nodes[1], other)))
    else:
        yield ReviewRow(nodes, (left, right))


def _items(pair: BlockPair) -> Iterator[Nodes]:
    """The items of lists in pairs; those of a lone list have no partner."""
    if pair.is_complete:
        yield from ((child.prevailing, child.translation) for child in pair.children)
        return
    yield from ((item, None) for item in (pair.prevailing.children if pair.prevailing else ()))
    yield from ((None, item) for item in (pair.translation.children if pair.translation else ()))


def _alone(block: Block | None, parent: Node | None, item: Node | None) -> Block | None:
    """A list of one of its items, which keeps its number."""
    if not isinstance(block, ItemList) or parent is None or item is None:
        return None
    index = parent.children.index(item)
    return replace(block, items=(block.items[index],), start=block.start + index)


def _blocks(section: Section | None) -> Mapping[Node, Block]:
    if section is None:
        return {}
    nodes = nodes_of(section)[1 if section.title else 0 :]
    return dict(zip(nodes, section.blocks, strict=True))


def _is_heading(pair: BlockPair) -> bool:
    """Whether a pair is that of the headings, which stand above the rows."""
    return all(node is None or node.kind is NodeKind.HEADING for node in (pair.prevailing, pair.translation))


def row_at(rows: tuple[ReviewRow, ...], pair: SectionPair, side: int, place: Location) -> int | None:
    """The row that begins last before a place of one side; None for the heading."""
    section = (pair.prevailing, pair.translation)[side]
    heading = [(None, section.location)] if section else []
    begins = [(n, at) for n, row in enumerate(rows) if (node := row.nodes[side]) for at in _begins(node)]
    best, found = (0, 0), None
    for row, at in (*heading, *begins):
        begin = (at.line, at.column)
        if at.path == place.path and best <= begin <= (place.line, place.column or _WHOLE_LINE):
            best, found = begin, row
    return found


def _begins(node: Node) -> Iterator[Location]:
    return (one.location for one in node.walk())
