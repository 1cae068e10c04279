"""What is measured on the spans of any tool, and how: all tools are counted by the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

Spans = Sequence[tuple[str, str]]
"""(op, text) with op one of equal, delete, insert."""

WORD = re.compile(r"\S+")
ISLAND = 2
"""Unchanged words between two changes that make an island, at most."""

CELLS = 400_000_000
"""Above this product of lengths, the least possible number of marks is not computed."""


class Marks(NamedTuple):
    """Words marked as changed on both sides, changes, islands, and whether both texts are restored exactly."""

    marked: int
    changes: int
    islands: int
    is_exact: bool


def measure(spans: Spans, old: str, new: str) -> Marks:
    """Count the marks of one comparison."""
    changes, islands = _changes(spans)
    exact = _side(spans, "insert") == old and _side(spans, "delete") == new
    return Marks(_touched(spans, "delete") + _touched(spans, "insert"), changes, islands, exact)


def least_marks(old: str, new: str) -> int:
    """The least number of words that must be marked: all that are not in the longest common subsequence."""
    codes: dict[str, str] = {}
    sides = ["".join(codes.setdefault(w, chr(0x21 + len(codes))) for w in WORD.findall(text)) for text in (old, new)]
    return Indel.distance(*sides) if len(sides[0]) * len(sides[1]) <= CELLS else 0


def _side(spans: Spans, without: str) -> str:
    return "".join(text for op, text in spans if op != without)


def _touched(spans: Spans, op: str) -> int:
    """The words of one side that a span of this kind touches."""
    other = "insert" if op == "delete" else "delete"
    marks: list[tuple[int, int]] = []
    pieces: list[str] = []
    at = 0
    for kind, text in spans:
        if kind == other:
            continue
        if kind == op:
            marks.append((at, at + len(text)))
        pieces.append(text)
        at += len(text)
    return sum(1 for _ in _overlapping(WORD.finditer("".join(pieces)), marks))


def _overlapping(words: Iterator[re.Match[str]], marks: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    number = 0
    for word in words:
        while number < len(marks) and marks[number][1] <= word.start():
            number += 1
        if number < len(marks) and marks[number][0] < word.end():
            yield word


def _changes(spans: Spans) -> tuple[int, int]:
    """Changes that show some sign, those with only white space between them taken as one; and islands."""
    changes = islands = 0
    between = -1  # words since the last change, -1 before the first
    is_open = False
    for op, text in spans:
        if not text.strip():
            continue
        if op == "equal":
            between = len(WORD.findall(text)) + (max(between, 0) if not is_open else 0)
            is_open = False
        elif not is_open:
            islands += changes > 0 and 0 < between <= ISLAND
            changes += 1
            is_open = True
    return changes, islands
