"""What goes into rendering and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.model import Stale, Text
from generator.pages import OutputFile
from generator.source.terms import TermBase

NO_TERMS = TermBase()


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """The day that statuses are told for, the theme folders, the first that holds a file wins, and the term base.

    `stale` are the sections of drafts that were confirmed against an older wording, as `Scene` has them.
    """

    today: date
    templates: tuple[Path, ...]
    terms: TermBase = NO_TERMS
    stale: Stale = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fragment:
    """The HTML of one section of a text; `heading` and `body` stand word for word, in this order, on its page."""

    section: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class RenderedText:
    """A text and the page that shows it, for the proof that no word is lost.

    Elements with the attribute `data-generated` hold words that aren't in the source: numbers and labels.
    """

    path: str
    document: str
    revision: str
    text: Text
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class RenderedSite:
    """All files of a site in order of their paths, and the texts that they show."""

    files: tuple[OutputFile, ...]
    texts: tuple[RenderedText, ...]
