"""Which revisions of a document are compared for its readers, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, takewhile

from generator.compare.bilingual import Divergence, divergences
from generator.compare.changeset import RevisionChangeset
from generator.model import Document, Revision

NOW = "now"
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions of a document, compared.

    `name` is the comparison's part of an address: "2023-12-18..2025-01-01" for consecutive revisions,
    "2023-12-18..now" against the applicable one, "now..draft" for the draft. `divergences` tells, by section id,
    where the languages did not change alike; a section that isn't in it did.
    """

    name: str
    old: Revision
    new: Revision
    changeset: RevisionChangeset
    divergences: Mapping[str, Divergence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentComparisons:
    """All comparisons of a document that readers may see on a day.

    `steps` are those of consecutive revisions, oldest first; `to_now` those of each earlier revision with the one
    that applies (on a copy: the latest held), oldest first; `draft` that of the draft with it, if the draft is public.
    """

    steps: tuple[Comparison, ...] = ()
    to_now: tuple[Comparison, ...] = ()
    draft: Comparison | None = None

    @property
    def all(self) -> tuple[Comparison, ...]:
        """Every comparison."""
        return (*self.steps, *self.to_now, *([self.draft] if self.draft else []))


Compare = Callable[[Revision, Revision], RevisionChangeset]


def compare_document(document: Document, today: date, compare: Compare) -> DocumentComparisons:
    """Compare what readers may see of a document on a day; each pair is compared once."""
    public = document.public_revisions(today)
    current = document.applicable(today)
    known: dict[tuple[str, str], RevisionChangeset] = {}

    def comparison(name: str, old: Revision, new: Revision) -> Comparison:
        key = (old.id, new.id)
        if key not in known:
            known[key] = compare(old, new)
        languages = (document.prevailing.language, *new.languages)
        return Comparison(name, old, new, known[key], divergences(known[key], languages))

    steps = [comparison(f"{old.id}..{new.id}", old, new) for old, new in pairwise(public)]
    earlier = takewhile(lambda revision: current is not None and revision.id != current.id, public)
    to_now = [comparison(f"{old.id}..{NOW}", old, current) for old in earlier if current is not None]
    draft = document.draft if document.draft_public else None
    shown = comparison(f"{NOW}..{DRAFT}", current, draft) if current is not None and draft is not None else None
    return DocumentComparisons(tuple(steps), tuple(to_now), shown)
