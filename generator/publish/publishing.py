"""Publishing: the draft becomes a revision that never changes again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.compare import compare_revisions
from generator.errors import Problem
from generator.integrity.content import ContentForms, digest_of
from generator.integrity.entries import as_yaml as list_as_yaml
from generator.integrity.sealing import sealed_revision
from generator.model import Origin
from generator.publish.approving import approval_of
from generator.publish.chosen import DRAFT, Chosen, choose, error
from generator.publish.commit import Plan, commit
from generator.publish.preview import previewed_document
from generator.publish.readiness import Candidate, refusals
from generator.publish.request import Request
from generator.review import CheckOptions, run_check
from generator.review.confirming import as_yaml
from generator.review.files import Confirmation, read_roles, read_signoff, signoff_path
from generator.review.judged import Judged
from generator.review.known_rules import known_rules_file, known_rules_path
from generator.review.signoff import State, TextPair, states
from generator.source.files import read_source
from generator.source.folder import CONTENT, exists
from generator.source.revisions import Adjourned, RevisionEntry, RevisionList
from generator.source.states import published_files


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a draft isn't published: problems, and errors of the check."""

    problems: tuple[Problem, ...]
    errors: tuple[Judged, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems and not self.errors


@dataclass(frozen=True, slots=True)
class Prepared:
    """A publication that can be written: its id, and what to write."""

    id: str
    candidate: Candidate
    refusal: Refusal
    plan: Plan | None


def prepare(root: Path, request: Request, today: date) -> Prepared:
    """Read everything, find every reason against it, and plan what to write; nothing is written yet.

    Raises PolicyError for a site that can't be read or whose published revisions were altered, and for a document
    without a draft.
    """
    chosen = choose(root, request.document)
    candidate = _candidate(chosen, request, today)
    refusal = Refusal(refusals(candidate), candidate.errors)
    name = _free_id(chosen.held, request.published)
    plan = _plan(candidate, name) if refusal.is_empty else None
    return Prepared(name, candidate, refusal, plan)


def write(prepared: Prepared) -> None:
    """Write a publication: first the files, then the list of revisions, which is the moment it is published.

    Raises OutputError; what was published is then as before.
    """
    if prepared.plan is None:
        raise error("this draft can't be published", "Look at why it was refused.")
    commit(prepared.candidate.chosen.root, prepared.plan)


def _candidate(chosen: Chosen, request: Request, today: date) -> Candidate:
    draft, document = chosen.document.draft, chosen.document
    if draft is None:
        raise error(f"the draft of {document.id!r} equals the latest revision", "There is nothing to publish.")
    latest = document.revisions[-1] if document.revisions else None
    changes = compare_revisions(latest, draft) if latest else None
    report = run_check(chosen.root, CheckOptions(revision=DRAFT, strict=True, as_of=today))
    return Candidate(chosen, request, draft, latest, changes, report, today)


def _free_id(held: RevisionList, day: date) -> str:
    """The id of a revision of a day: the day, or with a number where there is one already."""
    taken = [entry.id for entry in held.revisions if entry.published == day]
    return day.isoformat() if not taken else f"{day.isoformat()}.{len(taken) + 1}"


# ---------------------------------------------------------------- what is written


def _plan(candidate: Candidate, name: str) -> Plan:
    chosen, document = candidate.chosen, candidate.document
    entry = _entry(candidate, name)
    files = {new: read_source(chosen.root, old).text for old, new in _copies(candidate, entry).items()}
    unsealed = replace(chosen.held, revisions=(*chosen.held.revisions, entry))
    preview = previewed_document(chosen.root, {**files, chosen.names.revisions: list_as_yaml(unsealed)}, document.id)
    source = {path.removeprefix(f"{CONTENT}/"): digest_of(text.encode()) for path, text in files.items()}
    content = ContentForms().digests(document.id, preview.revisions[-1])
    sealed = replace(unsealed, revisions=(*chosen.held.revisions, sealed_revision(entry, chosen.held, source, content)))
    signoffs = (signoff_path(language, document.id, DRAFT) for language in candidate.draft.languages)
    return Plan(
        commit_path=chosen.names.revisions,
        commit_text=list_as_yaml(sealed),
        expected=chosen.loaded.sources[chosen.names.revisions],
        files={**files, **_signoffs(candidate, name)},
        then_files=_findings(chosen, name),
        then_removed=tuple(path for path in signoffs if exists(chosen.root, path)),
    )


def _entry(candidate: Candidate, name: str) -> RevisionEntry:
    request, latest = candidate.request, candidate.latest
    known = {text.language: text.origin for text in latest.texts} if latest else {}
    adjourned = {one: Adjourned(request.adjourned_by, reason) for one, reason in request.adjourned.items()}
    return RevisionEntry(
        id=name,
        published=request.published,
        effective=request.effective,
        origin={
            language: request.origin.get(language, known.get(language, Origin.OFFICIAL))
            for language in candidate.draft.languages
        },
        notes={language: request.notes[language] for language in candidate.draft.languages},
        short_notice=dict(request.short_notice),
        consequence=request.consequence,
        consequence_by=request.decided_by if request.consequence else "",
        adjourned=adjourned,
    )


def _copies(candidate: Candidate, entry: RevisionEntry) -> dict[str, str]:
    """The draft's files, and where each is copied to."""
    names = candidate.chosen.names
    new = published_files(entry, names)
    copies = {names.facts(DRAFT): new.facts}
    for language, (text, wording) in new.texts.items():
        copies |= {names.text(language, DRAFT): text, names.wording(language, DRAFT): wording}
    return copies


def _signoffs(candidate: Candidate, name: str) -> dict[str, str]:
    """The confirmations that hold for the revision, and its approvals, by the path of their file."""
    chosen = candidate.chosen
    files = {}
    for language in candidate.draft.languages:
        approval = approval_of(chosen, language)
        confirmed = _confirmed(candidate, language)
        files[signoff_path(language, chosen.document.id, name)] = as_yaml(confirmed, approval)
    return files


def _confirmed(candidate: Candidate, language: str) -> Mapping[str, Confirmation]:
    document, draft = candidate.document, candidate.draft
    prevailing, translation = draft.text(document.prevailing.language), draft.text(language)
    if prevailing is None or translation is None or prevailing is translation:
        return {}
    held: dict[str, Confirmation] = {}
    roles = read_roles(candidate.chosen.root)
    revisions = [candidate.latest.id] if candidate.latest else []
    for revision in (*revisions, DRAFT):
        held |= read_signoff(candidate.chosen.root, signoff_path(language, document.id, revision), roles).sections
    found = states(TextPair(document, draft, prevailing, translation), held)
    return {one.prevailing.id: one.confirmation for one in found if one.confirmation and one.state is State.IN_SYNC}


def _findings(chosen: Chosen, name: str) -> dict[str, str]:
    """The rules that the revision was checked with, so that later ones can't turn it red."""
    path = known_rules_path(chosen.document.id)
    previous = read_source(chosen.root, path).text if exists(chosen.root, path) else None
    return {path: known_rules_file(previous, name)}
