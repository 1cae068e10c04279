import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import OutputError
from generator.pages import OutputFile
from generator.write import WriteReport, write_site
from generator.write.generation import Tree

OLD = {"index.html": b"old", "fr/index.html": b"le vieux", "fr/privacy/index.html": b"same", "gone/a.html": b"x"}
NEW = {"index.html": b"new!", "fr/index.html": b"le neuf", "fr/privacy/index.html": b"same", "nl/index.html": b"n"}


def pages(contents: Mapping[str, bytes]) -> list[OutputFile]:
    return [OutputFile(path, content) for path, content in contents.items()]


def whole(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a target must hold for these contents, told independently of the writer."""
    files = {**contents, ".gitkeep": b""}
    lines = [f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return {**files, ".polylex": "".join(lines).encode()}


def lying(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folders(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    statuses = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*") if path.is_file()}
    return {path: (status.st_ino, status.st_mtime_ns) for path, status in statuses.items()}


def refusal(files: Iterable[OutputFile], target: Path, *keep: Path) -> str:
    with pytest.raises(OutputError) as caught:
        write_site(files, target, keep=keep)
    (problem,) = caught.value.problems
    assert problem.location.path
    assert problem.remedy
    return problem.message


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


# ---------------------------------------------------------------- what is written


def test_a_first_write_creates_the_folder_and_its_parents(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "site"
    assert write_site(pages(OLD), target) == WriteReport(written=4, unchanged=0, removed=0, target=target)
    assert lying(target) == whole(OLD)
    assert sorted(path.name for path in target.parent.iterdir()) == [".polylex-site", "site"]


@pytest.mark.parametrize("gitkeep", [False, True])
def test_an_empty_folder_is_taken(target: Path, gitkeep: bool) -> None:
    target.mkdir()
    if gitkeep:
        (target / ".gitkeep").touch()
    assert write_site(pages(OLD), target) == WriteReport(4, 0, 0, target)
    assert lying(target) == whole(OLD)


def test_a_site_without_pages_holds_our_own_files(target: Path) -> None:
    write_site([], target)
    assert lying(target) == whole({})
    assert write_site([], target) == WriteReport(0, 0, 0, target)


def test_a_second_write_replaces_adds_and_removes(target: Path) -> None:
    write_site(pages(OLD), target)
    assert write_site(pages(NEW), target) == WriteReport(written=3, unchanged=1, removed=1, target=target)
    assert lying(target) == whole(NEW)
    assert folders(target) == {"fr", "fr/privacy", "nl"}


def test_a_site_that_is_right_already_is_not_touched(target: Path) -> None:
    write_site(pages(OLD), target)
    write_site(pages(NEW), target)
    before = (target.stat().st_ino, target.stat().st_mtime_ns, stamps(target.parent))
    assert write_site(pages(NEW), target) == WriteReport(0, 4, 0, target)
    assert (target.stat().st_ino, target.stat().st_mtime_ns, stamps(target.parent)) == before


def test_only_what_differs_from_the_stage_is_written(target: Path) -> None:
    write_site(pages(OLD), target)
    first = stamps(target)
    write_site(pages(NEW), target)
    assert stamps(target.parent / ".polylex-site" / "next") == first
    write_site(pages(OLD | {"index.html": b"third"}), target)
    third = stamps(target)
    assert {path for path in first if third[path] == first[path]} == set(whole(OLD)) - {"index.html", ".polylex"}
    assert lying(target) == whole(OLD | {"index.html": b"third"})


def test_a_file_becomes_a_folder_and_the_reverse(target: Path) -> None:
    shapes = [{"a": b"1", "b/c/d": b"2"}, {"a/b/c": b"3", "b": b"4"}, {"a": b"1", "b/c": b"5"}, {"a/b": b"1"}]
    for shape in shapes * 2:
        write_site(pages(shape), target)
        assert lying(target) == whole(shape)


def test_the_umask_decides_who_may_read(target: Path) -> None:
    old = os.umask(0o022)
    try:
        write_site(pages(OLD), target)
    finally:
        os.umask(old)
    modes = {path.name: path.stat().st_mode & 0o777 for path in [target, target / "fr", target / "index.html"]}
    assert modes == {"site": 0o755, "fr": 0o755, "index.html": 0o644}


def test_whoever_linked_a_file_keeps_its_content(target: Path, tmp_path: Path) -> None:
    write_site(pages({"a": b"1"}), target)
    (tmp_path / "backup").hardlink_to(target / "a")
    for content in (b"2", b"3", b"4"):
        write_site(pages({"a": content}), target)
    assert (tmp_path / "backup").read_bytes() == b"1"


def test_sha256sum_can_check_the_site(target: Path) -> None:
    write_site(pages({**OLD, "fr/été à l'air.html": b"x"}), target)
    call = ["sha256sum", "--check", "--strict", "--quiet", ".polylex"]
    assert subprocess.run(call, cwd=target, check=False).returncode == 0


def test_paths_with_odd_characters_are_no_trouble(tmp_path: Path) -> None:
    target = tmp_path / os.fsdecode(b"a 'b' \n\xff") / "my \xe9 site"
    for contents in (OLD, NEW, OLD):
        write_site(pages(contents), target)
        assert lying(target) == whole(contents)


def test_a_relative_target_is_under_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_site(pages(OLD), Path("out")).target == tmp_path / "out"
    assert lying(tmp_path / "out") == whole(OLD)


segments = st.lists(st.sampled_from("abc"), min_size=1, max_size=3)
shapes = st.dictionaries(segments.map("/".join), st.sampled_from([b"", b"1", b"2", b"33"]), max_size=6).map(
    lambda found: {path: found[path] for path in found if not any(other.startswith(f"{path}/") for other in found)}
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(shapes, st.sampled_from(["", "edit live", "edit stage", "forget"])), min_size=1, max_size=6))
def test_a_sequence_of_writes_ends_where_a_clean_write_does(steps: list[tuple[dict[str, bytes], str]]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        for contents, meddling in steps:
            report = write_site(pages(contents), root / "site")
            assert lying(root / "site") == whole(contents)
            assert report.written + report.unchanged == len(contents)
            meddle(root, meddling)
        write_site(pages(steps[-1][0]), root / "site")
        write_site(pages(steps[-1][0]), root / "clean")
        assert lying(root / "site") == lying(root / "clean")
        assert folders(root / "site") == folders(root / "clean")


def meddle(root: Path, how: str) -> None:
    stage = root / ".polylex-site" / "next"
    if how == "edit live":
        files = [path for path in sorted((root / "site").rglob("*")) if path.is_file() and path.name != ".polylex"]
        files[-1].write_bytes(files[-1].read_bytes() + b"!")
        files[0].unlink()
    elif how == "edit stage" and stage.exists():
        (stage / ".polylex").write_bytes(b"meddled with")
        (stage / "more" / "a").mkdir(parents=True)
        (stage / "more" / "file").touch()
    elif how == "forget":
        for record in (root / ".polylex-site").glob("*.json"):
            record.unlink()


# ---------------------------------------------------------------- meddling with the live site


@pytest.mark.parametrize("content", [b"edited by hand", b"NEW!", b""])
def test_a_live_file_edited_by_hand_is_repaired(target: Path, content: bytes) -> None:
    write_site(pages(OLD), target)
    write_site(pages(NEW), target)
    time.sleep(0.02)  # an edit within one tick of the file system's clock that keeps the size can't be seen
    (target / "index.html").write_bytes(content)
    assert write_site(pages(NEW), target) == WriteReport(written=1, unchanged=3, removed=0, target=target)
    assert lying(target) == whole(NEW)
    write_site(pages(OLD), target)
    write_site(pages(NEW), target)
    assert lying(target) == whole(NEW)


def test_an_edit_that_hides_its_time_is_repaired(target: Path) -> None:
    write_site(pages(OLD), target)
    page = target / "index.html"
    status = page.stat()
    time.sleep(0.02)
    page.write_bytes(b"OLD")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    write_site(pages(OLD), target)
    assert lying(target) == whole(OLD)


def test_what_was_deleted_or_replaced_by_a_link_is_repaired(target: Path, tmp_path: Path) -> None:
    write_site(pages(OLD), target)
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(tmp_path / "elsewhere")
    (target / "fr" / "index.html").unlink()
    (target / "empty").mkdir()
    for _ in range(2):
        write_site(pages(OLD), target)
        assert lying(target) == whole(OLD)
        assert not (target / "index.html").is_symlink()
        assert not (target / "empty").exists()
    write_site(pages(NEW), target)
    assert lying(target) == whole(NEW)
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"


def test_a_deleted_site_is_written_again(target: Path) -> None:
    write_site(pages(OLD), target)
    target.rename(target.with_name("moved"))
    write_site(pages(OLD), target)
    assert lying(target) == whole(OLD)


@pytest.mark.parametrize("record", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"index.html": [1]}', b'{"index.html": 5}'])
def test_records_that_can_not_be_read_are_not_trusted(target: Path, record: bytes) -> None:
    write_site(pages(OLD), target)
    write_site(pages(NEW), target)
    for path in (target.parent / ".polylex-site").glob("generation-*.json"):
        path.write_bytes(record)
    assert write_site(pages(NEW), target).written == 4
    assert lying(target) == whole(NEW)


@pytest.mark.parametrize("name", ["link", "file"])
def test_a_stage_that_is_no_folder_is_replaced(target: Path, tmp_path: Path, name: str) -> None:
    write_site(pages(OLD), target)
    stage = tmp_path / ".polylex-site" / "next"
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "file").touch()
    if name == "link":
        stage.symlink_to(mine)
    else:
        stage.touch()
    write_site(pages(NEW), target)
    assert lying(target) == whole(NEW)
    assert (mine / "file").exists()


def test_records_of_folders_that_are_gone_are_removed(target: Path) -> None:
    for number in range(4):
        write_site(pages({"a": b"%d" % number}), target)
        target.rename(target.with_name(f"moved-{number}"))
        write_site(pages({"a": b"x"}), target)
    assert len(list((target.parent / ".polylex-site").glob("generation-*"))) <= 2


# ---------------------------------------------------------------- what is refused


def test_foreign_files_are_named_and_left_alone(target: Path) -> None:
    write_site(pages(OLD), target)
    for name in ("z", "fr/notes.txt", "b\n", "c", "d"):
        (target / name).write_bytes(b"mine")
    before = stamps(target.parent)
    assert refusal(pages(NEW), target) == (
        "the output folder holds what no build has written: 'b\\n', 'c', 'd' and 2 more"
    )
    assert stamps(target.parent) == before


def test_a_single_foreign_file_is_enough(target: Path) -> None:
    write_site(pages(OLD), target)
    (target / "CNAME").write_bytes(b"mine")
    assert refusal(pages(NEW), target) == "the output folder holds what no build has written: 'CNAME'"


@pytest.mark.parametrize("kind", ["none", "unreadable", "folder", "fifo", "link"])
def test_a_folder_without_our_marker_is_refused_and_nothing_is_created(target: Path, kind: str) -> None:
    target.mkdir()
    (target / "thesis.txt").write_bytes(b"mine")
    marker = target / ".polylex"
    if kind == "unreadable":
        marker.write_bytes(b"<<<<<<< merge conflict\n")
    elif kind == "folder":
        marker.mkdir()
    elif kind == "fifo":
        os.mkfifo(marker)
    elif kind == "link":
        marker.symlink_to("thesis.txt")
    assert refusal(pages(OLD), target) == "the output folder holds files but no readable marker of an earlier build"
    assert [path.name for path in target.parent.iterdir()] == ["site"]
    assert (target / "thesis.txt").read_bytes() == b"mine"


def test_a_refusal_that_may_have_seen_a_swap_waits_for_the_lock(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look is wrong, because another writer has come between; the look under the lock is right."""
    write_site(pages(OLD), target)
    home = target.parent / ".polylex-site"
    home.rename(home.with_name("hidden"))
    looks = []

    def survey(folder: Path) -> Tree:
        looks.append(folder)
        home.with_name("hidden").rename(home)
        return Tree({"half": (0, 0, 0, 0)}, frozenset())

    monkeypatch.setattr("generator.write.place.survey", survey)
    write_site(pages(NEW), target)
    assert looks == [target]
    assert lying(target) == whole(NEW)


@pytest.mark.parametrize("where", [".", "content", "content/fr", "content/../content/fr/privacy", "link/out"])
def test_the_target_and_a_source_can_not_lie_in_each_other(tmp_path: Path, where: str) -> None:
    (tmp_path / "content" / "fr").mkdir(parents=True)
    (tmp_path / "link").symlink_to("content")
    message = refusal(pages(OLD), tmp_path / where, tmp_path / "templates", tmp_path / "content" / "fr" / "..")
    assert "lie in each other" in message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "link"]


def test_a_target_beside_the_sources_is_fine(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert write_site(pages(OLD), tmp_path / "content-site", keep=(tmp_path / "content",)).written == len(OLD)


def test_the_root_is_refused() -> None:
    assert "root" in refusal(pages(OLD), Path("/"))


def test_the_home_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "home" in refusal(pages(OLD), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_as_target_is_refused(target: Path) -> None:
    target.write_bytes(b"mine")
    assert refusal(pages(OLD), target) == "the output folder is no folder"
    assert target.read_bytes() == b"mine"


def test_a_target_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "file" in refusal(pages(OLD), tmp_path / "file" / "site")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    assert "no name may have" in refusal(pages(OLD), tmp_path / name)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "too long" in refusal(pages(OLD), tmp_path / ("n" * 300))
    assert "too long" in refusal(pages({"p" * 300: b""}), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_unsafe_paths_are_refused_before_anything_is_created(target: Path) -> None:
    assert "'../x'" in refusal(pages({"../x": b""}), target)
    assert list(target.parent.iterdir()) == []


# ---------------------------------------------------------------- symbolic links


def test_a_link_as_target_stays_and_its_folder_is_replaced(target: Path, tmp_path: Path) -> None:
    (tmp_path / "www" / "real").mkdir(parents=True)
    target.symlink_to("www/real")
    for contents in (OLD, NEW, NEW):
        assert write_site(pages(contents), target).target == tmp_path / "www" / "real"
        assert target.is_symlink()
        assert lying(target) == whole(contents)
    assert (tmp_path / "www" / ".polylex-real").is_dir()


@pytest.mark.parametrize("destination", ["nowhere", "site"])
def test_a_link_to_nothing_or_to_itself_is_refused(target: Path, destination: str) -> None:
    target.symlink_to(destination)
    assert refusal(pages(OLD), target) == "the output folder is a symbolic link to nothing"
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_link_to_the_sources_is_seen_through(target: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    target.symlink_to("content")
    assert "lie in each other" in refusal(pages(OLD), target, tmp_path / "content")


# ---------------------------------------------------------------- without renameat2


@pytest.fixture
def no_swap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.write.swap._swap_at_once", lambda *_: False)


@pytest.mark.usefixtures("no_swap")
def test_renames_do_what_the_exchange_does(target: Path) -> None:
    for contents in (OLD, NEW, OLD, OLD | {"a": b"1"}):
        write_site(pages(contents), target)
        assert lying(target) == whole(contents)
    assert sorted(path.name for path in (target.parent / ".polylex-site").iterdir() if path.is_dir()) == ["next"]


def test_another_system_has_no_renameat2(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    for contents in (OLD, NEW):
        write_site(pages(contents), target)
    assert lying(target) == whole(NEW)


def test_a_library_without_the_function_is_survived(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.write.swap.ctypes.CDLL", lambda *_, **__: object())
    for contents in (OLD, NEW):
        write_site(pages(contents), target)
    assert lying(target) == whole(NEW)


@pytest.mark.parametrize("name", ["ENOSYS", "EINVAL", "ENOTSUP"])
def test_a_file_system_that_can_not_exchange_is_survived(
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    answer(monkeypatch, name)
    for contents in (OLD, NEW):
        write_site(pages(contents), target)
    assert lying(target) == whole(NEW)


def test_a_system_that_refuses_the_exchange_leaves_the_old_site(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(pages(OLD), target)
    answer(monkeypatch, "EACCES")
    assert "permission denied" in refusal(pages(NEW), target)
    assert lying(target) == whole(OLD)


def answer(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let renameat2 fail with an error."""
    monkeypatch.setattr("generator.write.swap._renameat2", lambda: lambda *_: -1)
    monkeypatch.setattr("generator.write.swap.ctypes.get_errno", lambda: getattr(errno, name))


@pytest.mark.usefixtures("no_swap")
@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_rename_that_fails_costs_nothing(target: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    write_site(pages(OLD), target)
    rename, calls = Path.rename, []

    def fail(self: Path, to: Path) -> Path:
        calls.append(self)
        if len(calls) == failing:
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail)
    if failing < 3:
        refusal(pages(NEW), target)
    else:
        write_site(pages(NEW), target)
    assert lying(target) == whole(OLD if failing < 3 else NEW)
    monkeypatch.setattr(Path, "rename", rename)
    write_site(pages(NEW), target)
    assert lying(target) == whole(NEW)
    assert not (target.parent / ".polylex-site" / "previous").exists()


@pytest.mark.usefixtures("no_swap")
def test_a_link_whose_folder_a_kill_took_away_is_recovered(target: Path, tmp_path: Path) -> None:
    target.symlink_to("real")
    (tmp_path / "real").mkdir()
    write_site(pages(OLD), target)
    (tmp_path / "real").rename(tmp_path / ".polylex-real" / "previous")
    assert write_site(pages(OLD), target).unchanged == 4
    assert lying(target) == whole(OLD)
