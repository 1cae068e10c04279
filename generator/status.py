"""What `polylex status` tells: every revision with its dates, its status on a day, and its languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from generator.model import Corpus, Document, Revision, Status, status_of


@dataclass(frozen=True, slots=True)
class RevisionStatus:
    """One revision on one day; days in ISO form, `effective` "not-stated" where the text names none.

    `origins` maps each language to official or unofficial; a draft's texts have none yet and map to "draft".
    """

    document: str
    revision: str
    published: str
    effective: str
    status: Status
    is_public: bool
    origins: dict[str, str]


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """A document with its revisions, oldest first, and its draft, if it has one, last."""

    id: str
    edition: str
    prevailing: str
    languages: tuple[str, ...]
    history_complete: bool
    open_decisions: int
    revisions: tuple[RevisionStatus, ...]

    def as_data(self) -> dict[str, object]:
        """The same as plain data."""
        return asdict(self)


def statuses(corpus: Corpus, today: date) -> tuple[DocumentStatus, ...]:
    """The status of every document on a day."""
    return tuple(_document(corpus, document, today) for document in corpus.documents)


def _document(corpus: Corpus, document: Document, today: date) -> DocumentStatus:
    return DocumentStatus(
        id=document.id,
        edition=document.edition,
        prevailing=document.prevailing.language,
        languages=corpus.site.languages,
        history_complete=document.history_complete,
        open_decisions=len(document.decisions),
        revisions=tuple(_revision(corpus, document, revision, today) for revision in _held(document)),
    )


def _held(document: Document) -> Iterator[Revision]:
    yield from document.revisions
    if document.draft is not None:
        yield document.draft


def _revision(corpus: Corpus, document: Document, revision: Revision, today: date) -> RevisionStatus:
    published = revision.published
    return RevisionStatus(
        document=document.id,
        revision=revision.id,
        published=published.isoformat() if published else "",
        effective="" if published is None else (revision.effective.isoformat() if revision.effective else "not-stated"),
        status=status_of(document, revision, corpus.site, today),
        is_public=document.draft_public if published is None else published <= today,
        origins={text.language: "draft" if revision.is_draft else text.origin.value for text in revision.texts},
    )
