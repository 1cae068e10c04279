"""What a check said, remembered until a source file, the day, the question or the program changes.

A memory is one small JSON file for each question, in a folder of its own beside `content/`. It is a convenience:
whatever is wrong with it, the check is simply done anew. This module is imported before the rules are, so it imports
nothing that costs time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import generator
from generator import clock

FOLDER = ".polylex-check"
"""Where the memories lie, in the site's folder."""

MOST = 32
"""Memories that are kept of one site; the oldest go first."""

_NAME = 32
"""Digits in the name of a memory."""

_CONTENT = "content"
_MAX_BYTES = 2_000_000
"""A larger file is an error to those who read it; with one in the folder, nothing is remembered."""

_PACKAGES = ("site-packages", "dist-packages")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check said: its output, whether the texts failed, and the day and time zone for which that holds."""

    output: str
    is_failed: bool
    day: str
    zone: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The place for the answer to one question about a site in one state; `as_of` is the day that it names."""

    root: Path
    question: str
    state: str
    as_of: date | None

    @property
    def path(self) -> str:
        """The file, relative to the site's folder."""
        return f"{FOLDER}/{_digest(self.question)[:_NAME]}.json"

    def recall(self) -> Verdict | None:
        """The answer, if it is known and holds today."""
        try:
            held = json.loads((self.root / self.path).read_bytes())
            verdict = Verdict(**held["verdict"])
            is_ours = held["seal"] == self._seal(verdict)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return verdict if is_ours and self._is_today(verdict) else None

    def _is_today(self, verdict: Verdict) -> bool:
        try:
            return clock.today(self.as_of, os.environ, verdict.zone).isoformat() == verdict.day
        except (KeyError, ValueError, OSError):  # a time zone that this machine no longer knows
            return False

    def keep(self, verdict: Verdict) -> None:
        """Remember the answer, unless the site changed meanwhile or its folder can't be written."""
        from generator.errors import OutputError  # noqa: PLC0415 - only needed after a whole check
        from generator.review.files import write_whole  # noqa: PLC0415 - the same

        folder = self.root / FOLDER
        if folder.is_symlink() or state_of(self.root) != self.state:
            return
        with suppress(OSError, OutputError):
            folder.mkdir(exist_ok=True)
            if not (folder / ".gitignore").exists():
                write_whole(self.root, f"{FOLDER}/.gitignore", "*\n")
            content = json.dumps({"seal": self._seal(verdict), "verdict": asdict(verdict)})
            write_whole(self.root, self.path, f"{content}\n")
            _forget_oldest(folder)

    def _seal(self, verdict: Verdict) -> str:
        """A digest of the question, of all that the answer rests on, and of the answer."""
        return _digest(json.dumps([self.question, self.state, asdict(verdict)], sort_keys=True))


def memory_of(root: Path, question: str, as_of: date | None) -> Memory | None:
    """The memory of a question about the site in a folder; None where nothing can be remembered."""
    state = state_of(root)
    return None if state is None else Memory(root, question, state, as_of)


def _forget_oldest(folder: Path) -> None:
    held = sorted(folder.glob(f"{'?' * _NAME}.json"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in held[:-MOST]:
        path.unlink()


# ---------------------------------------------------------------- the state of sources and program


def state_of(root: Path) -> str | None:
    """A digest of every source file's name and bytes, and of the program.

    None if that can't be told: a link or a device among the sources, a file too large or unreadable.
    """
    digest = hashlib.sha256()
    try:
        for part in (*_program(), *_sources(root / _CONTENT)):
            digest.update(b"%d:" % len(part))
            digest.update(part)
    except (OSError, _NotPlainError):
        return None
    return digest.hexdigest()


class _NotPlainError(Exception):
    """Something that isn't an ordinary file or folder of ordinary size."""


def _sources(folder: Path) -> Iterator[bytes]:
    """The names and the bytes of all files; bytes and not times, so that no edit can go unnoticed."""
    for path, found in _walk(folder):
        yield os.fsencode(path.relative_to(folder))
        if stat.S_ISREG(found.st_mode) and found.st_size <= _MAX_BYTES:
            yield path.read_bytes()
        elif stat.S_ISDIR(found.st_mode):
            yield b"/"
        else:
            raise _NotPlainError


def _program() -> Iterator[bytes]:
    """The version and the files of the program, and the folders of packages, which change when one is renewed."""
    package = Path(generator.__file__).parent
    yield f"{generator.__version__} {sys.version}".encode()
    for path, found in _walk(package):
        if stat.S_ISREG(found.st_mode):
            yield f"{path.relative_to(package)} {found.st_size} {found.st_mtime_ns}".encode()
    for entry in sys.path:
        if os.path.basename(entry) in _PACKAGES and os.path.isdir(entry):  # noqa: PTH112, PTH119 - entries are words
            yield f"{entry} {os.stat(entry).st_mtime_ns}".encode()  # noqa: PTH116 - the same


def _walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """A folder and all that lies in it, in order of name; links aren't followed, compiled files left out."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        found = path.lstat()
        yield path, found
        if stat.S_ISDIR(found.st_mode):
            waiting += [path / name for name in sorted(os.listdir(path)) if name != "__pycache__"]  # noqa: PTH208 - names


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
