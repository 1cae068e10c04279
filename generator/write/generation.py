"""A finished site as it lies in a folder, and the record that says which of its files are as we left them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.write.contents import Contents

Stamp = tuple[int, int, int, int]
"""Size in bytes, time of the last write and of the last change in nanoseconds, inode: differs after every edit."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies in a folder, by POSIX path. `files` are all that aren't folders: symbolic links and devices too."""

    files: Mapping[str, Stamp]
    folders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Generation:
    """A folder, and the digest of each file in it that is as its record says. Without a record, `held` is empty."""

    tree: Tree
    held: Mapping[str, str]

    def is_exactly(self, contents: Contents) -> bool:
        """Whether the folder holds these contents and nothing else, as far as records and stamps can tell."""
        same_names = self.tree.files.keys() == contents.digests.keys() and self.tree.folders == contents.folders
        return same_names and self.held == contents.digests


EMPTY = Generation(Tree({}, frozenset()), {})


def generation_at(folder: Path, home: Path) -> Generation:
    """The generation in a folder; EMPTY if there is no such folder. `home` holds the records."""
    if not os.path.lexists(folder):
        return EMPTY
    tree = survey(folder)
    record = _load(record_path(folder, home))
    return Generation(tree, dict(_held(tree, record)))


def survey(folder: Path) -> Tree:
    """Everything in a folder, without following a symbolic link."""
    files: dict[str, Stamp] = {}
    folders: set[str] = set()
    waiting = [""]
    start = f"{folder}/"
    while waiting:
        prefix = waiting.pop()
        with os.scandir(start + prefix) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    waiting.append(f"{path}/")
                else:
                    files[path] = stamp(entry.stat(follow_symlinks=False))
    return Tree(files, frozenset(folders))


def stamp(status: os.stat_result) -> Stamp:
    """The stamp of a file whose status was asked."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def record_path(folder: Path, home: Path) -> Path:
    """Where the record of a folder lies. The name follows the folder's inode, so it stays true when folders swap."""
    return home / f"generation-{folder.lstat().st_ino}.json"


def save(stamps: Mapping[str, Stamp], digests: Mapping[str, str], record: Path) -> None:
    """Write the record of a finished generation, whole or not at all."""
    rows = {path: [digests[path], *stamps[path]] for path in sorted(digests)}
    draft = record.with_suffix(".new")
    draft.write_text(json.dumps(rows), encoding="utf-8", newline="\n")
    draft.replace(record)


def forget_all_but(record: Path | None, home: Path) -> None:
    """Remove the records of every folder except one."""
    for path in sorted(home.glob("generation-*")):
        if path != record:
            path.unlink()


def _load(record: Path) -> dict[str, object]:
    """A record's rows; none if it is missing or can't be read as one."""
    try:
        rows = json.loads(record.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return rows if isinstance(rows, dict) else {}


def _held(tree: Tree, record: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Path and digest of every file whose stamp is the recorded one."""
    for path, found in tree.files.items():
        match record.get(path):
            case [str(digest), *recorded] if recorded == list(found):
                yield path, digest
