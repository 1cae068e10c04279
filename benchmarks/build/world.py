"""A site that is edited at random, and the states of it that can come back."""

from __future__ import annotations

import random
import re
import shutil
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from phrases import OBJECTS

SOURCES = ("content", "templates")
DEPTH = 4
"""States of the site that are kept to go back to."""


@dataclass(slots=True)
class World:
    """A site that is edited: its folder, the day, and the ids of each document's revisions, oldest first."""

    root: Path
    backups: Path
    random: random.Random
    day: date
    revisions: dict[str, list[str]]
    is_broken: bool = False
    states: list[tuple[Path, dict[str, list[str]]]] = field(default_factory=list)

    def remember(self, number: int) -> None:
        """Keep the sources as they are now."""
        backup = self.backups / str(number)
        shutil.rmtree(backup, ignore_errors=True)
        for name in SOURCES:
            shutil.copytree(self.root / name, backup / name)
        self.states = [state for state in self.states if state[0] != backup] + [(backup, deepcopy(self.revisions))]
        for old, _ in self.states[:-DEPTH]:
            shutil.rmtree(old)
        self.states = self.states[-DEPTH:]

    def document(self) -> str:
        """One of the documents."""
        return self.random.choice(sorted(self.revisions))

    def any_file(self, pattern: str) -> Path:
        """One of the files below the site's folder."""
        return self.random.choice(sorted(self.root.glob(pattern)))

    def replaced(self, path: Path, pattern: str, words: str) -> str:
        """Replace one of the matches in a file; the file's name, or nothing if it has no match or stays as it is."""
        text = path.read_text("utf-8")
        matches = list(re.finditer(pattern, text, re.MULTILINE))
        if not matches:
            return ""
        match = self.random.choice(matches)
        if match.group() == words:
            return ""
        path.write_text(text[: match.start()] + words + text[match.end() :], "utf-8")
        return str(path.relative_to(self.root))

    def word(self) -> str:
        """A word."""
        return self.random.choice(OBJECTS)[0].split()[-1].rpartition("’")[2]
