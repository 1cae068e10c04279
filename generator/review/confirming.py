"""Confirming: a role says that a translation of sections says what the prevailing text says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import ConfigurationError, Location, PolicyError, Problem
from generator.model import Corpus, Document, Revision
from generator.review.chosen import DRAFT
from generator.review.digests import section_digest
from generator.review.files import (
    Approval,
    Confirmation,
    read_roles,
    read_signoff,
    read_signoffs,
    unknown_role,
    write_whole,
)
from generator.review.signoff import State, TextPair, signoff_paths, states
from generator.source import load_site
from generator.source.files import character_problems
from generator.source.shapes import nearest

_ADDRESS = re.compile(r"\S+@\S+\.\S+")
_HEAD = """\
# yaml-language-server: $schema=../../../schemas/signoff.schema.json
# Written by `polylex confirm`. A confirmation dies when the section changes in either language.
"""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be confirmed: sections of a translation, all of them if none is named; by which role, and why."""

    document: str
    language: str
    by: str
    reason: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was confirmed: `changed` sections were not in sync, `kept` ones already were and stay as they are."""

    path: str
    changed: tuple[str, ...]
    kept: tuple[str, ...]


def confirm(root: Path, order: Order, today: date) -> Confirmed:
    """Write the confirmations of the draft, or of the latest revision if there is no draft.

    A section that is named gets a new confirmation; of all sections, only those that aren't in sync get one. The
    file is replaced whole. Raises PolicyError for a document, section, language or role that isn't there, and for a
    reason that is no plain line of words.
    """
    corpus = load_site(root).corpus
    pair = _pair(_document(corpus, order.document), order.language)
    roles = read_roles(root)
    _check(order, pair, roles)
    path = signoff_paths(pair)[-1]
    held = _held(root, pair, roles)
    found = states(pair, held)
    chosen = {
        state.prevailing.id
        for state in found
        if state.prevailing.id in order.sections or (not order.sections and state.state is not State.IN_SYNC)
    }
    fresh = {
        state.prevailing.id: Confirmation(
            section_digest(state.prevailing), section_digest(state.translation), order.by, today, order.reason
        )
        for state in found
        if state.prevailing.id in chosen
    }
    names = [state.prevailing.id for state in found]
    if fresh:
        approval = read_signoff(root, path, roles).approval
        confirmed = {name: c for name in names if (c := fresh.get(name) or held.get(name))}
        write_whole(root, path, as_yaml(confirmed, approval))
    kept = tuple(name for name in names if name not in chosen and name in held)
    return Confirmed(path, tuple(name for name in names if name in chosen), kept)


def _held(root: Path, pair: TextPair, roles: tuple[str, ...]) -> Mapping[str, Confirmation]:
    held: dict[str, Confirmation] = {}
    for signoff in read_signoffs(root, signoff_paths(pair), roles):
        held |= signoff.sections
    return held


def as_yaml(sections: Mapping[str, Confirmation], approval: Approval | None = None) -> str:
    """The file of confirmations, sections in the order given."""
    lines = [_HEAD]
    if approval:
        lines += ["approval:\n", f"  digest: {approval.digest}\n", *_signed(approval, 2)]
    if sections:
        lines.append("sections:\n")
    for name, held in sections.items():
        lines += [
            f"  {name}:\n",
            f"    prevailing: {held.prevailing}\n",
            f"    translation: {held.translation}\n",
            *_signed(held, 4),
        ]
    return "".join(lines) if sections or approval else f"{_HEAD}sections: {{}}\n"


def _signed(held: Confirmation | Approval, indent: int) -> list[str]:
    lead = " " * indent
    reason = json.dumps(held.reason, ensure_ascii=False)
    return [f"{lead}by: {held.by}\n", f"{lead}date: {held.date.isoformat()}\n", f"{lead}reason: {reason}\n"]


# ---------------------------------------------------------------- what is asked for


def _document(corpus: Corpus, name: str) -> Document:
    found = next((document for document in corpus.documents if document.id == name), None)
    if found is None:
        known = tuple(document.id for document in corpus.documents)
        raise _error(f"there is no document {name!r}", nearest(name, known))
    return found


def _pair(document: Document, language: str) -> TextPair:
    revision = document.draft or (document.revisions[-1] if document.revisions else None)
    if revision is None:
        raise _error(f"{document.id!r} has neither a draft nor a revision", "Write a draft first.")
    prevailing, translation = revision.text(document.prevailing.language), revision.text(language)
    if prevailing is None:
        message = f"{document.prevailing.language!r} prevails, but {_named(revision)} isn't held in it"
        raise _error(message, "There is nothing to confirm a translation against.")
    if translation is None:
        raise _error(f"{_named(revision)} has no text in {language!r}", nearest(language, revision.languages))
    if translation is prevailing:
        translations = tuple(name for name in revision.languages if name != language)
        raise _error(f"{language!r} prevails; a translation is confirmed", nearest(language, translations))
    return TextPair(document, revision, prevailing, translation)


def _named(revision: Revision) -> str:
    return f"the {DRAFT}" if revision.is_draft else f"the revision {revision.id}"


def _check(order: Order, pair: TextPair, roles: tuple[str, ...]) -> None:
    problems = [] if order.by in roles else [unknown_role(order.by, roles, Location(""))]
    known = tuple(section.id for section in pair.prevailing.sections if pair.translation.section(section.id))
    for name in order.sections:
        if name not in known:
            message = f"no section {name!r} stands in both {pair.prevailing.language!r} and {order.language!r}"
            problems.append(Problem(Location(""), message, nearest(name, known)))
    problems += reason_problems(order.reason)
    if problems:
        raise ConfigurationError(*problems)


def reason_problems(reason: str) -> list[Problem]:
    """Why words can't be kept as a reason: they must be one line without addresses or odd characters."""
    if not reason.strip() or "\n" in reason or "\r" in reason:
        return [Problem(Location(""), "a reason is words on one line", "Say what was compared, and found.")]
    if _ADDRESS.search(reason):
        return [Problem(Location(""), "the reason holds an address", "Name roles; the record stays public for ever.")]
    odd = character_problems(reason, "")
    return [Problem(Location(""), f"the reason can't be kept: {problem.message}", problem.remedy) for problem in odd]


def _error(message: str, remedy: str) -> PolicyError:
    return ConfigurationError(Problem(Location(""), message, remedy))
