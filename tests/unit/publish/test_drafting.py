"""Starting the draft anew: nothing that wasn't published is thrown away unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import AlteredError, ConfigurationError, InputError
from generator.publish.correcting import correct
from generator.publish.drafting import reset_draft
from generator.source import load_site
from tests import publishing
from tests.publishing import LATEST, TODAY, contents, edit, order

DRAFT = "content/fr/terms/draft.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a sealed site without a draft."""
    return publishing.sealed_site(tmp_path)


def test_a_draft_that_equals_the_latest_revision_stays(root: Path) -> None:
    before = contents(root)
    assert reset_draft(root, "terms") == ()
    assert contents(root) == before


def test_edits_that_are_not_published_are_kept(tmp_path: Path) -> None:
    root = publishing.drafted_site(tmp_path)
    before = contents(root)
    told = publishing.problems(lambda: reset_draft(root, "terms"), ConfigurationError)
    for language in ("fr", "nl"):
        assert f"content/{language}/terms/draft.md: this file of the draft holds edits that aren't published" in told
    assert "--discard throws them away" in told
    assert contents(root) == before


def test_edits_are_thrown_away_when_they_may(tmp_path: Path) -> None:
    root = publishing.drafted_site(tmp_path)
    assert reset_draft(root, "terms", discard=True) == (DRAFT, "content/nl/terms/draft.md")
    assert load_site(root).corpus.documents[0].draft is None
    after = contents(root)
    for folder in publishing.FOLDERS:
        assert after[f"{folder}/draft.yaml"] == after[f"{folder}/{LATEST}.yaml"]
    assert not [path for path in after if "draft.signoff" in path]


def test_facts_that_were_edited_are_kept_too(root: Path) -> None:
    edit(root, publishing.FACTS_DRAFT, "P24M", "P36M")
    told = publishing.problems(lambda: reset_draft(root, "terms"), ConfigurationError)
    assert "content/data/terms/draft.yaml: " in told
    assert reset_draft(root, "terms", discard=True) == ("content/data/terms/draft.yaml",)


@pytest.mark.parametrize("name", ["fr/terms/draft.md", "nl/terms/draft.yaml", "data/terms/draft.yaml"])
def test_a_missing_file_is_put_back(root: Path, name: str) -> None:
    before = contents(root)
    (root / "content" / name).unlink()
    assert reset_draft(root, "terms") == (f"content/{name}",)
    assert contents(root) == before


def test_missing_files_do_not_excuse_edits_elsewhere(root: Path) -> None:
    publishing.edit_draft(root)
    (root / "content" / "nl" / "terms" / "draft.yaml").unlink()
    told = publishing.problems(lambda: reset_draft(root, "terms"), ConfigurationError)
    assert "content/fr/terms/draft.md" in told
    assert (root / "content" / "nl" / "terms" / "draft.yaml").exists()


def test_all_of_a_draft_can_be_put_back(root: Path) -> None:
    before = contents(root)
    for path in sorted((root / "content").rglob("draft.*")):
        path.unlink()
    assert len(reset_draft(root, "terms")) == 5
    assert contents(root) == before


def test_the_draft_is_taken_from_the_corrected_text(root: Path) -> None:
    edit(root, f"fr/terms/{LATEST}.md", "d'une règle", "d'une regle")
    correct(root, order(), TODAY)
    publishing.edit_draft(root)
    reset_draft(root, "terms", discard=True)
    assert "d'une regle" in publishing.text_of(root, publishing.FR_DRAFT)
    assert load_site(root).corpus.documents[0].draft is None


def test_an_altered_text_does_not_become_a_draft(root: Path) -> None:
    edit(root, f"fr/terms/{LATEST}.md", "24 mois", "25 mois")
    (root / DRAFT).unlink()
    publishing.problems(lambda: reset_draft(root, "terms"), AlteredError)
    assert not (root / DRAFT).exists()


def test_a_draft_that_can_not_be_read_is_told(root: Path) -> None:
    publishing.write_file(root, publishing.FR_DRAFT, "# Titre\n\n<b>brut</b>\n")
    publishing.problems(lambda: reset_draft(root, "terms", discard=True), InputError)


def test_wrong_calls_are_told(root: Path) -> None:
    told = publishing.problems(lambda: reset_draft(root, "term"), ConfigurationError)
    assert "there is no document 'term'" in told
    publishing.write_file(root, publishing.LIST, "revisions: []\n")
    told = publishing.problems(lambda: reset_draft(root, "terms"), ConfigurationError)
    assert "'terms' has no revision that its draft could be taken from" in told
