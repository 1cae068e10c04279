"""Labels of passages, as a lawyer of each language writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model import Block, CodeBlock, Divider, Item, ItemList, Quote, Section
from generator.render.anchors import Anchors
from generator.render.formats import Interface, load_interface
from generator.render.html import body_html
from generator.render.passages import Count, passages, section_label
from generator.render.theme import default_theme
from tests.unit.render.samples import HERE, many_blocks, paragraph, section

GERMAN = Path(__file__).parents[2] / "sites" / "german" / "templates"
NONE: frozenset[str] = frozenset()


def interface(language: str) -> Interface:
    return load_interface(language, (GERMAN, default_theme()))


def items(count: int, *, ordered: bool = False, start: int = 1) -> ItemList:
    listed = tuple(Item(HERE, (paragraph(f"item {n}"),)) for n in range(count))
    return ItemList(HERE, listed, ordered=ordered, start=start)


def labels(language: str, *blocks: Block) -> list[str]:
    part = section("rights", (5,), "Article 5 –", "Droits", *blocks)
    return [passage.label for passage in passages(part, interface(language), NONE)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["art. 5, al. 1", "art. 5, al. 2", "art. 5, al. 2, 1er tiret", "art. 5, al. 2, 2e tiret"]),
        (
            "nl",
            [
                "artikel 5, eerste lid",
                "artikel 5, tweede lid",
                "artikel 5, tweede lid, eerste streepje",
                "artikel 5, tweede lid, tweede streepje",
            ],
        ),
        ("en", ["art. 5, para. 1", "art. 5, para. 2", "art. 5, para. 2, indent 1", "art. 5, para. 2, indent 2"]),
        (
            "de",
            [
                "Art. 5, Abs. 1",
                "Art. 5, Abs. 2",
                "Art. 5, Abs. 2, Spiegelstrich 1",
                "Art. 5, Abs. 2, Spiegelstrich 2",
            ],
        ),
    ],
)
def test_paragraphs_and_indents(language: str, expected: list[str]) -> None:
    assert labels(language, paragraph("un"), Divider(HERE), paragraph("deux"), items(2)) == expected


def test_an_ordered_list_has_points_by_their_own_numbers() -> None:
    assert labels("fr", items(2, ordered=True, start=3)) == ["art. 5, point 3", "art. 5, point 4"]


def test_a_second_list_of_a_paragraph_is_told_apart() -> None:
    found = labels("fr", paragraph("un"), items(1), items(1), paragraph("deux"), items(1))
    assert found[2] == "art. 5, al. 1, 2e liste, 1er tiret"
    assert found[4] == "art. 5, al. 2, 1er tiret"


def test_parts_of_an_item_are_counted_in_it() -> None:
    item = Item(HERE, (paragraph("un"), paragraph("deux"), items(1)))
    assert labels("fr", ItemList(HERE, (item,)))[1:] == [
        "art. 5, 1er tiret, al. 1",
        "art. 5, 1er tiret, al. 2",
        "art. 5, 1er tiret, al. 2, 1er tiret",
    ]


def test_tables_quotations_and_code_are_counted_by_kind() -> None:
    found = labels("nl", *many_blocks("Categorie"), Quote(HERE, (paragraph("x"),)), CodeBlock(HERE, "y\n"))
    assert "artikel 5, tabel 1, rij 2" in found
    assert "artikel 5, citaat 2, eerste lid" in found
    assert "artikel 5, passage 2" in found


def test_after_the_words_that_a_catalog_knows_come_numbers() -> None:
    assert f"{Count(20, interface('nl')):ordinal}" == "twintigste"
    assert f"{Count(21, interface('nl')):ordinal}" == "21e"
    assert f"{Count(21, interface('nl'))}" == "21"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (section("preamble", (), "", "", paragraph("x")), "préambule"),
        (section("law", (10,), "Article 10 –", "Droit"), "art. 10"),
        (section("general-words", (1, 1), "1.1.", ""), "art. 1.1"),
        (section("dpo", (), "", "Délégué:"), "partie « Délégué »"),
    ],
    ids=["preamble", "article", "clause", "unnumbered"],
)
def test_a_section_is_quoted_by_its_number_or_its_title(part: Section, expected: str) -> None:
    assert section_label(part, interface("fr")) == expected


def test_the_anchors_are_those_of_the_page() -> None:
    part = section("rights", (5,), "Article 5 –", "Droits", *many_blocks("Catégorie"), paragraph("fin", "own"))
    html = body_html(part, Anchors("rights", NONE))
    found = [passage.anchor for passage in passages(part, interface("fr"), NONE)]
    assert len(found) == len(set(found)) > 8
    assert all(f'id="{anchor}"' in html for anchor in found)
