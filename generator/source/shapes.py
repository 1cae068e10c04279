"""What a YAML value must look like: each shape reads a node into a value, and describes itself as JSON Schema.

Because one declaration serves both, an editor that checks against the schema and the program that reads the file
never disagree. A shape raises `InputError` with every problem below it, not only the first.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from generator.errors import InputError, Location, Problem
from generator.model import Duration
from generator.source import yaml_tree
from generator.source.yaml_tree import Node, Scalar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, object]

ID_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
MAX_ID = 60
MAX_ENTRIES = 1_000
"""Entries of one list, or fields of one set; five hundred revisions are far below this."""

RESERVED = frozenset(
    ["aux", "con", "nul", "prn", "constructor", "prototype"]
    + [f"{device}{digit}" for device in ("com", "lpt") for digit in range(1, 10)],
)
"""Names that some file systems or scripts give a meaning of their own."""

_MAX_NAMED = 30
_ID = re.compile(ID_PATTERN)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DURATION = re.compile(r"P(?=[0-9])(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""A language tag (BCP 47): a language, a script, a region."""


class Shape(Protocol[T_co]):
    """Reads a node into a value, and describes itself."""

    def read(self, node: Node) -> T_co:
        """The value; raises `InputError`."""

    def schema(self) -> Schema:
        """The shape as JSON Schema (draft 2020-12)."""


def problem(location: Location, message: str, remedy: str) -> InputError:
    """An `InputError` with one problem."""
    return InputError(Problem(location, message, remedy))


def shown(text: str) -> str:
    """A value as a message quotes it: its beginning, in quotes, on one line."""
    return repr(text if len(text) <= MAX_ID else f"{text[:MAX_ID]}…")


def nearest(word: str, known: tuple[str, ...], likeness: float = 0.6) -> str:
    """A question that offers the most similar known word, or names the known words; `likeness` from 0 to 1."""
    matches = difflib.get_close_matches(word[: 2 * MAX_ID], known, n=1, cutoff=likeness)
    if matches:
        return f"Did you mean {matches[0]!r}?"
    if not known:
        return "None is known here."
    more = ", …" if len(known) > _MAX_NAMED else ""
    return f"Known here: {', '.join(known[:_MAX_NAMED])}{more}."


def id_remedy(text: str) -> str:
    """Why a word can't be an id; empty if it can."""
    if text in RESERVED:
        return f"{text!r} has a meaning of its own on some systems; choose another."
    if len(text) > MAX_ID:
        return f"An id has at most {MAX_ID} characters."
    if not _ID.fullmatch(text):
        return "An id is lower-case letters, digits and single hyphens, and begins with a letter."
    return ""


def _kind(node: Node) -> str:
    match node:
        case Scalar():
            return "a single value"
        case yaml_tree.Sequence():
            return "a list"
        case _:
            return "a set of fields"


def _bounded(node: Node, count: int) -> None:
    if count > MAX_ENTRIES:
        message = f"{count:,} entries stand here; at most {MAX_ENTRIES:,} are read"
        raise problem(node.location, message, "Check that this is the right file.")


def _scalar(node: Node, wanted: str) -> Scalar:
    if not isinstance(node, Scalar):
        raise problem(node.location, f"{wanted} is expected here, not {_kind(node)}", f"Write {wanted}.")
    return node


@dataclass(frozen=True, slots=True)
class Words:
    """Words on one line, not empty. With `empty`, they may be missing."""

    empty: bool = False

    def read(self, node: Node) -> str:
        """The words, without white space around them."""
        scalar = _scalar(node, "text")
        text = scalar.text.strip()
        if not text and not self.empty:
            raise problem(scalar.location, "text is expected here, but it is empty", "Write the words.")
        if "\n" in text:
            raise problem(scalar.location, "these words must stand on one line", "Join the lines.")
        return text

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"} if self.empty else {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Block:
    """Words in a literal block (`|`), kept with their place so that lines and columns stay exact."""

    def read(self, node: Node) -> Scalar:
        """The scalar itself."""
        scalar = _scalar(node, "a literal block")
        if not scalar.literal:
            message = "this text must stand in a literal block, so that every line and column is exact"
            raise problem(scalar.location, message, "Write `text: |` and the words indented below it.")
        if not scalar.text.strip():
            raise problem(scalar.location, "the block is empty", "Write the words, or delete the entry.")
        return scalar

    def schema(self) -> Schema:
        """A string; that it is a literal block can't be said in JSON Schema."""
        return {"type": "string", "minLength": 1, "description": "In a literal block (|)."}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A string of a given form; `name` says what it is in messages ("a sha256")."""

    name: str
    expression: str
    hint: str

    def read(self, node: Node) -> str:
        """The string."""
        scalar = _scalar(node, self.name)
        if not re.fullmatch(self.expression, scalar.text):
            raise problem(scalar.location, f"{shown(scalar.text)} is not {self.name}", self.hint)
        return scalar.text

    def schema(self) -> Schema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^({self.expression})$"}


@dataclass(frozen=True, slots=True)
class Id:
    """A stable id."""

    def read(self, node: Node) -> str:
        """The id."""
        scalar = _scalar(node, "an id")
        remedy = id_remedy(scalar.text)
        if remedy:
            raise problem(scalar.location, f"{shown(scalar.text)} can't be an id", remedy)
        return scalar.text

    def schema(self) -> Schema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{ID_PATTERN}$", "maxLength": MAX_ID}


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag (BCP 47): `fr`, `nl`, `pt-BR`."""

    def read(self, node: Node) -> str:
        """The tag."""
        scalar = _scalar(node, "a language")
        if not LANGUAGE.fullmatch(scalar.text):
            message = f"{shown(scalar.text)} is not a language tag"
            raise problem(scalar.location, message, "Write it like `fr` or `pt-BR`.")
        return scalar.text

    def schema(self) -> Schema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{LANGUAGE.pattern}$"}


@dataclass(frozen=True)
class Choice(Generic[T]):
    """One of some words, each with the value that it stands for."""

    values: Mapping[str, T]

    def read(self, node: Node) -> T:
        """The value of the word."""
        known = tuple(self.values)
        scalar = _scalar(node, f"one of {', '.join(known)}")
        if scalar.text not in self.values:
            raise problem(scalar.location, f"{shown(scalar.text)} is not known here", nearest(scalar.text, known))
        return self.values[scalar.text]

    def schema(self) -> Schema:
        """An enumeration; words that editors read as booleans are offered as such too."""
        booleans: list[object] = [{"true": True, "false": False}[w] for w in self.values if w in ("true", "false")]
        return {"enum": booleans or list(self.values)}


def flag() -> Choice[bool]:
    """Yes or no, written `true` or `false`."""
    return Choice({"true": True, "false": False})


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, `YYYY-MM-DD`."""

    def read(self, node: Node) -> date:
        """The day."""
        scalar = _scalar(node, "a day")
        match = _DAY.fullmatch(scalar.text)
        if not match:
            remedy = "Write it as YYYY-MM-DD, like 2023-12-18."
            raise problem(scalar.location, f"{shown(scalar.text)} is not a day", remedy)
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            message = f"{scalar.text} is not a day of the calendar"
            raise problem(scalar.location, message, "Check month and day.") from None

    def schema(self) -> Schema:
        """A string in the format of a date."""
        return {"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"}


@dataclass(frozen=True, slots=True)
class Period:
    """A duration of the calendar in ISO 8601's form: `P24M`, `P14D`, `P1Y6M`."""

    def read(self, node: Node) -> Duration:
        """The duration."""
        scalar = _scalar(node, "a duration")
        match = _DURATION.fullmatch(scalar.text)
        if not match:
            remedy = "Write it like P24M (months), P14D (days), P2W (weeks) or P1Y (years)."
            raise problem(scalar.location, f"{shown(scalar.text)} is not a duration", remedy)
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        if not (years or months or weeks or days):
            raise problem(scalar.location, f"{scalar.text} is no time at all", "Write how long, like P24M.")
        return Duration(scalar.text, years, months, weeks, days)

    def schema(self) -> Schema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{_DURATION.pattern}$"}


@dataclass(frozen=True)
class Either(Generic[T]):
    """A word that stands for a value, or else another shape (`effective: not-stated`, or a day)."""

    words: Mapping[str, T]
    other: Shape[T]

    def read(self, node: Node) -> T:
        """The value of the word, or what the other shape reads."""
        if isinstance(node, Scalar) and node.text in self.words:
            return self.words[node.text]
        return self.other.read(node)

    def schema(self) -> Schema:
        """Any of the two."""
        return {"anyOf": [{"enum": list(self.words)}, self.other.schema()]}


@dataclass(frozen=True)
class FieldsOr(Generic[T]):
    """Fields if the node has fields, else another shape."""

    fields: Shape[T]
    other: Shape[T]

    def read(self, node: Node) -> T:
        """What the fitting shape reads."""
        return self.fields.read(node) if isinstance(node, yaml_tree.Mapping) else self.other.read(node)

    def schema(self) -> Schema:
        """Any of the two."""
        return {"anyOf": [self.fields.schema(), self.other.schema()]}


@dataclass(frozen=True)
class Converted(Generic[T]):
    """A shape whose value is turned into another."""

    shape: Shape[object]
    convert: Callable[..., T]

    def read(self, node: Node) -> T:
        """The converted value."""
        return self.convert(self.shape.read(node))

    def schema(self) -> Schema:
        """The inner shape's."""
        return self.shape.schema()


@dataclass(frozen=True)
class ListOf(Generic[T]):
    """A list, in the order of the file; with `unique`, nothing stands in it twice."""

    shape: Shape[T]
    unique: bool = False
    least: int = 0

    def read(self, node: Node) -> tuple[T, ...]:
        """The values."""
        if not isinstance(node, yaml_tree.Sequence):
            raise problem(node.location, f"a list is expected here, not {_kind(node)}", "Write `[a, b]` or `- a`.")
        _bounded(node, len(node.items))
        if len(node.items) < self.least:
            least = "one entry" if self.least == 1 else f"{self.least} entries"
            raise problem(node.location, f"this list has too few entries; at least {least} must stand here", "Add one.")
        values: list[T] = []
        problems: list[Problem] = []
        for item in node.items:
            try:
                value = self.shape.read(item)
            except InputError as error:
                problems += error.problems
                continue
            if self.unique and value in values:
                problems.append(Problem(item.location, f"{value} stands in this list twice", "Delete one of them."))
            values.append(value)
        if problems:
            raise InputError(*problems)
        return tuple(values)

    def schema(self) -> Schema:
        """An array."""
        return {"type": "array", "items": self.shape.schema(), "uniqueItems": self.unique, "minItems": self.least}


@dataclass(frozen=True)
class MapOf(Generic[T]):
    """Names, and a value for each, in the order of the file."""

    shape: Shape[T]
    keys: Shape[str] = field(default_factory=Id)

    def read(self, node: Node) -> Mapping[str, T]:
        """The values by name."""
        return MappingProxyType({key.text: value for key, value in self.entries(node)})

    def entries(self, node: Node) -> list[tuple[Scalar, T]]:
        """The values with their keys' places."""
        if not isinstance(node, yaml_tree.Mapping):
            raise problem(node.location, f"names with values are expected here, not {_kind(node)}", "Write `name: …`.")
        _bounded(node, len(node.entries))
        entries: list[tuple[Scalar, T]] = []
        problems: list[Problem] = []
        for key, value in node.entries:
            try:
                self.keys.read(key)
                entries.append((key, self.shape.read(value)))
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(*problems)
        return entries

    def schema(self) -> Schema:
        """An object with free names."""
        return {
            "type": "object",
            "propertyNames": self.keys.schema(),
            "additionalProperties": self.shape.schema(),
        }


@dataclass(frozen=True)
class Records(Generic[T]):
    """Ids with fields, built into records that know their id and place, in the order of the file."""

    shape: Shape[Callable[[str, Location], T]]

    def read(self, node: Node) -> tuple[T, ...]:
        """The records."""
        return tuple(build(key.text, key.location) for key, build in MapOf(self.shape).entries(node))

    def schema(self) -> Schema:
        """An object with free names."""
        return MapOf(self.shape).schema()


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its shape, whether it must stand there, and what it is for (shown by editors)."""

    shape: Shape[object]
    about: str
    required: bool = False


@dataclass(frozen=True)
class Fields(Generic[T]):
    """A fixed set of fields, built into a value; fields that are missing are left to the value's defaults."""

    build: Callable[..., T]
    fields: Mapping[str, Field]

    def read(self, node: Node) -> T:
        """The built value."""
        if not isinstance(node, yaml_tree.Mapping):
            remedy = f"Known fields: {', '.join(self.fields)}."
            raise problem(node.location, f"fields are expected here, not {_kind(node)}", remedy)
        _bounded(node, len(node.entries))
        values: dict[str, object] = {}
        problems: list[Problem] = []
        for key, value in node.entries:
            try:
                values[key.text] = self._field(key).shape.read(value)
            except InputError as error:
                problems += error.problems
        problems += self._missing(node)
        if problems:
            raise InputError(*problems)
        return self.build(**values)

    def _missing(self, node: yaml_tree.Mapping) -> list[Problem]:
        """The needed fields that aren't there, but for those whose name is only misspelt."""
        names = tuple(self.fields)
        present = {key.text for key, _ in node.entries}
        meant = {match for word in present - set(names) for match in difflib.get_close_matches(word, names, 1)}
        return [
            Problem(node.location, f"the field {name!r} is missing", f"Add it: {known.about}.")
            for name, known in self.fields.items()
            if known.required and name not in present | meant
        ]

    def _field(self, key: Scalar) -> Field:
        known = self.fields.get(key.text)
        if known is None:
            remedy = nearest(key.text, tuple(self.fields))
            raise problem(key.location, f"the field {shown(key.text)} is not known", remedy)
        return known

    def schema(self) -> Schema:
        """An object with these properties and no others."""
        properties = {name: {**known.shape.schema(), "description": known.about} for name, known in self.fields.items()}
        required = [name for name, known in self.fields.items() if known.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
