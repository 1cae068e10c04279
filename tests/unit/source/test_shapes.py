"""Shapes by themselves: what they read, what they refuse, and how they describe themselves."""

from __future__ import annotations

from datetime import date

import pytest

from generator.errors import InputError, Location
from generator.model import Duration
from generator.source.files import SourceText
from generator.source.shapes import (
    Block,
    Choice,
    Converted,
    Day,
    Either,
    Field,
    Fields,
    FieldsOr,
    Id,
    Language,
    ListOf,
    MapOf,
    Pattern,
    Period,
    Records,
    Shape,
    Words,
    flag,
    id_remedy,
    nearest,
    shown,
)
from generator.source.yaml_tree import Node, parse_yaml

RECORD = Fields(lambda: lambda name, place: (name, place.line), {})


def node(text: str) -> Node:
    """Return the tree of a YAML text."""
    return parse_yaml(SourceText("a.yaml", f"{text}\n"))


def told(shape: Shape[object], text: str) -> list[str]:
    """Return what a shape tells of a text."""
    with pytest.raises(InputError) as error:
        shape.read(node(text))
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (Words(), "  des mots  ", "des mots"),
        (Words(empty=True), "''", ""),
        (Pattern("a code", "[A-Z]+", ""), "FR", "FR"),
        (Id(), "a-1", "a-1"),
        (Language(), "pt-BR", "pt-BR"),
        (Language(), "zh-Hant-TW", "zh-Hant-TW"),
        (Language(), "es-419", "es-419"),
        (Choice({"one": 1}), "one", 1),
        (flag(), "true", True),
        (flag(), "false", False),
        (Day(), "2024-02-29", date(2024, 2, 29)),
        (Period(), "P1Y6M", Duration("P1Y6M", years=1, months=6)),
        (Period(), "P2W3D", Duration("P2W3D", weeks=2, days=3)),
        (Either({"none": None}, Day()), "none", None),
        (Either({"none": None}, Day()), "2024-01-01", date(2024, 1, 1)),
        (FieldsOr(Fields(lambda a: a, {"a": Field(Words(), "")}), Words()), "{a: b}", "b"),
        (FieldsOr(Fields(lambda a: a, {"a": Field(Words(), "")}), Words()), "b", "b"),
        (Converted(Words(), str.upper), "b", "B"),
        (ListOf(Words()), "[a, b, a]", ("a", "b", "a")),
        (ListOf(ListOf(Words()), unique=True), "[[a], [b]]", (("a",), ("b",))),
        (MapOf(Words()), "{a: b, c: d}", {"a": "b", "c": "d"}),
        (Records(RECORD), "{a: {}, b: {}}", (("a", 1), ("b", 1))),
    ],
)
def test_what_a_shape_reads(shape: Shape[object], text: str, value: object) -> None:
    assert shape.read(node(text)) == value


def test_a_block_is_kept_with_its_place() -> None:
    scalar = Block().read(node("|\n  a\n  b"))
    assert (scalar.text, scalar.location) == ("a\nb\n", Location("a.yaml", 2, 3))


def test_all_that_is_wrong_in_a_list_is_told() -> None:
    assert told(ListOf(Day()), "[2024-01-01, x, y]") == [
        "a.yaml:1:14: 'x' is not a day\n  help: Write it as YYYY-MM-DD, like 2023-12-18.",
        "a.yaml:1:17: 'y' is not a day\n  help: Write it as YYYY-MM-DD, like 2023-12-18.",
    ]


def test_all_that_is_wrong_in_names_and_fields_is_told() -> None:
    assert len(told(MapOf(Id()), "{a: B, C: d, e: F}")) == 3
    fields: Shape[object] = Fields(dict, {"a": Field(Id(), "its id", required=True), "b": Field(Id(), "another")})
    assert told(fields, "{b: B, z: y}") == [
        "a.yaml:1:1: the field 'a' is missing\n  help: Add it: its id.",
        f"a.yaml:1:5: 'B' can't be an id\n  help: {id_remedy('B')}",
        "a.yaml:1:8: the field 'z' is not known\n  help: Known here: a, b.",
    ]


def test_a_list_of_a_thousand_is_read_and_no_longer_one() -> None:
    assert len(ListOf(Words()).read(node("[" + "a," * 1000 + "]"))) == 1000
    assert "1,001 entries stand here" in told(ListOf(Words()), "[" + "a," * 1001 + "]")[0]
    assert "1,001 entries stand here" in told(MapOf(Words()), "\n".join(f"a{n}: b" for n in range(1001)))[0]


def test_the_nearest_word() -> None:
    assert nearest("prevaling", ("edition", "prevailing")) == "Did you mean 'prevailing'?"
    assert nearest("x", ("a", "b")) == "Known here: a, b."
    assert nearest("x", ()) == "None is known here."
    assert nearest("draft.txt", ("draft.md",), 0.9) == "Known here: draft.md."
    assert nearest("x", tuple(f"word-{n}" for n in range(100))).endswith("word-29, ….")


def test_what_a_message_quotes_is_short_and_on_one_line() -> None:
    assert shown("a") == "'a'"
    assert shown("a\nb") == r"'a\nb'"
    assert shown("a" * 61) == f"'{'a' * 60}…'"


@pytest.mark.parametrize("word", ["a", "a1", "a-b-c", "a" * 60, "com", "com10"])
def test_a_word_that_can_be_an_id(word: str) -> None:
    assert id_remedy(word) == ""


@pytest.mark.parametrize(
    ("shape", "schema"),
    [
        (Words(), {"type": "string", "minLength": 1}),
        (Words(empty=True), {"type": "string"}),
        (Block(), {"type": "string", "minLength": 1, "description": "In a literal block (|)."}),
        (Pattern("a", "[A-Z]", ""), {"type": "string", "pattern": "^([A-Z])$"}),
        (Choice({"a": 1, "b": 2}), {"enum": ["a", "b"]}),
        (flag(), {"enum": [True, False]}),
        (Either({"a": 1}, Words()), {"anyOf": [{"enum": ["a"]}, Words().schema()]}),
        (FieldsOr(Fields(dict, {}), Words()), {"anyOf": [Fields(dict, {}).schema(), Words().schema()]}),
        (Converted(Words(), str), Words().schema()),
        (
            ListOf(Words(), unique=True, least=2),
            {"type": "array", "items": Words().schema(), "uniqueItems": True, "minItems": 2},
        ),
        (MapOf(Words()), {"type": "object", "propertyNames": Id().schema(), "additionalProperties": Words().schema()}),
        (Records(RECORD), MapOf(RECORD).schema()),
        (
            Fields(dict, {"a": Field(Words(), "what it is", required=True)}),
            {
                "type": "object",
                "properties": {"a": {"type": "string", "minLength": 1, "description": "what it is"}},
                "required": ["a"],
                "additionalProperties": False,
            },
        ),
    ],
)
def test_how_a_shape_describes_itself(shape: Shape[object], schema: dict[str, object]) -> None:
    assert shape.schema() == schema
