"""Waivers at work: which findings they waive, and what is wrong with the waivers themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.check import Finding, Severity
from generator.errors import InputError, Problem
from generator.model import Document, Revision, Text
from generator.review.digests import digest_in
from generator.review.files import Waiver
from generator.review.judged import Judged
from generator.review.rules import About, ReviewRule, made, rule_pages
from generator.source.shapes import nearest

NOTICE = timedelta(days=30)
"""How long before its last day a waiver is told of."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a check of a document looked at, and on which day; with `whole`, nothing was left out on purpose."""

    document: Document
    revisions: tuple[Revision, ...]
    whole: bool
    today: date

    def has(self, revision_id: str) -> bool:
        """Whether it looked at a revision."""
        return any(revision.id == revision_id for revision in self.revisions)


def digests_of(
    finding: Finding, revision: Revision, digest: Callable[[Text, str], str] = digest_in
) -> Mapping[str, str]:
    """The digests of a finding's section, in both of its languages, or in all if it names one only.

    `digest` gives the digest of a text's section.
    """
    named = (finding.language, finding.counterpart.language) if finding.counterpart else revision.languages
    digests = {text.language: digest(text, finding.section) for text in revision.texts if text.language in named}
    return {language: digest for language, digest in sorted(digests.items()) if digest}


def waive(waivers: Iterable[Waiver], judged: Iterable[Judged], today: date) -> tuple[Judged, ...]:
    """The findings, each with the first waiver that holds for it."""
    living = [waiver for waiver in waivers if not _is_over(waiver, today)]
    return tuple(
        replace(one, waiver=next((waiver for waiver in living if _holds(waiver, one)), None)) for one in judged
    )


def _is_over(waiver: Waiver, today: date) -> bool:
    return waiver.expires is not None and waiver.expires < today


def _holds(waiver: Waiver, judged: Judged) -> bool:
    finding = judged.finding
    if not waiver.fingerprint:
        return (
            (waiver.rule, waiver.revision) == (finding.rule, finding.revision)
            and waiver.section in ("", finding.section)
            and waiver.language in ("", finding.language)
        )
    needed = {finding.language, *([finding.counterpart.language] if finding.counterpart else [])}
    return (
        waiver.fingerprint == finding.fingerprint
        and (needed & set(judged.digests)) <= set(waiver.digests)
        and all(judged.digests.get(language) == digest for language, digest in waiver.digests.items())
    )


# ---------------------------------------------------------------- what is wrong with them


def check_waivers(document: Document, waivers: Iterable[Waiver]) -> None:
    """Raise InputError for a waiver that names a rule or a revision which isn't there."""
    rules = tuple(page.id for page in rule_pages())
    revisions = tuple(revision.id for revision in document.revisions)
    problems: list[Problem] = []
    for waiver in waivers:
        if waiver.rule and waiver.rule not in rules:
            problems.append(Problem(waiver.location, f"there is no rule {waiver.rule!r}", nearest(waiver.rule, rules)))
        if waiver.revision and waiver.revision not in revisions:
            message = f"{document.id!r} has no revision {waiver.revision!r}"
            problems.append(Problem(waiver.location, message, nearest(waiver.revision, revisions)))
    if problems:
        raise InputError(*problems)


def waiver_findings(coverage: Coverage, waivers: Iterable[Waiver], judged: tuple[Judged, ...]) -> Iterator[Finding]:
    """Waivers that have expired or soon will, and those that waive nothing."""
    for waiver in waivers:
        expired = _expired(coverage, waiver)
        if expired:
            yield expired
        if not _is_over(waiver, coverage.today) and not any(_holds(waiver, one) for one in judged):
            yield from _unused(coverage, waiver, judged)


def _about(coverage: Coverage, waiver: Waiver) -> About:
    return About(coverage.document.id, waiver.location, waiver.name, waiver.revision, waiver.section, waiver.language)


def _expired(coverage: Coverage, waiver: Waiver) -> Finding | None:
    if waiver.expires is None or waiver.expires - coverage.today > NOTICE:
        return None
    is_over = _is_over(waiver, coverage.today)
    tense = "expired after" if is_over else "expires after"
    severity = Severity.WARNING if is_over else Severity.NOTICE
    message = f"the waiver of {waiver.name} {tense} {waiver.expires}"
    remedy = "Mend what it waives, or give it another last day."
    return made(ReviewRule.WAIVER_EXPIRED, severity, _about(coverage, waiver), message, remedy)


def _unused(coverage: Coverage, waiver: Waiver, judged: tuple[Judged, ...]) -> Iterator[Finding]:
    if waiver.fingerprint and not (coverage.whole and not _is_of_another(coverage, waiver)):
        return
    if not waiver.fingerprint and not coverage.has(waiver.revision):
        return
    message, remedy = f"the waiver of {waiver.name} waives nothing", "Delete it."
    if any(one.finding.fingerprint == waiver.fingerprint for one in judged):
        message = f"the waiver of {waiver.name} is dead: its section has changed since {waiver.date}"
        remedy = "Mend the finding, or look again and write the waiver with the digests of now."
    yield made(ReviewRule.WAIVER_UNUSED, Severity.WARNING, _about(coverage, waiver), message, remedy)


def _is_of_another(coverage: Coverage, waiver: Waiver) -> bool:
    """Whether a fingerprint's digests are those of a section of a revision that was not looked at."""
    return any(
        all(waiver.digests.get(text.language) in _all_digests(revision, text.language) for text in revision.texts)
        for revision in coverage.document.revisions
        if not coverage.has(revision.id)
    )


def _all_digests(revision: Revision, language: str) -> frozenset[str]:
    text = revision.text(language)
    return frozenset(digest_in(text, section.id) for section in text.sections) if text else frozenset()
