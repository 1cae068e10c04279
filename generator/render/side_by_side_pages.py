"""A revision in two languages side by side, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Level, Origin, Section, Text
from generator.render.banners import Banner, banners
from generator.render.compared import elsewhere
from generator.render.links import folder
from generator.render.passages import passages, section_label
from generator.render.plain import section_name
from generator.render.press import Made, Press
from generator.render.scene import Subject
from generator.render.shell import Face, Shell, own_name, shell
from generator.render.side_by_side_rows import Row, RowCache, SectionRows
from generator.render.version import dated_status, origin_words, version_name

INNER = re.compile(r' href="#([^"]*)"')


@dataclass(frozen=True, slots=True)
class Column:
    """One of the two languages; `note` says what its wording counts for, `digest` is that of the content."""

    language: str
    direction: str
    name: str
    href: str
    note: str
    is_prevailing: bool
    digest: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: its anchor, what it is quoted as, and a cell for each column, empty where nothing corresponds."""

    id: str
    label: str
    cells: tuple[Markup, Markup]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its headings, empty where it has none; `missing` says that a language doesn't hold it.

    `stale` says that a wording changed since somebody confirmed that both say the same; empty if none did.
    """

    id: str
    tag: str
    name: str
    headings: tuple[Markup, Markup]
    missing: tuple[str, str]
    rows: tuple[ShownRow, ...]
    stale: str


@dataclass(frozen=True, slots=True)
class SideBySidePage:
    """Both texts; the page's title is in its own language, `titles` are those of the columns."""

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    names: str
    version: str
    status: str
    href: str
    columns: tuple[Column, Column]
    titles: tuple[str, str]
    dates: tuple[str, str]
    sections: tuple[ShownSection, ...]


def side_by_side_files(press: Press, subject: Subject, other: Text, cache: RowCache) -> Made:
    """The page of a text beside the same revision's text in another language."""
    here = f"{subject.folder}{other.language}/"
    texts = _ordered(subject, other)
    interface = subject.interface
    rows = cache.of_texts(*texts, press.scene.forms)
    view = SideBySidePage(
        shell=shell(press.scene, _face(subject, other)),
        banners=tuple(elsewhere(banner, subject.folder, here) for banner in banners(subject)),
        title=subject.text.title,
        names=interface.language_list([text.language for text in texts]),
        version=version_name(subject.revision, interface),
        status="" if subject.revision.is_draft else dated_status(subject),
        href="../",
        columns=(_column(subject, texts[0], here), _column(subject, texts[1], here)),
        titles=(texts[0].title, texts[1].title),
        dates=(texts[0].date_line, texts[1].date_line),
        sections=tuple(_Sections(subject, texts, rows).shown()),
    )
    return Made((press.print("side_by_side", view, here),), view.shell.indexed())


def _ordered(subject: Subject, other: Text) -> tuple[Text, Text]:
    """The prevailing language first; the page's own where neither prevails."""
    if other.language == subject.document.prevailing.language:
        return other, subject.text
    return subject.text, other


def _face(subject: Subject, other: Text) -> Face:
    scene, own = subject.scene, subject.text.language
    pairs = {own: other.language, other.language: own}
    folders = {}
    for language in scene.site.languages:
        beside = pairs.get(language, own) if subject.revision.text(language) else ""
        folders[language] = folder(language, subject.document.id, subject.leaf if beside else "", beside)
    names = subject.interface.language_list((own, other.language))
    title = f"{subject.text.title} ({version_name(subject.revision, subject.interface)}, {names})"
    return Face(own, title, folders, (own, other.language), noindex=subject.revision.is_draft)


def _column(subject: Subject, text: Text, here: str) -> Column:
    interface = subject.scene.interfaces[text.language]
    own = Subject(subject.scene, subject.document, subject.revision, text, subject.leaf)
    depth = "../" * here.count("/")
    return Column(
        language=text.language,
        direction=interface.direction,
        name=own_name(interface),
        href=depth + own.folder,
        note=_note(subject, own),
        is_prevailing=own.is_prevailing,
        digest="" if subject.revision.is_draft else own.content_digest,
    )


def _note(subject: Subject, own: Subject) -> str:
    """What the wording of a column counts for, in the page's language."""
    t = subject.interface.t
    if subject.revision.is_draft:
        return t("draft, not published")
    if not own.is_prevailing:
        return origin_words(own.text.origin, subject)
    if own.text.origin is Origin.OFFICIAL:
        return t("prevailing language version")
    return t("unofficial, not the version that prevails")


class _Sections:
    """The sections of one page, with their words in its language."""

    def __init__(self, subject: Subject, texts: tuple[Text, Text], rows: tuple[SectionRows, ...]) -> None:
        self._subject = subject
        self._texts = texts
        self._rows = rows
        self._ids = {section.id for section in rows} | {row.id for section in rows for row in section.rows}
        self._own = texts.index(subject.text)
        self._labels = {
            passage.anchor: passage.label
            for section in (*texts[1].sections, *texts[0].sections)
            for passage in passages(section, subject.interface, frozenset())
        }

    def shown(self) -> Iterator[ShownSection]:
        """All sections."""
        t = self._subject.interface.t
        for rows in self._rows:
            sides = (rows.first, rows.second)
            section = sides[self._own] or rows.first or rows.second
            if section is None:
                continue
            yield ShownSection(
                id=rows.id,
                tag="h3" if section.level is Level.CLAUSE else "h2",
                name=section_name(section) or t("Preamble"),
                headings=(self._cell(rows.headings[0], 0), self._cell(rows.headings[1], 1)),
                missing=(self._missing(rows.first, 0), self._missing(rows.second, 1)),
                rows=tuple(self._row(row, section) for row in rows.rows),
                stale=self._stale(rows.id),
            )

    def _stale(self, section: str) -> str:
        """That a section is stale: only drafts are ever told to be, for what was published was confirmed as it is."""
        subject, (one, other) = self._subject, (text.language for text in self._texts)
        if not subject.revision.is_draft:
            return ""
        known, name = subject.scene.stale, subject.document.id
        held = known.get((name, one, other)) or known.get((name, other, one), {})
        if section not in held:
            return ""
        return subject.interface.t(
            "To be compared again: the wording in {languages} changed after both were confirmed to say the same.",
            languages=subject.interface.language_list(held[section]),
        )

    def _missing(self, section: Section | None, side: int) -> str:
        if section is not None:
            return ""
        interface = self._subject.interface
        language = interface.language_name(self._texts[side].language)
        return interface.t("A part of the text is missing here. It isn't held in {language}.", language=language)

    def _row(self, row: Row, section: Section) -> ShownRow:
        label = self._labels.get(row.id) or section_label(section, self._subject.interface)
        return ShownRow(row.id, label, (self._cell(row.first, 0), self._cell(row.second, 1)))

    def _cell(self, html: str, side: int) -> Markup:
        """A cell whose links to what this page doesn't hold lead to the text's own page."""
        own = self._texts[side].language == self._subject.text.language
        page = "../" if own else f"../{self._subject.link(self._subject.counterpart(self._texts[side].language))}"

        def led(match: re.Match[str]) -> str:
            return match.group() if match.group(1) in self._ids else f' href="{page}#{match.group(1)}"'

        return Markup(INNER.sub(led, html))  # noqa: S704 - built from escaped words only
