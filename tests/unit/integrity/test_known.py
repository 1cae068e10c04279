"""What is remembered of a verification: only what can't have changed since, and never against the truth."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import AlteredError, Problem
from generator.integrity import load_verified, verification, verify_site
from generator.integrity.verify import Sealed, raw_problems
from tests import publishing

FILE = f"fr/terms/{publishing.OLDEST}.md"
MEMORY = ".polylex-seals/verified.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with two sealed revisions, verified once."""
    root = publishing.sealed_site(tmp_path)
    load_verified(root)
    return root


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the documents whose files are held against their seals."""
    seen: list[str] = []

    def watch(root: Path, sealed: Sealed) -> Iterator[Problem]:
        seen.append(sealed.document)
        return raw_problems(root, sealed)

    monkeypatch.setattr(verification, "raw_problems", watch)
    return seen


def altered(root: Path) -> None:
    publishing.problems(lambda: load_verified(root), AlteredError)


def test_what_was_verified_is_not_verified_again(root: Path, count: list[str]) -> None:
    load_verified(root)
    load_verified(root)
    assert count == []


def test_verify_never_asks_the_memory(root: Path, count: list[str]) -> None:
    verify_site(root)
    assert count == ["terms"]


def test_a_draft_that_changes_is_no_reason_to_verify(root: Path, count: list[str]) -> None:
    publishing.edit_draft(root)
    load_verified(root)
    assert count == []


def test_a_file_that_was_touched_is_verified_again_once(root: Path, count: list[str]) -> None:
    (root / "content" / FILE).touch()
    load_verified(root)
    load_verified(root)
    assert count == ["terms"]


def test_a_file_of_the_same_size_and_times_is_verified_again(root: Path) -> None:
    path = root / "content" / FILE
    before = path.stat()
    publishing.edit(root, FILE, "12 mois", "13 mois")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    altered(root)


def test_a_file_behind_a_link_is_verified_again_when_it_changes(root: Path, count: list[str]) -> None:
    path, elsewhere = root / "content" / FILE, root / "elsewhere.md"
    shutil.move(path, elsewhere)
    path.symlink_to(elsewhere)
    load_verified(root)
    load_verified(root)
    assert count == ["terms"]
    elsewhere.write_text(elsewhere.read_text("utf-8").replace("12 mois", "13 mois"), "utf-8")
    altered(root)


def test_an_alteration_is_never_remembered(root: Path) -> None:
    before = (root / MEMORY).read_bytes()
    publishing.edit(root, FILE, "12 mois", "13 mois")
    altered(root)
    altered(root)
    assert (root / MEMORY).read_bytes() == before
    publishing.edit(root, FILE, "13 mois", "12 mois")
    load_verified(root)
    assert (root / MEMORY).read_bytes() != before


HOSTILE = {
    "empty": b"",
    "half": b'{"documents": {"terms"',
    "no json": b"\xff\xfe",
    "a list": b"[]",
    "a number": b"1",
    "other names": b'{"other": 1}',
    "a string": b'{"documents": "terms"}',
    "no paths": b'{"documents": {"terms": {}}}',
    "nested": b"[" * 100_000,
    "true": b'{"documents": {"terms": true}}',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_whatever_else_stands_in_the_memory_is_ignored(root: Path, content: bytes) -> None:
    (root / MEMORY).write_bytes(content)
    publishing.edit(root, FILE, "12 mois", "13 mois")
    altered(root)
    publishing.edit(root, FILE, "13 mois", "12 mois")
    load_verified(root)
    assert "terms" in json.loads((root / MEMORY).read_bytes())["documents"]


def test_the_memory_of_another_release_is_ignored(
    root: Path, count: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.__version__", "0.0.0")
    load_verified(root)
    assert count == ["terms"]


def test_the_memory_of_another_place_is_ignored(root: Path, count: list[str], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    load_verified(copy)
    assert count == ["terms"]


def test_a_memory_behind_a_link_is_ignored(root: Path, count: list[str], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    shutil.move(root / MEMORY, elsewhere)
    (root / MEMORY).symlink_to(elsewhere)
    load_verified(root)
    assert count == ["terms"]
    assert not (root / MEMORY).is_symlink()


def test_a_folder_of_the_memory_behind_a_link_is_not_written_to(root: Path, count: list[str], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(root / ".polylex-seals", elsewhere)
    (root / ".polylex-seals").symlink_to(elsewhere)
    before = publishing.tree(elsewhere)
    (root / "content" / FILE).touch()
    load_verified(root)
    load_verified(root)
    assert count == ["terms", "terms"]
    assert publishing.tree(elsewhere) == before


def test_something_else_in_the_place_of_the_memory_stops_nothing(root: Path, count: list[str]) -> None:
    (root / MEMORY).unlink()
    os.mkfifo(root / MEMORY)
    load_verified(root)
    shutil.rmtree(root / ".polylex-seals")
    (root / ".polylex-seals").write_text("a file")
    load_verified(root)
    assert count == ["terms", "terms"]
    assert (root / ".polylex-seals").read_text() == "a file"


def test_the_memory_keeps_itself_out_of_git(root: Path) -> None:
    assert (root / ".polylex-seals" / ".gitignore").read_text() == "*\n"


def test_no_memory_is_made_where_nothing_is_sealed(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    load_verified(root)
    assert not (root / ".polylex-seals").exists()
