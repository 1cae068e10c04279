"""The search as readers use it: the policy of this repository, and a small site with an earlier version."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.build import BuildOptions, build
from generator.model import Extra
from tests.browser.conftest import OpenWindow, miss
from tests.browser.serving import ServedSite, serve
from tests.browser.test_pages import SIDEWAYS, violations, watch

PHONE = 320
DESK = 1280
DAY = date(2026, 11, 24)
MINIMAL = Path(__file__).parents[1] / "sites" / "minimal"
UNDERNEATH = "texts"
"""The small site lies in this folder of its host."""


@pytest.fixture(scope="module")
def policy(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """Serve the policy of this repository, with a search."""
    yield from served(repository, tmp_path_factory.mktemp("policy") / "site")


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """Serve a site with two versions and a public draft, in a folder of its host."""
    folder = tmp_path_factory.mktemp("terms")
    source = Path(shutil.copytree(MINIMAL, folder / "source"))
    manifest = source / "content" / "terms.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("draft: private", "draft: public"), "utf-8")
    yield from served(source, folder / "host" / UNDERNEATH, folder / "host")


def served(source: Path, target: Path, host: Path | None = None) -> Iterator[ServedSite]:
    if find_spec("pagefind") is None:
        miss("Pagefind is missing: pip install 'polylex[search]'")
    target.parent.mkdir(exist_ok=True)
    build(BuildOptions(source, target, DAY, 1, (Extra.SEARCH,)), lambda _: None)
    with serve(host or target) as site:
        yield site


def asked(page: Page, address: str) -> Locator:
    """Open the search with a question, and return the results once they are counted."""
    page.goto(address)
    expect(page.locator("#page--told")).not_to_be_empty()
    return page.locator("#page--found")


class TestFinding:
    @pytest.mark.parametrize(
        ("address", "title", "marks"),
        [
            ("nl/search/?q=bewaartermijn", "Artikel 4 – Duur van de verwerking", ["bewaren"]),
            ("nl/search/?q=bewaard", "Artikel 4 – Duur van de verwerking", ["bewaard"]),
            ("fr/search/?q=durée+de+conservation", "Article 4 – Durée du traitement", ["conservés", "durée"]),
        ],
    )
    def test_the_section_is_found_with_its_words_marked(
        self, address: str, title: str, marks: list[str], policy: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(DESK, reduced_motion="reduce").new_page()
        complaints = watch(page, policy.address)
        found = asked(page, f"{policy.address}/{address}")
        item = found.locator("li li", has=page.get_by_role("link", name=title))
        assert [mark.inner_text() for mark in item.locator(".excerpt mark").all()][: len(marks)] == marks
        item.get_by_role("link").click()
        expect(page).to_have_url(re.compile(r"/(fr|nl)/privacy/#[a-z-]+$"))
        assert page.locator(":target").get_by_role("heading").inner_text().rstrip(" :") == title
        assert complaints == []

    @pytest.mark.parametrize(
        ("language", "words", "stem"),
        [("nl", "verwerkingen", "verwerk"), ("fr", "conservées", "conserv"), ("fr", "conserver", "conserv")],
    )
    def test_another_form_of_a_word_finds_it(
        self, language: str, words: str, stem: str, policy: ServedSite, open_window: OpenWindow
    ) -> None:
        found = asked(open_window(DESK).new_page(), f"{policy.address}/{language}/search/?q={words}")
        marks = {mark.lower().strip(".,;:") for mark in found.locator(".excerpt mark").all_text_contents()}
        assert {mark[: len(stem)] for mark in marks} == {stem}
        assert marks - {words}

    def test_accents_and_case_do_not_matter(self, policy: ServedSite, open_window: OpenWindow) -> None:
        page = open_window(DESK).new_page()
        address = f"{policy.address}/fr/search/?q="
        first = asked(page, f"{address}sécurité").locator("h3").all_inner_texts()
        assert asked(page, f"{address}SECURITE").locator("h3").all_inner_texts() == first

    def test_words_of_links_and_notices_are_not_found(self, policy: ServedSite, open_window: OpenWindow) -> None:
        found = asked(open_window(DESK).new_page(), f'{policy.address}/nl/search/?q="Citeer deze passage"')
        expect(found.locator("li")).to_have_count(0)

    def test_nothing_is_told_as_such(self, policy: ServedSite, open_window: OpenWindow) -> None:
        page = open_window(DESK).new_page()
        asked(page, f"{policy.address}/nl/search/?q=qqqq")
        expect(page.get_by_role("status")).to_have_text("Niets gevonden.")

    def test_a_section_without_a_title_is_named_by_its_article_and_number(
        self, terms: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(DESK).new_page()
        found = asked(page, f"{terms.address}/{UNDERNEATH}/nl/search/?q=waarom")
        link = found.locator("h3 a")
        assert link.inner_text() == "Artikel 2 – Gegevens – 2.2"
        link.click()
        assert page.url.endswith(f"/{UNDERNEATH}/nl/terms/#why")


class TestOtherVersions:
    def test_they_are_found_only_when_asked_for_and_say_their_status(
        self, terms: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(DESK).new_page()
        found = asked(page, f"{terms.address}/{UNDERNEATH}/nl/search/?q=termijn")
        status = found.locator("h2 .status")
        assert status.all_inner_texts() == ["versie van 1 maart 2025: van toepassing"]
        expect(found.locator(".excerpt").first).to_contain_text("24 maanden")
        page.get_by_label("Ook in andere versies en ontwerpen").check()
        expect(status).to_have_count(3)
        assert set(status.all_inner_texts()) == {
            "versie van 1 maart 2025: van toepassing",
            "versie van 15 januari 2024: vervangen",
            "ontwerp, niet gepubliceerd",
        }
        assert page.url.endswith("?q=termijn&all=1")
        page.reload()
        expect(status).to_have_count(3)

    def test_a_result_leads_to_the_section_in_its_version(self, terms: ServedSite, open_window: OpenWindow) -> None:
        page = open_window(DESK).new_page()
        found = asked(page, f"{terms.address}/{UNDERNEATH}/nl/search/?q=termijn&all=1")
        item = found.locator("> li", has_text="versie van 15 januari 2024")
        item.locator("h3 a").first.click()
        assert page.url.endswith("/nl/terms/2024-01-15/#keeping")
        expect(page.locator("#keeping")).to_contain_text("12 maanden")

    def test_more_texts_than_are_shown_at_once_come_by_a_button(
        self, terms: ServedSite, open_window: OpenWindow
    ) -> None:
        script = (terms.folder / UNDERNEATH / "assets" / "search.js").read_text("utf-8")
        assert "const TEXTS = 10;" in script
        page = open_window(DESK).new_page()
        page.route("**/search.js", lambda route: route.fulfill(body=script.replace("TEXTS = 10", "TEXTS = 2")))
        found = asked(page, f"{terms.address}/{UNDERNEATH}/nl/search/?q=termijn&all=1")
        expect(found.locator("h2")).to_have_count(2)
        button = page.get_by_role("button", name="Meer resultaten")
        button.focus()
        page.keyboard.press("Enter")
        expect(found.locator("h2")).to_have_count(3)
        expect(button).to_have_count(0)
        expect(found.locator("h2 a").nth(2)).to_be_focused()


class TestForm:
    @pytest.mark.parametrize("path", ["/fr/", "/fr/privacy/", "/fr/privacy/2023-12-18/nl/"])
    def test_the_header_of_a_page_leads_to_the_results_by_keyboard(
        self, path: str, policy: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(DESK).new_page()
        complaints = watch(page, policy.address)
        page.goto(policy.address + path)
        box = page.get_by_role("search").get_by_role("searchbox", name="Rechercher dans les textes")
        box.focus()
        page.keyboard.type("cookies")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{policy.address}/fr/search/?q=cookies")
        expect(page.locator("#page--found h3").first).to_be_visible()
        assert complaints == []

    def test_results_come_while_typing_and_the_address_follows(
        self, policy: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(DESK).new_page()
        page.goto(f"{policy.address}/nl/search/")
        expect(page.get_by_role("status")).to_have_text("")
        box = page.get_by_role("searchbox")
        box.press_sequentially("cookies")
        expect(page.get_by_role("status")).to_have_text(re.compile(r"Gevonden delen: \d+"))
        assert page.url.endswith("?q=cookies")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.locator("#page--found a").first).to_be_focused()
        box.fill("")
        expect(page.locator("#page--found li")).to_have_count(0)
        assert page.url.endswith("/nl/search/")

    def test_without_javascript_the_page_says_so_and_leads_to_the_documents(
        self, policy: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(DESK, java_script_enabled=False).new_page()
        page.goto(f"{policy.address}/nl/privacy/")
        page.get_by_role("searchbox").fill("cookies")
        page.get_by_role("searchbox").press("Enter")
        expect(page).to_have_url(f"{policy.address}/nl/search/?q=cookies")
        expect(page.locator("main")).to_contain_text("Het zoeken werkt alleen met JavaScript.")
        expect(page.get_by_role("search")).to_have_count(0)
        page.locator("main").get_by_role("link").click()
        expect(page).to_have_url(f"{policy.address}/nl/privacy/")

    def test_an_index_that_cannot_be_had_is_told_and_the_documents_are_shown(
        self, policy: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(DESK).new_page()
        page.route("**/pagefind/**", lambda route: route.abort())
        asked(page, f"{policy.address}/nl/search/?q=cookies")
        expect(page.get_by_role("status")).to_contain_text("De zoekfunctie kan niet worden geladen.")
        expect(page.locator("main").get_by_role("link")).to_be_visible()
        expect(page.locator("#page--needs")).to_be_hidden()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    width: int, color_scheme: str, policy: ServedSite, open_window: OpenWindow
) -> None:
    page = open_window(width, color_scheme=color_scheme).new_page()
    for address in ("/nl/search/", "/fr/search/?q=données&all=1", "/nl/search/?q=qqqq", "/fr/privacy/"):
        page.goto(policy.address + address)
        if "q=" in address:
            expect(page.locator("#page--told")).not_to_be_empty()
        assert violations(page) == [], address
        assert page.evaluate(SIDEWAYS) == [], address
