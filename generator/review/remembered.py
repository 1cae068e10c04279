"""What a check said, remembered until a source file, the day, the question or the program changes.

A memory is one small JSON file for each question, in a folder of its own beside `content/`. It is a convenience:
whatever is wrong with it, the check is simply done anew. This module is imported before the rules are, so it imports
nothing that costs time.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from generator import clock
from generator.review.states import SiteState, state_of

FOLDER = ".polylex-check"
"""Where the memories lie, in the site's folder."""

MOST = 32
"""Memories that are kept of one site; the oldest go first."""

_NAME = 32
"""Digits in the name of a memory."""


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
    state: SiteState
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
        return _digest(json.dumps([self.question, self.state.whole, asdict(verdict)], sort_keys=True))


def memory_of(root: Path, question: str, as_of: date | None) -> Memory | None:
    """The memory of a question about the site in a folder; None where nothing can be remembered."""
    state = state_of(root)
    return None if state is None else Memory(root, question, state, as_of)


def _forget_oldest(folder: Path) -> None:
    held = sorted(folder.glob(f"{'?' * _NAME}.json"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in held[:-MOST]:
        path.unlink()


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
