"""The report as data: for programs of one's own, and for the code quality view of GitLab."""

from __future__ import annotations

import hashlib

from generator.check import Finding, Severity, Spot
from generator.report.view import View, as_json, message_of
from generator.review import CheckReport, Judged, Question

_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def as_data(report: CheckReport, _: View) -> str:
    """The report as JSON: `findings` (waived ones too), `open_decisions`, `summary`."""
    return as_json(
        {
            "findings": [_finding(judged) for judged in report.findings],
            "open_decisions": [_question(question) for question in report.questions],
            "summary": _summary(report),
        }
    )


def _finding(judged: Judged) -> dict[str, object]:
    finding = judged.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "document": finding.document or None,
        "revision": finding.revision or None,
        "section": finding.section or None,
        **_spot(Spot(finding.language, finding.location, finding.excerpt)),
        "counterpart": _spot(finding.counterpart) if finding.counterpart else None,
        "fingerprint": finding.fingerprint,
        "waived": judged.is_waived,
    }


def _spot(spot: Spot) -> dict[str, object]:
    return {
        "language": spot.language or None,
        "file": spot.location.path,
        "line": spot.location.line or None,
        "column": spot.location.column or None,
        "excerpt": spot.excerpt,
    }


def _question(question: Question) -> dict[str, object]:
    decision = question.decision
    return {
        "id": decision.id,
        "document": question.document,
        "rule": decision.rule,
        "section": decision.section,
        "owner": decision.owner,
        "question": dict(sorted(decision.question.items())),
        "findings": question.absorbed,
    }


def _summary(report: CheckReport) -> dict[str, object]:
    return {
        "checked": list(report.checked),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notices": report.count(Severity.NOTICE),
        "waived": report.waived,
        "open_decisions": len(report.questions),
        "absorbed": len(report.absorbed),
        "fail_on": report.fail_on.value,
        "failed": report.is_failed,
    }


def as_gitlab(report: CheckReport, view: View) -> str:
    """The findings that count, in the format of GitLab's code quality report."""
    return as_json([_issue(judged.finding, view) for judged in report.counted])


def _issue(finding: Finding, view: View) -> dict[str, object]:
    """An issue; its fingerprint also holds the revision, as GitLab shows only one of each."""
    unique = hashlib.sha256(f"{finding.fingerprint} {finding.revision}".encode()).hexdigest()
    return {
        "description": message_of(finding),
        "check_name": finding.rule,
        "fingerprint": unique,
        "severity": _GITLAB[finding.severity],
        "location": {
            "path": f"{view.prefix}{finding.location.path}",
            "lines": {"begin": max(1, finding.location.line)},
        },
    }
