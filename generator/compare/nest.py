"""Leaves with their paths back into lists, items and quotes: the blocks of one section of the redline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.compare.changeset import RedlineBlock, RedlineItem, RedlineList, RedlineQuote, Status
from generator.compare.leaves import Leaf
from generator.compare.pairing import Group
from generator.model import Item, ItemList, Quote

PathKey = tuple[bool, int]
"""A list, an item or a quote: whether it is one of the new text, and its key there."""


class Entry(NamedTuple):
    """A leaf's node with the containers that it stands in."""

    path: tuple[PathKey, ...]
    node: RedlineBlock


class Containers:
    """Which lists, items and quotes of both sides are the same, judged by the leaves in them."""

    def __init__(self, old: Sequence[Leaf], new: Sequence[Leaf], groups: Sequence[Group]) -> None:
        self.nodes: dict[PathKey, ItemList | Item | Quote] = {}
        for is_new, leaves in ((False, old), (True, new)):
            for leaf in leaves:
                for step in leaf.path:
                    self.nodes[is_new, step.key] = step.node
        self._forth: dict[int, int] = {}
        taken: set[int] = set()
        for group in groups:
            for one, other in zip(old[group.old[0]].path, new[group.new[0]].path, strict=False):
                if self._forth.get(one.key, other.key) != other.key or type(one.node) is not type(other.node):
                    break
                if one.key not in self._forth and other.key in taken:
                    break
                self._forth[one.key] = other.key
                taken.add(other.key)

    def path(self, leaf: Leaf, *, is_new: bool) -> tuple[PathKey, ...]:
        """Where a leaf stands in the redline: in the new side's containers as far as they are its own."""
        if not leaf.path:
            return ()
        if is_new:
            return tuple((True, step.key) for step in leaf.path)
        found: list[PathKey] = []
        shared = True
        for step in leaf.path:
            shared = shared and step.key in self._forth
            found.append((True, self._forth[step.key]) if shared else (False, step.key))
        return tuple(found)

    def nest(self, entries: Sequence[Entry], depth: int = 0) -> tuple[RedlineBlock, ...]:
        """The blocks of entries, lists and quotes built anew; neighbours in one container share it."""
        if all(len(entry.path) <= depth for entry in entries):
            return tuple([entry.node for entry in entries])
        return tuple(self._nested(entries, depth))

    def _nested(self, entries: Sequence[Entry], depth: int) -> Iterator[RedlineBlock]:
        for key, part in _grouped(entries, depth):
            if key is None:
                yield from (entry.node for entry in part)
                continue
            node = self.nodes[key]
            if isinstance(node, ItemList):
                items = tuple(self._items(part, depth + 1))
                status = summary([item.status for item in items])
                yield RedlineList(status, items, node.ordered, node.start, node.id)
            else:
                blocks = self.nest(part, depth + 1)
                name = node.id if isinstance(node, Quote) else ""
                yield RedlineQuote(summary([block.status for block in blocks]), blocks, name)

    def _items(self, entries: Sequence[Entry], depth: int) -> Iterator[RedlineItem]:
        for _, part in _grouped(entries, depth):
            blocks = self.nest(part, depth + 1)
            yield RedlineItem(summary([block.status for block in blocks]), blocks)


def _grouped(entries: Sequence[Entry], depth: int) -> Iterator[tuple[PathKey | None, Sequence[Entry]]]:
    """Neighbours that stand in the same container at a depth; None for those that stand in no further one."""
    start = 0
    while start < len(entries):
        key = entries[start].path[depth] if len(entries[start].path) > depth else None
        end = start + 1
        while end < len(entries) and (entries[end].path[depth] if len(entries[end].path) > depth else None) == key:
            end += 1
        yield key, entries[start:end]
        start = end


def summary(statuses: Sequence[Status]) -> Status:
    """What happened to a container: the one thing that happened to all in it, else it changed."""
    kinds = set(statuses)
    if len(kinds) == 1 and not kinds & {Status.SPLIT, Status.MERGED}:
        return statuses[0]
    return Status.CHANGED if kinds else Status.EQUAL
