"""Words that carry negation or obligation, and words that carry little: hints for a reader, no legal judgement."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from generator.language.values import base_language


class CueKind(StrEnum):
    """What a cue word hints at."""

    NEGATION = "negation"
    OBLIGATION = "obligation"


_NEGATION: dict[str, str] = {
    "fr": "ne n' pas aucun aucune aucuns aucunes jamais ni sans nul nulle rien nullement non",
    "nl": "niet geen nooit zonder noch niets niemand nergens geenszins",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals ohne weder noch nichts keinesfalls",
    "en": "not no never without nor neither none nothing cannot",
}
_OBLIGATION: dict[str, str] = {
    "fr": "-ra doit doivent doive doivent devons devez devra devront devoir tenu tenue tenus tenues engage engagent "
    "engageons obligatoire obligatoires obligation obligations obligé obligée obligés obligées "
    "seul seule seuls seules exclusivement uniquement exception sauf interdit interdite interdits interdites "
    "impérativement",
    "nl": "moet moeten dient dienen zal zullen verplicht verplichte verplichting verplichtingen verbindt verbinden "
    "enkel uitsluitend alleen tenzij behalve verboden uitzondering",
    "de": "muss müssen soll sollen verpflichtet verpflichtung verpflichtungen ausschließlich nur verboten untersagt "
    "außer ausnahme obliegt",
    "en": "must shall will required obliged obligation obligations only exclusively solely except unless prohibited "
    "forbidden mandatory",
}
_STOP: dict[str, str] = {
    "fr": "à au aux avec ce ces cette d' dans de des du elle en est et il ils l' la le les leur lui mais nous on ou où "
    "par pour qu' que qui s' sa se ses son sont sur un une vos votre vous y",
    "nl": "aan als bij dat de deze die dit door een en er het hun in is met naar of om onze op over te tot u uit uw "
    "van voor we wij worden wordt zijn",
    "de": "am an auf aus bei das dass dem den der des die diese dieser durch ein eine einem einen einer eines er es "
    "für ihre ihren im in ist mit oder sich sie sind und uns unsere von vom wir zu zum zur",
    "en": "a an and any are as at be by for from has have if in is it its of on or our that the their these this to us "
    "was we which with you your",
}
_FUTURE = tuple(stem + end for stem in ("er", "ir", "dr", "tr") for end in ("a", "ont", "ons", "ez"))
"""The French future, which in a policy states a duty: utilisera, transmettront."""

_MAY_BE_FUTURE = re.compile(r"r(?:a|ont|ons|ez)(?![^\W\d_])")

_LEAST_FUTURE = 5
"""Letters of the shortest word that is taken for a future."""

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:['’]t\b|['’])?")
"""A word, with the apostrophe of an elision or of a contracted "not"."""


@lru_cache(maxsize=16)
def _cues(language: str) -> dict[str, CueKind]:
    found = dict.fromkeys(_OBLIGATION.get(language, "").split(), CueKind.OBLIGATION)
    return found | dict.fromkeys(_NEGATION.get(language, "").split(), CueKind.NEGATION)


def stop_words(language: str) -> frozenset[str]:
    """Words of a language that say little by themselves, in lower case; empty for an unknown language."""
    return _stop_words(base_language(language))


@lru_cache(maxsize=16)
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(_STOP.get(language, "").split())


@lru_cache(maxsize=2_048)
def cues_in(text: str, language: str) -> tuple[tuple[CueKind, str], ...]:
    """The cue words of a text, in order and in lower case; none for an unknown language.

    A French future is the cue "-ra", whatever the verb, so that another verb is no other duty; "don't" is "not".
    """
    base = base_language(language)
    if base not in _NEGATION:
        return ()
    known = _cues(base)
    text = text.lower().replace("’", "'")
    words = _WORD.findall(text)
    if base == "fr" and _MAY_BE_FUTURE.search(text):
        words = ["-ra" if word.endswith(_FUTURE) and len(word) >= _LEAST_FUTURE else word for word in words]
    elif base == "en" and "n't" in text:
        words = ["not" if word.endswith("n't") else word for word in words]
    if known.keys().isdisjoint(words):
        return ()
    return tuple([(known[word], word) for word in words if word in known])
