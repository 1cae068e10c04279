"""What the output folder is to hold: safe paths, digests, the marker. Nothing here touches a disk."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from generator.errors import Location, OutputError, Problem
from generator.pages import OutputFile

KEPT = ".gitkeep"
MARKER = ".polylex"
OWN_FILES = frozenset({KEPT, MARKER})

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_MARKER_LINE = re.compile(r"[0-9a-f]{64}  (.+)")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the site that isn't in memory, with the sha256 of its content.

    `is_spooled` says that the spool holds it; else the stage or the live site did already.
    """

    path: str
    digest: str
    is_spooled: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """All files of the output folder, our own two included, by path in sorted order; and every folder they need.

    A file is its content, or where that isn't in memory, whether the spool holds it.
    """

    files: Mapping[str, bytes | bool]
    digests: Mapping[str, str]
    folders: frozenset[str]


def contents_of(files: Iterable[OutputFile | StoredFile], target: Path) -> Contents:
    """The contents for some files. Raises OutputError that tells every unsafe or clashing path at once."""
    given = list(files)
    messages = [*_faults([file.path for file in given])]
    if messages:
        remedy = "this is a fault of the program or of a template: each file of a site needs a safe path of its own"
        raise OutputError(*(Problem(Location(str(target)), message, remedy) for message in messages))
    made = [*given, OutputFile(KEPT, b"")]
    digests = {file.path: _digest(file) for file in sorted(made, key=lambda file: file.path)}
    marker = OutputFile(MARKER, _marker(digests))
    digests[MARKER] = _digest(marker)
    contents = {
        file.path: file.is_spooled if isinstance(file, StoredFile) else file.content for file in (*made, marker)
    }
    return Contents(
        files={path: contents[path] for path in sorted(contents)},
        digests=digests,
        folders=frozenset(folder for path in contents for folder in _steps(path)[:-1]),
    )


def _digest(file: OutputFile | StoredFile) -> str:
    return file.digest if isinstance(file, StoredFile) else sha256(file.content).hexdigest()


def is_unsafe(path: str) -> bool:
    """Whether a path can be none of a site, whatever others there are."""
    return any(_faults_alone(path))


def listed_in(marker: bytes) -> frozenset[str] | None:
    """The paths that a marker lists; None if it isn't one of ours."""
    try:
        lines = marker.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    matches = [_MARKER_LINE.fullmatch(line) for line in lines]
    paths = frozenset(match[1] for match in matches if match)
    return paths if all(matches) else None


def _marker(digests: Mapping[str, str]) -> bytes:
    """The listing that `sha256sum --check .polylex` reads: digest and path, sorted by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in digests.items()).encode("utf-8")


def _faults(paths: list[str]) -> Iterator[str]:
    """Why these paths can't stand together in one folder, sorted by path; nothing if they can."""
    counts = Counter(paths)
    spelled: dict[str, str] = {}
    leaves = OWN_FILES | {_folded(path) for path in paths}
    for path in sorted(counts):
        yield from (f"the path {path!a} {fault}" for fault in _faults_alone(path))
        if counts[path] > 1:
            yield f"the path {path!a} stands for {counts[path]} files"
        yield from _clashes(path, spelled, leaves)


def _faults_alone(path: str) -> Iterator[str]:
    """What is wrong with one path, whatever others there are."""
    if path.startswith("/"):
        yield "is absolute"
    elif not {"", ".", ".."}.isdisjoint(path.split("/")):
        yield "has an empty part, '.' or '..'"
    if _UNSAFE.search(path):
        yield "has a backslash, a control character or half a character"
    if _folded(path) in OWN_FILES:
        yield "belongs to the writer"


def _clashes(path: str, spelled: dict[str, str], leaves: AbstractSet[str]) -> Iterator[str]:
    """Names that some file systems hold to be one, and files that are to be folders too; `spelled` learns of `path`."""
    for step in _steps(path):
        other = spelled.setdefault(_folded(step), step)
        if other != step:
            yield f"the paths {other!a} and {step!a} differ only in case or in the form of their characters"
        if step != path and _folded(step) in leaves:
            yield f"the path {step!a} is a file and the folder of {path!a}"


def _steps(path: str) -> list[str]:
    """The path with all its folders, outermost first: `a`, `a/b`, `a/b/c`."""
    return list(accumulate(path.split("/"), "{}/{}".format))


def _folded(path: str) -> str:
    """The path as a file system sees it that ignores case and normalises characters."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
