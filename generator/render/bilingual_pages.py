"""The page that shows what changed in one language beside what changed in another, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.compare.bilingual import Divergence, DivergenceKind
from generator.compare.changeset import Changeset, Status
from generator.model import Origin
from generator.render.banners import Banner
from generator.render.change_words import divergence_words, is_light_section, section_name
from generator.render.compared import Compared, banners_of_changes
from generator.render.press import Made, Press
from generator.render.redline_article import affected_sections
from generator.render.redline_html import RedlineWriter
from generator.render.redline_pages import changes_way, nature_row, redline_title
from generator.render.redline_views import ViewLink, view_folder, views
from generator.render.shell import Face, Shell, own_name, shell
from generator.render.version import BoxRow


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two languages; `note` says what its wording counts for."""

    language: str
    direction: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A section in both languages; a side is empty where that language never held it.

    `mark` says where the languages did not change alike; `is_quiet` that only spelling differs.
    """

    id: str
    name: str
    mark: str
    is_quiet: bool
    is_light: bool
    sides: tuple[tuple[Side, Markup], ...]


@dataclass(frozen=True, slots=True)
class BilingualPage:
    """The changes in two languages.

    `light` are the sections in which nothing but typography and formatting changed; `marked` are those in which the
    languages differ.
    """

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    document: str
    views: tuple[ViewLink, ...]
    rows: tuple[BoxRow, ...]
    sides: tuple[Side, Side]
    pairs: tuple[Pair, ...]
    light: tuple[Pair, ...]
    marked: tuple[Pair, ...]


def bilingual_files(press: Press, compared: Compared, other: str) -> Made:
    """The page that shows a redline beside that of another language."""
    here = view_folder(compared, other)
    sides = (_side(compared, compared.language), _side(compared, other))
    pairs = tuple(_pairs(compared, sides, here))
    view = BilingualPage(
        shell=shell(press.scene, _face(compared, other)),
        banners=banners_of_changes(compared, here),
        title=redline_title(compared),
        document=compared.subject(compared.comparison.new).text.title,
        views=views(compared, other),
        rows=(nature_row(compared),),
        sides=sides,
        pairs=tuple(pair for pair in pairs if not pair.is_light),
        light=tuple(pair for pair in pairs if pair.is_light),
        marked=tuple(pair for pair in pairs if pair.mark),
    )
    return Made((press.print("bilingual", view, here),), view.shell.indexed())


def _face(compared: Compared, other: str) -> Face:
    """In the other language the same page has its columns the other way round."""
    scene, language = compared.scene, compared.language
    ways = {language: (other,), other: (language,)}
    folders = {name: changes_way(compared, name, *ways.get(name, ())) for name in scene.site.languages}
    names = compared.interface.language_list((language, other))
    title = f"{compared.subject(compared.comparison.new).text.title}: {redline_title(compared)} ({names})"
    return Face(language, title, folders, (language, other), noindex=compared.is_draft)


def _side(compared: Compared, language: str) -> Side:
    interface = compared.scene.interfaces[language]
    text = compared.comparison.new.text(language)
    is_official = text is not None and text.origin is Origin.OFFICIAL and not compared.is_draft
    is_prevailing = language == compared.document.prevailing.language and is_official
    note = interface.t("prevailing language version") if is_prevailing else ""
    return Side(language, interface.direction, own_name(interface), note)


def _pairs(compared: Compared, sides: tuple[Side, Side], here: str) -> Iterator[Pair]:
    texts = compared.comparison.changeset.texts
    columns = {side.language: _Column(compared, side, here) for side in sides}
    names: dict[str, str] = {}
    for side in sides:
        for section in affected_sections(texts[side.language]):
            names.setdefault(section.id, section_name(section, compared.scene.interfaces[side.language]))
    titles = columns[compared.language].names
    for name, fallback in names.items():
        divergence = compared.comparison.divergences.get(name)
        yield Pair(
            id=columns[compared.language].writer.anchor(name),
            name=titles.get(name, fallback),
            mark=divergence_words(divergence, compared.interface) if divergence else "",
            is_quiet=_is_quiet(divergence),
            is_light=all(column.is_light(name) for column in columns.values()),
            sides=tuple((side, columns[side.language].section(name)) for side in sides),
        )


def _is_quiet(divergence: Divergence | None) -> bool:
    return divergence is not None and divergence.kind is DivergenceKind.SPELLING


class _Column:
    """The changed sections of one language; its changes have their own ids only on the language's own page."""

    def __init__(self, compared: Compared, side: Side, here: str) -> None:
        prefix = f"{side.language}--"
        self.changeset: Changeset = compared.comparison.changeset.texts[side.language]
        self.writer = RedlineWriter(self.changeset, compared.style(side.language, here=here, prefix=prefix))
        interface = compared.scene.interfaces[side.language]
        self._t = interface.t
        self.affected = {section.id for section in affected_sections(self.changeset)}
        self.names = {section.id: section_name(section, interface) for section in self.changeset.sections}

    def is_light(self, name: str) -> bool:
        """Whether nothing weightier than typography and formatting changed in a section."""
        section = self.changeset.section(name)
        return section is None or name not in self.affected or is_light_section(section)

    def section(self, name: str) -> Markup:
        """A section's redline; where nothing in it changed, that it didn't, with its text folded."""
        nodes = [node for node in self.changeset.redline.sections if node.id == name]
        html = "".join([self.writer.section(node) for node in nodes])
        if not nodes or any(node.status is not Status.EQUAL for node in nodes):
            return Markup(html)  # noqa: S704 - built from escaped words only
        summary = escape(self._t("Nothing changed here."), quote=False)
        folded = f'<details class="folded">\n<summary>{summary}</summary>\n{html}</details>\n'
        return Markup(folded)  # noqa: S704 - the same
