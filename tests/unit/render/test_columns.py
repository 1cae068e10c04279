"""The redline in two columns: the left cells are the old text, the right ones the new, and each change is marked."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.compare import compare_revisions
from generator.compare.changeset import Changeset
from generator.model import Block, Link, Paragraph, Section
from generator.render.redline_article import columns_article
from generator.source.corpus import load_site
from tests.unit.render.changed import OLD, between, changed_pages
from tests.unit.render.samples import HERE as PLACE
from tests.unit.render.samples import paragraph, words
from tests.unit.render.test_redlines import CASES, STYLE

ROOT = Path(__file__).parents[3]

INLINE = {"a", "code", "em", "span", "strong", "ins", "del"}
VOID = {"br", "hr"}


class Columns(HTMLParser):
    """The words of both columns; what stands in neither of them, but is no note, counts for both."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.words: dict[str, list[str]] = {"old": [], "new": []}
        self.marked: dict[str, set[str]] = {"old": set(), "new": set()}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        classes = str(held.get("class") or "").split()
        side = next((name for name in ("old", "new") if "cell" in classes and name in classes), "")
        if tag not in INLINE:
            self._keep(" ")
        if tag in {"ins", "del"}:
            for name in self._sides():
                self.marked[name].add(tag)
        if tag not in VOID:
            self.stack.append("note" if "data-note" in held else side)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def _keep(self, data: str) -> None:
        for name in () if "note" in self.stack else self._sides():
            self.words[name].append(data)

    def _sides(self) -> tuple[str, ...]:
        return tuple(name for name in self.stack if name in self.words) or ("old", "new")

    def side(self, name: str) -> list[str]:
        return "".join(self.words[name]).split()


def columns(changeset: Changeset) -> Columns:
    return Columns(columns_article(changeset, STYLE))


@pytest.mark.parametrize("case", CASES)
class TestNoWordIsLost:
    def test_the_left_cells_are_the_old_text_and_the_right_ones_the_new(self, case: str) -> None:
        changeset = between(*CASES[case])
        found = columns(changeset)
        assert found.side("old") == changeset.old_text.split()
        assert found.side("new") == changeset.new_text.split()

    def test_only_what_went_is_marked_on_the_left_and_only_what_came_on_the_right(self, case: str) -> None:
        marked = columns(between(*CASES[case])).marked
        assert marked["old"] <= {"del"}
        assert marked["new"] <= {"ins"}

    def test_ids_stand_once_and_inner_links_lead_to_them(self, case: str) -> None:
        html = columns_article(between(*CASES[case]), STYLE)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)

    def test_every_change_has_its_place(self, case: str) -> None:
        changeset = between(*CASES[case])
        html = columns_article(changeset, STYLE)
        assert [change.id for change in changeset.changes if f' id="{change.id}"' not in html] == []


HERE = "fr/privacy/changes/2023-12-18..2025-01-01/columns/"


def replace_blocks(section: Section, *blocks: Block) -> Section:
    return replace(section, blocks=blocks)


def page() -> str:
    return changed_pages()[f"{HERE}index.html"]


def row_of(html: str, words: str) -> str:
    """Return the row that holds some words first."""
    return next(row for row in html.split('<div class="pair-row')[1:] if words in row)


def cell(row: str, side: str) -> str:
    return row.partition(f'<div class="cell {side}')[2].partition('<div class="cell ')[0]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_declaration_is_whole_on_both_sides(language: str) -> None:
    (document,) = load_site(ROOT).corpus.documents
    assert document.draft
    changeset = compare_revisions(document.revisions[-1], document.draft).texts[language]
    found = columns(changeset)
    assert found.side("old") == changeset.old_text.split()
    assert found.side("new") == changeset.new_text.split()


class TestRows:
    def test_what_stayed_stands_in_both_cells_and_is_heard_once(self) -> None:
        row = row_of(page(), "Une autre phrase qui reste")
        assert row.startswith(' same">')
        assert row.count("Une autre phrase qui reste à sa place dans ce texte.") == 2
        assert '<div class="cell old" aria-hidden="true">' in row

    def test_what_is_heard_once_can_be_reached_once(self) -> None:
        linked = replace_blocks(OLD[0], Paragraph(PLACE, (Link("https://a.example/", words("ici")),)), paragraph("a b"))
        html = columns_article(between((linked,), (replace_blocks(OLD[0], linked.blocks[0], paragraph("a c")),)), STYLE)
        row = row_of(html, ">ici<")
        assert row.count("ici") == 2
        assert row.count("<a ") == 1
        assert "<a " in cell(row, "new")

    def test_a_change_is_named_by_its_sides_and_heard(self) -> None:
        row = row_of(page(), "mois après la commande")
        assert '<p class="side-name" data-note>Ancienne version</p>' in cell(row, "old")
        assert '<p class="side-name" data-note>Nouvelle version</p>' in cell(row, "new")
        assert '<del><span class="visually-hidden" data-note>supprimé\u00a0: </span>24' in cell(row, "old")
        assert '<ins><span class="visually-hidden" data-note>ajouté\u00a0: </span>36' in cell(row, "new")

    def test_a_side_that_holds_nothing_says_so_by_its_look(self) -> None:
        row = row_of(page(), "Une partie toute nouvelle arrive.")
        assert '<div class="cell old none"></div>' in row

    def test_a_moved_paragraph_leads_to_its_other_place_and_shows_what_it_lost(self) -> None:
        away, here = row_of(page(), "déplacé vers"), row_of(page(), "déplacé depuis")
        assert '<div class="cell new none"></div>' in away
        assert "finalité" in away.partition("<del>")[2].partition("</del>")[0]
        assert "raison" in here.partition("<ins>")[2].partition("</ins>")[0]
        target = re.search(r'href="#([^"]+)">déplacé vers', away)
        assert target
        assert f'id="{target.group(1)}"' in here

    def test_a_row_of_a_table_names_its_columns(self) -> None:
        row = row_of(page(), "les photos envoyées")
        assert '<p class="row-name">les photos envoyées</p>' in cell(row, "old")
        assert '<p data-label="Durée">' in cell(row, "new")
        assert 'data-label="Base"' in cell(row, "new")
        assert 'data-label="Base"' not in cell(row, "old")
        assert "<table" not in page()

    def test_a_list_keeps_its_numbers_on_each_side(self) -> None:
        row = row_of(page(), "deuxième point de la liste")
        assert '<ol start="3">' in cell(row, "old")
        assert '<ol start="4">' in cell(row, "new")

    def test_a_paragraph_that_was_split_is_one_on_the_left(self) -> None:
        row = row_of(columns_article(between(*CASES["split"]), STYLE), "La seconde phrase")
        assert cell(row, "old").count("<p>") == 1
        assert cell(row, "new").count("<p>") == 2
        assert "Un paragraphe a été divisé en plusieurs." in cell(row, "new")

    def test_typography_alone_is_quiet(self) -> None:
        row = row_of(page(), "entreprise")
        assert row.startswith(' changed quiet"')
        assert '<del class="light">' in cell(row, "old")
        assert "hidden" not in cell(row, "old").replace("visually-hidden", "")

    def test_sections_that_stayed_are_folded_and_stand_once(self) -> None:
        assert page().count("Ceci reste.") == 1


class TestViews:
    @pytest.mark.parametrize("view", ["", "columns/", "nl/"])
    def test_each_view_leads_to_the_others_and_says_which_one_it_is(self, view: str) -> None:
        shown = changed_pages()[f"{HERE.removesuffix('columns/')}{view}index.html"]
        nav = shown.partition('<nav class="views"')[2].partition("</nav>")[0]
        links = re.findall(r'<a href="([^"]+)"( aria-current="page")?>', nav)
        assert [posixpath.normpath(posixpath.join(view, href)) for href, _ in links] == [".", "columns", "nl"]
        assert [bool(current) for _, current in links] == [name == view for name in ("", "columns/", "nl/")]

    def test_search_engines_are_led_to_the_one_text(self) -> None:
        assert f'<link rel="canonical" href="https://policies.example/{HERE.removesuffix("columns/")}">' in page()
        assert "columns/" not in changed_pages()["sitemap.xml"]

    def test_a_language_that_is_not_compared_leads_to_its_changes(self) -> None:
        assert '<a href="../../../../../nl/privacy/changes/2023-12-18..2025-01-01/columns/"' in page()

    def test_the_buttons_for_changes_know_their_words(self) -> None:
        assert 'data-next="Modification suivante"' in page()
        assert 'assets/redline.js" defer>' in page()
