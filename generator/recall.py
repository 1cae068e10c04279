"""What earlier builds made of the documents, so that a build makes only those of which anything changed.

Beside the output folder lies one small file for each document, named by a digest of the day and of what it was made
from, as the file system tells of every file. It says what came out; the pages themselves are those of the live site or
of the one before it. Whatever is wrong with this memory, the document is simply made anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import generator
from generator.documents import DocumentPages, MadeDocument
from generator.errors import Problem
from generator.integrity.verification import Verified
from generator.plain_values import plain, restored
from generator.source.folder import CONTENT
from generator.unchanged import PACKAGE, LinkError, owner, stamps
from generator.write import Spool

Keys = Mapping[str, str]
"""What each document is made from, by its id: a digest."""


@dataclass(frozen=True, slots=True)
class Sources:
    """All files that pages can depend on, as they were before any of them was read: `content`, and `others`.

    Both are empty where that can't be told.
    """

    root: Path
    content: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    def keys(self, documents: Sequence[str], today: date, more: str) -> Keys:
        """A digest for each document that changes with anything that its pages depend on; none if that isn't told.

        `more` are words on what else all pages depend on. Pages say for which day they tell a status, so each day has
        keys of its own.
        """
        if not self.content:
            return {}
        own: dict[str, list[str]] = {name: [] for name in documents}
        shared = [generator.__version__, sys.version, today.isoformat(), more, *map(" ".join, self.others)]
        for path, stamp in self.content:
            own.get(owner(path[len(f"{self.root / CONTENT}/") :]), shared).append(f"{path} {stamp}")
        common = _digest(shared)
        return {name: _digest([common, name, *lines]) for name, lines in own.items()}


def sources(root: Path, themes: Sequence[Path]) -> Sources:
    """All files that pages of a site can depend on, as they are now."""
    try:
        others = tuple(found for folder in (*map(str, themes), PACKAGE) for found in stamps(folder))
        return Sources(root, tuple(stamps(str(root / CONTENT))), others)
    except (OSError, LinkError):
        return Sources(root)


def _digest(lines: Sequence[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


# ---------------------------------------------------------------- the memory


@dataclass(frozen=True, slots=True)
class _Held:
    """What is kept of a document; `state` is what verified it, as JSON."""

    pages: DocumentPages
    notices: tuple[Problem, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Recall:
    """The memory of a site, and what its documents are made from now. Without keys it remembers nothing."""

    spool: Spool
    keys: Keys

    def made(self, document: str) -> MadeDocument | None:
        """What a document was made into, if it would be again, and if all of its files are still there."""
        content = self.spool.documents.get(self.keys[document]) if document in self.keys else None
        if content is None:
            return None
        held = restored(_Held, json.loads(content))
        if not all(map(self.spool.holds, held.pages.files)):
            return None
        return MadeDocument((), held.notices, Verified((), (), json.loads(held.state), is_known=True), pages=held.pages)

    def keep(self, made: Mapping[str, MadeDocument]) -> None:
        """Remember what documents were made into, and forget what they were made into before."""
        if not self.keys:
            return
        for name, one in made.items():
            if one.pages and one.verified:
                files = tuple(replace(file, is_spooled=False) for file in one.pages.files)
                held = _Held(replace(one.pages, files=files), one.notices, json.dumps(one.verified.state))
                self.spool.documents.put(self.keys[name], json.dumps(plain(held)).encode())
        self.spool.documents.forget_all_but(self.keys.values())
