"""The values that a text states: numbers, dates, durations, amounts, web and e-mail addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.language.numerals import NUMBER_WORDS

_UNITS: dict[str, str] = {
    "fr": "ans?|années?|mois|semaines?|jours?|heures?|minutes?|euros?|pour ?cent",
    "nl": "jaar|jaren|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|u(?:ur|ren)|minu(?:ut|ten)|euro|procent",
    "de": "Jahre?n?|Monate?n?|Wochen?|Tage?n?|Stunden?|Minuten?|Euro|Prozent",
    "en": "years?|months?|weeks?|days?|hours?|minutes?|euros?|per ?cent",
}
_MONTHS: dict[str, str] = {
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
_ADDRESS = r"(?:https?://|www\.)[^\s<>()\[\]|]*[^\s<>()\[\]|.,;:!?'\"’”»…]|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
_NUMBER = r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?(?!\w)|[0-9]+(?:[.,:/-][0-9]+)*"

_BARE = re.compile(_NUMBER)
_BARE_WITH_ADDRESSES = re.compile(f"{_ADDRESS}|{_NUMBER}")


def base_language(language: str) -> str:
    """The first part of a language tag: `fr` of `fr-BE`."""
    return language.partition("-")[0].lower()


@lru_cache(maxsize=16)
def _pattern(language: str, *, addresses: bool) -> re.Pattern[str]:
    units, months = _UNITS.get(language, ""), _MONTHS.get(language, "")
    after = rf"(?:[ \u00a0\u202f](?:{units})\b)" if units else r"(?!)"
    date = rf"(?:(?:er|\.|st|nd|rd|th)?[ \u00a0](?:{months})(?:,?[ \u00a0][0-9]{{4}})?\b)" if months else r"(?!)"
    number = rf"(?:{_NUMBER})(?:{date}|{after}|[ \u00a0\u202f]?[€$£%])?"
    amount = rf"[€$£][ \u00a0\u202f]?{number}|{number}"
    return re.compile(f"{_ADDRESS}|{amount}" if addresses else amount, re.IGNORECASE)


@lru_cache(maxsize=4_096)
def values_in(text: str, language: str = "und") -> tuple[str, ...]:
    """The values of a text, in order, with their units and months where the language is known."""
    pattern = _pattern(base_language(language), addresses="@" in text or "://" in text or "www." in text)
    return tuple(match.group() for match in pattern.finditer(text))


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers, dates and addresses of a text without their units, in one form of space."""
    has_addresses = "@" in text or "://" in text or "www." in text
    found = (_BARE_WITH_ADDRESSES if has_addresses else _BARE).findall(text)
    return tuple(value.replace("\u00a0", " ").replace("\u202f", " ") for value in found)


_AMBIGUOUS = frozenset({"neuf", "acht", "second"})
"""Words for numbers that mean something else as well ("neuf": new); they count before a unit of time only."""


@lru_cache(maxsize=16)
def _spelled_pattern(language: str) -> re.Pattern[str] | None:
    words, units = NUMBER_WORDS.get(language, {}), _UNITS.get(language, "")
    if not words:
        return None
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    alone = "|".join(word for word in longest_first if words[word] > 1 and word not in _AMBIGUOUS)
    return re.compile(rf"\b(?:(?:{'|'.join(longest_first)})[ \u00a0\u202f](?:{units})|{alone})\b", re.IGNORECASE)


def spelled_in(text: str, language: str) -> tuple[str, ...]:
    """The numbers that a text writes in words, with their unit of time; an article counts before a unit only."""
    pattern = _spelled_pattern(base_language(language))
    return tuple(match.group() for match in pattern.finditer(text)) if pattern else ()


def is_value(token: str) -> bool:
    """Whether a token is a number, a date or an address."""
    return any(map(str.isdigit, token)) or (len(token) > 1 and ("@" in token or "://" in token))
