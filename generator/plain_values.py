"""Frozen values as plain ones that JSON knows, and back by their types: what is read is equal to what was written."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import TypeVar, cast

from generator.compare import Span

T = TypeVar("T")
Reader = Callable[[object], object]
_LATE = {"Span": Span}
"""Types whose modules aren't imported where they are named."""


def plain(value: object) -> object:
    """A value as dictionaries, lists, words, numbers and None."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [plain(held) for held in value]
    return [plain(getattr(value, one.name)) for one in fields(cast("typing.Any", value))]


def restored(kind: type[T], value: object) -> T:
    """The value of a dataclass that `plain` made plain. Raises ValueError or TypeError for what it never makes."""
    return cast("T", _reader(cast("object", kind))(value))


@cache
def _reader(kind: object) -> Reader:
    """The function that reads values of a type."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _tuple(_reader(arguments[0]))
    if origin is not None:
        return _mapping(_reader(arguments[1]))
    if kind is date:
        return lambda value: date.fromisoformat(str(value))
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return lambda value: members[cast("str", value)]
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record(cast("type", kind))
    return lambda value: value


def _optional(arguments: tuple[object, ...]) -> Reader:
    (inner,) = (_reader(argument) for argument in arguments if argument is not type(None))
    return lambda value: None if value is None else inner(value)


def _tuple(inner: Reader) -> Reader:
    return lambda value: tuple([inner(held) for held in cast("list[object]", value)])


def _mapping(inner: Reader) -> Reader:
    return lambda value: {key: inner(held) for key, held in cast("dict[str, object]", value).items()}


def _record(kind: type) -> Reader:
    hints = typing.get_type_hints(kind, localns=_LATE)
    names = getattr(kind, "_fields", None) or tuple(one.name for one in fields(kind))
    readers = tuple(_reader(hints[name]) for name in names)

    def read(value: object) -> object:
        held = zip(readers, cast("list[object]", value), strict=True)
        return kind(*[reader(one) for reader, one in held])

    return read
