"""The check of one document: what the rules find in its revisions, held against all that stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from generator.check import Finding
from generator.check.differences import Declared
from generator.errors import Location
from generator.model import Document, Revision, Site
from generator.review.chosen import CheckOptions, chosen_revisions
from generator.review.decisions import Decisions
from generator.review.declared import unused_findings
from generator.review.files import Confirmation, Waiver, read_signoffs, read_waivers
from generator.review.found import Found, Ground, RevisionChecker, digests_in
from generator.review.judged import Judged, Question
from generator.review.known_rules import KnownRules, read_known_rules
from generator.review.severities import Severities
from generator.review.signoff import State, TextPair, WordDiff, signoff_findings, signoff_paths, states
from generator.review.waivers import NOTICE, Coverage, check_waivers, waive, waiver_findings
from generator.source.corpus import LoadedDocument
from generator.source.files import SourceText
from generator.source.folder import Names
from generator.source.yaml_tree import parse_yaml, place_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SiteGround:
    """What the documents of a site are checked with; `terms` are the characters of the term base."""

    root: Path
    site: Site
    options: CheckOptions
    today: date
    ground: Ground
    roles: tuple[str, ...]
    severities: Severities


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document: what was found and judged, what was looked at, and which revisions it has.

    It holds on all days from `since` to `until`, both included; None where it always held, or always will.
    """

    judged: tuple[Judged, ...]
    questions: tuple[Question, ...]
    checked: tuple[str, ...]
    revisions: tuple[str, ...]
    since: date | None
    until: date | None

    def holds(self, today: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= today) and (self.until is None or today <= self.until)


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """The check of one document; `jobs` is how many processes may look at its revisions."""

    site: SiteGround
    coverage: Coverage
    decisions: Decisions
    rules: RevisionChecker
    declared: tuple[Declared, ...]
    jobs: int = 1
    used: set[Location] = field(default_factory=set)

    @property
    def document(self) -> Document:
        """The document."""
        return self.coverage.document

    def result(self) -> Result:
        """All findings, judged, and those on the judging itself. Raises InputError for a file with a fault."""
        root = self.site.root
        waivers, _ = read_waivers(root, self.document.id, self.site.roles)
        check_waivers(self.document, waivers)
        known, _ = read_known_rules(root, self.document)
        looked_at = zip(self.coverage.revisions, self.rules.found(self.coverage.revisions, self.jobs), strict=True)
        found = [one for revision, by_rules in looked_at for one in self._revision(revision, by_rules)]
        judged = self.decisions.absorb(waive(waivers, self._weighed(found, known), self.site.today))
        on_judging = (Judged(finding) for finding in self._on_judging(waivers, judged))
        options = self.site.options
        statuses = () if options.everything or options.revision else _turns(self.document)
        turns = sorted({*statuses, *_turns_of(waivers)})
        return Result(
            judged=(*judged, *self._weighed(on_judging, known)),
            questions=tuple(self.decisions.questions(judged)),
            checked=tuple(f"{self.document.id} {revision.id}" for revision in self.coverage.revisions),
            revisions=tuple(revision.id for revision in self.document.revisions),
            since=max((day for day in turns if day <= self.site.today), default=None),
            until=min((day - _DAY for day in turns if day > self.site.today), default=None),
        )

    def _weighed(self, found: Iterable[Judged], known: KnownRules) -> Iterator[Judged]:
        """The findings as they weigh on this site and in their revision; those whose rule is off are left out."""
        for one in found:
            finding = self.site.severities.judged(one.finding)
            if finding:
                yield replace(one, finding=known.judged(finding))

    def _on_judging(self, waivers: tuple[Waiver, ...], judged: tuple[Judged, ...]) -> Iterator[Finding]:
        yield from waiver_findings(self.coverage, waivers, judged)
        if self.coverage.whole:
            yield from self.decisions.unused(judged)
            yield from unused_findings(self.document.id, self.declared, frozenset(self.used))
        if self.site.options.strict:
            yield from self.decisions.open_ones(judged)

    # ------------------------------------------------------------ revisions

    def _revision(self, revision: Revision, found: Found) -> Iterator[Judged]:
        digests = digests_in(revision)
        self.used.update(found.used)
        for pair in self.rules.pairs(revision):
            yield from (Judged(f, digests(f), diffs) for f, diffs in self._confirmed(pair, found))
        yield from found.judged

    def _confirmed(self, pair: TextPair, found: Found) -> Iterator[tuple[Finding, tuple[WordDiff, ...]]]:
        """What is to be said of confirmations, and of a draft's changes that nobody confirmed."""
        confirmations = self._confirmations(pair)
        now = states(pair, confirmations)
        strict = self.site.options.strict and pair.revision.is_draft
        yield from signoff_findings(pair, now, strict=strict, in_use=bool(confirmations))
        in_sync = {state.prevailing.id for state in now if state.state is State.IN_SYNC}
        delta = found.delta.get(pair.translation.language, ())
        yield from ((finding, ()) for finding in delta if finding.section not in in_sync)

    def _confirmations(self, pair: TextPair) -> dict[str, Confirmation]:
        held: dict[str, Confirmation] = {}
        for signoff in read_signoffs(self.site.root, signoff_paths(pair), self.site.roles):
            held |= signoff.sections
        return held


def document_check(
    site: SiteGround, loaded: LoadedDocument, document: Document, rules: RevisionChecker, jobs: int
) -> DocumentCheck:
    """The check of a document that was read; raises InputError for a fault in its declared differences."""
    revisions = chosen_revisions(document, site.site, site.options, site.today)
    coverage = Coverage(document, revisions, not site.options.revision, site.today)
    places = _decision_places(document, {path: source.text for path, source in loaded.sources.items()})
    return DocumentCheck(site, coverage, Decisions(document, places), rules, rules.declared, jobs)


def _decision_places(document: Document, sources: Mapping[str, str]) -> dict[str, Location]:
    path = Names(document.id).decisions
    if not document.decisions:
        return {}
    tree = parse_yaml(SourceText(path, sources[path]))
    return {decision.id: place_of(tree, "decisions", decision.id) for decision in document.decisions}


# ---------------------------------------------------------------- the days on which an answer may become another


def _turns(document: Document) -> Iterator[date]:
    """The first days of another status of a revision: each day that is held, and the one after."""
    held = [document.ended]
    for revision in document.revisions:
        held += [revision.published, revision.effective, revision.withdrawn]
    for day in held:
        if day is not None:
            yield from (day, day + _DAY)


def _turns_of(waivers: Iterable[Waiver]) -> Iterator[date]:
    """The first days on which a waiver is soon over, and is over."""
    for waiver in waivers:
        if waiver.expires is not None:
            yield from (waiver.expires - NOTICE, waiver.expires + _DAY)
