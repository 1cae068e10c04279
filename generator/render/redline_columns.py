"""A redline in two columns: a row for each block, its old wording in the left cell, its new wording in the right one.

The left cells hold the old text and mark what went, the right cells hold the new one and mark what came. A block that
stayed as it was stands in both cells. A section that stayed stands once, as in the redline in one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from generator.compare.changeset import (
    Changeset,
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
from generator.render.redline_html import MOVES, RedlineWriter, statuses
from generator.render.redline_runs import Style
from generator.render.redline_sides import SideWriter, sides_of

PARTED = frozenset({Status.SPLIT, Status.MERGED})
LINK = re.compile(r"</?a\b[^>]*>")
MARKED = re.compile(r"<(?:ins|del)>")
Leaf = RedlineParagraph | RedlineCode | RedlineTable


class ColumnWriter:
    """Writes the sections of one redline in two columns, in reading order."""

    def __init__(self, changeset: Changeset, style: Style) -> None:
        self._inline = RedlineWriter(changeset, style)
        self._notes = self._inline.notes
        self._t = style.interface.t
        self._redline = changeset.redline
        self._old, self._new = sides_of(style)
        sections = changeset.redline.sections
        self._arrived = {one.anchor: one for section in sections for one in _arrived(section.blocks)}
        self._moves_told = False
        names = (escape(self._t(name), quote=False) for name in ("Old version", "New version"))
        self._names = tuple(f'<p class="side-name" data-note>{name}</p>\n' for name in names)

    # ------------------------------------------------------------ sections

    def head(self) -> str:
        """The title and the date line."""
        title = self._line(self._redline.title, "redline-title")
        date_line = self._line(self._redline.date_line, "date-line")
        return self._notes.unplaced("") + title + date_line

    def _line(self, runs: tuple[Run, ...], role: str) -> str:
        cells = [f'<p class="{role}">{words}</p>\n' if (words := side.runs(runs)) else "" for side in self._sides]
        return self._row(cells[1], cells[0], is_same=all(_is_same_run(run) for run in runs))

    @property
    def _sides(self) -> tuple[SideWriter, SideWriter]:
        """Both sides, the new one first: ids stand there where both could have them."""
        return self._new, self._old

    def section(self, node: RedlineSection) -> str:
        """One section; one that didn't change is written once for all pages."""
        if node.status is Status.EQUAL:
            return self._inline.section(node)
        is_gone = node.status is Status.MOVED_AWAY
        self._moves_told = node.status in MOVES and bool(node.heading)
        identity = "" if is_gone else self._notes.id(self._inline.anchor(node.id))
        heading, blocks = self._heading(node), self._blocks(node.blocks)
        self._moves_told = False
        rest = "" if is_gone else self._notes.unplaced(node.id)
        tag = "section" if heading else "div"
        return f'<{tag}{identity} class="part {node.level} {node.status}">\n{heading}{rest}{blocks}</{tag}>\n'

    def _heading(self, node: RedlineSection) -> str:
        if not node.heading:
            return ""
        is_moved = node.status in MOVES
        identity = self._notes.id(node.anchor) if is_moved else self._notes.id(node.change)
        steps = self._notes.steps(node.change) if identity and not is_moved else ""
        move = self._move(node) if is_moved else ""
        new, old = (self._heading_cell(node, side, move) for side in self._sides)
        if new and old:
            old = old.replace("<h3>", '<p class="h3">').replace("</h3>", "</p>")
        is_same = not is_moved and all(_is_same_run(run) for run in node.heading)
        return self._row(old, new, identity=identity, steps=steps, is_same=is_same)

    def _heading_cell(self, node: RedlineSection, side: SideWriter, move: str) -> str:
        words = "" if node.status in side.absent else side.runs(node.heading, is_marked=node.status not in MOVES)
        return f"<h3>{words}</h3>\n{move}" if words else ""

    def _move(self, node: RedlineSection | Leaf) -> str:
        """Where a block or a section came from, or went to."""
        words = self._notes.move(node.change, node.counterpart, is_here=node.status is Status.MOVED_HERE)
        if not words:
            return ""
        steps = self._notes.steps(node.change)
        return self._notes.note(words + steps, attributes=self._notes.id(node.change)) + "\n"

    # ------------------------------------------------------------ rows

    def _row(self, old: str, new: str, *, identity: str = "", steps: str = "", is_same: bool = False) -> str:
        """A row; what both sides have alike is heard once, and a narrow window shows it once."""
        if not (old or new):
            return ""
        if is_same:
            cells = f'<div class="cell old" aria-hidden="true">\n{LINK.sub("", old)}</div>\n'
            return f'<div class="pair-row same">\n{cells}<div class="cell new">\n{new}</div>\n</div>\n'
        before, after = (
            f'<div class="cell {side}">\n{name}{html}</div>\n' if html else f'<div class="cell {side} none"></div>\n'
            for side, name, html in (("old", self._names[0], old), ("new", self._names[1], new))
        )
        role = "changed" if MARKED.search(old + new) or not (old and new) else "changed quiet"
        return f'<div class="pair-row {role}"{identity}>\n{before}{after}{steps.strip()}</div>\n'

    def _blocks(self, blocks: tuple[RedlineBlock, ...]) -> str:
        return "".join([self._rows(group) for group in _grouped(blocks)])

    def _rows(self, group: tuple[RedlineBlock, ...]) -> str:
        match group[0]:
            case RedlineList() as block:
                return self._items(block)
            case RedlineTable() as block:
                return self._table(block)
            case _:
                return self._pair(group)

    def _pair(self, blocks: tuple[RedlineBlock, ...], around: tuple[str, str] = ("{}", "{}")) -> str:
        """Blocks that stand in one row; `around` is what stands around the old and the new ones, such as a list."""
        name = _first_change(blocks)
        parted = self._notes.kind(name)
        identity = self._notes.id(name)
        steps = self._notes.steps(name) if identity or parted else ""
        new, old = (self._cell(blocks, side) for side in self._sides)
        old, new = (
            outside.replace("{}", html) if html else "" for outside, html in zip(around, (old, new), strict=True)
        )
        return self._row(old, parted + new, identity=identity, steps=steps, is_same=_is_same(blocks))

    def _items(self, block: RedlineList) -> str:
        tag, rows = ("ol" if block.ordered else "ul"), []
        counts = dict.fromkeys(self._sides, block.start)
        for item in block.items:
            shown = {side: self._is_shown(item, side) for side in self._sides}
            starts = [f' start="{counts[side]}"' if block.ordered else "" for side in (self._old, self._new)]
            old, new = (f"<{tag}{start}>\n<li>\n{{}}</li>\n</{tag}>\n" for start in starts)
            rows.append(self._pair(item.blocks, (old, new)))
            counts = {side: count + shown[side] for side, count in counts.items()}
        return "".join(rows)

    def _is_shown(self, item: RedlineItem, side: SideWriter) -> bool:
        return any(status not in side.absent for status in statuses(item.blocks))

    # ------------------------------------------------------------ cells

    def _cell(self, blocks: Sequence[RedlineBlock], side: SideWriter) -> str:
        return "".join([self._side(group, side) for group in _grouped(blocks)])

    def _side(self, group: tuple[RedlineBlock, ...], side: SideWriter) -> str:
        match group[0]:
            case RedlineList() as block:
                return self._list(block, side)
            case RedlineQuote(blocks=inner):
                words = self._cell(inner, side)
                return f"<blockquote>\n{words}</blockquote>\n" if words else ""
            case RedlineTable() as block:
                return self._nested_table(block, side)
            case RedlineDivider(status=status):
                return side.divider(status)
            case RedlineCode() as block:
                return self._code(block, side)
            case _:
                return self._paragraphs([block for block in group if isinstance(block, RedlineParagraph)], side)

    def _list(self, block: RedlineList, side: SideWriter) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        items = "".join(f"<li>\n{html}</li>\n" for item in block.items if (html := self._cell(item.blocks, side)))
        return f"<{tag}{start}>\n{items}</{tag}>\n" if items else ""

    def _paragraphs(self, group: list[RedlineParagraph], side: SideWriter) -> str:
        """Paragraphs; the parts of one that was split are one on the old side, those merged into one on the new."""
        if len(group) > 1 and group[0].status is side.joins:
            return f"<p>{' '.join([side.runs(part.runs) for part in group])}</p>\n"
        return "".join([self._paragraph(part, side) for part in group])

    def _paragraph(self, block: RedlineParagraph, side: SideWriter) -> str:
        if block.status in side.absent:
            return ""
        before, identity = self._before(block)
        words = self._moved_away(block, side) if block.status is Status.MOVED_AWAY else side.runs(block.runs)
        role = ' class="address"' if block.address else ""
        return f"{before}<p{identity}{role}>{words}</p>\n" if words or before or identity else ""

    def _moved_away(self, block: RedlineParagraph, side: SideWriter) -> str:
        """The words of a paragraph at its old place: those that it lost on its way are marked."""
        there = self._arrived.get(block.counterpart)
        return side.runs(there.runs) if there else side.runs(block.runs, is_marked=False)

    def _before(self, block: Leaf) -> tuple[str, str]:
        """What stands above a block, and its id: it has one where the other place of a move leads to it."""
        if block.status not in MOVES:
            return "", self._notes.id(block.change)
        return "" if self._moves_told else self._move(block), self._notes.id(block.anchor)

    def _code(self, block: RedlineCode, side: SideWriter) -> str:
        if block.status in side.absent:
            return ""
        before, identity = self._before(block)
        words = side.spans(block.spans, is_marked=block.status not in MOVES)
        return f"{before}<pre{identity}><code>{words}</code></pre>\n"

    # ------------------------------------------------------------ tables

    def _table(self, block: RedlineTable) -> str:
        """A table, row by row, each cell under the name of its column."""
        lead, identity = self._table_lead(block)
        rows = [self._table_row(block, block.head, lead, identity)]
        rows += [self._table_row(block, row) for row in block.rows]
        return "".join(rows)

    def _table_lead(self, block: RedlineTable) -> tuple[str, str]:
        if block.status in MOVES:
            return self._before(block)
        if not block.change or block.status not in {Status.INSERTED, Status.DELETED}:
            return "", ""
        words = self._t("table inserted") if block.status is Status.INSERTED else self._t("table deleted")
        identity = self._notes.id(block.change)
        return self._notes.note(escape(words, quote=False) + self._notes.steps(block.change)) + "\n", identity

    def _table_row(self, table: RedlineTable, row: RedlineRow, lead: str = "", identity: str = "") -> str:
        steps = ""
        if row.status in MOVES and row.counterpart:
            lead += self._row_move(row)
            identity = self._notes.id(row.anchor)
        elif not identity:
            name = next(_row_changes(row), "")
            identity = self._notes.id(name)
            steps = self._notes.steps(name) if identity else ""
        is_same = not lead and table.status not in MOVES and _is_same_row(row)
        new, old = (self._row_cell(table, row, side) for side in self._sides)
        if lead:
            old, new = (lead + old, new) if not new else (old, lead + new)
        return self._row(old, new, identity=identity, steps=steps, is_same=is_same)

    def _row_move(self, row: RedlineRow) -> str:
        words = self._notes.row_move(row.counterpart, is_here=row.status is Status.MOVED_HERE)
        return self._notes.note(words + self._notes.steps(row.change), attributes=self._notes.id(row.change)) + "\n"

    def _nested_table(self, table: RedlineTable, side: SideWriter) -> str:
        if table.status in side.absent:
            return ""
        before, identity = self._before(table)
        rows = "".join([self._row_cell(table, row, side) for row in (table.head, *table.rows)])
        return f"{before}<div{identity}>\n{rows}</div>\n" if identity else before + rows

    def _row_cell(self, table: RedlineTable, row: RedlineRow, side: SideWriter) -> str:
        if table.status in side.absent or row.status in side.absent:
            return ""
        is_marked = table.status is not Status.MOVED_AWAY and row.status is not Status.MOVED_AWAY
        if row is table.head:
            heads = [
                f"<span>{words}</span>" for cell in row.cells if (words := side.runs(cell.runs, is_marked=is_marked))
            ]
            return f'<p class="heads">{" ".join(heads)}</p>\n' if heads else ""
        lines = [
            self._cell_line(cell, words, side.plain(head.runs) if index or not table.row_heads else "")
            for index, (head, cell) in enumerate(zip(table.head.cells, row.cells, strict=True))
            if (words := side.runs(cell.runs, is_marked=is_marked))
        ]
        return f'<div class="cells">\n{"".join(lines)}</div>\n' if lines else ""

    def _cell_line(self, cell: RedlineCell, words: str, label: str) -> str:
        identity = self._notes.id(cell.change)
        steps = self._notes.steps(cell.change) if identity else ""
        role = f' data-label="{escape(label)}"' if label else ' class="row-name"'
        return f"<p{identity}{role}>{words}{steps}</p>\n"


# ---------------------------------------------------------------- what stands together, and what stayed


def _grouped(blocks: Sequence[RedlineBlock]) -> Iterator[tuple[RedlineBlock, ...]]:
    """Each block by itself, the parts of a paragraph that was split or merged together."""
    for name, group in groupby(blocks, _parted_change):
        if name:
            yield tuple(group)
        else:
            yield from ((block,) for block in group)


def _parted_change(block: RedlineBlock) -> str:
    return block.change if isinstance(block, RedlineParagraph) and block.status in PARTED else ""


def _first_change(blocks: Sequence[RedlineBlock]) -> str:
    """The first change in blocks that is no move: a move is told at both of its places."""
    return next(_changes(blocks), "")


def _changes(blocks: Sequence[RedlineBlock]) -> Iterator[str]:
    return (block.change for block in _leaves(blocks) if block.change and block.status not in MOVES)


def _row_changes(row: RedlineRow) -> Iterator[str]:
    if row.change:
        yield row.change
    yield from (cell.change for cell in row.cells if cell.change)


def _is_same(blocks: Sequence[RedlineBlock]) -> bool:
    return not _first_change(blocks) and all(status is Status.EQUAL for status in statuses(tuple(blocks)))


def _is_same_row(row: RedlineRow) -> bool:
    is_plain = row.status is Status.EQUAL and not any(_row_changes(row))
    return is_plain and all(_is_same_run(run) for cell in row.cells for run in cell.runs)


def _is_same_run(run: Run) -> bool:
    return run.op is Op.EQUAL and not run.before


def _arrived(blocks: Sequence[RedlineBlock]) -> Iterator[RedlineParagraph]:
    """The paragraphs that moved, at their new places."""
    for block in _leaves(blocks):
        if isinstance(block, RedlineParagraph) and block.status is Status.MOVED_HERE:
            yield block


def _leaves(blocks: Sequence[RedlineBlock]) -> Iterator[RedlineParagraph | RedlineCode | RedlineTable | RedlineDivider]:
    """The blocks that hold no others, in reading order."""
    for block in blocks:
        match block:
            case RedlineList(items=items):
                for item in items:
                    yield from _leaves(item.blocks)
            case RedlineQuote(blocks=inner):
                yield from _leaves(inner)
            case _:
                yield block
