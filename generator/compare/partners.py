"""Who is paired with whom, between two sequences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

LONG = 10
"""Characters of a key from which on it may stand several times and still be paired by its number."""


class Partners:
    """Pairs of positions; `forth` leads from old to new, `back` from new to old, -1 where there is no partner."""

    __slots__ = ("back", "forth")

    def __init__(self, old: int, new: int) -> None:
        self.forth = [-1] * old
        self.back = [-1] * new

    def match(self, old: int, new: int) -> None:
        """Pair two positions that are both free."""
        self.forth[old], self.back[new] = new, old

    def pairs(self) -> list[tuple[int, int]]:
        """All pairs, in the order of the old side."""
        return [(i, j) for i, j in enumerate(self.forth) if j >= 0]

    def pair_once(self, olds: Mapping[int, str], news: Mapping[int, str]) -> None:
        """Pair free positions whose key stands once on each side, then neighbours of pairs with equal keys."""
        if not olds or not news:
            return
        once_old, once_new = _once(olds), _once(news)
        for key, i in once_old.items():
            if (j := once_new.get(key, -1)) >= 0:
                self.match(i, j)
        if len(once_old) < len(olds) or len(once_new) < len(news):
            self._extend(olds, news, 1)
            self._extend(olds, news, -1)
            self._pair_repeated(olds, news)

    def _pair_repeated(self, olds: Mapping[int, str], news: Mapping[int, str]) -> None:
        """Pair long keys that are left as often on both sides, the first with the first."""
        left_old, left_new = _left(olds, self.forth), _left(news, self.back)
        for key, places in left_old.items():
            others = left_new.get(key, [])
            if len(key) >= LONG and len(places) == len(others):
                for i, j in zip(places, others, strict=True):
                    self.match(i, j)

    def _extend(self, olds: Mapping[int, str], news: Mapping[int, str], step: int) -> None:
        for i in sorted(olds, reverse=step < 0):
            before = i - step
            if self.forth[i] >= 0 or not 0 <= before < len(self.forth) or self.forth[before] < 0:
                continue
            j = self.forth[before] + step
            if news.get(j) == olds[i] and self.back[j] < 0:
                self.match(i, j)


def _left(keys: Mapping[int, str], partners: list[int]) -> dict[str, list[int]]:
    """The free positions of each key, in order."""
    left: dict[str, list[int]] = {}
    for at, key in keys.items():
        if partners[at] < 0:
            left.setdefault(key, []).append(at)
    return left


def _once(keys: Mapping[int, str]) -> dict[str, int]:
    counts = Counter(keys.values())
    return {key: at for at, key in keys.items() if counts[key] == 1}
