"""Open decisions: questions that only the publisher can answer take their findings out of the count of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.check import Finding, Severity
from generator.errors import Location
from generator.model import Document, OpenDecision
from generator.review.judged import Judged, Question
from generator.review.rules import About, ReviewRule, made
from generator.source.facts import decisions_named


@dataclass(frozen=True, slots=True)
class Decisions:
    """The open decisions of a document, each with its place in its file."""

    document: Document
    places: dict[str, Location]

    def absorb(self, judged: Iterable[Judged]) -> tuple[Judged, ...]:
        """The findings, each with the decisions of its rule in its section."""
        return tuple(replace(one, decisions=self._answering(one.finding)) for one in judged)

    def _answering(self, finding: Finding) -> tuple[str, ...]:
        return tuple(
            decision.id
            for decision in self.document.decisions
            if (decision.rule, decision.section) == (finding.rule, finding.section)
        )

    def questions(self, judged: tuple[Judged, ...]) -> Iterator[Question]:
        """The decisions that take findings out of the count, or that a fact names."""
        named = self.named()
        for decision in self.document.decisions:
            absorbed = sum(one.is_absorbed and decision.id in one.decisions for one in judged)
            if absorbed or decision.id in named:
                yield Question(self.document.id, decision, absorbed)

    def named(self) -> frozenset[str]:
        """The decisions that the facts of a revision or of the draft name."""
        draft = [self.document.draft] if self.document.draft else []
        held = (*self.document.revisions, *draft)
        return frozenset(use.id for revision in held for use in decisions_named(revision.facts))

    def unused(self, judged: tuple[Judged, ...]) -> Iterator[Finding]:
        """The decisions that answer no finding, not even a waived one, and that no fact names."""
        used = self.named() | {name for one in judged for name in one.decisions}
        for decision in self.document.decisions:
            if decision.id not in used:
                message = f"the open decision {decision.id!r} answers no finding, and no fact names it"
                remedy = f"Delete it, or mend its rule ({decision.rule}) or its section ({decision.section})."
                about = self._about(decision)
                yield made(ReviewRule.DECISION_UNUSED, Severity.NOTICE, about, message, remedy)

    def open_ones(self, judged: tuple[Judged, ...]) -> Iterator[Finding]:
        """The decisions that must be settled before a revision can be published, as errors."""
        for question in self.questions(judged):
            decision = question.decision
            message = f"the decision {decision.id!r} is still open; {decision.owner!r} decides"
            remedy = "Settle it: change the text or the facts, and delete the decision."
            yield made(ReviewRule.DECISION_OPEN, Severity.ERROR, self._about(decision), message, remedy)

    def _about(self, decision: OpenDecision) -> About:
        place = self.places[decision.id]
        return About(self.document.id, place, decision.id, section=decision.section)
