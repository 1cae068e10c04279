"""The characters of the files that findings stand in, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.review.judged import Judged
from generator.source.files import read_again

_HELD = 32
"""Files whose characters are held at once: a report goes from file to file."""


@dataclass(frozen=True)
class SiteSources(Mapping[str, str]):
    """Files of a site by their paths; what can't be read any more raises InputError."""

    root: Path
    paths: tuple[str, ...]
    _held: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, path: str) -> str:
        if path not in self.paths:
            raise KeyError(path)
        if path not in self._held:
            if len(self._held) >= _HELD:
                self._held.pop(next(iter(self._held)))
            self._held[path] = read_again(self.root, path)
        return self._held[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def paths_of(judged: Iterable[Judged]) -> tuple[str, ...]:
    """The files that findings stand in, and those of their counterparts."""
    findings = [one.finding for one in judged]
    here = {finding.location.path for finding in findings}
    there = {finding.counterpart.location.path for finding in findings if finding.counterpart}
    return tuple(sorted(here | there))
