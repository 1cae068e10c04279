"""Whether a build in place gives what a clean build gives: `python benchmarks/build/incremental.py`.

Makes random edits to a copy of a measured site, builds in place after each, builds a copy of its sources cleanly in
another folder, and compares the digests of all files. Where the sources can't be built, both must say the same and the
old site must be as it was. It ends with 1 if anything differed; the same seed makes the same edits.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from edits import edit_once
from measuring import environment
from sites import write_polylex
from sizes import AS_OF, SIZES
from texts import documents
from tools import polylex_command
from world import SOURCES, World

SHOWN = 3
"""Differing files that are named."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: its exit code, its messages, the digest of each file of the output, and its seconds."""

    code: int
    messages: str
    files: dict[str, bytes]
    seconds: float


def main() -> int:
    """Edit, build twice and compare, as often as the command line says."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="polylex-edits-") as scratch:
        work = options.work or Path(scratch)
        world = _world(work, options)
        built = _build(world.root, world.day)
        counts: Counter[bool] = Counter()
        seconds = [0.0, 0.0]
        for number in range(1, options.edits + 1):
            told = edit_once(world, number)
            expected = _built_cleanly(world, work / "clean", built)
            built = _build(world.root, world.day)
            difference = _difference(built, expected)
            counts[not difference] += 1
            seconds = [seconds[0] + built.seconds, seconds[1] + expected.seconds]
            if difference or options.verbose:
                print(f"{number}: {told}: {difference or 'equal'}", flush=True)
    print(f"{counts[True]} of {options.edits} builds in place were equal to a clean one (seed {options.seed}).")
    print(f"In place {seconds[0]:.1f} s, clean {seconds[1]:.1f} s.")
    return 1 if counts[False] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument("--edits", type=int, default=60, help="how many [60]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help="an empty folder to work in, and to keep")
    parser.add_argument("-v", "--verbose", action="store_true", help="tell every edit")
    return parser.parse_args()


def _world(work: Path, options: argparse.Namespace) -> World:
    made = documents(SIZES[options.size])
    write_polylex(work / "site", made)
    chance = random.Random(options.seed)  # noqa: S311 - the same edits again
    revisions = {document.id: [version.id for version in document.versions] for document in made}
    return World(work / "site", work / "backups", chance, date.fromisoformat(AS_OF), revisions)


def _built_cleanly(world: World, folder: Path, before: Built) -> Built:
    """What a build of the same sources gives where nothing was ever built; after a failure, the files from before."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in SOURCES:
        shutil.copytree(world.root / name, folder / name)
    built = _build(folder, world.day)
    return built if built.code == 0 else Built(built.code, built.messages, before.files, built.seconds)


def _build(root: Path, day: date) -> Built:
    command = [*polylex_command(), "build", "--quiet", "--as-of", day.isoformat()]
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own
        command, cwd=root, capture_output=True, text=True, check=False, env=environment()
    )
    seconds = time.perf_counter() - start
    return Built(done.returncode, done.stdout + done.stderr, _files(root / "site"), seconds)


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).digest() for path in paths}


def _difference(built: Built, expected: Built) -> str:
    """What differs, in a few words; empty if nothing does."""
    if (built.code, built.messages) != (expected.code, expected.messages):
        return f"ended with {built.code}, not {expected.code}: {built.messages.strip()[-300:] or '(silent)'}"
    paths = sorted(built.files.keys() | expected.files.keys())
    differing = [path for path in paths if built.files.get(path) != expected.files.get(path)]
    more = f" and {len(differing) - SHOWN} more" if len(differing) > SHOWN else ""
    return f"differs in {', '.join(differing[:SHOWN])}{more}" if differing else ""


if __name__ == "__main__":
    sys.exit(main())
