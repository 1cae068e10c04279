"""What changed between two revisions must have changed alike in both languages.

Stricter than a look at one revision, and with fewer false alarms: whatever differs between the languages without
harm stood there before, and cancels out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.align import NodeKind, SectionPair, nodes_of
from generator.check.compared_values import unmatched
from generator.check.finding import Severity, Spot
from generator.check.meaning import negations
from generator.check.places import excerpt
from generator.check.rule import Found
from generator.check.subject import NAMES, DeltaSubject, TextSubject, name_of
from generator.language.cues import CueKind, cues_in
from generator.language.quantities import Quantity, QuantityKind, quantities
from generator.model import Section

if TYPE_CHECKING:
    from generator.compare.changeset import Changeset


@dataclass(frozen=True, slots=True)
class Edited:
    """A section in one language before and after; `where` is the first change that weighs, None without one."""

    side: TextSubject
    before: Section | None
    after: Section
    where: Spot | None

    @property
    def words(self) -> tuple[str, str]:
        """All its words before and after."""
        return _words(self.before), _words(self.after)


_Both = tuple[SectionPair, Edited, Edited]


def _words(section: Section | None) -> str:
    return "\n".join(node.whole for node in nodes_of(section)) if section else ""


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
        if (one.where is None) is (other.where is None):
            continue
        changed, same = (one, other) if one.where else (other, one)
        message = f"this section changed in {name_of(changed.side.language)}, and not in {name_of(same.side.language)}"
        remedy = f"Change {name_of(same.side.language)} too, or confirm the section as it is."
        weighs = bool(_value_changes(changed)[0] or _value_changes(changed)[1] or _block_changes(changed))
        severity = Severity.ERROR if weighs else None
        yield _found((pair, one, other), (message, remedy), severity)


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
            for side, values in zip((one, other), lone, strict=True):
                if values:
                    shown = ", ".join(repr(value.text) for value in values)
                    message = f"{shown} {name} in {name_of(side.side.language)} only"
                    yield _found((pair, one, other), (message, "Let both languages change alike."), subject=message)


def delta_negation(subject: DeltaSubject) -> Iterator[Found]:
    """A negation came or went in one language only.

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
            yield _found((pair, one, other), (_told("negation", one, other, left, right), _LOOK))


def delta_obligation(subject: DeltaSubject) -> Iterator[Found]:
    """Words of obligation came or went in one language only.

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
            yield _found((pair, one, other), (_told("obligation", one, other, left, right), _LOOK))


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
            yield _found((pair, one, other), (message, "Let both languages have the same blocks."))


# ---------------------------------------------------------------- what changed


def _edited(subject: DeltaSubject, *, both: bool = False) -> Iterator[_Both]:
    """The sections of both texts with their former wording; with `both`, those that changed in both languages."""
    for pair in subject.pair.pairs:
        assert pair.prevailing is not None and pair.translation is not None  # noqa: S101, PT018 - complete pairs only
        one = _edited_side(subject, pair.prevailing, of_translation=False)
        other = _edited_side(subject, pair.translation, of_translation=True)
        is_new = one.before is None or other.before is None
        if not is_new and (not both or (one.where and other.where)):
            yield pair, one, other


def _edited_side(subject: DeltaSubject, section: Section, *, of_translation: bool) -> Edited:
    side = subject.pair.translation if of_translation else subject.pair.prevailing
    changeset = subject.changesets[of_translation]
    told = changeset.section(section.id)
    before = subject.old[of_translation].section(told.old_id if told and told.old_id else section.id)
    return Edited(side, before, section, _first_change(changeset, section, side))


def _first_change(changeset: Changeset, section: Section, side: TextSubject) -> Spot | None:
    """Where the first change is that is more than typography, numbering or spelling."""
    from generator.compare.bilingual import LIGHT, is_spelling  # noqa: PLC0415 - only a delta needs the redline engine

    changes = [c for c in changeset.changes_of(section.id) if c.nature not in LIGHT and not is_spelling(c)]
    if not changes:
        return None
    place = next((change.new for change in changes if change.new), section.location)
    return Spot(side.language, place, excerpt("".join(span.text for span in changes[0].spans)))


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
    before, after = (negations(words, edited.side.language) for words in edited.words)
    return None if before is None or after is None else len(after) - len(before)


def _obliged(edited: Edited) -> int:
    before, after = (
        sum(kind is CueKind.OBLIGATION for kind, _ in cues_in(words, edited.side.language)) for words in edited.words
    )
    return after - before


def _sign(count: int) -> int:
    return (count > 0) - (count < 0)


def _told(what: str, one: Edited, other: Edited, *counts: int) -> str:
    shown = [f"{count:+d} in {name_of(e.side.language)}" for e, count in zip((one, other), counts, strict=True)]
    return f"the words of {what} changed otherwise: {', '.join(shown)}"


def _found(section: _Both, told: tuple[str, str], severity: Severity | None = None, subject: str = "") -> Found:
    pair, one, other = section
    there = one.where or one.side.section_spot(one.after)
    here = other.where or other.side.section_spot(other.after)
    return Found(pair.id, here, *told, about=there, subject=subject or excerpt(_words(other.after)), severity=severity)
