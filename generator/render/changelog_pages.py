"""The list of all changes of a document in one language, the latest first; its twin, feeds and calendar beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Document
from generator.pages import OutputFile
from generator.render.banners import Banner, Tone
from generator.render.change_entries import AffectedSection, ChangeEntry, change_entries
from generator.render.change_twin import revision_plain, section_plain, summary_plain
from generator.render.compared import changes_folder, to_now
from generator.render.corrections import corrections_plain, mended
from generator.render.events import calendar_file
from generator.render.feeds import Feed, feed_files
from generator.render.formats import Interface
from generator.render.links import AS_PUBLISHED, ATOM, CALENDAR, FEEDS, JSON_FEED, TWIN, folder, relative
from generator.render.overview_pages import document_title, notice
from generator.render.press import Made, Press
from generator.render.redline_article import affected_sections
from generator.render.scene import Scene
from generator.render.shell import Face, Shell, shell
from generator.render.twin import Plain
from generator.render.twin import document as twin_document
from generator.render.version import Piece, status_words

JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """An entry with its addresses on the changelog's page; `redline` is empty where nothing was compared.

    `short_notice` is the sentence on it. `mended` shows what corrections changed, `as_published` leads to the text
    before them; both are empty where there is none.
    """

    entry: ChangeEntry
    anchor: str
    status: str
    published: str
    text: str
    redline: str
    more: tuple[Piece, ...]
    is_draft: bool
    short_notice: str
    mended: Markup
    as_published: str

    @property
    def sections(self) -> tuple[AffectedSection, ...]:
        """The sections that changed."""
        return self.entry.sections


@dataclass(frozen=True, slots=True)
class ChangelogPage:
    """All changes of a document. `formats` are the feeds, the calendar and the twin."""

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    language: str
    document: str
    changes: tuple[LoggedChange, ...]
    formats: tuple[Piece, ...]


def changelog_files(press: Press, document: Document, language: str) -> Made:
    """The changelog of a document in one language, with all that machines read beside it."""
    scene, here = press.scene, changes_folder(language, document)
    interface = press.interface(language)
    entries = change_entries(scene, document, language)
    title, title_language = document_title(scene, document, language)
    published = tuple(e for e in entries if not e.revision.is_draft and e.revision.text(language))
    feed = Feed(scene, document, language, published) if published else None
    view = ChangelogPage(
        shell=shell(scene, _face(scene, document, language, has_feed=feed is not None)),
        banners=copy_banners(scene, language),
        title=title,
        language=title_language,
        document=relative(here, folder(language, document.id)),
        changes=tuple(_logged(scene, document, language, entry) for entry in entries),
        formats=tuple(_formats(interface.t("Calendar"), has_feed=feed is not None)),
    )
    page = press.print("changelog", view, here)
    twin = OutputFile(here + TWIN, _twin(document, language, entries))
    machine_files = (*feed_files(feed), calendar_file(feed)) if feed else ()
    return Made((page, twin, *machine_files), view.shell.indexed())


def _face(scene: Scene, document: Document, language: str, *, has_feed: bool) -> Face:
    interface = scene.interfaces[language]
    title, _ = document_title(scene, document, language)
    same = tuple(name for name in scene.site.languages if scene.has_changelog(document, name))
    folders = {
        name: changes_folder(name, document) if name in same else folder(name, document.id)
        for name in scene.site.languages
    }
    twins = ((JSON_TYPE, TWIN), *(FEEDS if has_feed else ()))
    return Face(language, interface.t("{title}: changes", title=title), folders, same, twins=twins)


def copy_banners(scene: Scene, language: str) -> tuple[Banner, ...]:
    """On a copy, whose texts these are."""
    words = notice(scene, scene.interfaces[language])
    return (Banner("copy", Tone.WARNING, words),) if words else ()


def _formats(calendar: str, *, has_feed: bool) -> Iterator[Piece]:
    if has_feed:
        yield Piece("Atom", ATOM)
        yield Piece("JSON Feed", JSON_FEED)
        yield Piece(calendar, CALENDAR)
    yield Piece("JSON", TWIN)


def _logged(scene: Scene, document: Document, language: str, entry: ChangeEntry) -> LoggedChange:
    compared, revision, interface = entry.compared, entry.revision, scene.interfaces[language]
    here, found = changes_folder(language, document), mended(document, revision, interface)
    return LoggedChange(
        entry=entry,
        anchor=f"version--{revision.id}",
        status=status_words(scene.status(document, revision), interface),
        published=interface.date(revision.published) if revision.published else "",
        text=relative(here, entry.folder),
        redline=relative(here, compared.folder) if compared else "",
        more=tuple(_more(scene, document, language, entry)),
        is_draft=revision.is_draft,
        short_notice=_short_notice(entry, interface),
        mended=found.redline(f"corrected--{revision.id}--") if found else Markup(""),
        as_published=relative(here, f"{entry.folder}{AS_PUBLISHED}/") if found else "",
    )


def _short_notice(entry: ChangeEntry, interface: Interface) -> str:
    reason = entry.short_notice
    return interface.t("The notice was shorter than usual: {reason}", reason=reason) if reason else ""


def _more(scene: Scene, document: Document, language: str, entry: ChangeEntry) -> Iterator[Piece]:
    """The other views of the changes: in two languages, and against what applies."""
    interface, here = scene.interfaces[language], changes_folder(language, document)
    for other in entry.compared.languages if entry.compared else ():
        if other != language and entry.compared:
            name = interface.language_name(other)
            target = relative(here, f"{entry.compared.folder}{other}/")
            yield Piece(interface.t("Changes beside those in {language}", language=name), target)
    now = to_now(scene, document, entry.revision, language)
    if now:
        yield Piece(interface.t("compared with the current version"), relative(here, now))


def _twin(document: Document, language: str, entries: tuple[ChangeEntry, ...]) -> bytes:
    head: dict[str, Plain] = {"document": document.id, "edition": document.edition, "language": language}
    return twin_document(head, [], {"changes": [_plain(entry, language) for entry in entries]})


def _plain(entry: ChangeEntry, language: str) -> Plain:
    compared, revision = entry.compared, entry.revision
    own = revision_plain(revision)
    own.update({"held": revision.text(language) is not None, "note": revision.notes.get(language, "")})
    own.update({"short_notice": entry.short_notice, "corrections": corrections_plain(entry.corrections)})
    if compared:
        own["comparison"] = compared.comparison.name
        own.update(summary_plain(compared))
        own["sections"] = [section_plain(compared, section) for section in affected_sections(compared.changeset)]
        own["facts"] = [*entry.facts]
    return own
