"""The formats by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.report.data import as_data, as_gitlab
from generator.report.full import as_concise, as_full
from generator.report.github import as_github
from generator.report.junit import as_junit
from generator.report.sarif import as_sarif
from generator.report.view import View
from generator.review import CheckReport

FORMATS: Mapping[str, Callable[[CheckReport, View], str]] = {
    "full": as_full,
    "concise": as_concise,
    "json": as_data,
    "github": as_github,
    "gitlab": as_gitlab,
    "junit": as_junit,
    "sarif": as_sarif,
}
"""Each format with the function that writes it; the first is for a person."""


def told(report: CheckReport, name: str, view: View) -> str:
    """The report in a format; the same report gives the same characters."""
    return FORMATS[name](report, view)
