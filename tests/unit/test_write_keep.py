"""Files that are kept from build to build: whatever is wrong with one, it is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.write import Keep

NAME, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    return Keep(tmp_path / "pdf")


@pytest.mark.parametrize("content", [b"%PDF", b""])
def test_what_is_kept_comes_back_to_the_byte(keep: Keep, content: bytes) -> None:
    assert keep.get(NAME) is None
    keep.put(NAME, content)
    assert keep.get(NAME) == content
    assert keep.get(OTHER) is None
    assert [path.name for path in keep.folder.iterdir()] == [NAME]


def test_what_was_made_again_replaces_what_was_kept(keep: Keep) -> None:
    keep.put(NAME, b"old")
    keep.put(NAME, b"new")
    assert keep.get(NAME) == b"new"


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 32, b"x" * 40])
def test_a_damaged_file_counts_as_not_kept(keep: Keep, damage: bytes) -> None:
    keep.put(NAME, b"%PDF")
    (keep.folder / NAME).write_bytes(damage)
    assert keep.get(NAME) is None


def test_a_file_that_was_cut_counts_as_not_kept(keep: Keep) -> None:
    keep.put(NAME, b"%PDF-1.7")
    (keep.folder / NAME).write_bytes((keep.folder / NAME).read_bytes()[:-1])
    assert keep.get(NAME) is None


def test_a_folder_in_place_of_a_file_counts_as_not_kept(keep: Keep) -> None:
    (keep.folder / NAME).mkdir(parents=True)
    assert keep.get(NAME) is None
    keep.put(NAME, b"%PDF")
    assert keep.get(NAME) is None


def test_where_nothing_can_be_kept_nothing_is(keep: Keep) -> None:
    keep.folder.write_text("no folder")
    keep.put(NAME, b"%PDF")
    assert keep.get(NAME) is None
    keep.forget_all_but([NAME])
    keep.forget_all_but([])
    assert keep.folder.read_text() == "no folder"


def test_what_no_build_uses_goes(keep: Keep) -> None:
    keep.put(NAME, b"one")
    keep.put(OTHER, b"two")
    (keep.folder / f"{NAME}.77").write_bytes(b"half")
    keep.forget_all_but([OTHER])
    assert [path.name for path in keep.folder.iterdir()] == [OTHER]


def test_a_build_without_pdfs_leaves_no_folder(keep: Keep) -> None:
    keep.forget_all_but([])
    keep.put(NAME, b"one")
    keep.forget_all_but([])
    assert not keep.folder.exists()


def test_a_link_in_place_of_the_folder_is_let_alone(keep: Keep, tmp_path: Path) -> None:
    other = tmp_path / "other"
    elsewhere = Keep(other)
    elsewhere.put(NAME, b"%PDF")
    keep.folder.symlink_to(other)
    keep.put(OTHER, b"%PDF")
    assert keep.get(NAME) is None
    keep.forget_all_but([])
    assert [path.name for path in other.iterdir()] == [NAME]
