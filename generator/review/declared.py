"""Declared differences at work: which of them the texts show, and which stand there for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.check import Severity
from generator.check.compared_values import is_in_use
from generator.check.differences import Declared, DifferenceKind, differences_path, read_differences
from generator.check.finding import Finding
from generator.check.subject import PairSubject, lone_nodes
from generator.errors import Location
from generator.review.rules import About, ReviewRule, made
from generator.source.files import SourceText, read_source
from generator.source.folder import exists


def declared_in(root: Path, document: str) -> tuple[tuple[Declared, ...], SourceText | None]:
    """The declared differences of a document, and the characters of their file; raises InputError."""
    path = differences_path(document)
    if not exists(root, path):
        return (), None
    source = read_source(root, path)
    return read_differences(source), source


def used_in(subject: PairSubject) -> Iterator[Declared]:
    """The declarations that two texts show."""
    for one in subject.excused.declared:
        if one.concerns(*subject.excused.languages) and _shows[one.kind](subject, one):
            yield one


def _shows_section(subject: PairSubject, one: Declared) -> bool:
    for pair in subject.alignment.sections:
        if pair.id == one.section and not (pair.prevailing and pair.translation):
            side = subject.prevailing if pair.prevailing else subject.translation
            return side.language in one.languages
    return False


def _shows_block(subject: PairSubject, one: Declared) -> bool:
    return any(
        (node := block.prevailing or block.translation) is not None
        and node.id == one.id
        and subject.is_excused(pair.id, block)
        for pair in subject.pairs
        if pair.id == one.section
        for block, _ in lone_nodes(pair)
    )


def _shows_value(subject: PairSubject, one: Declared) -> bool:
    return any(is_in_use(pair, subject.excused, one) for pair in subject.pairs if pair.id == one.section)


_shows = {
    DifferenceKind.SECTION: _shows_section,
    DifferenceKind.BLOCK: _shows_block,
    DifferenceKind.VALUE: _shows_value,
}


def unused_findings(document: str, declared: tuple[Declared, ...], used: frozenset[Location]) -> Iterator[Finding]:
    """The declarations that no text shows; `used` are the places of the others."""
    for one in declared:
        if one.location not in used:
            message = f"no text differs as declared for {one.name}"
            remedy = "Delete the declaration, or let it say what stands in each language."
            subject = f"{one.kind.value} {one.id} {sorted(one.values.items())} {one.languages}"
            about = About(document, one.location, subject, section=one.section)
            yield made(ReviewRule.DIFFERENCE_UNUSED, Severity.WARNING, about, message, remedy)
