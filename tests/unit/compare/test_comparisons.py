"""Which revisions are compared for readers, and whether languages changed alike."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.compare import compare_revisions
from generator.compare.bilingual import Divergence, DivergenceKind
from generator.compare.comparisons import Comparison, DocumentComparisons, compare_document
from generator.model import Document
from generator.source import load_site

MINIMAL = Path(__file__).parents[2] / "sites" / "minimal"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "site"))


def document(root: Path) -> Document:
    return load_site(root).corpus.documents[0]


def compared(root: Path, day: str = "2025-06-01") -> DocumentComparisons:
    return compare_document(document(root), date.fromisoformat(day), compare_revisions)


def edit(root: Path, language: str, *edits: tuple[str, str]) -> None:
    """Change the later revision's text and wording in one language."""
    for ending in ("md", "yaml"):
        path = root / "content" / language / "terms" / f"2025-03-01.{ending}"
        text = path.read_text("utf-8")
        for old, new in edits:
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def divergence(root: Path, section: str) -> Divergence | None:
    (step,) = compared(root).steps
    return step.divergences.get(section)


class TestPairs:
    def names(self, comparisons: tuple[Comparison, ...]) -> list[str]:
        return [comparison.name for comparison in comparisons]

    def test_consecutive_revisions_and_each_earlier_one_with_the_applicable(self, root: Path) -> None:
        found = compared(root)
        assert self.names(found.steps) == ["2024-01-15..2025-03-01"]
        assert self.names(found.to_now) == ["2024-01-15..now"]
        assert found.draft is None

    def test_an_announced_revision_is_compared_as_a_step_only(self, root: Path) -> None:
        found = compared(root, "2025-03-15")
        assert self.names(found.all) == ["2024-01-15..2025-03-01"]

    def test_what_is_not_published_is_not_compared(self, root: Path) -> None:
        assert compared(root, "2025-02-28").all == ()
        assert compared(root, "2020-01-01").all == ()

    def test_a_public_draft_is_compared_with_the_applicable_revision(self, root: Path) -> None:
        manifest = root / "content" / "terms.yaml"
        manifest.write_text(manifest.read_text("utf-8").replace("private", "public"), "utf-8")
        found = compared(root)
        assert self.names(found.all) == ["2024-01-15..2025-03-01", "2024-01-15..now", "now..draft"]

    def test_each_pair_is_compared_once(self, root: Path) -> None:
        (step,), (to_now,) = compared(root).steps, compared(root).to_now
        assert step.changeset == to_now.changeset


class TestLanguages:
    def test_the_same_value_in_both_is_no_divergence(self, root: Path) -> None:
        assert divergence(root, "keeping") is None

    def test_another_value_in_one_language(self, root: Path) -> None:
        edit(root, "nl", ("24 maanden", "18 maanden"))
        assert divergence(root, "keeping") == Divergence(DivergenceKind.DIFFERENT, ("nl", "fr"), ("values",))

    def test_words_changed_in_one_language_only(self, root: Path) -> None:
        edit(root, "fr", ("pas pour les tiers", "pas pour les autres personnes"))
        assert divergence(root, "preamble") == Divergence(DivergenceKind.ONE_SIDE, ("fr",), ("words",))

    def test_spelling_in_one_language_is_told_quietly(self, root: Path) -> None:
        edit(root, "fr", ("l'emporte", "l'emporté"))
        assert divergence(root, "language") == Divergence(DivergenceKind.SPELLING, ("fr",), ("words",))

    def test_typography_is_none(self, root: Path) -> None:
        edit(root, "fr", ("l'emporte", "l’emporte"))
        assert divergence(root, "language") is None

    def test_a_negation_in_one_language(self, root: Path) -> None:
        edit(root, "fr", ("Elles ne valent pas", "Elles valent"))
        edit(root, "nl", ("gelden niet voor derden", "gelden niet voor anderen"))
        found = divergence(root, "preamble")
        assert found is not None
        assert (found.kind, found.about) == (DivergenceKind.DIFFERENT, ("negations",))

    def test_a_paragraph_in_one_language(self, root: Path) -> None:
        edit(root, "fr", ("l'emporte.", "l'emporte sur toute autre.\n\nUn alinéa nouveau et plus long."))
        edit(root, "nl", ("heeft voorrang", "heeft altijd voorrang"))
        found = divergence(root, "language")
        assert found is not None
        assert "structure" in found.about

    def test_one_language_alone_can_not_diverge(self, root: Path) -> None:
        revisions = root / "content" / "terms.revisions.yaml"
        one = revisions.read_text("utf-8").replace("{nl: official, fr: official}", "{nl: official}")
        revisions.write_text(one, "utf-8")
        (step,) = compared(root).steps
        assert step.divergences == {}
