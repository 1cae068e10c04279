"""What a check was asked, as the words of its memory; and the answer to a call that asked the same before.

The words of a command line are read here before anything that costs time is imported. Whatever isn't plain is left
to the command line itself.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.review.remembered import Memory, Verdict, memory_of

_COMMAND = "check"
_ROOT = "-C"
_VALUED = {"--revision": "revision", "--fail-on": "fail_on", "--format": "output_format"}
_LISTED = {"--select": "select", "--ignore": "ignore"}
_FLAGS = {"-q": "quiet", "--quiet": "quiet", "-v": "verbose", "--verbose": "verbose"}
_FLAGS |= {"--all": "everything", "--strict": "strict"}
_JOBS = ("-j", "--jobs")
_AS_OF = "--as-of"


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the answer of a check depends on besides files and clock, as the command line says it."""

    root: str = "."
    as_of: str = ""
    quiet: bool = False
    verbose: bool = False
    output_format: str = "full"
    revision: str = ""
    everything: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    strict: bool = False
    colour: bool = field(kw_only=True)

    @property
    def question(self) -> str:
        """The question in one line; the folder as seen from here stands in some formats."""
        values = {name: getattr(self, name) for name in self.__slots__ if name != "root"}
        return json.dumps([os.path.realpath(self.root), os.path.relpath(self.root), values], sort_keys=True)

    def memory(self) -> Memory | None:
        """Where the answer is remembered; None where nothing can be. Raises ValueError for a day that is none."""
        as_of = date.fromisoformat(self.as_of) if self.as_of else None
        return memory_of(Path(self.root), self.question, as_of)


def recalled(words: Sequence[str], *, colour: bool) -> Verdict | None:
    """What a check with these words would say, if that is remembered and holds; None for any other call."""
    asked = parsed(words, colour=colour)
    try:
        memory = asked.memory() if asked else None
    except ValueError:
        return None
    return memory.recall() if memory else None


def parsed(words: Sequence[str], *, colour: bool) -> Asked | None:
    """A plain call of `check`; None for any other call, or one with options whose answer isn't remembered."""
    pairs = tuple(_pairs(words))
    names = [name for name, _ in pairs]
    if names.count(_COMMAND) != 1 or any(name != _ROOT for name in names[: names.index(_COMMAND)]):
        return None
    found = Asked(colour=colour)
    for name, value in pairs:
        changed = _told(found, name, value)
        if changed is None:
            return None
        found = replace(found, **changed)  # type: ignore[arg-type]
    return found


def _pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Options with their values, which are empty for flags and for what isn't there."""
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.partition("=")
        if equals and name.startswith("--"):
            yield name, value
        else:
            yield word, next(waiting, "") if word in (_ROOT, _AS_OF, *_VALUED, *_LISTED, *_JOBS) else ""


def _told(asked: Asked, name: str, value: str) -> Mapping[str, object] | None:
    """What an option says; None for one that is left to the command line."""
    if name in _FLAGS and not value:
        return {_FLAGS[name]: True}
    if name in _LISTED and value:
        key = _LISTED[name]
        return {key: (*getattr(asked, key), value)}
    if name in _VALUED and value:
        return {_VALUED[name]: value}
    if name == _ROOT and value:
        return {"root": value}
    return _told_besides(name, value)


def _told_besides(name: str, value: str) -> Mapping[str, object] | None:
    if name == _AS_OF and value:
        return {"as_of": value}
    is_nothing = name in _JOBS and value.isdecimal() and int(value) > 0
    return {} if is_nothing or (name == _COMMAND and not value) else None
