"""A corpus as it was known on a day: corrections that came later are not made yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.model.documents import Corpus, Document, Revision
from generator.model.seals import CorrectionKind


def corpus_on(corpus: Corpus, day: date) -> Corpus:
    """The corpus with the corrections of that day and before; the same object where there are no later ones."""
    documents = tuple(_document_on(document, day) for document in corpus.documents)
    is_same = all(one is other for one, other in zip(documents, corpus.documents, strict=True))
    return corpus if is_same else replace(corpus, documents=documents)


def _document_on(document: Document, day: date) -> Document:
    revisions = tuple(revision_on(revision, day) for revision in document.revisions)
    is_same = all(one is other for one, other in zip(revisions, document.revisions, strict=True))
    return document if is_same else replace(document, revisions=revisions)


def revision_on(revision: Revision, day: date) -> Revision:
    """The revision in the wording that it had on a day, with the corrections made until then."""
    kept = tuple(correction for correction in revision.corrections if correction.date <= day)
    if len(kept) == len(revision.corrections):
        return revision
    states = (*revision.earlier, revision)
    count = sum(correction.kind is not CorrectionKind.WITHDRAWAL for correction in kept)
    is_withdrawn = any(correction.kind is CorrectionKind.WITHDRAWAL for correction in kept)
    return replace(
        states[count],
        corrections=kept,
        earlier=states[:count],
        withdrawn=revision.withdrawn if is_withdrawn else None,
    )
