"""What is told of each revision's changes in one language, for the changelog, the feeds and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compare.comparisons import Comparison
from generator.model import Document, Revision
from generator.render.change_words import (
    LIGHT,
    is_light_section,
    nature_counts,
    nature_words,
    overall_nature,
    section_name,
    section_status,
    short,
    word_counts,
)
from generator.render.compared import Compared, text_folder
from generator.render.corrections import ToldCorrection, told_corrections
from generator.render.fact_words import fact_sentences
from generator.render.formats import Interface
from generator.render.redline_article import affected_sections
from generator.render.redline_html import section_anchor
from generator.render.scene import Scene
from generator.render.version import application, version_name

TITLE = 139  # characters: a title stays under 140


@dataclass(frozen=True, slots=True)
class AffectedSection:
    """A section that changed; `anchor` is its place on the redline's page."""

    id: str
    name: str
    anchor: str
    status: str
    extent: str


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """What changed with one revision. `compared` is None where nothing before it can be compared with it.

    `title` is shorter than 140 characters. `nature` is calculated; `note` is the editor's, or says in its place how
    much changed. `light` counts what is folded, typography and formatting, and `light_sections` are those in which
    nothing else changed. `folder` is that of the text itself. `short_notice` is why the notice was shorter than
    usual, empty where it wasn't.
    """

    revision: Revision
    compared: Compared | None
    name: str
    title: str
    note: str
    applies: str
    nature: str
    assessment: str
    words: tuple[str, ...]
    counts: tuple[str, ...]
    light: tuple[str, ...]
    sections: tuple[AffectedSection, ...]
    light_sections: tuple[AffectedSection, ...]
    facts: tuple[str, ...]
    folder: str
    short_notice: str
    corrections: tuple[ToldCorrection, ...]

    @property
    def summary(self) -> str:
        """The entry in a few sentences: the note, the nature, the counts."""
        lines = (self.note, self.nature_line, "; ".join(self.words), "; ".join((*self.counts, *self.light)))
        return "\n".join(line for line in lines if line)

    @property
    def nature_line(self) -> str:
        """The nature with the words that nobody judged it; empty where nothing was compared."""
        return f"{self.nature} ({self.assessment})" if self.nature else ""


def change_entries(scene: Scene, document: Document, language: str) -> tuple[ChangeEntry, ...]:
    """The revisions that readers may see, the latest first, after the draft where it is public."""
    comparisons = scene.comparisons[document.id]
    steps = {step.new.id: step for step in comparisons.steps}
    versions = scene.versions(document)
    maker = _Maker(scene, document, language)
    entries = [maker.entry(revision, steps.get(revision.id)) for revision in versions]
    draft = scene.draft(document)
    if draft and draft.text(language):
        entries.append(maker.entry(draft, comparisons.draft))
    return tuple(reversed(entries))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the entries of one document in one language."""

    scene: Scene
    document: Document
    language: str

    @property
    def interface(self) -> Interface:
        return self.scene.interfaces[self.language]

    def entry(self, revision: Revision, comparison: Comparison | None) -> ChangeEntry:
        interface = self.interface
        held = comparison is not None and self.language in comparison.changeset.texts
        compared = Compared(self.scene, self.document, comparison, self.language) if comparison and held else None
        changeset = compared.changeset if compared else None
        nature = overall_nature(compared.comparison.changeset, self.language) if compared else None
        counts = dict(changeset.counts) if changeset else {}
        name, note = version_name(revision, interface), revision.notes.get(self.language, "")
        own = note or self._words(revision, compared)
        return ChangeEntry(
            revision=revision,
            compared=compared,
            name=name,
            title=short(interface.t("{name}: {value}", name=name, value=_first_sentence(own)), TITLE),
            note=own,
            applies=application(revision, interface),
            nature=nature_words(nature, interface) if nature else "",
            assessment=interface.t("calculated automatically, without legal assessment"),
            words=word_counts(changeset.words_out, changeset.words_in, interface) if counts and changeset else (),
            counts=nature_counts({n: c for n, c in counts.items() if n not in LIGHT}, interface),
            light=nature_counts({n: c for n, c in counts.items() if n in LIGHT}, interface),
            sections=tuple(_sections(compared, is_light=False)) if compared else (),
            light_sections=tuple(_sections(compared, is_light=True)) if compared else (),
            facts=fact_sentences(compared) if compared else (),
            folder=text_folder(self._language(revision), self.document, revision),
            short_notice=revision.short_notice.get(self.language, ""),
            corrections=told_corrections(revision, interface),
        )

    def _language(self, revision: Revision) -> str:
        """The language of the text that an entry leads to: this one, or the first that it is held in."""
        held = [text.language for text in self.scene.texts(revision)]
        return self.language if self.language in held or not held else held[0]

    def _words(self, revision: Revision, compared: Compared | None) -> str:
        """What stands for a note where the editor gave none."""
        t, interface = self.interface.t, self.interface
        versions = self.scene.versions(self.document)
        if revision.text(self.language) is None:
            name = interface.language_name(self.language)
            return t("The text in {language} isn't held here.", language=name)
        if compared is None:
            is_first = bool(versions) and versions[0] is revision
            return t("First version held here.") if is_first else t("No earlier text in this language to compare with.")
        if not compared.changeset.changes:
            return t("The text is unchanged.")
        sections = sum(not is_light_section(section) for section in affected_sections(compared.changeset))
        if not sections:
            return t("Only typography and formatting changed.")
        return interface.n("{number} section changed.", "{number} sections changed.", sections)


def _first_sentence(words: str) -> str:
    head, sign, _ = words.partition(". ")
    return head + sign.strip() if sign else words


def _sections(compared: Compared, *, is_light: bool) -> Iterator[AffectedSection]:
    interface = compared.interface
    anchor = section_anchor(compared.changeset)
    affected = affected_sections(compared.changeset)
    for section in (found for found in affected if is_light_section(found) is is_light):
        extent = word_counts(section.words_out, section.words_in, interface)
        yield AffectedSection(
            id=section.id,
            name=section_name(section, interface),
            anchor=anchor(section.id),
            status=section_status(section, interface),
            extent=", ".join(extent),
        )
