"""Which files hold a published revision: as it was published, and after each correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.model import Correction, CorrectionKind
from generator.source.folder import CONTENT, Names
from generator.source.revisions import RevisionEntry, RevisionList

_UNCHANGED = CorrectionKind.WITHDRAWAL
"""The kind of correction that changes no file."""


@dataclass(frozen=True, slots=True)
class StateFiles:
    """The files of one state of a revision: the facts, and by language the text with its wording."""

    facts: str
    texts: Mapping[str, tuple[str, str]]

    @property
    def all(self) -> tuple[str, ...]:
        """Every path, in order."""
        return tuple(sorted([self.facts, *(path for pair in self.texts.values() for path in pair)]))


def all_states(entry: RevisionEntry, held: RevisionList, names: Names) -> tuple[StateFiles, ...]:
    """The states of a revision, as published first, as it stands now last."""
    first = published_files(entry, names)
    later = (
        _replaced(first, correction.seal.source)
        for correction in held.corrections_of(entry.id)
        if correction.kind is not _UNCHANGED
    )
    return (first, *later)


def published_files(entry: RevisionEntry, names: Names) -> StateFiles:
    """The files of a revision as published."""
    texts = {language: (names.text(language, entry.id), names.wording(language, entry.id)) for language in entry.origin}
    return StateFiles(names.facts(entry.id), texts)


def _replaced(first: StateFiles, source: Mapping[str, str]) -> StateFiles:
    """The files that a correction names, in place of those published."""
    named = {_role(f"{CONTENT}/{path}"): f"{CONTENT}/{path}" for path in sorted(source)}
    texts = {
        language: (named.get(_role(text), text), named.get(_role(wording), wording))
        for language, (text, wording) in first.texts.items()
    }
    return StateFiles(named.get(_role(first.facts), first.facts), texts)


def _role(path: str) -> tuple[str, str]:
    """What a file is for, whatever state it belongs to: its folder and its ending."""
    folder, _, name = path.rpartition("/")
    return folder, name.rpartition(".")[2]


def listed_states(held: RevisionList) -> set[str]:
    """The beginnings of the names of all files that the list accounts for."""
    corrected = {
        path.rpartition("/")[2].rpartition(".")[0] for correction in held.corrections for path in correction.seal.source
    }
    return {entry.id for entry in held.revisions} | corrected


def told_corrections(entry: RevisionEntry, held: RevisionList) -> tuple[Correction, ...]:
    """The corrections of a revision, in the order made."""
    return tuple(Correction(one.kind, one.date, one.notes, one.seal) for one in held.corrections_of(entry.id))


def last_withdrawal(entry: RevisionEntry, held: RevisionList) -> date | None:
    """The first day without the revision, as the list says it last."""
    days = [day for one in held.corrections_of(entry.id) if (day := one.withdrawn)]
    return days[-1] if days else entry.withdrawn
