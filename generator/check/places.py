"""Exact places: the line and column where words of a block stand in their source file.

A block knows where it begins; its words are looked for from there in the source lines, across line ends, up to the
end of the section. Words that Markdown writes otherwise (emphasis inside, escapes) are found by their first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.align.nodes import Node
from generator.errors import Location
from generator.model import Passage, Text

MAX_LINES = 60
"""Lines after a block's beginning in which its words are looked for."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file, or what is known of it; `offset` characters of it stand before `text`."""

    text: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """The source lines of one text, by path and number."""

    lines: Mapping[tuple[str, int], _Line]

    @classmethod
    def of(cls, text: Text) -> Places:
        """All lines of the Markdown file and of the passages of wording."""
        found = {(text.path, n): _Line(line) for n, line in enumerate(text.source.split("\n"), 1)}
        for passage in _passages(text):
            place = passage.location
            for n, line in enumerate(passage.source.rstrip("\n").split("\n")):
                found[place.path, place.line + n] = _Line(line, place.column - 1)
        return cls(found)

    def line(self, location: Location) -> str:
        """The source line at a place, empty where it isn't known."""
        found = self.lines.get((location.path, location.line))
        return found.text if found else ""

    def find(self, node: Node, words: str, occurrence: int = 0) -> Location:
        """Where words stand in a node; `occurrence` counts those before it in the node from 0.

        Falls back on the node's own place, so it always answers.
        """
        start = node.location
        spots = self._joined(start)
        for wanted in (words, words.partition(" ")[0]):
            if not wanted.strip():
                continue
            pattern = _pattern(wanted)
            found = list(self._matches(spots, pattern, occurrence + 1))
            if found:
                return found[min(occurrence, len(found) - 1)]
        return start

    def occurrence(self, start: Location, words: str, place: Location) -> int:
        """How often words stand between a beginning and a place in the same file."""
        before = [
            text if at.line < place.line else text[: max(0, place.column - at.column)]
            for at, text in self._joined(start)
            if at.line <= place.line
        ]
        return occurrence_of("\n".join(before), words, len("\n".join(before)))

    def _joined(self, start: Location) -> list[tuple[Location, str]]:
        """The source from a place on, line by line."""
        lines: list[tuple[Location, str]] = []
        for n in range(start.line, start.line + MAX_LINES):
            line = self.lines.get((start.path, n))
            if line is None:
                break
            skip = max(0, start.column - 1 - line.offset) if n == start.line else 0
            lines.append((Location(start.path, n, line.offset + skip + 1), line.text[skip:]))
        return lines

    def _matches(self, lines: list[tuple[Location, str]], pattern: re.Pattern[str], most: int) -> Iterator[Location]:
        joined = "\n".join(text for _, text in lines)
        for count, match in enumerate(pattern.finditer(joined)):
            if count >= most:
                return
            before = joined[: match.start()]
            place, _ = lines[before.count("\n")]
            yield Location(place.path, place.line, place.column + len(before) - (before.rfind("\n") + 1))


def _passages(text: Text) -> Iterator[Passage]:
    yield from text.wording.categories.values()
    yield from text.wording.contacts.values()


def _pattern(words: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in words.split())
    before = r"(?<![0-9])" if words[:1].isdigit() else ""
    after = r"(?![0-9])" if words[-1:].isdigit() else ""
    return re.compile(before + r"\s+".join(parts) + after)


def occurrence_of(text: str, words: str, offset: int) -> int:
    """How often words stand in a text before an offset."""
    return len(list(_pattern(words).finditer(text[:offset]))) if words.strip() else 0


_EXCERPT = 160


def excerpt(text: str) -> str:
    """Words as a finding quotes them: on one line, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= _EXCERPT:
        return flat
    return flat[:_EXCERPT].rpartition(" ")[0] + " …"
