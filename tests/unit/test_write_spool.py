"""Files that wait until a build is done: what is written, what isn't, and what a killed build leaves."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock

from generator.errors import OutputError
from generator.pages import OutputFile
from generator.write import StoredFile, WriteReport, spooled, write_site

OLD = {"index.html": b"old", "fr/index.html": b"same", "gone/a.html": b"x"}
NEW = {"index.html": b"new!", "fr/index.html": b"same", "nl/a/index.html": b"n"}


def files(contents: dict[str, bytes]) -> list[OutputFile]:
    return [OutputFile(path, content) for path, content in contents.items()]


def build(contents: dict[str, bytes], target: Path) -> WriteReport:
    with spooled(target, ()) as spool:
        return write_site([spool.take(file) for file in files(contents)], target, spool=spool)


def lying(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".")}


def home(target: Path) -> list[str]:
    """What lies beside the target, but for records, whose names are numbers."""
    found = sorted(path.name for path in target.with_name(".polylex-site").iterdir())
    return [name for name in found if not name.startswith("generation-")]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_stored_site_is_the_site_that_is_written_from_memory(target: Path, tmp_path: Path) -> None:
    for contents in (OLD, NEW, OLD, OLD, NEW):
        build(contents, target)
        assert lying(target) == contents
        assert home(target) in (["lock"], ["lock", "next"])
    write_site(files(NEW), tmp_path / "other" / "site")
    assert (target / ".polylex").read_bytes() == (tmp_path / "other" / "site" / ".polylex").read_bytes()


def test_the_report_counts_as_that_of_a_site_from_memory(target: Path) -> None:
    assert build(OLD, target) == WriteReport(3, 0, 0, target)
    assert build(NEW, target) == WriteReport(2, 1, 1, target)
    assert build(NEW, target) == WriteReport(0, 3, 0, target)


def test_the_first_site_is_the_folder_that_waited(target: Path) -> None:
    with spooled(target, ()) as spool:
        stored = [spool.take(file) for file in files(OLD)]
        place = (spool.folder / "fr" / "index.html").stat().st_ino
        write_site(stored, target, spool=spool)
    assert (target / "fr" / "index.html").stat().st_ino == place


def test_what_the_live_site_or_the_stage_holds_is_not_written(target: Path) -> None:
    build(OLD, target)
    with spooled(target, ()) as spool:
        assert not spool.take(OutputFile("fr/index.html", b"same")).is_spooled
        assert spool.take(OutputFile("index.html", b"new!")).is_spooled
        assert (spool.folder / "index.html").read_bytes() == b"new!"
        assert not (spool.folder / "fr").exists()
    build(NEW, target)
    with spooled(target, ()) as spool:
        assert not spool.take(OutputFile("index.html", b"old")).is_spooled  # in the stage
        assert not spool.take(OutputFile("index.html", b"new!")).is_spooled  # live


def test_a_path_that_is_unsafe_is_written_nowhere_and_refused(target: Path) -> None:
    with spooled(target, ()) as spool:
        stored = [spool.take(OutputFile(path, b"x")) for path in ("../outside", "/absolute", "good.html")]
        with pytest.raises(OutputError, match="outside"):
            write_site(stored, target, spool=spool)
    assert not target.exists()
    assert [path.name for path in target.parent.iterdir()] in ([".polylex-site"], [])


def test_a_file_that_is_a_folder_too_is_refused(target: Path) -> None:
    with spooled(target, ()) as spool:
        stored = [spool.take(OutputFile(path, b"x")) for path in ("a", "a/b", "c/d", "c")]
        with pytest.raises(OutputError, match="the folder of"):
            write_site(stored, target, spool=spool)


def test_nothing_is_left_where_a_build_fails(target: Path) -> None:
    def fail() -> None:
        with spooled(target, ()) as spool:
            spool.take(OutputFile("a/b.html", b"x"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(target.parent.iterdir()) == []


def test_a_target_of_others_is_refused_before_anything_is_made(target: Path) -> None:
    target.mkdir()
    (target / "mine.txt").touch()
    with pytest.raises(OutputError), spooled(target, ()):
        pass
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_removed_but_not_what_is_in_use(target: Path) -> None:
    left, used = (target.with_name(".polylex-site") / f"pages-{name}-0" for name in ("1", "2"))
    for folder in (left, used):
        (folder / "fr").mkdir(parents=True)
        Path(f"{folder}.lock").touch()
    with FileLock(f"{used}.lock"), spooled(target, ()) as spool:
        assert not left.exists()
        assert used.is_dir()
        with spooled(target, ()) as other:
            assert other.folder != spool.folder
    build(OLD, target)
    assert home(target) == ["lock"]


def test_a_folder_of_that_name_is_left_alone(target: Path) -> None:
    strange = target.with_name(".polylex-site") / f"pages-{os.getpid()}-0"
    strange.mkdir(parents=True)
    with spooled(target, ()) as spool:
        assert spool.folder != strange


def test_a_site_that_another_build_replaced_meanwhile_is_told(target: Path) -> None:
    build(OLD, target)
    with spooled(target, ()) as spool:
        stored = [spool.take(file) for file in files({**OLD, "more": b"m"})]
        write_site(files(NEW), target)
        write_site(files({"index.html": b"third"}), target)
        with pytest.raises(OutputError, match="another build has written the site meanwhile"):
            write_site(stored, target, spool=spool)
    assert lying(target) == {"index.html": b"third"}
    assert build(OLD, target).written == 3


def test_what_only_the_live_site_holds_is_copied_into_the_stage(target: Path) -> None:
    build(OLD, target)
    build({**OLD, "index.html": b"second"}, target)
    assert lying(target) == {**OLD, "index.html": b"second"}
    stored = StoredFile("index.html", sha256(b"second").hexdigest())
    with spooled(target, ()) as spool:
        write_site([stored, spool.take(OutputFile("b", b"b"))], target, spool=spool)
    assert lying(target) == {"index.html": b"second", "b": b"b"}


def test_what_the_system_refuses_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with spooled(target, ()) as spool:

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "mkdir", refuse)
        with pytest.raises(OutputError, match="no space left"):
            spool.take(OutputFile("a/b", b"x"))
