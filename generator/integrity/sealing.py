"""Making seals: the digests of files and of what readers get, and the link that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from generator.integrity.chain import head_of, link_digest, links_of
from generator.integrity.content import ContentForms, digest_of
from generator.model import CorrectionKind, Revision, Seal
from generator.source.files import read_normal_bytes
from generator.source.folder import CONTENT, Names
from generator.source.revisions import CorrectionEntry, RevisionEntry, RevisionList
from generator.source.states import published_files

_BELOW = f"{CONTENT}/"


def source_digests(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The digests of files by their paths below `content/`; raises InputError for one that can't be read."""
    return {path.removeprefix(_BELOW): digest_of(read_normal_bytes(root, path)) for path in sorted(paths)}


def sealed_revision(
    entry: RevisionEntry, held: RevisionList, source: Mapping[str, str], content: Mapping[str, str]
) -> RevisionEntry:
    """The entry of a publication with the next link of the chain."""
    seal = _next(held, source, content)
    return replace(entry, seal=replace(seal, digest=link_digest(entry, seal)))


def sealed_correction(
    entry: CorrectionEntry, held: RevisionList, source: Mapping[str, str], content: Mapping[str, str]
) -> CorrectionEntry:
    """The entry of a correction with the next link of the chain; the seal that it has is no matter."""
    seal = _next(held, source, content)
    return replace(entry, seal=replace(seal, digest=link_digest(entry, seal)))


def _next(held: RevisionList, source: Mapping[str, str], content: Mapping[str, str]) -> Seal:
    return Seal(len(links_of(held)) + 1, dict(source), dict(content), head_of(held), "")


def seal_all(root: Path, document: str, held: RevisionList, revisions: Mapping[str, Revision]) -> RevisionList:
    """The list with a seal on each revision that has none, in the order of the list; files are read from `root`.

    `revisions` are the document's by their ids.
    """
    forms, names = ContentForms(), Names(document)
    for position, entry in enumerate(held.revisions):
        if entry.seal is None:
            source = source_digests(root, published_files(entry, names).all)
            fresh = sealed_revision(entry, held, source, forms.digests(document, revisions[entry.id]))
            entries = (*held.revisions[:position], fresh, *held.revisions[position + 1 :])
            held = replace(held, revisions=entries)
    return held


def changes_files(entry: CorrectionEntry) -> bool:
    """Whether a correction has files of its own."""
    return entry.kind is not CorrectionKind.WITHDRAWAL
