"""What `polylex diff` compares: two revisions of a site's document, or two plain Markdown files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.compare import compare_facts, compare_texts
from generator.errors import ConfigurationError, Location, Problem
from generator.export.compared import Compared
from generator.model import Corpus, Document, Revision, Text
from generator.source import load_site
from generator.source.files import read_any_file
from generator.source.plain import read_plain
from generator.source.shapes import nearest

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class RevisionPair:
    """Two revisions of a document, by their ids; the language is the prevailing one if it is empty."""

    document: str
    old: str
    new: str
    language: str = ""


def diff_revisions(root: Path, pair: RevisionPair) -> Compared:
    """Compare two revisions of the site in a folder; "draft" names the draft.

    Raises ConfigurationError for a document, revision or language that isn't there, with the nearest one that is.
    """
    corpus = load_site(root).corpus
    document = _document(corpus, pair.document)
    old, new = (_revision(document, name) for name in (pair.old, pair.new))
    language = pair.language or document.prevailing.language
    texts = _text(old, language), _text(new, language)
    records = compare_facts(old.facts, new.facts)
    return Compared(document.id, old.id, new.id, compare_texts(*texts), records)


def diff_files(old: Path, new: Path, language: str) -> Compared:
    """Compare two Markdown files, which need neither ids nor a site."""
    sides = (read_plain(read_any_file(path), language) for path in (old, new))
    changeset = compare_texts(*sides)
    return Compared("", str(old), str(new), changeset)


def _document(corpus: Corpus, name: str) -> Document:
    known = tuple(document.id for document in corpus.documents)
    found = next((document for document in corpus.documents if document.id == name), None)
    if found is None:
        raise _unknown(f"there is no document {name!r}", name, known)
    return found


def _revision(document: Document, name: str) -> Revision:
    held = [*document.revisions, *([document.draft] if document.draft else [])]
    found = next((revision for revision in held if revision.id == name), None)
    if found is not None:
        return found
    if name == DRAFT and document.revisions:
        return document.revisions[-1]  # a draft that equals the latest revision is no draft of its own
    raise _unknown(f"{document.id!r} has no revision {name!r}", name, tuple(revision.id for revision in held))


def _text(revision: Revision, language: str) -> Text:
    found = revision.text(language)
    if found is None:
        raise _unknown(f"{revision.id} has no text in {language!r}", language, revision.languages)
    return found


def _unknown(message: str, name: str, known: tuple[str, ...]) -> ConfigurationError:
    return ConfigurationError(Problem(Location(""), message, nearest(name, known)))
