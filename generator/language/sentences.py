"""Cutting a text into sentences, without cutting "art. 6.1.a", "p. ex." or "smartphoto group N.V.".

A full stop ends a sentence where white space and a capital, a digit or an opening sign follow, unless it belongs to
an abbreviation or an initial. Sentences keep their offsets, and together with the space between them are the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ABBREVIATIONS = _listed(
    # French
    "art al p pp n no nos cf ex env éd etc M MM Mme Mmes Mlle Me Dr St Ste bd av chap vol réf tél max min resp "
    # Dutch
    "artt nr nrs blz bijv bv o.a m.b.t d.w.z i.v.m m.n t.a.v z.o.z dhr mevr mr ir ing prof jl a.d enz evt excl incl "
    # English and German
    "sec ch fig eg ie vs Mrs Mr Ms Inc Ltd Corp Co bzw ca z.B d.h u.a Abs Nr Str S Bd usw",
)
_END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>(?:[ \u00a0\u202f]?»|[\"'”’)\]])*)(?P<space>\s+)(?=[\"'“‘«(\[]*\s?[A-ZÀ-ÖØ-Þ0-9])",
)
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_LAST_WORD = re.compile(r"[^\s(«“\"'’]+$")


class Sentence(NamedTuple):
    """A sentence with the offset of its first character."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


@lru_cache(maxsize=8_192)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; none for white space alone."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if match.group("stop") == "." and _is_abbreviation(text[start : match.start()]):
            continue
        _add(found, start, text[start : match.start("space")])
        start = match.end()
    _add(found, start, text[start:])
    return tuple(found)


def _add(found: list[Sentence], start: int, text: str) -> None:
    bare = text.strip()
    if bare:
        found.append(Sentence(start + len(text) - len(text.lstrip()), bare))


def _is_abbreviation(before: str) -> bool:
    """Whether the words before a full stop end in an abbreviation, an initial, or a number that a heading bears."""
    match = _LAST_WORD.search(before)
    if not match:
        return True
    word = match.group()
    is_initial = _INITIALS.fullmatch(word) is not None
    is_number = word.rstrip(".").isdigit() and not before[: match.start()].strip()
    return word in _ABBREVIATIONS or is_initial or is_number
