"""Pages that lead to the texts: the choice of language, a language's documents, a text not held, a page not found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.model import Document, Revision
from generator.render.formats import Interface
from generator.render.links import CHANGES, MISSING, ON, folder, relative
from generator.render.press import Made, Press
from generator.render.scene import Scene
from generator.render.shell import Face, Shell, own_name, root_shell, shell
from generator.render.version import (
    Piece,
    VersionEntry,
    application,
    days_title,
    edition_name,
    status_words,
    version_list,
    version_name,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A language to choose, in its own words."""

    language: str
    direction: str
    name: str
    href: str
    site_title: str
    notice: str
    missing: str


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """The choice of language; also the page for an address that leads nowhere."""

    shell: Shell
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document in a language's list.

    `language` is given where its title isn't in the page's language; `changes` is the address of the changelog, empty
    where there is none.
    """

    title: str
    language: str
    href: str
    status: str
    version: str
    published: str
    applies: str
    edition: str
    changes: str


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """The documents of the site in one language; `notice` says on a copy whose they are."""

    shell: Shell
    title: str
    notice: str
    documents: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text of the document in another language."""

    language: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class UnavailablePage:
    """A document's own page where no text can be shown: none applies, or none is held in this language.

    `days` leads to the page that says which version had which days, where there is one.
    """

    shell: Shell
    title: str
    language: str
    notice: str
    words: str
    texts: tuple[HeldText, ...]
    days: Piece | None
    versions: tuple[VersionEntry, ...]


def choice_page(press: Press) -> Made:
    """The site's first page."""
    view = ChoicePage(root_shell(press.scene, "", noindex=False), tuple(_choices(press.scene, "")))
    return Made((press.print("choice", view, ""),), view.shell.indexed())


def missing_page(press: Press) -> Made:
    """The page for an address that leads nowhere; a host shows it at any depth, so its links begin at the root."""
    base = urlsplit(press.scene.site.base_url).path or "/"
    view = ChoicePage(root_shell(press.scene, base, noindex=True), tuple(_choices(press.scene, base)))
    return Made((press.print("missing", view, "", MISSING),))


def documents_page(press: Press, language: str, entries: tuple[DocumentEntry, ...]) -> Made:
    """The documents in one language."""
    scene, interface = press.scene, press.interface(language)
    languages = scene.site.languages
    title = interface.local(scene.site.title)
    face = Face(language, title, {name: folder(name) for name in languages}, languages)
    view = DocumentsPage(shell(scene, face), title, notice(scene, interface), entries)
    return Made((press.print("documents", view, folder(language)),), view.shell.indexed())


def unavailable_page(press: Press, document: Document, language: str) -> Made:
    """A document's own page in a language that can't show its current text."""
    scene, interface = press.scene, press.interface(language)
    current = scene.current(document)
    title, title_language = document_title(scene, document, language)
    name = interface.language_name(language)
    words = interface.t("The text in {language} isn't held here.", language=name) if current else ""
    folders = {other: folder(other, document.id) for other in scene.site.languages}
    view = UnavailablePage(
        shell=shell(scene, Face(language, title, folders, (), noindex=True)),
        title=title,
        language=title_language,
        notice=notice(scene, interface),
        words=words or interface.t("No version of this document applies at present."),
        texts=tuple(_held(scene, document, current, language)) if current else (),
        days=Piece(days_title(scene, interface), folder(ON)) if scene.intervals(document) else None,
        versions=version_list(scene, document, language, None),
    )
    return Made((press.print("unavailable", view, folder(language, document.id)),))


def document_title(scene: Scene, document: Document, language: str) -> tuple[str, str]:
    """A document's title, in the wanted language where there is one, and the language that it is in, else empty."""
    current = scene.current(document)
    draft = scene.draft(document)
    versions = (*((current,) if current else ()), *reversed(scene.versions(document)), *((draft,) if draft else ()))
    for revision in versions:
        text = revision.text(language)
        if text:
            return text.title, ""
    texts = (text for revision in versions for text in scene.texts(revision))
    return next(((text.title, text.language) for text in texts), (document.id, ""))


def notice(scene: Scene, interface: Interface) -> str:
    """On a copy, whose texts these are; else empty."""
    if not scene.is_copy:
        return ""
    return interface.t(
        "Copies of texts published by {publisher}. This isn't its site. "
        "Whether the texts still apply isn't known here.",
        publisher=interface.local(scene.site.publisher),
    )


def has_page(scene: Scene, document: Document) -> bool:
    """Whether readers may know of a document."""
    return bool(scene.versions(document)) or scene.draft(document) is not None


def _choices(scene: Scene, base: str) -> Iterator[Choice]:
    for language, interface in scene.interfaces.items():
        yield Choice(
            language=language,
            direction=interface.direction,
            name=own_name(interface),
            href=base + folder(language),
            site_title=interface.local(scene.site.title),
            notice=notice(scene, interface),
            missing=interface.t("This page doesn't exist."),
        )


def document_entry(scene: Scene, document: Document, interface: Interface) -> DocumentEntry:
    """A document that readers may know of, in a language's list."""
    current = scene.current(document)
    title, language = document_title(scene, document, interface.language)
    status = status_words(scene.status(document, current), interface) if current else ""
    published = current.published if current else None
    return DocumentEntry(
        title=title,
        language=language,
        href=folder(document.id),
        status=status or interface.t("No version of this document applies at present."),
        version=version_name(current, interface) if current else "",
        published=interface.date(published) if published else "",
        applies=application(current, interface) if current else "",
        edition=edition_name(document, interface) if document.edition else "",
        changes=folder(document.id, CHANGES) if scene.has_changelog(document, interface.language) else "",
    )


def _held(scene: Scene, document: Document, current: Revision, language: str) -> Iterator[HeldText]:
    here = folder(language, document.id)
    for text in scene.texts(current):
        target = relative(here, folder(text.language, document.id))
        yield HeldText(text.language, own_name(scene.interfaces[text.language]), target)
