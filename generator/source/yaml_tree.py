"""YAML as a tree of strings with places: no tags, anchors, aliases, guesses or surprises.

Reading goes event by event, so depth and size are limited before anything is built, and every scalar stays the
characters that the author wrote: `no` is a word and `1.10` keeps its zero. What a scalar means is decided by the
shape that it must have (`shapes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from generator.errors import InputError, Location, Problem
from generator.source.files import oddity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.source.files import SourceText

MAX_DEPTH = 20
MAX_NODES = 50_000

_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_UNCLOSED = ("while scanning a quoted scalar", "while parsing a flow sequence", "while parsing a flow mapping")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string; `line` and `column` are where its characters begin, `literal` says that it is a `|` block."""

    text: str
    location: Location
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    location: Location


Node = Scalar | Sequence | Mapping


def parse_yaml(source: SourceText) -> Node:
    """The one document of a YAML file; raise `InputError` for all that YAML can do and a policy must not."""
    loader = _LOADER(source.text)
    try:
        return _Builder(source).build(_events(loader))
    except yaml.MarkedYAMLError as error:
        raise _told(source, error) from None
    except yaml.reader.ReaderError as error:
        raise _error(source, 1, 1, f"not valid YAML: {error.reason}", "Save the file as plain UTF-8.") from None
    finally:
        loader.dispose()


def _events(loader: yaml.BaseLoader | yaml.CBaseLoader) -> Iterator[yaml.Event]:
    while loader.check_event():
        event = loader.get_event()
        if event is not None:
            yield event


def _told(source: SourceText, error: yaml.MarkedYAMLError) -> InputError:
    """The parser's complaint; of what is never closed, at the place where it begins."""
    is_unclosed = error.context in _UNCLOSED
    mark = (error.context_mark if is_unclosed else error.problem_mark) or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = ", ".join(part for part in (error.context if is_unclosed else "", error.problem) if part)
    return _error(source, line, column, f"not valid YAML: {reason}", _yaml_remedy(source, line))


def _yaml_remedy(source: SourceText, line: int) -> str:
    text = source.lines[line - 1] if 0 < line <= len(source.lines) else ""
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return "Indent with spaces; YAML knows no tabs."
    return "Put text with a colon, a quote or a # in a literal block (`key: |`), or in quotes."


def _error(source: SourceText, line: int, column: int, message: str, remedy: str) -> InputError:
    return InputError(Problem(Location(source.path, line, column), message, remedy))


class _Builder:
    """Builds the tree bottom-up from events, on a stack of its own."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.lines = source.lines
        self.stack: list[tuple[Location, bool, list[Node]]] = []
        self.root: Node | None = None
        self.count = 0

    def build(self, events: Iterator[yaml.Event]) -> Node:
        for event in events:
            self._take(event)
        if self.root is None:
            raise _error(self.source, 1, 1, "the file is empty", "Write its fields, or delete it.")
        return self.root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent() if self.root is not None:
                self._refuse(event, "a second document begins here", "Keep one document a file; delete the `---`.")
            case yaml.AliasEvent():
                self._refuse(event, f"the alias *{event.anchor} is not allowed", "Write the value out.")
            case yaml.ScalarEvent():
                self._refuse_extras(event)
                self._add(self._scalar(event))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_extras(event)
                self._open(event)
            case yaml.MappingEndEvent():
                location, _, nodes = self.stack.pop()
                self._add(self._mapping(location, nodes))
            case yaml.SequenceEndEvent():
                location, _, nodes = self.stack.pop()
                self._add(Sequence(tuple(nodes), location))

    def _refuse(self, event: yaml.Event, message: str, remedy: str) -> None:
        place = self._location(event)
        raise _error(self.source, place.line, place.column, message, remedy)

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            self._refuse(event, f"the anchor &{event.anchor} is not allowed", "Write values out where they stand.")
        if event.tag not in (None, "!"):
            self._refuse(event, f"the tag {event.tag} is not allowed", "Delete it; values are read as text.")
        self.count += 1
        if self.count > MAX_NODES:
            self._refuse(event, f"more than {MAX_NODES:,} values", "Check that this is the right file.")

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} levels deep", "Check the brackets and the indentation.")
        self.stack.append((self._location(event), isinstance(event, yaml.MappingStartEvent), []))

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return Location(self.source.path, line + 1, column + 1)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        place = self._location(event)
        if event.style != "|":
            odd = oddity(event.value) if event.style == '"' else ""
            if odd:
                self._refuse(event, odd, "Delete it; here it is written as a code that begins with `\\`.")
            quote = 1 if event.style in ("'", '"') else 0
            return Scalar(event.value, Location(place.path, place.line, place.column + quote))
        return Scalar(event.value, self._literal_start(event.value, place), literal=True)

    def _literal_start(self, value: str, place: Location) -> Location:
        """Where the first line of a literal block has its first character; `place` is that of its `|`."""
        skipped, words = next(((n, line) for n, line in enumerate(value.split("\n")) if line.strip()), (0, ""))
        number = place.line + skipped
        written = self.lines[number] if number < len(self.lines) else ""
        column = _indent(written) - _indent(words) + 1
        return Location(place.path, place.line + 1, column)

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][2].append(node)
        else:
            self.root = node

    def _mapping(self, location: Location, nodes: list[Node]) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Location] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                place = key.location
                raise _error(self.source, place.line, place.column, "a key must be a word", "Write `key: value`.")
            if key.text in seen:
                message = f"the key {key.text!r} stands here for the second time (first in line {seen[key.text].line})"
                place = key.location
                raise _error(self.source, place.line, place.column, message, "Delete or rename one of the two.")
            seen[key.text] = key.location
            entries.append((key, value))
        return Mapping(tuple(entries), location)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def place_of(node: Node, *keys: str) -> Location:
    """The place of a value, found by the keys that lead to it; where one is missing, the place above it."""
    for key in keys:
        entries = node.entries if isinstance(node, Mapping) else ()
        inner = next((value for name, value in entries if name.text == key), None)
        if inner is None:
            break
        node = inner
    return node.location
