"""Findings and open decisions as the review page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.check import Spot
from generator.compare.changeset import Op
from generator.review import CheckReport, Judged, Question, WordDiff, rule_pages


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number on the page, which counts from 1."""

    number: int
    judged: Judged


@dataclass(frozen=True, slots=True)
class ShownSpot:
    """A place, its words, and their language, empty where there is none; `mark` is the id of its mark on the page."""

    place: str
    language: str
    excerpt: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ShownSpan:
    """Words that stayed, went or came; `tag` is empty for those that stayed."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What changed in a language since a confirmation; no spans where the wording that was confirmed isn't held."""

    language: str
    spans: tuple[ShownSpan, ...]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with all its words; `fate` says why it doesn't count, empty for one that does."""

    id: str
    severity: str
    message: str
    rule: str
    summary: str
    remedy: str
    where: str
    spots: tuple[ShownSpot, ...]
    changes: tuple[ShownChange, ...]
    fate: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """An open decision with its question in each language."""

    id: str
    document: str
    rule: str
    owner: str
    section: str
    question: tuple[tuple[str, str], ...]


def numbered(report: CheckReport) -> tuple[NumberedFinding, ...]:
    """All findings of a report: those that count and are waived in order of place, then what decisions answer."""
    return tuple(NumberedFinding(n, one) for n, one in enumerate((*report.findings, *report.absorbed), 1))


def mark_id(number: int, spot: int) -> str:
    """The id of the mark of a finding's place; `spot` counts them from 0."""
    return f"finding-{number}--{'here' if spot == 0 else 'there'}"


def shown(one: NumberedFinding, marks: frozenset[str] = frozenset()) -> ShownFinding:
    """A finding as the page shows it; `marks` are the ids of the marks that stand on the page."""
    finding = one.judged.finding
    fate, reason = _fate(one.judged)
    return ShownFinding(
        id=f"finding-{one.number}",
        severity=finding.severity.value,
        message=f"{finding.message[:1].upper()}{finding.message[1:]}",
        rule=finding.rule,
        summary=_summaries().get(finding.rule, ""),
        remedy=finding.remedy,
        where=" / ".join(p for p in (finding.document, finding.revision, finding.section, finding.language) if p),
        spots=tuple(_spots(one, marks)),
        changes=tuple(change for diff in one.judged.diffs for change in _changes(diff)),
        fate=fate,
        reason=reason,
    )


def _fate(judged: Judged) -> tuple[str, str]:
    """Why a finding doesn't count, in a word and in full."""
    if judged.waiver:
        return "waived", f"{judged.waiver.reason} ({judged.waiver.by}, {judged.waiver.date})"
    if judged.decisions:
        return "open decision", ", ".join(judged.decisions)
    return "", ""


def _spots(one: NumberedFinding, marks: frozenset[str]) -> Iterator[ShownSpot]:
    finding = one.judged.finding
    own = Spot(finding.language, finding.location, finding.excerpt)
    for n, spot in enumerate(spot for spot in (own, finding.counterpart) if spot):
        mark = mark_id(one.number, n)
        yield ShownSpot(str(spot.location), spot.language, spot.excerpt, mark if mark in marks else "")


def _changes(diff: WordDiff) -> Iterator[ShownChange]:
    if not diff.revision:
        yield ShownChange(diff.language, ())
    for spans in diff.changes:
        yield ShownChange(diff.language, tuple(ShownSpan(_TAGS[span.op], span.text) for span in spans if span.text))


_TAGS: Mapping[Op, str] = {Op.EQUAL: "", Op.DELETE: "del", Op.INSERT: "ins"}


@cache
def _summaries() -> Mapping[str, str]:
    return {page.id: page.summary for page in rule_pages()}


def shown_question(question: Question) -> ShownQuestion:
    """An open decision as the page shows it."""
    decision = question.decision
    return ShownQuestion(
        id=decision.id,
        document=question.document,
        rule=decision.rule,
        owner=decision.owner,
        section=decision.section,
        question=tuple(sorted(decision.question.items())),
    )
