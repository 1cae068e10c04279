"""The whole check of a site, or of two plain files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from generator import clock
from generator.check import (
    TERMS_PATH,
    Context,
    Finding,
    TermBase,
    check_pair,
    check_text,
    read_terms,
)
from generator.check.checking import delta_findings, pair_findings, text_findings
from generator.check.differences import Declared
from generator.check.rule import Family
from generator.check.subject import PairSubject, TextSubject
from generator.errors import Location
from generator.integrity import load_verified
from generator.model import Document, Revision, Text
from generator.review.base import content_at
from generator.review.chosen import CheckOptions, check_revision_known, chosen_revisions, chosen_rules
from generator.review.decisions import Decisions
from generator.review.declared import declared_in, unused_findings, used_in
from generator.review.digests import digest_in
from generator.review.files import Confirmation, Waiver, read_roles, read_signoffs, read_waivers
from generator.review.judged import CheckReport, Judged, Question, in_order
from generator.review.known_rules import KnownRules, read_known_rules
from generator.review.rules import families
from generator.review.severities import Severities, severities_of
from generator.review.signoff import State, TextPair, WordDiff, signoff_findings, signoff_paths, states
from generator.review.waivers import Coverage, check_waivers, digests_of, waive, waiver_findings
from generator.source import load_site
from generator.source.corpus import LoadedSite
from generator.source.files import SourceText, read_any_file, read_source
from generator.source.folder import Names, exists
from generator.source.plain import read_plain
from generator.source.yaml_tree import parse_yaml, place_of

_DELTA_RULES = families().get(Family.DELTA.value, frozenset())


def run_check(root: Path, options: CheckOptions) -> CheckReport:
    """Check the site in a folder.

    Raises PolicyError if the site can't be read, or if an option names what isn't there.
    """
    rules = chosen_rules(options)
    report = _narrowed(_checked(root, options, load_verified), rules)
    if not options.base:
        return report
    with content_at(root, options.base) as folder:
        if folder is None:
            return report
        everything = options.everything or bool(options.revision)
        known = _checked(folder, replace(options, base="", revision="", everything=everything), load_site)
    fingerprints = frozenset(one.finding.fingerprint for one in (*known.findings, *known.absorbed))
    return replace(report, findings=tuple(j for j in report.findings if j.finding.fingerprint not in fingerprints))


def check_files(prevailing: tuple[str, Path], translation: tuple[str, Path], options: CheckOptions) -> CheckReport:
    """Check two Markdown files, each with its language; they need neither ids nor a site."""
    rules = chosen_rules(options)
    sources = [read_any_file(path) for _, path in (prevailing, translation)]
    texts = [
        read_plain(source, language) for source, (language, _) in zip(sources, (prevailing, translation), strict=True)
    ]
    context = Context(prevailing_language=prevailing[0])
    findings = [*check_pair(texts[0], texts[1], context), *(f for text in texts for f in check_text(text, context))]
    report = CheckReport(
        findings=in_order(Judged(finding) for finding in findings),
        absorbed=(),
        questions=(),
        checked=tuple(source.path for source in sources),
        sources={source.path: source.text for source in sources},
        fail_on=options.fail_on,
    )
    return _narrowed(report, rules)


def _narrowed(report: CheckReport, rules: frozenset[str]) -> CheckReport:
    findings, absorbed = (
        tuple(one for one in group if one.finding.rule in rules) for group in (report.findings, report.absorbed)
    )
    questions = tuple(question for question in report.questions if question.decision.rule in rules)
    return replace(report, findings=findings, absorbed=absorbed, questions=questions)


# ---------------------------------------------------------------- a site


@dataclass(frozen=True, slots=True)
class _Site:
    """What the documents of a site are checked with."""

    root: Path
    options: CheckOptions
    today: date
    terms: TermBase
    roles: tuple[str, ...]
    severities: Severities


@dataclass(frozen=True, slots=True)
class _Result:
    """What came of one document."""

    judged: tuple[Judged, ...]
    questions: tuple[Question, ...]
    checked: tuple[str, ...]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Work:
    """What is read and found while a document is checked: `used` are the places of the differences that texts show."""

    declared: tuple[Declared, ...]
    sources: dict[str, str]
    used: set[Location] = field(default_factory=set)


def _checked(root: Path, options: CheckOptions, load: Callable[[Path], LoadedSite]) -> CheckReport:
    loaded = load(root)
    corpus = loaded.corpus
    check_revision_known(corpus, options)
    today = clock.today(options.as_of, os.environ, corpus.site.time_zone)
    terms = read_terms(read_source(root, TERMS_PATH)) if exists(root, TERMS_PATH) else TermBase()
    severities = severities_of(loaded.sources, strict=options.strict)
    site = _Site(root, options, today, terms, read_roles(root), severities)
    results = []
    for document in corpus.documents:
        places = _decision_places(document, loaded.sources)
        revisions = chosen_revisions(document, corpus.site, options, today)
        coverage = Coverage(document, revisions, not options.revision, today)
        results.append(_DocumentCheck(site, coverage, Decisions(document, places)).result())
    judged = [one for result in results for one in result.judged]
    return CheckReport(
        findings=in_order(one for one in judged if not one.is_absorbed),
        absorbed=in_order(one for one in judged if one.is_absorbed),
        questions=tuple(question for result in results for question in result.questions),
        checked=tuple(name for result in results for name in result.checked),
        sources={**loaded.sources, **{path: text for result in results for path, text in result.sources.items()}},
        fail_on=options.fail_on,
        today=today,
        time_zone=corpus.site.time_zone,
    )


def _decision_places(document: Document, sources: Mapping[str, str]) -> dict[str, Location]:
    path = Names(document.id).decisions
    if not document.decisions:
        return {}
    tree = parse_yaml(SourceText(path, sources[path]))
    return {decision.id: place_of(tree, "decisions", decision.id) for decision in document.decisions}


@dataclass(frozen=True, slots=True)
class _DocumentCheck:
    """The check of one document."""

    site: _Site
    coverage: Coverage
    decisions: Decisions

    @property
    def document(self) -> Document:
        """The document."""
        return self.coverage.document

    def result(self) -> _Result:
        """All findings, judged, and those on the judging itself."""
        root = self.site.root
        waivers, source = read_waivers(root, self.document.id, self.site.roles)
        check_waivers(self.document, waivers)
        known, known_source = read_known_rules(root, self.document)
        declared, declared_source = declared_in(root, self.document.id)
        work = _Work(declared, {read.path: read.text for read in (source, known_source, declared_source) if read})
        found = [one for revision in self.coverage.revisions for one in self._revision(revision, work)]
        judged = self.decisions.absorb(waive(waivers, self._weighed(found, known), self.site.today))
        on_judging = (Judged(finding) for finding in self._on_judging(waivers, judged, work))
        return _Result(
            judged=(*judged, *self._weighed(on_judging, known)),
            questions=tuple(self.decisions.questions(judged)),
            checked=tuple(f"{self.document.id} {revision.id}" for revision in self.coverage.revisions),
            sources=work.sources,
        )

    def _weighed(self, found: Iterable[Judged], known: KnownRules) -> Iterator[Judged]:
        """The findings as they weigh on this site and in their revision; those whose rule is off are left out."""
        for one in found:
            finding = self.site.severities.judged(one.finding)
            if finding:
                yield replace(one, finding=known.judged(finding))

    def _on_judging(self, waivers: tuple[Waiver, ...], judged: tuple[Judged, ...], work: _Work) -> Iterator[Finding]:
        yield from waiver_findings(self.coverage, waivers, judged)
        if self.coverage.whole:
            yield from self.decisions.unused(judged)
            yield from unused_findings(self.document.id, work.declared, frozenset(work.used))
        if self.site.options.strict:
            yield from self.decisions.open_ones(judged)

    # ------------------------------------------------------------ revisions

    def _revision(self, revision: Revision, work: _Work) -> Iterator[Judged]:
        context = self._context(revision, work.declared)
        subjects = {text.language: TextSubject(text, context) for text in revision.texts}
        digests = _digests(revision)
        found = [finding for subject in subjects.values() for finding in text_findings(subject)]
        for pair in self._pairs(revision):
            both = PairSubject(subjects[pair.prevailing.language], subjects[pair.translation.language], context)
            found += pair_findings(both)
            work.used.update(one.location for one in used_in(both))
            yield from (Judged(f, digests(f), diffs) for f, diffs in self._confirmed(pair, both, work.sources))
        yield from (Judged(finding, digests(finding)) for finding in found)

    def _context(self, revision: Revision, declared: tuple[Declared, ...]) -> Context:
        return Context(
            document=self.document.id,
            revision=revision.id,
            terms=self.site.terms,
            facts=revision.facts,
            published=revision.published,
            has_effective_date=None if revision.is_draft else revision.effective is not None,
            prevailing_language=self.document.prevailing.language,
            differences=declared,
        )

    def _pairs(self, revision: Revision) -> Iterator[TextPair]:
        """Each translation with the prevailing text; where that isn't held, with the first that is."""
        if not revision.texts:
            return
        prevailing = revision.text(self.document.prevailing.language) or revision.texts[0]
        for text in revision.texts:
            if text.language != prevailing.language:
                yield TextPair(self.document, revision, prevailing, text)

    def _confirmed(
        self, pair: TextPair, subject: PairSubject, sources: dict[str, str]
    ) -> Iterator[tuple[Finding, tuple[WordDiff, ...]]]:
        """What is to be said of confirmations, and of a draft's changes that nobody confirmed."""
        confirmations = self._confirmations(pair, sources)
        found = states(pair, confirmations)
        strict = self.site.options.strict and pair.revision.is_draft
        yield from signoff_findings(pair, found, strict=strict, in_use=bool(confirmations))
        in_sync = {state.prevailing.id for state in found if state.state is State.IN_SYNC}
        yield from ((finding, ()) for finding in self._delta(pair, subject) if finding.section not in in_sync)

    def _confirmations(self, pair: TextPair, sources: dict[str, str]) -> dict[str, Confirmation]:
        held: dict[str, Confirmation] = {}
        for signoff in read_signoffs(self.site.root, signoff_paths(pair), self.site.roles):
            held |= signoff.sections
            sources |= {signoff.path: signoff.source.text} if signoff.source else {}
        return held

    def _delta(self, pair: TextPair, subject: PairSubject) -> Iterable[Finding]:
        if not pair.revision.is_draft or not self.document.revisions:
            return ()
        latest = self.document.revisions[-1]
        old = _both(latest, pair)
        return delta_findings(old, subject) if old else ()


def _digests(revision: Revision) -> Callable[[Finding], Mapping[str, str]]:
    """The digests of a finding's section, as `digests_of` gives them; each section's are worked out once."""
    texts = {text.language: text for text in revision.texts}

    @cache
    def digest(language: str, section: str) -> str:
        return digest_in(texts[language], section)

    return lambda finding: digests_of(finding, revision, lambda text, section: digest(text.language, section))


def _both(revision: Revision, pair: TextPair) -> tuple[Text, Text] | None:
    one, other = revision.text(pair.prevailing.language), revision.text(pair.translation.language)
    return (one, other) if one and other else None
