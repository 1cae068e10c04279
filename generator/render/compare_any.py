"""The page that compares any two versions: it leads to the built redlines, and a script compares the rest.

Without a script it lists the comparisons that were built.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Document, Revision
from generator.render.banners import Banner, Tone
from generator.render.changelog_pages import copy_banners
from generator.render.compared import all_compared, changes_folder, text_folder
from generator.render.links import COMPARE_SCRIPT, TWIN, folder, relative
from generator.render.overview_pages import document_title
from generator.render.press import Made, Press
from generator.render.redline_pages import redline_title
from generator.render.scene import Scene
from generator.render.shell import Face, Shell, shell
from generator.render.version import status_words, version_name

COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Choice:
    """A version that can be chosen: its id, its name with its status, the addresses of its data and of its page."""

    id: str
    name: str
    twin: str
    page: str


@dataclass(frozen=True, slots=True)
class Built:
    """A comparison that has its own page; `old` and `new` are ids of versions."""

    old: str
    new: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """All versions, the latest first, and the comparisons that were built."""

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    href: str
    choices: tuple[Choice, ...]
    built: tuple[Built, ...]


def compared_choices(scene: Scene, document: Document, language: str) -> tuple[Revision, ...]:
    """The versions that can be chosen, the latest first: those that readers may see and that are held."""
    draft = scene.draft(document)
    shown = (*((draft,) if draft else ()), *reversed(scene.versions(document)))
    return tuple(revision for revision in shown if revision.text(language))


def can_compare(scene: Scene, document: Document, language: str) -> bool:
    """Whether there is a page to compare versions in a language."""
    return scene.has_changelog(document, language) and len(compared_choices(scene, document, language)) > 1


def compare_folder(language: str, document: Document) -> str:
    """The folder of the page."""
    return changes_folder(language, document, COMPARE)


def compare_files(press: Press, document: Document, language: str) -> Made:
    """The page."""
    scene, here = press.scene, compare_folder(language, document)
    title, _ = document_title(scene, document, language)
    view = ComparePage(
        shell=shell(scene, _face(scene, document, language)),
        banners=(*copy_banners(scene, language), *_draft_banner(scene, document, language)),
        title=title,
        href=relative(here, folder(language, document.id)),
        choices=tuple(_choice(scene, document, language, one) for one in compared_choices(scene, document, language)),
        built=tuple(
            Built(one.comparison.old.id, one.comparison.new.id, redline_title(one), relative(here, one.folder))
            for one in all_compared(scene, document)
            if one.language == language
        ),
    )
    return Made((press.print("compare", view, here),), view.shell.indexed())


def _draft_banner(scene: Scene, document: Document, language: str) -> tuple[Banner, ...]:
    """A draft among the choices is one that doesn't apply."""
    draft = scene.draft(document)
    if not (draft and draft.text(language)):
        return ()
    return (Banner("draft", Tone.NOTE, scene.interfaces[language].t("The draft isn't published and doesn't apply.")),)


def _face(scene: Scene, document: Document, language: str) -> Face:
    title, _ = document_title(scene, document, language)
    same = tuple(name for name in scene.site.languages if can_compare(scene, document, name))
    folders = {
        name: compare_folder(name, document) if name in same else folder(name, document.id)
        for name in scene.site.languages
    }
    words = f"{title}: {scene.interfaces[language].t('Compare any two versions')}"
    return Face(language, words, folders, same, script=COMPARE_SCRIPT)


def _choice(scene: Scene, document: Document, language: str, revision: Revision) -> Choice:
    interface = scene.interfaces[language]
    status = status_words(scene.status(document, revision), interface)
    name = version_name(revision, interface)
    page = relative(compare_folder(language, document), text_folder(language, document, revision))
    return Choice(revision.id, name if revision.is_draft else f"{name} ({status})", page + TWIN, page)
