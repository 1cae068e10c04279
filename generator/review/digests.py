"""The digest of a section's words: what a confirmation and a waiver hold on to.

Version 1 sees words, link targets, the ids that references name, and the kinds and order of blocks. It does not see
typography, emphasis, or numbers that are generated: neither a curly apostrophe nor an article inserted before it
makes a section look changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence

from generator.language.typography import normal
from generator.model import (
    Block,
    Code,
    CodeBlock,
    Emphasis,
    Foreign,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Quote,
    Reference,
    Section,
    Table,
    Text,
    Words,
)

VERSION = "v1"
_NUMBER = re.compile(r"[0-9]+")

Piece = tuple[str, str, tuple[str, ...]]
"""A kind of block, its words in normal form, and the targets of its links."""


def section_digest(section: Section) -> str:
    """The digest of one section, with its version in front."""
    return _digest(tuple(_pieces(section)))


def text_digest(text: Text) -> str:
    """The digest of all sections of a text, with their ids."""
    pieces = [("section", section.id, ()) for section in text.sections]
    return _digest([*pieces, *(piece for section in text.sections for piece in _pieces(section))])


def digest_in(text: Text, section_id: str) -> str:
    """The digest of a section of a text, or of the whole text if no section is named; empty if it isn't there."""
    if not section_id:
        return text_digest(text)
    section = text.section(section_id)
    return section_digest(section) if section else ""


def _digest(pieces: Sequence[Piece]) -> str:
    content = json.dumps(pieces, ensure_ascii=False, separators=(",", ":"))
    return f"{VERSION}:sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def _pieces(section: Section) -> Iterator[Piece]:
    yield _piece("heading", section.label, section.title)
    yield from _blocks(section.blocks)


def _piece(kind: str, label: str, inlines: tuple[Inline, ...]) -> Piece:
    words = "".join(_words(inlines))
    shown = f"{_NUMBER.sub('#', label)} {words}" if label else words
    return (kind, normal(shown), tuple(_targets(inlines)))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Piece]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Piece]:
    match block:
        case Paragraph(inlines=inlines):
            yield _piece("paragraph", "", inlines)
        case ItemList():
            yield from _list(block)
        case Quote(blocks=blocks):
            yield ("quote", "", ())
            yield from _blocks(blocks)
        case Table():
            yield from _table(block)
        case CodeBlock(text=text):
            yield ("code", text, ())
        case _:  # a divider; places for records are gone from a resolved text
            yield ("divider", "", ())


def _list(block: ItemList) -> Iterator[Piece]:
    yield ("list", "", ())
    for item in block.items:
        yield _piece("item", item.label, ())
        yield from _blocks(item.blocks)


def _table(table: Table) -> Iterator[Piece]:
    for row in (table.head, *table.rows):
        yield ("row", "", ())
        for cell in row.cells:
            yield _piece("cell", cell.label, cell.inlines)


def _words(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Words(text) | Code(text):
                yield text
            case Reference(target):
                yield f"#{target}"
            case Emphasis(children) | Link(_, children) | Foreign(_, children):
                yield from _words(children)
            case _:
                yield " "


def _targets(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield inline.target
        if isinstance(inline, Emphasis | Link | Foreign):
            yield from _targets(inline.children)
