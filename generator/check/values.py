"""Values: numbers, dates, durations, amounts, references and addresses mean the same in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.compared_values import Difference, Held
from generator.check.finding import Spot
from generator.check.rule import Found
from generator.check.subject import PairSubject, TextSubject, name_of
from generator.language.quantities import QuantityKind

_NAMES = {
    QuantityKind.NUMBER: "number",
    QuantityKind.DATE: "date",
    QuantityKind.DURATION: "duration",
    QuantityKind.AMOUNT: "amount",
    QuantityKind.PERCENTAGE: "percentage",
    QuantityKind.REFERENCE: "reference",
    QuantityKind.EMAIL: "e-mail address",
    QuantityKind.URL: "address",
    QuantityKind.PHONE: "telephone number",
    QuantityKind.COMPANY: "company number",
}


def number_differs(subject: PairSubject) -> Iterator[Found]:
    """A number stands in one language only.

    "10 000" and "10.000" are one number, and a figure may stand for a word.

    Bad:
        nl: Wij vragen 3 gegevens.
        fr: Nous demandons 4 données.

    Good:
        nl: Wij vragen 10.000 gegevens, in twee talen.
        fr: Nous demandons 10 000 données, en 2 langues.
    """
    yield from _of_kind(subject, QuantityKind.NUMBER)


def date_differs(subject: PairSubject) -> Iterator[Found]:
    """A date stands in one language only.

    Bad:
        nl: Van toepassing sinds 18 december 2023.
        fr: Applicable depuis le 18/12/2022.

    Good:
        nl: Van toepassing sinds 18 december 2023.
        fr: Applicable depuis le 18/12/2023.
    """
    yield from _of_kind(subject, QuantityKind.DATE)


def duration_differs(subject: PairSubject) -> Iterator[Found]:
    """A duration stands in one language only, or is longer in one than in the other.

    Durations are compared by meaning: 24 mois is 2 jaar, quinze jours is veertien dagen, un mois is één maand.

    Bad:
        nl: Wij bewaren uw foto's 12 maanden.
        fr: Nous conservons vos photos 24 mois.

    Good:
        nl: Wij bewaren uw foto's 2 jaar en wachten veertien dagen.
        fr: Nous conservons vos photos 24 mois et attendons quinze jours.
    """
    yield from _of_kind(subject, QuantityKind.DURATION)


def amount_differs(subject: PairSubject) -> Iterator[Found]:
    """An amount of money stands in one language only.

    Bad:
        nl: De kosten bedragen € 50.
        fr: Les frais s'élèvent à 15 €.

    Good:
        nl: De kosten bedragen € 50.
        fr: Les frais s'élèvent à 50,00 euros.
    """
    yield from _of_kind(subject, QuantityKind.AMOUNT)


def percentage_differs(subject: PairSubject) -> Iterator[Found]:
    """A percentage stands in one language only.

    Bad:
        nl: De rente bedraagt 5 %.
        fr: L'intérêt est de 8 %.

    Good:
        nl: De rente bedraagt 5 procent.
        fr: L'intérêt est de 5 %.
    """
    yield from _of_kind(subject, QuantityKind.PERCENTAGE)


def reference_differs(subject: PairSubject) -> Iterator[Found]:
    """A reference to an article or a paragraph stands in one language only.

    "art. 5, al. 2" is "artikel 5, tweede lid".

    Bad:
        nl: Zie artikel 3.3.
        fr: Voir l'article 3.4.

    Good:
        nl: Zie artikel 3.3 en artikel 5, tweede lid.
        fr: Voir l'article 3.3 et l'art. 5, al. 2.
    """
    yield from _of_kind(subject, QuantityKind.REFERENCE)


def email_differs(subject: PairSubject) -> Iterator[Found]:
    """An e-mail address stands in one language only.

    Bad:
        nl: Schrijf naar info@example.org.
        fr: Écrivez à contact@example.org.

    Good:
        nl: Schrijf naar info@example.org.
        fr: Écrivez à info@example.org.
    """
    yield from _of_kind(subject, QuantityKind.EMAIL)


def url_differs(subject: PairSubject) -> Iterator[Found]:
    """A link leads elsewhere than in the other language.

    Addresses that differ only in a language, such as `/fr/` and `/nl/`, are one.

    Bad:
        nl: Zie [het beleid](https://example.org/nl/cookies).
        fr: Voir [la politique](https://example.org/fr/terms).

    Good:
        nl: Zie [het beleid](https://example.org/nl/cookies).
        fr: Voir [la politique](https://example.org/fr/cookies).
    """
    yield from _of_kind(subject, QuantityKind.URL)


def phone_differs(subject: PairSubject) -> Iterator[Found]:
    """A telephone number stands in one language only.

    Bad:
        nl: Bel 09 365 65 65.
        fr: Appelez le +32 9 365 65 64.

    Good:
        nl: Bel 09 365 65 65.
        fr: Appelez le +32 9 365 65 65.
    """
    yield from _of_kind(subject, QuantityKind.PHONE)


def company_number_differs(subject: PairSubject) -> Iterator[Found]:
    """A company's number stands in one language only.

    Bad:
        nl: Ondernemingsnummer 0405.706.755.
        fr: Numéro d'entreprise 0405.706.756.

    Good:
        nl: Ondernemingsnummer 0405.706.755.
        fr: Numéro d'entreprise BE 0405.706.755.
    """
    yield from _of_kind(subject, QuantityKind.COMPANY)


def _of_kind(subject: PairSubject, kind: QuantityKind) -> Iterator[Found]:
    for difference in subject.value_differences:
        if difference.kind is kind:
            yield _found(subject, difference)


def _found(subject: PairSubject, difference: Difference) -> Found:
    one, other = difference.prevailing, difference.translation
    here = _spot(subject.translation, other, difference)
    there = _spot(subject.prevailing, one, difference)
    name = _NAMES[difference.kind]
    if one and other:
        message = (
            f"the {name} {other.quantity.text!r} stands where {name_of(subject.prevailing.language)} "
            f"has {one.quantity.text!r}"
        )
        remedy = "Correct the one that is wrong."
    else:
        side, held = (subject.prevailing, one) if one else (subject.translation, other)
        lacks = subject.translation if one else subject.prevailing
        assert held is not None  # noqa: S101 - a difference has a side
        message = f"the {name} {held.quantity.text!r} stands in {name_of(side.language)} only"
        remedy = f"Add it in {name_of(lacks.language)}, or correct it in {name_of(side.language)}."
    stated = "|".join(held.quantity.value if held else "" for held in (one, other))
    return Found(difference.section, here, message, remedy, there, stated)


def _spot(side: TextSubject, held: Held | None, difference: Difference) -> Spot:
    if held is not None:
        return side.spot(held.node, held.quantity.text, held.quantity.start)
    is_translation = difference.translation is None
    node = difference.pair.translation if is_translation else difference.pair.prevailing
    assert node is not None  # noqa: S101 - values are compared in complete pairs only
    return side.spot(node)
