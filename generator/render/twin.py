"""The same content for machines: a text, and its facts, as JSON.

A twin says nothing that depends on the day it is read, so a revision's twin stays the same to the byte. Prevailing
value is claimed only where the text held is official.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.integrity.plain_facts import Plain, facts_plain
from generator.model import (
    Block,
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
    Quote,
    Reference,
    Row,
    Section,
    Table,
    Words,
    plain,
)
from generator.render.anchors import Anchors

__all__ = ["NOT_STATED", "Plain", "document", "encode", "facts_plain", "section_json"]

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
NOT_STATED = "not-stated"


def encode(value: Plain) -> str:
    """JSON on one line, in the order of the keys as given."""
    return ENCODER.encode(value)


def document(head: Mapping[str, Plain], sections: list[str], tail: Mapping[str, Plain]) -> bytes:
    """A twin: one member a line, and one section a line, so that two twins compare well."""
    members = [f"{encode(key)}: {encode(value)}" for key, value in head.items()]
    if sections:
        members.append('"sections": [\n' + ",\n".join(sections) + "\n]")
    members += [f"{encode(key)}: {encode(value)}" for key, value in tail.items()]
    return ("{\n" + ",\n".join(members) + "\n}\n").encode()


def section_json(section: Section, anchors: Anchors) -> str:
    """A section with its blocks, as one line of JSON."""
    value: dict[str, Plain] = {
        "id": section.id,
        "level": section.level.value,
        "number": list(section.number),
        "label": section.label,
        "title": plain(section.title),
        "parent": section.parent,
        "blocks": [_block(block, anchors, "") for block in section.blocks],
    }
    return encode(value)


def _block(block: Block, anchors: Anchors, scope: str) -> Plain:
    if isinstance(block, Divider):
        return {"kind": "divider"}
    anchor = anchors.block(block, scope)
    match block:
        case Paragraph(inlines=inlines, address=address):
            kind = "address" if address else "paragraph"
            return {"kind": kind, "anchor": anchor, **_words(inlines)}
        case ItemList(items=items):
            listed = [_item(item, anchors, anchors.item(anchor, number, item)) for number, item in enumerate(items, 1)]
            order: dict[str, Plain] = {"start": block.start} if block.ordered else {}
            return {"kind": "list", "anchor": anchor, "ordered": block.ordered, **order, "items": [*listed]}
        case Table():
            return _table(block, anchors, anchor)
        case Quote(blocks=inner):
            return {"kind": "quote", "anchor": anchor, "blocks": [_block(part, anchors, anchor) for part in inner]}
        case CodeBlock(text=text):
            return {"kind": "code", "anchor": anchor, "text": text}
        case _:
            raise TypeError(f"a view that wasn't resolved: {block}")


def _item(item: Item, anchors: Anchors, anchor: str) -> Plain:
    match item.blocks:
        case (Paragraph(inlines=inlines, id="", address=False),):
            content = _words(inlines)
        case blocks:
            content = {"blocks": [_block(block, anchors, anchor) for block in blocks]}
    return {"anchor": anchor, **_label(item.label), **content}


def _table(block: Table, anchors: Anchors, anchor: str) -> Plain:
    rows: list[Plain] = [_row(row, anchors.row(anchor, number, row)) for number, row in enumerate(block.rows, 1)]
    head: list[Plain] = [_cell(cell) for cell in block.head.cells]
    return {"kind": "table", "anchor": anchor, "row_heads": block.row_heads, "head": head, "rows": rows}


def _row(row: Row, anchor: str) -> Plain:
    cells: list[Plain] = [_cell(cell) for cell in row.cells]
    return {"anchor": anchor, "cells": cells}


def _cell(cell: Cell) -> Plain:
    return {**_label(cell.label), **_words(cell.inlines)}


def _label(label: str) -> dict[str, Plain]:
    return {"label": label} if label else {}


def _words(inlines: tuple[Inline, ...]) -> dict[str, Plain]:
    """The words, and the links and references in them."""
    if len(inlines) == 1 and isinstance(inlines[0], Words):
        return {"text": inlines[0].text}
    links: list[Plain] = []
    references: list[Plain] = []
    _collect(inlines, links, references)
    found: dict[str, Plain] = {"links": links, "references": references}
    return {"text": plain(inlines), **{key: value for key, value in found.items() if value}}


def _collect(inlines: tuple[Inline, ...], links: list[Plain], references: list[Plain]) -> None:
    for inline in inlines:
        match inline:
            case Link(target, children):
                links.append({"text": plain(children), "target": target})
            case Reference(target, label):
                references.append({"text": label, "target": target})
            case Emphasis(children) | Foreign(_, children):
                _collect(children, links, references)
            case Words() | Code() | _:
                pass
