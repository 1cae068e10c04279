"""Whether a section changed alike in every language.

Each language's changes are computed by themselves; here they are held against each other. Values, negations and
obligations are compared by meaning where that is known from the words alone (numbers), else by their count.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from generator.compare.changeset import Change, Changeset, Kind, Nature, Op, RevisionChangeset

LIGHT = frozenset({Nature.TYPOGRAPHY, Nature.FORMATTING, Nature.RENUMBERING})
"""Changes that belong to one language alone, or to the order of sections, which is the same in all."""

MAX_SPELLING = 2
"""A word that differs from another in more letters than this is another word."""


class DivergenceKind(StrEnum):
    """How languages differ in what changed."""

    ONE_SIDE = "one-side"
    SPELLING = "spelling"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where the languages did not change alike.

    `languages` are those that changed, in a text's order; with `DIFFERENT`, all. `about` says what differs: words,
    values, negations, obligations, structure. `SPELLING` is a change in one language that mends letters, not words.
    """

    kind: DivergenceKind
    languages: tuple[str, ...]
    about: tuple[str, ...] = ()


def divergences(changeset: RevisionChangeset, languages: tuple[str, ...]) -> Mapping[str, Divergence]:
    """The sections that did not change alike, by id; empty where one language is held alone."""
    held = [language for language in dict.fromkeys(languages) if language in changeset.texts]
    if len(held) < 2:  # noqa: PLR2004 - a divergence needs two
        return {}
    texts = [changeset.texts[language] for language in held]
    sections = dict.fromkeys(section.id for text in texts for section in text.sections)
    found = ((section, _divergence(section, texts)) for section in sections)
    return {section: divergence for section, divergence in found if divergence is not None}


def _divergence(section: str, texts: list[Changeset]) -> Divergence | None:
    weighty = {text.language: [c for c in text.changes_of(section) if c.nature not in LIGHT] for text in texts}
    changed = tuple(language for language, changes in weighty.items() if changes)
    if not changed:
        return None
    if len(changed) < len(texts):
        spelling = all(is_spelling(change) for language in changed for change in weighty[language])
        kind = DivergenceKind.SPELLING if spelling else DivergenceKind.ONE_SIDE
        return Divergence(kind, changed, ("words",))
    about = tuple(dict.fromkeys(name for pair in pairwise(weighty.values()) for name in _differences(*pair)))
    return Divergence(DivergenceKind.DIFFERENT, changed, about) if about else None


def _differences(one: list[Change], other: list[Change]) -> Iterator[str]:
    """What differs between the changes of a section in two languages."""
    if _values(one) != _values(other):
        yield "values"
    for about in ("negation", "obligation"):
        if _balance(one, about) != _balance(other, about):
            yield f"{about}s"
    if _structure(one) != _structure(other):
        yield "structure"


def _values(changes: list[Change]) -> Counter[tuple[str, str]]:
    """The numbers that went and came, as digits alone: the rest of a value is words, and differs by language."""
    sides = Counter[tuple[str, str]]()
    for change in changes:
        for detail in change.details:
            if detail.about == "value":
                sides.update(("old", digits) for value in detail.old if (digits := _digits(value)))
                sides.update(("new", digits) for value in detail.new if (digits := _digits(value)))
    return sides


def _digits(value: str) -> str:
    return "".join(character for character in value if character.isdecimal())


def _balance(changes: list[Change], about: str) -> int:
    """How many cue words came, less those that went: languages use different numbers of words for one negation."""
    total = sum(
        bool(detail.new) - bool(detail.old) for change in changes for detail in change.details if detail.about == about
    )
    return (total > 0) - (total < 0)


def _structure(changes: list[Change]) -> Counter[Kind]:
    kinds = (Kind.INSERT, Kind.DELETE, Kind.MOVE, Kind.ROW, Kind.COLUMN)
    return Counter(change.kind for change in changes if change.kind in kinds and change.nature >= Nature.STRUCTURE)


def is_spelling(change: Change) -> bool:
    """Whether a change mends letters only: each word that went stands for a word that came and hardly differs."""
    if change.kind is not Kind.REPLACE and change.kind is not Kind.CELL:
        return False
    if change.nature is not Nature.WORDING:
        return False
    went = _words(change, Op.DELETE)
    came = _words(change, Op.INSERT)
    return len(went) == len(came) > 0 and all(_is_near(old, new) for old, new in zip(went, came, strict=True))


def _words(change: Change, op: Op) -> list[str]:
    return [word for span in change.spans if span.op is op for word in span.text.split()]


def _is_near(old: str, new: str) -> bool:
    one, other = _bare(old), _bare(new)
    longest = max(len(one), len(other))
    return Levenshtein.distance(one, other) <= min(MAX_SPELLING, longest // 3)


def _bare(word: str) -> str:
    """A word in small letters without accents."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
