"""The heaviest chain of pairs that keeps the order of both sides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Those pairs (old, new, weight > 0) that increase strictly on both sides and weigh most together.

    A position may occur in several pairs; at most one of them is chosen. Of equal weights the first in order wins.
    Takes time n log n.
    """
    if len(pairs) <= 1:
        return [(old, new) for old, new, _ in pairs]
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ends: list[int] = []  # increasing new positions, each with a greater weight than the one before
    best: list[float] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, new, weight) in enumerate(ordered):
        slot = bisect_right(ends, new - 1)
        total = weight + (best[slot - 1] if slot else 0.0)
        before.append(tops[slot - 1] if slot else -1)
        _place(ends, best, tops, (slot, new, total, number))
    chain: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chain.append(ordered[at][:2])
        at = before[at]
    return chain[::-1]


def _place(ends: list[int], best: list[float], tops: list[int], entry: tuple[int, int, float, int]) -> None:
    """Keep only ends that no other end beats: none further left weighs as much."""
    slot, new, total, number = entry
    if slot < len(ends) and ends[slot] == new and best[slot] >= total:
        return
    stop = slot
    while stop < len(ends) and best[stop] <= total:
        stop += 1
    ends[slot:stop] = [new]
    best[slot:stop] = [total]
    tops[slot:stop] = [number]
