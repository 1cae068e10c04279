"""The page that shows two revisions in one text, with a table of what changed and a plain list of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.compare.changeset import Changeset, SectionChange
from generator.model import Revision
from generator.pages import OutputFile
from generator.render.banners import Banner
from generator.render.change_list import ListedSection, change_list
from generator.render.change_twin import redline_twin
from generator.render.change_words import (
    QUIET,
    divergence_words,
    is_light_section,
    nature_counts,
    nature_words,
    overall_nature,
    section_name,
    section_status,
    word_counts,
)
from generator.render.compared import Compared, banners_of_changes, changes_folder, compared_languages
from generator.render.fact_words import fact_sentences
from generator.render.links import TWIN, relative
from generator.render.press import Made, Press
from generator.render.redline_article import affected_sections, redline_article
from generator.render.redline_html import section_anchor
from generator.render.redline_views import ViewLink, views
from generator.render.shell import Face, Shell, shell
from generator.render.version import BoxRow, Piece, application, version_name


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section that changed, in the table of them. `mark` says where the languages did not change alike."""

    href: str
    name: str
    status: str
    nature: str
    changes: int
    words_out: int
    words_in: int
    mark: str


@dataclass(frozen=True, slots=True)
class RedlinePage:
    """Two revisions in one text.

    `light` are the sections in which nothing but typography and formatting changed; `first` is the address of the
    first change, empty where nothing weightier changed.
    """

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    document: str
    views: tuple[ViewLink, ...]
    rows: tuple[BoxRow, ...]
    facts: tuple[str, ...]
    sections: tuple[SectionRow, ...]
    light: tuple[SectionRow, ...]
    first: str
    redline: Markup
    list: tuple[ListedSection, ...]


def redline_files(press: Press, compared: Compared) -> Made:
    """A redline's page and its twin."""
    changeset, facts = compared.changeset, fact_sentences(compared)
    view = RedlinePage(
        shell=shell(press.scene, _face(compared)),
        banners=banners_of_changes(compared, compared.folder),
        title=redline_title(compared),
        document=compared.subject(compared.comparison.new).text.title,
        views=views(compared),
        rows=tuple(row for row in _rows(compared) if row.pieces),
        facts=facts,
        sections=tuple(_section_rows(compared, is_light=False)),
        light=tuple(_section_rows(compared, is_light=True)),
        first=first_change(changeset),
        redline=redline_article(changeset, compared.style()),
        list=change_list(changeset, compared.interface, compared.scene.forms.excerpts),
    )
    page = press.print("redline", view, compared.folder)
    twin = OutputFile(compared.folder + TWIN, redline_twin(compared, facts))
    return Made((page, twin), view.shell.indexed())


def first_change(changeset: Changeset) -> str:
    """The address of the first change that isn't folded away."""
    return next((f"#{change.id}" for change in changeset.changes if change.nature not in QUIET), "")


def redline_title(compared: Compared) -> str:
    """The page's title: the two revisions by their names."""
    interface = compared.interface
    old = version_name(compared.comparison.old, interface)
    if compared.is_draft:
        return interface.t("Changes proposed in the draft to the version of {old}", old=old)
    new = version_name(compared.comparison.new, interface)
    return interface.t("Changes from the version of {old} to that of {new}", old=old, new=new)


def _face(compared: Compared) -> Face:
    scene, comparison = compared.scene, compared.comparison
    held = compared.languages
    folders = {name: changes_way(compared, name) for name in scene.site.languages}
    title = f"{compared.subject(comparison.new).text.title}: {redline_title(compared)}"
    twins = (("application/json", TWIN),)
    return Face(compared.language, title, folders, held, noindex=compared.is_draft, twins=twins)


def changes_way(compared: Compared, language: str, *leaves: str) -> str:
    """The folder of a redline in a language; where it isn't compared in it, of its changelog or the document."""
    document, scene = compared.document, compared.scene
    if language in compared_languages(scene, compared.comparison):
        return changes_folder(language, document, compared.comparison.name, *leaves)
    if scene.has_changelog(document, language):
        return changes_folder(language, document)
    return f"{language}/{document.id}/"


def _rows(compared: Compared) -> Iterator[BoxRow]:
    interface, comparison = compared.interface, compared.comparison
    t = interface.t
    yield BoxRow(t("Old version"), _version(compared, comparison.old))
    yield BoxRow(t("New version"), _version(compared, comparison.new))
    note = comparison.new.notes.get(compared.language, "")
    yield BoxRow(t("Note on this version"), (Piece(note),) if note else ())
    yield nature_row(compared)
    yield counts_row(compared)
    yield BoxRow(t("All changes"), (Piece(t("List of changes"), "../"),))
    yield BoxRow(t("Data formats"), (Piece("JSON", TWIN),))


def nature_row(compared: Compared) -> BoxRow:
    """What the changes weigh, with the words that nobody judged it."""
    interface = compared.interface
    nature = overall_nature(compared.comparison.changeset, compared.language)
    words = nature_words(nature, interface) if nature else interface.t("nothing changed")
    note = interface.t("calculated automatically, without legal assessment")
    return BoxRow(interface.t("Nature of the changes"), (Piece(words, note=note),))


def counts_row(compared: Compared) -> BoxRow:
    """How much changed: words, and changes by their nature."""
    interface, changeset = compared.interface, compared.changeset
    words = ", ".join(word_counts(changeset.words_out, changeset.words_in, interface))
    counts = "; ".join(nature_counts(changeset.counts, interface))
    return BoxRow(interface.t("Extent"), tuple(Piece(line) for line in (words, counts) if line))


def _version(compared: Compared, revision: Revision) -> tuple[Piece, ...]:
    interface, subject = compared.interface, compared.subject(revision)
    from_here = changes_folder(compared.language, compared.document, compared.comparison.name)
    name = Piece(version_name(revision, interface), relative(from_here, subject.folder))
    applies = application(revision, interface)
    return (name, Piece(applies)) if applies else (name,)


def _section_rows(compared: Compared, *, is_light: bool) -> Iterator[SectionRow]:
    anchor = section_anchor(compared.changeset)
    for section in affected_sections(compared.changeset):
        if is_light_section(section) is is_light:
            yield _section_row(compared, section, anchor(section.id))


def _section_row(compared: Compared, section: SectionChange, anchor: str) -> SectionRow:
    interface = compared.interface
    divergence = compared.comparison.divergences.get(section.id)
    return SectionRow(
        href=f"#{anchor}",
        name=section_name(section, interface),
        status=section_status(section, interface),
        nature=nature_words(section.nature, interface) if section.nature else "",
        changes=section.changes,
        words_out=section.words_out,
        words_in=section.words_in,
        mark=divergence_words(divergence, interface) if divergence else "",
    )
