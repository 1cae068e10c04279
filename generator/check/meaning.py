"""Meaning: hints that a negation or a name stands in one language only. Notices; a person must look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.rule import Found
from generator.check.subject import PairSubject, name_of
from generator.language.sentences import sentences

_NEGATIONS: dict[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:ne|n['’])(?:(?!\b(?:que|qu['’]|ne|n['’])).){1,60}?\b(?:pas|plus|jamais|aucun\w*|rien|ni|nullement|personne)\b"
        r"|\bsans\b|\baucune?\b|\bni\b|\bimpossible\w*|\binterdi\w+|\brefus\w+|\bhors\b",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"\b(?:niet|geen|nooit|zonder|noch|niets|niemand|nergens|geenszins|evenmin|onmogelijk\w*|verboden|weiger\w*|"
        r"niet-\w+)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:not|no|never|without|nor|neither|none|nothing|cannot|\w+n't|impossible)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:nicht|kein\w*|nie|niemals|ohne|weder|noch|nichts|unmöglich)\b", re.IGNORECASE),
}


def negation_differs(subject: PairSubject) -> Iterator[Found]:
    """A paragraph is negated in one language only.

    A hint: languages negate differently. In a change between two revisions the same rule is strict.

    Bad:
        nl: Wij verkopen uw gegevens.
        fr: Nous ne vendons pas vos données.

    Good:
        nl: Wij verkopen uw gegevens niet, en gebruiken ze uitsluitend voor de levering.
        fr: Nous ne vendons pas vos données, et ne les utilisons que pour la livraison.
    """
    for pair, one, other in subject.leaves:
        left, right = (
            negations(n.text, s.language) for n, s in ((one, subject.prevailing), (other, subject.translation))
        )
        if left is None or right is None or bool(left) == bool(right):
            continue
        side = subject.prevailing if left else subject.translation
        words = (left or right)[0]
        message = f"“{words}” negates in {name_of(side.language)}, and nothing does in the other language"
        here, there = subject.both(one, other)
        yield Found(pair.id, here, message, "See that both say the same.", there, words)


def negations(text: str, language: str) -> list[str] | None:
    """The words that negate in a text; None for a language that isn't known."""
    pattern = _NEGATIONS.get(language)
    return None if pattern is None else [match.group() for match in pattern.finditer(text)]


_NAME = re.compile(r"(?<![\w.-])[A-Z][\w&-]*[a-z0-9]\w*(?:[ \u00a0][A-Z][\w&-]+)*")


def name_differs(subject: PairSubject) -> Iterator[Found]:
    """A name stands in one language only.

    Names are words with a capital inside a sentence that both texts hold somewhere.

    Bad:
        nl:
            Wij gebruiken Google en Facebook.

            De diensten van Google zijn bekend.
        fr:
            Nous utilisons Google et Facebook.

            Les services de Facebook sont connus.

    Good:
        nl:
            Wij gebruiken Google en Facebook.

            De diensten van Google zijn bekend.
        fr:
            Nous utilisons Google et Facebook.

            Les services de Google sont connus.
    """
    known = _names(subject.prevailing.text.source) & _names(subject.translation.text.source)
    for pair, one, other in subject.leaves:
        left, right = _names(one.text), _names(other.text)
        for name in sorted((left ^ right) & known):
            has = subject.prevailing if name in left else subject.translation
            if name in (other.text if name in left else one.text):
                continue
            message = f"the name {name!r} stands in {name_of(has.language)} only"
            here, there = subject.both(one, other)
            yield Found(pair.id, here, message, "See that both name the same.", there, name)


def _names(text: str) -> set[str]:
    """The words with a capital that begin no sentence."""
    found: set[str] = set()
    for sentence in sentences(text):
        found |= {match.group() for match in _NAME.finditer(sentence.text) if match.start() > 1}
    return found
