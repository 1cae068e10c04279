"""What a check comes to: findings with what became of them, and whether the texts pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.check import Finding, Severity
from generator.model import OpenDecision
from generator.review.files import Waiver
from generator.review.signoff import WordDiff


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding; the waiver that waives it, and the open decisions that answer it.

    `digests` are those of its section by language, for a waiver of its fingerprint. `diffs` show the words that
    changed since a confirmation.
    """

    finding: Finding
    digests: Mapping[str, str] = field(default_factory=dict)
    diffs: tuple[WordDiff, ...] = ()
    waiver: Waiver | None = None
    decisions: tuple[str, ...] = ()

    @property
    def is_waived(self) -> bool:
        """Whether it is accepted as it is."""
        return self.waiver is not None

    @property
    def is_absorbed(self) -> bool:
        """Whether an open decision takes it out of the count."""
        return self.waiver is None and bool(self.decisions)

    @property
    def counts(self) -> bool:
        """Whether it is neither waived nor absorbed."""
        return not self.is_waived and not self.is_absorbed


@dataclass(frozen=True, slots=True)
class Question:
    """An open decision of a document, with the findings that it takes out of the count."""

    document: str
    decision: OpenDecision
    absorbed: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that a check found.

    `findings` hold those that count and those that are waived, in order of place; `absorbed` those that open
    decisions answer. `checked` names what was looked at; `sources` holds the characters of each file by its path.
    `today` is the day for which a site was checked, in its `time_zone`; plain files have none.
    """

    findings: tuple[Judged, ...]
    absorbed: tuple[Judged, ...]
    questions: tuple[Question, ...]
    checked: tuple[str, ...]
    sources: Mapping[str, str] = field(repr=False)
    fail_on: Severity = Severity.WARNING
    today: date | None = None
    time_zone: str = ""

    @property
    def counted(self) -> tuple[Judged, ...]:
        """The findings that count."""
        return tuple(judged for judged in self.findings if judged.counts)

    @property
    def waived(self) -> int:
        """How many findings are waived."""
        return sum(judged.is_waived for judged in self.findings)

    @property
    def is_failed(self) -> bool:
        """Whether a finding weighs as much as `fail_on` or more."""
        return any(judged.finding.severity.rank <= self.fail_on.rank for judged in self.counted)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity count."""
        return sum(judged.finding.severity is severity for judged in self.counted)


def in_order(judged: Iterable[Judged]) -> tuple[Judged, ...]:
    """By place, then by rule."""
    return tuple(sorted(judged, key=lambda one: (one.finding.order, one.finding.revision, one.finding.fingerprint)))
