"""The report as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from generator.check import Finding
from generator.report.view import View, message_of, summary
from generator.review import CheckReport


def as_github(report: CheckReport, view: View) -> str:
    """A command for every finding that counts, and a summary."""
    lines = [_command(judged.finding, view) for judged in report.counted]
    return "\n".join([*lines, summary(report)]) + "\n"


def _command(finding: Finding, view: View) -> str:
    place = finding.location
    values = {
        "file": f"{view.prefix}{place.path}",
        "line": str(place.line or ""),
        "col": str(place.column or ""),
        "title": finding.rule,
    }
    properties = ",".join(f"{name}={_escaped(value)}" for name, value in values.items() if value)
    other = finding.counterpart
    there = f"\n{other.language}: {other.location}" if other else ""
    return f"::{finding.severity.value} {properties}::{_data(message_of(finding) + there)}"


def _data(text: str) -> str:
    """Words of a command: per cent signs and line ends are escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    """A property of a command: colons and commas too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
