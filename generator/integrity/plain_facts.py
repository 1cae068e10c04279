"""Facts as plain values, for JSON: durations as ISO 8601 writes them, undecided facts as their decision's id.

What is empty is left out, so that a kind of fact which a later release learns changes nothing in what is sealed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from generator.errors import Location
from generator.model import Duration, Facts, Undecided

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def facts_plain(facts: Facts) -> Plain:
    """Facts as plain values, in the order of their fields."""
    return _plain(facts)


def _plain(value: object) -> Plain:
    match value:
        case Undecided(decision=decision):
            return {"undecided": decision}
        case Enum(value=word) | Duration(iso=word):
            return str(word)
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_plain(part) for part in value]
        case Mapping():
            return {str(key): _plain(value[key]) for key in sorted(value)}
        case _ if is_dataclass(value):
            return {name: _plain(part) for name, part in _members(value)}
        case _:
            raise TypeError(f"no plain form of {value!r}")


def _members(value: object) -> Iterator[tuple[str, object]]:
    for member in fields(value):  # type: ignore[arg-type]
        part = getattr(value, member.name)
        if not isinstance(part, Location) and part not in ("", None, (), False, {}):
            yield member.name, part
