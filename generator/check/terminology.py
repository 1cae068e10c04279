"""Terms: one concept has one word, and the other language's word stands in the same section."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.rule import Found
from generator.check.subject import PairSubject, TextSubject, name_of
from generator.source.terms import Standing, Term, TermMatch


def deprecated_term(subject: TextSubject) -> Iterator[Found]:
    """A word stands there that the term base deprecates.

    Bad:
        nl: De verantwoordelijke voor de verwerking is Voorbeeld NV.

    Good:
        nl: De verwerkingsverantwoordelijke is Voorbeeld NV.
    """
    for section, node in subject.leaves:
        for match in subject.context.terms.matches(node.text, subject.language):
            if match.standing is Standing.DEPRECATED:
                preferred = match.term.forms[subject.language].preferred[0]
                message = f"“{match.text}” is a deprecated term here"
                spot = subject.spot(node, match.text, match.start)
                remedy = f"Write “{preferred}”." + (f" {match.term.note}" if match.term.note else "")
                yield Found(section.id, spot, message, remedy, subject=match.text)


def term_without_partner(subject: PairSubject) -> Iterator[Found]:
    """A term stands in a section, and the other language's section has no word for its concept.

    Bad:
        nl: De verwerkingsverantwoordelijke is Voorbeeld NV.
        fr: La société responsable est Exemple SA.

    Good:
        nl: De verwerkingsverantwoordelijke is Voorbeeld NV.
        fr: Le responsable du traitement est Exemple SA.
    """
    for pair in subject.pairs:
        blocks = [b for b in pair.walk() if b.prevailing and b.translation and b.prevailing.is_leaf]
        left = [(b, m) for b in blocks if b.prevailing for m in _matches(subject.prevailing, b.prevailing.text)]
        right = [(b, m) for b in blocks if b.translation for m in _matches(subject.translation, b.translation.text)]
        held = ({m.term.id for _, m in left}, {m.term.id for _, m in right})
        for found, side, other, there in (
            (left, subject.prevailing, subject.translation, held[1]),
            (right, subject.translation, subject.prevailing, held[0]),
        ):
            told = set(there)
            for block, match in found:
                if match.term.id in told or not _is_compared(match.term, other.language):
                    continue
                told.add(match.term.id)
                node, partner = block.prevailing, block.translation
                assert node is not None and partner is not None  # noqa: S101, PT018 - complete pairs only
                here, its = (node, partner) if side is subject.prevailing else (partner, node)
                wanted = match.term.forms[other.language].preferred[0]
                message = f"“{match.text}” in {name_of(side.language)} has no counterpart in {name_of(other.language)}"
                spot, about = side.spot(here, match.text, match.start), other.spot(its)
                remedy = f"Write “{wanted}” in {name_of(other.language)}, or add its form to the term base."
                spots = (about, spot) if side is subject.prevailing else (spot, about)
                yield Found(pair.id, spots[0], message, remedy, spots[1], f"{side.language}:{match.term.id}")


def _matches(side: TextSubject, text: str) -> tuple[TermMatch, ...]:
    return side.context.terms.matches(text, side.language)


def _is_compared(term: Term, language: str) -> bool:
    return not term.loose and language in term.forms
