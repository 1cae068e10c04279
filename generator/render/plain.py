"""A text as plain characters: one block a paragraph, items after a hyphen, table cells between tabs."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from generator.model import (
    Block,
    Cell,
    CodeBlock,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Quote,
    Row,
    Section,
    Table,
    Text,
    plain,
)


def text_plain(text: Text, sections: list[str]) -> bytes:
    """The whole text from the plain forms of its sections, UTF-8 with a line end at the end."""
    parts = [text.title, text.date_line, *sections]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def section_plain(section: Section) -> str:
    """A section with its number, a blank line between blocks."""
    if section.title:
        return "\n\n".join((_labelled(section.label, section.title), *_blocks(section.blocks)))
    blocks = list(_blocks(section.blocks))
    if section.label:
        blocks[:1] = [" ".join((section.label, *blocks[:1]))]
    return "\n\n".join(blocks)


def section_name(section: Section) -> str:
    """What a section is called out of its place: number and title, without a last colon; empty for a preamble."""
    if not section.title:
        return section.label
    return _labelled(section.label, section.title).rstrip(" :\u00a0\u202f")


def _labelled(label: str, inlines: tuple[Inline, ...]) -> str:
    return f"{label} {plain(inlines)}" if label else plain(inlines)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(inlines=inlines):
                yield plain(inlines)
            case ItemList(items=items):
                yield "\n".join(_item(item, _marker(block, number)) for number, item in enumerate(items))
            case Table(head=head, rows=rows):
                yield "\n".join(_row(row) for row in (head, *rows))
            case Quote(blocks=inner):
                yield indent("\n\n".join(_blocks(inner)), "> ", lambda _: True)
            case CodeBlock(text=text):
                yield text.rstrip("\n")
            case _:
                pass


def _marker(block: ItemList, number: int) -> str:
    return f"{block.start + number}. " if block.ordered else "- "


def _item(item: Item, marker: str) -> str:
    words = "\n\n".join(_blocks(item.blocks))
    lead = f"{item.label} " if item.label else ""
    return marker + indent(lead + words, " " * len(marker)).lstrip(" ")


def _row(row: Row) -> str:
    return "\t".join(_cell(cell) for cell in row.cells)


def _cell(cell: Cell) -> str:
    return _labelled(cell.label, cell.inlines).replace("\n", " ").strip()
