"""Whole files of the built declaration, byte by byte; `pytest --update` writes them anew after a look at the change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.build import BuildOptions, build

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "pages"
FILES = (
    "fr/privacy/2023-12-18/index.html",
    "fr/privacy/2023-12-18/text.txt",
    "nl/privacy/2023-12-18/index.json",
    "nl/privacy/draft/index.html",
    "fr/privacy/on/index.html",
    "nl/privacy/on/index.json",
    "fr/privacy/chain.json",
    "nl/privacy/data/index.html",
    "fr/privacy/changes/now..draft/index.html",
    "nl/privacy/changes/feed.xml",
    "nl/index.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("golden") / "site"
    build(BuildOptions(ROOT, output, date(2026, 1, 15)), lambda _: None)
    return output


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_what_it_was(site: Path, path: str, update_golden: bool) -> None:
    golden, built = GOLDEN / path.replace("/", "~"), (site / path).read_text("utf-8")
    if update_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(built, "utf-8")
    assert built == golden.read_text("utf-8")
