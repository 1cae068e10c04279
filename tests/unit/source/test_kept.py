"""A reading that is quick because of an earlier one finds the same as one from nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.source import load_site
from generator.source.kept import Kept

MINIMAL = Path(__file__).parents[2] / "sites" / "minimal"
DRAFT = "content/fr/terms/draft.md"
EDITS = (
    ("content/fr/terms/draft.md", "36 mois", "37 mois"),
    ("content/nl/terms/draft.yaml", "article {n}", "artikel  {n}"),
    ("content/terms.revisions.yaml", "Eerste versie.", "De eerste versie."),
    ("content/data/terms/draft.yaml", "P3Y", "P4Y"),
    ("content/terms.yaml", "private", "public"),
    ("content/site.yaml", "Exemple SA", "Exemple SRL"),
    ("content/fr/terms/2024-01-15.md", "12 mois", "13 mois"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "site"))


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def test_every_reading_finds_what_a_fresh_one_finds(root: Path) -> None:
    kept = Kept()
    for name, old, new in (("", "", ""), *EDITS):
        if name:
            edit(root, name, old, new)
        loaded, fresh = load_site(root, kept), load_site(root)
        assert loaded.corpus == fresh.corpus
        assert loaded.sources == fresh.sources
        assert loaded.notices == fresh.notices


def test_what_did_not_change_is_the_same_object(root: Path) -> None:
    kept = Kept()
    (before,) = load_site(root, kept).corpus.documents
    edit(root, *EDITS[0])
    (after,) = load_site(root, kept).corpus.documents
    assert after.revisions[0].text("fr") is before.revisions[0].text("fr")
    assert after.revisions[0].facts is before.revisions[0].facts


def test_an_error_is_found_again_until_it_is_mended(root: Path) -> None:
    kept = Kept()
    load_site(root, kept)
    edit(root, DRAFT, "{#language}", "")
    for _ in range(2):
        with pytest.raises(InputError, match="has no id"):
            load_site(root, kept)
    edit(root, DRAFT, "## Langue ", "## Langue {#language}")
    assert load_site(root, kept).corpus == load_site(root).corpus


def test_a_file_that_was_touched_but_not_changed_changes_nothing(root: Path) -> None:
    kept = Kept()
    (before,) = load_site(root, kept).corpus.documents
    os.utime(root / DRAFT, (1, 1))
    (after,) = load_site(root, kept).corpus.documents
    assert before.draft is not None
    assert after.draft is not None
    assert after.draft.text("fr") is before.draft.text("fr")


def test_a_file_that_is_told_of_is_read_again(root: Path) -> None:
    kept = Kept()
    load_site(root, kept)
    path = root / DRAFT
    stamp = path.stat()
    text = (root / DRAFT).read_text("utf-8")
    held = kept.source(root, DRAFT)
    assert kept.source(root, DRAFT) is held
    (root / DRAFT).write_text(text.replace("36", "37"), "utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    kept.forget([DRAFT, "content/fr/terms/nothing.md"])
    assert "37 mois" in kept.source(root, DRAFT).text


def test_sections_that_nobody_needs_are_let_go(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.source.kept._TEXTS", 0)
    kept = Kept()
    resolver = kept.resolver
    load_site(root, kept)
    for number in range(60):
        edit(root, DRAFT, "36 mois" if not number else f"{number + 36} mois", f"{number + 37} mois")
        load_site(root, kept)
    assert kept.resolver is not resolver
    assert load_site(root, kept).corpus == load_site(root).corpus
    sections = len(kept.resolver.parser._sections)
    assert sections < 40
