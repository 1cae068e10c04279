"""Tables compared: first columns, then rows by their key, then cells, then words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from generator.compare.chain import heaviest_chain
from generator.compare.interner import Interner
from generator.compare.leaves import leading_number, row_texts
from generator.compare.partners import Partners
from generator.model import Row, Table

ALIKE = 0.5
"""The least likeness of two rows, or of the cells of two columns."""

ALL_PAIRS = 2_500
"""Up to this product, every free row is compared with every other."""


class Place(NamedTuple):
    """A position of the merged table: where it stands on each side, -1 where it doesn't."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class TableMatch:
    """Which columns and rows are the same; both orders hold every position of both sides once.

    Row 0 is the head. `moved` maps old rows to new ones that stand in another order.
    """

    columns: tuple[Place, ...]
    rows: tuple[Place, ...]
    moved: dict[int, int]

    def mirrored(self) -> TableMatch:
        """The same, seen from the other side."""
        return TableMatch(
            _old_first(Place(place.new, place.old) for place in self.columns),
            _old_first(Place(place.new, place.old) for place in self.rows),
            {new: old for old, new in self.moved.items()},
        )


def match_tables(old: Table, new: Table, interner: Interner) -> TableMatch:
    """Match the columns and rows of two tables."""
    return _Matcher(old, new, interner).match()


class _Matcher:
    """Matches two tables; used once."""

    def __init__(self, old: Table, new: Table, interner: Interner) -> None:
        self.old_rows, self.new_rows = (old.head, *old.rows), (new.head, *new.rows)
        self.old = [row_texts(row) for row in self.old_rows]
        self.new = [row_texts(row) for row in self.new_rows]
        self.widths = max(map(len, self.old)), max(map(len, self.new))
        self.interner = interner

    def match(self) -> TableMatch:
        columns = self._columns()
        rows, moved = self._rows(columns)
        return TableMatch(_merged(columns, *self.widths), _merged(rows, len(self.old), len(self.new)), moved)

    # ------------------------------------------------------------ columns

    def _columns(self) -> list[tuple[int, int]]:
        """By their heads, then by what their cells hold, then the only ones that are left between two others."""
        partners = Partners(*self.widths)
        heads = (_cells(self.old[0], self.widths[0]), _cells(self.new[0], self.widths[1]))
        for shape in (str, self._loose):
            olds = {i: shape(head) for i, head in enumerate(heads[0]) if partners.forth[i] < 0 and head}
            news = {j: shape(head) for j, head in enumerate(heads[1]) if partners.back[j] < 0 and head}
            partners.pair_once({i: k for i, k in olds.items() if k}, {j: k for j, k in news.items() if k})
        alike = [
            (i, j, share)
            for i in range(self.widths[0])
            for j in range(self.widths[1])
            if partners.forth[i] < 0 and partners.back[j] < 0 and (share := self._shared(i, j)) >= ALIKE
        ]
        for i, j in heaviest_chain(alike):
            partners.match(i, j)
        chain = heaviest_chain([(i, j, 1.0) for i, j in partners.pairs()])
        return _with_single_gaps(chain, *self.widths)

    def _loose(self, words: str) -> str:
        """Words without a leading number and typography, as codes."""
        return self.interner.encode(words[leading_number(words) :])

    def _shared(self, old: int, new: int) -> float:
        """The share of cells of two columns that are the same; 0 for columns without cells."""
        olds = {row[old] for row in self.old[1:] if old < len(row)}
        news = {row[new] for row in self.new[1:] if new < len(row)}
        return len(olds & news) / max(len(olds), len(news)) if olds and news else 0.0

    # ------------------------------------------------------------ rows

    def _rows(self, columns: Sequence[tuple[int, int]]) -> tuple[list[tuple[int, int]], dict[int, int]]:
        partners = Partners(len(self.old), len(self.new))
        partners.match(0, 0)
        for old_keys, new_keys in self._row_keys(columns):
            olds = {i: key for i, key in enumerate(old_keys) if partners.forth[i] < 0 and key.strip("\t")}
            news = {j: key for j, key in enumerate(new_keys) if partners.back[j] < 0 and key.strip("\t")}
            partners.pair_once(olds, news)
        self._pair_alike(partners, columns)
        weighed = [(i, j, len("".join(self.old[i])) + 1.0 if i else 1e9) for i, j in partners.pairs()]
        chain = heaviest_chain(weighed)
        kept = set(chain)
        return chain, {i: j for i, j in partners.pairs() if (i, j) not in kept}

    def _row_keys(self, columns: Sequence[tuple[int, int]]) -> Iterator[tuple[list[str], list[str]]]:
        """Keys of all rows, the surest first: ids, all shared cells, the cell that heads the row."""
        yield [_id(row) for row in self.old_rows], [_id(row) for row in self.new_rows]
        yield self._shared_cells(columns)
        if columns:
            yield self._shared_cells(columns[:1])

    def _shared_cells(self, columns: Sequence[tuple[int, int]]) -> tuple[list[str], list[str]]:
        olds = ["\t".join(row[i] for i, _ in columns if i < len(row)) for row in self.old]
        return olds, ["\t".join(row[j] for _, j in columns if j < len(row)) for row in self.new]

    def _pair_alike(self, partners: Partners, columns: Sequence[tuple[int, int]]) -> None:
        free_old = [i for i, j in enumerate(partners.forth) if j < 0]
        free_new = [j for j, i in enumerate(partners.back) if i < 0]
        if not free_old or not free_new or len(free_old) * len(free_new) > ALL_PAIRS:
            return
        olds, news = self._shared_cells(columns)
        encode = self.interner.encode
        alike = [
            (i, j, likeness)
            for i in free_old
            for j in free_new
            if (likeness := Indel.normalized_similarity(encode(olds[i]), encode(news[j]))) >= ALIKE
        ]
        for i, j in heaviest_chain(alike):
            partners.match(i, j)


def _id(row: Row) -> str:
    return row.id


def _cells(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _with_single_gaps(chain: list[tuple[int, int]], old: int, new: int) -> list[tuple[int, int]]:
    """The chain, and the pairs that stand alone in a gap on both sides: a column that was renamed and rewritten."""
    found: list[tuple[int, int]] = []
    old_at = new_at = 0
    for i, j in [*chain, (old, new)]:
        if i - old_at == j - new_at == 1:
            found.append((old_at, new_at))
        found.append((i, j))
        old_at, new_at = i + 1, j + 1
    return found[:-1]


def _merged(chain: Sequence[tuple[int, int]], old: int, new: int) -> tuple[Place, ...]:
    places: list[Place] = []
    old_at = new_at = 0
    for i, j in [*chain, (old, new)]:
        places += (Place(k, -1) for k in range(old_at, i))
        places += (Place(-1, k) for k in range(new_at, j))
        places.append(Place(i, j))
        old_at, new_at = i + 1, j + 1
    return tuple(places[:-1])


def _old_first(places: Iterator[Place]) -> tuple[Place, ...]:
    """In each gap, what went before what came."""
    ordered: list[Place] = []
    came: list[Place] = []
    for place in places:
        if place.old < 0:
            came.append(place)
            continue
        if place.new >= 0:
            ordered += came
            came = []
        ordered.append(place)
    return (*ordered, *came)
