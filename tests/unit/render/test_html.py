from __future__ import annotations

import re

import pytest

from generator.model import Code, Foreign, Item, ItemList, Link, Paragraph, Quote, RecordView, Reference, Words
from generator.render.anchors import Anchors
from generator.render.forms import FormCache, make_forms
from generator.render.html import body_html, heading_html, inlines_html, title_html
from tests.unit.render.samples import HERE, many_blocks, many_inlines, paragraph, section, text, words

NOTHING: frozenset[str] = frozenset()


def body(*blocks: object, title: str = "Titre") -> str:
    made = section("law", (1,), "Article 1 –", title, *blocks)  # type: ignore[arg-type]
    return body_html(made, Anchors("law", NOTHING))


class TestInlines:
    def test_characters_are_escaped(self) -> None:
        assert inlines_html(words("a < b & c > d")) == "a &lt; b &amp; c &gt; d"
        assert inlines_html((Code("<x>"),)) == "<code>&lt;x&gt;</code>"

    def test_every_kind(self) -> None:
        assert inlines_html(many_inlines("article")) == (
            'Voir <a class="reference" href="#law"><span class="label" data-generated>article 2</span></a> '
            '<strong>ici</strong>, <a href="https://example.org/?a=1&amp;b=2" title="Une &quot;page&quot;">la page</a>'
            ', <span lang="en">cookies</span> et <code>x</code><em>.</em>'
        )

    def test_an_address_cannot_leave_its_attribute(self) -> None:
        assert inlines_html((Link('https://x/"onclick="y', words("z")),)) == (
            '<a href="https://x/&quot;onclick=&quot;y">z</a>'
        )


class TestHeading:
    def test_the_number_is_marked_as_generated(self) -> None:
        heading = heading_html(section("law", (1,), "Article 1 –", "Droit"))
        assert heading == '<span class="number" data-generated>Article 1 –</span> Droit'

    def test_an_untitled_section_has_none(self) -> None:
        assert heading_html(section("law", (1, 1), "1.1.", "")) == ""

    def test_the_table_of_contents_has_no_links_and_no_colon(self) -> None:
        made = section("law", (1,), "1.", "")
        titled = type(made)(
            made.id,
            made.level,
            made.number,
            made.label,
            (Link("https://x", words("A")), Reference("b", " art. 2"), Foreign("en", words(" c")), Words(":")),
            (),
            made.location,
            "",
        )
        assert title_html(titled) == '1. A art. 2<span lang="en"> c</span>'


class TestBody:
    def test_the_number_of_an_untitled_clause_runs_in(self) -> None:
        assert body(paragraph("Mots."), title="") == (
            '<p id="law-p1"><span class="number" data-generated>Article 1 –</span> Mots.</p>\n'
        )

    def test_the_number_stands_alone_before_a_list(self) -> None:
        made = body(ItemList(HERE, (Item(HERE, (paragraph("a"),)),)), title="")
        assert made.startswith('<p><span class="number" data-generated>Article 1 –</span></p>\n<ul id="law-l1">')

    def test_every_kind_of_block(self) -> None:
        made = body(*many_blocks("Catégorie"))
        assert (
            '<li id="categories-list-no-account"><span class="label" data-generated>Catégorie 1:</span> l\'adresse'
            in made
        )
        assert '<ol id="law-l2" start="3">' in made
        assert '<th scope="col" class="right">Exemple</th>' in made
        assert '<tr id="categories-table-no-account"><th scope="row" class="left"><span class="label"' in made
        assert '<blockquote id="law-q1">\n<p id="law-q1-p1">Cité.</p>\n</blockquote>' in made
        assert '<pre id="law-c1"><code>a &lt; b\n</code></pre>' in made
        assert '<p id="law-p1" class="address">Exemple SA<br>\n1000 Bruxelles</p>' in made

    def test_a_table_is_named_by_its_section(self) -> None:
        blocks = many_blocks("C")
        assert 'role="region" tabindex="0" aria-labelledby="law--title"' in body(*blocks)
        assert 'aria-labelledby="law"' in body(*blocks, title="")

    def test_a_view_that_was_not_resolved_is_a_bug(self) -> None:
        with pytest.raises(TypeError, match="wasn't resolved"):
            body(RecordView(HERE, "categories", "list", "x"))


class TestAnchors:
    def test_a_blocks_own_id_is_its_anchor_and_is_counted(self) -> None:
        assert re.findall(r'id="([^"]+)"', body(paragraph("a"), paragraph("b", "own"), paragraph("c"))) == [
            "law-p1",
            "own",
            "law-p3",
        ]

    def test_items_and_their_blocks_are_counted_inside_their_list(self) -> None:
        item = Item(HERE, (paragraph("a"), ItemList(HERE, (Item(HERE, (paragraph("b"),)),))))
        assert re.findall(r'id="([^"]+)"', body(ItemList(HERE, (item,)))) == [
            "law-l1",
            "law-l1-1",
            "law-l1-1-p1",
            "law-l1-1-l1",
            "law-l1-1-l1-1",
        ]

    def test_a_generated_anchor_gives_way_to_an_id_elsewhere_in_the_text(self) -> None:
        first = section("law", (1,), "1", "A", paragraph("x"))
        second = section("other", (2,), "2", "B", Quote(HERE, (paragraph("y", "law-p1"),)))
        held = text("fr")
        made = FormCache().of_text(type(held)("fr", held.origin, "T", "", (first, second), held.wording, "", "", ""))
        assert [re.findall(r'id="([^"]+)"', form.body) for form in made] == [["law-p1x"], ["other-q1", "law-p1"]]

    def test_html_and_json_name_the_same_places(self) -> None:
        made = make_forms(section("law", (1,), "1", "A", *many_blocks("C"), paragraph("x", "own")), NOTHING)
        in_json = re.findall(r'"anchor":"([^"]+)"', made.json)
        assert in_json == re.findall(r' id="([^"]+)"', made.body)


class TestCache:
    def test_a_section_shared_by_two_texts_is_made_once(self) -> None:
        held = text("fr")
        again = type(held)("fr", held.origin, "Other", "", held.sections, held.wording, "", "", "")
        cache = FormCache()
        assert all(a is b for a, b in zip(cache.of_text(held), cache.of_text(again), strict=True))

    def test_a_renumbered_section_is_made_anew(self) -> None:
        cache = FormCache()
        blocks = (paragraph("x"),)
        texts = [
            type(held)(
                "fr", held.origin, "T", "", (section("a", (n,), f"{n}.", "A", *blocks),), held.wording, "", "", ""
            )
            for n, held in ((1, text("fr")), (2, text("fr")))
        ]
        assert [cache.of_text(made)[0].heading for made in texts] == [
            '<span class="number" data-generated>1.</span> A',
            '<span class="number" data-generated>2.</span> A',
        ]


def test_an_address_paragraph_keeps_its_lines() -> None:
    made = body(Paragraph(HERE, words("x"), "a", address=True))
    assert made == '<p id="a" class="address">x</p>\n'
