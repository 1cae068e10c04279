"""Starting a draft anew: its files become those of the latest revision."""

from __future__ import annotations

from pathlib import Path

from generator.errors import AlteredError, ConfigurationError, Location, PolicyError, Problem
from generator.integrity.verify import Sealed, raw_problems, read_sealed
from generator.publish.chosen import DRAFT, Chosen, choose, error
from generator.review.files import signoff_path, write_whole
from generator.source.files import read_source
from generator.source.folder import Names, exists
from generator.source.shapes import nearest
from generator.source.states import StateFiles, all_states


def reset_draft(root: Path, name: str, *, discard: bool = False) -> tuple[str, ...]:
    """Make the draft equal to the latest revision, and return the paths that were written.

    A missing file of the draft is put back. Raises ConfigurationError while the draft holds edits that were never
    published, unless `discard` says that they may go, and for a document without a revision.
    """
    restored = _restore_missing(root, name)
    chosen = choose(root, name)
    copies = _copies(chosen.names, _latest(Sealed(name, chosen.held)))
    changed = tuple(
        draft for draft, latest in copies.items() if read_source(root, draft).text != read_source(root, latest).text
    )
    if chosen.document.draft is not None and not discard:
        raise _unpublished(name, changed)
    for draft in changed:
        write_whole(root, draft, read_source(root, copies[draft]).text)
    if changed:
        _forget_signoffs(chosen)
    return tuple(sorted({*restored, *changed}))


def _restore_missing(root: Path, name: str) -> tuple[str, ...]:
    sealed = next((one for one in read_sealed(root) if one.document == name), None)
    if sealed is None:
        known = tuple(one.document for one in read_sealed(root))
        raise error(f"there is no document {name!r}", nearest(name, known))
    copies = _copies(Names(name), _latest(sealed))
    missing = tuple(draft for draft in copies if not exists(root, draft))
    problems = tuple(raw_problems(root, sealed)) if missing else ()
    if problems:
        raise AlteredError(*problems)
    for draft in missing:
        (root / draft).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root, draft, read_source(root, copies[draft]).text)
    return missing


def _latest(sealed: Sealed) -> StateFiles:
    if not sealed.held.revisions:
        raise error(f"{sealed.document!r} has no revision that its draft could be taken from", "Publish one first.")
    return all_states(sealed.held.revisions[-1], sealed.held, Names(sealed.document))[-1]


def _copies(names: Names, latest: StateFiles) -> dict[str, str]:
    """Each file of the draft, with the file of the latest revision that it is taken from."""
    copies = {names.facts(DRAFT): latest.facts}
    for language, (text, wording) in latest.texts.items():
        copies |= {names.text(language, DRAFT): text, names.wording(language, DRAFT): wording}
    return copies


def _unpublished(name: str, changed: tuple[str, ...]) -> PolicyError:
    latest = f"`polylex diff {name} LATEST draft` shows them; --discard throws them away."
    problems = [
        Problem(Location(path), "this file of the draft holds edits that aren't published", latest) for path in changed
    ]
    return ConfigurationError(*problems)


def _forget_signoffs(chosen: Chosen) -> None:
    """The confirmations and approvals of a draft that is gone."""
    for language in chosen.languages:
        (chosen.root / signoff_path(language, chosen.document.id, DRAFT)).unlink(missing_ok=True)
