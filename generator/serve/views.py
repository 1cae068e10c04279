"""What the templates of the preview get: every word and every choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.errors import Problem
from generator.render.banners import Banner
from generator.render.review_findings import ShownFinding, ShownQuestion
from generator.render.review_texts import ReviewedText


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the navigation; `language` is that of its words."""

    href: str
    words: str
    is_current: bool
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the preview has: `problems` say why the sources as they are now can't be shown."""

    title: str
    policy: str
    stylesheet: str
    icon: str
    problems: tuple[Problem, ...]
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on the start page; `note` says where its draft stands."""

    id: str
    title: str
    language: str
    note: str
    ways: tuple[Way, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StartPage:
    """All documents."""

    frame: Frame
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the check says of a document; `problems` why it could not be run. `missing` are findings on no section."""

    counts: Mapping[str, int]
    is_current: bool
    is_done: bool
    problems: tuple[Problem, ...]
    sections: tuple[str, ...]
    missing: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what was found in it.

    `html` and `heading` are written by the renderer, from escaped words only. `tag` is that of the heading, empty where
    `html` is the section as a whole. `mark` says where the languages did not change alike.
    """

    id: str
    name: str
    html: str
    heading: str = ""
    tag: str = ""
    level: str = ""
    mark: str = ""
    is_same: bool = False
    findings: tuple[ShownFinding, ...] = ()
    questions: tuple[ShownQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that follow each other; those that didn't change are folded under `summary`."""

    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft in one language, or what it changes; `note` says what it is compared with."""

    frame: Frame
    language: str
    direction: str
    title: str
    banners: tuple[Banner, ...]
    note: str
    summary: Summary
    groups: tuple[Group, ...]
    is_redline: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class BothPage:
    """The languages side by side."""

    frame: Frame
    language: str
    title: str
    banners: tuple[Banner, ...]
    summary: Summary
    texts: tuple[ReviewedText, ...]
