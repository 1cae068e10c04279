"""Finding a file as it was when it was sealed, although it was edited since: a digest proves what is found."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from itertools import takewhile, zip_longest
from pathlib import Path

from generator.errors import Location
from generator.integrity.content import digest_of
from generator.source.files import normal_bytes

MOST_COMMITS = 500
"""How many versions of a file are looked at, the latest first."""


def find_original(root: Path, path: str, digest: str) -> str | None:
    """The characters that a revision's file had, from the draft or from the history of git; None if it is nowhere."""
    for content in (*_files(root, (draft_path(path),)), *_history(root, path)):
        normal = normal_bytes(content)
        if digest_of(normal) == digest:
            return normal.decode()
    return None


def draft_path(path: str) -> str:
    """The draft's file beside a revision's file, whatever state of the revision it holds."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/draft.{name.rpartition('.')[2]}"


def first_difference(path: str, old: str, new: str) -> tuple[Location, str, str]:
    """Where two wordings of a file part, and the lines that stand there: equal ones if only a last line end differs."""
    olds, news = old.split("\n"), new.split("\n")
    for line, (one, other) in enumerate(zip_longest(olds, news, fillvalue=""), 1):
        if one != other:
            alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
            return Location(path, line, alike + 1), one, other
    last = min(len(olds), len(news))
    return Location(path, last, len(olds[last - 1]) + 1), olds[last - 1], news[last - 1]


def _files(root: Path, others: tuple[str, ...]) -> Iterator[bytes]:
    for path in others:
        if (root / path).is_file():
            yield (root / path).read_bytes()


def _history(root: Path, path: str) -> Iterator[bytes]:
    listed = _git(root, "log", f"--max-count={MOST_COMMITS}", "--format=%H", "--", path)
    for commit in listed.decode().split():
        content = _git(root, "show", f"{commit}:./{path}")
        if content:
            yield content


def _git(root: Path, *words: str) -> bytes:
    """What git prints; nothing where there is no git, no repository or no such thing."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)  # noqa: S603, S607 - no shell, fixed words
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
