"""What changed between two revisions must have changed alike in both languages.

Stricter than a look at one revision, and with fewer false alarms: whatever differs between the languages without
harm stood there before, and cancels out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.align import Node, NodeKind, SectionPair, nodes_of
from generator.check.compared_values import unmatched
from generator.check.edits import Edited
from generator.check.finding import Severity, Spot
from generator.check.meaning import negations
from generator.check.places import excerpt
from generator.check.rule import Found
from generator.check.subject import NAMES, DeltaSubject, name_of
from generator.language.cues import CueKind, cues_in
from generator.language.quantities import Quantity, QuantityKind, quantities
from generator.model import Section

if TYPE_CHECKING:
    from generator.compare.changeset import Change, Changeset


_Both = tuple[SectionPair, Edited, Edited]


def delta_one_side(subject: DeltaSubject) -> Iterator[Found]:
    """A section changed in one language only.

    Mended spelling and typography don't count. A confirmation of the section says that nothing was to be changed.

    Bad:
        old nl: Wij bewaren uw foto's 24 maanden. U kunt ze laten verwijderen.
        old fr: Nous conservons vos photos 24 mois. Vous pouvez les faire supprimer.
        nl: Wij bewaren uw foto's 24 maanden. U kunt ze altijd en gratis laten verwijderen.
        fr: Nous conservons vos photos 24 mois. Vous pouvez les faire supprimer.

    Good:
        old nl: Wij bewaren uw foto's 24 maanden. U kunt ze laten verwijderen.
        old fr: Nous conservons vos photos 24 mois. Vous pouvez les faire supprimer.
        nl: Wij bewaren uw foto's 24 maanden. U kunt ze altijd en gratis laten verwijderen.
        fr: Nous conservons vos photos 24 mois. Vous pouvez toujours les faire supprimer gratuitement.
    """
    for pair, one, other in _edited(subject):
        if bool(one.changes) is bool(other.changes):
            continue
        changed, same = (one, other) if one.changes else (other, one)
        message = f"this section changed in {name_of(changed.side.language)}, and not in {name_of(same.side.language)}"
        told = changed.told()
        message += f"; {told}" if told else ""
        remedy = f"Change {name_of(same.side.language)} too, or confirm the section as it is."
        weighs = bool(_value_changes(changed)[0] or _value_changes(changed)[1] or _block_changes(changed))
        severity = Severity.ERROR if weighs else None
        spots = _beside(pair, changed, same, changed.node(), changed.spot())
        found = _found(pair, other, (message, remedy), spots if changed is one else spots[::-1])
        yield replace(found, severity=severity)


def delta_values(subject: DeltaSubject) -> Iterator[Found]:
    """A number, date, duration or address changed otherwise than in the other language.

    Bad:
        old nl: Wij bewaren uw foto's 24 maanden.
        old fr: Nous conservons vos photos 24 mois.
        nl: Wij bewaren uw foto's 12 maanden.
        fr: Nous conservons vos photos 18 mois.

    Good:
        old nl: Wij bewaren uw foto's 24 maanden.
        old fr: Nous conservons vos photos 24 mois.
        nl: Wij bewaren uw foto's 12 maanden.
        fr: Nous conservons vos photos un an.
    """
    for pair, one, other in _edited(subject, both=True):
        left, right = _value_changes(one), _value_changes(other)
        for change, name in ((0, "went"), (1, "came")):
            lone = unmatched(left[change], right[change])
            for (side, partner), values in zip(((one, other), (other, one)), lone, strict=True):
                if values:
                    shown = ", ".join(repr(value.text) for value in values)
                    message = f"{shown} {name} in {name_of(side.side.language)} only"
                    told = (message, "Let both languages change alike.")
                    spots = _beside(pair, side, partner, *_value_place(side, values[0], came=name == "came"))
                    yield _found(pair, other, told, spots if side is one else spots[::-1], subject=message)


def delta_negation(subject: DeltaSubject) -> Iterator[Found]:
    """A negation came or went in one language only.

    Counted are the blocks that were reworded; what is new or gone as a whole has no former wording to be held against.

    Bad:
        old nl: Wij delen uw gegevens niet met derden, ook later.
        old fr: Nous ne partageons pas vos données avec des tiers, même plus tard.
        nl: Wij delen uw gegevens met derden, ook later.
        fr: Nous ne partageons pas vos données avec des partenaires, même plus tard.

    Good:
        old nl: Wij delen uw gegevens niet met derden.
        old fr: Nous ne partageons pas vos données avec des tiers.
        nl: Wij delen uw gegevens met derden.
        fr: Nous partageons vos données avec des tiers.
    """
    for pair, one, other in _edited(subject, both=True):
        left, right = _negated(one), _negated(other)
        if left is not None and right is not None and _sign(left) != _sign(right):
            told = (_told("negation", one, other, left, right), _LOOK)
            yield _found(pair, other, told, (one.spot("negation"), other.spot("negation")))


def delta_obligation(subject: DeltaSubject) -> Iterator[Found]:
    """Words of obligation came or went in one language only.

    Counted are the blocks that were reworded, as for negations.

    Bad:
        old nl: U kunt uw naam opgeven in het formulier.
        old fr: Vous pouvez indiquer votre nom dans le formulaire.
        nl: U moet uw naam opgeven in het formulier.
        fr: Vous pouvez indiquer vos noms dans ce formulaire.

    Good:
        old nl: U kunt uw naam opgeven.
        old fr: Vous pouvez indiquer votre nom.
        nl: U moet uw naam opgeven.
        fr: Vous devez indiquer votre nom.
    """
    for pair, one, other in _edited(subject, both=True):
        left, right = _obliged(one), _obliged(other)
        if _sign(left) != _sign(right):
            told = (_told("obligation", one, other, left, right), _LOOK)
            yield _found(pair, other, told, (one.spot("obligation"), other.spot("obligation")))


_LOOK = "See that both languages changed alike."


def delta_structure(subject: DeltaSubject) -> Iterator[Found]:
    """Paragraphs, items or rows came or went in one language only.

    Bad:
        old nl: Wij bewaren uw foto's.
        old fr: Nous conservons vos photos.
        nl:
            Wij bewaren uw foto's.

            U kunt ze laten verwijderen.
        fr: Nous conservons vos photos. Vous pouvez les faire supprimer.

    Good:
        old nl: Wij bewaren uw foto's.
        old fr: Nous conservons vos photos.
        nl:
            Wij bewaren uw foto's.

            U kunt ze laten verwijderen.
        fr:
            Nous conservons vos photos.

            Vous pouvez les faire supprimer.
    """
    for pair, one, other in _edited(subject, both=True):
        left, right = _block_changes(one), _block_changes(other)
        if left != right:
            shown = [f"{_kinds(change)} in {name_of(e.side.language)}" for e, change in ((one, left), (other, right))]
            message = f"the structure changed otherwise: {', '.join(shown)}"
            told = (message, "Let both languages have the same blocks.")
            yield _found(pair, other, told, (one.spot(), other.spot()))


# ---------------------------------------------------------------- what changed


def _edited(subject: DeltaSubject, *, both: bool = False) -> Iterator[_Both]:
    """The sections of both texts with their former wording; with `both`, those that changed in both languages."""
    for pair in subject.pair.pairs:
        assert pair.prevailing is not None and pair.translation is not None  # noqa: S101, PT018 - complete pairs only
        one = _edited_side(subject, pair.prevailing, of_translation=False)
        other = _edited_side(subject, pair.translation, of_translation=True)
        is_new = one.before is None or other.before is None
        if not is_new and (not both or (one.changes and other.changes)):
            yield pair, one, other


def _edited_side(subject: DeltaSubject, section: Section, *, of_translation: bool) -> Edited:
    side = subject.pair.translation if of_translation else subject.pair.prevailing
    changeset = subject.changesets[of_translation]
    told = changeset.section(section.id)
    before = subject.old[of_translation].section(told.old_id if told and told.old_id else section.id)
    return Edited(side, before, section, _weighing(changeset, section))


def _weighing(changeset: Changeset, section: Section) -> tuple[Change, ...]:
    """The changes of a section that are more than typography, numbering or spelling."""
    from generator.compare.bilingual import LIGHT, is_spelling  # noqa: PLC0415 - only a delta needs the redline engine

    return tuple(c for c in changeset.changes_of(section.id) if c.nature not in LIGHT and not is_spelling(c))


def _value_changes(edited: Edited) -> tuple[list[Quantity], list[Quantity]]:
    """The values that went and those that came."""
    before, after = (
        [q for q in quantities(words, edited.side.language) if q.kind is not QuantityKind.SPELLED]
        for words in edited.words
    )
    return unmatched(before, after)


def _block_changes(edited: Edited) -> dict[NodeKind, int]:
    """How many nodes of each kind came (above 0) or went."""
    before, after = (
        Counter(n.kind for node in nodes_of(section) for n in node.walk()) if section else Counter[NodeKind]()
        for section in (edited.before, edited.after)
    )
    return {kind: after[kind] - before[kind] for kind in NodeKind if after[kind] != before[kind]}


def _kinds(change: dict[NodeKind, int]) -> str:
    return ", ".join(f"{count:+d} {NAMES[kind]}" for kind, count in change.items()) or "nothing"


def _negated(edited: Edited) -> int | None:
    total = 0
    for wordings in edited.reworded:
        before, after = (negations(words, edited.side.language) for words in wordings)
        if before is None or after is None:
            return None
        total += len(after) - len(before)
    return total


def _obliged(edited: Edited) -> int:
    return sum(
        sign * sum(kind is CueKind.OBLIGATION for kind, _ in cues_in(words, edited.side.language))
        for wordings in edited.reworded
        for sign, words in zip((-1, 1), wordings, strict=True)
    )


def _sign(count: int) -> int:
    return (count > 0) - (count < 0)


def _told(what: str, one: Edited, other: Edited, *counts: int) -> str:
    shown = [f"{count:+d} in {name_of(e.side.language)}" for e, count in zip((one, other), counts, strict=True)]
    wordings = [f"{name_of(e.side.language)} {told}" for e in (one, other) if (told := e.told(what))]
    return "; ".join([f"the words of {what} changed otherwise: {', '.join(shown)}", *wordings])


def _value_place(edited: Edited, value: Quantity, *, came: bool) -> tuple[Node | None, Spot]:
    """The node that states a value that came, and where; for one that went, the change that lost it."""
    leaves = (leaf for top in nodes_of(edited.after) for leaf in top.leaves())
    for node in leaves if came else ():
        if value.text in node.text:
            return node, edited.side.spot(node, value.text, node.text.index(value.text))
    return edited.node("value"), edited.spot("value")


def _beside(pair: SectionPair, changed: Edited, partner: Edited, node: Node | None, spot: Spot) -> tuple[Spot, Spot]:
    """A place in one language and the partner of its node in the other; the heading where there is none."""
    for block in pair.walk():
        ours, theirs = block.prevailing, block.translation
        if changed.after is not pair.prevailing:
            ours, theirs = theirs, ours
        if node and ours and theirs and ours.is_leaf and ours.location == node.location:
            return spot, partner.side.spot(theirs)
    return spot, partner.side.section_spot(partner.after)


def _found(
    pair: SectionPair,
    other: Edited,
    told: tuple[str, str],
    spots: tuple[Spot, Spot],
    subject: str = "",
) -> Found:
    """A finding; `spots` are the prevailing text's and the translation's."""
    there, here = spots
    return Found(pair.id, here, *told, about=there, subject=subject or excerpt(other.words[1]))
