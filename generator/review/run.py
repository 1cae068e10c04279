"""The whole check of a site, or of two plain files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from generator import clock
from generator.check import TERMS_PATH, Context, TermBase, check_pair, check_text, read_terms
from generator.errors import InputError, PolicyError, Problem
from generator.integrity.known import Known
from generator.integrity.verification import raise_alterations, raise_unreadable
from generator.review.base import content_at
from generator.review.chosen import CheckOptions, check_revision_known, chosen_rules
from generator.review.documents import Checked, DocumentChecker, ResultMemory
from generator.review.files import read_roles
from generator.review.found import Ground
from generator.review.judged import CheckReport, Judged, in_order
from generator.review.one_document import Result, SiteGround
from generator.review.reading import SiteSources, paths_of
from generator.review.severities import severities_of
from generator.review.states import SiteState
from generator.source.corpus import SiteFrame, load_frame
from generator.source.files import read_any_file, read_source
from generator.source.folder import exists
from generator.source.plain import read_plain
from generator.workers import cpus, jobs_for, spread


@dataclass(frozen=True, slots=True)
class Means:
    """How a check is done: over how many processes, None for as many as pay; and from which memory.

    `state` is the state of the site's files; without it, nothing is recalled or remembered.
    """

    jobs: int | None = 1
    state: SiteState | None = None


ALONE = Means()
"""In this process, without a memory."""


def run_check(root: Path, options: CheckOptions, means: Means = ALONE) -> CheckReport:
    """Check the site in a folder.

    Raises PolicyError if the site can't be read, or if an option names what isn't there.
    """
    rules = chosen_rules(options)
    report = _narrowed(_SiteCheck(root, options, means).report(), rules)
    if not options.base:
        return report
    with content_at(root, options.base) as folder:
        if folder is None:
            return report
        everything = options.everything or bool(options.revision)
        asked = replace(options, base="", revision="", everything=everything)
        known = _SiteCheck(folder, asked, replace(means, state=None), is_verified=False).report()
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
class _SiteCheck:
    """The check of a site; with `is_verified`, only if nothing published was altered."""

    root: Path
    options: CheckOptions
    means: Means
    is_verified: bool = True

    def report(self) -> CheckReport:
        """All findings. Raises PolicyError for all that a user can mend, with every problem of every file."""
        frame = self._frame()
        site = self._site(frame)
        results = self._results(frame, site)
        judged = [one for result in results for one in result.judged]
        return CheckReport(
            findings=in_order(one for one in judged if not one.is_absorbed),
            absorbed=in_order(one for one in judged if one.is_absorbed),
            questions=tuple(question for result in results for question in result.questions),
            checked=tuple(name for result in results for name in result.checked),
            sources=SiteSources(self.root, paths_of(judged)),
            fail_on=self.options.fail_on,
            today=site.today if isinstance(site, SiteGround) else None,
            time_zone=frame.manifest.site.time_zone,
        )

    def _frame(self) -> SiteFrame:
        try:
            return load_frame(self.root)
        except InputError as error:
            self._raise_unreadable(error.problems)

    def _raise_unreadable(self, problems: Iterable[Problem]) -> NoReturn:
        """Raise AlteredError if that is why files can't be read, else InputError."""
        if self.is_verified:
            raise_unreadable(self.root, problems)
        raise InputError(*problems)

    def _site(self, frame: SiteFrame) -> SiteGround | PolicyError:
        """What documents are checked with, or why that can't be told; what is wrong with documents is told first."""
        try:
            return self._site_ground(frame)
        except PolicyError as error:
            return error

    def _site_ground(self, frame: SiteFrame) -> SiteGround:
        site = frame.manifest.site
        today = clock.today(self.options.as_of, os.environ, site.time_zone)
        source = read_source(self.root, TERMS_PATH) if exists(self.root, TERMS_PATH) else None
        terms = read_terms(source) if source else TermBase()
        sources = {path: read.text for path, read in frame.sources.items()}
        severities = severities_of(sources, strict=self.options.strict)
        program = self.means.state.program if self.means.state else ""
        ground = Ground(program, terms, source.text if source else "")
        return SiteGround(self.root, site, self.options, today, ground, read_roles(self.root), severities)

    # ------------------------------------------------------------ documents

    def _results(self, frame: SiteFrame, site: SiteGround | PolicyError) -> tuple[Result, ...]:
        """What came of each document; those whose result isn't remembered are checked."""
        names = frame.manifest.documents
        memory = self._memory(names, site)
        held = memory.recall(names) if memory else {}
        missing = tuple(name for name in names if name not in held)
        shelf = memory.revisions if memory else None
        jobs = (self.means.jobs or cpus()) if len(missing) == 1 else 1
        checker = DocumentChecker(self.root, frame, site, self.is_verified, shelf, jobs)
        done = dict(zip(missing, spread(checker.check, missing, self._jobs(missing)), strict=True))
        self._raise_faults(frame, done)
        revisions = [one.revisions for one in held.values()] + [one.revisions for one in done.values()]
        check_revision_known((revision for ids in revisions for revision in ids), self.options)
        new = {name: one.sound() for name, one in done.items()}
        if memory:
            memory.keep(new)
        return tuple({**held, **new}[name] for name in names)

    def _memory(self, names: tuple[str, ...], site: SiteGround | PolicyError) -> ResultMemory | None:
        state = self.means.state
        return ResultMemory.of(site, state, names) if state and isinstance(site, SiteGround) else None

    def _jobs(self, documents: tuple[str, ...]) -> int:
        return jobs_for(self.root, documents, self.means.jobs)

    def _raise_faults(self, frame: SiteFrame, done: Mapping[str, Checked]) -> None:
        """Raise InputError with every problem of every file, or AlteredError if a published revision was altered."""
        problems = [*frame.problems, *(problem for one in done.values() for problem in one.problems)]
        if problems:
            self._raise_unreadable(problems)
        verified = {name: one.verified for name, one in done.items() if one.verified}
        raise_alterations(verified.values())
        if not all(one.is_known for one in verified.values()):
            states = {name: one.state for name, one in verified.items()}
            Known(self.root).renew(states, frame.manifest.documents)
