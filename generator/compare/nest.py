"""Leaves with their paths back into lists, items and quotes: the blocks of one section of the redline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from generator.compare.changeset import RedlineBlock, RedlineItem, RedlineList, RedlineQuote, Status
from generator.compare.leaves import Leaf, Step
from generator.compare.pairing import Group
from generator.model import ItemList, Quote

Path = tuple[Step, ...]
"""The containers that a leaf stands in, outermost first; those of the old side alone have keys below zero."""

_new = tuple.__new__


Entry = tuple[Path, RedlineBlock]
"""A leaf's node with the containers that it stands in."""


class Containers:
    """Which lists, items and quotes of both sides are the same, judged by the leaves in them."""

    def __init__(self, old: Sequence[Leaf], new: Sequence[Leaf], groups: Sequence[Group]) -> None:
        self.old, self.new, self.groups = old, new, groups

    @cached_property
    def _forth(self) -> dict[int, Step]:
        """The new side's container of each old one that stayed; most comparisons never ask."""
        forth: dict[int, Step] = {}
        taken: set[int] = set()
        for group in self.groups:
            for one, other in zip(self.old[group.old[0]].path, self.new[group.new[0]].path, strict=False):
                if forth.get(one.key, other).key != other.key or type(one.node) is not type(other.node):
                    break
                if one.key not in forth and other.key in taken:
                    break
                forth[one.key] = other
                taken.add(other.key)
        return forth

    def path(self, leaf: Leaf, *, is_new: bool) -> Path:
        """Where a leaf stands in the redline: in the new side's containers as far as they are its own."""
        if is_new or not leaf.path:
            return leaf.path
        found: list[Step] = []
        shared = True
        for step in leaf.path:
            shared = shared and step.key in self._forth
            found.append(self._forth[step.key] if shared else Step(-step.key, step.node))
        return tuple(found)


def nest(entries: Sequence[Entry], depth: int = 0) -> tuple[RedlineBlock, ...]:
    """The blocks of entries, lists and quotes built anew; neighbours in one container share it."""
    for path, _ in entries:
        if len(path) > depth:
            return tuple(_nested(entries, depth))
    return tuple([node for _, node in entries])


def _nested(entries: Sequence[Entry], depth: int) -> Iterator[RedlineBlock]:
    for step, part in _grouped(entries, depth):
        if step is None:
            yield from [node for _, node in part]
            continue
        node = step.node
        if isinstance(node, ItemList):
            items = tuple([_item(inner, depth + 2) for _, inner in _grouped(part, depth + 1)])
            status = summary([status for status, _ in items])
            yield _new(RedlineList, (status, items, node.ordered, node.start, node.id))
        else:
            blocks = nest(part, depth + 1)
            name = node.id if isinstance(node, Quote) else ""
            yield RedlineQuote(summary([block.status for block in blocks]), blocks, name)


def _item(entries: Sequence[Entry], depth: int) -> RedlineItem:
    blocks = nest(entries, depth)
    return _new(RedlineItem, (summary([block.status for block in blocks]), blocks))


def _grouped(entries: Sequence[Entry], depth: int) -> Iterator[tuple[Step | None, Sequence[Entry]]]:
    """Neighbours that stand in the same container at a depth; None for those that stand in no further one."""
    start = 0
    before: Step | None = None
    for at, (path, _) in enumerate(entries):
        step = path[depth] if len(path) > depth else None
        if at and (step is None or before is None or step.key != before.key) and step is not before:
            yield before, entries[start:at]
            start = at
        before = step
    if entries:
        yield before, entries[start:]


def summary(statuses: Sequence[Status]) -> Status:
    """What happened to a container: the one thing that happened to all in it, else it changed."""
    if not statuses:
        return Status.EQUAL
    first = statuses[0]
    if first is Status.SPLIT or first is Status.MERGED or statuses.count(first) < len(statuses):
        return Status.CHANGED
    return first
