"""Writing a publication: whole or not at all, one at a time, and never over somebody else's file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from generator.errors import OutputError
from generator.integrity import verify_site
from generator.integrity.content import digest_of
from generator.publish.commit import Plan, commit
from generator.publish.correcting import correct
from generator.publish.journal import Journal
from generator.publish.publishing import Prepared, write
from generator.source import load_site
from tests import publishing
from tests.publishing import LATEST, NEXT, TODAY, contents
from tests.unit.test_write_faults import end, fork

JOURNAL = ".terms.revisions.yaml.journal"
LIST = "content/terms.revisions.yaml"
FILE = f"content/fr/terms/{NEXT}.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site whose draft is ready."""
    return publishing.drafted_site(tmp_path)


@pytest.fixture
def found(root: Path) -> Prepared:
    """Return the publication of that draft."""
    return publishing.prepared(root)


def plan_of(found: Prepared) -> Plan:
    assert found.plan
    return found.plan


def refusal(found: Prepared) -> str:
    return publishing.problems(lambda: write(found), OutputError)


# ---------------------------------------------------------------- several at once


def test_of_two_commands_at_once_one_wins(root: Path, found: Prepared) -> None:
    children = [fork(lambda: write(found)) for _ in range(2)]
    assert sorted(end(child) for child in children) == [0, 1]
    assert verify_site(root)[0].links == 3
    told = refusal(found)
    assert "content/terms.revisions.yaml: the list of revisions changed while this command was at work" in told


def test_a_list_that_somebody_edits_meanwhile_is_not_replaced(root: Path, found: Prepared) -> None:
    publishing.write_file(root, publishing.LIST, publishing.text_of(root, publishing.LIST) + "# mine\n")
    before = contents(root)
    refusal(found)
    (root / LIST).unlink()
    refusal(found)
    publishing.write_file(root, publishing.LIST, before[publishing.LIST].decode())
    assert contents(root) == before


def test_a_command_that_never_ends_is_not_waited_for_for_ever(
    root: Path, found: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publish.commit._LOCK_SECONDS", 0.05)
    before = contents(root)
    (root / ".polylex-seals").mkdir(exist_ok=True)
    with FileLock(root / ".polylex-seals" / "lock"):
        assert "another command is publishing in this site" in refusal(found)
    assert contents(root) == before


def test_a_lock_behind_a_link_is_refused(root: Path, found: Prepared, tmp_path: Path) -> None:
    shutil.rmtree(root / ".polylex-seals")
    (tmp_path / "elsewhere").mkdir()
    (root / ".polylex-seals").symlink_to(tmp_path / "elsewhere")
    assert "this is a link to somewhere else" in refusal(found)
    assert list((tmp_path / "elsewhere").iterdir()) == []


# ---------------------------------------------------------------- what the system refuses


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small file system, and return its folder; skip the test where that isn't permitted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = shutil.which("mount")
    call = [command or "", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    done = command and subprocess.run(call, capture_output=True, check=False)
    if not done or done.returncode:
        pytest.skip("this process may not mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("left", [0, 4096, 16_384, 24_576])
def test_a_full_disk_leaves_the_old_state(disk: Path, left: int) -> None:
    root = publishing.drafted_site(disk)
    found = publishing.prepared(root)
    before = contents(root)
    with (disk / "filler").open("wb") as file:
        for size in (65_536, 4096):
            while shutil.disk_usage(disk).free > left + size:
                file.write(b"x" * size)
                file.flush()
    told = refusal(found)
    assert "no space left on device" in told
    after = contents(root)
    assert {path: after[path] for path in before} == before
    (disk / "filler").unlink()
    assert verify_site(root)[0].links == 2
    assert publishing.publish(root) == NEXT
    assert verify_site(root)[0].links == 3
    assert_no_leftovers(root)


def test_a_read_only_disk_leaves_the_old_state(disk: Path) -> None:
    root = publishing.drafted_site(disk)
    found = publishing.prepared(root)
    before = contents(root)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert "read-only file system" in refusal(found)
    assert contents(root) == before
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    write(found)
    assert verify_site(root)[0].links == 3


def test_a_folder_that_can_not_be_made_is_told(found: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert "this can't be written: permission denied" in refusal(found)


def test_what_fails_after_the_publication_says_that_it_is_published(
    root: Path, found: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("generator.publish.commit._finish", lambda *_: refuse(root))
    told = refusal(found)
    assert "the list of revisions is written, so this is published" in told
    monkeypatch.undo()
    assert verify_site(root)[0].links == 3


def test_folders_that_can_not_be_synchronised_are_no_failure(
    root: Path, found: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.fsync

    def refuse(descriptor: int) -> None:
        if not os.path.isfile(f"/proc/self/fd/{descriptor}"):  # noqa: PTH113 - a descriptor
            raise OSError(22, "Invalid argument")
        whole(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    write(found)
    assert verify_site(root)[0].links == 3


# ---------------------------------------------------------------- what an unfinished command left


def assert_no_leftovers(root: Path) -> None:
    """Assert that neither a journal nor a half-written file lies anywhere, and that no notice is told."""
    assert [path for path in contents(root) if path.rpartition("/")[2].startswith(".")] == []
    assert load_site(root).notices == ()


def left_behind(root: Path, found: Prepared) -> None:
    """Leave what a command leaves that is killed before the list is replaced."""
    plan = plan_of(found)
    Journal(root, plan.commit_path, plan.expected).note(plan.commit_text, plan.files)
    for path, text in plan.files.items():
        publishing.write_file(root, path.removeprefix("content/"), text)


def test_leftovers_are_ignored_with_a_notice(root: Path, found: Prepared) -> None:
    left_behind(root, found)
    notices = [str(notice) for notice in load_site(root).notices]
    assert f"{FILE}: content/terms.revisions.yaml doesn't list this revision; it is ignored" in notices
    assert verify_site(root)[0].links == 2


def test_leftovers_of_another_publication_are_removed(root: Path, found: Prepared) -> None:
    left_behind(root, found)
    assert publishing.publish(root, published=TODAY.replace(day=2)) == "2025-06-02"
    assert not (root / FILE).exists()
    assert_no_leftovers(root)


def test_a_leftover_that_somebody_edited_stays(root: Path, found: Prepared) -> None:
    left_behind(root, found)
    publishing.edit(root, f"fr/terms/{NEXT}.md", "Citation", "Ma citation")
    publishing.publish(root, published=TODAY.replace(day=2))
    assert "Ma citation" in publishing.text_of(root, f"fr/terms/{NEXT}.md")
    assert not (root / "content" / "nl" / "terms" / f"{NEXT}.md").exists()


def test_a_leftover_that_somebody_edited_is_never_written_over(root: Path, found: Prepared) -> None:
    left_behind(root, found)
    publishing.edit(root, f"fr/terms/{NEXT}.md", "Citation", "Ma citation")
    told = refusal(found)
    assert f"{FILE}: this file is in the way: no revision has it, and it would be lost" in told
    assert "Ma citation" in publishing.text_of(root, f"fr/terms/{NEXT}.md")
    assert verify_site(root)[0].links == 2
    (root / FILE).unlink()
    write(found)
    assert_no_leftovers(root)


def test_a_file_that_can_not_be_read_is_in_the_way_too(root: Path, found: Prepared) -> None:
    (root / FILE).mkdir()
    assert "this file is in the way" in refusal(found)


def test_a_file_that_is_the_same_is_not_in_the_way(root: Path, found: Prepared) -> None:
    publishing.write_file(root, f"fr/terms/{NEXT}.md", plan_of(found).files[FILE])
    write(found)
    assert verify_site(root)[0].links == 3


def test_a_journal_after_the_publication_removes_nothing(root: Path, found: Prepared) -> None:
    plan = plan_of(found)
    write(found)
    Journal(root, plan.commit_path, plan.expected).note(plan.commit_text, plan.files)
    published = contents(root)
    publishing.edit(root, publishing.FR_DRAFT, "règle", "regle")
    correct(root, publishing.order(revision=NEXT), TODAY)
    after = contents(root)
    for path in plan.files:
        assert after[path.removeprefix("content/")] == published[path.removeprefix("content/")]
    assert_no_leftovers(root)


def test_a_journal_removes_no_file_of_a_revision_that_is_listed(root: Path, found: Prepared) -> None:
    plan = plan_of(found)
    files = {path: text.decode() for path, text in publishing.tree(root).items() if f"/{LATEST}." in path}
    Journal(root, plan.commit_path, plan.expected).note("another list", files)
    write(found)
    assert verify_site(root)[0].links == 3


def test_half_written_files_are_removed(root: Path, found: Prepared) -> None:
    for name in (f".{NEXT}.md.abcd1234", ".terms.revisions.yaml.abcdefgh", f".{JOURNAL}.a_b_c_d_"):
        folder = "content/fr/terms" if "md" in name else "content"
        (root / folder / name).write_bytes(b"half")
    kept = root / "content" / "fr" / "terms" / f".{NEXT}.md.swp"
    kept.write_bytes(b"an editor's")
    write(found)
    assert kept.read_bytes() == b"an editor's"
    kept.unlink()
    assert_no_leftovers(root)


OUTSIDE = "outside.md"
DRAFT = "content/fr/terms/draft.md"
HOSTILE_PATHS = [DRAFT, LIST, "content/site.yaml", f"../{NEXT}.md", f"../../{NEXT}.md", f"content/../{NEXT}.md"]


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_a_journal_that_somebody_else_wrote_removes_nothing_of_worth(root: Path, found: Prepared, path: str) -> None:
    target = root / path
    if not target.exists():
        target.write_bytes(b"foreign")
    held = {"list": "0" * 64, "files": {path: digest_of(target.read_bytes())}, "later": []}
    (root / "content" / JOURNAL).write_text(json.dumps(held))
    write(found)
    assert target.exists()


def test_a_journal_removes_half_written_files_of_the_site_only(root: Path, found: Prepared, tmp_path: Path) -> None:
    inside, outside = root / "content" / ".site.yaml.12345678", tmp_path / ".site.yaml.12345678"
    inside.write_bytes(b"half")
    outside.write_bytes(b"foreign")
    for later in (["../../site.yaml"], ["content/site.yaml"]):
        assert inside.exists()
        held = {"list": "0" * 64, "files": {}, "later": later}
        (root / "content" / JOURNAL).write_text(json.dumps(held))
        Journal(root, LIST, plan_of(found).expected).clean_up(())
    assert (inside.exists(), outside.exists()) == (False, True)


def test_a_journal_does_not_follow_links_out_of_the_site(root: Path, found: Prepared, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / f"{NEXT}.md"
    target.write_bytes(b"foreign")
    (root / "content" / ".link").symlink_to(tmp_path / "elsewhere")
    held = {"list": "0" * 64, "files": {f"content/.link/{NEXT}.md": digest_of(b"foreign")}, "later": []}
    (root / "content" / JOURNAL).write_text(json.dumps(held))
    write(found)
    assert target.read_bytes() == b"foreign"


BROKEN = [
    b"",
    b"{",
    b"[]",
    b"1",
    b'{"list": 1}',
    b'{"files": {}}',
    b'{"list": "", "files": [1]}',
    b"[" * 99_999,
    b"\xff",
    b'{"list": "", "files": {"content/\\u0000/2025-06-01.md": ""}}',
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_journal_is_replaced(root: Path, found: Prepared, content: bytes) -> None:
    (root / "content" / JOURNAL).write_bytes(content)
    write(found)
    assert_no_leftovers(root)


def test_a_leftover_that_is_gone_already_is_no_failure(root: Path, found: Prepared) -> None:
    left_behind(root, found)
    (root / FILE).unlink()
    write(found)
    assert_no_leftovers(root)


def test_a_folder_that_is_missing_is_made(root: Path) -> None:
    plan = Plan(
        LIST,
        publishing.text_of(root, publishing.LIST),
        publishing.text_of(root, publishing.LIST),
        {f"content/de/terms/{NEXT}.md": "# Titel\n"},
    )
    commit(root, plan)
    assert publishing.text_of(root, f"de/terms/{NEXT}.md") == "# Titel\n"
