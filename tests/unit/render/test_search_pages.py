"""The form in the header, the page that it leads to, and what each page tells the search of its text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import takewhile

import pytest

from generator.compare import compare_revisions
from generator.compare.comparisons import compare_document
from generator.model import Corpus
from generator.render import RenderOptions, default_theme, render_site
from tests.unit.render.samples import TODAY, copied, corpus, document, draft, pages, render, revision, searchable
from tests.unit.render.sealed import sealed_site

FORM = '<form class="site-search" role="search" action="'
WITHOUT_FORM = {"index.html", "404.html", "fr/search/index.html", "nl/search/index.html"}


def several() -> Corpus:
    """A publisher's site: a version that applied, one that applies, one that is announced, and a public draft."""
    days = {"2023-12-18": date(2024, 1, 1), "2025-01-01": date(2025, 1, 1), "2026-11-01": date(2027, 1, 1)}
    revisions = [revision(name, effective=day) for name, day in days.items()]
    return searchable(corpus(replace(document(*revisions), draft=draft(), draft_public=True)))


def found_on(made: dict[str, str]) -> dict[str, str]:
    """The pages that the search finds texts on, with the element that says so."""
    marked = {path: re.findall(r"<[^>]*data-pagefind-body[^>]*>", page) for path, page in made.items()}
    assert all(len(elements) <= 1 for elements in marked.values())
    return {path: elements[0] for path, elements in marked.items() if elements}


def told(element: str, name: str) -> str:
    return element.partition(f' data-{name}="')[2].partition('"')[0]


def policies(headers: str, address: str) -> list[str]:
    """The policies that a host sends with an address."""
    found: list[str] = []
    lines = headers.splitlines()
    for number, line in enumerate(lines):
        if not line.startswith(" ") and re.fullmatch(line.replace("*", ".*"), address):
            own = takewhile(lambda other: other.startswith(" "), lines[number + 1 :])
            found += [one.partition(": ")[2] for one in own if "Content-Security-Policy" in one]
    return found


class TestForm:
    def test_it_stands_in_the_header_of_every_page_in_one_language_but_the_search_itself(self) -> None:
        made = pages(several())
        without = {path for path, page in made.items() if path.endswith(".html") and FORM not in page}
        assert without == WITHOUT_FORM
        for path, page in made.items():
            if FORM in page:
                target = page.partition(FORM)[2].partition('"')[0]
                assert target == "../" * (path.count("/") - 1) + "search/", path

    def test_it_has_a_label_and_may_be_sent(self) -> None:
        page = pages(several())["nl/privacy/index.html"]
        assert '<label class="visually-hidden" for="page--search">Zoeken in de teksten</label>' in page
        assert '<input type="search" id="page--search" name="q"' in page
        assert "form-action &#39;self&#39;" in page

    def test_a_site_without_the_extra_has_nothing_of_it(self) -> None:
        made = pages(copied())
        assert not [path for path in made if "search" in path]
        for path, page in made.items():
            if path.endswith(".html"):
                assert "search" not in page, path
                assert "data-pagefind-body" not in page, path
                assert "form-action &#39;none&#39;" in page, path

    def test_with_it_the_site_has_pages_and_a_script_more(self) -> None:
        more = pages(searchable(copied())).keys() - pages(copied()).keys()
        assert more == {"assets/search.js", "fr/search/index.html", "nl/search/index.html"}


class TestPage:
    def test_without_a_script_it_leads_to_the_documents(self) -> None:
        page = pages(several())["fr/search/index.html"]
        assert '<form class="search" id="page--ask" role="search" hidden' in page
        assert "La recherche ne fonctionne qu’avec JavaScript." in page
        link = '<a href="../privacy/">Déclaration de confidentialité</a> <span class="status">'
        assert link in page

    def test_it_is_in_no_list_for_search_engines(self) -> None:
        made = pages(several())
        assert '<meta name="robots" content="noindex">' in made["nl/search/index.html"]
        assert "search/" not in made["sitemap.xml"]

    def test_on_a_copy_it_says_whose_texts_these_are(self) -> None:
        assert "banner-copy" in pages(searchable(copied()))["nl/search/index.html"]
        assert "banner-copy" not in pages(several())["nl/search/index.html"]


class TestPolicy:
    def test_the_page_that_searches_alone_may_run_a_program(self) -> None:
        made = pages(several())
        allowing = {path for path, page in made.items() if path.endswith(".html") and "wasm-unsafe-eval" in page}
        assert allowing == {"fr/search/index.html", "nl/search/index.html"}
        assert "script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;;" in made["nl/search/index.html"]
        assert "unsafe-inline" not in "".join(made.values())

    @pytest.mark.parametrize("site", [several(), searchable(copied())], ids=["publisher", "copy"])
    def test_so_do_the_sample_headers_say(self, site: Corpus) -> None:
        headers = pages(site)["_headers"]
        for address in ("/", "/404.html", "/fr/", "/nl/privacy/", "/fr/privacy/2023-12-18/"):
            common, own = policies(headers, address)
            assert "script-src" not in common
            assert "script-src 'self';" in own
            assert "default-src 'none'" in own
            assert own.endswith("frame-ancestors 'none'")
        for address in ("/fr/search/", "/nl/search/?q=x"):
            common, own = policies(headers, address)
            assert "default-src" not in common
            assert "script-src 'self' 'wasm-unsafe-eval';" in own
        assert "X-Robots-Tag: noindex" in headers

    def test_without_a_search_all_pages_share_one(self) -> None:
        headers = pages(copied())["_headers"]
        (own,) = policies(headers, "/fr/privacy/")
        assert "default-src 'none'" in own
        assert "form-action 'none'" in own
        assert headers.count("Content-Security-Policy") == 1


class TestSearchedTexts:
    def test_each_text_is_found_on_one_page_and_the_current_one_on_the_documents_own(self) -> None:
        found = found_on(pages(several()))
        leaves = ("", "2023-12-18/", "2026-11-01/", "draft/")
        assert found.keys() == {f"{language}/privacy/{leaf}index.html" for language in ("fr", "nl") for leaf in leaves}
        current = {path for path, element in found.items() if 'data-pagefind-filter="current:yes"' in element}
        assert current == {"fr/privacy/index.html", "nl/privacy/index.html"}

    def test_a_result_is_told_title_version_and_status(self) -> None:
        found = found_on(pages(several()))
        versions = [
            told(found[f"nl/privacy/{leaf}index.html"], "version") for leaf in ("", "2023-12-18/", "2026-11-01/")
        ]
        assert versions == [
            "versie van 1 januari 2025: van toepassing",
            "versie van 18 december 2023: vervangen",
            "versie van 1 november 2026: aangekondigd",
        ]
        assert told(found["nl/privacy/draft/index.html"], "version") == "ontwerp, niet gepubliceerd"
        assert told(found["nl/privacy/index.html"], "title") == "Privacyverklaring"

    def test_on_a_copy_the_latest_held_is_the_current_one(self) -> None:
        found = found_on(pages(searchable(copied())))
        assert found.keys() == {f"{name}/privacy/{leaf}index.html" for name in ("fr", "nl") for leaf in ("", "draft/")}
        assert "laatste versie" in told(found["nl/privacy/index.html"], "version")

    def test_where_none_applies_no_text_is_current(self) -> None:
        ended = replace(revision("2023-12-18", effective=date(2024, 1, 1)), withdrawn=date(2025, 1, 1))
        found = found_on(pages(searchable(corpus(document(ended)))))
        assert found.keys() == {"fr/privacy/2023-12-18/index.html", "nl/privacy/2023-12-18/index.html"}
        assert not any("pagefind-filter" in element for element in found.values())

    def test_a_wording_that_was_corrected_is_not_found(self) -> None:
        made = pages(searchable(sealed_site()))
        assert "fr/privacy/2025-01-01/as-published/index.html" in made
        assert "fr/privacy/2023-12-18/index.html" in found_on(made)
        assert not [path for path in found_on(made) if "as-published" in path]

    def test_what_is_private_or_not_yet_published_is_not_found(self) -> None:
        applies = revision("2023-12-18", effective=date(2024, 1, 1))
        later = replace(revision("2030-05-06"), effective=date(2030, 6, 1))
        shown = replace(document(applies, later), draft=draft(), draft_public=False)
        assert found_on(pages(searchable(corpus(shown)))).keys() == {"fr/privacy/index.html", "nl/privacy/index.html"}

    def test_no_page_of_changes_or_of_two_languages_is_found(self) -> None:
        site = searchable(copied())
        held = site.documents[0]
        comparisons = {held.id: compare_document(held, TODAY, compare_revisions)}
        made = render_site(site, RenderOptions(TODAY, (default_theme(),)), comparisons)
        shown = {file.path: file.content.decode() for file in made.files}
        assert "fr/privacy/changes/now..draft/index.html" in shown
        assert "fr/privacy/2023-12-18/nl/index.html" in shown
        assert found_on(shown).keys() == found_on(pages(site)).keys()

    def test_the_pages_of_texts_prove_their_words_as_before(self) -> None:
        assert [text.path for text in render(several()).texts] == [
            text.path for text in render(replace(several(), site=corpus().site)).texts
        ]
