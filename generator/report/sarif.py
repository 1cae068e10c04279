"""The report in SARIF 2.1.0 (OASIS), which code scanning services and editors read."""

from __future__ import annotations

from urllib.parse import quote

from generator import __version__
from generator.check import Severity, Spot
from generator.report.view import View, as_json, message_of
from generator.review import CheckReport, Judged, RulePage, rule_pages

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def as_sarif(report: CheckReport, view: View) -> str:
    """One run with all rules that found something, and every finding; waived ones are suppressed results."""
    found = {judged.finding.rule for judged in report.findings}
    rules = [page for page in rule_pages() if page.id in found]
    index = {page.id: number for number, page in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "polylex",
                "semanticVersion": __version__,
                "rules": [_rule(page) for page in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(judged, index, view) for judged in report.findings],
    }
    return as_json({"$schema": SCHEMA, "version": VERSION, "runs": [run]})


def _rule(page: RulePage) -> dict[str, object]:
    return {
        "id": page.id,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.page},
        "help": {"text": page.page},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
        "properties": {"tags": [page.family]},
    }


def _result(judged: Judged, index: dict[str, int], view: View) -> dict[str, object]:
    finding = judged.finding
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": message_of(finding)},
        "locations": [_location(Spot(finding.language, finding.location, finding.excerpt), view)],
        "partialFingerprints": {"polylexFingerprint/v1": finding.fingerprint},
        "suppressions": _suppressions(judged),
        "properties": {
            name: value
            for name, value in (
                ("document", finding.document),
                ("revision", finding.revision),
                ("section", finding.section),
                ("language", finding.language),
            )
            if value
        },
    }
    if finding.counterpart:
        there = {"message": {"text": finding.counterpart.language}, "id": 1}
        result["relatedLocations"] = [{**_location(finding.counterpart, view), **there}]
    return result


def _location(spot: Spot, view: View) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(f"{view.prefix}{spot.location.path}")}}
    if spot.location.line:
        region: dict[str, object] = {"startLine": spot.location.line}
        if spot.location.column:
            region["startColumn"] = spot.location.column
        place["region"] = region
    return {"physicalLocation": place}


def _suppressions(judged: Judged) -> list[dict[str, str]]:
    if judged.waiver is None:
        return []
    return [{"kind": "external", "status": "accepted", "justification": judged.waiver.reason}]
