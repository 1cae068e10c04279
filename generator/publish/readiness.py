"""Whether a draft may be published: every reason why not, told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.check import Severity
from generator.compare.changeset import Nature, RevisionChangeset
from generator.errors import Location, Problem
from generator.model import Authority, Document, Revision
from generator.publish.approving import approval_of, draft_digest
from generator.publish.chosen import DRAFT, Chosen, word_problems
from generator.publish.request import Request
from generator.review.files import read_roles, unknown_role
from generator.review.judged import CheckReport, Judged
from generator.review.rules import ReviewRule
from generator.source.shapes import nearest


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft that is to be published: with the revision that it follows, what changed, and what the check says.

    `latest` and `changes` are None for a first publication. `today` is the day in the site's time zone.
    """

    chosen: Chosen
    request: Request
    draft: Revision
    latest: Revision | None
    changes: RevisionChangeset | None
    report: CheckReport
    today: date

    @property
    def document(self) -> Document:
        """The document."""
        return self.chosen.document

    @property
    def author(self) -> str:
        """The role that wrote the draft; empty where nobody says."""
        return self.request.author or self.document.author

    @property
    def errors(self) -> tuple[Judged, ...]:
        """The check's errors, but for decisions that are still open."""
        return tuple(
            judged
            for judged in self.report.counted
            if judged.finding.severity is Severity.ERROR
            and judged.finding.document in ("", self.document.id)
            and judged.finding.rule != ReviewRule.DECISION_OPEN.value
        )


def refusals(candidate: Candidate) -> tuple[Problem, ...]:
    """Why the draft can't be published, apart from the check's errors."""
    rules = (_days, _notice, _notes, _approvals, _decisions, _consequence, _roles)
    return tuple(problem for rule in rules for problem in rule(candidate))


def _told(message: str, remedy: str, path: str = "") -> Problem:
    return Problem(Location(path), message, remedy)


# ---------------------------------------------------------------- days


def _days(candidate: Candidate) -> Iterator[Problem]:
    request, latest = candidate.request, candidate.latest
    if latest and latest.published and request.published < latest.published:
        message = f"the day of publication, {request.published}, comes before the latest revision, {latest.published}"
        yield _told(message, "Publish on that day or later.")
    is_own = candidate.chosen.loaded.corpus.site.authority is Authority.PUBLISHER
    if is_own and request.published < candidate.today:
        message = f"the day of publication, {request.published}, is past: today is {candidate.today}"
        yield _told(message, "A text can't have been published before it was; name today or a later day.")
    if request.effective and request.effective < request.published:
        message = f"the first day of application, {request.effective}, comes before the publication"
        yield _told(message, "Name the day of publication or a later one.")
    before = latest.applies_from if latest else None
    if before and (request.effective or request.published) < before:
        message = f"it would apply before the latest revision does, which applies from {before}"
        yield _told(message, f"Name {before} or a later day with --effective.")


def _notice(candidate: Candidate) -> Iterator[Problem]:
    wanted, request = candidate.document.notice_days, candidate.request
    days = notice_days(request)
    languages = candidate.draft.languages
    yield from word_problems(request.short_notice, languages, "reason for the short notice")
    if candidate.latest is None or days >= wanted:
        if request.short_notice:
            yield _told(f"the notice isn't short ({days} whole days), so there is no reason to tell", "Leave it out.")
        return
    missing = [language for language in languages if language not in request.short_notice]
    if missing:
        message = f"the notice is {days} whole days; {candidate.chosen.names.manifest} asks for {wanted}"
        options = " ".join(f"--short-notice {language}=TEXT" for language in missing)
        yield _told(message, f"Name a later day with --effective, or tell readers why: {options}.")


def notice_days(request: Request) -> int:
    """Whole days between the day of publication and the first day of application, neither of them counted."""
    first = request.effective or request.published
    return max((first - request.published).days - 1, 0)


# ---------------------------------------------------------------- words and roles


def _notes(candidate: Candidate) -> Iterator[Problem]:
    languages = candidate.draft.languages
    for language in languages:
        if language not in candidate.request.notes:
            yield _told(f"the change note is missing in {language!r}", f"Add --note {language}=TEXT.")
    yield from word_problems(candidate.request.notes, languages, "change note")
    for language in candidate.request.origin:
        if language not in languages:
            message = f"{language!r} is named as unofficial, but the draft isn't held in it"
            yield _told(message, nearest(language, languages))


def _approvals(candidate: Candidate) -> Iterator[Problem]:
    author = candidate.author
    if not author:
        message = "it isn't known which role wrote the draft, so nobody can be told apart from it"
        yield _told(message, f"Add --author ROLE, or `author: ROLE` to {candidate.chosen.names.manifest}.")
    for language in candidate.draft.languages:
        call = f"`polylex approve {candidate.document.id} --language {language} --by ROLE --reason TEXT`"
        approval = approval_of(candidate.chosen, language)
        if approval is None:
            message = f"nobody has approved the {DRAFT} in {language!r}"
            yield _told(message, f"A role other than the author's runs {call}.")
        elif approval.digest != draft_digest(candidate.chosen, language):
            message = f"the {DRAFT} in {language!r} changed since {approval.by!r} approved it on {approval.date}"
            yield _told(message, f"Have it approved again: {call}.")
        elif approval.by == author:
            message = f"the {DRAFT} in {language!r} was approved by {author!r}, the role that wrote it"
            yield _told(message, f"Have another role run {call}.")


def _roles(candidate: Candidate) -> Iterator[Problem]:
    roles = read_roles(candidate.chosen.root)
    request = candidate.request
    for role in dict.fromkeys((candidate.author, request.decided_by, request.adjourned_by)):
        if role and role not in roles:
            yield unknown_role(role, roles, Location(""))


# ---------------------------------------------------------------- what only a role can decide


def _decisions(candidate: Candidate) -> Iterator[Problem]:
    request = candidate.request
    questions = {one.decision.id: one for one in candidate.report.questions if one.document == candidate.document.id}
    for name, question in questions.items():
        if name not in request.adjourned:
            message = f"the decision {name!r} is still open; {question.decision.owner!r} decides"
            remedy = f"Settle it and delete it, or put it off: --adjourn {name}=REASON --adjourned-by ROLE."
            yield _told(message, remedy, candidate.chosen.names.decisions)
    for name in request.adjourned:
        if name not in questions:
            yield _told(f"no decision {name!r} is open", nearest(name, tuple(questions)))
    if request.adjourned and not request.adjourned_by:
        yield _told("it isn't said who puts the decisions off", "Add --adjourned-by ROLE.")
    yield from word_problems(request.adjourned, request.adjourned, "reason for putting off")


def _consequence(candidate: Candidate) -> Iterator[Problem]:
    request = candidate.request
    is_scope = candidate.changes is not None and candidate.changes.nature is Nature.SCOPE
    if is_scope and request.consequence is None:
        message = "the scope changes (recipients, categories, legal bases or periods), and no consequence is decided"
        remedy = "Add --consequence none|inform|inform-before-processing|ask-consent and --decided-by ROLE."
        yield _told(message, remedy)
    if request.consequence is not None and not request.decided_by:
        yield _told("it isn't said who decided the consequence", "Add --decided-by ROLE.")
