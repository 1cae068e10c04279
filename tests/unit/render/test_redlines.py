"""Redlines: no word is lost on either side, and every kind of change is marked, placed and named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from generator.compare.changeset import (
    Change,
    Changeset,
    Kind,
    Nature,
    Op,
    Redline,
    RedlineBlock,
    RedlineParagraph,
    RedlineSection,
    Run,
    SectionChange,
    SectionStatus,
    Span,
    Status,
)
from generator.model import Divider, Emphasis, Foreign, Link, Reference, Section, Words
from generator.render import default_theme
from generator.render.change_list import change_list, excerpt, weighty
from generator.render.formats import load_interface
from generator.render.redline_article import affected_sections, changed_sections, redline_article
from generator.render.redline_runs import SHOWN_MARKS, RedlineCache, Style, hidden_marks, targets
from tests.unit.render.changed import (
    LONG,
    NEW,
    NIEUW,
    OLD,
    Sides,
    article,
    between,
    changed_pages,
    items,
    table,
)
from tests.unit.render.samples import paragraph, words

FRENCH = load_interface("fr", (default_theme(),))
STYLE = Style(FRENCH, hidden_marks(FRENCH), "../old/", "../new/")
PAGE = "fr/privacy/changes/2023-12-18..2025-01-01/index.html"

SPLIT = (
    "La première phrase de ce paragraphe est assez longue pour être reconnue. "
    "La seconde phrase de ce paragraphe est tout aussi longue que la première."
)
CASES: dict[str, tuple[tuple[Section, ...], tuple[Section, ...]]] = {
    "everything": (OLD, NEW),
    "backwards": (NEW, OLD),
    "nothing": (OLD, OLD),
    "all gone": (OLD, OLD[:1]),
    "split": (
        (article("a", 1, "Un", paragraph(SPLIT)),),
        (article("a", 1, "Un", *(paragraph(part) for part in SPLIT.split(". ", 1))),),
    ),
    "section moved": (
        (OLD[1], OLD[5], article("x", 3, "Trois", paragraph("Une partie qui voyage loin."), paragraph(LONG))),
        (article("x", 1, "Trois", paragraph("Une partie qui voyage loin."), paragraph(LONG)), OLD[1], OLD[5]),
    ),
    "table moved": (
        (article("a", 1, "Un", table(("A", "B"), ("un grand mot", "deux")), paragraph(LONG)), OLD[1], OLD[2]),
        (
            article("a", 1, "Un", paragraph(LONG)),
            OLD[1],
            OLD[2],
            article("b", 4, "B", table(("A", "B"), ("un grand mot", "deux"))),
        ),
    ),
    "list kind": (
        (article("a", 1, "Un", items("premier point", "second point")),),
        (article("a", 1, "Un", items("premier point", "second point", ordered=True)),),
    ),
    "divider": (
        (article("a", 1, "Un", paragraph(LONG)),),
        (article("a", 1, "Un", paragraph(LONG), Divider(OLD[0].blocks[0].place)),),
    ),
    "table gone": (
        (article("a", 1, "Un", table(("A", "B"), ("c", "d"))),),
        (article("a", 1, "Un", paragraph("Rien.")),),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_page_that_shares_what_others_wrote_is_the_same(case: str) -> None:
    changeset = between(*CASES[case])
    alone = redline_article(changeset, STYLE)
    other = replace(STYLE, old_page="../../a&b/", new_page="../../new/", prefix="fr--", cache=RedlineCache())
    expected = redline_article(changeset, other)
    shared = replace(other, cache=STYLE.cache)
    assert redline_article(changeset, shared) == expected
    assert redline_article(changeset, STYLE) == alone


def article_of(page: str) -> str:
    return page.partition('<div class="policy-text redline">')[2].partition("</div>\n</div>\n<section")[0]


@pytest.mark.parametrize("case", CASES)
class TestNoWordIsLost:
    def test_without_deletions_a_redline_is_the_new_text(self, case: str) -> None:
        changeset = between(*CASES[case])
        sides = Sides(redline_article(changeset, STYLE))
        assert Sides.words(sides.new) == changeset.new_text.split()

    def test_without_insertions_it_is_the_old_text(self, case: str) -> None:
        changeset = between(*CASES[case])
        sides = Sides(redline_article(changeset, STYLE))
        assert Sides.words(sides.old) == changeset.old_text.split()

    def test_ids_stand_once_and_inner_links_lead_to_them(self, case: str) -> None:
        html = redline_article(between(*CASES[case]), STYLE)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)

    def test_every_change_has_its_place(self, case: str) -> None:
        changeset = between(*CASES[case])
        html = redline_article(changeset, STYLE)
        assert [change.id for change in changeset.changes if f' id="{change.id}"' not in html] == []

    def test_the_mirrored_redline_has_the_same_words(self, case: str) -> None:
        old, new = CASES[case]
        html = changed_sections(between(new, old), replace(STYLE, marks=SHOWN_MARKS, bare=True))
        assert ' id="' not in html
        assert "<details" not in html


class TestBuiltPage:
    def test_it_holds_both_texts(self) -> None:
        page = changed_pages()[PAGE]
        changeset = between(OLD, NEW)
        sides = Sides(article_of(page))
        assert Sides.words(sides.new) == changeset.new_text.split()
        assert Sides.words(sides.old) == changeset.old_text.split()

    def test_changes_are_heard_as_well_as_seen(self) -> None:
        page = article_of(changed_pages()[PAGE])
        assert re.search(r'<del><span class="visually-hidden" data-note>supprimé\u00a0: </span>24', page)
        assert re.search(r'<ins><span class="visually-hidden" data-note>ajouté\u00a0: </span>36', page)
        assert "fin de la suppression" in page
        dutch = changed_pages()["nl/privacy/changes/2023-12-18..2025-01-01/index.html"]
        assert "toegevoegd: " in dutch

    def test_each_change_leads_to_the_next_and_back(self) -> None:
        page = changed_pages()[PAGE]
        first = re.search(r'<a href="#([^"]+)">Première modification</a>', page)
        assert first
        here, seen = first.group(1), []
        while here and here not in seen:
            seen.append(here)
            following = re.search(
                rf' id="{here}"(?:(?! id=").)*?<a href="#([^"]+)" aria-label="Modification suivante"', page, re.DOTALL
            )
            here = following.group(1) if following else ""
        assert len(seen) > 5

    def test_moves_lead_both_ways(self) -> None:
        page = article_of(changed_pages()[PAGE])
        away = re.search(r'<a href="#(arrival-\d+-new-1)">déplacé vers\u00a0: Article 6 – Nouveau</a>', page)
        here = re.search(r'<a href="#(arrival-\d+-old-1)">déplacé depuis\u00a0: Article 5 – Départ</a>', page)
        assert away
        assert here
        assert f'id="{away.group(1)}"' in page
        assert f'id="{here.group(1)}"' in page

    def test_a_renumbering_alone_is_one_quiet_line(self) -> None:
        page = article_of(changed_pages()[PAGE])
        assert (
            "« Article 9 – Droit » devient « Article 10 – Droit », texte inchangé".replace("« ", "«\u00a0").replace(
                " »", "\u00a0»"
            )
            in page
        )

    def test_typography_is_folded_and_counted(self) -> None:
        page = article_of(changed_pages()[PAGE])
        assert "2 modifications de pure typographie" in page
        assert '<del class="light" hidden>' in page
        assert "Article 3 – Signes (typographie\u00a0: 1)" in page

    def test_links_and_formatting_are_folded_notes(self) -> None:
        page = article_of(changed_pages()[PAGE])
        assert "Lien modifié\u00a0: la page" in page
        assert "<code>https://one.example/</code>" in page
        assert "<code>https://two.example/?a=1&amp;b=2</code>" in page
        assert "Mise en forme modifiée\u00a0: important" in page

    def test_columns_rows_and_cells_are_marked(self) -> None:
        page = article_of(changed_pages()[PAGE])
        assert re.search(r'<th scope="col" class="inserted"><ins>.*?Base', page)
        assert "ligne ajoutée" in page
        assert "ligne supprimée" in page
        assert '<tr id="tables-' in page
        assert "tableau ajouté" in page
        assert "colonne de tableau, ajout\u00a0: Base" in page

    def test_unchanged_sections_are_folded_together(self) -> None:
        page = article_of(changed_pages()[PAGE])
        start = page.index('<details class="sections unchanged">')
        assert "Sans changement\u00a0: de" in page[start : start + 200]
        assert page.index("Ceci reste.") > start

    def test_references_lead_into_the_text_that_they_stand_in(self) -> None:
        page = article_of(changed_pages()[PAGE])
        assert '<a href="../../2025-01-01/#law">' in page

    def test_the_table_of_sections_counts(self) -> None:
        page = changed_pages()[PAGE]
        assert re.search(
            r'<th scope="row"><a href="#value">Article 2 – Durée</a></th><td data-label="Opération">reformulation<br>'
            r'<strong class="mark">'
            r'Modifié différemment selon la langue\u00a0: .*?</strong></td><td data-label="Nature">obligation</td>',
            page,
        )
        assert '<a href="#typography">Article 3 – Signes</a> <span class="aside">typographie</span>' in page

    def test_the_plain_list_tells_before_and_after(self) -> None:
        listed = changed_pages()[PAGE].partition('id="page--list"')[2]
        assert "<dt>Avant</dt><dd>Les photos <del>sont</del> gardées <del>24</del> mois" in listed
        assert "<dt>Après</dt><dd>Les photos <ins>ne sont pas</ins> gardées <ins>36</ins> mois" in listed
        assert "<li>valeur" in listed

    def test_nothing_is_lost_in_the_twin(self) -> None:
        twin = json.loads(changed_pages()[PAGE.replace(".html", ".json")])
        changeset = between(OLD, NEW)
        assert "".join(text for op, text in twin["flat"] if op != "delete") == changeset.new_text
        assert "".join(text for op, text in twin["flat"] if op != "insert") == changeset.old_text
        assert [change["id"] for change in twin["changes"]] == [change.id for change in changeset.changes]
        assert twin["assessment"] == "calculated automatically, without legal assessment"
        assert twin["nature"] == "scope"
        assert twin["words"] == {"out": changeset.words_out, "in": changeset.words_in}
        assert ".md" not in json.dumps(twin)

    def test_facts_are_sentences(self) -> None:
        page = unescape(changed_pages()[PAGE])
        assert "<li>Sans compte\u00a0: conservation de 24\u00a0mois à 36\u00a0mois</li>" in page
        assert "<li>Sans compte\u00a0: destinataires, suppression\u00a0: partenaires</li>" in page
        dutch = unescape(changed_pages()["nl/privacy/changes/2023-12-18..2025-01-01/index.html"])
        assert "<li>Sans compte: bewaring van 24 maanden naar 36 maanden</li>" in dutch

    def test_the_nature_is_calculated_and_says_so(self) -> None:
        page = changed_pages()[PAGE]
        assert re.search(
            r"<dd>portée <span[^>]*>\(calculée automatiquement, sans appréciation juridique\)</span></dd>", page
        )
        assert "Durée; portée &amp; suites." in page


def change(name: str, kind: Kind, nature: Nature, *spans: Span) -> Change:
    return Change(name, kind, nature, "a", None, None, spans, 0, 0)


def by_hand(status: Status, blocks: tuple[RedlineBlock, ...], *changes: Change, section: str = "a") -> Changeset:
    counts = {nature: sum(c.nature is nature for c in changes) for nature in {c.nature for c in changes}}
    known = SectionChange(
        section, SectionStatus.REWORDED, "A", "A", section, len(changes), 0, 0, max(counts, default=None), counts
    )
    node = RedlineSection(section, status, "article", (Run(Op.EQUAL, words("A")),), blocks)
    return Changeset("fr", changes, (known,), Redline((), (), (node,)), (), "", "")


class TestSpecialCases:
    def test_a_change_with_the_id_of_a_section_keeps_it(self) -> None:
        edited = change("a", Kind.REPLACE, Nature.WORDING)
        block = RedlineParagraph(Status.CHANGED, (Run(Op.INSERT, words("b"), Nature.WORDING),), "a")
        html = redline_article(by_hand(Status.CHANGED, (block,), edited), STYLE)
        assert '<p id="a"' in html
        assert '<section id="a--section" class="part' in html

    def test_a_change_without_a_node_stands_at_the_head_of_its_section(self) -> None:
        html = redline_article(by_hand(Status.CHANGED, (), change("a-1", Kind.COLUMN, Nature.STRUCTURE)), STYLE)
        assert '<p class="note" id="a-1" data-note>structure' in html

    def test_a_section_that_only_lost_words_to_another_is_affected(self) -> None:
        block = RedlineParagraph(Status.MOVED_AWAY, (Run(Op.DELETE, words("b")),), "z-1", "z-1-old-1", "z-1-new-1")
        changeset = by_hand(Status.CHANGED, (block,))
        assert [section.id for section in affected_sections(changeset)] == ["a"]
        html = redline_article(changeset, STYLE)
        assert "<details" not in html
        assert "déplacé vers un autre endroit" in html

    def test_words_that_came_from_nowhere_known(self) -> None:
        block = RedlineParagraph(Status.MOVED_HERE, (Run(Op.EQUAL, words("b")),), "z-1", "z-1-new-1", "z-1-old-1")
        html = redline_article(by_hand(Status.CHANGED, (block,)), STYLE)
        assert "déplacé depuis un autre endroit" in html
        assert Sides.words(Sides(html).old) == ["A"]

    def test_light_changes_only_fold_the_section(self) -> None:
        block = RedlineParagraph(Status.CHANGED, (Run(Op.EQUAL, words("b")),), "a-1")
        html = redline_article(by_hand(Status.CHANGED, (block,), change("a-1", Kind.FORMAT, Nature.FORMATTING)), STYLE)
        assert '<details class="sections quiet">' in html
        assert 'id="a-1"' in html

    def test_a_link_on_spaces_is_none(self) -> None:
        runs = (Run(Op.EQUAL, (Link("https://one.example/", (Words(" "),)), Reference("law", " "))),)
        html = redline_article(by_hand(Status.CHANGED, (RedlineParagraph(Status.EQUAL, runs),)), STYLE)
        assert "<a" not in html.replace("<article", "")

    def test_links_inside_other_inlines_are_found(self) -> None:
        inner = (Link("https://one.example/", (Reference("law", "1"),)),)
        assert [*targets((Emphasis((Foreign("en", inner),)), Words("b")))] == ["https://one.example/", "#law"]
        html = redline_article(
            by_hand(Status.CHANGED, (RedlineParagraph(Status.EQUAL, (Run(Op.EQUAL, (Emphasis(inner),)),)),)), STYLE
        )
        assert '<em><a href="https://one.example/">' in html

    def test_a_removed_link_shows_the_words(self) -> None:
        run = Run(Op.EQUAL, words("b"), Nature.LINK, (Link("https://one.example/", words("b")),))
        edited = change("a-1", Kind.LINK, Nature.LINK)
        html = redline_article(
            by_hand(Status.CHANGED, (RedlineParagraph(Status.CHANGED, (run,), "a-1"),), edited), STYLE
        )
        assert "<dd><code>https://one.example/</code></dd>" in html
        assert "<dd>b</dd>" in html


class TestChangeList:
    def test_long_surroundings_are_shortened(self) -> None:
        around = "mot " * 60
        spans = (
            Span(Op.EQUAL, around),
            Span(Op.DELETE, "a"),
            Span(Op.EQUAL, around),
            Span(Op.INSERT, "b"),
            Span(Op.EQUAL, around),
        )
        shown = excerpt(spans, Op.INSERT)
        assert shown.startswith("… ")
        assert shown.endswith(" …")
        assert "<del>a</del>" in shown
        assert "<ins>" not in shown
        assert len(shown) < 500

    def test_a_side_without_words_is_empty(self) -> None:
        assert excerpt((Span(Op.INSERT, "b"),), Op.INSERT) == ""

    def test_unchanged_words_alone_are_cut(self) -> None:
        assert excerpt((Span(Op.EQUAL, "mot " * 80),), Op.INSERT).endswith(" …")

    def test_typography_in_a_weighty_change_is_told_as_unchanged(self) -> None:
        spans = (Span(Op.EQUAL, "a "), Span(Op.DELETE, "l'an"), Span(Op.INSERT, "l\u2019an"), Span(Op.DELETE, " "),
                 Span(Op.EQUAL, "b"), Span(Op.INSERT, "\u00a0"), Span(Op.EQUAL, "c"), Span(Op.INSERT, "d"))  # fmt: skip
        assert weighty(spans) == (Span(Op.EQUAL, "a l\u2019anb\u00a0c"), Span(Op.INSERT, "d"))

    def test_a_pure_move_is_quoted_once(self) -> None:
        moved = change("a-1", Kind.MOVE, Nature.STRUCTURE, Span(Op.EQUAL, "b"))
        [section] = change_list(by_hand(Status.CHANGED, (), moved), FRENCH)
        assert (section.changes[0].before, section.changes[0].after) == ("b", "")

    def test_the_title_has_its_place(self) -> None:
        titled = replace(change("title-1", Kind.REPLACE, Nature.WORDING, Span(Op.INSERT, "b")), section="")
        [section] = change_list(by_hand(Status.EQUAL, (), titled), FRENCH)
        assert section.name == "Titre et date"

    def test_what_did_not_change_is_not_listed(self) -> None:
        assert change_list(between(OLD, OLD), FRENCH) == ()
        assert change_list(between(OLD, NIEUW), FRENCH)
