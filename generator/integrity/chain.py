"""The hash chain over a document's publications and corrections: its links, and whether they hold together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.errors import Problem
from generator.integrity.content import encode
from generator.integrity.entries import entry_plain
from generator.integrity.plain_facts import Plain
from generator.model import Seal
from generator.source.revisions import CorrectionEntry, RevisionEntry, RevisionList

FORM = "polylex-chain/1"
RESTORE = "Restore the file from a copy that you trust (`git log -p` shows who changed it)."


@dataclass(frozen=True, slots=True)
class Link:
    """A sealed publication or correction."""

    entry: RevisionEntry | CorrectionEntry
    seal: Seal

    @property
    def name(self) -> str:
        """What it seals, in words."""
        match self.entry:
            case RevisionEntry(id=revision):
                return f"the revision {revision}"
            case CorrectionEntry(revision=revision, date=day):
                return f"the correction of {revision} on {day.isoformat()}"


def links_of(held: RevisionList) -> tuple[Link, ...]:
    """The links of a list in the order of their numbers; those with one number in the order of the file."""
    revisions = [Link(entry, entry.seal) for entry in held.revisions if entry.seal]
    corrections = [Link(entry, entry.seal) for entry in held.corrections]
    return tuple(sorted((*revisions, *corrections), key=lambda link: link.seal.number))


def unsealed(held: RevisionList) -> tuple[RevisionEntry, ...]:
    """The revisions that aren't sealed yet."""
    return tuple(entry for entry in held.revisions if entry.seal is None)


def head_of(held: RevisionList) -> str:
    """The digest of the last link, which stands for the whole chain; empty where nothing is sealed."""
    links = links_of(held)
    return links[-1].seal.digest if links else ""


def link_digest(entry: RevisionEntry | CorrectionEntry, seal: Seal) -> str:
    """The digest of a link: over everything that its entry says, and over its seal but for this digest itself."""
    plain: dict[str, Plain] = {
        "form": FORM,
        "entry": entry_plain(entry),
        "seal": {
            "number": seal.number,
            "source": dict(seal.source),
            "content": dict(seal.content),
            "previous": seal.previous,
        },
    }
    return hashlib.sha256(encode(plain).encode()).hexdigest()


def chain_problems(held: RevisionList) -> Iterator[Problem]:
    """Whatever shows that entries were altered, removed, inserted or put in another order."""
    links = links_of(held)
    for link in links:
        if link_digest(link.entry, link.seal) != link.seal.digest:
            message = f"the entry of {link.name} was altered after it was sealed"
            yield Problem(link.entry.location, message, RESTORE)
    yield from _number_problems(links)
    yield from _order_problems(held)


def _number_problems(links: tuple[Link, ...]) -> Iterator[Problem]:
    first = links[:1]
    for link in first:
        if link.seal.number != 1 or link.seal.previous:
            message = f"{link.name} is the first link that stands here, but not the first of the chain: one was removed"
            yield Problem(link.entry.location, message, RESTORE)
    for one, other in pairwise(links):
        if other.seal.number == one.seal.number:
            message = f"{other.name} has the number {other.seal.number} of {one.name}: one of them was inserted"
        elif other.seal.number > one.seal.number + 1:
            gap = f"link {one.seal.number + 1}"
            message = f"{gap} of the chain was removed: {other.name} follows {one.name}"
        elif other.seal.previous != one.seal.digest:
            message = f"{other.name} doesn't follow {one.name} as it stands here: one of them was replaced"
        else:
            continue
        yield Problem(other.entry.location, message, RESTORE)


def _order_problems(held: RevisionList) -> Iterator[Problem]:
    for entries in (held.revisions, held.corrections):
        numbered = [(entry, entry.seal.number) for entry in entries if entry.seal]
        for (_, one), (entry, other) in pairwise(numbered):
            if other < one:
                message = f"the entries were put in another order: link {other} stands after link {one}"
                yield Problem(entry.location, message, RESTORE)
    sealed = [entry.seal is not None for entry in held.revisions]
    for position, entry in enumerate(held.revisions):
        if entry.seal is None and any(sealed[position:]):
            message = f"the revision {entry.id} was inserted before sealed ones, or its seal was removed"
            yield Problem(entry.location, message, RESTORE)
