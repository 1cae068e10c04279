"""The page that searches the texts of one language, and what it is told of each of them.

A text is found on one page only. For the text that applies (on a copy: the latest held) that is the document's own
page: it is the address that readers know, and should somebody keep a result, it will lead to what applies then. Any
other text is found at the address of its revision, or of the draft.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.render.links import SEARCH, SEARCH_SCRIPT, folder
from generator.render.overview_pages import DocumentEntry, notice
from generator.render.press import Made, Press
from generator.render.scene import Subject
from generator.render.shell import Face, Shell, shell
from generator.render.version import status_words, version_name


@dataclass(frozen=True, slots=True)
class Searched:
    """What a result says of the text that it was found in. `is_current` texts are the only ones by default."""

    title: str
    version: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The page; without a script it leads to the documents."""

    shell: Shell
    notice: str
    documents: tuple[DocumentEntry, ...]


def searched(subject: Subject) -> Searched | None:
    """What a result says of the text on this page; None where the search doesn't find it here."""
    scene = subject.scene
    current = scene.current(subject.document)
    is_current = current is not None and current.id == subject.revision.id
    if not scene.has_search or subject.is_as_published or (subject.leaf and is_current):
        return None
    return Searched(subject.text.title, _version(subject), is_current)


def search_page(press: Press, language: str, entries: tuple[DocumentEntry, ...]) -> Made:
    """The page in one language; `entries` are those of the list of documents, one folder higher."""
    scene, interface = press.scene, press.interface(language)
    here = folder(language, SEARCH)
    face = Face(
        language=language,
        title=interface.t("Search"),
        folders={name: folder(name, SEARCH) for name in scene.site.languages},
        same=(),
        noindex=True,
        script=SEARCH_SCRIPT,
        is_search=True,
    )
    documents = tuple(replace(entry, href=f"../{entry.href}") for entry in entries)
    view = SearchPage(shell(scene, face), notice(scene, interface), documents)
    return Made((press.print("search", view, here),))


def _version(subject: Subject) -> str:
    """The version with its status."""
    t = subject.interface.t
    if subject.revision.is_draft:
        return t("draft, not published")
    name = t("version of {version}", version=version_name(subject.revision, subject.interface))
    return t("{name}: {value}", name=name, value=status_words(subject.status, subject.interface))
