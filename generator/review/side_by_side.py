"""The texts that a check compared, beside one another, for a page that shows them with its findings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import clock
from generator.model import Document, Revision, Text
from generator.review.chosen import CheckOptions, chosen_revisions
from generator.source import load_site
from generator.source.files import read_any_file
from generator.source.plain import read_plain


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two texts of a revision; `translation` is None where it is held in one language only.

    `document` and `revision` are empty for plain files. `prevails` says whether the left one decides in a conflict;
    where the prevailing text isn't held, another one stands there.
    """

    document: str
    revision: str
    prevailing: Text
    translation: Text | None
    prevails: bool = True

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts, the left one first."""
        return (self.prevailing, self.translation) if self.translation else (self.prevailing,)


def checked_texts(root: Path, options: CheckOptions) -> tuple[SideBySide, ...]:
    """The texts of a site that a check with these options looks at; raises PolicyError if the site can't be read."""
    corpus = load_site(root).corpus
    today = clock.today(options.as_of, os.environ, corpus.site.time_zone)
    return tuple(
        pair
        for document in corpus.documents
        for revision in chosen_revisions(document, corpus.site, options, today)
        for pair in _pairs(document, revision)
    )


def checked_files(prevailing: tuple[str, Path], translation: tuple[str, Path]) -> tuple[SideBySide, ...]:
    """Two Markdown files, each with its language."""
    left, right = (read_plain(read_any_file(path), language) for language, path in (prevailing, translation))
    return (SideBySide("", "", left, right),)


def _pairs(document: Document, revision: Revision) -> Iterator[SideBySide]:
    """Each translation with the prevailing text; where that isn't held, with the first that is."""
    if not revision.texts:
        return
    own = revision.text(document.prevailing.language)
    left = own or revision.texts[0]
    others: list[Text | None] = [text for text in revision.texts if text.language != left.language]
    for text in others or [None]:
        yield SideBySide(document.id, revision.id, left, text, prevails=own is not None)
