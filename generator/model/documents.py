"""Documents, their revisions and the site, and where a revision stands on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from generator.model.facts import Facts, OpenDecision
from generator.model.seals import Consequence, Correction, CorrectionKind, Seal
from generator.model.texts import Text


class Status(StrEnum):
    """Where a revision stands on a given day; computed, never stored."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    APPLICABLE = "applicable"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a copied text was taken from, with the sha256 of its bytes."""

    name: str
    sha256: str
    note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """A document as of a date.

    `id` is that date as ISO 8601 writes it ("2023-12-18", a second one on a day "2023-12-18.2"), or "draft".
    `effective` is None where the text states no day from which it applies. A draft has neither date. `seal` is None
    for a draft and for what isn't sealed yet. `short_notice` is the published reason for a notice shorter than usual.
    `earlier` are the same revision before each of its corrections that changed a file, as published first.
    """

    id: str
    published: date | None
    effective: date | None
    texts: tuple[Text, ...]
    facts: Facts
    notes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: date | None = None
    sources: tuple[SourceFile, ...] = ()
    seal: Seal | None = None
    corrections: tuple[Correction, ...] = ()
    earlier: tuple[Revision, ...] = ()
    short_notice: Mapping[str, str] = field(default_factory=dict)
    consequence: Consequence | None = None

    @property
    def corrected(self) -> Correction | None:
        """The last correction that readers see."""
        editorial = (one for one in reversed(self.corrections) if one.kind is CorrectionKind.EDITORIAL)
        return next(editorial, None)

    @property
    def last_seal(self) -> Seal | None:
        """The seal over the wording that is shown: the publication's, or that of the last change of a file."""
        seals = [one.seal for one in self.corrections if one.seal and one.kind is not CorrectionKind.WITHDRAWAL]
        return seals[-1] if seals else self.seal

    @property
    def is_draft(self) -> bool:
        """Whether this is the text that is being worked on."""
        return self.published is None

    @property
    def applies_from(self) -> date | None:
        """The first day that this revision can apply: the stated one, else the day of publication."""
        return self.effective or self.published

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that this revision is held in."""
        return tuple(text.language for text in self.texts)

    def text(self, language: str) -> Text | None:
        """The text in a language."""
        return next((text for text in self.texts if text.language == language), None)


@dataclass(frozen=True, slots=True)
class Prevailing:
    """The language that decides in case of conflict, and the section of the text that says so."""

    language: str
    section: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A policy that lives through time, in one edition.

    `revisions` are in order of publication and include those whose day is still to come; `draft` is None when
    the draft equals the latest revision. `history_complete` says whether the first revision held is the first
    there was. `notice_days` are whole days between publication and application; `author` is the role that writes.
    """

    id: str
    edition: str
    prevailing: Prevailing
    revisions: tuple[Revision, ...]
    draft: Revision | None
    draft_public: bool = False
    draft_is_proposal: bool = False
    history_complete: bool = True
    ended: date | None = None
    decisions: tuple[OpenDecision, ...] = ()
    notice_days: int = 0
    author: str = ""

    def public_revisions(self, today: date) -> tuple[Revision, ...]:
        """The revisions that readers may see on that day: those whose day of publication has come."""
        return tuple(r for r in self.revisions if r.published is not None and r.published <= today)

    def applicable(self, today: date) -> Revision | None:
        """The revision that applies on that day; the latest one that has begun and isn't withdrawn."""
        begun = [
            r
            for r in self.public_revisions(today)
            if r.applies_from is not None and r.applies_from <= today and not (r.withdrawn and r.withdrawn <= today)
        ]
        return max(begun, key=lambda r: (r.applies_from, r.published, r.id), default=None)


class Authority(StrEnum):
    """Whether this site is the publisher's own or holds copies."""

    PUBLISHER = "publisher"
    COPY = "copy"


class Extra(StrEnum):
    """What a site may have besides its pages and data; each needs software of its own."""

    SEARCH = "search"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Site:
    """What holds for the whole site. `base_url` ends with a slash; `extras` are what is made besides pages and data."""

    base_url: str
    time_zone: str
    authority: Authority
    publisher: Mapping[str, str]
    title: Mapping[str, str]
    languages: tuple[str, ...]
    extras: tuple[Extra, ...] = ()

    def without(self, *extras: Extra) -> Site:
        """The site without some of its extras."""
        return replace(self, extras=tuple(extra for extra in self.extras if extra not in extras))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that the source folder holds."""

    site: Site
    documents: tuple[Document, ...]


Stale = Mapping[tuple[str, str, str], Mapping[str, tuple[str, ...]]]
"""Sections of drafts that were confirmed against an older wording.

By document, language of the prevailing text and language of the translation: the ids of the sections, each with the
languages whose wording changed since.
"""


def status_of(document: Document, revision: Revision, site: Site, today: date) -> Status:
    """Where a revision stands on a day.

    On a site that only holds copies, the latest revision's present validity is not known here: `UNKNOWN`.
    """
    if revision.is_draft:
        return Status.DRAFT
    if revision.withdrawn and revision.withdrawn <= today:
        return Status.WITHDRAWN
    begins = revision.applies_from
    if begins is not None and begins > today:
        return Status.ANNOUNCED
    applicable = document.applicable(today)
    if applicable is None or applicable.id != revision.id:
        return Status.SUPERSEDED
    if document.ended and document.ended <= today:
        return Status.ENDED
    return Status.UNKNOWN if site.authority is Authority.COPY else Status.APPLICABLE
