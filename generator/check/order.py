"""Order: paragraphs, items, rows and cells stand in one order in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.align import BlockPair, Node, NodeKind, SectionPair
from generator.align.likeness import Likeness
from generator.check.rule import Found
from generator.check.subject import NAMES, PairSubject, families, moved_blocks, name_of

MARGIN = 0.55
"""How much better two crossed pairs must fit than the straight ones, from 0 to 2."""

NEAR = 6
"""Siblings further apart than this aren't held against each other."""


def block_order(subject: PairSubject) -> Iterator[Found]:
    """Two paragraphs, items or rows have changed places in one language.

    Bad:
        nl:
            Wij bewaren uw foto's 24 maanden na de bestelling.

            U kunt ons schrijven op <info@example.org>.
        fr:
            Vous pouvez nous écrire à <info@example.org>.

            Nous conservons vos photos 24 mois après la commande.

    Good:
        nl:
            Wij bewaren uw foto's 24 maanden na de bestelling.

            U kunt ons schrijven op <info@example.org>.
        fr:
            Nous conservons vos photos 24 mois après la commande.

            Vous pouvez nous écrire à <info@example.org>.
    """
    yield from _crossed_in(subject, is_cell=False)


def cell_order(subject: PairSubject) -> Iterator[Found]:
    """Two cells of a row have changed places in one language.

    Bad:
        nl:
            | Gegevens | Termijn | Doel |
            | --- | --- | --- |
            | e-mailadres | 24 maanden | nieuwsbrief |
        fr:
            | Données | Délai | Finalité |
            | --- | --- | --- |
            | adresse e-mail | lettre d'information | 24 mois |

    Good:
        nl:
            | Gegevens | Termijn | Doel |
            | --- | --- | --- |
            | e-mailadres | 24 maanden | nieuwsbrief |
        fr:
            | Données | Délai | Finalité |
            | --- | --- | --- |
            | adresse e-mail | 24 mois | lettre d'information |
    """
    yield from _crossed_in(subject, is_cell=True)


def _crossed_in(subject: PairSubject, *, is_cell: bool) -> Iterator[Found]:
    likeness = subject.alignment.likeness
    for pair in subject.pairs:
        for one, other in moved_blocks(pair, likeness):
            if (one.kind is NodeKind.CELL) is is_cell:
                yield _moved(subject, pair, one, other)
        for siblings in families(pair):
            if siblings and _is_cell(siblings[0]) is is_cell:
                for first, second in _crossings(siblings, likeness):
                    yield _found(subject, pair, first, second)


def _moved(subject: PairSubject, pair: SectionPair, one: Node, other: Node) -> Found:
    language = name_of(subject.prevailing.language)
    message = f"this {NAMES[other.kind]} stands elsewhere than in {language}"
    here, there = subject.both(one, other)
    return Found(pair.id, here, message, f"Put it where {language} has it.", there, other.whole)


def _is_cell(siblings: BlockPair) -> bool:
    node = siblings.prevailing or siblings.translation
    return node is not None and node.kind is NodeKind.CELL


Both = tuple[BlockPair, Node, Node]


def _crossings(siblings: Sequence[BlockPair], likeness: Likeness) -> Iterator[tuple[Both, Both]]:
    complete = [
        (b, b.prevailing, b.translation) for b in siblings if b.prevailing and b.translation and b.prevailing.id == ""
    ]
    taken: set[int] = set()
    for (i, first), (j, second) in combinations(enumerate(complete), 2):
        if j - i > NEAR or {i, j} & taken or first[1].kind is not second[1].kind:
            continue
        if _fits_crossed(first, second, likeness):
            taken |= {i, j}
            yield first, second


def _fits_crossed(first: Both, second: Both, likeness: Likeness) -> bool:
    (_, a, b), (_, c, d) = first, second
    straight = _fit(likeness, a, b) + _fit(likeness, c, d)
    crossed = _fit(likeness, a, d) + _fit(likeness, c, b)
    return crossed > straight + MARGIN


def _fit(likeness: Likeness, left: Node, right: Node) -> float:
    return likeness.content(left, right) + 0.5 * likeness.length(left, right)


def _found(subject: PairSubject, pair: SectionPair, first: Both, second: Both) -> Found:
    name = NAMES[first[1].kind]
    message = (
        f"this {name} and the one in line {second[2].location.line} stand in another order than in "
        f"{name_of(subject.prevailing.language)}"
    )
    remedy = f"Put them in the order of {name_of(subject.prevailing.language)}."
    here, there = subject.both(first[1], first[2])
    return Found(pair.id, here, message, remedy, there, first[2].whole)
