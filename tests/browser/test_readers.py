"""What readers do on the pages: go elsewhere from a section, quote, look something up, compare, print."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.serving import ServedSite

PHONE = 320
DESK = 1280
REVISION = "/fr/privacy/2023-12-18/"
BESIDE = "/fr/privacy/2023-12-18/nl/"
DRAFT = "/fr/privacy/draft/"
COMPARE = "/fr/privacy/changes/compare/"
REDLINE = "/fr/privacy/changes/now..draft/"
COLUMNS = f"{REDLINE}columns/"
BILINGUAL = f"{REDLINE}nl/"
SECTION = "disclosure"

# How many columns the rows of the page with both languages have.
COUNT = (
    """() => getComputedStyle(document.querySelector(".policy-text .pair-row")).gridTemplateColumns.split(" ").length"""
)


@pytest.fixture
def plain(open_window: OpenWindow) -> Page:
    """Return a page of a browser in which no script runs."""
    return open_window(DESK, java_script_enabled=False).new_page()


def opened(site: ServedSite, open_window: OpenWindow, path: str, width: int = DESK) -> Page:
    page = open_window(width, permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce").new_page()
    page.goto(site.address + path)
    return page


class TestSections:
    def test_other_language_both_current_text_and_changes_are_one_action_away(
        self, site: ServedSite, plain: Page
    ) -> None:
        links = f"#{SECTION} > .head .section-links a"
        plain.goto(site.address + DRAFT)
        places = [link.get_attribute("href") for link in plain.locator(links).all()]
        assert places == [
            f"#{SECTION}",
            f"../../../nl/privacy/draft/#{SECTION}",
            f"nl/#{SECTION}",
            f"../#{SECTION}",
            "../changes/",
        ]
        for place in places[1:4]:
            plain.goto(site.address + DRAFT)
            plain.click(f'{links}[href="{place}"]', force=True)
            assert plain.locator(f"#{SECTION}").is_visible()
            assert plain.url.endswith(f"#{SECTION}")

    def test_the_keyboard_meets_each_of_them_in_sight(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, REVISION)
        links = page.locator(f"#{SECTION} > .head .section-links > *")
        links.first.focus()
        for number in range(links.count()):
            expect(links.nth(number)).to_be_focused()
            expect(links.nth(number)).to_have_css("opacity", "1")
            page.keyboard.press("Tab")

    def test_a_pointer_that_cannot_hover_sees_them_all(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = open_window(PHONE, has_touch=True, is_mobile=True).new_page()
        page.goto(site.address + REVISION)
        for link in page.locator(f"#{SECTION} > .head .section-links > *").all():
            expect(link).to_have_css("opacity", "1")


class TestCitation:
    def test_the_panel_opens_without_a_script(self, site: ServedSite, plain: Page) -> None:
        plain.goto(site.address + REVISION)
        panel = plain.locator(f"#{SECTION}--cite")
        expect(panel).to_be_hidden()
        plain.click(f"#{SECTION} > .head button", force=True)
        expect(panel).to_contain_text("art. 3.3, version du 18 décembre 2023")
        expect(panel).to_contain_text(f"{REVISION}#{SECTION}")
        assert panel.locator(".passages a").count() > 5

    def test_a_script_fills_in_the_chosen_passage_and_copies_it(
        self, site: ServedSite, open_window: OpenWindow
    ) -> None:
        page = opened(site, open_window, REVISION)
        page.locator(f"#{SECTION} > .head button").focus()
        page.keyboard.press("Enter")
        panel = page.locator(f"#{SECTION}--cite")
        panel.get_by_role("link", name="art. 3.3, al. 1, 2e tiret").click()
        panel.get_by_role("button", name="Copier").click()
        expect(panel.get_by_role("status")).to_have_text("Copié")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "art. 3.3, al. 1, 2e tiret, version du 18 décembre 2023, " in copied
        assert f"{REVISION}#{SECTION}-l1-2. SHA-256 " in copied
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()


class TestLookingUp:
    @pytest.mark.parametrize("kind", ["reference", "term"])
    def test_a_link_in_the_text_shows_the_section_that_it_leads_to(
        self, kind: str, site: ServedSite, open_window: OpenWindow
    ) -> None:
        page = opened(site, open_window, REVISION)
        link = page.locator(f"a.{kind}").first
        target = str(link.get_attribute("href"))
        link.focus()
        page.keyboard.press("Enter")
        peek = page.locator(".peek")
        expect(peek).to_be_visible()
        expect(peek).to_contain_text(page.locator(f"{target} > p[id]").first.inner_text())
        page.keyboard.press("Escape")
        expect(peek).to_be_hidden()
        expect(link).to_be_focused()

    def test_from_there_the_section_is_one_action_away(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, REVISION)
        link = page.locator("a.reference").first
        link.click()
        page.locator(".peek .follow").click()
        assert page.url.endswith(str(link.get_attribute("href")))
        expect(page.locator(".peek")).to_be_hidden()

    def test_without_a_script_it_is_a_link(self, site: ServedSite, plain: Page) -> None:
        plain.goto(site.address + REVISION)
        link = plain.locator("a.term").first
        link.click()
        assert plain.url.endswith(str(link.get_attribute("href")))


class TestBothLanguages:
    @pytest.mark.parametrize(("width", "columns"), [(PHONE, 1), (768, 2), (DESK, 2)])
    def test_rows_are_stacked_on_a_phone(
        self, width: int, columns: int, site: ServedSite, open_window: OpenWindow
    ) -> None:
        assert opened(site, open_window, BESIDE, width).evaluate(COUNT) == columns

    def test_a_row_has_its_own_address(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, f"{BESIDE}#{SECTION}-l1-2")
        row = page.locator(f"#{SECTION}-l1-2")
        expect(row).to_be_in_viewport()
        assert [cell.get_attribute("lang") for cell in row.locator(".cell").all()] == ["nl", "fr"]


class TestTables:
    @pytest.mark.parametrize("path", ["/fr/privacy/data/", REVISION, REDLINE, BILINGUAL])
    def test_rows_are_lists_on_a_phone(self, path: str, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, path, PHONE)
        for scroller in page.locator(".scroll:has([data-label])").all():
            assert scroller.evaluate("element => element.scrollWidth <= element.clientWidth")


class TestChanges:
    def test_buttons_and_keys_lead_from_change_to_change(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, REDLINE)
        told = page.locator(".change-bar [role=status]")
        page.keyboard.press("n")
        expect(told).to_be_empty()  # the focus is not in the redline
        page.get_by_role("button", name="Modification suivante").click()
        expect(told).to_contain_text("Modification 1 sur ")
        page.keyboard.press("n")
        expect(told).to_contain_text("Modification 2 sur ")
        expect(page.locator(".is-here")).to_be_focused()
        expect(page.locator(".is-here")).to_be_in_viewport()
        page.keyboard.press("p")
        expect(told).to_contain_text("Modification 1 sur ")

    def test_without_a_script_any_built_comparison_is_listed(self, site: ServedSite, plain: Page) -> None:
        plain.goto(site.address + COMPARE)
        expect(plain.locator("form")).to_be_hidden()
        plain.click("#page--pairs a")
        assert plain.url == site.address + REDLINE

    def test_a_built_comparison_is_opened(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, COMPARE)
        page.get_by_role("button", name="Comparer").click()
        expect(page).to_have_url(site.address + REDLINE)

    def test_any_other_one_is_made_in_the_browser_and_says_so(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, f"{COMPARE}#draft..2023-12-18")
        expect(page.get_by_role("status")).to_contain_text("dans votre navigateur")
        result = page.locator("#page--result")
        expect(result.locator("ins", has_text="e-mail").first).to_contain_text("ajouté")
        page.goto(site.address + REVISION)
        expected = page.locator(f"#{SECTION}-l1-2").inner_text()
        page.goto(f"{site.address}{COMPARE}#draft..2023-12-18")
        page.reload()
        expect(result.locator("p", has_text=expected[:60]).first).to_be_visible()

    def test_one_version_with_itself_is_no_comparison(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, COMPARE)
        page.select_option("#page--new", "2023-12-18")
        page.get_by_role("button", name="Comparer").click()
        expect(page.get_by_role("status")).to_have_text("Choisissez deux versions différentes.")


class TestViews:
    """The redline in two columns, and the ways between the views of a redline."""

    CHANGED = ".two .part .changed:not(.quiet)"

    def test_each_view_is_one_action_away_without_a_script(self, site: ServedSite, plain: Page) -> None:
        plain.goto(site.address + REDLINE)
        for path in (COLUMNS, BILINGUAL, REDLINE):
            plain.click(f'.views a[href$="{path.removeprefix(REDLINE)}"]' if path != REDLINE else ".views a >> nth=0")
            assert plain.url == site.address + path
            current = plain.locator(".views [aria-current=page]")
            assert current.count() == 1
            expect(current).to_be_visible()

    @pytest.mark.parametrize(("width", "columns"), [(PHONE, 1), (768, 2), (DESK, 2)])
    def test_the_old_wording_stands_beside_the_new_one_or_above_it(
        self, width: int, columns: int, site: ServedSite, open_window: OpenWindow
    ) -> None:
        page = opened(site, open_window, COLUMNS, width)
        assert page.evaluate(COUNT) == columns
        row = page.locator(self.CHANGED).first
        old, new = (row.locator(f"> .{side}").bounding_box() for side in ("old", "new"))
        assert old
        assert new
        assert (old["y"] < new["y"]) is (columns == 1)
        assert (old["x"] < new["x"]) is (columns == 2)

    def test_on_a_phone_each_wording_is_named_and_what_stayed_stands_once(
        self, site: ServedSite, open_window: OpenWindow
    ) -> None:
        page = opened(site, open_window, COLUMNS, PHONE)
        row = page.locator(self.CHANGED).first
        expect(row.locator("> .old .side-name")).to_have_text("Ancienne version")
        size = row.locator("> .new .side-name").bounding_box()
        assert size
        assert size["width"] > size["height"] > 1
        same = page.locator(".two .part:not(details *) > .same").first
        expect(same.locator("> .old")).to_be_hidden()
        expect(same.locator("> .new")).to_be_visible()

    def test_who_hears_the_page_hears_what_stayed_once_and_changes_by_name(
        self, site: ServedSite, open_window: OpenWindow
    ) -> None:
        page = opened(site, open_window, COLUMNS)
        said = page.locator(self.CHANGED).first.aria_snapshot()
        assert "Ancienne version" in said
        assert "Nouvelle version" in said
        assert "supprimé" in said
        assert "ajouté" in said
        same = page.locator(".two .part:not(details *) > .same").first
        words = same.locator("> .new").inner_text().split("\n")[0]
        assert same.aria_snapshot().count(words) == 1

    def test_buttons_lead_from_change_to_change(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, COLUMNS)
        page.get_by_role("button", name="Modification suivante").click()
        expect(page.locator(".change-bar [role=status]")).to_contain_text("Modification 1 sur ")
        expect(page.locator(".is-here")).to_be_in_viewport()
        bar, head = page.locator(".change-bar").bounding_box(), page.locator(".columns-head").bounding_box()
        assert bar
        assert head
        assert bar["y"] + bar["height"] <= head["y"] + 1

    def test_an_address_of_a_change_leads_to_its_row(self, site: ServedSite, open_window: OpenWindow) -> None:
        page = opened(site, open_window, COLUMNS)
        target = str(page.locator(".ways a").first.get_attribute("href"))
        page = opened(site, open_window, COLUMNS + target)
        expect(page.locator(target)).to_be_in_viewport()


class TestPaper:
    @pytest.mark.parametrize("path", [REVISION, BESIDE, REDLINE, COLUMNS, "/fr/privacy/data/"])
    def test_pages_print_with_their_head_and_without_what_only_a_screen_needs(
        self, path: str, site: ServedSite, open_window: OpenWindow
    ) -> None:
        page = opened(site, open_window, path)
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
        page.emulate_media(media="print")
        expect(page.locator(".print-head")).to_be_visible()
        for element in page.locator(".section-links, .row-link, .change-bar, .views, .steps, .contents").all():
            expect(element).to_be_hidden()

    def test_the_head_names_text_version_status_and_digest(self, site: ServedSite, plain: Page) -> None:
        plain.goto(site.address + REVISION)
        words = str(plain.locator(".print-head").text_content())
        digest = plain.locator(".digest code").text_content()
        assert words.startswith("Déclaration Générale de Confidentialité – 18 décembre 2023 – ")
        assert words.endswith(f"SHA-256 {digest}")
