"""Blocks and inlines to HTML, by plain string building: policy texts are long, and this is most of the work.

Words that aren't in the source (numbers, labels, reference labels) stand in elements with the attribute
`data-generated`. No word of the interface stands here.
"""

from __future__ import annotations

from html import escape

from generator.model import (
    Block,
    Cell,
    Code,
    CodeBlock,
    ContactView,
    Divider,
    Emphasis,
    Foreign,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quote,
    RecordView,
    Reference,
    Row,
    Section,
    Table,
    Words,
)
from generator.render.anchors import Anchors

TITLE_SUFFIX = "--title"  # no id of an author holds two hyphens


def heading_html(section: Section) -> str:
    """The number and the title of a section; empty where it has no title."""
    if not section.title:
        return ""
    title = inlines_html(section.title)
    return f"{generated(section.label, 'number')} {title}" if section.label else title


def title_html(section: Section) -> str:
    """The number and the title without links and without a last colon, for words that themselves become a link."""
    title = _unlinked_all(section.title).rstrip(" :\u00a0\u202f")
    return f"{escape(section.label, quote=False)} {title}".strip(" ") if section.label else title


def body_html(section: Section, anchors: Anchors) -> str:
    """The blocks of a section; the number of an untitled one runs in before its first words."""
    number = "" if section.title else generated(section.label, "number")
    labelled_by = f"{section.id}{TITLE_SUFFIX}" if section.title else section.id
    return _Body(anchors, labelled_by).blocks(section.blocks, number)


def generated(label: str, role: str) -> str:
    """Words that aren't in the source; nothing for an empty label."""
    return f'<span class="{role}" data-generated>{escape(label, quote=False)}</span>' if label else ""


def inlines_html(inlines: tuple[Inline, ...]) -> str:
    """Inlines as HTML."""
    if len(inlines) == 1 and isinstance(inlines[0], Words):
        return escape(inlines[0].text, quote=False)
    return "".join([_inline(inline) for inline in inlines])


def _inline(inline: Inline) -> str:
    match inline:
        case Words(text):
            return escape(text, quote=False)
        case LineBreak(hard):
            return "<br>\n" if hard else " "
        case Reference(target, label):
            return f'<a class="reference" href="#{target}">{generated(label, "label")}</a>'
        case Emphasis(children, strong):
            tag = "strong" if strong else "em"
            return f"<{tag}>{inlines_html(children)}</{tag}>"
        case Link(target, children, title):
            tip = f' title="{escape(title)}"' if title else ""
            return f'<a href="{escape(target)}"{tip}>{inlines_html(children)}</a>'
        case Foreign(language, children):
            return f'<span lang="{escape(language)}">{inlines_html(children)}</span>'
        case Code(text):
            return f"<code>{escape(text, quote=False)}</code>"


def _unlinked_all(inlines: tuple[Inline, ...]) -> str:
    return "".join([_unlinked(inline) for inline in inlines])


def _unlinked(inline: Inline) -> str:
    match inline:
        case Link(_, children):
            return _unlinked_all(children)
        case Reference(_, label):
            return escape(label, quote=False)
        case Foreign(language, children):
            return f'<span lang="{escape(language)}">{_unlinked_all(children)}</span>'
        case Emphasis(children):
            return _unlinked_all(children)
        case LineBreak():
            return " "
        case _:
            return _inline(inline)


class _Body:
    """The HTML of the blocks of one section."""

    def __init__(self, anchors: Anchors, labelled_by: str) -> None:
        self._anchors = anchors
        self._labelled_by = labelled_by

    def blocks(self, blocks: tuple[Block, ...], lead: str, scope: str = "") -> str:
        """Blocks one under the other; `lead` stands before the words of the first one."""
        if lead and not (blocks and isinstance(blocks[0], Paragraph)):
            return f"<p>{lead}</p>\n" + self.blocks(blocks, "", scope)
        return "".join([self._block(block, "" if index else lead, scope) for index, block in enumerate(blocks)])

    def _block(self, block: Block, lead: str, scope: str) -> str:
        if isinstance(block, Divider):
            return "<hr>\n"
        anchor = self._anchors.block(block, scope)
        match block:
            case Paragraph(inlines=inlines, address=address):
                role = ' class="address"' if address else ""
                return f'<p id="{anchor}"{role}>{_led(lead, inlines)}</p>\n'
            case ItemList():
                return self._list(block, anchor)
            case Table():
                return self._table(block, anchor)
            case Quote(blocks=inner):
                return f'<blockquote id="{anchor}">\n{self.blocks(inner, "", anchor)}</blockquote>\n'
            case CodeBlock(text=text):
                return f'<pre id="{anchor}"><code>{escape(text, quote=False)}</code></pre>\n'
            case RecordView() | ContactView():
                raise TypeError(f"a view that wasn't resolved: {block}")

    def _list(self, block: ItemList, anchor: str) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        items = [self._item(item, self._anchors.item(anchor, n, item)) for n, item in enumerate(block.items, 1)]
        return f'<{tag} id="{anchor}"{start}>\n{"".join(items)}</{tag}>\n'

    def _item(self, item: Item, anchor: str) -> str:
        lead = generated(item.label, "label")
        match item.blocks:
            case (Paragraph(inlines=inlines, id="", address=False),):
                return f'<li id="{anchor}">{_led(lead, inlines)}</li>\n'
            case blocks:
                return f'<li id="{anchor}">\n{self.blocks(blocks, lead, anchor)}</li>\n'

    def _table(self, block: Table, anchor: str) -> str:
        aligned = tuple(_alignment(word) for word in block.alignments)
        head = " ".join(_cell(cell, "col", role) for cell, role in _columns(block.head, aligned))
        rows = [
            self._row(row, self._anchors.row(anchor, number, row), aligned, heads=block.row_heads)
            for number, row in enumerate(block.rows, 1)
        ]
        return (
            f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{self._labelled_by}">\n'
            f'<table id="{anchor}">\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{"".join(rows)}</tbody>\n'
            f"</table>\n</div>\n"
        )

    def _row(self, row: Row, anchor: str, aligned: tuple[str, ...], *, heads: bool) -> str:
        cells = [
            _cell(cell, "row" if heads and not index else "", role)
            for index, (cell, role) in enumerate(_columns(row, aligned))
        ]
        return f'<tr id="{anchor}">{" ".join(cells)}</tr>\n'


def _led(lead: str, inlines: tuple[Inline, ...]) -> str:
    words = inlines_html(inlines)
    return f"{lead} {words}" if lead else words


def _alignment(word: str) -> str:
    return f' class="{word}"' if word in {"left", "center", "right"} else ""


def _columns(row: Row, aligned: tuple[str, ...]) -> list[tuple[Cell, str]]:
    return [(cell, aligned[index] if index < len(aligned) else "") for index, cell in enumerate(row.cells)]


def _cell(cell: Cell, scope: str, role: str) -> str:
    words = _led(generated(cell.label, "label"), cell.inlines)
    if scope and words:
        return f'<th scope="{scope}"{role}>{words}</th>'
    return f"<td{role}>{words}</td>"
