"""The live preview in a real browser: a saved word appears, its findings follow, and no page scrolls sideways."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.serve import Preview, ServeOptions, Voice
from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import DUPLICATES, SIDEWAYS, violations, watch

PHONE, DESK = 375, 1280
WAIT = 60_000  # milliseconds
VIEWS = ("_preview/", "_preview/privacy/fr/", "_preview/privacy/fr/changes/", "_preview/privacy/both/")
DONE = "[data-findings=done]"


@pytest.fixture
def root(repository: Path, tmp_path: Path) -> Path:
    """Return a copy of the repository's own site."""
    shutil.copytree(repository / "content", tmp_path / "content")
    return tmp_path


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    """Serve it."""
    preview = Preview(ServeOptions(root, 0), Voice(lambda _: None, lambda _: None))
    preview.start()
    yield preview
    preview.close()


def edit(root: Path, old: str, new: str) -> None:
    """Change the French draft."""
    draft = root / "content" / "fr" / "privacy" / "draft.md"
    text = draft.read_text("utf-8")
    assert old in text
    draft.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_page_follows_an_edit_and_the_findings_follow_the_page(
    preview: Preview, root: Path, open_window: OpenWindow, width: int
) -> None:
    page = open_window(width).new_page()
    complaints = watch(page, preview.address.rstrip("/"))
    page.goto(f"{preview.address}_preview/privacy/fr/")
    page.wait_for_selector(DONE, timeout=WAIT)
    edit(root, "\n## ", "\nNous conservons ces mots pendant 37 ans.\n\n## ")
    page.wait_for_selector("text=Nous conservons ces mots pendant 37 ans.", timeout=WAIT)
    page.wait_for_selector(DONE, timeout=WAIT)
    page.wait_for_selector(".serve-beside .serve-finding:has-text('37 ans')", timeout=WAIT)
    assert page.evaluate(SIDEWAYS) == []
    edit(root, "\n## ", "\n## Sans nom\n\n## ")
    page.wait_for_selector("#serve--error:has-text('has no id')", timeout=WAIT)
    assert page.evaluate(SIDEWAYS) == []
    edit(root, "\n## Sans nom\n", "")
    page.wait_for_selector("#serve--error", state="detached", timeout=WAIT)
    assert page.locator("text=Nous conservons ces mots pendant 37 ans.").count() > 0
    assert complaints == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_view_fits_and_is_accessible(preview: Preview, open_window: OpenWindow, width: int) -> None:
    page = open_window(width).new_page()
    complaints = watch(page, preview.address.rstrip("/"))
    for view in VIEWS:
        page.goto(f"{preview.address}{view}")
        if "privacy" in view:
            page.wait_for_selector(DONE, timeout=WAIT)
        assert page.evaluate(SIDEWAYS) == [], view
        assert page.evaluate(DUPLICATES) == [], view
        assert violations(page) == [], view
    assert complaints == []


def test_a_page_of_the_site_follows_as_well(preview: Preview, root: Path, open_window: OpenWindow) -> None:
    page = open_window(DESK).new_page()
    complaints = watch(page, preview.address.rstrip("/"))
    page.goto(f"{preview.address}fr/privacy/draft/")
    edit(root, "\n## ", "\nUn mot tout neuf.\n\n## ")
    page.wait_for_selector("text=Un mot tout neuf.", timeout=WAIT)
    assert complaints == []
