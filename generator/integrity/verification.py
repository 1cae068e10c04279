"""Verifying a site as a whole, and reading one only if nothing published was altered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NoReturn

from generator.errors import AlteredError, InputError, Problem
from generator.integrity.anchors import anchor_problems, anchored, read_anchor
from generator.integrity.chain import head_of, links_of, unsealed
from generator.integrity.content import ContentForms
from generator.integrity.known import Known, State
from generator.integrity.timestamps import Stamp, stamp_problems, stamps_of
from generator.integrity.verify import Sealed, content_problems, raw_problems, read_sealed
from generator.source import load_site
from generator.source.corpus import LoadedDocument, LoadedSite
from generator.source.folder import exists


@dataclass(frozen=True, slots=True)
class DocumentVerdict:
    """What was verified of a document.

    `links` are the publications and corrections in its chain, `head` the digest of the last, empty where there is
    none. `unsealed` are revisions without a seal, of which nothing can be said. `anchors` name what the chain was
    held against; `stamps` are the time stamps that lie beside it.
    """

    document: str
    links: int
    head: str
    unsealed: tuple[str, ...]
    anchors: tuple[str, ...]
    stamps: tuple[Stamp, ...] = ()


def verify_site(root: Path, anchors: tuple[str, ...] = ()) -> tuple[DocumentVerdict, ...]:
    """Hold every published file, entry and content against its seal, and the chains against anchors.

    Raises AlteredError with all that was altered, removed, inserted or put in another order; other PolicyErrors for
    a site or an anchor that can't be read.
    """
    sealed = _sealed(root, anchors)
    known = tuple(read_anchor(root, given, tuple(one.document for one in sealed)) for given in anchors)
    problems = [problem for one in sealed for problem in raw_problems(root, one)]
    problems += [problem for anchor in known for problem in anchor_problems(anchor, sealed)]
    stamps = {one.document: stamps_of(root, one) for one in sealed}
    problems += [problem for found in stamps.values() for problem in stamp_problems(found)]
    _raise_if(problems)
    loaded = load_site(root)
    _raise_if(_contents(loaded, sealed))
    return tuple(
        DocumentVerdict(
            document=one.document,
            links=len(links_of(one.held)),
            head=head_of(one.held),
            unsealed=tuple(entry.id for entry in unsealed(one.held)),
            anchors=anchored(known, one),
            stamps=stamps[one.document],
        )
        for one in sealed
    )


def _sealed(root: Path, anchors: tuple[str, ...]) -> tuple[Sealed, ...]:
    """The lists of the site; where one is gone that an anchor knows, what was published was removed."""
    try:
        return read_sealed(root)
    except InputError as error:
        gone = [problem for problem in error.problems if not exists(root, problem.location.path)]
        documents = tuple(PurePath(problem.location.path).name.split(".")[0] for problem in gone)
        if gone and any(read_anchor(root, given, documents).heads for given in anchors):
            raise AlteredError(*gone) from None
        raise


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in the files of a document and in what readers get of it, and the state of its files.

    `is_known` says that nothing was looked at, for the files are those that were verified before.
    """

    files: tuple[Problem, ...]
    contents: tuple[Problem, ...]
    state: State
    is_known: bool


def verify_document(known: Known, loaded: LoadedDocument) -> Verified:
    """Hold a document that could be read against its seals, if its files changed since it was verified last."""
    sealed = Sealed(loaded.id, loaded.held)
    state = known.state(sealed)
    if known.holds(sealed, state) or loaded.document is None:
        return Verified((), (), state, is_known=True)
    files = tuple(raw_problems(known.root, sealed))
    contents = () if files else tuple(content_problems(sealed, loaded.document, ContentForms()))
    return Verified(files, contents, state, is_known=False)


def raise_alterations(verified: Iterable[Verified]) -> None:
    """Raise AlteredError with what was altered in files, or if nothing was, in what readers get."""
    found = tuple(verified)
    _raise_if([problem for one in found for problem in one.files])
    _raise_if([problem for one in found for problem in one.contents])


def raise_unreadable(root: Path, problems: Iterable[Problem]) -> NoReturn:
    """Raise AlteredError if anything published was altered, which may be why a site can't be read; else InputError."""
    _raise_if(_raw_alterations(root))
    raise InputError(*problems)


def load_verified(root: Path) -> LoadedSite:
    """Read the site in a folder, as `load_site` does, and verify what changed since it was verified last.

    Raises AlteredError if anything published was altered, also where that is why the site can't be read.
    """
    try:
        loaded = load_site(root)
    except InputError:
        _raise_if(_raw_alterations(root))
        raise
    sealed = tuple(Sealed(document, held) for document, held in loaded.lists.items())
    known = Known(root)
    states = {one.document: known.state(one) for one in sealed}
    changed = tuple(one for one in sealed if not known.holds(one, states[one.document]))
    if changed:
        _raise_if([problem for one in changed for problem in raw_problems(root, one)])
        _raise_if(_contents(loaded, changed))
        known.keep(states)
    return loaded


def _raw_alterations(root: Path) -> list[Problem]:
    """What was altered in a site that can't be read; nothing where not even the lists of revisions can be."""
    try:
        sealed = read_sealed(root)
    except InputError:
        return []
    return [problem for one in sealed for problem in raw_problems(root, one)]


def _contents(loaded: LoadedSite, sealed: tuple[Sealed, ...]) -> list[Problem]:
    documents = {document.id: document for document in loaded.corpus.documents}
    forms = ContentForms()
    return [problem for one in sealed for problem in content_problems(one, documents[one.document], forms)]


def _raise_if(problems: list[Problem]) -> None:
    if problems:
        raise AlteredError(*problems)
