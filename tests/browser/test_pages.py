"""What holds on every page of the built site, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import OpenWindow
from tests.browser.serving import ServedSite

PHONE = 320
TABLET = 768
DESK = 1280

# A browser may lay out later what is far from the window; here all of it counts at once.
UNFOLD = """for (const far of document.querySelectorAll("main *")) far.style.contentVisibility = "visible";"""

# The elements that reach beyond the window's right edge, innermost names enough to find them; empty if none scrolls.
SIDEWAYS = """() => {
    UNFOLD
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    return [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > window.innerWidth)
        .map(element => element.tagName.toLowerCase() + (element.className ? "." + element.className : ""))
        .concat("the page")
        .slice(0, 5);
}""".replace("UNFOLD", UNFOLD)

DUPLICATES = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""

WORDS = """() => {
    UNFOLD
    return document.querySelector("main").innerText.split(/\\s+/).filter(word => word);
}""".replace("UNFOLD", UNFOLD)

# Target size is off by default in axe, and part of WCAG 2.2 AA.
AXE_OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def watch(page: Page, address: str) -> list[str]:
    """Return a list that grows with all that the page complains about, or asks of another host."""
    complaints: list[str] = []

    def note_request(url: str) -> None:
        if not url.startswith((f"{address}/", "data:", "blob:")):
            complaints.append(f"asks for {url}")

    page.on("request", lambda request: note_request(request.url))
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on(
        "console",
        lambda message: complaints.append(f"console: {message.text}") if message.type in {"error", "warning"} else None,
    )
    return complaints


def violations(page: Page) -> list[str]:
    """Return what axe finds: the rule, its help, and the first places."""
    page.evaluate(f"() => {{ {UNFOLD} }}")
    found: list[Any] = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {'; '.join(str(node['target']) for node in rule['nodes'][:3])}"
        for rule in found
    ]


def answers(window: BrowserContext, site: ServedSite, script: str) -> dict[str, Any]:
    """Return what a script answers on each page, leaving out empty answers."""
    page = window.new_page()
    found: dict[str, Any] = {}
    for path in site.pages():
        page.goto(site.address + path)
        found[path] = page.evaluate(script)
    return {path: answer for path, answer in found.items() if answer}


@pytest.mark.parametrize("width", [PHONE, TABLET])
def test_no_page_scrolls_sideways(width: int, site: ServedSite, open_window: OpenWindow) -> None:
    assert answers(open_window(width), site, SIDEWAYS) == {}


def test_no_page_has_an_id_twice(site: ServedSite, open_window: OpenWindow) -> None:
    assert answers(open_window(DESK), site, DUPLICATES) == {}


def test_no_page_complains_or_asks_another_host(site: ServedSite, open_window: OpenWindow) -> None:
    found: dict[str, list[str]] = {}
    window = open_window(DESK)
    for path in site.pages():
        page = window.new_page()
        complaints = watch(page, site.address)
        page.goto(site.address + path, wait_until="load")
        page.wait_for_timeout(50)
        page.close()
        if complaints:
            found[path] = complaints
    assert found == {}


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_axe_finds_nothing(width: int, color_scheme: str, site: ServedSite, open_window: OpenWindow) -> None:
    page = open_window(width, color_scheme=color_scheme).new_page()
    found: dict[str, list[str]] = {}
    for path in site.page_of_each_kind():
        page.goto(site.address + path)
        if broken := violations(page):
            found[path] = broken
    assert found == {}


def test_pages_say_the_same_without_javascript(site: ServedSite, open_window: OpenWindow) -> None:
    """JavaScript may add words to a page, but none of the page's own words may wait for it."""
    plain = answers(open_window(DESK, java_script_enabled=False), site, WORDS)
    scripted = answers(open_window(DESK), site, WORDS)
    assert sorted(plain) == list(site.pages())
    lost = {path: set(words) - set(scripted[path]) for path, words in plain.items()}
    late = {path: set(scripted[path]) - set(words) for path, words in plain.items()}
    assert {path: words for path, words in lost.items() if words} == {}
    assert {path: words for path, words in late.items() if len(words) > len(plain[path]) // 4} == {}


def test_every_page_can_be_walked_by_keyboard(site: ServedSite, open_window: OpenWindow) -> None:
    """The first press of Tab reaches something that is then in sight, and marked as focused."""
    page = open_window(DESK).new_page()
    unreachable: list[str] = []
    for path in site.page_of_each_kind():
        page.goto(site.address + path)
        page.keyboard.press("Tab")
        focused = page.locator(":focus-visible")
        box = focused.bounding_box() if focused.count() else None
        if box is None or box["x"] < 0 or box["y"] < 0:
            unreachable.append(path)
    assert unreachable == []


@pytest.mark.parametrize(("width", "color_scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESK, "dark")])
def test_no_look_hides_a_word(width: int, color_scheme: str, site: ServedSite, open_window: OpenWindow) -> None:
    """A narrow window and the dark scheme show every word that a wide and light one shows."""
    expected = answers(open_window(DESK, color_scheme="light"), site, WORDS)
    found = answers(open_window(width, color_scheme=color_scheme), site, WORDS)
    hidden = {path: sorted(set(words) - set(found[path])) for path, words in expected.items()}
    assert {path: words for path, words in hidden.items() if words} == {}
