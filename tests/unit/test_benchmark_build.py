"""The texts that builds are measured with: a site without errors, and the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from generator.source import load_site

DOCUMENTS, LANGUAGES, REVISIONS = 1, 2, 3
"""What size S holds."""


def write(repository: Path, folder: Path, hash_seed: str) -> Path:
    """Write the sites of size S."""
    command = [sys.executable, str(repository / "benchmarks/build/sites.py"), "--size", "S", str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": hash_seed})
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def new_words(old: list[str], new: list[str]) -> list[str]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [word for one, other in pairwise(blocks) for word in new[one.b + one.size : other.b]]


@pytest.fixture(scope="module")
def sites(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(repository, tmp_path_factory.mktemp("sites"), "1")


def test_the_same_seed_gives_the_same_bytes(repository: Path, sites: Path, tmp_path: Path) -> None:
    first, again = tree(sites), tree(write(repository, tmp_path, "2"))
    assert first == again
    assert {"polylex/content/site.yaml", "hugo/hugo.toml"} <= first.keys()


def test_the_site_is_built_without_a_notice(sites: Path, tmp_path: Path) -> None:
    report = build(BuildOptions(sites / "polylex", tmp_path / "site"), lambda _: None)
    assert report.notices == ()
    assert report.texts == LANGUAGES * (DOCUMENTS * REVISIONS + 1)


def test_hugo_gets_every_text(sites: Path) -> None:
    pages = sorted((sites / "hugo/content").glob("*/*/2*.md"))
    assert len(pages) == DOCUMENTS * LANGUAGES * REVISIONS
    assert not any(mark in page.read_text("utf-8") for page in pages for mark in ("{ref}", ":::", "{lang="))


def test_languages_have_the_same_sections_and_few_words_change(sites: Path) -> None:
    (document,) = load_site(sites / "polylex").corpus.documents
    assert len(document.revisions) == REVISIONS
    assert document.draft is None, "it equals the last revision"
    for revision in document.revisions:
        french, dutch = (revision.text(language) for language in ("fr", "nl"))
        assert french
        assert dutch
        assert [section.id for section in french.sections] == [section.id for section in dutch.sections]
    for language in ("fr", "nl"):
        files = sorted((sites / f"polylex/content/{language}/policy-001").glob("2*.md"))
        for old, new in pairwise(file.read_text("utf-8").split() for file in files):
            assert 2_700 < len(new) < 3_500
            assert 0.01 < len(new_words(old, new)) / len(new) < 0.05
