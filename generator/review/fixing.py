"""`polylex check --fix`: the typography of a site's drafts, mended in their files; no word, and no dated file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import ConfigurationError, Location, Problem
from generator.model import Corpus, Text
from generator.review.chosen import DRAFT
from generator.review.digests import section_digest
from generator.review.files import write_whole
from generator.review.mending import (
    Counts,
    Style,
    apostrophes,
    mended_markdown,
    mended_wording,
    parts_of_wording,
    usual_apostrophe,
    words,
)
from generator.source import load_site
from generator.source.files import read_source
from generator.source.folder import CONTENT, Names, exists


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that was mended: how often what, by what it was."""

    path: str
    counts: Mapping[str, int]

    def __str__(self) -> str:
        """The file and its counts, on one line."""
        return f"{self.path}: {', '.join(f'{name}: {number}' for name, number in sorted(self.counts.items()))}"


@dataclass(frozen=True, slots=True)
class _Change:
    """The new content of a file."""

    mended: Mended
    content: str


def fix_site(root: Path) -> tuple[Mended, ...]:
    """Mend the drafts of the site in a folder, and tell which files changed.

    Each file is the old one or the new one at any moment. Raises PolicyError, and writes nothing, if the site can't be
    read, or if mending it would change more than typography.
    """
    corpus = load_site(root).corpus
    changes = [
        change
        for document in corpus.documents
        for language in corpus.site.languages
        for change in _changes(root, Names(document.id), language)
    ]
    if changes:
        _prove(root, corpus, changes)
    for change in changes:
        write_whole(root, change.mended.path, change.content)
    return tuple(change.mended for change in changes)


def _changes(root: Path, names: Names, language: str) -> Iterator[_Change]:
    """What is to change in the text and the wording of a draft, which are written in one style."""
    paths = [path for path in (names.text(language, DRAFT), names.wording(language, DRAFT)) if exists(root, path)]
    sources = {path: read_source(root, path).text for path in paths}
    style = Style(language, usual_apostrophe(_apostrophes(sources)))
    for path, source in sources.items():
        mended, counts = (mended_wording if _is_wording(path) else mended_markdown)(source, style)
        if words(mended) != words(source):
            raise _refusal(path)
        if mended != source:
            yield _Change(Mended(path, dict(counts)), _with_line_ends(root / path, mended))


def _apostrophes(sources: Mapping[str, str]) -> Counts:
    counted = Counts()
    for path, source in sources.items():
        parts = parts_of_wording(source) if _is_wording(path) else [(True, source)]
        for is_words, part in parts:
            counted += apostrophes(part) if is_words else Counts()
    return counted


def _is_wording(path: str) -> bool:
    return path.endswith(".yaml")


def _with_line_ends(path: Path, content: str) -> str:
    """The content with the line ends that its file has."""
    return content.replace("\n", "\r\n") if b"\r\n" in path.read_bytes() else content


# ---------------------------------------------------------------- the proof


def _prove(root: Path, corpus: Corpus, changes: Iterable[_Change]) -> None:
    """Raise PolicyError if the site, mended in a copy, can't be read or differs in more than typography."""
    with tempfile.TemporaryDirectory(prefix="polylex-") as folder:
        copy = Path(folder)
        shutil.copytree(root / CONTENT, copy / CONTENT)
        for change in changes:
            write_whole(copy, change.mended.path, change.content)
        mended = dict(_digests(load_site(copy).corpus))
    for path, digests in _digests(corpus):
        if mended.get(path, digests) != digests:
            raise _refusal(path)


def _digests(corpus: Corpus) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The digests of the drafts' sections, which typography doesn't change, by the path of their text."""
    for document in corpus.documents:
        for text in document.draft.texts if document.draft else ():
            yield text.path, _digests_of(text)


def _digests_of(text: Text) -> tuple[tuple[str, str], ...]:
    return tuple((section.id, section_digest(section)) for section in text.sections)


def _refusal(path: str) -> ConfigurationError:
    message = "mending this file would change more than its typography, so nothing was written"
    return ConfigurationError(Problem(Location(path), message, "Mend it by hand; `polylex check` names the places."))
