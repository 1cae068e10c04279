"""Words as single characters, with their places and weights."""

from __future__ import annotations

import pytest

from generator.compare.changeset import Op, Span
from generator.compare.interner import Interner
from generator.compare.spans import Spans, swapped
from generator.language.tokens import tokenise


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mot",
        "un deux, trois. (quatre) l’usage",
        "deux  blancs et\nune ligne",
        " un blanc devant et derrière ",
        "10 000 euros en 24 mois",
        "24\u00a0mois ; a@b.example et https://a.example/b.",
    ],
)
def test_each_token_stands_where_it_begins(text: str) -> None:
    code, tokens, starts = Interner().read(text)
    assert tuple(tokens) == tokenise(text)
    assert len(code) == len(tokens)
    assert [text[start : start + len(token)] for start, token in zip(starts, tokens, strict=True)] == tokens


def test_one_character_stands_for_all_spellings_of_a_token() -> None:
    interner = Interner()
    assert interner.encode("l’été e\u0301") == interner.encode("l'e\u0301te\u0301 é")
    assert interner.encode("un deux") != interner.encode("deux un")
    assert interner.codes_of("un deux un") == frozenset(interner.encode("deux un"))


def test_a_text_is_read_as_it_is_encoded() -> None:
    interner = Interner()
    text = "Le responsable traite 10 000 données, d’abord « celles-ci »."
    assert interner.read(text)[0] == interner.encode(text)


@pytest.mark.parametrize(
    ("token", "weight"),
    [
        (",", 0.25),
        ("...", 0.25),
        ("qui", 1.5),
        ("24", 2.0),
        ("dans", 1.5),
        ("Dans", 1.5),
        ("délai", 5.0),
        ("x" * 30, 10.0),
    ],
)
def test_a_token_weighs_by_its_length_and_by_what_it_says(token: str, weight: float) -> None:
    assert Interner(frozenset({"dans"})).weigh([token, token]) == [0.0, weight, 2 * weight]


def test_spans_seen_from_the_other_side_stay_in_their_normal_form() -> None:
    spans = Spans.of([(Op.EQUAL, "a"), (Op.DELETE, "b"), (Op.INSERT, "c"), (Op.EQUAL, "d"), (Op.INSERT, "e")])
    assert swapped(spans) == (
        Span(Op.EQUAL, "a"),
        Span(Op.DELETE, "c"),
        Span(Op.INSERT, "b"),
        Span(Op.EQUAL, "d"),
        Span(Op.DELETE, "e"),
    )
    assert swapped(swapped(spans)) == spans
