"""Links to definitions and labels of cells add no word and lose none."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.model import Code, Link, Paragraph, Text, Words
from generator.render import RenderOptions, default_theme, render_site
from generator.render.forms import FormCache
from generator.render.terms_view import BodyMarks, labelled
from generator.source.terms import Forms, Term, TermBase
from tests.unit.render.samples import HERE, TODAY, copied, many_inlines, paragraph, section, text, words

PERSONAL = Term("data", {"fr": Forms(("données personnelles",), ("données",), ("fichier",))}, defined_in="law")
ELSEWHERE = Term("other", {"fr": Forms(("loi",))}, defined_in="nowhere")
UNDEFINED = Term("free", {"fr": Forms(("vos",))})
TERMS = TermBase((PERSONAL, ELSEWHERE, UNDEFINED))
LINK = '<a class="term" href="#law">{}</a>'


def shown(*blocks: Paragraph, terms: TermBase = TERMS, name: str = "general") -> str:
    parts = (section(name, (1,), "Article 1 –", "Un", *blocks), section("law", (2,), "", "Définitions"))
    held: Text = replace(text("fr"), sections=parts if name != "law" else parts[:1])
    return BodyMarks(terms).bodies(held, FormCache().of_text(held))[0]


def test_the_first_use_in_a_section_leads_to_the_definition() -> None:
    html = shown(paragraph("Vos Données personnelles & vos données personnelles."), paragraph("Des données."))
    assert html.count("<a ") == 1
    assert f"Vos {LINK.format('Données personnelles')} &amp; vos" in html


def test_a_term_is_not_linked_where_it_is_defined_or_where_the_text_has_no_definition() -> None:
    assert "<a " not in shown(paragraph("Vos données selon la loi."), name="law")
    assert "<a " not in shown(paragraph("Selon la loi."))


def test_a_word_that_must_not_be_used_leads_nowhere() -> None:
    assert "<a " not in shown(paragraph("Le fichier."))


def test_no_link_stands_in_a_link_nor_in_code() -> None:
    inside = Paragraph(HERE, (Link("https://example.org/", words("vos données")), Words(" "), Code("données")))
    assert shown(inside).count("<a ") == 1
    assert 'class="term"' not in shown(inside)
    assert LINK.format("données") in shown(inside, paragraph("Nos données"))


def test_foreign_words_may_be_linked_and_generated_ones_may_not() -> None:
    terms = TermBase((Term("cookie", {"fr": Forms(("cookies", "article 2"))}, defined_in="law"),))
    html = shown(Paragraph(HERE, many_inlines("article")), terms=terms)
    assert '<span lang="en"><a class="term" href="#law">cookies</a></span>' in html
    assert html.count('class="term"') == 1


def test_without_terms_nothing_is_made_anew() -> None:
    held = text("fr")
    forms = FormCache().of_text(held)
    bodies = BodyMarks().bodies(held, forms)
    assert bodies[0] is forms[0].body


def test_each_body_is_marked_once() -> None:
    marks, held, forms = BodyMarks(TERMS), text("fr"), FormCache()
    assert marks.bodies(held, forms.of_text(held))[3] is marks.bodies(held, forms.of_text(held))[3]


def test_cells_bear_the_heading_of_their_column() -> None:
    table = (
        '<table id="t">\n<thead>\n<tr><th scope="col">A</th><th scope="col">“B” <em>c</em></th></tr>\n</thead>\n'
        '<tbody>\n<tr id="r"><th scope="row">x</th> <td class="right">y</td></tr>\n<tr><td></td> <td>z</td></tr>\n'
        "</tbody>\n</table>"
    )
    made = labelled(table)
    assert '<th scope="row">x</th> <td class="right" data-label="“B” c">y</td>' in made
    assert '<td></td> <td data-label="“B” c">z</td>' in made
    assert re.sub(r' data-label="[^"]*"', "", made) == table


def test_a_site_links_its_terms_and_its_fragments_stand_in_its_pages() -> None:
    term = Term("data", {"fr": Forms(("mots",))}, defined_in="law")
    site = render_site(copied(), RenderOptions(TODAY, (default_theme(),), TermBase((term,))))
    pages = {file.path: file.content.decode() for file in site.files}
    assert LINK.format("mots") in pages["fr/privacy/index.html"]
    for made in site.texts:
        assert all(fragment.body in pages[made.path] for fragment in made.fragments)
