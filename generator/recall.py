"""What earlier builds made of the documents, so that a build makes only those of which anything changed.

Beside the output folder lies one small JSON file for each document: the day, what it was made from, as the file system
tells of every file, and what came out. The files themselves are those
of the live site or of the one before it. Whatever is wrong with this memory, the document is simply made anew.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TypedDict

import generator
from generator.documents import DocumentPages, MadeDocument
from generator.errors import Location, Problem
from generator.integrity.known import State
from generator.integrity.verification import Verified
from generator.render.metadata import Alternate, Indexed
from generator.render.overview_pages import DocumentEntry
from generator.render.site import DocumentTold
from generator.source.folder import CONTENT
from generator.unchanged import PACKAGE, LinkError, stamps
from generator.write import Spool, StoredFile

_SITE = "site.yaml"
_FOLDER = "documents"
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
            own.get(_owner(PurePath(path).relative_to(self.root / CONTENT)), shared).append(f"{path} {stamp}")
        common = _digest(shared)
        return {name: _digest([common, *lines]) for name, lines in own.items()}


def sources(root: Path, themes: Sequence[Path]) -> Sources:
    """All files that pages of a site can depend on, as they are now."""
    try:
        others = tuple(found for folder in (*map(str, themes), PACKAGE) for found in stamps(folder))
        return Sources(root, tuple(stamps(str(root / CONTENT))), others)
    except (OSError, LinkError):
        return Sources(root)


def _owner(path: PurePath) -> str:
    """The document that a file or folder in the content folder belongs to; empty for what all share."""
    parts = path.parts
    if len(parts) > 1:  # a language or a kind of data, and a document, or a file that all share
        return parts[1]
    return "" if path.name == _SITE else path.name.split(".")[0]


def _digest(lines: Sequence[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


# ---------------------------------------------------------------- the memory


@dataclass(frozen=True, slots=True)
class Recall:
    """The memory of a site, and what its documents are made from now. Without keys it remembers nothing."""

    spool: Spool
    keys: Keys

    def made(self, document: str) -> MadeDocument | None:
        """What a document was made into, if it would be again, and if all of its files are still there."""
        folder = self.spool.memory(_FOLDER)
        if document not in self.keys or folder is None:
            return None
        try:
            held = json.loads((folder / f"{document}.json").read_bytes())
            if held["key"] != self.keys[document]:
                return None
            made = _read(held)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return made if made.pages and all(map(self.spool.holds, made.pages.files)) else None

    def keep(self, made: Mapping[str, MadeDocument]) -> None:
        """Remember what documents were made into, and forget those that the site no longer names."""
        folder = self.spool.memory(_FOLDER)
        if not self.keys or folder is None:
            return
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            for path in folder.iterdir():
                if path.stem not in self.keys:
                    path.unlink()
            for name, one in made.items():
                if one.pages and one.verified:
                    _write(folder, name, _written(self.keys[name], one.pages, one.verified, one.notices))


def _write(folder: Path, name: str, content: str) -> None:
    temporary = folder / f"{name}.{os.getpid()}"
    temporary.write_text(content, encoding="utf-8")
    temporary.replace(folder / f"{name}.json")


class _Place(TypedDict):
    path: str
    line: int
    column: int


class _Notice(TypedDict):
    location: _Place
    message: str
    remedy: str


class _Page(TypedDict):
    url: str
    alternates: list[dict[str, str]]


class _Held(TypedDict):
    """What is written of a document."""

    key: str
    files: dict[str, str]
    texts: int
    indexed: list[_Page]
    entries: dict[str, dict[str, str]]
    headers: list[str]
    searched: list[str]
    kept: list[str]
    notices: list[_Notice]
    verified: State


def _written(key: str, pages: DocumentPages, verified: Verified, notices: tuple[Problem, ...]) -> str:
    return json.dumps(
        {
            "key": key,
            "files": {file.path: file.digest for file in pages.files},
            "texts": pages.texts,
            "indexed": [asdict(page) for page in pages.indexed],
            "entries": {language: asdict(entry) for language, entry in pages.told.entries.items()},
            "headers": pages.told.headers,
            "searched": pages.searched,
            "kept": pages.kept,
            "notices": [asdict(notice) for notice in notices],
            "verified": verified.state,
        }
    )


def _read(held: _Held) -> MadeDocument:
    """What was written; raises KeyError, TypeError or AttributeError for anything else."""
    files = tuple(StoredFile(path, digest) for path, digest in held["files"].items())
    entries = {language: DocumentEntry(**entry) for language, entry in held["entries"].items()}
    told = DocumentTold(entries, tuple(held["headers"]))
    more = tuple(held["searched"]), tuple(held["kept"])
    pages = DocumentPages(files, held["texts"], tuple(map(_indexed, held["indexed"])), told, *more)
    notices = tuple(_problem(notice) for notice in held["notices"])
    return MadeDocument((), notices, Verified((), (), held["verified"], is_known=True), pages=pages)


def _indexed(held: _Page) -> Indexed:
    return Indexed(held["url"], tuple(Alternate(**other) for other in held["alternates"]))


def _problem(held: _Notice) -> Problem:
    return Problem(Location(**held["location"]), held["message"], held["remedy"])
