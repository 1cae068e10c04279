"""Which text applied on a day: all days of a document as intervals, answered for one day by a script where it runs.

Every sentence names its days, so it stays true while nobody builds the site. On a copy none claims application.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from generator.model import Document, Revision
from generator.pages import OutputFile
from generator.render.banners import Banner
from generator.render.changelog_pages import copy_banners
from generator.render.compared import step_to
from generator.render.intervals import Interval, State, without_days
from generator.render.links import ON, ON_DAY_SCRIPT, TWIN, folder, relative
from generator.render.overview_pages import document_title
from generator.render.press import Made, Press
from generator.render.scene import Scene
from generator.render.shell import Face, Shell, shell
from generator.render.twin import NOT_STATED, Plain
from generator.render.twin import document as twin_document
from generator.render.version import Piece, days_title, version_name


@dataclass(frozen=True, slots=True)
class DaysEntry:
    """An interval in words. `first` and `end` are ISO dates, empty where there is no bound; `end` is no day of it.

    `text` names the version and leads to it, or says what there was instead; `condition` is what could still change.
    """

    anchor: str
    first: str
    end: str
    period: str
    text: Piece
    condition: str
    notes: tuple[str, ...]
    redline: str


@dataclass(frozen=True, slots=True)
class OnDayPage:
    """All days of a document, the latest first; `others` are versions that have no day of their own."""

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    document: str
    language: str
    href: str
    zone: str
    zone_words: str
    entries: tuple[DaysEntry, ...]
    others: tuple[Piece, ...]


def has_days(scene: Scene, document: Document) -> bool:
    """Whether a document has a version that readers may know of."""
    return bool(scene.intervals(document))


def on_day_files(press: Press, document: Document, language: str) -> Made:
    """The page of days in one language, and its twin."""
    scene, days = press.scene, _Days(press.scene, document, language)
    title, title_language = document_title(scene, document, language)
    found = scene.intervals(document)
    view = OnDayPage(
        shell=shell(scene, days.face(title)),
        banners=copy_banners(scene, language),
        title=days_title(scene, days.interface),
        document=title,
        language=title_language,
        href=relative(days.here, folder(language, document.id)),
        zone=scene.site.time_zone,
        zone_words=days.interface.t("All days are those of the time zone {zone}.", zone=scene.site.time_zone),
        entries=tuple(days.entry(interval) for interval in reversed(found)),
        others=tuple(days.other(revision) for revision in without_days(document, scene.today, found)),
    )
    page = press.print("on", view, days.here)
    return Made((page, OutputFile(days.here + TWIN, days.twin(found))), view.shell.indexed())


class _Days:
    """Puts the intervals of one document into the words of one language."""

    def __init__(self, scene: Scene, document: Document, language: str) -> None:
        self.scene, self.document = scene, document
        self.interface = scene.interfaces[language]
        self.here = folder(language, document.id, ON)
        self._t, self._date = self.interface.t, self.interface.date

    def face(self, title: str) -> Face:
        """The page in each language."""
        languages = self.scene.site.languages
        folders = {name: folder(name, self.document.id, ON) for name in languages}
        name = f"{title}: {days_title(self.scene, self.interface)}"
        twins = (("application/json", TWIN),)
        return Face(self.interface.language, name, folders, languages, twins=twins, script=ON_DAY_SCRIPT)

    def entry(self, interval: Interval) -> DaysEntry:
        """An interval in words."""
        revision = interval.revision
        return DaysEntry(
            anchor=f"from--{interval.first}" if interval.first else "before",
            first=interval.first.isoformat() if interval.first else "",
            end=interval.end.isoformat() if interval.end else "",
            period=self._period(interval),
            text=self._version(revision) if revision else Piece(self._absence(interval.state)),
            condition=self._condition(interval),
            notes=tuple(self._notes(revision)) if revision else (),
            redline=self._redline(interval),
        )

    def other(self, revision: Revision) -> Piece:
        """A version, and the way to it."""
        held = [text.language for text in self.scene.texts(revision)]
        language = self.interface.language if self.interface.language in held or not held else held[0]
        target = relative(self.here, folder(language, self.document.id, revision.id))
        return Piece(version_name(revision, self.interface), target)

    def _version(self, revision: Revision) -> Piece:
        """A version in a sentence."""
        piece = self.other(revision)
        if self.scene.is_copy:
            words = self._t("the latest version held here, that of {version}", version=piece.text)
        else:
            words = self._t("the version of {version}", version=piece.text)
        return replace(piece, text=words)

    def _period(self, interval: Interval) -> str:
        first, end = interval.first, interval.end
        last = self._date(end - timedelta(days=1)) if end else ""
        if first is None:
            return self._t("Until {last} inclusive", last=last)
        if end is None:
            return self._t("From {first} on", first=self._date(first))
        if interval.last == first:
            return self._t("On {date}", date=self._date(first))
        return self._t("From {first} until {last} inclusive", first=self._date(first), last=last)

    def _absence(self, state: State) -> str:
        """What there was where there was no version."""
        match state:
            case State.ENDED:
                return self._t("the document has ended")
            case State.BEFORE if self.document.history_complete:
                return self._t("nothing was published here yet")
            case State.BEFORE:
                return self._t("not held here; earlier versions may exist")
            case _ if self.scene.is_copy:
                return self._t("not known here")
            case _:
                return self._t("no applicable version")

    def _condition(self, interval: Interval) -> str:
        if interval.revision and interval.first and interval.first > self.scene.today:
            return self._t("unless another one is published before")
        return ""

    def _notes(self, revision: Revision) -> Iterator[str]:
        if revision.effective is None and revision.published:
            published = self._date(revision.published)
            yield self._t("Published on {date}; the text states no date of application.", date=published)
        elif self.scene.is_copy and revision.published and revision.effective:
            published, effective = self._date(revision.published), self._date(revision.effective)
            yield self._t(
                "Published on {published}; by its own words it applies from {effective}.",
                published=published,
                effective=effective,
            )
        if revision.withdrawn and revision.withdrawn <= self.scene.today:
            yield self._t("Withdrawn on {date}.", date=self._date(revision.withdrawn))

    def _redline(self, interval: Interval) -> str:
        """The way to what an announced version changes."""
        if not self._condition(interval) or interval.revision is None:
            return ""
        step = step_to(self.scene, self.document, interval.revision, self.interface.language)
        return relative(self.here, step) if step else ""

    # ------------------------------------------------------------ for machines

    def twin(self, found: tuple[Interval, ...]) -> bytes:
        """The intervals as data, oldest first."""
        site = self.scene.site
        head: dict[str, Plain] = {
            "document": self.document.id,
            "edition": self.document.edition,
            "language": self.interface.language,
            "authority": site.authority.value,
            "time_zone": site.time_zone,
            "history": "complete" if self.document.history_complete else "incomplete",
        }
        return twin_document(head, [], {"intervals": [self._plain(interval) for interval in found]})

    def _plain(self, interval: Interval) -> Plain:
        revision = interval.revision
        plain: dict[str, Plain] = {
            "first": interval.first.isoformat() if interval.first else None,
            "end": interval.end.isoformat() if interval.end else None,
            "state": self._word(interval),
        }
        if revision and revision.published:
            plain["revision"] = revision.id
            plain["published"] = revision.published.isoformat()
            plain["effective"] = revision.effective.isoformat() if revision.effective else NOT_STATED
        return plain

    def _word(self, interval: Interval) -> str:
        match interval.state:
            case State.VERSION if self.scene.is_copy:
                return "latest-held"
            case State.BEFORE:
                return "nothing-published" if self.document.history_complete else "not-held"
            case State.NONE:
                return "not-known" if self.scene.is_copy else "none-applies"
            case State.VERSION:
                return "applies" if interval.revision and interval.revision.effective else "not-stated"
            case State.ENDED:
                return "ended"
