"""What stays from one reading of a site to the next, for a process that reads it again and again.

A value is made again only if one of the values that it was made of is another object than before. So an edit of one
text makes that text anew, and every other one is the very same object as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from operator import is_
from pathlib import Path
from typing import TypeVar, cast

from generator.source.files import SourceText, read_source
from generator.source.parsed import Parser
from generator.source.resolve import Resolver

T = TypeVar("T")
Stamp = tuple[int, ...]

_TEXTS = 500
"""After how many new texts, at least, the parsed sections of all earlier ones are let go."""


@dataclass(slots=True)
class Kept:
    """Sources and what was made of them; new and empty, it makes a reading neither quicker nor different."""

    resolver: Resolver = field(default_factory=lambda: Resolver(Parser()))
    _sources: dict[str, tuple[Stamp, SourceText]] = field(default_factory=dict)
    _values: dict[Hashable, tuple[tuple[object, ...], object]] = field(default_factory=dict)
    _used: set[Hashable] = field(default_factory=set)
    _made: int = 0

    def source(self, root: Path, relative: str) -> SourceText:
        """A file's characters; read again if size, times or place of the file are others than before."""
        stamp = _stamp(root / relative)
        self._used.add(relative)
        held = self._sources.get(relative)
        if held and stamp and held[0] == stamp:
            return held[1]
        read = read_source(root, relative)
        source = held[1] if held and held[1].text == read.text else read
        self._sources[relative] = (stamp, source)
        return source

    def once(self, key: Hashable, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` returned when it was last called for this key, if the parts are the same objects as then."""
        self._used.add(key)
        held = self._values.get(key)
        if held and len(held[0]) == len(parts) and all(map(is_, held[0], parts)):
            return cast("T", held[1])
        value = make()
        self._values[key] = (parts, value)
        self._made += 1
        return value

    def forget(self, paths: Iterable[str]) -> None:
        """Read these files again, whatever the file system says of them."""
        for path in paths:
            if path in self._sources:
                self._sources[path] = ((), self._sources[path][1])

    def sweep(self) -> None:
        """Let go of what the reading that has just succeeded did not ask for."""
        self._sources = {path: held for path, held in self._sources.items() if path in self._used}
        self._values = {key: held for key, held in self._values.items() if key in self._used}
        self._used = set()
        if self._made > max(_TEXTS, 2 * len(self._values)):
            self.resolver, self._made = Resolver(Parser()), 0


def _stamp(path: Path) -> Stamp:
    """What the file system says of a file; empty where it says nothing."""
    try:
        entry = path.stat()
    except (OSError, RuntimeError, ValueError):
        return ()
    return (entry.st_dev, entry.st_ino, entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns)
