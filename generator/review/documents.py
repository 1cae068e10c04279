"""Documents checked one after the other, each by itself, and what came of one remembered by its own files.

What is remembered of a document rests on the program, on its files and on those that belong to no document, and on
what was asked. A document whose files are as they were isn't even read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import InputError, PolicyError, Problem
from generator.integrity.known import Known
from generator.integrity.verification import Verified, verify_document
from generator.model import Document
from generator.plain_values import plain, restored
from generator.review.declared import declared_in
from generator.review.found import SHELF, RevisionChecker
from generator.review.one_document import Result, SiteGround, document_check
from generator.review.shelf import Shelf
from generator.review.states import SiteState, state_of
from generator.source.corpus import LoadedDocument, SiteFrame, load_document
from generator.workers import uncollected

RESULTS = "documents"
"""Where what came of documents lies."""

_DIGITS = 16
"""Digits that name a question."""

LARGE = 50_000
"""Characters of a document's files from which on a second process saves more time than it costs."""

MOST = 4
"""Questions whose results are kept of a document; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a document: a result; or `problems` of its files, alterations in `verified`, or a `failure`.

    `revisions` are the ids of those that it has.
    """

    problems: tuple[Problem, ...] = ()
    revisions: tuple[str, ...] = ()
    verified: Verified | None = None
    failure: PolicyError | None = None
    result: Result | None = None

    def sound(self) -> Result:
        """The result. Raises PolicyError where there is none."""
        if self.result is None:
            raise self.failure or InputError(*self.problems)
        return self.result


@dataclass(frozen=True, slots=True)
class ResultMemory:
    """The results of documents, for one question; `states` are those of the files that each rests on."""

    site: SiteGround
    states: Mapping[str, str]

    @classmethod
    def of(cls, site: SiteGround, state: SiteState, documents: Iterable[str]) -> ResultMemory:
        """The memory of a site whose files are in a state."""
        return cls(site, state.by_document(tuple(documents)))

    @property
    def revisions(self) -> Shelf:
        """Where what was found in revisions lies."""
        return Shelf(self.site.root, SHELF)

    def recall(self, documents: Iterable[str]) -> dict[str, Result]:
        """What came of those documents whose files are as they were, if it holds today."""
        return {document: result for document in documents for result in self._recalled(document)}

    def _recalled(self, document: str) -> Iterator[Result]:
        held = self._shelf.take(self._name(document), self.states[document])
        result = None if held is None else restored(Result, held)
        if result and result.holds(self.site.today):
            yield result

    def keep(self, results: Mapping[str, Result]) -> None:
        """Remember what came of documents, those left out whose files changed meanwhile."""
        state = state_of(self.site.root) if results else None
        now = state.by_document(tuple(self.states)) if state else {}
        for document, result in results.items():
            if now.get(document) == self.states[document]:
                self._shelf.put(self._name(document), self.states[document], plain(result))
                self._shelf.forget(f"{document}.*.json", MOST)

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self.site.root, RESULTS)

    def _name(self, document: str) -> str:
        """A file for each question; rules that are left out, and the weight that fails, count only afterwards."""
        options = self.site.options
        asked = json.dumps([options.revision, options.everything, options.strict])
        return f"{document}.{hashlib.sha256(asked.encode()).hexdigest()[:_DIGITS]}.json"


@dataclass(slots=True)
class DocumentChecker:
    """Checks documents; after one whose files can't be checked, the others are only read and verified.

    `site` is what they are checked with, or why it can't be told. `shelf` holds what was found in revisions.
    `jobs` is how many processes may look at the revisions of one document.
    """

    root: Path
    frame: SiteFrame
    site: SiteGround | PolicyError
    is_verified: bool
    shelf: Shelf | None = None
    jobs: int = 1
    _known: Known = field(init=False)
    _is_in_vain: bool = False

    def __post_init__(self) -> None:
        self._known = Known(self.root)
        self._is_in_vain = bool(self.frame.problems)

    def check(self, name: str) -> Checked:
        """Check one document; its faults are told, not raised."""
        with uncollected():
            loaded = load_document(self.root, self.frame, name)
            if loaded.problems or loaded.document is None:
                self._is_in_vain = True
                return Checked(loaded.problems)
            ids = tuple(revision.id for revision in loaded.document.revisions)
            verified = verify_document(self._known, loaded) if self.is_verified else None
            self._is_in_vain |= bool(verified and (verified.files or verified.contents))
            if self._is_in_vain:
                return Checked((), ids, verified)
            try:
                return Checked((), ids, verified, result=self._result(loaded, loaded.document))
            except PolicyError as error:
                return Checked((), ids, verified, failure=error)

    def _result(self, loaded: LoadedDocument, document: Document) -> Result:
        if not isinstance(self.site, SiteGround):
            raise self.site
        declared, source = declared_in(self.root, document.id)
        words = source.text if source else ""
        rules = RevisionChecker(self.site.ground, document, declared, words, loaded.sources, self.shelf)
        result = document_check(self.site, loaded, document, rules, self._jobs(loaded)).result()
        rules.keep()
        return result

    def _jobs(self, loaded: LoadedDocument) -> int:
        """How many processes look at the revisions of a document: one where there is little to look at."""
        return self.jobs if sum(len(source.text) for source in loaded.sources.values()) >= LARGE else 1
