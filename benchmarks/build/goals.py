"""What is measured, in which order, and what each row should reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from measuring import Sample
from tools import HUGO, POLYLEX

Medians = Mapping[tuple[str, str], Sample]
"""The median of each figure, by row and program."""

Figure = Callable[[Medians, str], float | None]
"""What a goal judges, of a row; None if it wasn't measured."""


class Goal(NamedTuple):
    """At most so much of a figure, for the sizes that it is meant for."""

    name: str
    figure: Figure
    limits: Mapping[str, float]
    unit: str


class Row(NamedTuple):
    """One thing that is measured."""

    key: str
    name: str
    goals: tuple[Goal, ...]


def to_hugo(medians: Medians, key: str, field: int) -> float | None:
    """How many times what Hugo takes; field 0 is wall time, 1 CPU."""
    ours, theirs = medians.get((key, POLYLEX)), medians.get((key, HUGO))
    return ours[field] / theirs[field] if ours and theirs and theirs[field] else None


def _wall_to_hugo(medians: Medians, key: str) -> float | None:
    return to_hugo(medians, key, 0)


def _cpu_to_hugo(medians: Medians, key: str) -> float | None:
    return to_hugo(medians, key, 1)


def _to_clean(medians: Medians, key: str) -> float | None:
    """How many times the clean build of the same program."""
    ours, clean = medians.get((key, POLYLEX)), medians.get(("clean", POLYLEX))
    return ours.wall / clean.wall if ours and clean else None


def _milliseconds(medians: Medians, key: str) -> float | None:
    ours = medians.get((key, POLYLEX))
    return ours.wall * 1000 if ours else None


def _memory(medians: Medians, key: str) -> float | None:
    ours = medians.get((key, POLYLEX))
    return ours.memory if ours else None


def _everywhere(limit: float) -> Mapping[str, float]:
    return dict.fromkeys("SML", limit)


_MEMORY = Goal("memory", _memory, _everywhere(80), " MB")
_CHECK_MEMORY = Goal("memory", _memory, {"S": 80, "M": 120}, " MB")
"""A report holds all findings: 6,000 in size M."""

_GROWTH = Goal("to clean", _to_clean, _everywhere(2.1), "x")
_EDIT = (Goal("wall", _milliseconds, {"M": 180, "L": 300}, " ms"), _MEMORY)

ROWS = (
    Row(
        "clean",
        "clean build of everything",
        (
            Goal("wall", _wall_to_hugo, _everywhere(1.5), "x"),
            Goal("CPU", _cpu_to_hugo, _everywhere(2.0), "x"),
            _MEMORY,
        ),
    ),
    Row("unchanged", "nothing changed", (Goal("wall", _milliseconds, {"M": 40, "L": 100}, " ms"), _MEMORY)),
    Row("draft", "a word of a draft", _EDIT),
    Row("revision", "a word of a revision", _EDIT),
    Row("template", "a template", (_MEMORY,)),
    Row("copy", "floor: cp -r of the output", ()),
    Row("documents", "clean, twice the documents", (_GROWTH, _MEMORY)),
    Row("revisions", "clean, twice the revisions", (_GROWTH, _MEMORY)),
    Row("check", "check of all, nothing remembered", (Goal("to clean", _to_clean, {"M": 4.0}, "x"), _CHECK_MEMORY)),
    Row("check-again", "check of all, nothing changed", (Goal("wall", _milliseconds, {"M": 200}, " ms"), _MEMORY)),
    Row("check-draft", "check of all, a word of a draft", (_CHECK_MEMORY,)),
)
"""Building the pages, the redlines or the feeds alone gets a row once the command line can be asked for them."""
