"""A section cut into the parts that stand in a row each: paragraphs, items, rows of tables and other blocks.

A part's HTML holds no ids; its anchor is the one that the text's own page gives the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from generator.model import Block, Cell, Divider, ItemList, Row, Section, Table, plain
from generator.render.anchors import Anchors
from generator.render.html import body_html, generated, inlines_html
from generator.render.terms_view import labelled

TAG = re.compile(r"<[^>]+>")
ID = re.compile(r' (?:id|aria-labelledby)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in one row: its kind, the id that its author gave it (or ""), its anchor and its HTML."""

    kind: str
    id: str
    anchor: str
    html: str


def parts(section: Section, taken: frozenset[str]) -> tuple[Part, ...]:
    """The parts of a section in reading order; `taken` as for its `Anchors`."""
    return tuple(_Cutter(section, taken).cut())


class _Cutter:
    """Cuts one section, naming blocks in the order in which its page does."""

    def __init__(self, section: Section, taken: frozenset[str]) -> None:
        self._section = section
        self._anchors = Anchors(section.id, taken)

    def cut(self) -> Iterator[Part]:
        """All parts; the number of an untitled section stands before the words of the first."""
        for index, block in enumerate(self._section.blocks):
            yield from self._block(block, is_first=not index)

    def _block(self, block: Block, *, is_first: bool) -> Iterator[Part]:
        if isinstance(block, Divider):
            yield Part("divider", "", "", "<hr>\n")
            return
        anchor = self._anchors.block(block)
        match block:
            case ItemList():
                yield from self._items(block, anchor, is_first=is_first)
            case Table():
                yield from self._rows(block, anchor, is_first=is_first)
            case _:
                yield Part(type(block).__name__, block.id, anchor, self._html(block, is_first=is_first))

    def _items(self, block: ItemList, anchor: str, *, is_first: bool) -> Iterator[Part]:
        for index, item in enumerate(block.items):
            own = self._anchors.item(anchor, index + 1, item)
            alone = replace(block, items=(item,), start=block.start + index)
            yield Part("item", item.id, own, self._html(alone, is_first=is_first and not index))

    def _rows(self, block: Table, anchor: str, *, is_first: bool) -> Iterator[Part]:
        lead = generated(self._section.label, "number") if is_first and not self._section.title else ""
        head = " ".join(f"<span>{_words(cell)}</span>" for cell in block.head.cells)
        yield Part("head", block.id, anchor, f'<p class="heads">{f"{lead} {head}" if lead else head}</p>\n')
        for number, row in enumerate(block.rows, 1):
            yield Part("row", row.id, self._anchors.row(anchor, number, row), _row(block, row))

    def _html(self, block: Block, *, is_first: bool) -> str:
        label = self._section.label if is_first else ""
        section = replace(self._section, blocks=(block,), label=label)
        html = labelled(body_html(section, Anchors(section.id, frozenset())))
        return TAG.sub(lambda tag: ID.sub("", tag.group()), html)


def _words(cell: Cell) -> str:
    label = generated(cell.label, "label")
    words = inlines_html(cell.inlines)
    return f"{label} {words}" if label else words


def _row(table: Table, row: Row) -> str:
    """A row as lines, each with the heading of its column."""
    heads = (*table.head.cells, *(None for _ in row.cells))
    lines = [
        _line(cell, "" if table.row_heads and not index else plain(head.inlines) if head else "")
        for index, (cell, head) in enumerate(zip(row.cells, heads, strict=False))
    ]
    return f'<div class="cells">\n{"".join(lines)}</div>\n'


def _line(cell: Cell, label: str) -> str:
    words = _words(cell)
    if not words:
        return ""
    return f'<p data-label="{escape(label)}">{words}</p>\n' if label else f'<p class="row-name">{words}</p>\n'
