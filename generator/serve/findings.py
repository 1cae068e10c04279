"""The findings of a check as the preview shows them: those on one document, each with its section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.check import Severity
from generator.render.review_findings import (
    NumberedFinding,
    ShownFinding,
    ShownQuestion,
    numbered,
    shown,
    shown_question,
)
from generator.review import Question
from generator.serve.board import State
from generator.serve.drafts import Shown

NOTHING: tuple[ShownFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The findings on what is shown of a document, and the open decisions that answer some.

    `is_current` says whether the check saw the texts as they are shown, `is_done` whether one ever ended.
    """

    findings: tuple[NumberedFinding, ...]
    questions: tuple[Question, ...]
    is_current: bool
    is_done: bool

    def at(self, section: str) -> tuple[ShownFinding, ...]:
        """Those on a section."""
        return tuple(shown(one) for one in self.findings if one.judged.finding.section == section)

    def elsewhere(self, sections: Iterable[str]) -> tuple[ShownFinding, ...]:
        """Those on none of these sections."""
        known = frozenset(sections)
        return tuple(shown(one) for one in self.findings if one.judged.finding.section not in known)

    def asked_at(self, section: str) -> tuple[ShownQuestion, ...]:
        """The open decisions on a section."""
        return tuple(shown_question(one) for one in self.questions if one.decision.section == section)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings of each severity count."""
        counted = [one.judged.finding.severity for one in self.findings if one.judged.counts]
        return {severity.value: counted.count(severity) for severity in Severity}

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections with a finding that counts, in the order of the findings."""
        return tuple(dict.fromkeys(one.judged.finding.section for one in self.findings if one.judged.counts))


def beside(state: State, one: Shown) -> Beside:
    """What the last check found on what is shown of a document, and on the document as a whole."""
    report, snapshot = state.found.report if state.found else None, state.snapshot
    if report is None or state.found is None:
        return Beside((), (), is_current=False, is_done=False)
    findings = tuple(
        found
        for found in numbered(report)
        if found.judged.finding.document == one.document.id and found.judged.finding.revision in {"", one.revision.id}
    )
    questions = tuple(question for question in report.questions if question.document == one.document.id)
    is_current = snapshot is not None and state.found.number == snapshot.number
    return Beside(findings, questions, is_current=is_current, is_done=True)
