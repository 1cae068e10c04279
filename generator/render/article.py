"""The article of a text page: every section with its anchor, its links, and a loud notice where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.model import Level, Section, Text
from generator.render.forms import SectionForms
from generator.render.html import TITLE_SUFFIX
from generator.render.plain import section_name
from generator.render.scene import Subject
from generator.render.section_changes import change_lines

TAGS = {Level.PREAMBLE: "h2", Level.ARTICLE: "h2", Level.CLAUSE: "h3"}


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in another language: the start of the links to its sections, and their names there."""

    language: str
    start: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents, with those of an article's titled clauses."""

    href: str
    words: Markup
    children: tuple[ContentsEntry, ...] = ()


def article(subject: Subject) -> Markup:
    """The sections of a text, as HTML."""
    others = tuple(_others(subject))
    permalink = escape(subject.interface.t("Link to this section"))
    preamble = subject.interface.t("Preamble")
    names = _names(subject, subject.text)
    changed = change_lines(subject, names)
    gaps = _gaps(subject.text, subject.prevailing_text)
    parts = [_gap(subject, section) for section in gaps.get("", ())]
    for section, form in zip(subject.text.sections, subject.scene.forms.of_text(subject.text), strict=True):
        links = _links(section.id, names[section.id], permalink, others)
        parts.append(_section(section, form, (links, changed.get(section.id, "")), preamble))
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


def _section(section: Section, form: SectionForms, beside: tuple[str, str], preamble: str) -> str:
    links, changed = beside
    start = f'<section id="{section.id}" class="{section.level}"'
    if not form.heading:
        name = escape(section.label or preamble)
        return f'{start} aria-label="{name}">\n<div class="bare">{links}</div>\n{changed}{form.body}</section>\n'
    tag = TAGS[section.level]
    heading = f'<{tag} id="{section.id}{TITLE_SUFFIX}">{form.heading}</{tag}>'
    return f'{start}>\n<div class="head">{heading}{links}</div>\n{changed}{form.body}</section>\n'


def _links(anchor: str, name: str, permalink: str, others: tuple[OtherLanguage, ...]) -> str:
    links = [f'<a href="#{anchor}" aria-label="# {permalink}: {name}">#</a>']
    links += [
        f'<a href="{other.start}#{anchor}" hreflang="{other.language}" lang="{other.language}" '
        f'aria-label="{other.language.upper()}: {other.names[anchor]}">{other.language.upper()}</a>'
        for other in others
        if anchor in other.names
    ]
    return f'<p class="section-links">{" ".join(links)}</p>'


def _others(subject: Subject) -> Iterator[OtherLanguage]:
    for text in subject.scene.texts(subject.revision):
        if text.language != subject.text.language:
            names = _names(subject, text)
            yield OtherLanguage(text.language, subject.link(subject.counterpart(text.language)), names)


def _names(subject: Subject, text: Text) -> dict[str, str]:
    """What the sections of a text are called in its own language, escaped, by id."""
    preamble = escape(subject.scene.interfaces[text.language].t("Preamble"))
    forms = subject.scene.forms.of_text(text)
    return {section.id: form.name or preamble for section, form in zip(text.sections, forms, strict=True)}


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
