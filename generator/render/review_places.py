"""Where findings and open decisions stand on the review page: in which pair of texts, or around them.

Law, which a test holds: every finding stands in exactly one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.check import Finding
from generator.render.review_findings import NumberedFinding
from generator.review import Question
from generator.review.side_by_side import SideBySide

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Share:
    """What stands with one pair of texts."""

    findings: tuple[NumberedFinding, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What stands with each pair of texts, in their order, and what stands around all of them."""

    shares: tuple[Share, ...]
    around: tuple[NumberedFinding, ...]
    questions: tuple[Question, ...]

    def of(self, index: int) -> Share:
        """What stands with the pair of this index, which counts from 0."""
        return self.shares[index]


def place(findings: Sequence[NumberedFinding], questions: Sequence[Question], pairs: Sequence[SideBySide]) -> Fate:
    """Give every finding and every question its place."""
    homes = [_home(one.judged.finding, pairs) for one in findings]
    asked = [_asked(question, pairs) for question in questions]
    shares = tuple(
        Share(
            tuple(one for one, home in zip(findings, homes, strict=True) if home == n),
            tuple(question for question, home in zip(questions, asked, strict=True) if home == n),
        )
        for n in range(len(pairs))
    )
    around = tuple(one for one, home in zip(findings, homes, strict=True) if home is None)
    return Fate(shares, around, tuple(q for q, home in zip(questions, asked, strict=True) if home is None))


def _home(finding: Finding, pairs: Sequence[SideBySide]) -> int | None:
    """The first pair that holds the finding's document, revision and languages."""
    named = {finding.language, finding.counterpart.language if finding.counterpart else ""} - {""}
    return next((n for n, pair in enumerate(pairs) if _holds(pair, finding, named)), None)


def _holds(pair: SideBySide, finding: Finding, named: set[str]) -> bool:
    languages = {text.language for text in pair.texts}
    return (pair.document, pair.revision) == (finding.document, finding.revision) and named <= languages


def _asked(question: Question, pairs: Sequence[SideBySide]) -> int | None:
    """The pair of the draft that has the question's section, else the last of its document that has it."""
    held = [
        n
        for n, pair in enumerate(pairs)
        if pair.document == question.document and any(text.section(question.decision.section) for text in pair.texts)
    ]
    drafts = [n for n in held if pairs[n].revision == DRAFT]
    return drafts[0] if drafts else held[-1] if held else None
