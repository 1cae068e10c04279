"""Whether what was published is still what was published: files, entries and contents against their seals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import AlteredError, InputError, Location, Problem
from generator.integrity.chain import RESTORE, Link, chain_problems, links_of
from generator.integrity.content import ContentForms, digest_of
from generator.integrity.originals import find_original, first_difference
from generator.model import CorrectionKind, Document, Revision
from generator.source.files import read_normal_bytes, read_source
from generator.source.folder import CONTENT, Names, exists
from generator.source.manifests import SITE
from generator.source.revisions import REVISIONS, CorrectionEntry, RevisionEntry, RevisionList
from generator.source.states import StateFiles, all_states
from generator.source.yaml_tree import parse_yaml

_CONFLICTS = (b"<<<<<<<", b"=======", b">>>>>>>")
_SEALED = re.compile(rb"^ *(?:seal|digest|previous) *:", re.MULTILINE)
"""What a list that holds a seal shows, even where one of these words was damaged."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The list of revisions of a document, as its file holds it."""

    document: str
    held: RevisionList

    @property
    def path(self) -> str:
        """The file."""
        return Names(self.document).revisions

    def states(self, entry: RevisionEntry) -> tuple[tuple[Link | None, StateFiles], ...]:
        """The states of a revision with the link that seals each; as published first."""
        changing = [link for link in links_of(self.held) if _changes(link, entry.id)]
        seal = entry.seal
        first = Link(entry, seal) if seal else None
        return tuple(zip((first, *changing), all_states(entry, self.held, Names(self.document)), strict=True))


def _changes(link: Link, revision: str) -> bool:
    entry = link.entry
    return (
        isinstance(entry, CorrectionEntry)
        and entry.revision == revision
        and entry.kind is not CorrectionKind.WITHDRAWAL
    )


def read_sealed(root: Path) -> tuple[Sealed, ...]:
    """The lists of a site's documents.

    Raises AlteredError for a sealed list that a merge or an edit has damaged, InputError for a site that can't be
    read.
    """
    manifest = SITE.read(parse_yaml(read_source(root, f"{CONTENT}/site.yaml")))
    return tuple(Sealed(document, _list_of(root, document)) for document in manifest.documents)


def _list_of(root: Path, document: str) -> RevisionList:
    path = Names(document).revisions
    raw = read_normal_bytes(root, path)
    is_sealed = _SEALED.search(raw) is not None
    line = next((n for n, text in enumerate(raw.split(b"\n"), 1) if text.startswith(_CONFLICTS)), 0)
    if is_sealed and line:
        message = "a merge left both sides of a conflict in the chain of published revisions"
        remedy = "Keep the side that is published; publish the other side's text anew, after it."
        raise AlteredError(Problem(Location(path, line), message, remedy))
    try:
        return REVISIONS.read(parse_yaml(read_source(root, path)))
    except InputError as error:
        if is_sealed:
            raise AlteredError(*error.problems) from None
        raise


def raw_problems(root: Path, sealed: Sealed) -> Iterator[Problem]:
    """What the entries and the bytes of the files show, without reading a text."""
    yield from chain_problems(sealed.held)
    for entry in sealed.held.revisions:
        for link, files in sealed.states(entry):
            if link:
                yield from _file_problems(root, link, files)


def _file_problems(root: Path, link: Link, files: StateFiles) -> Iterator[Problem]:
    named = {f"{CONTENT}/{path}": digest for path, digest in link.seal.source.items()}
    for path in files.all:
        if path not in named:
            message = f"the seal of {link.name} doesn't name {path}"
            yield Problem(link.entry.location, message, RESTORE)
    for path, digest in named.items():
        if not exists(root, path):
            yield Problem(Location(path), f"this file of {link.name} was removed", RESTORE)
        else:
            yield from _digest_problems(root, link, path, digest)


def _digest_problems(root: Path, link: Link, path: str, digest: str) -> Iterator[Problem]:
    try:
        content = read_normal_bytes(root, path)
    except InputError as error:
        message = f"this file of {link.name} can't be verified"
        yield from (Problem(one.location, f"{message}: {one.message}", RESTORE) for one in error.problems)
    else:
        if digest_of(content) != digest:
            yield _altered(root, link, (path, digest), content)


def _altered(root: Path, link: Link, named: tuple[str, str], content: bytes) -> Problem:
    """That a file was altered; where, if its wording as published can still be found."""
    path, digest = named
    message = f"this file of {link.name} was altered after publication"
    original = find_original(root, path, digest)
    if original is None:
        return Problem(Location(path), message, _REMEDY)
    place, old, new = first_difference(path, original, content.decode("utf-8", "replace"))
    if old == new:
        return Problem(place, f"{message}: the end of its last line was added or removed", _REMEDY)
    return Problem(place, f"{message}; published: {_cut(old, place)}, now: {_cut(new, place)}", _REMEDY)


_BEFORE, _AFTER = 20, 40
"""Characters that a message quotes on both sides of the place where two lines part."""


def _cut(line: str, place: Location) -> str:
    if not line:
        return "an empty line"
    start, end = max(place.column - 1 - _BEFORE, 0), place.column - 1 + _AFTER
    lead, trail = ("…" if start else ""), ("…" if end < len(line) else "")
    return f"“{lead}{line[start:end].strip()}{trail}”"


_REMEDY = (
    "Restore it (`git checkout`), and edit the draft instead. For a slip of spelling or typography in a published "
    "text, see `polylex correct --help`."
)


def content_problems(sealed: Sealed, document: Document, forms: ContentForms) -> Iterator[Problem]:
    """Where what a reader gets isn't what was sealed, although the files may be."""
    revisions = {revision.id: revision for revision in document.revisions}
    for entry in sealed.held.revisions:
        revision = revisions[entry.id]
        wordings = (*revision.earlier, revision)
        for (link, _), wording in zip(sealed.states(entry), wordings, strict=True):
            if link:
                yield from _content_problems(link, forms.digests(document.id, wording), wording)


def _content_problems(link: Link, found: Mapping[str, str], revision: Revision) -> Iterator[Problem]:
    for language in sorted(found.keys() | link.seal.content.keys()):
        if found.get(language) != link.seal.content.get(language):
            text = revision.text(language)
            place = Location(text.path) if text else link.entry.location
            message = f"what readers get of {link.name} in {language!r} isn't what was sealed"
            yield Problem(place, message, RESTORE)
