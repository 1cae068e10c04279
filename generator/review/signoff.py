"""Confirmations: where each section of a translation stands, and what to say of those that changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.check import Finding, Severity, Spot
from generator.check.places import excerpt
from generator.check.subject import heading_of, name_of
from generator.errors import Location
from generator.model import Document, Revision, Section, Text
from generator.review.digests import VERSION, section_digest
from generator.review.files import Confirmation, signoff_path
from generator.review.rules import About, ReviewRule, made

if TYPE_CHECKING:
    from generator.compare import Span


class State(StrEnum):
    """Where a section stands since it was confirmed."""

    IN_SYNC = "in-sync"
    PREVAILING_NEWER = "prevailing-newer"
    TRANSLATION_NEWER = "translation-newer"
    BOTH_CHANGED = "both-changed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section of a pair of texts, with its confirmation; None if there is none."""

    prevailing: Section
    translation: Section
    confirmation: Confirmation | None
    state: State


@dataclass(frozen=True, slots=True)
class WordDiff:
    """What changed in one language since a confirmation: the spans of each change.

    `revision` is the one that holds the wording which was confirmed, empty if none does.
    """

    language: str
    changes: tuple[tuple[Span, ...], ...] = ()
    revision: str = ""


@dataclass(frozen=True, slots=True)
class TextPair:
    """The two texts of a revision that are confirmed against each other."""

    document: Document
    revision: Revision
    prevailing: Text
    translation: Text


Confirmations = Mapping[str, Confirmation]


def signoff_paths(pair: TextPair) -> tuple[str, ...]:
    """Where the confirmations of a pair lie; a later file replaces what an earlier one says of a section.

    A draft keeps those of the latest revision until they are renewed.
    """
    document, language = pair.document, pair.translation.language
    latest = [document.revisions[-1].id] if pair.revision.is_draft and document.revisions else []
    return tuple(signoff_path(language, document.id, revision) for revision in (*latest, pair.revision.id))


def states(pair: TextPair, confirmations: Confirmations) -> tuple[SectionState, ...]:
    """The state of every section that stands in both languages, in the order of the prevailing text."""
    return tuple(
        SectionState(section, other, confirmations.get(section.id), _state(section, other, confirmations))
        for section in pair.prevailing.sections
        if (other := pair.translation.section(section.id))
    )


def _state(prevailing: Section, translation: Section, confirmations: Confirmations) -> State:
    held = confirmations.get(prevailing.id)
    if held is None or not all(d.startswith(f"{VERSION}:") for d in (held.prevailing, held.translation)):
        return State.UNCONFIRMED
    changed = held.prevailing != section_digest(prevailing), held.translation != section_digest(translation)
    return {
        (False, False): State.IN_SYNC,
        (True, False): State.PREVAILING_NEWER,
        (False, True): State.TRANSLATION_NEWER,
        (True, True): State.BOTH_CHANGED,
    }[changed]


# ---------------------------------------------------------------- findings


def signoff_findings(
    pair: TextPair, found: tuple[SectionState, ...], *, strict: bool, in_use: bool
) -> Iterator[tuple[Finding, tuple[WordDiff, ...]]]:
    """What is stale, with the words that changed, and what was never confirmed.

    `in_use` says whether the document's sections are confirmed at all.
    """
    for state in found:
        if state.confirmation and state.state not in (State.IN_SYNC, State.UNCONFIRMED):
            yield _stale(pair, state, state.confirmation, strict=strict), tuple(_diffs(pair, state, state.confirmation))
    open_ones = [state for state in found if state.state is State.UNCONFIRMED]
    if strict:
        yield from ((_unconfirmed(pair, state), ()) for state in open_ones)
    elif open_ones and in_use:
        yield _all_unconfirmed(pair, open_ones), ()


def _about(pair: TextPair, state: SectionState, subject: str) -> About:
    prevailing, translation = pair.prevailing, pair.translation
    return About(
        document=pair.document.id,
        location=state.translation.location,
        subject=subject,
        revision=pair.revision.id,
        section=state.prevailing.id,
        language=translation.language,
        excerpt=_heading(state.translation),
        counterpart=Spot(prevailing.language, state.prevailing.location, _heading(state.prevailing)),
    )


def _heading(section: Section) -> str:
    return excerpt(heading_of(section)) if section.label or section.title else ""


def _stale(pair: TextPair, state: SectionState, held: Confirmation, *, strict: bool) -> Finding:
    one, other = name_of(pair.prevailing.language), name_of(pair.translation.language)
    changed = {State.PREVAILING_NEWER: one, State.TRANSLATION_NEWER: other}.get(state.state, f"both {one} and {other}")
    message = f"{changed} changed since {held.by!r} confirmed this section on {held.date} ({state.state.value})"
    severity = Severity.ERROR if strict else Severity.WARNING
    digests = f"{section_digest(state.prevailing)} {section_digest(state.translation)}"
    remedy = f"Compare the two, then run {command(pair, state.prevailing.id)}."
    return made(ReviewRule.SECTION_STALE, severity, _about(pair, state, digests), message, remedy)


def command(pair: TextPair, section: str) -> str:
    """The call that confirms a section."""
    language = pair.translation.language
    return f"`polylex confirm {pair.document.id} {section} --language {language} --by ROLE --reason TEXT`"


def _unconfirmed(pair: TextPair, state: SectionState) -> Finding:
    other = name_of(pair.translation.language)
    message = f"nobody has confirmed yet that {other} says the same in this section"
    remedy = f"Compare the two, then run {command(pair, state.prevailing.id)}."
    return made(ReviewRule.SECTION_UNCONFIRMED, Severity.ERROR, _about(pair, state, ""), message, remedy)


def _all_unconfirmed(pair: TextPair, open_ones: list[SectionState]) -> Finding:
    names = ", ".join(state.prevailing.id for state in open_ones)
    count = f"{len(open_ones)} sections are" if len(open_ones) > 1 else "1 section is"
    message = f"{count} not confirmed in {name_of(pair.translation.language)}: {names}"
    text = pair.translation
    about = About(pair.document.id, Location(text.path), "", pair.revision.id, "", text.language)
    remedy = f"Compare them, then run {command(pair, 'SECTION …')}."
    return made(ReviewRule.SECTION_UNCONFIRMED, Severity.NOTICE, about, message, remedy)


# ---------------------------------------------------------------- the words since


def _diffs(pair: TextPair, state: SectionState, held: Confirmation) -> Iterator[WordDiff]:
    sides = (
        (pair.prevailing, state.prevailing, held.prevailing),
        (pair.translation, state.translation, held.translation),
    )
    for text, section, digest in sides:
        if digest != section_digest(section):
            yield _diff(pair.document, text, section, digest)


def _diff(document: Document, text: Text, section: Section, digest: str) -> WordDiff:
    from generator.compare import compare_texts  # noqa: PLC0415 - the redline engine costs time, and is rarely needed

    for revision in reversed((*document.revisions, *([document.draft] if document.draft else []))):
        other = revision.text(text.language)
        old = other.section(section.id) if other else None
        if other and old and section_digest(old) == digest:
            changeset = compare_texts(_alone(other, old), _alone(text, section))
            return WordDiff(text.language, tuple(change.spans for change in changeset.changes), revision.id)
    return WordDiff(text.language)


def _alone(text: Text, section: Section) -> Text:
    """A text of one section."""
    return replace(text, title="", date_line="", sections=(replace(section, label=""),))
