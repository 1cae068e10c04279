"""How a report is shown, and the pieces that several formats share."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from generator.check import Finding, Severity
from generator.errors import Location
from generator.review import CheckReport


@dataclass(frozen=True, slots=True)
class View:
    """How a report is shown.

    With `colour`, severities are coloured. With `everything`, what is waived or answered by an open decision is shown
    too, and what a waiver needs. `prefix` is put before paths for services that know them from the repository's root.
    """

    colour: bool = False
    everything: bool = False
    prefix: str = ""


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 error", "3 errors"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(report: CheckReport) -> str:
    """One sentence on the whole report."""
    counts = [counted(n, severity.value) for severity in Severity if (n := report.count(severity))]
    told = [", ".join(counts) or "Nothing found"]
    told += [f"{report.waived} waived"] if report.waived else []
    if report.questions:
        told.append(f"{counted(len(report.questions), 'open decision')} ({len(report.absorbed)} findings apart)")
    return f"{'; '.join(told)}."


def message_of(finding: Finding) -> str:
    """The message, begun with a capital letter, and what to do about it."""
    return f"{finding.message[:1].upper()}{finding.message[1:]}. {finding.remedy}".strip()


def line_at(report: CheckReport, location: Location) -> str:
    """The source line at a place; empty if it concerns no line."""
    lines = _lines(report.sources.get(location.path, ""))
    return lines[location.line - 1] if 0 < location.line <= len(lines) else ""


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def as_json(value: object) -> str:
    """JSON for people and machines, ended by a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
