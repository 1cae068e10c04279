"""Sections of a draft that were confirmed against an older wording, and what pages say of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from generator.errors import InputError
from generator.model import Stale
from generator.review import Order, confirm
from generator.review.stale import stale_sections
from generator.serve.reading import Reader
from generator.source.corpus import load_site
from tests.unit.review.samples import FR_DRAFT, NL_DRAFT, TODAY, edit, site

ALL = Order("terms", "fr", "maintainers", "Compared.")
PAIR = ("terms", "nl", "fr")
NL_EDIT = ("36 maanden", "48 maanden")
FR_EDIT = ("36 mois", "48 mois")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with a public draft, all of it confirmed."""
    root = site(tmp_path)
    edit(root, "terms.yaml", "draft: private", "draft: public")
    confirm(root, ALL, TODAY)
    return root


def stale(root: Path) -> Stale:
    (document,) = load_site(root).corpus.documents
    return stale_sections(root, document)


def page(root: Path, tmp_path: Path, path: str) -> str:
    build(BuildOptions(root, tmp_path / "out", TODAY), lambda _: None)
    return (tmp_path / "out" / path / "index.html").read_text("utf-8")


def test_what_is_in_sync_is_not_stale(root: Path) -> None:
    assert stale(root) == {}


@pytest.mark.parametrize(
    ("edits", "changed"),
    [
        (((NL_DRAFT, NL_EDIT),), ("nl",)),
        (((FR_DRAFT, FR_EDIT),), ("fr",)),
        (((NL_DRAFT, NL_EDIT), (FR_DRAFT, FR_EDIT)), ("nl", "fr")),
    ],
)
def test_a_section_that_changed_since_names_the_languages(
    root: Path, edits: tuple[tuple[str, tuple[str, str]], ...], changed: tuple[str, ...]
) -> None:
    for file, words in edits:
        edit(root, file, *words)
    assert stale(root) == {PAIR: {"keeping": changed}}


def test_nothing_is_told_of_a_private_draft(root: Path) -> None:
    edit(root, NL_DRAFT, *NL_EDIT)
    edit(root, "terms.yaml", "draft: public", "draft: private")
    assert stale(root) == {}


def test_what_nobody_confirmed_is_not_stale(root: Path) -> None:
    (root / "content" / "fr" / "terms" / "draft.signoff.yaml").unlink()
    edit(root, NL_DRAFT, *NL_EDIT)
    assert stale(root) == {}


def test_a_draft_without_texts_has_none(root: Path) -> None:
    (document,) = load_site(root).corpus.documents
    assert document.draft
    assert stale_sections(root, replace(document, draft=replace(document.draft, texts=()))) == {}


def test_the_page_with_both_languages_says_so_above_the_section(root: Path, tmp_path: Path) -> None:
    edit(root, NL_DRAFT, *NL_EDIT)
    for path, words in (
        ("fr/terms/draft/nl", "À comparer de nouveau"),
        ("nl/terms/draft/fr", "Opnieuw te vergelijken"),
    ):
        shown = page(root, tmp_path, path)
        assert shown.count('<section id="keeping" class="pair-section h3 stale"') == 1
        told = shown.partition('<section id="keeping"')[2].partition("pair-row")[0]
        assert f'<p class="banner warning">{words}' in told
        assert shown.count(" stale") == 1
    assert "stale" not in page(root, tmp_path, "fr/terms/2025-03-01/nl")


def test_the_preview_says_the_same(root: Path, tmp_path: Path) -> None:
    edit(root, NL_DRAFT, *NL_EDIT)
    path = "fr/terms/draft/nl/index.html"
    built = page(root, tmp_path, path.removesuffix("/index.html"))
    assert (Reader(root, TODAY).read().file(path) or b"").decode() == built


def test_a_fault_in_the_confirmations_stops_the_build(root: Path, tmp_path: Path) -> None:
    edit(root, "data/roles.yaml", "maintainers", "keepers")
    with pytest.raises(InputError, match="maintainers"):
        build(BuildOptions(root, tmp_path / "out", TODAY), lambda _: None)
