"""Correcting a published revision: the corrected text is shown, the text as published stays for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.compare import compare_revisions
from generator.errors import AlteredError, ConfigurationError, Location, Problem
from generator.integrity.content import ContentForms, digest_of
from generator.integrity.entries import as_yaml
from generator.integrity.originals import draft_path, find_original
from generator.integrity.sealing import sealed_correction
from generator.integrity.verify import Sealed, raw_problems, read_sealed
from generator.model import CorrectionKind, Revision, Seal
from generator.publish.chosen import check_role, error, word_problems
from generator.publish.commit import Plan, commit
from generator.publish.journal import Journal
from generator.publish.preview import previewed_document
from generator.publish.slips import heavy_changes, heavy_words
from generator.source.files import read_source
from generator.source.folder import CONTENT, exists
from generator.source.revisions import CorrectionEntry, RevisionEntry
from generator.source.shapes import nearest
from generator.source.states import StateFiles

_NO_SEAL = Seal(1, {}, {}, "", "0" * 64)
"""Stands where a seal will be, while a correction is tried out."""

_BELOW = f"{CONTENT}/"


@dataclass(frozen=True, slots=True)
class CorrectionOrder:
    """What is corrected, by which role, with what readers are told per language.

    `withdrawn` is the first day without the revision, for a withdrawal only.
    """

    document: str
    revision: str
    kind: CorrectionKind
    by: str
    notes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class Correcting:
    """A revision with the files of its latest state; `edits` are the corrected files by the path that they replace."""

    root: Path
    order: CorrectionOrder
    sealed: Sealed
    entry: RevisionEntry
    files: StateFiles
    source: Mapping[str, str]
    content: Mapping[str, str]
    edits: Mapping[str, str]
    originals: Mapping[str, str]

    @property
    def count(self) -> int:
        """The number of this correction among those that have files."""
        return len(self.sealed.states(self.entry))


def correct(root: Path, order: CorrectionOrder, today: date) -> tuple[str, ...]:
    """Record a correction of a revision, and return the paths of the corrected files.

    The corrected text is what was edited in the revision's own files (they are put back as they were published), or,
    for the latest revision, what differs in the draft. An editorial correction may only mend slips; a technical one
    must leave what readers get the same, to the character. Raises PolicyError for everything else; nothing is written
    then.
    """
    check_role(root, order.by)
    correcting = _find(root, order)
    _refuse_wrong_days(order, correcting.entry, today)
    if order.kind is CorrectionKind.WITHDRAWAL:
        return _withdraw(correcting, today)
    if not correcting.edits:
        remedy = "Mend the slip in the revision's own file, or in the draft of the latest one; then run this again."
        raise error(f"nothing of {order.revision} is edited, so there is nothing to correct", remedy)
    names = {path: _corrected_path(path, order.revision, correcting.count) for path in correcting.edits}
    fresh = {names[path]: text for path, text in correcting.edits.items()}
    source = _corrected_source(correcting, names)
    new = _checked(correcting, fresh, source, today)
    entry = _sealed(correcting, source, ContentForms().digests(order.document, new), today)
    commit(root, _plan(correcting, entry, fresh))
    return tuple(sorted(fresh))


def _corrected_source(correcting: Correcting, names: Mapping[str, str]) -> dict[str, str]:
    """The digests of the files after the correction, by their paths below `content/`."""
    kept = {path: digest for path, digest in correcting.source.items() if f"{_BELOW}{path}" not in names}
    edited = {names[path]: digest_of(text.encode()) for path, text in correcting.edits.items()}
    return {**kept, **{path.removeprefix(_BELOW): digest for path, digest in edited.items()}}


# ---------------------------------------------------------------- what is there


def _find(root: Path, order: CorrectionOrder) -> Correcting:
    sealed = next((one for one in read_sealed(root) if one.document == order.document), None)
    if sealed is None:
        known = tuple(one.document for one in read_sealed(root))
        raise error(f"there is no document {order.document!r}", nearest(order.document, known))
    entry = next((one for one in sealed.held.revisions if one.id == order.revision), None)
    if entry is None:
        known = tuple(one.id for one in sealed.held.revisions)
        raise error(f"{order.document!r} has no revision {order.revision!r}", nearest(order.revision, known))
    link, files = sealed.states(entry)[-1]
    if link is None:
        raise error(f"{order.revision} isn't sealed yet", f"Run `polylex seal {order.document}` first.")
    source = link.seal.source
    edited = _edited(root, sealed, files)
    _refuse_wrong_words(order, entry)
    originals = {path: _original(root, path, source) for path in edited}
    edits = {**_unfinished(root, sealed, entry, files), **edited} or _from_draft(root, sealed, entry, files)
    return Correcting(root, order, sealed, entry, files, source, link.seal.content, edits, originals)


def _edited(root: Path, sealed: Sealed, files: StateFiles) -> dict[str, str]:
    """The revision's own files that were edited, with their text; raises AlteredError if anything else was altered."""
    problems = list(raw_problems(root, sealed))
    edited = {p.location.path for p in problems if p.location.path in files.all and exists(root, p.location.path)}
    others = [problem for problem in problems if problem.location.path not in edited]
    if others:
        raise AlteredError(*others)
    return {path: read_source(root, path).text for path in sorted(edited)}


def _unfinished(root: Path, sealed: Sealed, entry: RevisionEntry, files: StateFiles) -> dict[str, str]:
    """What a correction that was stopped had written already; it may have put the revision's own files back."""
    left = Journal(root, sealed.path, read_source(root, sealed.path).text).leftovers()
    names = {path: _corrected_path(path, entry.id, len(sealed.states(entry))) for path in files.all}
    return {path: read_source(root, name).text for path, name in names.items() if name in left}


def _from_draft(root: Path, sealed: Sealed, entry: RevisionEntry, files: StateFiles) -> dict[str, str]:
    """Where the draft of the latest revision differs from it."""
    if entry is not sealed.held.revisions[-1]:
        return {}
    pairs = {path: draft_path(path) for path in files.all}
    texts = {path: read_source(root, draft).text for path, draft in pairs.items()}
    return {path: text for path, text in texts.items() if text != read_source(root, path).text}


def _original(root: Path, path: str, source: Mapping[str, str]) -> str:
    found = find_original(root, path, source[path.removeprefix(_BELOW)])
    if found is None:
        message = "this file was edited, and its text as published is neither in the draft nor in the history of git"
        raise AlteredError(Problem(Location(path), message, "Restore it from a backup, and edit the draft instead."))
    return found


def _refuse_wrong_days(order: CorrectionOrder, entry: RevisionEntry, today: date) -> None:
    if today < entry.published:
        remedy = f"Correct it on {entry.published} or later."
        raise error(f"{entry.id} is not published yet: today is {today}", remedy)
    if order.withdrawn and order.withdrawn < entry.published:
        message = f"the first day without the revision, {order.withdrawn}, comes before its publication"
        raise error(message, f"Name {entry.published} or a later day.")


def _refuse_wrong_words(order: CorrectionOrder, entry: RevisionEntry) -> None:
    languages = tuple(entry.origin)
    problems = word_problems(order.notes, languages, "note on the correction")
    if order.kind is not CorrectionKind.TECHNICAL:
        problems += [
            Problem(Location(""), f"the note on the correction is missing in {one!r}", f"Add --note {one}=TEXT.")
            for one in languages
            if one not in order.notes
        ]
    if problems:
        raise ConfigurationError(*problems)


# ---------------------------------------------------------------- what comes of it


def _corrected_path(path: str, revision: str, count: int) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/{revision}.corrected-{count}.{name.rpartition('.')[2]}"


def _entry(correcting: Correcting, seal: Seal, today: date) -> CorrectionEntry:
    order = correcting.order
    return CorrectionEntry(order.revision, order.kind, today, order.by, seal, dict(order.notes), order.withdrawn)


def _sealed(
    correcting: Correcting, source: Mapping[str, str], content: Mapping[str, str], today: date
) -> CorrectionEntry:
    entry = _entry(correcting, _NO_SEAL, today)
    return sealed_correction(entry, correcting.sealed.held, source, content)


def _checked(correcting: Correcting, fresh: Mapping[str, str], source: Mapping[str, str], today: date) -> Revision:
    """The revision as it would be; raises ConfigurationError if that is more than the correction may do."""
    order, held = correcting.order, correcting.sealed.held
    entry = _entry(correcting, replace(_NO_SEAL, source=source), today)
    listed = as_yaml(replace(held, corrections=(*held.corrections, entry)))
    files = {**fresh, **correcting.originals, correcting.sealed.path: listed}
    document = previewed_document(correcting.root, files, order.document)
    new = next(revision for revision in document.revisions if revision.id == order.revision)
    problems = _refusals(correcting, new.earlier[-1], new)
    if problems:
        edited = {_corrected_path(path, order.revision, correcting.count): path for path in correcting.edits}
        raise ConfigurationError(*(_placed(problem, edited) for problem in problems))
    return new


def _placed(problem: Problem, edited: Mapping[str, str]) -> Problem:
    """A problem of a file that isn't written yet, at the file that was edited."""
    place = problem.location
    return replace(problem, location=replace(place, path=edited.get(place.path, place.path)))


def _refusals(correcting: Correcting, old: Revision, new: Revision) -> list[Problem]:
    if correcting.order.kind is CorrectionKind.TECHNICAL:
        return _technical_refusals(correcting, new)
    problems = list(heavy_changes(compare_revisions(old, new), new))
    for text in new.texts:
        before = old.text(text.language)
        problems += heavy_words(before, text) if before else ()
    if old.facts != new.facts:
        message = "the facts change, which is more than a slip"
        problems.append(Problem(Location(correcting.files.facts), message, "Publish a new revision instead."))
    return problems


def _technical_refusals(correcting: Correcting, new: Revision) -> list[Problem]:
    found = ContentForms().digests(correcting.order.document, new)
    return [
        Problem(
            Location(text.path),
            f"readers would get another text in {text.language!r}, so this is no technical correction",
            "Mend slips with an editorial correction; publish a new revision for everything else.",
        )
        for text in new.texts
        if found[text.language] != correcting.content.get(text.language)
    ]


def _plan(correcting: Correcting, entry: CorrectionEntry, fresh: Mapping[str, str]) -> Plan:
    held = correcting.sealed.held
    return Plan(
        commit_path=correcting.sealed.path,
        commit_text=as_yaml(replace(held, corrections=(*held.corrections, entry))),
        expected=read_source(correcting.root, correcting.sealed.path).text,
        files={**fresh, **correcting.originals},
        then_files=_drafts(correcting),
    )


def _drafts(correcting: Correcting) -> dict[str, str]:
    """The draft's files that still are what was published: they get the corrected text too."""
    if correcting.entry is not correcting.sealed.held.revisions[-1]:
        return {}
    pairs = ((draft_path(path), path, text) for path, text in correcting.edits.items())
    return {
        draft: text
        for draft, path, text in pairs
        if digest_of(read_source(correcting.root, draft).text.encode()) == correcting.source[path.removeprefix(_BELOW)]
    }


def _withdraw(correcting: Correcting, today: date) -> tuple[str, ...]:
    if correcting.originals:
        raise error("files of the revision were edited", "Correct or restore them before the revision is withdrawn.")
    entry = _sealed(correcting, correcting.source, correcting.content, today)
    plan = replace(_plan(correcting, entry, {}), then_files={})
    previewed_document(correcting.root, {plan.commit_path: plan.commit_text}, correcting.order.document)
    commit(correcting.root, plan)
    return ()
