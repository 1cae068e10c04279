"""The pages of the preview: a start page, and for each document its draft, what it changes, and both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from generator.compare.changeset import Status
from generator.render.article import TAGS
from generator.render.banners import Banner, banners
from generator.render.change_words import divergence_words, section_name
from generator.render.compared import elsewhere, text_subject
from generator.render.links import ICON, STYLESHEET
from generator.render.metadata import POLICY
from generator.render.redline_html import RedlineWriter
from generator.render.review_findings import shown as shown_finding
from generator.render.review_places import place
from generator.render.review_texts import reviewed_text
from generator.serve.board import State
from generator.serve.drafts import Redlined, Shown, redlined, shown
from generator.serve.findings import Beside, beside
from generator.serve.insertion import ROOT
from generator.serve.snapshot import Snapshot
from generator.serve.views import BothPage, DraftPage, Entry, Frame, Group, Part, StartPage, Summary, Way

BOTH, CHANGES = "both", "changes"


def frame(state: State, title: str, ways: tuple[Way, ...] = ()) -> Frame:
    """The frame of a page on a state."""
    return Frame(title, POLICY, f"/{STYLESHEET}", f"/{ICON}", state.problems, ways)


def preview_page(state: State, snapshot: Snapshot, path: str) -> bytes | None:
    """A page of the preview by its path below its root, `privacy/fr/`; None where there is none.

    Raises PolicyError where a template can't work.
    """
    match path.split("/"):
        case [""]:
            return _print(snapshot, "serve_start", _start(state, snapshot))
        case [name, ""] if one := _named(snapshot, name):
            return _print(snapshot, "serve_draft", _text(_Work(state, snapshot, one, path), one.first_language))
        case [name, part, ""] if (one := _named(snapshot, name)) and part == BOTH:
            return _print(snapshot, "serve_both", _both(_Work(state, snapshot, one, path)))
        case [name, language, ""] if (one := _named(snapshot, name)) and language in one.languages:
            return _print(snapshot, "serve_draft", _text(_Work(state, snapshot, one, path), language))
        case [name, language, part, ""] if (one := _named(snapshot, name)) and part == CHANGES:
            if language in one.languages:
                return _print(snapshot, "serve_draft", _changes(_Work(state, snapshot, one, path), language))
    return None


def _print(snapshot: Snapshot, template: str, view: object) -> bytes:
    return snapshot.look.templates.render(template, view, snapshot.look.english)


def _named(snapshot: Snapshot, name: str) -> Shown | None:
    return next((shown(snapshot.press.scene, one) for one in snapshot.documents if one.id == name), None)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a page of one document is made of."""

    state: State
    snapshot: Snapshot
    one: Shown
    path: str

    @property
    def here(self) -> str:
        return ROOT + self.path

    def beside(self) -> Beside:
        return beside(self.state, self.one)

    def frame(self) -> Frame:
        one = self.one
        current = f"{self.path}{one.first_language}/" if self.path == f"{one.document.id}/" else self.path
        return frame(self.state, f"{_title(one)}: preview", ways(one, current))

    def banners(self, language: str) -> tuple[Banner, ...]:
        text = self.one.text(language)
        if text is None:
            return ()
        subject = text_subject(self.one.scene, self.one.document, self.one.revision, text)
        return tuple(elsewhere(banner, subject.folder, self.here) for banner in banners(subject))

    def summary(self, found: Beside, sections: tuple[str, ...]) -> Summary:
        problems = self.state.found.problems if self.state.found else ()
        shown_here = tuple(section for section in found.sections if section in sections)
        missing = found.elsewhere(sections)
        return Summary(found.counts, found.is_current, found.is_done, problems, shown_here, missing)


def ways(one: Shown, current: str = "") -> tuple[Way, ...]:
    """The pages of a document's preview; `current` is the path of the one that shows the ways."""
    base = f"{one.document.id}/"
    names = {language: one.scene.interfaces[language].language_name(language) for language in one.languages}
    pages = [(f"{base}{language}/", f"Text ({language})") for language in names]
    if one.old:
        pages += [(f"{base}{language}/{CHANGES}/", f"Changes ({language})") for language in names]
    if len(names) > 1:
        pages.append((f"{base}{BOTH}/", "Side by side"))
    return tuple(Way(f"/{ROOT}{path}", words, path == current) for path, words in pages)


# ---------------------------------------------------------------- pages


def _start(state: State, snapshot: Snapshot) -> StartPage:
    held = (shown(snapshot.press.scene, document) for document in snapshot.documents)
    return StartPage(frame(state, "Preview"), tuple(_entry(state, one) for one in held if one))


def _entry(state: State, one: Shown) -> Entry:
    counts = beside(state, one).counts
    return Entry(one.document.id, _title(one), one.first_language, _draft_note(one), ways(one), counts)


def _title(one: Shown) -> str:
    text = one.text(one.first_language)
    return text.title if text else one.document.id


def _draft_note(one: Shown) -> str:
    if not one.revision.is_draft:
        return f"The draft is the same as the version {one.revision.id}."
    seen = (
        "Readers see this draft." if one.document.draft_public else "This draft is private: only this preview shows it."
    )
    return (
        f"{seen} It is compared with the version {one.old.id}." if one.old else f"{seen} There is no earlier version."
    )


def _text(work: _Work, language: str) -> DraftPage:
    found = work.beside()
    return _draft_page(work, language, (Group("", tuple(_text_parts(work.one, language, found))),), found)


def _text_parts(one: Shown, language: str, found: Beside) -> Iterator[Part]:
    text, preamble = one.text(language), one.scene.interfaces[language].t("Preamble")
    for section, form in zip(text.sections, one.scene.forms.of_text(text), strict=True) if text else ():
        yield Part(
            id=section.id,
            name=section.label or preamble,
            html=form.body,
            heading=form.heading,
            tag=TAGS[section.level],
            level=section.level,
            findings=found.at(section.id),
            questions=found.asked_at(section.id),
        )


def _changes(work: _Work, language: str) -> DraftPage:
    found = work.beside()
    lines = redlined(work.one, language, work.here, work.snapshot.compare)
    if lines is None:
        page = _draft_page(work, language, (), found)
        missing = f"The version {work.one.old.id} isn't held in the language {language}." if work.one.old else page.note
        return replace(page, note=missing, is_redline=True)
    head = RedlineWriter(lines.changeset, lines.style).head()
    page = _draft_page(work, language, tuple(_groups(_redline_parts(lines, found))), found)
    return replace(page, is_redline=True, head=head)


def _redline_parts(lines: Redlined, found: Beside) -> Iterator[Part]:
    writer, interface = RedlineWriter(lines.changeset, lines.style), lines.style.interface
    writer.head()
    sections = {section.id: section for section in lines.changeset.sections}
    for node in lines.changeset.redline.sections:
        section, divergence = sections.get(node.id), lines.divergences.get(node.id)
        has_gone = node.status is Status.MOVED_AWAY
        yield Part(
            id=writer.anchor(node.id),
            name=section_name(section, interface) if section else interface.t("Preamble"),
            html=writer.section(node),
            mark=divergence_words(divergence, interface) if divergence else "",
            is_same=node.status is Status.EQUAL,
            findings=() if has_gone else found.at(node.id),
            questions=() if has_gone else found.asked_at(node.id),
        )


def _groups(parts: Iterator[Part]) -> Iterator[Group]:
    """Sections that stayed the same are folded together, but never what was found in them."""
    for is_folded, run in groupby(parts, lambda part: part.is_same and not part.findings and not part.questions):
        held = tuple(run)
        first, last = held[0].name, held[-1].name
        summary = first if len(held) == 1 else f"{first} … {last}"
        yield Group(summary if is_folded else "", held)


def _draft_page(work: _Work, language: str, groups: tuple[Group, ...], found: Beside) -> DraftPage:
    one, text = work.one, work.one.text(language)
    held = tuple(part.id.removesuffix("--section") for group in groups for part in group.parts)
    return DraftPage(
        frame=work.frame(),
        language=language,
        direction=one.scene.interfaces[language].direction,
        title=text.title if text else "",
        banners=work.banners(language),
        note=_draft_note(one),
        summary=work.summary(found, held),
        groups=groups,
    )


def _both(work: _Work) -> BothPage:
    one, found = work.one, work.beside()
    pairs = one.pairs()
    fate = place(found.findings, found.questions, pairs)
    texts = tuple(reviewed_text(number, pair, fate.of(number - 1)) for number, pair in enumerate(pairs, 1))
    sections = tuple(section.id for pair in pairs for text in pair.texts for section in text.sections)
    around = tuple(shown_finding(one) for one in fate.around)
    return BothPage(
        frame=work.frame(),
        language=one.first_language,
        title=_title(one),
        banners=work.banners(one.first_language),
        summary=replace(work.summary(found, sections), missing=around),
        texts=texts,
    )
