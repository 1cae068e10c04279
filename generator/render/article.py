"""The article of a text page: every section with its anchor, its links, and a loud notice where one is missing."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.model import Level, Section, Text
from generator.render.forms import SectionForms
from generator.render.html import TITLE_SUFFIX
from generator.render.plain import section_name
from generator.render.scene import Subject
from generator.render.section_changes import change_lines
from generator.render.section_tools import Tools, section_names

TAGS = {Level.PREAMBLE: "h2", Level.ARTICLE: "h2", Level.CLAUSE: "h3"}


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents, with those of an article's titled clauses."""

    href: str
    words: Markup
    children: tuple[ContentsEntry, ...] = ()


def article(subject: Subject) -> Markup:
    """The sections of a text, as HTML."""
    names = section_names(subject, subject.text)
    writer = _Writer(subject, names)
    gaps = _gaps(subject.text, subject.prevailing_text)
    parts = [_gap(subject, section) for section in gaps.get("", ())]
    forms = subject.scene.forms.of_text(subject.text)
    bodies = subject.scene.marks.bodies(subject.text, forms)
    for section, form, body in zip(subject.text.sections, forms, bodies, strict=True):
        parts.append(writer.section(section, form, body))
        parts += [_gap(subject, missing) for missing in gaps.get(section.id, ())]
    return Markup("".join(parts))  # noqa: S704 - built from escaped words only


def contents(text: Text, forms: tuple[SectionForms, ...]) -> tuple[ContentsEntry, ...]:
    """Articles with their titled clauses; a clause without a title has nothing to be found by."""
    entries: list[ContentsEntry] = []
    children: list[ContentsEntry] = []
    for section, form in zip(reversed(text.sections), reversed(forms), strict=True):
        if section.level is Level.CLAUSE and section.title:
            children.append(ContentsEntry(f"#{section.id}", form.words))
        elif section.level is Level.ARTICLE:
            entries.append(ContentsEntry(f"#{section.id}", form.words, tuple(reversed(children))))
            children = []
    return tuple(reversed(entries))


class _Writer:
    """Writes the sections of one text, each with its tools: permalink, other languages, versions, citation."""

    def __init__(self, subject: Subject, names: dict[str, str]) -> None:
        self._subject = subject
        self._tools = Tools(subject, names)
        self._changed = change_lines(subject, names)
        self._preamble = subject.interface.t("Preamble")

    def section(self, section: Section, form: SectionForms, body: str) -> str:
        """A section with what stands around its words."""
        start = f'<section id="{section.id}" class="{section.level}"'
        tools, panel = self._tools.of(section)
        after = panel + self._changed.get(section.id, "") + body
        if not form.heading:
            name = escape(section.label or self._preamble)
            return f'{start} aria-label="{name}">\n<div class="bare">{tools}</div>\n{after}</section>\n'
        tag = TAGS[section.level]
        heading = f'<{tag} id="{section.id}{TITLE_SUFFIX}">{form.heading}</{tag}>'
        return f'{start}>\n<div class="head">{heading}{tools}</div>\n{after}</section>\n'


def _gaps(text: Text, prevailing: Text | None) -> dict[str, list[Section]]:
    """The sections that only the prevailing text has, by the section after which they belong."""
    gaps: dict[str, list[Section]] = {}
    if prevailing is None or prevailing is text:
        return gaps
    held = {section.id for section in text.sections}
    before = ""
    for section in prevailing.sections:
        if section.id in held:
            before = section.id
        else:
            gaps.setdefault(before, []).append(section)
    return gaps


def _gap(subject: Subject, section: Section) -> str:
    interface, language = subject.interface, subject.document.prevailing.language
    words = interface.t(
        "A part of the text is missing here. It isn't held in {language}.",
        language=interface.language_name(subject.text.language),
    )
    notice = f'<section id="{section.id}" class="gap">\n<p><strong>{escape(words, quote=False)}</strong>'
    other = subject.scene.interfaces.get(language)
    if other is None:
        return f"{notice}</p>\n</section>\n"
    target = subject.link(subject.counterpart(language))
    name = escape(section_name(section) or other.t("Preamble"))
    return (
        f'{notice} <a href="{target}#{section.id}" hreflang="{language}" lang="{language}">{name}</a></p>\n</section>\n'
    )
