"""Measure the comparison against other tools: `python benchmarks/compare/run.py [FOLDER…]`.

Each folder holds pairs, `NAME/old.md` and `NAME/new.md`. Without one, only generated texts are measured. Needs
`pip install -r benchmarks/requirements.txt`. Times are the best of several runs, with all caches empty; parsing is
timed apart, and the other tools get the visible texts, already parsed.
"""

# ruff: noqa: PLR2004 - the goals stand beside their names

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from generated import Maker, as_text, table_case
from measures import Marks, least_marks, measure
from peers import PEERS

from generator.compare import compare_texts
from generator.compare.changeset import Kind
from generator.language import clear_caches
from generator.model import Text
from generator.source.files import SourceText
from generator.source.plain import read_plain

RUNS = 5
LARGE = 270_000
"""Words of the large pair."""

LEAST_WAY = 6
"""Paragraphs that a planted move crosses at least; if it crossed less than its own words, those would have moved."""

T = TypeVar("T")


class Pair(NamedTuple):
    """Two texts with the time that parsing took, in ms."""

    name: str
    old: Text
    new: Text
    parsing: float


class Tool(NamedTuple):
    """What one tool did on all pairs: its times in ms, and its marks."""

    name: str
    times: list[float]
    marks: list[Marks]


def best_of(runs: int, call: Callable[[], T]) -> tuple[float, T]:
    """The least time in ms, and the result."""
    best = float("inf")
    for _ in range(runs):
        clear_caches()
        gc.collect()
        start = time.perf_counter()
        result = call()
        best = min(best, (time.perf_counter() - start) * 1000)
    return best, result


def read(path: Path) -> Text:
    """A file, whatever its line ends."""
    text = path.read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return read_plain(SourceText(path.name, text), "en")


def pairs_of(folders: list[Path]) -> Iterator[Pair]:
    """All pairs of the folders, or generated ones."""
    for folder in folders:
        for place in sorted(path.parent for path in folder.glob("*/old.md")):
            parsing, (old, new) = best_of(1, lambda place=place: (read(place / "old.md"), read(place / "new.md")))
            yield Pair(place.name, old, new, parsing)
    if not folders:
        for seed in range(20):
            maker = Maker(seed)
            paragraphs = maker.text(60)
            new = [maker.reworded(words, 0.1) if n % 5 == 0 else words for n, words in enumerate(paragraphs)]
            parsing, (one, other) = best_of(1, lambda p=paragraphs, n=new: (as_text(p), as_text(n)))
            yield Pair(f"generated {seed}", one, other, parsing)


# ---------------------------------------------------------------- tables of results


def line(*cells: object) -> None:
    """Print one row of a table."""
    print("| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |")


def compare_tools(pairs: list[Pair]) -> tuple[list[Tool], list[int]]:
    """Run all tools on all pairs."""
    ours = Tool("polylex", [], [])
    peers = [Tool(name, [], []) for name, _ in PEERS]
    least: list[int] = []
    for pair in pairs:
        took, changeset = best_of(RUNS, lambda pair=pair: compare_texts(pair.old, pair.new))
        ours.times.append(took)
        old, new = changeset.old_text, changeset.new_text
        ours.marks.append(measure([(str(op), text) for op, text in changeset.flat], old, new))
        least.append(least_marks(old, new))
        for tool, (_, peer) in zip(peers, PEERS, strict=True):
            took, spans = best_of(
                1 if tool.name in ("redlines", "difflib") else RUNS, lambda peer=peer, o=old, n=new: peer(o, n)
            )
            tool.times.append(took)
            tool.marks.append(measure(spans, old, new))
    return [ours, *peers], least


def print_tools(tools: list[Tool], least: list[int]) -> None:
    """One row a tool, with its ratios to Polylex."""
    ours = tools[0]
    line(
        "tool",
        "median ms",
        "p95 ms",
        "total ms",
        "time x",
        "marked/min pooled",
        "median",
        "changes",
        "islands",
        "exact",
    )
    line(*["---"] * 10)
    for tool in tools:
        ratios = [marks.marked / low if low else 1.0 for marks, low in zip(tool.marks, least, strict=True)]
        times = sorted(tool.times)
        line(
            tool.name,
            statistics.median(times),
            times[min(len(times) - 1, int(len(times) * 0.95))],
            sum(times),
            f"{statistics.median(times) / statistics.median(ours.times):.1f}",
            sum(marks.marked for marks in tool.marks) / max(1, sum(least)),
            statistics.median(ratios),
            sum(marks.changes for marks in tool.marks),
            sum(marks.islands for marks in tool.marks),
            f"{sum(marks.is_exact for marks in tool.marks)}/{len(tool.marks)}",
        )


def goal(name: str, value: str, wanted: str, is_met: bool) -> None:  # noqa: FBT001 - printed as it is
    """Print one goal with what was measured."""
    line(name, value, wanted, "yes" if is_met else "NO")


def print_goals(tools: list[Tool], least: list[int]) -> None:
    """The goals that concern all pairs."""
    ours, peer, red = tools[0], tools[1], tools[2]
    times = sorted(ours.times)
    median, p95 = statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))]
    ratios = [marks.marked / low if low else 1.0 for marks, low in zip(ours.marks, least, strict=True)]
    pooled = sum(marks.marked for marks in ours.marks) / max(1, sum(least))
    changes = sum(m.changes for m in ours.marks) / max(1, sum(m.changes for m in peer.marks))
    islands = sum(m.islands for m in ours.marks) / max(1, sum(m.islands for m in peer.marks))
    faster = statistics.median(red.times) / median
    goal(
        "exact round trip",
        f"{sum(m.is_exact for m in ours.marks)}/{len(times)}",
        "all",
        all(m.is_exact for m in ours.marks),
    )
    goal("median ms a pair", f"{median:.2f}", "3", median <= 3)
    goal("p95 ms a pair", f"{p95:.2f}", "20", p95 <= 20)
    goal("times faster than redlines, of medians", f"{faster:.1f}", "10", faster >= 10)
    goal("marked/min, median", f"{statistics.median(ratios):.3f}", "1.06", statistics.median(ratios) <= 1.06)
    goal("marked/min, pooled", f"{pooled:.3f}", "1.12", pooled <= 1.12)
    goal("changes to fast-diff-match-patch", f"{changes:.2f}", "0.80", changes <= 0.80)
    goal("islands to fast-diff-match-patch", f"{islands:.2f}", "0.50", islands <= 0.50)


# ---------------------------------------------------------------- known answers


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def known_edits(compare: Callable[[str, str], list[tuple[str, str]]] | None) -> float:
    """The F1 of the words that are marked, on texts whose edits are known; None for our own comparison."""
    right = found = wanted = 0
    for seed in range(30):
        maker = Maker(1_000 + seed)
        case = maker.edited([word for words in maker.text(12) for word in words], 20)
        if compare is None:
            spans = [(str(op), text) for op, text in compare_texts(as_text([case.old]), as_text([case.new])).flat]
        else:
            spans = compare(" ".join(case.old), " ".join(case.new))
        for op, truth in (("delete", case.gone), ("insert", case.came)):
            marked = touched(spans, op)
            right += len(marked & truth)
            found += len(marked)
            wanted += len(truth)
    return f1(right, found, wanted)


def touched(spans: list[tuple[str, str]], op: str) -> set[int]:
    """The positions of the words of one side that are marked."""
    marks = "".join((("\x01" if kind == op else "\x02") * len(text)) for kind, text in spans if kind in (op, "equal"))
    text = "".join(text for kind, text in spans if kind in (op, "equal"))
    found: set[int] = set()
    at = 0
    for number, word in enumerate(text.split()):
        at = text.index(word, at)
        if "\x01" in marks[at : at + len(word)]:
            found.add(number)
        at += len(word)
    return found


def moves_found(share: float) -> tuple[float, float]:
    """Recall and precision of planted moves of paragraphs of which a share of the words was edited."""
    right = found = wanted = 0
    for seed in range(60):
        maker = Maker(2_000 + seed)
        old = maker.text(30)
        start, end = maker.random.sample(range(30), 2)
        if abs(start - end) < LEAST_WAY:
            end = (start + 15) % 30
        new = [*old[:start], *old[start + 1 :]]
        new.insert(end, maker.reworded(old[start], share))
        moves = [c for c in compare_texts(as_text(old), as_text(new)).changes if c.kind is Kind.MOVE]
        wanted += 1
        found += len(moves)
        right += any(c.old and c.new and (c.old.line, c.new.line) == (2 * start + 1, 2 * end + 1) for c in moves)
    return right / wanted, right / found if found else 1.0


def table_cells() -> float:
    """The F1 of edited cells, and of rows and columns that came or went."""
    right = found = wanted = 0
    for seed in range(80):
        case = table_case(Maker(3_000 + seed), seed)
        sides = [read_plain(SourceText("table.md", text)) for text in (case.old, case.new)]
        told: set[tuple[str, str, str]] = set()
        for change in compare_texts(*sides).changes:
            name = {Kind.CELL: "cell", Kind.ROW: "row", Kind.COLUMN: "column"}.get(change.kind, str(change.kind))
            detail = change.details[0] if change.details else None
            names = (detail.new or detail.old) if detail else ()
            row = names[0] if names and name != "column" else ""
            column = names[-1] if names and name in ("cell", "column") else ""
            told.add((name, row, column))
        right += len(told & case.done)
        found += len(told)
        wanted += len(case.done)
    return f1(right, found, wanted)


def measure_large() -> None:
    """Compare the large pair once and print seconds and MB; runs in a process of its own."""
    maker = Maker(7)
    old = maker.text(LARGE // 64)
    new = [maker.reworded(words, 0.08) if number % 12 == 0 else words for number, words in enumerate(old)]
    moved = new.pop(100)
    new.insert(2_000, moved)
    sides = as_text(old), as_text(new)
    gc.collect()
    start = time.perf_counter()
    changeset = compare_texts(*sides)
    took = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = len(changeset.old_text.split())
    print(f"{took:.3f} {memory:.0f} {words} {len(changeset.changes)}")


def large() -> tuple[float, float, int]:
    """Seconds, MB and words of the large pair."""
    command = [sys.executable, __file__, "--large"]
    took, memory, words, _ = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    return float(took), float(memory), int(words)


def main() -> None:
    """Print all tables."""
    if sys.argv[1:] == ["--large"]:
        measure_large()
        return
    pairs = list(pairs_of([Path(name) for name in sys.argv[1:]]))
    print(f"{len(pairs)} pairs, parsing: median {statistics.median(p.parsing for p in pairs):.1f} ms a pair\n")
    tools, least = compare_tools(pairs)
    print_tools(tools, least)
    print()
    line("known edits", "F1")
    line("---", "---")
    ours = known_edits(None)
    line("polylex", ours)
    for name, peer in PEERS:
        line(name, known_edits(peer))
    print()
    line("goal", "measured", "wanted", "met")
    line(*["---"] * 4)
    print_goals(tools, least)
    goal("known-edit F1", f"{ours:.4f}", ".997", ours >= 0.997)
    for share, wanted in ((0.0, 0.99), (0.1, 0.99), (0.25, 0.99), (0.4, 0.95)):
        recall, precision = moves_found(share)
        name = f"moves found, {share:.0%} edited (precision {precision:.2f})"
        goal(name, f"{recall:.3f}", f"{wanted}", recall >= wanted)
    cells = table_cells()
    goal("table cells F1", f"{cells:.3f}", ".98", cells >= 0.98)
    took, memory, words = large()
    goal(f"seconds for {words:,} words", f"{took:.2f}", "1", took < 1)
    goal("peak memory in MB, with both texts", f"{memory:.0f}", "500", memory < 500)


if __name__ == "__main__":
    main()
