"""Identity: both languages have the same sections, in one order, at one level, with the same references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from generator.align import SectionPair
from generator.align.nodes import Node, NodeKind, nodes_of
from generator.check.finding import Spot
from generator.check.places import excerpt
from generator.check.rule import Found
from generator.check.subject import PairSubject, TextSubject, heading_of, name_of
from generator.errors import Location
from generator.model import Emphasis, Foreign, Inline, Link, Reference, Section

MOVED = 0.6
"""Likeness from which two sections without a partner are one that moved."""


def section_missing(subject: PairSubject) -> Iterator[Found]:
    """A section stands in one language only.

    A reader of the other language never learns what it says.

    Bad:
        nl:
            ## Duur
            Wij bewaren uw gegevens 24 maanden.

            ## Rechten
            U hebt recht op toegang.
        fr:
            ## Durée
            Nous conservons vos données 24 mois.

    Good:
        nl:
            ## Duur
            Wij bewaren uw gegevens 24 maanden.

            ## Rechten
            U hebt recht op toegang.
        fr:
            ## Durée
            Nous conservons vos données 24 mois.

            ## Droits
            Vous avez le droit d'accès.
    """
    moved = {section.location for pair in moved_sections(subject) for section in pair}
    for position, pair in enumerate(subject.alignment.sections):
        section = pair.prevailing or pair.translation
        if section is None or (pair.prevailing and pair.translation) or section.location in moved:
            continue
        is_prevailing = pair.prevailing is not None
        has = subject.prevailing if is_prevailing else subject.translation
        if subject.excused.section(section.id, has.language):
            continue
        lacks = subject.translation if is_prevailing else subject.prevailing
        message = f"the section “{excerpt(heading_of(section))}” stands in {name_of(has.language)} only"
        remedy = f"Add it in {name_of(lacks.language)}, or delete it in {name_of(has.language)}."
        held, empty = has.section_spot(section), Spot(lacks.language, _gap(subject, position, lacks))
        spots = (empty, held) if is_prevailing else (held, empty)
        yield Found(section.id, spots[0], message, remedy, spots[1], heading_of(section))


def _gap(subject: PairSubject, position: int, lacks: TextSubject) -> Location:
    """Where a section should stand: before the next one that the text holds, else at its last one."""
    is_translation = lacks is subject.translation
    following = (p.translation if is_translation else p.prevailing for p in subject.alignment.sections[position:])
    found = next((section for section in following if section), None)
    end = lacks.text.source.rstrip("\n").count("\n") + 1
    return found.location if found else Location(lacks.text.path, end, 1)


def moved_sections(subject: PairSubject) -> list[tuple[Section, Section]]:
    """Sections of plain files that have no partner in order, but one elsewhere that is clearly theirs."""
    if subject.alignment.by_id:
        return []
    left = [p.prevailing for p in subject.alignment.sections if p.prevailing and not p.translation]
    right = [p.translation for p in subject.alignment.sections if p.translation and not p.prevailing]
    found: list[tuple[Section, Section]] = []
    for one in left:
        best = max(right, key=partial(likeness_of, subject, one), default=None)
        if best is not None and likeness_of(subject, one, best) >= MOVED:
            found.append((one, best))
            right.remove(best)
    return found


def likeness_of(subject: PairSubject, one: Section, other: Section) -> float:
    """How alike two sections are in content and length, from 0 to 1."""
    likeness = subject.alignment.likeness
    left, right = whole(one), whole(other)
    return 0.6 * likeness.content(left, right) + 0.4 * likeness.length(left, right)


def whole(section: Section) -> Node:
    """A section as one node."""
    nodes = nodes_of(section)
    return Node(NodeKind.QUOTE, section.location, children=nodes, whole="\n".join(node.whole for node in nodes))


def section_order(subject: PairSubject) -> Iterator[Found]:
    """Sections stand in another order than in the other language.

    Numbers are generated from the order, so "article 3" is then another article in each language.

    Bad:
        nl:
            ## Bewaartermijn
            Wij bewaren foto's 24 maanden na de bestelling.

            ## Cookies
            Wij gebruiken cookies van Google Analytics.
        fr:
            ## Cookies
            Nous utilisons des cookies de Google Analytics.

            ## Durée de conservation
            Nous conservons les photos 24 mois après la commande.

    Good:
        nl:
            ## Bewaartermijn
            Wij bewaren foto's 24 maanden na de bestelling.

            ## Cookies
            Wij gebruiken cookies van Google Analytics.
        fr:
            ## Durée de conservation
            Nous conservons les photos 24 mois après la commande.

            ## Cookies
            Nous utilisons des cookies de Google Analytics.
    """
    for one, other in [*_out_of_order(subject), *moved_sections(subject), *_crossed(subject)]:
        there, here = subject.prevailing.section_spot(one), subject.translation.section_spot(other)
        message = (
            f"the section “{excerpt(heading_of(other))}” stands elsewhere in {name_of(subject.translation.language)} "
            f"than in {name_of(subject.prevailing.language)}"
        )
        remedy = f"Put it where {name_of(subject.prevailing.language)} has it."
        yield Found(one.id, here, message, remedy, there, heading_of(other))


def _out_of_order(subject: PairSubject) -> Iterator[tuple[Section, Section]]:
    """Sections, paired by id, that stand after one that they should stand before."""
    order = {id(section): n for n, section in enumerate(subject.translation.text.sections)}
    reached = -1
    for pair in subject.pairs:
        if pair.prevailing and pair.translation:
            position = order[id(pair.translation)]
            if position < reached:
                yield pair.prevailing, pair.translation
            reached = max(reached, position)


def _crossed(subject: PairSubject) -> Iterator[tuple[Section, Section]]:
    """Neighbours in plain files that fit each other's partners far better than their own."""
    if subject.alignment.by_id:
        return
    pairs = [(p.prevailing, p.translation) for p in subject.pairs if p.prevailing and p.translation]
    for (a, b), (c, d) in pairwise(pairs):
        straight = likeness_of(subject, a, b) + likeness_of(subject, c, d)
        if likeness_of(subject, a, d) + likeness_of(subject, c, b) > straight + CROSSED:
            yield a, d


CROSSED = 0.35
"""How much better two crossed pairs must fit."""


def section_level(subject: PairSubject) -> Iterator[Found]:
    """A section is an article in one language and a clause in the other.

    Bad:
        nl:
            ## Rechten
            ### Recht van toegang {#access}
            U hebt toegang.
        fr:
            ## Droits
            ## Droit d'accès {#access}
            Vous avez accès.

    Good:
        nl:
            ## Rechten
            ### Recht van toegang {#access}
            U hebt toegang.
        fr:
            ## Droits
            ### Droit d'accès {#access}
            Vous avez accès.
    """
    for pair in subject.pairs:
        one, other = pair.prevailing, pair.translation
        if one and other and (one.level is not other.level or one.number != other.number):
            what = "is numbered" if one.level is other.level else "stands at a level"
            message = f"the section “{excerpt(heading_of(other))}” {what} otherwise than in {_prevailing(subject)}"
            remedy = "Give its heading the same number of # marks, and `.unnumbered` in both or in neither."
            here, there = subject.translation.section_spot(other), subject.prevailing.section_spot(one)
            yield Found(pair.id, here, message, remedy, there, heading_of(other))


def _prevailing(subject: PairSubject) -> str:
    return name_of(subject.prevailing.language)


def reference_target(subject: PairSubject) -> Iterator[Found]:
    """A reference leads to another section than in the other language.

    Bad:
        nl: Zie {ref}`rechten`.
        fr: Voir {ref}`cookies`.

    Good:
        nl: Zie {ref}`rechten`.
        fr: Voir {ref}`rechten`.
    """
    for pair in subject.pairs:
        yield from _references(subject, pair)


def _references(subject: PairSubject, pair: SectionPair) -> Iterator[Found]:
    left = [
        (target, label, n)
        for b in pair.walk()
        if (n := b.prevailing) and not subject.is_excused(pair.id, b)
        for target, label in targets_of_references(n.inlines)
    ]
    right = [
        (target, label, n)
        for b in pair.walk()
        if (n := b.translation) and not subject.is_excused(pair.id, b)
        for target, label in targets_of_references(n.inlines)
    ]
    wanted, held = Counter(t for t, _, _ in left), Counter(t for t, _, _ in right)
    section = pair.translation
    for side, nodes, lacking in (
        (subject.translation, right, held - wanted),
        (subject.prevailing, left, wanted - held),
    ):
        for target, label, node in nodes:
            if lacking[target] and section:
                lacking[target] -= 1
                spot = side.spot(node, label)
                message = f"the reference to {label or target!r} stands in {name_of(side.language)} only"
                other = subject.prevailing if side is subject.translation else subject.translation
                base = pair.prevailing if side is subject.translation else section
                about = other.section_spot(base) if base else None
                spots = (spot, about) if side is subject.translation else (about or spot, spot)
                yield Found(pair.id, spots[0], message, "Let both languages refer to one section.", spots[1], target)


def targets_of_references(inlines: tuple[Inline, ...]) -> Iterator[tuple[str, str]]:
    """The ids that references lead to, with the words that are shown for them."""
    for inline in inlines:
        match inline:
            case Reference(target, label):
                yield target, label
            case Emphasis(children) | Link(_, children) | Foreign(_, children):
                yield from targets_of_references(children)
