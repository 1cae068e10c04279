"""Both languages side by side: every word of both texts, in order, each row beside what it translates."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from generator.model import Block, Corpus, Item, ItemList, Origin, Section, Text
from generator.proof.page_words import page_words
from generator.render.forms import FormCache
from generator.render.side_by_side_rows import Row, RowCache, SectionRows
from tests.unit.render.samples import HERE, copied, corpus, document, pages, paragraph, render, revision, section, text

SPLIT = Item(HERE, (paragraph("een"),))


def rows_of(first: Text, second: Text) -> tuple[SectionRows, ...]:
    return RowCache().of_texts(first, second, FormCache())


def with_sections(language: str, *sections: Section) -> Text:
    return replace(text(language), sections=sections)


def rows_between(left: tuple[Block, ...], right: tuple[Block, ...]) -> list[tuple[str, str]]:
    one = with_sections("nl", section("law", (1,), "Artikel 1 –", "Recht", *left))
    other = with_sections("fr", section("law", (1,), "Article 1 –", "Droit", *right))
    (made,) = rows_of(one, other)
    return [(bare(row.first), bare(row.second)) for row in made.rows]


def bare(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class Cells(HTMLParser):
    """The inner HTML of the cells of each language, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, list[str]] = {}
        self._language = ""
        self._depth = 0
        self.feed(page.partition('class="policy-text pairs')[2].partition("</main>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if not self._language and own.get("class") == "cell" and own.get("lang"):
            self._language, self._depth = str(own["lang"]), 0
        if self._language:
            self._depth += tag not in {"br", "hr"}
            self._keep(str(self.get_starttag_text()))

    def handle_endtag(self, tag: str) -> None:
        if self._language:
            self._keep(f"</{tag}>")
            self._depth -= 1
            self._language = self._language if self._depth else ""

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def _keep(self, part: str) -> None:
        if self._language:
            self.found.setdefault(self._language, []).append(part)


def words_of_cells(page: str) -> dict[str, tuple[str, ...]]:
    return {language: page_words("".join(parts)).words for language, parts in Cells(page).found.items()}


@pytest.mark.parametrize("site", [copied(), corpus()], ids=["copy", "publisher"])
def test_a_page_holds_all_words_of_both_texts_in_order(site: Corpus) -> None:
    made = pages(site)
    shown = {shown.path: shown for shown in render(site).texts}
    for language, other in (("fr", "nl"), ("nl", "fr")):
        cells = words_of_cells(made[f"{language}/privacy/2023-12-18/{other}/index.html"])
        for name in (language, other):
            text_shown = shown[f"{name}/privacy/2023-12-18/index.html"]
            head = page_words(f"{text_shown.text.title} {text_shown.text.date_line}").words
            body = " ".join(f"{fragment.heading} {fragment.body}" for fragment in text_shown.fragments)
            assert cells[name] == head + page_words(body).words


class TestPairing:
    def test_alike_sections_are_paired_one_by_one(self) -> None:
        assert rows_between((paragraph("een"), paragraph("twee")), (paragraph("un"), paragraph("deux"))) == [
            ("een", "un"),
            ("twee", "deux"),
        ]

    def test_every_item_and_every_row_of_a_table_has_its_own_row(self) -> None:
        table = next(made for made in rows_of(text("nl"), text("fr")) if made.id == "general-table")
        ids = [row.id for row in table.rows]
        assert ids[:4] == [
            "categories-list-no-account",
            "categories-list-2",
            "general-table-l2-1",
            "general-table-t1",
        ]
        assert bare(table.rows[3].second) == "Activité Exemple Contexte"
        assert bare(table.rows[4].first) == "Categorie 1: visite adresse IP"
        assert 'data-label="Exemple"' in table.rows[4].second
        assert 'data-label="Contexte"' not in table.rows[4].second  # nothing stands in that cell

    def test_an_id_finds_its_partner_whatever_stands_between(self) -> None:
        left = (paragraph("een", "clause"), paragraph("twee"), paragraph("drie"))
        right = (paragraph("zéro"), paragraph("un", "clause"))
        assert ("een", "un") in rows_between(left, right)

    def test_what_has_no_partner_stands_alone_and_no_words_are_lost(self) -> None:
        left = (paragraph("1 januari 2024"), paragraph("vijf jaar"), ItemList(HERE, (SPLIT, SPLIT)))
        right = (paragraph("le 1 janvier 2024"),)
        rows = rows_between(left, right)
        assert rows[0] == ("1 januari 2024", "le 1 janvier 2024")
        assert rows[1:] == [("vijf jaar", ""), ("een", ""), ("een", "")]

    def test_a_part_of_the_second_text_alone_takes_no_anchor_of_the_first(self) -> None:
        one = with_sections("nl", section("law", (1,), "", "Recht", paragraph("een", "x")))
        other = with_sections("fr", section("law", (1,), "", "Droit", paragraph("un"), paragraph("deux", "x")))
        (made,) = rows_of(one, other)
        assert made.rows == (
            Row("law-p1--fr", "", "<p>un</p>\n"),
            Row("x", "<p>een</p>\n", "<p>deux</p>\n"),
        )

    def test_a_section_of_the_second_text_alone_stands_after_its_predecessor(self) -> None:
        law, rights = (section(name, (1,), "", name, paragraph(name)) for name in ("law", "rights"))
        first = with_sections("nl", law, section("end", (2,), "", "einde"))
        second = with_sections("fr", section("start", (), "", "début"), law, rights)
        assert [made.id for made in rows_of(first, second)] == ["start", "law", "rights", "end"]

    def test_sections_that_revisions_share_are_paired_once(self) -> None:
        cache, forms = RowCache(), FormCache()
        first, second = text("nl"), text("fr")
        assert cache.of_texts(first, second, forms)[1].rows is cache.of_texts(first, second, forms)[1].rows


class TestPage:
    def test_the_prevailing_language_comes_first_in_both_pages(self) -> None:
        made = pages(corpus(document(revision(texts=(text("nl"), text("fr"))))))
        for path in ("fr/privacy/2023-12-18/nl/index.html", "nl/privacy/2023-12-18/fr/index.html"):
            head = made[path].partition("columns-head")[2].partition("policy-text")[0]
            assert head.index('hreflang="nl"') < head.index('hreflang="fr"')
            assert head.count('class="cell prevailing"') == 1
        assert "(version qui l&#39;emporte)" in made["fr/privacy/2023-12-18/nl/index.html"]

    def test_an_unofficial_text_claims_no_precedence(self) -> None:
        page = pages(copied())["nl/privacy/2023-12-18/fr/index.html"]
        assert "(onofficieel, niet de versie die voorrang heeft)" in page
        assert "(officiële tekst)" in page

    def test_cells_have_their_language_and_rows_a_permalink(self) -> None:
        page = pages(copied())["nl/privacy/2023-12-18/fr/index.html"]
        assert page.count('class="cell" lang="nl" dir="ltr"') == page.count('class="cell" lang="fr" dir="ltr"') > 10
        assert '<a class="row-link" href="#prevailing-clause" aria-label="# artikel 2, eerste lid">#</a>' in page

    def test_a_missing_section_is_told_in_words(self) -> None:
        short = replace(text("fr"), sections=tuple(part for part in text("fr").sections if part.id != "law"))
        page = pages(corpus(document(revision(texts=(text("nl"), short)))))["fr/privacy/2023-12-18/nl/index.html"]
        law = page.partition('<section id="law"')[2]
        assert "Elle n&#39;est pas disponible en français." in law
        assert law.count('class="gap"') == 1
        assert "Clause." in law

    def test_a_missing_part_is_told_in_words(self) -> None:
        longer = replace(text("nl"), sections=_with_more(text("nl")))
        page = pages(corpus(document(revision(texts=(longer, text("fr"))))))["fr/privacy/2023-12-18/nl/index.html"]
        assert page.count("Rien n&#39;y correspond ici.") == 1

    def test_drafts_have_the_page_where_they_are_public_and_are_not_listed(self) -> None:
        made = pages(copied())
        page = made["fr/privacy/draft/nl/index.html"]
        assert '<meta name="robots" content="noindex">' in page
        assert "(projet, non publié)" in page
        assert not [path for path in pages(corpus()) if "draft" in path]

    def test_a_revision_in_one_language_has_none(self) -> None:
        made = pages(corpus(document(revision(texts=(text("fr", Origin.OFFICIAL),)))))
        assert not [path for path in made if re.search(r"2023-12-18/(fr|nl)/", path)]


def _with_more(long: Text) -> tuple[Section, ...]:
    return tuple(
        replace(part, blocks=(*part.blocks, paragraph("Nog iets heel anders."))) if part.id == "law" else part
        for part in long.sections
    )
