"""Open decisions: the findings that they take out of the count, and the ones that answer nothing."""

from __future__ import annotations

from pathlib import Path

from generator.check import Severity
from tests.unit.review.samples import DECISIONS, NL_DRAFT, WAIVERS, check, edit, of, site, write

RULE = "duration-differs"


def decision(name: str, rule: str = RULE, section: str = "keeping") -> str:
    """Return an open decision as its file holds it."""
    question = "{fr: Combien ?, nl: Hoelang?}"
    return f"  {name}:\n    rule: {rule}\n    section: {section}\n    owner: maintainers\n    question: {question}\n"


def undecided(folder: Path, *decisions: str) -> Path:
    """Return a site whose draft keeps photos for another time in Dutch, with open decisions."""
    root = site(folder)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    write(root, DECISIONS, "decisions:\n" + "".join(decisions))
    return root


def test_a_decision_absorbs_the_findings_of_its_rule_in_its_section(tmp_path: Path) -> None:
    report = check(undecided(tmp_path, decision("how-long")), select=(RULE,))
    assert of(report, RULE) == []
    (absorbed,) = report.absorbed
    assert absorbed.decisions == ("how-long",)
    assert absorbed.is_absorbed
    assert not absorbed.counts
    assert [(question.decision.id, question.absorbed) for question in report.questions] == [("how-long", 1)]
    assert not report.is_failed


def test_other_sections_and_other_rules_count_as_before(tmp_path: Path) -> None:
    root = undecided(tmp_path, decision("elsewhere", section="preamble"), decision("otherwise", rule="date-differs"))
    report = check(root)
    assert len(of(report, RULE)) == 1
    assert report.questions == ()
    unused = of(report, "decision-unused")
    assert [one.finding.severity for one in unused] == [Severity.NOTICE, Severity.NOTICE]
    assert [str(one.finding.location) for one in unused] == [f"content/{DECISIONS}:{line}:5" for line in (3, 8)]
    assert of(check(root, revision="draft"), "decision-unused") == []


def test_a_decision_that_a_fact_names_is_used(tmp_path: Path) -> None:
    root = undecided(tmp_path, decision("purposes", rule="category-without-purpose", section="language"))
    assert len(of(check(root), "decision-unused")) == 1
    edit(root, "data/terms/draft.yaml", "purposes: []", "purposes: {undecided: purposes}")
    report = check(root)
    assert of(report, "decision-unused") == []
    assert [(question.decision.id, question.absorbed) for question in report.questions] == [("purposes", 0)]


def test_strictly_an_open_decision_is_an_error(tmp_path: Path) -> None:
    root = undecided(tmp_path, decision("how-long"))
    assert of(check(root), "decision-open") == []
    (error,) = of(check(root, strict=True), "decision-open")
    assert error.finding.severity is Severity.ERROR
    assert "'how-long' is still open; 'maintainers' decides" in error.finding.message


def test_a_waived_finding_is_not_absorbed_but_answers_its_decision(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, "nl/terms/2025-03-01.md", "24 maanden", "20 maanden")
    write(root, DECISIONS, "decisions:\n" + decision("how-long"))
    waiver = f"  - {{rule: {RULE}, revision: 2025-03-01, reason: So., by: maintainers, date: 2025-05-01}}\n"
    write(root, WAIVERS, f"waivers:\n{waiver}")
    report = check(root)
    (waived,) = of(report, RULE)
    assert waived.is_waived
    assert not waived.is_absorbed
    assert (report.absorbed, report.questions) == ((), ())
    assert of(report, "decision-unused") == []
