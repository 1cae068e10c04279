"""The rules on what stands around a text: confirmations, waivers, open decisions; and every rule's page by its id."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.check import RULES, Finding, Rule, Severity, Spot
from generator.check.finding import fingerprint
from generator.errors import Location

REVIEW = "review"
"""The family of these rules."""


class ReviewRule(StrEnum):
    """Their ids."""

    SECTION_STALE = "section-stale"
    SECTION_UNCONFIRMED = "section-unconfirmed"
    WAIVER_UNUSED = "waiver-unused"
    WAIVER_EXPIRED = "waiver-expired"
    DECISION_OPEN = "decision-open"
    DECISION_UNUSED = "decision-unused"
    DIFFERENCE_UNUSED = "difference-unused"


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule as its page shows it; `page` begins with a sentence that says what is wrong."""

    id: str
    family: str
    severity: Severity
    page: str

    @property
    def summary(self) -> str:
        """Its first paragraph."""
        return self.page.partition("\n\n")[0].replace("\n", " ")


_STALE = """A section changed after its translation was confirmed.

A confirmation holds the digests of the section in both languages. When one of them changes, nobody has said yet that
the two still say the same. The finding tells which language is newer and shows the words that changed since, if the
wording that was confirmed is among the revisions held. Typography, emphasis and generated numbers don't count.

It is a warning in a draft and an error when a revision is published. Change the other language as well, or look at
both and confirm the section with `polylex confirm`; that nothing had to be changed is a normal answer.
"""

_UNCONFIRMED = """A section was never confirmed.

Nobody has said yet that the translation of this section says what the prevailing text says. In a draft this is one
notice for the whole text, and only where other sections of the document were confirmed; when a revision is
published, each section is an error. Confirm sections with `polylex confirm`.
"""

_UNUSED = """A waiver waives nothing.

What it was written for is mended, or the text has changed: a waiver with a fingerprint dies when either language of
its section changes, so that it can't hide a new fault. Delete it, or look again and write it anew with the digests
that `polylex check -v` shows.
"""

_EXPIRED = """A waiver has expired, or will within 30 days.

An expired waiver waives nothing any more: its findings count again. For 30 days before its last day it is a notice,
after that a warning. Mend what it waived, or give it another last day.
"""

_OPEN = """A question that only the publisher can answer is still open.

An open decision takes findings of its rule in its section out of the count while a text is a draft. A revision can't
be published while it is open. Settle it: change the text or the facts, and delete the decision.
"""

_DECISION_UNUSED = """An open decision answers no finding, and no fact names it.

Its rule finds nothing in its section any more, and no fact is undecided because of it. Delete it if it is settled,
or mend its rule or its section.
"""

_DIFFERENCE_UNUSED = """A declared difference is shown by no text.

A value, block or section that differs between the languages on purpose is declared in the document's file of
differences. The texts that were checked don't differ as it says: the value is the same in both languages, or has
changed in one, or the block or section stands in both or in neither. Then the declaration excuses nothing. Delete
it, or let it say what stands in each language.
"""

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

REVIEW_RULES: tuple[RulePage, ...] = (
    RulePage(ReviewRule.SECTION_STALE, REVIEW, _W, _STALE),
    RulePage(ReviewRule.SECTION_UNCONFIRMED, REVIEW, _N, _UNCONFIRMED),
    RulePage(ReviewRule.WAIVER_UNUSED, REVIEW, _W, _UNUSED),
    RulePage(ReviewRule.WAIVER_EXPIRED, REVIEW, _W, _EXPIRED),
    RulePage(ReviewRule.DECISION_OPEN, REVIEW, _E, _OPEN),
    RulePage(ReviewRule.DECISION_UNUSED, REVIEW, _N, _DECISION_UNUSED),
    RulePage(ReviewRule.DIFFERENCE_UNUSED, REVIEW, _W, _DIFFERENCE_UNUSED),
)


def rule_pages() -> tuple[RulePage, ...]:
    """All rules, those on texts first."""
    return (*(_page_of(rule) for rule in RULES), *REVIEW_RULES)


def families() -> dict[str, frozenset[str]]:
    """The ids of the rules of each family."""
    pages = rule_pages()
    names = dict.fromkeys(page.family for page in pages)
    return {name: frozenset(page.id for page in pages if page.family == name) for name in names}


def _page_of(rule: Rule) -> RulePage:
    return RulePage(rule.id, rule.family.value, rule.severity, rule.page)


@dataclass(frozen=True, slots=True)
class About:
    """What a finding on a confirmation, a waiver or a decision is about; `subject` identifies it in its section."""

    document: str
    location: Location
    subject: str = ""
    revision: str = ""
    section: str = ""
    language: str = ""
    excerpt: str = ""
    counterpart: Spot | None = None


def made(rule: ReviewRule, severity: Severity, about: About, message: str, remedy: str) -> Finding:
    """A finding of one of these rules."""
    return Finding(
        rule=rule.value,
        severity=severity,
        message=message,
        remedy=remedy,
        document=about.document,
        revision=about.revision,
        section=about.section,
        language=about.language,
        location=about.location,
        excerpt=about.excerpt,
        counterpart=about.counterpart,
        fingerprint=fingerprint(rule.value, about.document, about.language, about.section, about.subject),
    )
