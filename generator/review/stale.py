"""Which sections of a draft were confirmed against an older wording, as a plain value for pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model import Document, Stale
from generator.review.files import read_roles, read_signoffs
from generator.review.signoff import SectionState, State, TextPair, signoff_paths, states
from generator.source.folder import exists


def stale_sections(root: Path, document: Document) -> Stale:
    """The stale sections of a draft that readers may see; nothing where nothing was ever confirmed.

    Raises `InputError` for a file of confirmations or of roles with a fault.
    """
    if document.draft is None or not document.draft_public:
        return {}
    found = {}
    for pair in _pairs(document):
        if any(exists(root, path) for path in signoff_paths(pair)):
            stale = {state.prevailing.id: _changed(pair, state) for state in _states(root, pair) if _is_stale(state)}
            found[document.id, pair.prevailing.language, pair.translation.language] = stale
    return {key: sections for key, sections in found.items() if sections}


def _pairs(document: Document) -> Iterator[TextPair]:
    """Each translation of the draft with the prevailing text, or with the first where that isn't held."""
    draft = document.draft
    if draft is None or not draft.texts:
        return
    prevailing = draft.text(document.prevailing.language) or draft.texts[0]
    for text in draft.texts:
        if text is not prevailing:
            yield TextPair(document, draft, prevailing, text)


def _states(root: Path, pair: TextPair) -> tuple[SectionState, ...]:
    signoffs = read_signoffs(root, signoff_paths(pair), read_roles(root))
    return states(pair, {name: held for signoff in signoffs for name, held in signoff.sections.items()})


def _is_stale(state: SectionState) -> bool:
    return state.state not in {State.IN_SYNC, State.UNCONFIRMED}


def _changed(pair: TextPair, state: SectionState) -> tuple[str, ...]:
    """The languages that changed since, the prevailing one first."""
    languages = pair.prevailing.language, pair.translation.language
    unchanged = {State.PREVAILING_NEWER: languages[1], State.TRANSLATION_NEWER: languages[0]}.get(state.state)
    return tuple(language for language in languages if language != unchanged)
