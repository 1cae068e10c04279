"""The small links beside a section: to itself, to the same section elsewhere, and to quote it.

They are links and a button that need no script. Where a pointer can hover, the stylesheet shows them when they are
wanted; a screen reader and the keyboard always meet them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from generator.model import Section, Text
from generator.render.cite import citation, cite_button, cite_panel, taken_names
from generator.render.compared import changes_folder
from generator.render.links import folder
from generator.render.scene import Subject


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another page that shows the same sections: what its links begin with and say, and what it calls the sections.

    With `is_whole`, the page has no place for a section, and the links lead to its beginning.
    """

    start: str
    words: str
    names: dict[str, str]
    label: str = ""
    language: str = ""
    is_whole: bool = False

    def link(self, anchor: str) -> str:
        """The link to a section; empty where that page doesn't show it."""
        if anchor not in self.names:
            return ""
        tag = f' hreflang="{self.language}" lang="{self.language}"' if self.language else ""
        label = f"{escape(self.label or self.words)}: {self.names[anchor]}"
        words = escape(self.words, quote=False)
        fragment = "" if self.is_whole else f"#{anchor}"
        return f'<a href="{self.start}{fragment}"{tag} aria-label="{label}">{words}</a>'


class Tools:
    """The tools of all sections of one text."""

    def __init__(self, subject: Subject, names: dict[str, str]) -> None:
        t, forms = subject.interface.t, subject.scene.forms.of_text(subject.text)
        self._subject = subject
        self._names = names
        self._permalink = escape(t("Link to this section"))
        self._cite = t("Cite")
        self._elsewhere = (*_languages(subject), *_beside(subject, names), *_current(subject))
        self._changes = tuple(_changes(subject, names))
        self._citation = citation(subject)
        self._taken = taken_names(forms)

    def of(self, section: Section) -> tuple[str, str]:
        """The line of links, and the panel that its button opens."""
        anchor, name = section.id, self._names[section.id]
        links = [f'<a href="#{anchor}" aria-label="# {self._permalink}: {name}">#</a>']
        links += filter(None, (page.link(anchor) for page in self._elsewhere))
        links += filter(None, (page.link(anchor) for page in self._changes))
        links.append(cite_button(section, name, self._cite))
        panel = cite_panel(self._subject, section, self._citation, self._taken)
        return f'<p class="section-links">{" ".join(links)}</p>', panel


def section_names(subject: Subject, text: Text) -> dict[str, str]:
    """What the sections of a text are called in its own language, escaped, by id."""
    preamble = escape(subject.scene.interfaces[text.language].t("Preamble"))
    forms = subject.scene.forms.of_text(text)
    return {section.id: form.name or preamble for section, form in zip(text.sections, forms, strict=True)}


def others(subject: Subject) -> Iterator[Text]:
    """The same wording in the other languages; one that a correction replaced is held by its own page only."""
    for text in subject.scene.texts(subject.revision):
        if text.language != subject.text.language:
            yield text


def _languages(subject: Subject) -> Iterator[Elsewhere]:
    for text in others(subject):
        start = subject.link(subject.counterpart(text.language))
        words = text.language.upper()
        yield Elsewhere(start, words, section_names(subject, text), language=text.language)


def _beside(subject: Subject, names: dict[str, str]) -> Iterator[Elsewhere]:
    """The page with both languages side by side."""
    if subject.is_as_published:
        return
    own = subject.text.language
    for text in others(subject):
        start = subject.link(f"{subject.own_folder}{text.language}/")
        pair = f"{own.upper()}\N{NO-BREAK SPACE}|\N{NO-BREAK SPACE}{text.language.upper()}"
        label = f"{pair} {subject.interface.t('Side by side')}"
        yield Elsewhere(start, pair, {**section_names(subject, text), **names}, label)


def _current(subject: Subject) -> Iterator[Elsewhere]:
    """The same section in the text that applies, where the page shows another one."""
    scene, t = subject.scene, subject.interface.t
    current = scene.current(subject.document)
    text = current.text(subject.text.language) if current else None
    if current is None or text is None or (current.id == subject.revision.id and not subject.is_as_published):
        return
    start = subject.link(folder(subject.text.language, subject.document.id))
    words = t("Latest version") if scene.is_copy else t("Applicable version")
    yield Elsewhere(start, words, section_names(subject, text))


def _changes(subject: Subject, names: dict[str, str]) -> Iterator[Elsewhere]:
    """The way to what changed, for sections without a second wording; the others lead to their own history."""
    scene, document, language = subject.scene, subject.document, subject.text.language
    if scene.has_changelog(document, language):
        stands = scene.history(document, language).stands
        known = {section: name for section, name in names.items() if section not in stands}
        start = subject.link(changes_folder(language, document))
        yield Elsewhere(start, subject.interface.t("Changes"), known, is_whole=True)
