"""What the preview shows of a document: its draft, or what stands for one, and what that is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.compare.bilingual import Divergence, divergences
from generator.compare.changeset import Changeset
from generator.compare.comparisons import DRAFT, NOW, Compare, Comparison
from generator.model import Document, Revision, Text
from generator.render.compared import Compared
from generator.render.redline_runs import Style
from generator.render.scene import Scene
from generator.review.side_by_side import SideBySide


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with the revision that is shown of it: the draft; where it has none of its own, the latest revision.

    `old` is the latest revision, None where there is none or where it is shown itself.
    """

    scene: Scene
    document: Document
    revision: Revision
    old: Revision | None

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages in which it is held."""
        return tuple(text.language for text in self.scene.texts(self.revision))

    @property
    def first_language(self) -> str:
        """The language that is shown first: the prevailing one where it is held."""
        prevailing = self.document.prevailing.language
        return prevailing if prevailing in self.languages else self.languages[0]

    def text(self, language: str) -> Text | None:
        """The text in a language of the site."""
        return self.revision.text(language) if language in self.languages else None

    def pairs(self) -> tuple[SideBySide, ...]:
        """The prevailing text, or what stands for it, beside each other one."""
        return tuple(self._pairs())

    def _pairs(self) -> Iterator[SideBySide]:
        first = self.first_language
        left = self.text(first)
        if left is None:
            return
        prevails = first == self.document.prevailing.language
        others: list[Text | None] = [
            text for language in self.languages if language != first and (text := self.text(language))
        ]
        for other in others or [None]:
            yield SideBySide(self.document.id, self.revision.id, left, other, prevails)


@dataclass(frozen=True, slots=True)
class Redlined:
    """What a draft changes in one language."""

    changeset: Changeset
    style: Style
    divergences: Mapping[str, Divergence]


def shown(scene: Scene, document: Document) -> Shown | None:
    """What is shown of a document; None where no text of it is held."""
    latest = document.revisions[-1] if document.revisions else None
    versions = scene.versions(document)
    revision, old = (document.draft, latest) if document.draft else (versions[-1] if versions else None, None)
    found = Shown(scene, document, revision, old) if revision else None
    return found if found and found.languages else None


def redlined(one: Shown, language: str, here: str, compare: Compare) -> Redlined | None:
    """What the draft changes; None where there is nothing to compare it with in this language.

    `here` is the folder of the page that shows it.
    """
    if one.old is None or one.old.text(language) is None or one.text(language) is None:
        return None
    changeset = compare(one.old, one.revision)
    found = divergences(changeset, (one.document.prevailing.language, *one.revision.languages))
    comparison = Comparison(f"{NOW}..{DRAFT}", one.old, one.revision, changeset, found)
    compared = Compared(one.scene, one.document, comparison, language)
    return Redlined(compared.changeset, compared.style(here=here), found)
