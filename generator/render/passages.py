"""What a lawyer calls a passage: "art. 5, al. 2, 1er tiret". Every section and every unnumbered block has such a label.

Paragraphs are counted in their section, items in their list, and a list belongs to the paragraph before it. Labels are
for quoting: they come from the catalog of the interface, and never stand inside a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Block, Divider, Item, ItemList, Level, Paragraph, Quote, Section, Table
from generator.render.anchors import Anchors
from generator.render.catalog import msgid
from generator.render.formats import Interface
from generator.render.plain import section_name

ORDINAL = "ordinal"
LATER = msgid("no. {number}")
ORDINALS = (
    msgid("first"),
    msgid("second"),
    msgid("third"),
    msgid("fourth"),
    msgid("fifth"),
    msgid("sixth"),
    msgid("seventh"),
    msgid("eighth"),
    msgid("ninth"),
    msgid("tenth"),
    msgid("eleventh"),
    msgid("twelfth"),
    msgid("thirteenth"),
    msgid("fourteenth"),
    msgid("fifteenth"),
    msgid("sixteenth"),
    msgid("seventeenth"),
    msgid("eighteenth"),
    msgid("nineteenth"),
    msgid("twentieth"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """A place in a count; a catalog writes it as `{number}`, or in words as `{number:ordinal}`."""

    number: int
    interface: Interface

    def __format__(self, form: str) -> str:
        """The digits, or the word where the form asks for it and the catalog knows one."""
        if form != ORDINAL:
            return str(self.number)
        if self.number <= len(ORDINALS):
            return self.interface.t(ORDINALS[self.number - 1])
        return self.interface.t(LATER, number=self.number)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its anchor on the page, and its label."""

    anchor: str
    label: str


def section_label(section: Section, interface: Interface) -> str:
    """What a section is quoted as: by its number, else by its title."""
    if section.number:
        return interface.t("art. {number}", number=".".join(map(str, section.number)))
    if section.level is Level.PREAMBLE:
        return interface.t("preamble")
    return interface.t("part “{title}”", title=section_name(section))


def passages(section: Section, interface: Interface, taken: frozenset[str]) -> tuple[Passage, ...]:
    """The blocks, items and rows of a section in reading order; `taken` as for their `Anchors`."""
    walk = _Walk(Anchors(section.id, taken), interface)
    head = (section_label(section, interface),)
    return tuple(Passage(anchor, ", ".join((*head, *label))) for anchor, label in walk.blocks(section.blocks, (), ""))


Labelled = tuple[str, tuple[str, ...]]


class _Walk:
    """Names blocks in the order in which the page writes them, so that both get the same anchors."""

    def __init__(self, anchors: Anchors, interface: Interface) -> None:
        self._anchors = anchors
        self._interface = interface

    def blocks(self, blocks: tuple[Block, ...], within: tuple[str, ...], scope: str) -> Iterator[Labelled]:
        """The passages of blocks that stand in `within`."""
        counts: dict[type, int] = {}
        lists, before = 0, within
        for block in blocks:
            if isinstance(block, Divider):
                continue
            anchor = self._anchors.block(block, scope)
            if isinstance(block, ItemList):
                lists += 1
                yield from self._items(block, anchor, (*before, *self._list(lists)))
                continue
            kind = type(block)
            counts[kind] = counts.get(kind, 0) + 1
            label = (*within, self._kind(kind, counts[kind]))
            if isinstance(block, Paragraph):
                lists, before = 0, label
            yield anchor, label
            yield from self._inside(block, anchor, label)

    def _inside(self, block: Block, anchor: str, label: tuple[str, ...]) -> Iterator[Labelled]:
        match block:
            case Table(rows=rows):
                for number, row in enumerate(rows, 1):
                    words = self._interface.t("row {number}", number=self._count(number))
                    yield self._anchors.row(anchor, number, row), (*label, words)
            case Quote(blocks=inner):
                yield from self.blocks(inner, label, anchor)
            case _:
                pass

    def _items(self, block: ItemList, anchor: str, within: tuple[str, ...]) -> Iterator[Labelled]:
        for number, item in enumerate(block.items, 1):
            own = self._anchors.item(anchor, number, item)
            label = (*within, self._item(block, number))
            yield own, label
            yield from self._parts(item, own, label)

    def _parts(self, item: Item, anchor: str, label: tuple[str, ...]) -> Iterator[Labelled]:
        match item.blocks:
            case (Paragraph(id="", address=False),):
                return
            case blocks:
                yield from self.blocks(blocks, label, anchor)

    def _item(self, block: ItemList, number: int) -> str:
        if block.ordered:
            return self._interface.t("point {number}", number=block.start + number - 1)
        return self._interface.t("indent {number}", number=self._count(number))

    def _list(self, number: int) -> tuple[str, ...]:
        """Which list of a paragraph, from the second on."""
        return (self._interface.t("list {number}", number=self._count(number)),) if number > 1 else ()

    def _kind(self, kind: type, number: int) -> str:
        t, count = self._interface.t, self._count(number)
        if kind is Paragraph:
            return t("para. {number}", number=count)
        if kind is Table:
            return t("table {number}", number=count)
        return t("quotation {number}", number=count) if kind is Quote else t("passage {number}", number=count)

    def _count(self, number: int) -> Count:
        return Count(number, self._interface)
