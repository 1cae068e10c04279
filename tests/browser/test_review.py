"""The page that `polylex check --format html` writes, in a real browser: on a phone and on a desk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import DESK, DUPLICATES, SIDEWAYS, violations, watch

PHONE = 375
LANGUAGES = ("fr", "nl")

MARKS = """() => [...document.querySelectorAll("mark.found")].map(mark => {
    const box = mark.getBoundingClientRect();
    return [mark.textContent.trim().length > 0, box.width > 0 || !mark.checkVisibility()];
})"""

LOST = """() => [...document.querySelectorAll('a[href^="#"]')]
    .map(link => link.getAttribute("href").slice(1))
    .filter(name => !document.getElementById(name))"""


@pytest.fixture(scope="module")
def review(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the page of the repository's own site with a fault in each language, and return its address."""
    root = tmp_path_factory.mktemp("review")
    for source in sorted((repository / "content").rglob("*")):
        if source.is_file():
            target = root / source.relative_to(repository)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    wording = root / "content/nl/privacy/draft.yaml"
    text = wording.read_text("utf-8")
    assert text.count("ten minste 24 maanden") == 1
    wording.write_text(text.replace("ten minste 24 maanden", "ten minste 12 maanden"), "utf-8")
    command = [sys.executable, "-m", "generator.cli", "-C", str(root), "check", "--format", "html"]
    told = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert told.returncode == 1, told.stderr
    page = root / "review.html"
    page.write_text(told.stdout, "utf-8")
    return page.as_uri()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_does_not_scroll_sideways(width: int, review: str, open_window: OpenWindow) -> None:
    page = open_window(width).new_page()
    page.goto(review)
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing(width: int, color_scheme: str, review: str, open_window: OpenWindow) -> None:
    page = open_window(width, color_scheme=color_scheme).new_page()
    page.goto(review)
    assert violations(page) == []


def test_ids_and_links_are_sound_and_nothing_is_asked_of_others(review: str, open_window: OpenWindow) -> None:
    page = open_window(DESK).new_page()
    complaints = watch(page, review)
    page.goto(review)
    assert page.evaluate(DUPLICATES) == []
    assert page.evaluate(LOST) == []
    assert [complaint for complaint in complaints if review not in complaint] == []


def test_a_finding_leads_to_its_words_in_both_languages(review: str, open_window: OpenWindow) -> None:
    page = open_window(DESK).new_page()
    page.goto(review)
    assert all(all(seen) for seen in page.evaluate(MARKS))
    card = page.locator(".finding.error", has_text="The duration")
    links, quoted = card.locator("dl a"), card.locator(".excerpt")
    assert links.count() == quoted.count() == len(LANGUAGES)
    for n in range(len(LANGUAGES)):
        links.nth(n).click()
        target = page.locator(":target")
        assert target.is_visible()
        assert target.inner_text() == quoted.nth(n).inner_text().removesuffix(" …")
    assert quoted.last.inner_text() == "12 maanden"
