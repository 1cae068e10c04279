"""Findings and open decisions as the review page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.compare.changeset import Op
from generator.review import CheckReport, Judged, Question, WordDiff, rule_pages


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number on the page, which counts from 1."""

    number: int
    judged: Judged


@dataclass(frozen=True, slots=True)
class ShownSpot:
    """A place, its words, and their language; `language` is empty where there is none."""

    place: str
    language: str
    excerpt: str


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


def shown(one: NumberedFinding) -> ShownFinding:
    """A finding as the page shows it."""
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
        spots=tuple(_spots(one.judged)),
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


def _spots(judged: Judged) -> Iterator[ShownSpot]:
    finding, other = judged.finding, judged.finding.counterpart
    yield ShownSpot(str(finding.location), finding.language, finding.excerpt)
    if other:
        yield ShownSpot(str(other.location), other.language, other.excerpt)


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
