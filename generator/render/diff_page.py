"""One page with the changes between any two texts, whole in itself, for `polylex diff --format html`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from markupsafe import Markup

from generator.compare.changeset import Changeset, RecordChange, SectionChange
from generator.render.change_list import ListedSection, change_list
from generator.render.change_words import is_light_section, nature_words, section_name, section_status
from generator.render.environment import Templates
from generator.render.formats import Interface, load_interface
from generator.render.links import STYLESHEET
from generator.render.redline_article import affected_sections, redline_article
from generator.render.redline_html import section_anchor
from generator.render.redline_pages import SectionRow, first_change
from generator.render.redline_runs import Style, hidden_marks
from generator.render.theme import default_theme

UNKNOWN = "und"
ENGLISH = "en"


class ComparedTexts(Protocol):
    """Two texts compared, with the names of both sides and of what they belong to."""

    @property
    def subject(self) -> str:
        """What the texts belong to; may be empty."""

    @property
    def old_name(self) -> str:
        """What the old side is called."""

    @property
    def new_name(self) -> str:
        """What the new side is called."""

    @property
    def changeset(self) -> Changeset:
        """What changed."""

    @property
    def records(self) -> Sequence[RecordChange]:
        """What changed in the facts."""


@dataclass(frozen=True, slots=True)
class DiffPage:
    """The page; `style` is the whole stylesheet of the theme."""

    language: str
    direction: str
    title: str
    style: Markup
    nature: str
    facts: tuple[str, ...]
    sections: tuple[SectionRow, ...]
    light: tuple[SectionRow, ...]
    first: str
    redline: Markup
    list: tuple[ListedSection, ...]


def diff_page(compared: ComparedTexts, folders: tuple[Path, ...] | None = None) -> str:
    """The page as HTML, in the language of the texts where the theme knows it, else in English.

    Raises `ConfigurationError` for a template or a catalog that can't work.
    """
    themes = folders or (default_theme(),)
    changeset = compared.changeset
    interface = load_interface(changeset.language if changeset.language != UNKNOWN else ENGLISH, themes)
    rows = [_row(section, changeset, interface) for section in affected_sections(changeset)]
    light = [is_light_section(section) for section in affected_sections(changeset)]
    view = DiffPage(
        language=interface.language,
        direction=interface.direction,
        title=f"{compared.subject} {compared.old_name} → {compared.new_name}".strip(),
        style=Markup((themes[-1] / STYLESHEET).read_text(encoding="utf-8")),  # noqa: S704 - the theme's own file
        nature=nature_words(changeset.nature, interface) if changeset.nature else interface.t("nothing changed"),
        facts=tuple(_facts(compared.records)),
        sections=tuple(row for row, folded in zip(rows, light, strict=True) if not folded),
        light=tuple(row for row, folded in zip(rows, light, strict=True) if folded),
        first=first_change(changeset),
        redline=redline_article(changeset, Style(interface, hidden_marks(interface), "", "")),
        list=change_list(changeset, interface),
    )
    return Templates(themes).render("diff", view, interface).decode("utf-8")


def _row(section: SectionChange, changeset: Changeset, interface: Interface) -> SectionRow:
    return SectionRow(
        href=f"#{section_anchor(changeset)(section.id)}",
        name=section_name(section, interface),
        status=section_status(section, interface),
        nature=nature_words(section.nature, interface) if section.nature else "",
        changes=section.changes,
        words_out=section.words_out,
        words_in=section.words_in,
        mark="",
    )


def _facts(records: Sequence[RecordChange]) -> Iterator[str]:
    """The changes of the facts by their paths; only a site has words for them."""
    for record in records:
        place = "/".join(part for part in (record.record, record.id, record.path) if part)
        yield f"{place}: {record.action} {record.old} → {record.new}"
