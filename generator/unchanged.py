"""Whether a build has anything to do: decided from what the file system says of the files, before the heavy imports.

After a build, a small JSON file in the folder of the stage remembers the call, the program, and the size, times and
place of every source and of every file of the site. The same call, while all of that is as it was and the day is the
same, has nothing to do. The memory is a convenience: whatever is wrong with it, the site is simply built.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import generator

_FILE = "built.json"
_OUTPUT = "site"
_SOURCES = ("content", "templates")
_MANIFEST = "site.yaml"
"""A file of the content folder that never is one document's own."""
_JOBS = ("-j", "--jobs")
_VALUED = {"-C": "root", "-o": "output", "--output": "output", "--as-of": "as_of"}
_QUIET = ("-q", "--quiet")
_EPOCH = "SOURCE_DATE_EPOCH"
PACKAGE = os.path.dirname(os.path.abspath(generator.__file__))
"""The folder of the program."""


@dataclass(frozen=True, slots=True)
class BuildCall:
    """A call of `build`: the site's folder, the output folder (empty: `site/` in it), and the day as it was typed."""

    root: str = "."
    output: str = ""
    as_of: str = ""
    quiet: bool = False

    @property
    def target(self) -> str:
        """The output folder, absolute, without symbolic links."""
        return os.path.realpath(self.output or os.path.join(self.root, _OUTPUT))

    @property
    def memory(self) -> str:
        """The file of the memory."""
        folder, name = os.path.split(self.target)
        return os.path.join(folder, f".polylex-{name}", _FILE)

    @property
    def question(self) -> list[str]:
        """What the answer depends on besides files and clock."""
        return [os.path.realpath(self.root), self.target, self.as_of, os.environ.get(_EPOCH, "")]

    @property
    def has_clock(self) -> bool:
        """Whether the clock says which day it is."""
        return not self.as_of and _EPOCH not in os.environ


def parsed(words: Sequence[str]) -> BuildCall | None:
    """A plain call of `build`; None for any other call, or one with options that ask for more."""
    found: dict[str, str] = {}
    quiet, is_build = False, False
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.partition("=")
        if word == "build" and not is_build:
            is_build = True
        elif word in _QUIET and is_build:
            quiet = True
        elif word in _JOBS and (count := next(waiting, "")).isdigit() and int(count):
            continue  # it changes no byte of the site
        elif word in _VALUED:
            found[_VALUED[word]] = next(waiting, "")
        elif equals and name in _VALUED and name.startswith("--"):
            found[_VALUED[name]] = value
        else:
            return None
    return BuildCall(**found, quiet=quiet) if is_build and all(found.values()) else None


# ---------------------------------------------------------------- what the file system says


class LinkError(Exception):
    """A symbolic link, behind which anything could change."""


def sources_state(call: BuildCall, themes: Sequence[str]) -> str:
    """A digest of all sources, of the templates in other folders, and of the program; empty if it can't be told."""
    root = os.path.realpath(call.root)
    folders = [os.path.join(root, name) for name in _SOURCES]
    return _state((*folders, *themes, PACKAGE), f"{generator.__version__} {sys.version}")


def output_state(call: BuildCall) -> str:
    """A digest of all files of the site; empty if it can't be told."""
    return _state((call.target,), "")


def _state(folders: Sequence[str], more: str) -> str:
    digest = hashlib.sha256(more.encode())
    try:
        for folder in folders:
            for path, stamp in stamps(folder):
                digest.update(f"{path} {stamp}\n".encode("utf-8", "surrogateescape"))
    except (OSError, LinkError):
        return ""
    return digest.hexdigest()


def stamps(folder: str) -> Iterator[tuple[str, str]]:
    """Each file and folder below a folder, by its path, with what changes whenever the file does.

    A folder that isn't there has none. Raises `LinkError` for a symbolic link.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except FileNotFoundError:
            entries = []
        yield here, ""
        for entry in entries:
            if entry.is_symlink():
                raise LinkError
            if entry.is_dir():
                if entry.name != "__pycache__":
                    waiting.append(entry.path)
            else:
                at = entry.stat()
                yield entry.path, f"{at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino}"


def owner(path: str) -> str:
    """The document whose own a file is by its path below the content folder, if there is such a document."""
    first, _, rest = path.partition("/")
    if rest:
        return rest.partition("/")[0]
    return "" if first == _MANIFEST else first.partition(".")[0]


# ---------------------------------------------------------------- remembering


@dataclass(frozen=True, slots=True)
class Built:
    """What is remembered of a build: the number of files, what it said besides, and from when until when it holds.

    `until` are seconds since 1970, the beginning of the day in the site's time zone and its end.
    """

    files: int
    notices: str
    until: tuple[float, float]
    themes: tuple[str, ...]


def remember(call: BuildCall, built: Built, sources: str) -> None:
    """Remember a build whose sources were in a state before they were read."""
    output = output_state(call)
    if not (sources and output and os.path.isdir(os.path.dirname(call.memory))):
        return
    held = {
        "question": call.question,
        "sources": sources,
        "output": output,
        "files": built.files,
        "notices": built.notices,
        "until": list(built.until),
        "themes": list(built.themes),
    }
    temporary = f"{call.memory}.{os.getpid()}"
    with suppress(OSError):
        with open(temporary, "w", encoding="utf-8") as file:
            json.dump(held, file)
        os.replace(temporary, call.memory)


def recall(call: BuildCall) -> Built | None:
    """The build that this call would repeat; None if there is anything to do."""
    try:
        if os.path.islink(call.memory):
            return None
        with open(call.memory, encoding="utf-8") as file:
            held = json.load(file)
        built = Built(int(held["files"]), str(held["notices"]), tuple(held["until"]), tuple(held["themes"]))
        is_same = held["question"] == call.question and (not call.has_clock or _is_today(built))
        if is_same and held["sources"] == sources_state(call, built.themes) and held["output"] == output_state(call):
            return built
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return None


def _is_today(built: Built) -> bool:
    first, end = built.until
    return first <= time.time() < end


def told(call: BuildCall, built: Built) -> str:
    """What a build with nothing to do says."""
    return f"The site is in {shown(call.target)} ({built.files} files, nothing changed).\n"


def shown(path: str) -> str:
    """A folder as short as it can be said from here."""
    here = os.path.realpath(".")
    inside = path.startswith(here.rstrip("/") + "/")
    return f"{os.path.relpath(path, here)}/" if inside else path
