"""Values by meaning, sentences, and the language of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.addresses import same_email, same_phone, same_url
from generator.language.language_id import stretches, words_of
from generator.language.lexicon import key_of, keys_of
from generator.language.quantities import QuantityKind, number_value, plain_number, quantities
from generator.language.sentences import sentences


def values(text: str, language: str) -> list[str]:
    return [q.value for q in quantities(text, language) if q.kind is not QuantityKind.SPELLED]


@pytest.mark.parametrize(
    ("french", "dutch"),
    [
        ("24 mois", "2 jaar"),
        ("un mois", "één maand"),
        ("deux semaines", "14 dagen"),
        ("18/12/2023", "18 december 2023"),
        ("1er janvier 2024", "1 januari 2024"),
        ("mars 2024", "maart 2024"),
        ("2024-03-01", "1 maart 2024"),
        ("10 000", "10.000"),
        ("2,5", "2,5"),
        ("10 millions d’euros", "10 miljoen euro"),
        ("50,00 €", "€ 50"),
        ("5 %", "5 procent"),
        ("art. 5, al. 2", "artikel 5, tweede lid"),
        ("deuxième alinéa", "tweede lid"),
        ("articles 13, 14 et 21", "artikelen 13, 14 en 21"),
        ("9h30", "9.30 uur"),
        ("+32 9 365 65 65", "09 365 65 65"),
        ("BE 0405.706.755", "0405.706.755"),
        ("règlement 2016/679", "verordening 2016/679"),
        ("trimestre de 3 mois", "kwartaal van 3 maanden"),
        ("https://example.org/fr/a", "www.example.org/nl/a/"),
        ("trente (30) jours", "dertig (30) dagen"),
    ],
)
def test_values_mean_the_same(french: str, dutch: str) -> None:
    assert values(french, "fr") == values(dutch, "nl") != []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("December 18, 2023", "en", ["2023-12-18"]),
        ("18. Dezember 2023", "de", ["2023-12-18"]),
        ("two years and 1,000 words", "en", ["M24", "1000"]),
        ("zwei Jahre", "de", ["M24"]),
        ("99/99/2023", "fr", ["99/99/2023"]),
        ("1/2/23", "fr", ["2023-02-01"]),
        ("version 3.1.2", "fr", ["3.1.2"]),
        ("59787 Lille cedex 9", "fr", []),
        ("732 829 320", "fr", ["732829320"]),
        ("42", "fi", ["42"]),
        ("2.1.2 mois", "fr", []),
        ("rien", "fr", []),
    ],
)
def test_values_are_read(text: str, language: str, expected: list[str]) -> None:
    assert values(text, language) == expected


def test_a_fortnight_has_two_readings() -> None:
    (value,) = quantities("quinze jours", "fr")
    assert (value.value, value.also) == ("D15", ("D14",))
    (hours,) = quantities("72 heures", "fr")
    assert hours.also == ("D3",)


def test_a_contradiction_in_brackets_is_its_own_value() -> None:
    assert values("dertig (31) dagen", "nl") == ["D30≠31"]


def test_numbers_without_a_form_stay_as_they_are() -> None:
    assert plain_number("1.2.3") == "1.2.3"
    assert plain_number("007") == "7"
    assert number_value("1,234.5", "en") == "1234.5"


@given(
    st.text(alphabet="0123456789 .,/-€%abcmoisjnrdet@’(", max_size=40), st.sampled_from(["fr", "nl", "de", "en", "fi"])
)
def test_values_stand_where_they_say_and_never_overlap(text: str, language: str) -> None:
    end = 0
    for value in quantities(text, language):
        assert text[value.start : value.start + len(value.text)] == value.text
        assert value.start >= end
        end = value.start + len(value.text)


@given(st.text(alphabet="aA.!? \n’(1é", max_size=60))
def test_sentences_lose_nothing_but_space(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
    assert all(text[s.start : s.end] == s.text for s in found)


def test_abbreviations_end_no_sentence() -> None:
    text = "Voir art. 6.1.a et p. ex. M. Dupont de smartphoto group N.V. Wetteren. Fin ! « Oui. » Non."
    assert [s.text for s in sentences(text)] == [
        "Voir art. 6.1.a et p. ex. M. Dupont de smartphoto group N.V. Wetteren.",
        "Fin !",
        "« Oui. »",
        "Non.",
    ]
    assert [s.text for s in sentences("1. Introduction. Suite")] == ["1. Introduction.", "Suite"]
    assert [s.text for s in sentences(". Suite")] == [". Suite"]


def test_addresses_have_one_form() -> None:
    assert same_url("https://www.example.org/fr/") == same_url("http://example.org/nl")
    assert same_url("https://fr.example.org/a-fr.pdf?lang=fr") == same_url("https://nl.example.org/a-nl.pdf?lang=nl")
    assert same_url("https://example.org/a") != same_url("https://example.org/b")
    assert same_email("mailto:Info@Example.org?subject=a") == "info@example.org"
    assert same_phone("+32 (0)9 365 65 65") == same_phone("09/365.65.65")


def test_glued_words_are_told_apart() -> None:
    text = "Images that you upload are stored by usLes photos restent à vous."
    found = stretches(text, "fr")[0]
    assert found.language == "en"
    assert text[found.start : found.end] == "that you upload are stored by us"
    assert stretches(text, "fi") == ()
    assert stretches("", "fr") == ()
    assert [token.word for token in words_of("usLes a@b.fr https://x.org 12 l’eau")] == ["us", "Les", "l’eau"]


def test_keys_are_shared_by_translations() -> None:
    assert key_of("données", "fr") == key_of("gegevens", "nl") != ""
    assert key_of("application", "fr") == key_of("applicatie", "nl") != ""
    assert key_of("de", "fr") == ""
    assert key_of("autopaikka", "fi") == "auto"
    assert keys_of("Les données de Facebook", "fr") == (key_of("données", "fr"), "fake")
