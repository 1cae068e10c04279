"""The state of a site's sources and of the program, as digests: what an answer of a check rests on.

Bytes count and not times, so that no edit can go unnoticed. This module is imported before anything that costs time.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import generator
from generator.unchanged import owner

_CONTENT = "content"
_MAX_BYTES = 2_000_000
"""A larger file is an error to those who read it; with one in the folder, nothing is remembered."""

_PACKAGES = ("site-packages", "dist-packages")
_IS_FOLDER = "/"


@dataclass(frozen=True, slots=True)
class SiteState:
    """A digest of the program, and one of each file's bytes, by its path below `content/`; folders have a sign."""

    program: str
    files: Mapping[str, str]

    @property
    def whole(self) -> str:
        """One digest of all of it."""
        return _joined(self.program, self.files.items())

    def by_document(self, documents: Collection[str]) -> dict[str, str]:
        """For each document, one digest of the program, of its own files, and of those that are no document's own."""
        own: dict[str, list[tuple[str, str]]] = {document: [] for document in documents}
        shared: list[tuple[str, str]] = []
        for path, digest in self.files.items():
            own.get(owner(path), shared).append((path, digest))
        return {document: _joined(self.program, [*shared, ("", ""), *files]) for document, files in own.items()}

    def texts(self, documents: Collection[str]) -> int:
        """How many Markdown files these documents have."""
        return sum(path.endswith(".md") and owner(path) in documents for path in self.files)


def state_of(root: str | os.PathLike[str]) -> SiteState | None:
    """The state of the site in a folder.

    None if that can't be told: a link or a device among the sources, a file too large or unreadable.
    """
    try:
        return SiteState(_digest("\n".join(_program())), dict(_sources(os.path.join(root, _CONTENT))))
    except (OSError, _NotPlainError):
        return None


class _NotPlainError(Exception):
    """Something that isn't an ordinary file or folder of ordinary size."""


def _sources(folder: str) -> Iterator[tuple[str, str]]:
    for path, found in _walk(folder):
        yield path[len(folder) + 1 :], _IS_FOLDER if stat.S_ISDIR(found.st_mode) else _content(path, found)


def _content(path: str, found: os.stat_result) -> str:
    """The digest of a file's bytes."""
    if not stat.S_ISREG(found.st_mode) or found.st_size > _MAX_BYTES:
        raise _NotPlainError
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.readall()).hexdigest()


def _program() -> Iterator[str]:
    """The version and the files of the program, and the folders of packages, which change when one is renewed."""
    package = os.path.dirname(generator.__file__)
    yield f"{generator.__version__} {sys.version}"
    for path, found in _walk(package):
        if stat.S_ISREG(found.st_mode):
            yield f"{path[len(package) + 1 :]} {found.st_size} {found.st_mtime_ns}"
    for entry in sys.path:
        if os.path.basename(entry) in _PACKAGES and os.path.isdir(entry):
            yield f"{entry} {os.stat(entry).st_mtime_ns}"


def _walk(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """A folder and all that lies in it, in one order; links aren't followed, compiled files left out."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        found = os.lstat(path)
        yield path, found
        if stat.S_ISDIR(found.st_mode):
            waiting += [f"{path}/{name}" for name in sorted(os.listdir(path)) if name != "__pycache__"]


def _joined(program: str, files: Collection[tuple[str, str]]) -> str:
    return _digest("\0".join([program, *(part for file in files for part in file)]))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
