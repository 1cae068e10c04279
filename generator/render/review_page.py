"""One page with the texts that a check compared, side by side, and each finding in its place; whole in itself.

It is a report for those who work on the texts, in English as all that the command line says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from generator.check import Severity
from generator.render.environment import Templates
from generator.render.formats import load_interface
from generator.render.links import STYLESHEET
from generator.render.review_findings import (
    NumberedFinding,
    ShownFinding,
    ShownQuestion,
    numbered,
    shown,
    shown_question,
)
from generator.render.review_places import Fate, place
from generator.render.review_texts import ReviewedText, reviewed_text
from generator.render.theme import default_theme
from generator.review import CheckReport
from generator.review.side_by_side import SideBySide

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings there are of a kind."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page; `listed` are the findings that count, `settled` those that don't, `around` those outside the texts."""

    style: Markup
    checked: tuple[str, ...]
    verdict: str
    counts: tuple[Count, ...]
    listed: tuple[ShownFinding, ...]
    settled: tuple[ShownFinding, ...]
    around: tuple[ShownFinding, ...]
    questions: tuple[ShownQuestion, ...]
    texts: tuple[ReviewedText, ...]


def review_page(report: CheckReport, texts: Iterable[SideBySide], folders: tuple[Path, ...] | None = None) -> str:
    """The page as HTML.

    Every finding stands on it once, with its own words; those that are waived or answered by an open decision are
    folded. Raises `ConfigurationError` for a template that can't work.
    """
    themes = folders or (default_theme(),)
    pairs = tuple(texts)
    findings = numbered(report)
    fate = place(findings, report.questions, pairs)
    view = ReviewPage(
        style=Markup((themes[-1] / STYLESHEET).read_text(encoding="utf-8")),  # noqa: S704 - the theme's own file
        checked=report.checked,
        verdict=_verdict(report),
        counts=_counts(report),
        listed=tuple(shown(one) for one in findings if one.judged.counts),
        settled=tuple(shown(one) for one in findings if not one.judged.counts),
        around=_all_shown(fate.around),
        questions=tuple(shown_question(question) for question in fate.questions),
        texts=_texts(pairs, fate),
    )
    return Templates(themes).render("review", view, load_interface(ENGLISH, themes)).decode("utf-8")


def _texts(pairs: tuple[SideBySide, ...], fate: Fate) -> tuple[ReviewedText, ...]:
    return tuple(reviewed_text(n, pair, fate.of(n - 1)) for n, pair in enumerate(pairs, 1))


def _all_shown(findings: Iterable[NumberedFinding]) -> tuple[ShownFinding, ...]:
    return tuple(shown(one) for one in findings)


def _verdict(report: CheckReport) -> str:
    if report.is_failed:
        return f"The check fails: something weighs as much as a finding of severity {report.fail_on.value}, or more."
    return "The check passes."


def _counts(report: CheckReport) -> tuple[Count, ...]:
    severities = tuple(Count(f"{severity.value.capitalize()}s", report.count(severity)) for severity in Severity)
    return (
        *severities,
        Count("Waived", report.waived),
        Count("Open decisions", len(report.questions)),
        Count("Findings that open decisions answer", len(report.absorbed)),
    )
