"""What pages are made of: the corpus on one day, and one text of it as the subject of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from generator.compare.comparisons import DocumentComparisons
from generator.model import (
    Authority,
    Corpus,
    Correction,
    Document,
    Extra,
    Origin,
    Revision,
    Site,
    Stale,
    Status,
    Text,
    status_of,
)
from generator.render.formats import Interface
from generator.render.forms import FormCache
from generator.render.history import History
from generator.render.intervals import Interval, intervals
from generator.render.links import AS_PUBLISHED, DRAFT, folder, relative
from generator.render.terms_view import BodyMarks


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where a document stands on the day: what readers may see of it, and what applies.

    `positions` are places in `versions`, `successors` the revisions that took another one's place; both by id.
    `intervals` say which version has which days.
    """

    versions: tuple[Revision, ...]
    applicable: Revision | None
    statuses: Mapping[str, Status]
    positions: Mapping[str, int]
    successors: Mapping[str, Revision]
    intervals: tuple[Interval, ...]


def timeline(document: Document, site: Site, today: date) -> Timeline:
    """Work out once what every page of a document asks for."""
    versions = document.public_revisions(today)
    statuses = {revision.id: status_of(document, revision, site, today) for revision in versions}
    begun = sorted((r for r in versions if r.applies_from is not None and r.applies_from <= today), key=_order)
    return Timeline(
        versions=versions,
        applicable=document.applicable(today),
        statuses=statuses,
        positions={revision.id: position for position, revision in enumerate(versions)},
        successors={old.id: new for old, new in pairwise(begun)},
        intervals=intervals(document, today),
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """The corpus on a day, with the interface of each language, and the timeline of each document.

    `comparisons` holds, by document, what changed between its revisions; `histories` tells the same from the view of
    the sections, by document and language. A document that isn't in them has no pages of changes. `marks` adds to the
    words of sections what isn't one: links to definitions, labels of cells. `stale` holds, by document and by the
    languages of the prevailing text and the translation, the sections of the draft that were confirmed against an
    older wording, each with the languages that changed since.
    """

    corpus: Corpus
    today: date
    interfaces: Mapping[str, Interface]
    forms: FormCache
    timelines: Mapping[str, Timeline]
    comparisons: Mapping[str, DocumentComparisons] = field(default_factory=dict)
    histories: Mapping[tuple[str, str], History] = field(default_factory=dict)
    marks: BodyMarks = field(default_factory=BodyMarks)
    stale: Stale = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """What holds for the whole site."""
        return self.corpus.site

    @property
    def is_copy(self) -> bool:
        """Whether the texts are somebody else's."""
        return self.site.authority is Authority.COPY

    @property
    def has_search(self) -> bool:
        """Whether the texts can be searched."""
        return Extra.SEARCH in self.site.extras

    def status(self, document: Document, revision: Revision) -> Status:
        """Where a revision stands on the day."""
        return Status.DRAFT if revision.is_draft else self.timelines[document.id].statuses[revision.id]

    def versions(self, document: Document) -> tuple[Revision, ...]:
        """The revisions that readers may see."""
        return self.timelines[document.id].versions

    def applicable(self, document: Document) -> Revision | None:
        """The revision that applies."""
        return self.timelines[document.id].applicable

    def intervals(self, document: Document) -> tuple[Interval, ...]:
        """Which version has which days, oldest first."""
        return self.timelines[document.id].intervals

    def corrected(self, document: Document, revision: Revision) -> Correction | None:
        """The last correction of a published revision that readers are told of, whichever of its wordings this is."""
        timeline = self.timelines[document.id]
        position = timeline.positions.get(revision.id)
        return None if position is None else timeline.versions[position].corrected

    def announced(self, document: Document) -> tuple[Revision, ...]:
        """The revisions whose day of application is still to come, in order of publication."""
        return tuple(r for r in self.versions(document) if self.status(document, r) is Status.ANNOUNCED)

    def neighbours(self, document: Document, revision: Revision) -> tuple[tuple[Revision, ...], tuple[Revision, ...]]:
        """The versions published just before and just after one: none or one each."""
        timeline = self.timelines[document.id]
        position = timeline.positions[revision.id]
        return timeline.versions[max(position - 1, 0) : position], timeline.versions[position + 1 : position + 2]

    def successor(self, document: Document, revision: Revision) -> Revision | None:
        """The revision that took a superseded one's place."""
        return self.timelines[document.id].successors.get(revision.id)

    def draft(self, document: Document) -> Revision | None:
        """The draft, where readers may see it."""
        return document.draft if document.draft_public else None

    def current(self, document: Document) -> Revision | None:
        """The revision that applies; on a copy, the latest one held."""
        applicable = self.applicable(document)
        versions = self.versions(document)
        return versions[-1] if applicable is None and self.is_copy and versions else applicable

    def has_changelog(self, document: Document, language: str) -> bool:
        """Whether the changes of a document are told in a language: it is compared, and held in it."""
        draft = self.draft(document)
        shown = (*self.versions(document), *((draft,) if draft else ()))
        return document.id in self.comparisons and any(revision.text(language) for revision in shown)

    def history(self, document: Document, language: str) -> History:
        """When the sections of a document changed in a language."""
        return self.histories.get((document.id, language)) or History()

    def texts(self, revision: Revision) -> Iterator[Text]:
        """The texts of a revision in the site's languages, in the site's order."""
        for language in self.site.languages:
            text = revision.text(language)
            if text is not None:
                yield text


@dataclass(frozen=True, slots=True)
class Subject:
    """One text on one page; `leaf` is the last part of the page's folder, empty for a document's own page."""

    scene: Scene
    document: Document
    revision: Revision
    text: Text
    leaf: str

    @property
    def interface(self) -> Interface:
        """The interface of the text's language."""
        return self.scene.interfaces[self.text.language]

    @property
    def folder(self) -> str:
        """The folder of the page."""
        return folder(self.text.language, self.document.id, self.leaf)

    @property
    def is_as_published(self) -> bool:
        """Whether this is the wording that a correction replaced."""
        return self.leaf.endswith(f"/{AS_PUBLISHED}")

    @property
    def own_folder(self) -> str:
        """The folder that holds this wording's own page and twins; also where another page shows it."""
        leaf = self.leaf if self.is_as_published else DRAFT if self.revision.is_draft else self.revision.id
        return folder(self.text.language, self.document.id, leaf)

    @property
    def revision_folder(self) -> str:
        """The folder of the revision as it stands now, in this language."""
        return folder(self.text.language, self.document.id, self.revision.id)

    @property
    def content(self) -> bytes:
        """What a reader gets of this text, in the form that seals are taken of."""
        return self.scene.forms.contents.content(self.document.id, self.revision, self.text)

    @property
    def content_digest(self) -> str:
        """The sha256 of the content."""
        return self.scene.forms.contents.digest(self.document.id, self.revision, self.text)

    @property
    def status(self) -> Status:
        """Where the revision stands on the day."""
        return self.scene.status(self.document, self.revision)

    @property
    def publisher(self) -> str:
        """The publisher's name in the page's language."""
        return self.interface.local(self.scene.site.publisher)

    @property
    def is_prevailing(self) -> bool:
        """Whether this is the language that decides in case of conflict."""
        return self.text.language == self.document.prevailing.language

    @property
    def prevailing_text(self) -> Text | None:
        """The text held in the prevailing language."""
        return self.revision.text(self.document.prevailing.language)

    @property
    def clause_number(self) -> str:
        """The number of the section that says which language prevails; empty where it has none."""
        section = self.text.section(self.document.prevailing.section)
        return ".".join(str(part) for part in section.number) if section else ""

    @property
    def clause_href(self) -> str:
        """The address on this page of the words that say which language prevails; empty where there are none."""
        prevailing = self.document.prevailing
        target = prevailing.block or prevailing.section
        return f"#{target}" if target and self.text.section(prevailing.section) else ""

    @property
    def source_language(self) -> str:
        """The language of the official text that an unofficial one was made from; empty where none is held."""
        versions = self.scene.versions(self.document)
        bases = (self.revision, *versions[-1:]) if self.revision.is_draft else (self.revision,)
        official = [text.language for base in bases for text in base.texts if text.origin is Origin.OFFICIAL]
        return next((language for language in official if language != self.text.language), "")

    def counterpart(self, language: str) -> str:
        """The folder of the same page in another language, or of the document where that text isn't held."""
        held = self.revision.text(language) is not None
        return folder(language, self.document.id, self.leaf if held else "")

    def link(self, target: str) -> str:
        """The address of another page as this one writes it."""
        return relative(self.folder, target)

    def version_folder(self, revision: Revision) -> str:
        """The folder of a revision in this language, or in the first one that it is held in."""
        languages = [text.language for text in self.scene.texts(revision)]
        language = self.text.language if self.text.language in languages else (languages or [self.text.language])[0]
        return folder(language, self.document.id, revision.id)


def last_day(revision: Revision, successor: Revision) -> date | None:
    """The last day of a revision that another one followed; None where the texts don't state both their days."""
    if revision.effective is None or successor.effective is None:
        return None
    last = successor.effective - timedelta(days=1)
    return last if last >= revision.effective else None


def _order(revision: Revision) -> tuple[date, date, str]:
    published = revision.published or date.max
    return (revision.effective or published, published, revision.id)
