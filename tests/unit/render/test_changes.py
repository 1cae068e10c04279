"""The pages of changes: what is listed, what leads where, and what must not be there."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from posixpath import join, normpath
from types import MappingProxyType

import pytest

from generator.compare.bilingual import Divergence, DivergenceKind
from generator.compare.changeset import Nature, SectionChange, SectionStatus
from generator.model import Authority, Corpus, Origin
from generator.render import default_theme
from generator.render.change_words import divergence_words, section_status, short
from generator.render.formats import load_interface
from generator.render.history_pages import detached
from tests.unit.render.changed import (
    NEW,
    NIEUW,
    OLD,
    article,
    change_pages,
    changed_pages,
    changing,
    held,
    render_changes,
)
from tests.unit.render.samples import BASE, copied, corpus, document, draft, pages, paragraph, revision, section, text
from tests.unit.render.test_site import Page, html_pages

INTERFACES = {language: load_interface(language, (default_theme(),)) for language in ("en", "fr", "nl")}
STEP = "2023-12-18..2025-01-01"


def copying() -> Corpus:
    """A copy with a proposal that mends the text."""
    site = copied()
    [held_document] = site.documents
    proposal = replace(draft(), texts=(held("nl", NIEUW, Origin.UNOFFICIAL), held("fr", NEW, Origin.UNOFFICIAL)))
    first = replace(held_document.revisions[0], texts=(held("nl", OLD, Origin.UNOFFICIAL), held("fr", OLD)))
    return replace(site, documents=(replace(held_document, revisions=(first,), draft=proposal),))


def gappy() -> Corpus:
    """French is held in the first and the last version only, and the last is withdrawn."""
    lone = (held("nl", NIEUW),)
    return corpus(
        document(
            revision("2020-01-01", texts=(held("nl", OLD), held("fr", OLD))),
            revision("2021-01-01", texts=lone),
            replace(revision("2022-01-01", texts=(held("nl", NIEUW), held("fr", NEW))), withdrawn=date(2023, 1, 1)),
        )
    )


SITES = {"changing": changing, "copying": copying, "gappy": gappy, "still": corpus}


@pytest.mark.parametrize("name", SITES)
class TestEveryPage:
    def test_links_lead_somewhere(self, name: str) -> None:
        made = change_pages(SITES[name]())
        parsed: dict[str, Page] = html_pages(made)
        for path, page in parsed.items():
            for href in page.links:
                if href.startswith(("http:", "https:", "mailto:")):
                    continue
                target, _, fragment = href.partition("#")
                found = normpath(join("/", path.rpartition("/")[0], target)).lstrip("/") if target else path
                found = f"{found}/index.html".lstrip("/") if target.endswith("/") else found
                assert found in made, (path, href)
                assert not fragment or fragment in parsed[found].ids, (path, href)

    def test_ids_stand_once(self, name: str) -> None:
        for path, page in html_pages(change_pages(SITES[name]())).items():
            assert len(page.ids) == len(set(page.ids)), path

    def test_everything_is_the_same_twice(self, name: str) -> None:
        assert render_changes(SITES[name]()).files == render_changes(SITES[name]()).files

    def test_the_base_address_stands_only_in_heads(self, name: str) -> None:
        for path, content in html_pages(change_pages(SITES[name]())).items():
            assert [href for href in content.links if href.startswith(BASE)] == [], path

    def test_twins_are_json(self, name: str) -> None:
        made = change_pages(SITES[name]())
        assert all(json.loads(content) for path, content in made.items() if path.endswith(".json"))


class TestPrivacy:
    def test_without_comparisons_there_are_no_such_pages(self) -> None:
        assert not [path for path in pages(changing()) if "changes" in path or "history" in path]

    def test_a_private_draft_leaks_nowhere(self) -> None:
        site = copying()
        hidden = replace(site.documents[0], draft_public=False)
        made = change_pages(replace(site, documents=(hidden,)))
        assert not [path for path in made if "draft" in path]
        for path, content in made.items():
            for word in ("toute nouvelle", "36 mois", "now..draft", "Projet."):
                assert word not in content, (path, word)

    def test_a_version_to_come_leaks_nowhere(self) -> None:
        later = replace(revision("2027-02-03", texts=(held("nl", NIEUW), held("fr", NEW))), notes={"fr": "À venir"})
        made = change_pages(corpus(document(revision(texts=(held("nl", OLD), held("fr", OLD))), later)))
        for path, content in made.items():
            for word in ("2027", "toute nouvelle", "À venir"):
                assert word not in path + content, (path, word)

    def test_the_drafts_redline_is_never_listed(self) -> None:
        made = changed_pages()
        assert 'content="noindex"' in made["fr/privacy/changes/now..draft/index.html"]
        assert 'content="noindex"' in made["fr/privacy/changes/now..draft/nl/index.html"]
        assert 'content="noindex"' not in made[f"fr/privacy/changes/{STEP}/index.html"]
        assert "draft" not in made["sitemap.xml"]
        assert "/fr/privacy/changes/now..draft/*\n  X-Robots-Tag: noindex" in made["_headers"]
        assert f"<loc>{BASE}fr/privacy/changes/{STEP}/</loc>" in made["sitemap.xml"]

    def test_a_copy_claims_nothing(self) -> None:
        made = change_pages(copying())
        assert all('content="noindex"' in content for path, content in made.items() if path.endswith(".html"))
        page = made["fr/privacy/changes/now..draft/index.html"]
        shown = re.findall(r'<p class="banner \w+ banner-([\w-]+)">', page)
        assert shown == ["draft", "proposal", "copy", "prevailing"]
        assert '<a href="../../draft/#prevailing-clause">' in page
        assert "Copies de textes publiés par Exemple SA." in made["fr/privacy/changes/index.html"]


class TestChangelog:
    def test_the_latest_stands_first(self) -> None:
        page = changed_pages()["fr/privacy/changes/index.html"]
        assert re.findall(r'<li id="version--([^"]+)"', page) == ["draft", "2026-11-01", "2025-01-01", "2023-12-18"]

    def test_an_entry_tells_note_nature_counts_sections_and_ways(self) -> None:
        page = changed_pages()["fr/privacy/changes/index.html"]
        entry = page.partition('id="version--2025-01-01"')[2].partition('<li id="version--')[0]
        assert '<p class="change-note">Durée; portée &amp; suites.</p>' in entry
        assert "<dd>1er janvier 2025</dd>" in entry
        assert re.search(r"<dd>portée <span[^>]*>\(calculée automatiquement, sans appréciation juridique\)", entry)
        assert re.search(r"<dd>\d+ mots supprimés, \d+ mots ajoutés</dd>", entry)
        assert f'<a href="{STEP}/#value">Article 2 – Durée</a>' in entry
        assert f'<a href="{STEP}/nl/" ' in entry
        assert "typographie\u00a0: 1" in entry
        assert "conservation de 24\u00a0mois à 36\u00a0mois" in entry

    def test_the_first_version_and_an_unchanged_one_say_so(self) -> None:
        page = changed_pages()["fr/privacy/changes/index.html"]
        assert "Première version conservée ici." in page
        assert "Le texte est inchangé." in page
        assert f'<a href="{STEP.replace("2025-01-01", "now")}/" ' in page

    def test_a_text_that_is_not_held_is_told(self) -> None:
        page = change_pages(gappy())["fr/privacy/changes/index.html"]
        assert "Le texte en français n&#39;est pas disponible ici." in page
        assert "Aucun texte antérieur dans cette langue auquel le comparer." in page
        assert '<a href="../../../nl/privacy/2021-01-01/">' in page

    def test_typography_alone_is_told_as_such(self) -> None:
        site = corpus(
            document(
                revision("2020-01-01", texts=(held("fr", (article("a", 1, "Un", paragraph("L'été.")),)),)),
                revision("2021-01-01", texts=(held("fr", (article("a", 1, "Un", paragraph("L\u2019été.")),)),)),
            )
        )
        page = change_pages(site)["fr/privacy/changes/index.html"]
        assert "Seules la typographie et la mise en forme ont changé." in page
        redline = change_pages(site)["fr/privacy/changes/2020-01-01..2021-01-01/index.html"]
        assert "Typographie et mise en forme seulement\u00a0: 1" in redline
        assert "Première modification" not in redline

    def test_the_twin_holds_the_same(self) -> None:
        twin = json.loads(changed_pages()["fr/privacy/changes/index.json"])
        revisions = [change["revision"] for change in twin["changes"]]
        assert revisions == ["draft", "2026-11-01", "2025-01-01", "2023-12-18"]
        assert twin["changes"][2]["comparison"] == STEP
        assert twin["changes"][3]["effective"] == "2024-01-01"
        gap = json.loads(change_pages(gappy())["fr/privacy/changes/index.json"])
        assert [change["held"] for change in gap["changes"]] == [True, False, True]

    def test_a_document_without_a_text_in_a_language_has_none_in_it(self) -> None:
        made = change_pages(corpus(document(revision(texts=(text("nl"),)))))
        assert "fr/privacy/changes/index.html" not in made
        assert '<a href="../../../fr/privacy/" hreflang="fr"' in made["nl/privacy/changes/index.html"]

    def test_a_draft_alone_has_no_feed(self) -> None:
        site = corpus(replace(document(revision("2027-01-01")), draft=draft(), draft_public=True))
        made = change_pages(site)
        assert "fr/privacy/changes/index.html" in made
        assert "fr/privacy/changes/feed.xml" not in made


class TestBilingual:
    def test_sections_stand_side_by_side(self) -> None:
        page = changed_pages()[f"fr/privacy/changes/{STEP}/nl/index.html"]
        pair = page.partition('<section class="pair" id="value--pair"')[2].partition('<section class="pair"')[0]
        assert '<div class="column policy-text redline" lang="fr" dir="ltr">' in pair
        assert '<div class="column policy-text redline" lang="nl" dir="ltr">' in pair
        assert 'id="fr--value-1"' in pair
        assert 'id="nl--value-1"' in pair
        assert "(version qui l" not in pair.partition('lang="nl"')[0]
        assert "versie die voorrang heeft" in pair

    def test_one_side_only_is_marked_in_the_agreed_words(self) -> None:
        made = changed_pages()
        assert "Modifié en français seulement." in made[f"fr/privacy/changes/{STEP}/nl/index.html"]
        assert "Alleen in het Frans gewijzigd." in made[f"nl/privacy/changes/{STEP}/fr/index.html"]
        assert "Hier is niets gewijzigd." in made[f"fr/privacy/changes/{STEP}/nl/index.html"]
        assert "Modifié différemment selon la langue" in made[f"fr/privacy/changes/{STEP}/nl/index.html"]

    def test_the_switch_turns_the_columns_round(self) -> None:
        page = changed_pages()[f"fr/privacy/changes/{STEP}/nl/index.html"]
        assert f'<a href="../../../../../nl/privacy/changes/{STEP}/fr/" hreflang="nl"' in page

    def test_nothing_changed_is_told(self) -> None:
        page = changed_pages()["fr/privacy/changes/2025-01-01..2026-11-01/nl/index.html"]
        assert "<p>aucune modification</p>" in page

    def test_light_sections_are_folded(self) -> None:
        page = changed_pages()[f"fr/privacy/changes/{STEP}/nl/index.html"]
        folded = page.partition('<details class="folded">\n<summary>Typographie et mise en forme seulement')[2]
        assert 'id="typography--pair"' in folded

    @pytest.mark.parametrize(
        ("divergence", "french"),
        [
            (Divergence(DivergenceKind.ONE_SIDE, ("fr",)), "Modifié en français seulement."),
            (Divergence(DivergenceKind.ONE_SIDE, ("fr", "nl")), "Modifié en français et néerlandais seulement."),
            (Divergence(DivergenceKind.SPELLING, ("fr",)), "Orthographe seulement, en français."),
            (
                Divergence(DivergenceKind.DIFFERENT, ("fr", "nl"), ("values", "negations", "unknown")),
                "Modifié différemment selon la langue\u00a0: valeurs, négations.",
            ),
        ],
    )
    def test_words_of_divergences(self, divergence: Divergence, french: str) -> None:
        assert divergence_words(divergence, INTERFACES["fr"]) == french


class TestHistory:
    def test_each_wording_has_its_dates_and_its_way(self) -> None:
        page = changed_pages()["fr/privacy/history/value/index.html"]
        assert re.findall(r'<li id="version--([^"]+)"', page) == ["2025-01-01", "2023-12-18"]
        assert f'<a href="../../changes/{STEP}/" ' in page
        assert "<dt>Publication de la rédaction suivante</dt><dd>1er janvier 2025</dd>" in page
        assert 'id="2025-01-01--value"' in page
        assert "36 mois" in page
        assert "24 mois" in page

    def test_only_sections_with_two_wordings_have_one(self) -> None:
        made = {path.split("/")[3] for path in changed_pages() if path.startswith("fr/privacy/history/")}
        assert {"value", "form", "tables"} <= made
        assert made.isdisjoint({"same", "typography", "law", "added"})

    def test_a_section_that_went_and_came_again(self) -> None:
        other = article("b", 2, "Autre", paragraph("Quelque chose de tout à fait différent."))
        again = article("a", 3, "Un", paragraph("Il y avait une fois une tout autre histoire."))
        first = article("a", 1, "Un", paragraph("Des mots qui ne durent pas longtemps."))
        revisions = [
            revision(day, texts=(held("fr", sections),))
            for day, sections in (
                ("2020-01-01", (first, other)),
                ("2021-01-01", (other,)),
                ("2022-01-01", (other, again)),
            )
        ]
        made = change_pages(corpus(document(*revisions)))
        page = made["fr/privacy/history/a/index.html"]
        assert "Cette version ne contient plus cette partie." in page
        assert re.findall(r'<li id="version--([^"]+)"', page) == ["2022-01-01", "2021-01-01", "2020-01-01"]

    def test_a_gap_in_a_language_makes_no_wording_of_its_own(self) -> None:
        made = change_pages(gappy())
        assert "fr/privacy/history/same/index.html" not in made
        assert "fr/privacy/history/value/index.html" in made

    def test_ids_and_inner_links_are_moved(self) -> None:
        html = (
            '<p id="a">id="b"</p><div aria-labelledby="c"><a href="#d">e</a><a href="https://f.example/#g">h</a></div>'
        )
        assert detached(html, "x--", "../y/") == (
            '<p id="x--a">id="b"</p><div aria-labelledby="x--c">'
            '<a href="../y/#d">e</a><a href="https://f.example/#g">h</a></div>'
        )


class TestTextPages:
    def test_each_section_tells_its_last_change(self) -> None:
        made = changed_pages()
        page = made["fr/privacy/2026-11-01/index.html"]
        assert f'<a href="../changes/{STEP}/#value" aria-label="Modifié dans la version du 1er janvier 2025: ' in page
        assert '<a href="../history/value/" aria-label="Toutes les rédactions: Article 2 – Durée">' in page
        assert f"changes/{STEP}/#same" not in page
        first = made["fr/privacy/2023-12-18/index.html"]
        assert "Modifié dans la version" not in first
        assert '<a href="../history/value/"' in first

    def test_the_draft_tells_its_own_changes(self) -> None:
        page = changed_pages()["fr/privacy/draft/index.html"]
        assert '<a href="../changes/now..draft/#value" aria-label="Modifié dans le projet: ' in page

    def test_the_box_leads_to_the_changes(self) -> None:
        made = changed_pages()
        assert (
            f'<a href="../changes/{STEP}/">comparaison avec la version précédente</a>'
            in made["fr/privacy/2025-01-01/index.html"]
        )
        assert '<a href="../changes/2023-12-18..now/">' in made["fr/privacy/2023-12-18/index.html"]
        assert '<a href="changes/">toutes les modifications</a>' in made["fr/privacy/index.html"]
        assert '<a href="../changes/now..draft/">' in made["fr/privacy/draft/index.html"]
        assert '<a href="privacy/changes/">toutes les modifications</a>' in made["fr/index.html"]

    def test_heads_lead_to_the_feeds(self) -> None:
        page = changed_pages()["fr/privacy/2025-01-01/index.html"]
        for kind, name in (
            ("application/atom+xml", "feed.xml"),
            ("application/feed+json", "feed.json"),
            ("text/calendar", "changes.ics"),
        ):
            assert f'<link rel="alternate" type="{kind}" href="../changes/{name}">' in page


class TestWords:
    def test_a_title_is_cut_between_words(self) -> None:
        assert short("un deux trois", 13) == "un deux trois"
        assert short("un deux trois", 12) == "un deux…"
        assert short("a" * 20, 10) == "a" * 9 + "…"

    def test_what_else_happened_to_a_section_is_told(self) -> None:
        counts = MappingProxyType({Nature.WORDING: 1})
        change = SectionChange(
            "a", SectionStatus.REWORDED, "1 A", "2 A", "a", 1, 1, 1, Nature.WORDING, counts, moved=True, renumbered=True
        )
        assert section_status(change, INTERFACES["en"]) == "reworded, moved, renumbered"
        assert section_status(replace(change, changes=0), INTERFACES["en"]) == "a part moved elsewhere"

    def test_a_preamble_has_a_name(self) -> None:
        sections = (section("preamble", (), "", "", paragraph("Un premier mot de bienvenue.")),)
        changed = (section("preamble", (), "", "", paragraph("Un dernier mot de bienvenue.")),)
        site = corpus(
            document(
                revision("2020-01-01", texts=(held("fr", sections),)),
                revision("2021-01-01", texts=(held("fr", changed),)),
            )
        )
        made = change_pages(site)
        assert ">Préambule</a>" in made["fr/privacy/changes/index.html"]
        assert "<h1>Préambule</h1>" in made["fr/privacy/history/preamble/index.html"]


def test_a_copy_of_several_versions_says_whose_they_are() -> None:
    site = changing()
    copy = replace(site, site=replace(site.site, authority=Authority.COPY))
    page = change_pages(copy)[f"fr/privacy/changes/{STEP}/index.html"]
    assert "banner-copy" in page
    assert '<meta name="robots" content="noindex">' in page
