"""What a reader gets of a text, in one form for ever: the bytes that the `content` digest of a seal is taken of.

The form is JSON with sorted keys, without spaces between its parts, in UTF-8. It holds the ids, levels, numbers and
labels of sections, the kinds of blocks, every character, the targets of links and references, the facts, the days
and the note. It doesn't hold how the source was written: where a line was wrapped, in which style emphasis was
marked, or what a template makes of it. The first version of the form is frozen: the same text must give the same
bytes in every later release.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.integrity.plain_facts import Plain, facts_plain
from generator.model import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Facts,
    Foreign,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quote,
    Reference,
    Revision,
    Row,
    Section,
    Table,
    Text,
    Words,
)

FORM = "polylex-content/1"
NOT_STATED = "not-stated"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def encode(value: Plain) -> str:
    """JSON in the one form."""
    return _ENCODER.encode(value)


def digest_of(content: bytes) -> str:
    """The sha256 of bytes, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass(slots=True)
class ContentForms:
    """Makes the bytes of texts; remembers those of sections and facts, which revisions share, by identity."""

    _sections: dict[int, tuple[Section, str]] = field(default_factory=dict)
    _facts: dict[int, tuple[Facts, str]] = field(default_factory=dict)

    def content(self, document: str, revision: Revision, text: Text) -> bytes:
        """What a reader gets of one text of a revision."""
        head: dict[str, Plain] = {
            "form": FORM,
            "document": document,
            "revision": revision.id,
            "published": revision.published.isoformat() if revision.published else "",
            "effective": revision.effective.isoformat() if revision.effective else NOT_STATED,
            "language": text.language,
            "note": revision.notes.get(text.language, ""),
            "title": text.title,
            "date_line": text.date_line,
            "labels": _labels(text.wording.labels),
        }
        members = {name: encode(value) for name, value in head.items()}
        members["facts"] = self._facts_of(revision.facts)
        members["sections"] = f"[{','.join(self._section(section) for section in text.sections)}]"
        return ("{" + ",".join(f'"{name}":{members[name]}' for name in sorted(members)) + "}\n").encode()

    def digests(self, document: str, revision: Revision) -> dict[str, str]:
        """The digest of each text of a revision, by language."""
        texts = sorted(revision.texts, key=lambda text: text.language)
        return {text.language: digest_of(self.content(document, revision, text)) for text in texts}

    def _section(self, section: Section) -> str:
        held = self._sections.get(id(section))
        if held is None:
            held = self._sections[id(section)] = (section, encode(_section(section)))
        return held[1]

    def _facts_of(self, facts: Facts) -> str:
        held = self._facts.get(id(facts))
        if held is None:
            held = self._facts[id(facts)] = (facts, encode(facts_plain(facts)))
        return held[1]


def _labels(labels: Mapping[tuple[str, str], str]) -> Plain:
    return {f"{kind}/{name}": words for (kind, name), words in labels.items()}


def _section(section: Section) -> Plain:
    return {
        "id": section.id,
        "level": section.level.value,
        "number": list(section.number),
        "label": section.label,
        "title": _inlines(section.title),
        "parent": section.parent,
        "blocks": _blocks(section.blocks),
    }


def _blocks(blocks: Iterable[Block]) -> list[Plain]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Plain:
    match block:
        case Paragraph(inlines=inlines, id=name, address=address):
            return {"kind": "address" if address else "paragraph", "id": name, "text": _inlines(inlines)}
        case ItemList(items=items, ordered=ordered, start=start, id=name):
            held: list[Plain] = [_item(item) for item in items]
            return {"kind": "list", "id": name, "start": start if ordered else 0, "items": held}
        case Table(head=head, rows=rows, id=name, row_heads=row_heads):
            listed: list[Plain] = [_row(row) for row in rows]
            return {"kind": "table", "id": name, "row_heads": row_heads, "head": _row(head), "rows": listed}
        case Quote(blocks=blocks, id=name):
            return {"kind": "quote", "id": name, "blocks": _blocks(blocks)}
        case CodeBlock(text=text, id=name):
            return {"kind": "code", "id": name, "text": text}
        case Divider():
            return {"kind": "divider"}
        case _:
            raise TypeError(f"a view that wasn't resolved: {block}")


def _item(item: Item) -> Plain:
    return {"id": item.id, "label": item.label, "blocks": _blocks(item.blocks)}


def _row(row: Row) -> Plain:
    cells: list[Plain] = [_cell(cell) for cell in row.cells]
    return {"id": row.id, "cells": cells}


def _cell(cell: Cell) -> Plain:
    return {"label": cell.label, "text": _inlines(cell.inlines)}


def _inlines(inlines: Iterable[Inline]) -> list[Plain]:
    """Words as strings, joined where they touch; everything else as a list that begins with its kind."""
    parts: list[Plain] = []
    for inline in inlines:
        part = _inline(inline)
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part != "":
            parts.append(part)
    return parts


def _inline(inline: Inline) -> Plain:
    match inline:
        case Words(text):
            return text
        case LineBreak(hard):
            return ["break"] if hard else " "
        case Code(text):
            return ["code", text]
        case Emphasis(children, strong):
            return ["strong" if strong else "emphasis", *_inlines(children)]
        case Link(target, children, title):
            return ["link", target, title, *_inlines(children)]
        case Foreign(language, children):
            return ["foreign", language, *_inlines(children)]
        case Reference(target, label):
            return ["reference", target, label]
