"""A real site from its sources: sealed, corrected, built, and checked as a reader can check it."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from generator.model import CorrectionKind
from generator.publish.correcting import CorrectionOrder, correct
from generator.publish.drafting import reset_draft
from generator.publish.sealing import seal_document

MINIMAL = Path(__file__).parents[2] / "sites" / "minimal"
NOTES = {"fr": "Un mot.", "nl": "Eén woord."}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    root, output = Path(shutil.copytree(MINIMAL, folder / "source")), folder / "site"
    seal_document(root, "terms")
    reset_draft(root, "terms", discard=True)
    draft = root / "content" / "fr" / "terms" / "draft.md"
    draft.write_text(draft.read_text("utf-8").replace("tiers.", "tiers\u00a0."), "utf-8")
    correct(
        root,
        CorrectionOrder("terms", "2025-03-01", CorrectionKind.EDITORIAL, "maintainers", NOTES),
        date(2025, 4, 10),
    )
    build(BuildOptions(root, output, date(2025, 5, 1)), lambda _: None)
    return output


def test_every_folder_has_checksums_that_hold(built: Path) -> None:
    sums = sorted(built.rglob("SHA256SUMS"))
    assert len(sums) == 6
    for path in sums:
        for line in path.read_text("utf-8").splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256((path.parent / name).read_bytes()).hexdigest() == digest


def test_the_chain_names_the_contents_that_lie_there(built: Path) -> None:
    document = built / "fr" / "terms"
    links = json.loads((document / "chain.json").read_text("utf-8"))["links"]
    folders = ("2024-01-15", "2025-03-01/as-published", "2025-03-01")
    found = [hashlib.sha256((document / name / "content.json").read_bytes()).hexdigest() for name in folders]
    assert [link["content"]["fr"] for link in links] == found
    assert [link["previous"] for link in links] == ["", *(link["digest"] for link in links[:-1])]


def test_both_wordings_are_shown_and_proven(built: Path) -> None:
    texts = [(built / "fr/terms/2025-03-01" / name / "text.txt").read_text("utf-8") for name in ("", "as-published")]
    assert ["tiers\u00a0." in text for text in texts] == [True, False]
