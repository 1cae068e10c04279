"""The version box: which version this is, where it stands, and the way to the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Document, Origin, Revision, Status
from generator.render.catalog import msgid
from generator.render.compared import changes_folder, step_to, to_now
from generator.render.corrections import told_corrections
from generator.render.formats import Interface
from generator.render.links import CHAIN, CONTENT, DATA, ON, PLAIN, SUMS, TWIN, folder
from generator.render.paper import has_papers, paper_path
from generator.render.scene import Scene, Subject

VERSIONS = "page--versions"  # no id of an author holds two hyphens

STATUS_WORDS = {
    Status.DRAFT: msgid("draft"),
    Status.ANNOUNCED: msgid("announced"),
    Status.APPLICABLE: msgid("applicable"),
    Status.SUPERSEDED: msgid("superseded"),
    Status.WITHDRAWN: msgid("withdrawn"),
    Status.ENDED: msgid("ended"),
    Status.UNKNOWN: msgid("latest version held here"),
}
PASSING = (Status.ANNOUNCED, Status.APPLICABLE, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the box, a link where `href` is given; `language` where they aren't in the page's own."""

    text: str
    href: str = ""
    language: str = ""
    note: str = ""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A term and what is said of it."""

    term: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class VersionBox:
    """What a reader looks for first, and what stands behind "more"."""

    rows: tuple[BoxRow, ...]
    more: tuple[BoxRow, ...]


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A version in the list of all of them."""

    name: str
    href: str
    status: str
    applies: str
    is_this: bool


def version_box(subject: Subject) -> VersionBox:
    """The box of a text page."""
    rows = (*_dates(subject), *_told(subject), *_ways(subject))
    more = (*_origin(subject), *_digests(subject), *_formats(subject))
    return VersionBox(tuple(row for row in rows if row.pieces), tuple(row for row in more if row.pieces))


def version_list(scene: Scene, document: Document, language: str, here: Revision | None) -> tuple[VersionEntry, ...]:
    """All versions that readers may see, the latest first, as the document's own page lists them."""
    interface = scene.interfaces[language]
    draft = scene.draft(document)
    revisions = (*((draft,) if draft else ()), *reversed(scene.versions(document)))
    return tuple(
        VersionEntry(
            name=version_name(revision, interface),
            href=_entry_href(scene, document, revision, language),
            status=status_words(scene.status(document, revision), interface),
            applies=application(revision, interface),
            is_this=revision is here,
        )
        for revision in revisions
    )


def version_name(revision: Revision, interface: Interface) -> str:
    """What a version is called: its day of publication; a second one of a day has its count."""
    if revision.published is None:
        return interface.t("Draft")
    _, _, count = revision.id.partition(".")
    name = interface.date(revision.published)
    return f"{name} ({count})" if count else name


def status_words(status: Status, interface: Interface) -> str:
    """A status in words."""
    return interface.t(STATUS_WORDS[status])


def application(revision: Revision, interface: Interface) -> str:
    """From when a version applies, in words; empty for a draft."""
    if revision.is_draft:
        return ""
    if revision.effective is None:
        return interface.t("The text states no date of application.")
    return interface.t("from {date}", date=interface.date(revision.effective))


def edition_name(document: Document, interface: Interface) -> str:
    """The country of an edition."""
    return interface.territory(document.edition)


def _entry_href(scene: Scene, document: Document, revision: Revision, language: str) -> str:
    """Relative to the document's own page."""
    if revision.text(language):
        return folder(revision.id)
    other = next((text.language for text in scene.texts(revision)), language)
    return f"../../{folder(other, document.id, revision.id)}"


def _dates(subject: Subject) -> Iterator[BoxRow]:
    interface, revision = subject.interface, subject.revision
    t = interface.t
    note = t("as published") if subject.is_as_published else ""
    yield BoxRow(t("This version"), (Piece(version_name(revision, interface), note=note),))
    yield BoxRow(t("Status"), (Piece(status_words(subject.status, interface), note=_as_of(subject)),))
    if revision.published:
        yield BoxRow(t("Published"), (Piece(interface.date(revision.published)),))
        yield BoxRow(t("Application"), (Piece(application(revision, interface)),))
    yield BoxRow(t("Edition"), (Piece(edition_name(subject.document, interface)),) if subject.document.edition else ())


def _as_of(subject: Subject) -> str:
    """The day that a status is told for, where the status can pass."""
    day = subject.interface.date(subject.scene.today)
    return subject.interface.t("as of {date}", date=day) if subject.status in PASSING else ""


def dated_status(subject: Subject) -> str:
    """A text's status in words, with the day that it is told for."""
    words, day = status_words(subject.status, subject.interface), _as_of(subject)
    return f"{words} ({day})" if day else words


def _told(subject: Subject) -> Iterator[BoxRow]:
    """What the publisher tells of the publication itself: a short notice, and corrections."""
    t, revision = subject.interface.t, subject.revision
    reason = revision.short_notice.get(subject.text.language, "")
    words = t("The notice was shorter than usual: {reason}", reason=reason)
    yield BoxRow(t("Notice given"), (Piece(words),) if reason else ())
    told = told_corrections(revision, subject.interface)
    lines = tuple(t("{name}: {value}", name=one.name, value=one.note) for one in told)
    yield BoxRow(t("Corrections"), tuple(Piece(line) for line in lines))


def _ways(subject: Subject) -> Iterator[BoxRow]:
    t = subject.interface.t
    yield BoxRow(t("Languages"), tuple(_languages(subject)))
    if subject.revision.is_draft:
        yield BoxRow(t("Latest version"), _version(subject, subject.scene.versions(subject.document)[-1:]))
    else:
        before, after = subject.scene.neighbours(subject.document, subject.revision)
        yield BoxRow(t("Previous version"), _version(subject, before))
        yield BoxRow(t("Next version"), _version(subject, after))
    home = subject.link(folder(subject.text.language, subject.document.id)) if subject.leaf else ""
    yield BoxRow(t("All versions"), (Piece(t("List of versions"), f"{home}#{VERSIONS}"), *_days(subject)))
    yield BoxRow(t("Changes"), tuple(_changes(subject)))
    yield BoxRow(t("Download"), (Piece("PDF", subject.link(paper_path(subject))),) if has_papers(subject.scene) else ())


def _days(subject: Subject) -> Iterator[Piece]:
    """The way to the page that says which version had which days."""
    if subject.scene.intervals(subject.document):
        target = subject.link(folder(subject.text.language, subject.document.id, ON))
        yield Piece(days_title(subject.scene, subject.interface), target)


def days_title(scene: Scene, interface: Interface) -> str:
    """What the page of days is called; on a copy it claims no application."""
    if scene.is_copy:
        return interface.t("Which version was the latest on a given day?")
    return interface.t("Which text applied on a given day?")


def _changes(subject: Subject) -> Iterator[Piece]:
    """The ways to what changed: with this version, since it, and all."""
    scene, document, language, t = subject.scene, subject.document, subject.text.language, subject.interface.t
    step = step_to(scene, document, subject.revision, language)
    if step:
        yield Piece(t("compared with the version before"), subject.link(step))
    now = to_now(scene, document, subject.revision, language)
    if now:
        yield Piece(t("compared with the current version"), subject.link(now))
    if scene.has_changelog(document, language):
        yield Piece(t("all changes"), subject.link(changes_folder(language, document)))


def _languages(subject: Subject) -> Iterator[Piece]:
    for text in subject.scene.texts(subject.revision):
        interface = subject.scene.interfaces[text.language]
        name = interface.language_name(text.language)
        here = text.language == subject.text.language
        href = "" if here else subject.link(subject.counterpart(text.language))
        language = "" if here else text.language
        yield Piece(name, href, language, origin_words(text.origin, subject) if not subject.revision.is_draft else "")
    yield from () if subject.is_as_published else _beside(subject)


def _beside(subject: Subject) -> Iterator[Piece]:
    """The ways to the pages with two languages side by side."""
    own, interface = subject.text.language, subject.interface
    for text in subject.scene.texts(subject.revision):
        if text.language != own:
            names = interface.language_list((own, text.language))
            words = interface.t("Side by side: {languages}", languages=names)
            yield Piece(words, subject.link(f"{subject.own_folder}{text.language}/"))


def origin_words(origin: Origin, subject: Subject) -> str:
    """Whether the publisher issued a wording, in words."""
    t = subject.interface.t
    return t("official") if origin is Origin.OFFICIAL else t("unofficial")


def _version(subject: Subject, revisions: tuple[Revision, ...]) -> tuple[Piece, ...]:
    return tuple(
        Piece(version_name(revision, subject.interface), subject.link(subject.version_folder(revision)))
        for revision in revisions
    )


def _origin(subject: Subject) -> Iterator[BoxRow]:
    interface, revision = subject.interface, subject.revision
    t = interface.t
    if not revision.is_draft:
        issued = t("Issued by {publisher}", publisher=subject.publisher)
        words = issued if subject.text.origin is Origin.OFFICIAL else t("Not issued by the publisher")
        yield BoxRow(t("Origin of this wording"), (Piece(words),))
    note = revision.notes.get(subject.text.language, "")
    yield BoxRow(t("Note on this version"), (Piece(note),) if note else ())
    for source in revision.sources:
        note = source.note.get(subject.text.language, "")
        pieces = (Piece(source.name, is_code=True), Piece(f"SHA-256 {source.sha256}", is_code=True))
        yield BoxRow(t("Source file"), (*pieces, Piece(note)) if note else pieces)


def _digests(subject: Subject) -> Iterator[BoxRow]:
    """What the text can be known again by, and the seal over it where there is one."""
    t, seal = subject.interface.t, subject.revision.last_seal
    if not subject.revision.is_draft:
        yield BoxRow(t("SHA-256 of the content"), (Piece(subject.content_digest, is_code=True),))
    if seal:
        chain = subject.link(folder(subject.text.language, subject.document.id) + CHAIN)
        number = Piece(t("number {number} in the chain", number=seal.number), chain)
        yield BoxRow(t("Seal"), (number, Piece(seal.digest, is_code=True)))


def _formats(subject: Subject) -> Iterator[BoxRow]:
    t, revision, base = subject.interface.t, subject.revision, subject.own_folder
    pieces = [Piece("JSON", subject.link(base + TWIN))]
    if not revision.is_draft:
        pieces.append(Piece(t("plain text"), subject.link(base + PLAIN)))
        pieces.append(Piece(t("content under the digest"), subject.link(base + CONTENT)))
        pieces.append(Piece(t("checksums"), subject.link(base + SUMS)))
    yield BoxRow(t("Data formats"), tuple(pieces))
    if revision.facts.categories and revision is subject.scene.current(subject.document):
        target = subject.link(folder(subject.text.language, subject.document.id, DATA))
        yield BoxRow(t("Overview"), (Piece(t("Categories of data in a table"), target),))
