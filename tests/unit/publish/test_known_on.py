"""A site that is built for an earlier day doesn't show corrections that came later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.model import CorrectionKind
from generator.model.known import corpus_on, revision_on
from generator.publish.correcting import correct
from generator.source import load_site
from tests import publishing

SLIP = ("De termijn is 24 maanden.", "De termyn is 24 maanden.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site whose latest revision was corrected on 2 June and withdrawn on 4 June 2025."""
    root = publishing.sealed_site(tmp_path)
    path = root / "content" / "nl" / "terms" / f"{publishing.LATEST}.md"
    draft = root / "content" / publishing.NL_DRAFT
    assert draft.read_text("utf-8") == path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(*SLIP), "utf-8")
    notes = {"nl": "Spelling.", "fr": "Orthographe."}
    order = publishing.order(notes=notes)
    correct(root, order, date(2025, 6, 2))
    gone = publishing.order(kind=CorrectionKind.WITHDRAWAL, notes=notes, withdrawn=date(2025, 6, 5))
    correct(root, gone, date(2025, 6, 4))
    return root


def words(root: Path, day: date) -> str:
    corpus = corpus_on(load_site(root).corpus, day)
    text = corpus.documents[0].revisions[-1].text("nl")
    assert text is not None
    return text.source


@pytest.mark.parametrize(("day", "is_corrected"), [(date(2025, 6, 1), False), (date(2025, 6, 2), True)])
def test_the_wording_is_that_of_the_day(root: Path, day: date, *, is_corrected: bool) -> None:
    assert (SLIP[1] in words(root, day)) is is_corrected


def test_corrections_earlier_wordings_and_withdrawal_are_those_of_the_day(root: Path) -> None:
    revision = load_site(root).corpus.documents[0].revisions[-1]
    before, between, after = (revision_on(revision, date(2025, 6, day)) for day in (1, 3, 4))
    assert (before.corrections, before.earlier, before.withdrawn) == ((), (), None)
    assert (len(between.corrections), len(between.earlier), between.withdrawn) == (1, 1, None)
    assert after is revision
    assert after.withdrawn == date(2025, 6, 5)


def test_without_later_corrections_the_corpus_is_the_same(root: Path) -> None:
    corpus = load_site(root).corpus
    assert corpus_on(corpus, date(2025, 7, 1)) is corpus
    assert corpus_on(corpus, date(2025, 6, 1)) is not corpus


def test_a_build_for_an_earlier_day_is_as_it_was(root: Path, tmp_path: Path, polylex: Callable[..., int]) -> None:
    assert polylex("-C", root, "build", "-o", tmp_path / "out", "--as-of", "2025-06-01", "-q") == 0
    page = tmp_path / "out" / "nl" / "terms" / publishing.LATEST
    assert SLIP[1] not in (page / "text.txt").read_text("utf-8")
    assert not (page / "as-published").exists()
