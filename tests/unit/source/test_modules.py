"""What the faults and the cases don't reach: small parts of the reader by themselves."""

from __future__ import annotations

import pytest
from markdown_it.token import Token

from generator.errors import InputError, Location
from generator.model import (
    ContactView,
    Divider,
    Emphasis,
    Facts,
    LineBreak,
    Paragraph,
    Patterns,
    Place,
    Quote,
    RecordView,
    Reference,
    Words,
)
from generator.source.blocks import BlockReader, markdown, read_blocks
from generator.source.facts import check_facts
from generator.source.files import SourceText, locate, mixed_alphabets, oddity
from generator.source.finder import Finder
from generator.source.folder import printable
from generator.source.inlines import read_inlines
from generator.source.parsed import Parser
from generator.source.rewrite import Rewrite
from generator.source.sections import Slice, without_closing_marks
from generator.source.targets import target_problem
from generator.source.wording import RawWording, check_wording
from generator.source.yaml_tree import Mapping, Scalar, parse_yaml, place_of
from tests.unit.source.dump import read

HERE = Place(1)


def ignore(message: str, remedy: str, sought: str) -> None:
    """Take a complaint and do nothing."""


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(("offset", "place"), [(0, "1:1"), (2, "1:3"), (3, "2:1"), (5, "2:3")])
def test_an_offset_has_a_place(offset: int, place: str) -> None:
    assert str(locate("ab\ncd\n", offset, "f")) == f"f:{place}"


def test_words_of_one_alphabet_are_not_mixed() -> None:
    assert mixed_alphabets("mot") == mixed_alphabets("λόγος") == mixed_alphabets("2024") == ""
    assert oddity("le mot λόγος") == ""
    assert "U+0430" in oddity("un sm\u0430rtphoto")


@pytest.mark.parametrize(
    ("name", "safe"), [("a.md", "a.md"), ("a\nb", r"a\x0ab"), ("\udcff", r"\xff"), ("e\u0301", "\u00e9")]
)
def test_a_name_is_shown_without_harm(name: str, safe: str) -> None:
    assert printable(name) == safe


# ---------------------------------------------------------------- YAML


def test_characters_that_yaml_can_not_hold_are_told() -> None:
    with pytest.raises(InputError, match="not valid YAML"):
        parse_yaml(SourceText("a.yaml", "a: \x07\n"))


def test_a_place_is_found_by_keys() -> None:
    tree = parse_yaml(SourceText("a.yaml", "a:\n  b: c\n  d: [e]\n"))
    assert isinstance(tree, Mapping)
    assert str(place_of(tree, "a", "b")) == "a.yaml:2:6"
    assert str(place_of(tree, "a", "x", "y")) == "a.yaml:2:3"
    assert str(place_of(tree, "a", "b", "c")) == "a.yaml:2:6"
    assert str(place_of(tree)) == "a.yaml:1:1"


def test_a_literal_block_keeps_its_characters() -> None:
    tree = parse_yaml(SourceText("a.yaml", "a: |2\n\n     b\n   c\n"))
    assert isinstance(tree, Mapping)
    scalar = tree.entries[0][1]
    assert isinstance(scalar, Scalar)
    assert (scalar.text, str(scalar.location), scalar.literal) == ("\n   b\n c\n", "a.yaml:2:3", True)


def test_without_a_tree_a_problem_is_told_of_the_file() -> None:
    facts = Facts(items=("a",), categories=())
    wording = RawWording(Patterns("", "", "", ""), labels={"items": {"b": "B"}})
    with pytest.raises(InputError) as told:
        check_wording(wording, facts, "w.yaml")
    assert told.value.problems[0].location == Location("w.yaml")
    check_facts(facts, "f.yaml")


# ---------------------------------------------------------------- Markdown


def test_notation_that_a_plugin_might_add_is_refused() -> None:
    told: list[str] = []
    token = Token("emoji", "", 0, content=":-)")
    assert read_inlines([token], lambda message, *_: told.append(message)) == ()
    assert told == ["this notation is not read here (emoji)"]
    block = BlockReader(["a"], [Token("math_block", "", 0, map=[0, 1])]).read()
    assert [problem.message for problem in block.problems] == ["this notation is not read (math_block)"]


def test_equal_neighbours_become_one_value() -> None:
    tokens = markdown().parseInline(r"a\*b&amp;c\\", {})[0].children or []
    assert read_inlines(tokens, ignore) == (Words("a*b&c\\"),)


def test_a_section_is_parsed_once() -> None:
    parser = Parser()
    first, second = (parser.section(Slice(2, line, "## A {#a}\n\nb\n")) for line in (1, 7))
    assert first is second
    assert parser.passage("a\n") is parser.passage("a\n")


def test_a_section_knows_its_references_and_names() -> None:
    section = Parser().section(
        Slice(2, 1, "## A {ref}`b` {#a}\n\n{#x}\n> *{ref}`c`*\n\n:::{contact} d\n:use: e\n:::\n")
    )
    assert section.references == {"b", "c"}
    assert section.names == ("x",)
    assert section.has_views


def test_a_finder_looks_on_from_what_it_found() -> None:
    finder = Finder(["ab ab", "ab"], 0, 2)
    assert [finder.find("ab") for _ in range(4)] == [(1, 1), (1, 4), (2, 1), None]
    assert Finder(["ab"], 0, 1).find("") is None
    assert Finder(["ab"], 0, 5).find("b\nc") == (1, 2)


@pytest.mark.parametrize(
    ("words", "shown"), [("A ##", "A"), ("C#", "C#"), ("##", ""), (" A ", "A"), ("A # b", "A # b")]
)
def test_the_marks_that_end_a_heading(words: str, shown: str) -> None:
    assert without_closing_marks(words) == shown


def test_a_passage_without_words() -> None:
    assert [problem.message for problem in read_blocks(markdown(), "", directives=False).problems] == [
        "no words stand here"
    ]
    assert read_blocks(markdown(), "").problems == ()


def test_a_host_that_can_not_be_decoded_is_shown_as_it_is() -> None:
    assert target_problem("https://xn--a.example/") == ""


# ---------------------------------------------------------------- rewriting


def test_references_are_filled_in_wherever_they_stand() -> None:
    reference = Reference("a", "^")
    rewrite = Rewrite({"a": "article 1"})
    quote = Quote(HERE, (Paragraph(HERE, (Emphasis((reference,)), Words("b"))),))
    assert rewrite.block(quote) == Quote(
        HERE, (Paragraph(HERE, (Emphasis((Reference("a", "Article 1"),)), Words("b"))),)
    )


def test_what_holds_no_words_is_only_moved() -> None:
    rewrite = Rewrite(base=Location("w.yaml", 10, 5))
    assert rewrite.block(Divider(Place(2, 3))) == Divider(Place(11, 7, "w.yaml"))
    assert rewrite.place(Place(1, 1, "other.yaml")) == Place(1, 1, "other.yaml")


@pytest.mark.parametrize("view", [RecordView(HERE, "categories", "list", "a"), ContactView(HERE, "a", "b")])
def test_views_stay_until_they_are_replaced(view: RecordView | ContactView) -> None:
    assert Rewrite({}).block(view) is view


def test_an_address_shows_its_line_ends() -> None:
    assert Rewrite(hard=True).inlines((Words("a"), LineBreak())) == (Words("a"), LineBreak(hard=True))


def test_the_label_of_an_unnumbered_section_is_its_title() -> None:
    text = read("# T\n\n{ref}`a`\n\n## Note : {#a .unnumbered}\n")
    assert text.sections[0].blocks == (Paragraph(Place(2), (Reference("a", "Note"),)),)
