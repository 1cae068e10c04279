"""The page of one section through time: every wording that it had, with the days, and the way to what changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Document, Section
from generator.render.banners import Banner
from generator.render.changelog_pages import copy_banners
from generator.render.compared import changes_folder, text_folder
from generator.render.history import Stand
from generator.render.links import HISTORY, folder, relative
from generator.render.overview_pages import document_title
from generator.render.plain import section_name
from generator.render.press import Made, Press
from generator.render.scene import Scene
from generator.render.shell import Face, Shell, shell
from generator.render.version import application, version_name

TAG = re.compile(r"<[^>]+>")
ID = re.compile(r' (id|aria-labelledby)="([^"]*)"')
INNER = re.compile(r' href="#')


@dataclass(frozen=True, slots=True)
class ShownWording:
    """A wording. `id` is its place, `until` the day on which the next one was published.

    `heading` and `words` are empty where the version no longer holds the section.
    """

    anchor: str
    id: str
    version: str
    text: str
    published: str
    applies: str
    until: str
    redline: str
    heading: Markup
    words: Markup


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """All wordings of a section, the latest first."""

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    document: str
    href: str
    changes: str
    wordings: tuple[ShownWording, ...]


def history_files(press: Press, document: Document, language: str, section: str) -> Made:
    """The history of one section in one language."""
    scene = press.scene
    stands = scene.history(document, language).stands[section]
    here = history_folder(language, document, section)
    name = _name(scene, stands, section, language)
    following = (*stands[1:], None)
    shown = [_shown(scene, (document, language, section), *pair) for pair in zip(stands, following, strict=True)]
    title, _ = document_title(scene, document, language)
    view = HistoryPage(
        shell=shell(scene, _face(scene, document, section, (language, f"{title}: {name}"))),
        banners=copy_banners(scene, language),
        title=name,
        document=title,
        href=relative(here, folder(language, document.id)),
        changes=relative(here, changes_folder(language, document)),
        wordings=tuple(reversed(shown)),
    )
    return Made((press.print("history", view, here),), view.shell.indexed())


def history_folder(language: str, document: Document, section: str) -> str:
    """The folder of a section's history."""
    return folder(language, document.id, HISTORY, section)


def detached(html: str, prefix: str, page: str) -> str:
    """The HTML of a section out of its page: its ids behind a prefix, its inner links leading to the page."""
    return TAG.sub(lambda tag: INNER.sub(f' href="{page}#', ID.sub(rf' \1="{prefix}\2"', tag.group())), html)


def _face(scene: Scene, document: Document, section: str, own: tuple[str, str]) -> Face:
    language, title = own
    same = tuple(name for name in scene.site.languages if section in scene.history(document, name).stands)
    folders = {
        name: history_folder(name, document, section) if name in same else folder(name, document.id)
        for name in scene.site.languages
    }
    return Face(language, title, folders, same)


def _section(stand: Stand, section: str, language: str) -> Section | None:
    text = stand.revision.text(language)
    return text.section(section) if text and not stand.is_gone else None


def _name(scene: Scene, stands: tuple[Stand, ...], section: str, language: str) -> str:
    """What the section is called in its latest wording."""
    found = next(part for stand in reversed(stands) if (part := _section(stand, section, language)))
    return section_name(found) or scene.interfaces[language].t("Preamble")


def _shown(scene: Scene, place: tuple[Document, str, str], stand: Stand, following: Stand | None) -> ShownWording:
    document, language, section = place
    interface, here = scene.interfaces[language], history_folder(language, document, section)
    page = relative(here, text_folder(language, document, stand.revision))
    prefix = f"{stand.revision.id}--"
    published = stand.revision.published
    until = following.revision.published if following else None
    heading, words = _forms(scene, stand, section, language)
    return ShownWording(
        anchor=f"version--{stand.revision.id}",
        id=f"{prefix}{section}",
        version=version_name(stand.revision, interface),
        text=page if stand.is_gone else f"{page}#{section}",
        published=interface.date(published) if published else "",
        applies=application(stand.revision, interface),
        until=interface.date(until) if until else "",
        redline=relative(here, changes_folder(language, document, stand.step)) if stand.step else "",
        heading=Markup(detached(heading, prefix, page)),  # noqa: S704 - a section's own HTML
        words=Markup(detached(words, prefix, page)),  # noqa: S704 - the same
    )


def _forms(scene: Scene, stand: Stand, section: str, language: str) -> tuple[str, str]:
    """The heading and the body of a wording; its label where it has no title; empty where the section is gone."""
    text = stand.revision.text(language)
    if text is None or stand.is_gone:
        return "", ""
    forms = zip(text.sections, scene.forms.of_text(text), strict=True)
    return next(((form.heading, form.body) for part, form in forms if part.id == section), ("", ""))
