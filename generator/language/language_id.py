"""Telling French, Dutch, German and English words apart, one at a time, so that stretches can be found.

Each word gets a weight for one language against another: a common word of one language alone speaks for it, one
that both share says nothing, and other words speak through their letters. A stretch of words whose weights add up
is text in the other language, also where it stands glued inside a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.language.common_words import COMMON
from generator.language.values import base_language

KNOWN = tuple(sorted(COMMON))
"""The languages that are told apart."""

_WORD = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CASE = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu)['’]")

_FEATURES: dict[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"[éèêçàùûîôœ]|(?:eur|eux|euse|ique|ment|aire|ité|ances?|ées?|ez|aient|ons|elle|ables?)s?$|^(?:qu|d['’]|l['’])"
    ),
    "nl": re.compile(
        r"ij|aa|uu|oe[^iu]|[^a]ee[^aiu]|oo[^k]|^ge[^n]|(?:heid|heden|elijke?|gen|den|ten|ken|len|ren|eerd|teit|tie|dt|ische|tjes?|schap)$|^ver|cht"
    ),
    "en": re.compile(r"th|wh|ough|(?:ing|ness|ly|ould|ght|tion|tions|ies|ed|ful|less|ty|ers|our)$|^(?:wh|kn)|sh|y$"),
    "de": re.compile(
        r"[äöüß]|(?:ung|ungen|keit|heit|lich|liche|lichen|schaft|isch|ischen|tät)$|sch|^(?:ge|ver|be|zu)|tz|ei|ie"
    ),
}

STRONG = 1.0
WEAK = 0.35
NAME = 0.5
UNKNOWN = -0.15
"""A word that says nothing speaks a little for the text's own language."""


class Token(NamedTuple):
    """A word with its place."""

    start: int
    end: int
    word: str


class Stretch(NamedTuple):
    """Words in another language: where they stand, how clear it is, and how many common words say so.

    `words` counts them all, and `own` the common words of the text's own language among them.
    """

    language: str
    start: int
    end: int
    weight: float
    common: int
    words: int
    own: int


@lru_cache(maxsize=4_096)
def words_of(text: str) -> tuple[Token, ...]:
    """The words of a text without numbers and addresses; "usLes" is two."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        if "@" in match.group() or "/" in match.group():
            continue
        start = match.start()
        for part in _CASE.split(match.group()):
            found.append(Token(start, start + len(part), part))
            start += len(part)
    return tuple(found)


@lru_cache(maxsize=65_536)
def weight(word: str, own: str, other: str) -> float:
    """How much a word in lower case speaks for `other` (above 0) or for `own` (below)."""
    in_own, in_other = _is_common(word, own), _is_common(word, other)
    if in_own or in_other:
        return STRONG * (in_other - in_own)
    own_letters = bool(_FEATURES[own].search(word))
    other_letters = bool(_FEATURES[other].search(word))
    return UNKNOWN + WEAK * (other_letters - own_letters)


def _is_common(word: str, language: str) -> bool:
    bare = _ELISION.sub("", word) if language == "fr" else word
    return bare in COMMON[language] or (language == "fr" and bare != word)


@lru_cache(maxsize=16_384)
def stretches(text: str, language: str) -> tuple[Stretch, ...]:
    """The clearest stretch of words in each other language; empty where the language isn't known."""
    own = base_language(language)
    if own not in COMMON:
        return ()
    tokens = words_of(text)
    found = [s for other in KNOWN if other != own and (s := _heaviest(tokens, own, other)) is not None]
    return tuple(sorted(found, key=lambda stretch: (-stretch.weight, stretch.language)))


def _heaviest(tokens: tuple[Token, ...], own: str, other: str) -> Stretch | None:
    """The run of words with the greatest sum of weights (Kadane)."""
    best: tuple[float, int, int] = (0.0, 0, 0)
    total, begin = 0.0, 0
    for position, token in enumerate(tokens):
        total += _weight_of(token, own, other, position)
        if total <= 0:
            total, begin = 0.0, position + 1
        elif total > best[0]:
            best = (total, begin, position + 1)
    total, begin, end = best
    run = tokens[begin:end]
    if not run:
        return None
    weights = {token.word.lower(): weight(token.word.lower().replace("’", "'"), own, other) for token in run}
    common, owned = (sum(value == sign for value in weights.values()) for sign in (STRONG, -STRONG))
    return Stretch(other, run[0].start, run[-1].end, total, common, len(run), owned)


def _weight_of(token: Token, own: str, other: str, position: int) -> float:
    """A capital inside a sentence is a name, or a German noun; either way it says less."""
    value = weight(token.word.lower().replace("’", "'"), own, other)
    if not position or not token.word[0].isupper():
        return value
    if other == "de" or own == "de":
        return value
    return value * NAME if abs(value) == STRONG else min(value, 0.0)
