"""Holds what is published against its seals, whenever one of its files is another than before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import AlteredError, InputError, Problem
from generator.integrity.content import ContentForms
from generator.integrity.known import Known, State
from generator.integrity.verify import Sealed, content_problems, raw_problems, read_sealed
from generator.source.corpus import LoadedSite
from generator.source.folder import CONTENT

_DRAFT = re.compile(rf"{CONTENT}/[^/]+/[^/]+/draft\.(?:md|yaml)")


@dataclass(slots=True)
class Verifier:
    """Verifies a site again and again; remembers which files it verified."""

    root: Path
    _states: dict[str, State] = field(default_factory=dict)

    def verify(self, loaded: LoadedSite) -> None:
        """Raise AlteredError with all that isn't what was published, in documents of which a file changed."""
        known = Known(self.root)
        sealed = tuple(Sealed(document, held) for document, held in loaded.lists.items())
        states = {one.document: known.state(one) for one in sealed}
        others = (one for one in sealed if self._states.get(one.document) != states[one.document])
        changed = tuple(one for one in others if not known.holds(one, states[one.document]))
        _raise_if([problem for one in changed for problem in raw_problems(self.root, one)])
        documents = {document.id: document for document in loaded.corpus.documents}
        forms = ContentForms()
        _raise_if([problem for one in changed for problem in content_problems(one, documents[one.document], forms)])
        if changed:
            known.keep(states)
        self._states = states


def raise_if_altered(root: Path, error: InputError) -> None:
    """Raise AlteredError where a published file was altered, and sources can't be read for more than their drafts."""
    if all(_DRAFT.fullmatch(problem.location.path) for problem in error.problems):
        return
    _raise_if([problem for one in read_sealed(root) for problem in raw_problems(root, one)])


def _raise_if(problems: list[Problem]) -> None:
    if problems:
        raise AlteredError(*problems)
