"""Length: a paragraph that is much shorter than its partner has lost a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.rule import Found
from generator.check.sentence_loss import lost_sentence
from generator.check.subject import PairSubject, name_of


def sentence_missing(subject: PairSubject) -> Iterator[Found]:
    """A sentence seems to stand in one language only.

    Told from the lengths of the sentences, how many there are, and what words of the two languages share.

    Bad:
        nl: Wij bewaren uw gegevens 24 maanden na de bestelling. U kunt ons altijd vragen om ze te verwijderen.
        fr: Nous conservons vos données 24 mois après la commande.

    Good:
        nl: Wij bewaren uw gegevens 24 maanden na de bestelling. U kunt ons altijd vragen om ze te verwijderen.
        fr: Nous conservons vos données 24 mois après la commande. Vous pouvez toujours demander de les supprimer.
    """
    for pair, one, other in subject.leaves:
        lost = lost_sentence(one.text, other.text, subject.alignment.likeness)
        if lost is None:
            continue
        has, node = (subject.prevailing, one) if lost.in_prevailing else (subject.translation, other)
        lacks = subject.translation if lost.in_prevailing else subject.prevailing
        spot = has.spot(node, lost.text, lost.start)
        message = (
            f"this sentence seems to stand in {name_of(has.language)} only: “{spot.excerpt}”"
            if lost.text
            else f"this is much longer in {name_of(has.language)} than in {name_of(lacks.language)}"
        )
        about = lacks.spot(other if lost.in_prevailing else one)
        spots = (about, spot) if lost.in_prevailing else (spot, about)
        remedy = f"See that {name_of(lacks.language)} says it too."
        yield Found(pair.id, spots[0], message, remedy, spots[1], lost.text or node.text)
