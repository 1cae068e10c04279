"""Every rule has a page in the documentation, and each page is what its docstring says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.check import RULES, Severity
from generator.review import RulePage, rule_pages
from generator.review.pages import INDEX, page_as_markdown, rule_files
from generator.review.rules import families

PAGES = {page.id: page for page in rule_pages()}


def test_every_rule_has_a_page() -> None:
    files = rule_files()
    assert set(files) == {INDEX, *(f"{name}.md" for name in PAGES)}
    assert {rule.id for rule in RULES} < set(PAGES)
    assert len(PAGES) == len(rule_pages())
    assert all(f"[{name}]({name}.md)" in files[INDEX] for name in PAGES)


def test_the_pages_are_current(repository: Path) -> None:
    folder = repository / "docs" / "rules"
    held = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert held == rule_files(), "run scripts/write-rule-pages"


def test_the_script_writes_them_as_they_are(repository: Path) -> None:
    folder = repository / "docs" / "rules"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "gone-rule.md").write_text("x", "utf-8")
    subprocess.run([repository / "scripts" / "write-rule-pages"], check=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_begins_with_a_sentence_and_closes_its_fences(page: RulePage) -> None:
    assert page.summary.rstrip(")").endswith(".")
    assert page_as_markdown(page).count("```") % 2 == 0


def test_examples_become_fenced_blocks() -> None:
    page = RulePage(
        "a-rule", "values", Severity.ERROR, "It is wrong.\n\nBad:\n    a\n\n    b\n\nGood:\n    c\n\nEnd: so.\n"
    )
    body = page_as_markdown(page).split("\n\n", 3)[3]
    assert body == ("It is wrong.\n\n## Bad\n\n```text\na\nb\n```\n\n## Good\n\n```text\nc\n```\n\nEnd: so.\n")


def test_every_rule_is_in_one_family() -> None:
    ids = [name for names in families().values() for name in names]
    assert sorted(ids) == sorted(PAGES)
    assert "section-stale" in families()["review"]
