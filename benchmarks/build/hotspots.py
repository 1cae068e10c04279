"""Where a build spends its time: `python benchmarks/build/hotspots.py SITE [DAY]`.

Builds the site cleanly in this process, twice, into folders that are removed. Prints the CPU seconds of each step of
the first build, and of the second, under cProfile, the time by module and the functions that take most with and
without what they call. The profiler slows small functions more than large ones.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sizes import AS_OF  # noqa: E402

from generator.build import BuildOptions, build  # noqa: E402

SHOWN = 25


def main() -> None:
    """Print the steps of one build, and three tables of another."""
    site, *day = sys.argv[1:]
    profile = cProfile.Profile()
    with tempfile.TemporaryDirectory() as scratch:
        options = BuildOptions(Path(site), Path(scratch) / "first", date.fromisoformat(day[0] if day else AS_OF), 1)
        _print_steps(options)
        profile.runcall(build, replace(options, output=Path(scratch) / "second"), lambda _: None)
    stats = pstats.Stats(profile)
    _print_modules(stats)
    for order in ("cumulative", "tottime"):
        stats.sort_stats(order).print_stats(SHOWN)


def _print_steps(options: BuildOptions) -> None:
    """CPU seconds between the messages of a build."""
    started: list[tuple[str, float]] = []
    build(options, lambda step: started.append((step, time.process_time())))
    started.append(("", time.process_time()))
    for (step, start), (_, end) in pairwise(started):
        print(f"{end - start:8.2f} s  {step}")
    print(flush=True)


def _print_modules(stats: pstats.Stats) -> None:
    """Own time of the functions of each module; built-in functions are one."""
    seconds: Counter[str] = Counter()
    for (path, _, _), (_, _, own, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        seconds[_shown(path)] += own
    for module, own in seconds.most_common(SHOWN):
        print(f"{own:8.2f} s  {module}")


def _shown(path: str) -> str:
    """A module's path below the project or below its packages."""
    if path.startswith(str(ROOT / "generator")):
        return str(Path(path).relative_to(ROOT))
    return path.rpartition("site-packages/")[2] if "site-packages" in path else path.rpartition("python3")[2]


if __name__ == "__main__":
    main()
