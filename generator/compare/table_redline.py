"""The redline of two tables, its changes, and its part of the flat spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.compare.changeset import (
    Detail,
    Kind,
    Nature,
    Op,
    RedlineCell,
    RedlineRow,
    RedlineTable,
    Run,
    Span,
    Status,
)
from generator.compare.leaves import Leaf, LeafKind, cell_inlines, visible
from generator.compare.nature import edits_of
from generator.compare.runs import links_of
from generator.compare.spans import Spans
from generator.compare.tables import Place, TableMatch, match_tables
from generator.compare.work import Compared, Work, kind_of, separator_spans
from generator.model import Cell, Row, Table

_WHOLE = {Op.DELETE: Status.DELETED, Op.INSERT: Status.INSERTED}


def whole_table(table: Table, op: Op, status: Status) -> RedlineTable:
    """A table that stands on one side only, or that is the same on both."""

    def row(source: Row) -> RedlineRow:
        cells = tuple(RedlineCell(status, _whole_runs(op, cell)) for cell in source.cells)
        return RedlineRow(status, cells, id=source.id)

    columns = (status,) * len(table.head.cells)
    rows = tuple(row(source) for source in table.rows)
    return RedlineTable(status, columns, row(table.head), rows, table.alignments, table.row_heads, id=table.id)


def _whole_runs(op: Op, cell: Cell) -> tuple[Run, ...]:
    inlines = cell_inlines(cell)
    return (Run(op, inlines, None if op is Op.EQUAL else Nature.STRUCTURE),) if inlines else ()


def table_of(leaf: Leaf) -> Table:
    """The table that a leaf holds."""
    if not isinstance(leaf.block, Table):
        raise TypeError(f"a leaf of kind {leaf.kind.name} holds no table")
    return leaf.block


def is_same_table(old: Table, new: Table) -> bool:
    """Whether two tables are the same but for their places in the files."""
    if old.alignments != new.alignments or len(old.rows) != len(new.rows):
        return False
    return all(map(_is_same_row, (old.head, *old.rows), (new.head, *new.rows)))


def _is_same_row(old: Row, new: Row) -> bool:
    cells = [(cell.label, cell.inlines) for cell in old.cells]
    return cells == [(cell.label, cell.inlines) for cell in new.cells]


class TableRedline(NamedTuple):
    """A table's node, and its spans without what parts it from the block before."""

    node: RedlineTable
    spans: tuple[Span, ...]
    natures: tuple[Nature, ...]


def compare_tables(work: Work, pair: tuple[Leaf, Leaf], section: str, *, records: bool = True) -> TableRedline:
    """Compare the tables of two leaves; `records` says whether its changes are told one by one."""
    return _Tables(work, pair, section, records=records).redline()


class _Tables:
    """Compares two tables; used once."""

    def __init__(self, work: Work, pair: tuple[Leaf, Leaf], section: str, *, records: bool) -> None:
        self.work, self.pair, self.section, self.records = work, pair, section, records
        self.old, self.new = table_of(pair[0]), table_of(pair[1])
        self.old_rows, self.new_rows = (self.old.head, *self.old.rows), (self.new.head, *self.new.rows)
        self.match = self._match(self.old, self.new)
        self.spans = Spans()
        self.natures: list[Nature] = []
        self.moves: dict[int, str] = {}

    def _match(self, old: Table, new: Table) -> TableMatch:
        """Matched the same way round whichever side is the old one, so that the mirrored comparison mirrors."""
        if self.pair[0].text <= self.pair[1].text:
            return match_tables(old, new, self.work.interner)
        return match_tables(new, old, self.work.interner).mirrored()

    def redline(self) -> TableRedline:
        self._record_columns()
        rows = tuple(self._row(place) for place in self.match.rows)
        columns = tuple(_status_of(place) for place in self.match.columns)
        statuses = {*columns, *(row.status for row in rows)}
        status = Status.EQUAL if statuses <= {Status.EQUAL} else Status.CHANGED
        node = RedlineTable(status, columns, rows[0], rows[1:], self._alignments(), self.new.row_heads, id=self.new.id)
        return TableRedline(node, self.spans.done(), tuple(self.natures))

    def _alignments(self) -> tuple[str, ...]:
        """The alignment of each merged column, the new side's where it has one."""
        old, new = self.old.alignments, self.new.alignments
        found = [
            new[place.new] if 0 <= place.new < len(new) else old[place.old] if 0 <= place.old < len(old) else ""
            for place in self.match.columns
        ]
        return tuple(found) if any(found) else ()

    # ------------------------------------------------------------ columns

    def _record_columns(self) -> None:
        for place in self.match.columns:
            if place.old < 0:
                self._record_column(Op.INSERT, self.new_rows, place.new)
            elif place.new < 0:
                self._record_column(Op.DELETE, self.old_rows, place.old)

    def _record_column(self, op: Op, rows: Sequence[Row], column: int) -> None:
        cells = [row.cells[column] for row in rows if column < len(row.cells)]
        words = [visible(cell_inlines(cell)) for cell in cells]
        if op is Op.DELETE:
            detail, old, new = Detail("column", (words[0],), ()), "\n".join(words), ""
        else:
            detail, old, new = Detail("column", (), (words[0],)), "", "\n".join(words)
        self._record(Kind.COLUMN, (Span(op, "\n".join(words)),), detail, self._places(op, cells[0]))
        self.natures.append(self.work.judge.of_words(old, new))

    def _places(self, op: Op, node: Cell | Row) -> tuple[Leaf | None, Leaf | None]:
        old, new = self.pair
        return (old._replace(place=node.place), None) if op is Op.DELETE else (None, new._replace(place=node.place))

    def _record(
        self, kind: Kind, spans: tuple[Span, ...], detail: Detail, places: tuple[Leaf | None, Leaf | None]
    ) -> str:
        """Tell a row or a column that went or came."""
        if not self.records:
            return ""
        recorder = self.work.recorder
        draft = recorder.draft(kind, self.section)
        recorder.edited(draft, self.work.locations(*places), spans)
        edits = edits_of(spans)
        old, new = "".join(edit.old for edit in edits), "".join(edit.new for edit in edits)
        nature = self.work.judge.of_words(old, new)
        recorder.judged(draft, edits, [nature] * len(edits), (old, new))
        draft.nature = nature
        draft.details.insert(0, detail)
        return draft.id

    # ------------------------------------------------------------ rows

    def _row(self, place: Place) -> RedlineRow:
        if place.old >= 0 and place.new >= 0:
            cells = tuple(self._cells(place))
            status = Status.EQUAL if all(cell.status is Status.EQUAL for cell in cells) else Status.CHANGED
            return RedlineRow(status, cells, id=self.new_rows[place.new].id)
        if place.new < 0:
            return self._whole_row(Op.DELETE, place.old)
        return self._whole_row(Op.INSERT, place.new)

    def _whole_row(self, op: Op, at: int) -> RedlineRow:
        row = self.old_rows[at] if op is Op.DELETE else self.new_rows[at]
        pair = self._moved(op, at)
        if pair:
            status = Status.MOVED_AWAY if op is Op.DELETE else Status.MOVED_HERE
            change = self._record_move(pair)
            ends = (f"{change}-old", f"{change}-new") if change else ("", "")
            anchor, counterpart = ends if op is Op.DELETE else ends[::-1]
            cells = self._one_sided(op, row, status)
            if op is Op.INSERT:
                cells = tuple(self._cells(Place(*pair), flat=False))
            return RedlineRow(status, cells, change, anchor, counterpart, row.id)
        words = tuple(visible(cell_inlines(cell)) for cell in row.cells)
        heads = (words[0],) if words else ()
        detail = Detail("row", heads, ()) if op is Op.DELETE else Detail("row", (), heads)
        change = self._record(Kind.ROW, (Span(op, "\t".join(words)),), detail, self._places(op, row))
        self.natures.append(Nature.STRUCTURE)
        return RedlineRow(_WHOLE[op], self._one_sided(op, row, _WHOLE[op]), change, id=row.id)

    def _moved(self, op: Op, at: int) -> tuple[int, int] | None:
        if op is Op.DELETE:
            return (at, self.match.moved[at]) if at in self.match.moved else None
        return next(((old, new) for old, new in self.match.moved.items() if new == at), None)

    def _record_move(self, pair: tuple[int, int]) -> str:
        """One change for both places of a row that moved."""
        old, new = pair
        if old in self.moves or not self.records:
            return self.moves.get(old, "")
        rows = self.old_rows[old], self.new_rows[new]
        sides = ["\t".join(visible(cell_inlines(cell)) for cell in row.cells) for row in rows]
        spans = self.work.words(sides[0], sides[1])
        draft = self.work.recorder.draft(Kind.ROW, self.section)
        places = self.pair[0]._replace(place=rows[0].place), self.pair[1]._replace(place=rows[1].place)
        self.work.recorder.edited(draft, self.work.locations(*places), spans)
        leaves = (self._leaf_of(sides[0]), self._leaf_of(sides[1]))
        edits = edits_of(spans)
        natures = self.work.judge.natures(edits, *leaves)
        self.work.recorder.judged(draft, edits, natures, (sides[0], sides[1]))
        draft.nature = max([Nature.STRUCTURE, *natures])
        draft.details.insert(0, Detail("move", (str(old),), (str(new),)))
        self.natures.append(draft.nature)
        self.moves[old] = draft.id
        return draft.id

    def _leaf_of(self, words: str) -> Leaf:
        return Leaf(LeafKind.WORDS, words, "", self.pair[0].section)

    def _one_sided(self, op: Op, row: Row, status: Status) -> tuple[RedlineCell, ...]:
        """The cells of a row that stands on one side at this place, one for each merged column."""
        cells: list[RedlineCell] = []
        is_first = True
        for place in self.match.columns:
            at = place.old if op is Op.DELETE else place.new
            cell = row.cells[at] if 0 <= at < len(row.cells) else None
            cells.append(RedlineCell(status, _whole_runs(op, cell) if cell else ()))
            if cell:
                parting = self._parting(op, row, is_first=is_first)
                self.spans.extend((Span(op, parting + visible(cell_inlines(cell))),))
                is_first = False
        return tuple(cells)

    def _parting(self, op: Op, row: Row, *, is_first: bool) -> str:
        """What stands before a cell on one side."""
        head = (self.old_rows if op is Op.DELETE else self.new_rows)[0]
        if not is_first:
            return "\t"
        return "" if row is head else "\n"

    # ------------------------------------------------------------ cells

    def _cells(self, place: Place, *, flat: bool = True) -> Iterator[RedlineCell]:
        rows = self.old_rows[place.old], self.new_rows[place.new]
        spans = Spans()
        first = [True, True]
        for column in self.match.columns:
            old = rows[0].cells[column.old] if 0 <= column.old < len(rows[0].cells) else None
            new = rows[1].cells[column.new] if 0 <= column.new < len(rows[1].cells) else None
            partings = (
                self._parting(Op.DELETE, rows[0], is_first=first[0]) if old else "",
                self._parting(Op.INSERT, rows[1], is_first=first[1]) if new else "",
            )
            first = [first[0] and not old, first[1] and not new]
            spans.extend(separator_spans(*partings))
            yield self._cell((old, new), spans, place)
        if flat:
            self.spans.extend(spans.done())

    def _cell(self, pair: tuple[Cell | None, Cell | None], spans: Spans, row: Place) -> RedlineCell:
        old, new = pair
        if old and new:
            return self._both(self._leaf(0, old), self._leaf(1, new), spans, row)
        cell, op = (old, Op.DELETE) if old else (new, Op.INSERT)
        if cell is None:
            return RedlineCell(Status.EQUAL, ())
        spans.extend((Span(op, visible(cell_inlines(cell))),))
        return RedlineCell(_WHOLE[op], _whole_runs(op, cell))

    def _leaf(self, side: int, cell: Cell) -> Leaf:
        inlines = cell_inlines(cell)
        section = self.pair[side].section
        return Leaf(LeafKind.WORDS, visible(inlines), "", section, (), inlines, None, cell.place, len(cell.label))

    def _both(self, old: Leaf, new: Leaf, spans: Spans, row: Place) -> RedlineCell:
        if old.inlines == new.inlines:
            spans.extend((Span(Op.EQUAL, new.text),))
            return RedlineCell(Status.EQUAL, (Run(Op.EQUAL, new.inlines),) if new.inlines else ())
        compared = self.work.compared(old, new)
        spans.extend(compared.spans)
        if not compared.edits and compared.form is None:
            return RedlineCell(Status.EQUAL, compared.runs)
        change = self._record_cell(old, new, compared, row)
        self.natures += [*compared.natures, *([compared.form] if compared.form else [])]
        return RedlineCell(Status.CHANGED, compared.runs, change)

    def _names(self, old: Leaf, new: Leaf, row: Place) -> Iterator[tuple[str, str]]:
        """The first cell of its row and the head of its column, on each side."""
        for rows, at, leaf in ((self.old_rows, row.old, old), (self.new_rows, row.new, new)):
            cells, heads = rows[at].cells, rows[0].cells
            column = next(number for number, cell in enumerate(cells) if cell.place == leaf.place)
            head = visible(cell_inlines(heads[column])) if column < len(heads) else ""
            yield visible(cell_inlines(cells[0])), head

    def _record_cell(self, old: Leaf, new: Leaf, compared: Compared, row: Place) -> str:
        if not self.records or row.old in self.match.moved:
            return self.moves.get(row.old, "")
        recorder = self.work.recorder
        kind = kind_of(compared)
        if compared.edits and kind is not Kind.RENUMBER:
            kind = Kind.CELL if row.new else Kind.COLUMN
        draft = recorder.draft(kind, self.section)
        recorder.edited(draft, self.work.locations(old, new), compared.spans)
        recorder.judged(draft, compared.edits, compared.natures, (old.text, new.text))
        draft.nature = max(nature for nature in (draft.nature, compared.form) if nature)
        if kind is Kind.COLUMN:
            draft.details.insert(0, Detail("column", (old.text,), (new.text,)))
        elif kind is Kind.CELL:
            draft.details.insert(0, Detail("cell", *self._names(old, new, row)))
        elif kind is Kind.LINK:
            draft.details.append(Detail("link", links_of(old.inlines), links_of(new.inlines)))
        return draft.id


def _status_of(place: Place) -> Status:
    if place.old < 0:
        return Status.INSERTED
    return Status.DELETED if place.new < 0 else Status.EQUAL


def with_move(node: RedlineTable, status: Status, ends: tuple[str, str, str]) -> RedlineTable:
    """A table that moved: its change, its anchor, and the anchor at the other place."""
    change, anchor, counterpart = ends
    return replace(node, status=status, change=change, anchor=anchor, counterpart=counterpart)
