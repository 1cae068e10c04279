"""A redline as HTML: the whole text of both sides in one, every change marked and at its own address.

Written by plain string building, as the text itself is. See `redline_runs` for the law that it keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape

from generator.compare.changeset import (
    Changeset,
    Kind,
    Op,
    RedlineBlock,
    RedlineCell,
    RedlineCode,
    RedlineDivider,
    RedlineItem,
    RedlineList,
    RedlineParagraph,
    RedlineQuote,
    RedlineRow,
    RedlineSection,
    RedlineTable,
    Run,
    Status,
)
from generator.model import plain
from generator.render.change_words import is_light, section_name
from generator.render.redline_notes import Notes
from generator.render.redline_runs import Light, RunWriter, Style

ALIGNMENTS = frozenset({"left", "center", "right"})
MOVES = frozenset({Status.MOVED_HERE, Status.MOVED_AWAY})
WHOLE = frozenset({Status.INSERTED, Status.DELETED, *MOVES})
OLD_PAGE, NEW_PAGE, PREFIX = "\x01", "\x02", "\x03"
"""What stands in a remembered section for what differs from page to page; no source may hold these characters."""


def section_anchor(changeset: Changeset) -> Callable[[str], str]:
    """Gives the id of a section on the redline's page; a change that has the same one keeps it."""
    taken = frozenset(change.id for change in changeset.changes)
    return lambda section: f"{section}--section" if section in taken else section


class RedlineWriter:
    """Writes the sections of one redline, in reading order."""

    def __init__(self, changeset: Changeset, style: Style) -> None:
        self.notes = Notes(changeset, style)
        self._style = style
        self._t = style.interface.t
        self._runs = RunWriter(style)
        self._sections = {section.id: section for section in changeset.sections}
        self._redline = changeset.redline
        self.anchor = section_anchor(changeset)
        self._label, self._tables = "", 0
        self._moves_told = False
        self._changeset = changeset
        self._joined = _joined_sections(changeset)
        self._shared: RedlineWriter | None = None

    # ------------------------------------------------------------ sections

    def head(self) -> str:
        """The title and the date line."""
        title, date_line = self._runs.runs(self._redline.title), self._runs.runs(self._redline.date_line)
        parts = [f'<p class="redline-title">{title}</p>\n'] if title else []
        parts += [f'<p class="date-line">{date_line}</p>\n'] if date_line else []
        return "".join([self.notes.unplaced(""), *parts])

    def section(self, node: RedlineSection) -> str:
        """One section; one that shares no change with another is written once for all pages."""
        style = self._style
        if style.bare or node.id in self._joined:
            return self._written(node)
        sections, key = self._shelf(node)
        known = sections.get(key)
        if known is None:
            html = self._sharing()._written(node)  # noqa: SLF001 - the same class
            known = sections[key] = ((node, self._changeset, style.interface), html)
        html = known[1].replace(PREFIX, style.prefix)
        return html.replace(OLD_PAGE, escape(style.old_page)).replace(NEW_PAGE, escape(style.new_page))

    def _shelf(self, node: RedlineSection) -> tuple[dict[tuple[object, ...], tuple[object, str]], tuple[object, ...]]:
        """Where the HTML of a section is remembered, and what it is known by."""
        known, own = self._sections.get(node.id), (id(node), id(self._style.interface), self._style.marks)
        if node.status is Status.EQUAL and known and not known.changes:
            return self._style.cache.same, (*own, self.anchor(node.id), known.new_heading)
        return self._style.cache.changed, (*own, id(self._changeset))

    def _sharing(self) -> RedlineWriter:
        """A writer of what can be remembered."""
        if self._shared is None:
            style = replace(self._style, old_page=OLD_PAGE, new_page=NEW_PAGE, prefix=PREFIX)
            self._shared = RedlineWriter(self._changeset, style)
        return self._shared

    def _written(self, node: RedlineSection) -> str:
        known = self._sections.get(node.id)
        name = section_name(known, self._style.interface) if known else self._t("Preamble")
        self._label, self._tables = escape(name), 0
        self._moves_told = node.status in MOVES and bool(node.heading)
        identity = self.notes.id(self.anchor(node.id)) if node.status is not Status.MOVED_AWAY else ""
        heading, blocks = self._heading(node), self._blocks(node.blocks)
        self._moves_told = False
        folded = self.notes.typography()
        rest = self.notes.unplaced(node.id) if node.status is not Status.MOVED_AWAY else ""
        tag = "section" if heading else "div"
        start = f'<{tag}{identity} class="part {node.level} {node.status}">\n'
        return f"{start}{heading}{rest}{blocks}{folded}</{tag}>\n"

    def _heading(self, node: RedlineSection) -> str:
        if not node.heading:
            return ""
        light = Light()
        words = self._whole(node.status, self._runs.runs(node.heading, light))
        steps = "" if node.status in MOVES else self.notes.steps(node.change)
        move = self._move(node) if self._moves_told else ""
        folded = self.notes.light(light, node.heading, node.change)
        identity = self._identity(node.change, node.anchor)
        return f"<h3{identity}>{words}{steps}</h3>\n{move}{folded}"

    def _identity(self, change: str, anchor: str) -> str:
        """The id of an element: its change's, or where that has its place already, its own."""
        known = self.notes.change(change)
        if known is None or anchor:
            return self.notes.id(anchor)
        return self.notes.id(change) if not self._is_folded(change) else ""

    def _is_folded(self, change: str) -> bool:
        known = self.notes.change(change)
        return known is not None and is_light(known.nature)

    def _move(self, node: RedlineSection | RedlineParagraph | RedlineCode | RedlineTable) -> str:
        words = self.notes.move(node.change, node.counterpart, is_here=node.status is Status.MOVED_HERE)
        if not words:
            return ""
        return self.notes.note(words + self.notes.steps(node.change), attributes=self.notes.id(node.change)) + "\n"

    def _steps(self, block: RedlineParagraph | RedlineCode, *, is_first: bool) -> str:
        """The ways to other changes, at the first block of each change; a moved one has them in its note."""
        return self.notes.steps(block.change) if is_first and block.status not in MOVES else ""

    def _whole(self, status: Status, html: str) -> str:
        """Words that moved here are new at this place, whatever they hold."""
        return self._runs.inserted(html) if status is Status.MOVED_HERE and html else html

    # ------------------------------------------------------------ blocks

    def _blocks(self, blocks: tuple[RedlineBlock, ...]) -> str:
        return "".join([self._block(block) for block in blocks])

    def _block(self, block: RedlineBlock) -> str:
        match block:
            case RedlineParagraph():
                return self._paragraph(block)
            case RedlineList():
                return self._list(block)
            case RedlineTable():
                return self._table(block)
            case RedlineQuote(blocks=inner):
                return f"<blockquote>\n{self._blocks(inner)}</blockquote>\n"
            case RedlineCode():
                return self._code(block)
            case RedlineDivider():
                return self._divider(block)

    def _before(self, block: RedlineParagraph | RedlineCode | RedlineTable) -> str:
        """What stands above a block: where it moved, or that it was split or merged."""
        if block.status in MOVES:
            return "" if self._moves_told else self._move(block)
        return self.notes.kind(block.change)

    def _paragraph(self, block: RedlineParagraph) -> str:
        if block.status is Status.EQUAL and not (block.change or block.anchor) and _is_whole(block.runs):
            role = ' class="address"' if block.address else ""
            return f"<p{role}>{self._runs.runs(block.runs)}</p>\n"
        before, light = self._before(block), Light()
        words = self._whole(block.status, self._runs.runs(block.runs, light))
        identity = self._identity(block.change, block.anchor)
        steps = self._steps(block, is_first=bool(before or identity))
        folded = self.notes.light(light, block.runs, block.change)
        classes = " ".join(filter(None, (self._class(block.status, block.change), "address" if block.address else "")))
        role = f' class="{classes}"' if classes else ""
        return f"{before}<p{identity}{role}>{words}{steps}</p>\n{folded}"

    def _class(self, status: Status, change: str) -> str:
        return "" if status is Status.EQUAL or self._is_folded(change) else str(status)

    def _code(self, block: RedlineCode) -> str:
        before = self._before(block)
        words = self._whole(block.status, self._runs.spans(block.spans))
        identity = self._identity(block.change, block.anchor)
        steps = self._steps(block, is_first=bool(before or identity))
        after = f"<p data-note>{steps}</p>\n" if steps else ""
        return f'{before}<pre{identity} class="{block.status}"><code>{words}</code></pre>\n{after}'

    def _divider(self, block: RedlineDivider) -> str:
        identity = self.notes.id(block.change)
        match block.status:
            case Status.INSERTED | Status.MOVED_HERE:
                return f"<ins{identity}><hr></ins>\n"
            case Status.DELETED | Status.MOVED_AWAY:
                return f"<del{identity}><hr></del>\n"
            case _:
                return f"<hr{identity}>\n"

    def _list(self, block: RedlineList) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        return f"<{tag}{start}>\n{''.join([self._item(item) for item in block.items])}</{tag}>\n"

    def _item(self, item: RedlineItem) -> str:
        role = f' class="{item.status}"' if item.status in WHOLE else ""
        return f"<li{role}>\n{self._blocks(item.blocks)}</li>\n"

    # ------------------------------------------------------------ tables

    def _table(self, block: RedlineTable) -> str:
        before = self._before(block) or self._whole_table(block)
        identity = self._identity(block.change, block.anchor)
        is_moved = block.status is Status.MOVED_HERE
        self._tables += 1
        label = self._label if self._tables == 1 else f"{self._label} ({self._tables})"
        head = self._row(block, block.head, is_head=True, is_moved=is_moved)
        rows = "".join([self._row(block, row, is_moved=is_moved) for row in block.rows])
        return (
            f'{before}<div class="scroll" role="region" tabindex="0" aria-label="{label}">\n'
            f"<table{identity}>\n<thead>\n{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )

    def _whole_table(self, block: RedlineTable) -> str:
        """That a table came or went as a whole."""
        if not block.change or block.status not in {Status.INSERTED, Status.DELETED}:
            return ""
        words = self._t("table inserted") if block.status is Status.INSERTED else self._t("table deleted")
        return self.notes.note(escape(words, quote=False) + self.notes.steps(block.change)) + "\n"

    def _row(self, table: RedlineTable, row: RedlineRow, *, is_head: bool = False, is_moved: bool = False) -> str:
        lead = ""
        if row.status in MOVES and row.counterpart:
            words = self.notes.row_move(row.counterpart, is_here=row.status is Status.MOVED_HERE)
            lead = self.notes.note(
                words + self.notes.steps(row.change), attributes=self.notes.id(row.change), tag="div"
            )
        elif row.change:
            lead = self.notes.note(self._row_words(row.status) + self.notes.steps(row.change), tag="div")
        identity = self._identity(row.change, row.anchor)
        is_new = row.status is Status.MOVED_HERE or is_moved
        cells = [
            self._cell(cell, self._role(table, index, cell, is_head=is_head), "" if index else lead, is_new=is_new)
            for index, cell in enumerate(row.cells)
        ]
        role = f' class="{row.status}"' if row.status in WHOLE else ""
        return f"<tr{identity}{role}>{' '.join(cells)}</tr>\n"

    def _row_words(self, status: Status) -> str:
        words = self._t("row inserted") if status is Status.INSERTED else self._t("row deleted")
        return escape(words, quote=False)

    def _cell(self, cell: RedlineCell, role: tuple[str, str], lead: str, *, is_new: bool) -> str:
        light, (scope, classes) = Light(), role
        words = self._runs.runs(cell.runs, light)
        words = self._runs.inserted(words) if is_new and words else words
        identity = self._identity(cell.change, "")
        steps = self.notes.steps(cell.change) if identity else ""
        folded = self.notes.light(light, cell.runs, cell.change)
        tag, scoped = ("th", f' scope="{scope}"') if scope and words else ("td", "")
        return f"<{tag}{identity}{scoped}{classes}>{lead}{words}{steps}{folded}</{tag}>"

    def _role(self, table: RedlineTable, index: int, cell: RedlineCell, *, is_head: bool) -> tuple[str, str]:
        """What a cell is the heading of, and its classes; any other has the heading of its column as a label."""
        scope = "col" if is_head else "row" if table.row_heads and not index else ""
        label = "" if scope or not cell.runs or self._style.bare else _column_name(table, index)
        return scope, self._cell_class(table, index, cell) + (f' data-label="{escape(label)}"' if label else "")

    def _cell_class(self, table: RedlineTable, index: int, cell: RedlineCell) -> str:
        column = table.columns[index] if index < len(table.columns) else Status.EQUAL
        alignment = table.alignments[index] if index < len(table.alignments) else ""
        status = column if column in WHOLE else cell.status
        words = (alignment if alignment in ALIGNMENTS else "", self._class(status, cell.change))
        role = " ".join(word for word in words if word)
        return f' class="{role}"' if role else ""


def _joined_sections(changeset: Changeset) -> frozenset[str]:
    """The sections that share a change or an id with another one, so that each is written in view of the other."""
    nodes = changeset.redline.sections
    names = Counter(node.id for node in nodes)
    joined = {name for name, count in names.items() if count > 1}
    moved = [change for change in changeset.changes if change.kind is Kind.MOVE]
    if moved:
        joined.update(name for change in moved for name in (change.section, change.old_section))
        joined.update(node.id for node in nodes if node.status is not Status.EQUAL and _has_moves(node))
    return frozenset(joined)


def _has_moves(node: RedlineSection) -> bool:
    """Whether anything in a section came from elsewhere, or went there; leaves that moved together share a change."""
    return node.status in MOVES or bool(node.counterpart) or any(status in MOVES for status in statuses(node.blocks))


def statuses(blocks: tuple[RedlineBlock, ...]) -> Iterator[Status]:
    """What happened to blocks, and to the blocks inside them."""
    for block in blocks:
        yield block.status
        match block:
            case RedlineList(items=items):
                for item in items:
                    yield from statuses(item.blocks)
            case RedlineQuote(blocks=inner):
                yield from statuses(inner)
            case _:
                pass


def _column_name(table: RedlineTable, index: int) -> str:
    """The heading of a column as it reads now, or as it read."""
    runs = table.head.cells[index].runs if index < len(table.head.cells) else ()
    new = "".join(plain(run.inlines) for run in runs if run.op is not Op.DELETE)
    return new or "".join(plain(run.inlines) for run in runs)


def _is_whole(runs: tuple[Run, ...]) -> bool:
    """Whether runs are one, in which not even the looks changed."""
    return len(runs) == 1 and runs[0].op is Op.EQUAL and not runs[0].before
