"""Two revisions of a document in one language, as the subject of pages, feeds and data."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.compare.changeset import Changeset
from generator.compare.comparisons import Comparison
from generator.model import Document, Revision, Text
from generator.render.banners import Banner, Tone, banners
from generator.render.formats import Interface
from generator.render.links import CHANGES, DRAFT, folder, relative
from generator.render.redline_runs import SHOWN_MARKS, Style, hidden_marks
from generator.render.scene import Scene, Subject

ABOUT_CHANGES = frozenset({"draft", "proposal", "copy", "announced", "withdrawn", "ended", "unofficial", "prevailing"})
"""The banners of a text that its readers need on a page of changes as well."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison in one language; both revisions are held in it."""

    scene: Scene
    document: Document
    comparison: Comparison
    language: str

    @property
    def interface(self) -> Interface:
        """The interface of the language."""
        return self.scene.interfaces[self.language]

    @property
    def changeset(self) -> Changeset:
        """What changed in this language."""
        return self.comparison.changeset.texts[self.language]

    @property
    def folder(self) -> str:
        """The folder of the redline."""
        return changes_folder(self.language, self.document, self.comparison.name)

    @property
    def is_draft(self) -> bool:
        """Whether this compares the draft."""
        return self.comparison.new.is_draft

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages in which these revisions are compared."""
        return compared_languages(self.scene, self.comparison)

    def subject(self, revision: Revision) -> Subject:
        """One of the two texts as a page of its own shows it."""
        text = revision.text(self.language)
        if text is None:
            raise LookupError(f"{revision.id} isn't held in {self.language}")
        return text_subject(self.scene, self.document, revision, text)

    def style(self, language: str = "", *, here: str = "", prefix: str = "") -> Style:
        """How a redline of this comparison is written, on the page in the folder `here`."""
        language, here = language or self.language, here or self.folder
        interface = self.scene.interfaces[language]
        old, new = (relative(here, text_folder(language, self.document, side)) for side in self._sides)
        return Style(interface, hidden_marks(interface), old, new, prefix, cache=self.scene.forms.redlined)

    def bare_style(self) -> Style:
        """How the redline is written where no stylesheet and no relative address goes."""
        base = self.scene.site.base_url
        old, new = (base + text_folder(self.language, self.document, side) for side in self._sides)
        return Style(self.interface, SHOWN_MARKS, old, new, bare=True, cache=self.scene.forms.redlined)

    @property
    def _sides(self) -> tuple[Revision, Revision]:
        return self.comparison.old, self.comparison.new


def compared_languages(scene: Scene, comparison: Comparison) -> tuple[str, ...]:
    """The site's languages in which two revisions are compared."""
    return tuple(language for language in scene.site.languages if language in comparison.changeset.texts)


def changes_folder(language: str, document: Document, *leaves: str) -> str:
    """The folder of a document's changes, or of a redline in it."""
    return folder(language, document.id, CHANGES, *leaves)


def text_folder(language: str, document: Document, revision: Revision) -> str:
    """The folder of a revision's own page."""
    return folder(language, document.id, DRAFT if revision.is_draft else revision.id)


def text_subject(scene: Scene, document: Document, revision: Revision, text: Text) -> Subject:
    """A text as the page of its revision shows it."""
    return Subject(scene, document, revision, text, DRAFT if revision.is_draft else revision.id)


def banners_of_changes(compared: Compared, here: str) -> tuple[Banner, ...]:
    """What a reader must know of the two texts: the banners of the new one, and whose text the old one is."""
    new = tuple(banners(compared.subject(compared.comparison.new)))
    old = tuple(banners(compared.subject(compared.comparison.old)))
    shown = [banner for banner in new if banner.kind in ABOUT_CHANGES]
    known = {banner.kind for banner in shown}
    shown += [banner for banner in old if banner.kind in {"copy", "unofficial"} - known]
    shown.sort(key=lambda banner: banner.tone is not Tone.WARNING)
    source = compared.subject(compared.comparison.new).folder
    return tuple(elsewhere(banner, source, here) for banner in shown)


def elsewhere(banner: Banner, source: str, here: str) -> Banner:
    """A banner of a page in the folder `source` on a page in the folder `here`."""
    if not banner.href:
        return banner
    path, sign, fragment = banner.href.partition("#")
    target = posixpath.normpath(f"/{source}{path}").lstrip("/")
    return replace(banner, href=relative(here, f"{target}/") + sign + fragment)


def all_compared(scene: Scene, document: Document) -> Iterator[Compared]:
    """Every comparison of a document that readers may see, in each language."""
    for comparison in scene.comparisons[document.id].all if document.id in scene.comparisons else ():
        for language in compared_languages(scene, comparison):
            yield Compared(scene, document, comparison, language)


def to_now(scene: Scene, document: Document, revision: Revision, language: str) -> str:
    """The folder of the redline from a revision to what applies; empty where there is none in this language."""
    found = scene.comparisons[document.id].to_now if document.id in scene.comparisons else ()
    known = (c for c in found if c.old.id == revision.id and language in c.changeset.texts)
    return next((changes_folder(language, document, comparison.name) for comparison in known), "")


def step_to(scene: Scene, document: Document, revision: Revision, language: str) -> str:
    """The folder of the redline that shows what a revision, or the draft, changed; empty where there is none."""
    comparisons = scene.comparisons.get(document.id)
    if comparisons is None:
        return ""
    steps = (*comparisons.steps, *([comparisons.draft] if comparisons.draft else []))
    known = (c for c in steps if c.new.id == revision.id and language in c.changeset.texts)
    return next((changes_folder(language, document, comparison.name) for comparison in known), "")
