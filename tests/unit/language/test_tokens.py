from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import (
    CueKind,
    clear_caches,
    cues_in,
    normal,
    normal_token,
    numbers_in,
    spaced_tokens,
    stop_words,
    tokenise,
    values_in,
    visible_words,
)
from generator.language.tokens import has_spaced_number
from generator.language.values import is_value


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("L’utilisateur n'a pas", ("L’", "utilisateur", "n'", "a", "pas")),
        ("jusqu’à qu'il aujourd’hui", ("jusqu’", "à", "qu'", "il", "aujourd’hui")),
        ("10\u00a0000,50 € et 10 000", ("10\u00a0000,50", "€", "et", "10 000")),
        ("le 18/12/2023, 1.5 ou 24h", ("le", "18/12/2023", ",", "1.5", "ou", "24h")),
        ("(voir www.a.example/x?y.)", ("(", "voir", "www.a.example/x?y", ".", ")")),
        ("écrire à a.b@c.example.", ("écrire", "à", "a.b@c.example", ".")),
        ("sous-traitant, don't... etc", ("sous-traitant", ",", "don't", "...", "etc")),
        ("co\u00adopé\u0301ration 5%", ("co\u00adopé\u0301ration", "5", "%")),
        ("", ()),
    ],
)
def test_words_numbers_and_addresses_are_whole(text: str, tokens: tuple[str, ...]) -> None:
    assert tokenise(text) == tokens


@given(st.text(max_size=80))
def test_every_sign_but_space_is_in_one_token(text: str) -> None:
    assert "".join(spaced_tokens(text)) == text[: len(text.rstrip())]
    assert "".join(tokenise(text)) == "".join(text.split()) or has_spaced_number(text)


def test_visible_words_are_letters_and_digits() -> None:
    assert visible_words("l’an_2024, R&D") == ["l", "an", "2024", "R", "D"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("L'usage", "L’usage"),
        ('fin : "oui"', "fin\u00a0: « oui »"),
        ("a - b", "a – b"),
        ("e\u0301te\u0301", "été"),
        ("co\u00adopération", "coopération"),
        ("suite...", "suite…"),
    ],
)
def test_typography_has_one_normal_form(old: str, new: str) -> None:
    assert normal(old) == normal(new)


def test_words_keep_their_normal_form() -> None:
    assert normal("Le  mot.") == "Le mot."
    assert normal("mot") != normal("Mot")
    assert normal_token("l’") == "l'"
    assert normal_token("10\u00a0000") == normal_token("10\u202f000") == "10000"
    assert normal_token("mot") == "mot"


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "24 mois, 10 000 €, le 1er mars 2024, 5 %", ("24 mois", "10 000 €", "1er mars 2024", "5 %")),
        ("nl-BE", "binnen 30 dagen na 18 december 2023", ("30 dagen", "18 december 2023")),
        ("de", "2 Jahre, € 5", ("2 Jahre", "€ 5")),
        ("en", "12 months from 3 May", ("12 months", "3 May")),
        ("und", "24 mois", ("24",)),
        ("fr", "a@b.example ou https://a.example/24.", ("a@b.example", "https://a.example/24")),
    ],
)
def test_values_are_found_with_their_units(language: str, text: str, values: tuple[str, ...]) -> None:
    assert values_in(text, language) == values


def test_numbers_are_found_bare() -> None:
    assert numbers_in("24 mois ou 10\u00a0000 €") == ("24", "10 000")
    assert numbers_in("voir a@b.example, art. 5") == ("a@b.example", "5")
    assert is_value("24h")
    assert is_value("https://a.example")
    assert not is_value("@")


@pytest.mark.parametrize(
    ("language", "text", "cues"),
    [
        ("fr", "Elle n’utilisera jamais", [("negation", "n'"), ("obligation", "-ra"), ("negation", "jamais")]),
        ("fr", "il sera", []),
        ("nl", "U moet niet", [("obligation", "moet"), ("negation", "niet")]),
        ("de", "Sie müssen ohne", [("obligation", "müssen"), ("negation", "ohne")]),
        ("en", "You don't, non-stop, must", [("negation", "not"), ("obligation", "must")]),
        ("und", "must not", []),
    ],
)
def test_cue_words_are_found(language: str, text: str, cues: list[tuple[str, str]]) -> None:
    assert [(str(kind), word) for kind, word in cues_in(text, language)] == cues


def test_stop_words_are_known_by_language() -> None:
    assert "le" in stop_words("fr-BE")
    assert stop_words("und") == frozenset()
    assert str(CueKind.NEGATION) == "negation"


def test_caches_can_be_cleared() -> None:
    before = tokenise("un mot")
    clear_caches()
    assert tokenise("un mot") == before
