"""The wording of one revision in one language, as a flat sequence of sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.errors import Location
from generator.model.blocks import Block, Place
from generator.model.inlines import Inline
from generator.model.wording import Wording


class Level(StrEnum):
    """What a section is: the words before the first article, an article, or a clause of one."""

    PREAMBLE = "preamble"
    ARTICLE = "article"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of one text, numbered and with its references filled in.

    `number` is (3,) for article 3, (3, 1) for clause 3.1 and () for an unnumbered part or the preamble;
    `label` is the number as the revision's pattern writes it ("Article 3 –", "3.1."). `parent` is the id of a
    clause's article. `source` is the section's own text, line for line, beginning at `location`.
    """

    id: str
    level: Level
    number: tuple[int, ...]
    label: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    location: Location
    source: str
    parent: str = ""

    def locate(self, place: Place) -> Location:
        """The place in its file."""
        if place.path:
            return Location(place.path, place.line, place.column)
        return Location(self.location.path, self.location.line + place.line - 1, place.column)


class Origin(StrEnum):
    """Whether the publisher issued this wording, or somebody else made it."""

    OFFICIAL = "official"
    UNOFFICIAL = "unofficial"


@dataclass(frozen=True, slots=True)
class Text:
    """The wording of one revision in one language.

    `date_line` is the sentence with the publication date as the revision's own pattern words it, empty where
    there is none. `path` is the Markdown file and `wording_path` the YAML file beside it.
    """

    language: str
    origin: Origin
    title: str
    date_line: str
    sections: tuple[Section, ...]
    wording: Wording
    path: str
    wording_path: str
    source: str
    title_line: int = 1

    def section(self, section_id: str) -> Section | None:
        """The section with this id."""
        return next((section for section in self.sections if section.id == section_id), None)
