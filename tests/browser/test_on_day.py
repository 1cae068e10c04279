"""What a page says of days in a real browser, when the site was built on an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from generator.model import Revision
from tests.browser.conftest import OpenWindow
from tests.browser.serving import ServedSite, serve
from tests.browser.test_pages import SIDEWAYS, violations, watch
from tests.unit.render.changed import changing, render_changes
from tests.unit.render.sealed import corrected

BUILT = date(2026, 11, 24)
BEFORE_MIDNIGHT = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 12, 31, 23, 1, tzinfo=UTC)
"""One minute before and after the announced day begins in Brussels; in London it is still the day before."""


@pytest.fixture(scope="module")
def announcing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """Serve a site with a corrected version that applies, and one that is announced for the next January."""
    folder = tmp_path_factory.mktemp("announcing") / "site"
    site = changing()
    first, _, third = site.documents[0].revisions
    shown = replace(site.documents[0], revisions=(first, without_tables(corrected()), without_tables(third)))
    for file in render_changes(replace(site, documents=(shown,)), BUILT).files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    with serve(Path(folder)) as served:
        yield served


def without_tables(revision: Revision) -> Revision:
    """Leave out the section with two tables that have one name; nothing is sealed then."""
    texts = tuple(
        replace(text, sections=tuple(part for part in text.sections if part.id != "tables")) for text in revision.texts
    )
    corrections = tuple(replace(one, seal=None) for one in revision.corrections)
    earlier = tuple(without_tables(one) for one in revision.earlier)
    return replace(revision, texts=texts, seal=None, corrections=corrections, earlier=earlier)


def open_at(window: BrowserContext, address: str, moment: datetime) -> tuple[Page, list[str]]:
    page = window.new_page()
    complaints = watch(page, address.partition("/fr/")[0])
    page.clock.set_fixed_time(moment)
    page.goto(address)
    return page, complaints


def answer(page: Page) -> str:
    return page.get_by_role("status").inner_text()


class TestOnDay:
    ADDRESS = "/fr/privacy/on/"

    @pytest.mark.parametrize(
        ("moment", "version"), [(BEFORE_MIDNIGHT, "1er janvier 2025"), (AFTER_MIDNIGHT, "1er novembre 2026")]
    )
    def test_today_is_that_of_the_sites_time_zone(
        self, announcing: ServedSite, open_window: OpenWindow, moment: datetime, version: str
    ) -> None:
        window = open_window(1280, timezone_id="Europe/London", locale="fr")
        page, complaints = open_at(window, announcing.address + self.ADDRESS, moment)
        assert page.get_by_label("Jour").input_value() == ("2026-12-31" if moment is BEFORE_MIDNIGHT else "2027-01-01")
        assert f"la version du {version}" in answer(page)
        assert complaints == []

    def test_any_day_can_be_asked_for(self, announcing: ServedSite, open_window: OpenWindow) -> None:
        page, complaints = open_at(open_window(1280), announcing.address + self.ADDRESS, AFTER_MIDNIGHT)
        expected = {
            "2023-12-17": "rien n'était encore publié ici",
            "2023-12-18": "aucune version applicable",
            "2024-12-31": "la version du 18 décembre 2023",
            "2025-01-01": "la version du 1er janvier 2025",
            "2031-05-06": "la version du 1er novembre 2026",
        }
        for day, words in expected.items():
            page.get_by_label("Jour").fill(day)
            assert words in answer(page)
            assert words in page.locator("#page--days > [aria-current]").inner_text()
            assert page.url.endswith(f"#{day}")
        page.get_by_label("Jour").fill("")
        assert answer(page) == ""
        assert page.locator("#page--days > [aria-current]").count() == 0
        assert complaints == []

    def test_an_address_can_name_a_day(self, announcing: ServedSite, open_window: OpenWindow) -> None:
        page, _ = open_at(open_window(1280), f"{announcing.address}{self.ADDRESS}#2024-06-01", AFTER_MIDNIGHT)
        assert page.get_by_label("Jour").input_value() == "2024-06-01"
        assert "18 décembre 2023" in answer(page)

    def test_the_links_of_an_answer_lead_to_the_text(self, announcing: ServedSite, open_window: OpenWindow) -> None:
        page, _ = open_at(open_window(1280), f"{announcing.address}{self.ADDRESS}#2024-06-01", AFTER_MIDNIGHT)
        page.get_by_role("status").get_by_role("link").click()
        assert page.url == f"{announcing.address}/fr/privacy/2023-12-18/"

    def test_without_javascript_all_intervals_stand_there_and_no_field(
        self, announcing: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(1280, java_script_enabled=False).new_page()
        page.goto(announcing.address + self.ADDRESS)
        assert page.locator("#page--days > li").count() == 5
        assert not page.get_by_label("Jour").is_visible()


class TestComing:
    @pytest.mark.parametrize("path", ["/fr/privacy/", "/fr/privacy/2025-01-01/", "/fr/privacy/2023-12-18/"])
    def test_an_announced_version_takes_over_at_midnight(
        self, announcing: ServedSite, open_window: OpenWindow, path: str
    ) -> None:
        window = open_window(1280, timezone_id="Europe/London")
        page, _ = open_at(window, announcing.address + path, BEFORE_MIDNIGHT)
        assert not page.locator(".banner-coming").is_visible()
        page, complaints = open_at(window, announcing.address + path, AFTER_MIDNIGHT)
        banner = page.locator(".banner-coming")
        assert "Depuis le 1er janvier 2027, la version du 1er novembre 2026 s'applique." in banner.inner_text()
        banner.get_by_role("link").click()
        assert page.url == f"{announcing.address}/fr/privacy/2026-11-01/"
        assert complaints == []

    def test_without_javascript_the_sentences_with_dates_stay(
        self, announcing: ServedSite, open_window: OpenWindow
    ) -> None:
        page = open_window(1280, java_script_enabled=False).new_page()
        page.goto(f"{announcing.address}/fr/privacy/")
        assert not page.locator(".banner-coming").is_visible()
        assert "Une nouvelle version s'applique à partir du 1er janvier 2027" in page.locator("main").inner_text()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    announcing: ServedSite, open_window: OpenWindow, width: int, color_scheme: str
) -> None:
    window = open_window(width, color_scheme=color_scheme)
    for path in ("on/", "", "2025-01-01/", "2025-01-01/as-published/", "changes/"):
        page, complaints = open_at(window, f"{announcing.address}/fr/privacy/{path}", AFTER_MIDNIGHT)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations(page) == [], path
        assert page.evaluate(SIDEWAYS) == [], path
        assert complaints == [], path
