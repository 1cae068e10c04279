"""Aligning two sequences: the monotone pairing with the greatest sum of gains (Needleman and Wunsch, 1970)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

MAX_CELLS = 4_000_000
"""A larger table is not filled; the sequences are then paired one by one in order."""


def align_sequences(
    left: Sequence[A],
    right: Sequence[B],
    gain: Callable[[A, B], float],
) -> list[tuple[int | None, int | None]]:
    """Index pairs in order; None stands for nothing on that side.

    Every index of both sides stands in exactly one pair. Two are paired only where `gain` is above 0; leaving both
    alone gains nothing.
    """
    if len(left) * len(right) > MAX_CELLS:
        return _one_by_one(len(left), len(right))
    gains = [[gain(a, b) for b in right] for a in left]
    best = _fill(gains, len(left), len(right))
    return _trace(gains, best)


def _fill(gains: list[list[float]], rows: int, columns: int) -> list[list[float]]:
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            row[j] = max(below[j], row[j + 1], below[j + 1] + gains[i][j])
    return best


def _trace(gains: list[list[float]], best: list[list[float]]) -> list[tuple[int | None, int | None]]:
    i, j, rows, columns = 0, 0, len(best) - 1, len(best[0]) - 1
    pairs: list[tuple[int | None, int | None]] = []
    while i < rows and j < columns:
        if gains[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + gains[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs + [(k, None) for k in range(i, rows)] + [(None, k) for k in range(j, columns)]


def _one_by_one(rows: int, columns: int) -> list[tuple[int | None, int | None]]:
    both = min(rows, columns)
    pairs: list[tuple[int | None, int | None]] = [(k, k) for k in range(both)]
    return pairs + [(k, None) for k in range(both, rows)] + [(None, k) for k in range(both, columns)]
