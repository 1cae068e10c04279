"""Kills, full and read-only disks, limits, and writers that meet."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import pytest
from filelock import FileLock

from generator.errors import OutputError
from generator.pages import OutputFile
from generator.write import write_site

OLD = {"index.html": b"old", "fr/index.html": b"le vieux", "same/index.html": b"same", "gone/a.html": b"x"}
NEW = {"index.html": b"new!", "fr/index.html": b"le neuf", "same/index.html": b"same", "nl/index.html": b"n"}
EVENTS = {"open", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.scandir", "ctypes.dlsym"}

Child = Callable[[Callable[[], None]], int]


def write(contents: Mapping[str, bytes], target: Path) -> None:
    write_site([OutputFile(path, content) for path, content in contents.items()], target)


def write_all(sites: Iterable[Mapping[str, bytes]], target: Path) -> None:
    for contents in sites:
        write(contents, target)


def whole(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    files = {**contents, ".gitkeep": b""}
    lines = [f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return {**files, ".polylex": "".join(lines).encode()}


def lying(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal(contents: Mapping[str, bytes], target: Path) -> str:
    with pytest.raises(OutputError) as caught:
        write(contents, target)
    (problem,) = caught.value.problems
    assert problem.remedy
    return f"{problem.message} / {problem.remedy}"


def fork(work: Callable[[], None]) -> int:
    """Run some work in a child process; its id. The child ends with 0, or with 1 if the work raised anything."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001 a forked child must never return into pytest
        os._exit(1)
    os._exit(0)


def end(child: int) -> int:
    """Wait for a child; what it ended with, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(count: int, work: Callable[[], None]) -> bool:
    """Run some work in a child that is killed before its `count`th call to the file system; False if it ended first."""

    def work_until() -> None:
        left = count

        def watch(event: str, _arguments: object) -> None:
            nonlocal left
            left -= event in EVENTS
            if event in EVENTS and left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        work()

    code = end(fork(work_until))
    assert code in (0, -signal.SIGKILL)
    return code != 0


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


Mount = Callable[..., Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Mounts a file system on `tmp_path / "disk"`; skips the test where that isn't permitted."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def call(*arguments: str) -> Path:
        command = shutil.which("mount")
        done = command and subprocess.run([command, *arguments, str(disk)], capture_output=True, check=False)
        if not done or done.returncode:
            pytest.skip("this process may not mount a file system")
        return disk

    yield call
    while os.path.ismount(disk):
        subprocess.run(["umount", str(disk)], check=True)


# ---------------------------------------------------------------- kills


@pytest.mark.parametrize("history", [[], [OLD], [NEW | {"index.html": b"0"}, OLD]], ids=["first", "second", "third"])
def test_a_kill_at_any_call_leaves_the_old_site_or_the_new(target: Path, history: list[dict[str, bytes]]) -> None:
    for count in range(1, 500):
        for folder in (target, target.parent / ".polylex-site"):
            shutil.rmtree(folder, ignore_errors=True)
        for contents in history:
            write(contents, target)
        if not killed_at(count, lambda: write(NEW, target)):
            break
        found = lying(target)
        assert found in ([whole(OLD), whole(NEW)] if history else [{}, whole(NEW)])
        assert_the_next_write_succeeds(target)
    assert count > 15
    assert lying(target) == whole(NEW)


def test_a_kill_between_two_renames_is_recovered_by_the_next_write(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.write.swap._swap_at_once", lambda *_: False)
    missing = 0
    for count in range(1, 500):
        write(OLD, target)
        if not killed_at(count, lambda: write(NEW, target)):
            break
        missing += not target.exists()
        assert not target.exists() or lying(target) in (whole(OLD), whole(NEW))
        assert_the_next_write_succeeds(target)
    assert missing == 1
    assert lying(target) == whole(NEW)


def assert_the_next_write_succeeds(target: Path) -> None:
    for contents in (OLD, NEW):
        write(contents, target)
        assert lying(target) == whole(contents)
    assert not (target.parent / ".polylex-site" / "previous").exists()


def test_a_kill_at_any_time_leaves_one_of_two_sites(target: Path) -> None:
    chance = random.Random(2018)  # noqa: S311 the moments need not be secret
    sites = [{f"{n % 20}/{n}.html": b"%d %d" % (n, site * (n % 3)) * 50 for n in range(300)} for site in (1, 2)]
    write(sites[0], target)

    for _ in range(10):
        child = fork(partial(write_all, cycle(reversed(sites)), target))
        time.sleep(chance.uniform(0.002, 0.12))
        os.kill(child, signal.SIGKILL)
        assert end(child) == -signal.SIGKILL
        assert lying(target) in [whole(contents) for contents in sites]


# ---------------------------------------------------------------- several at once


def test_two_writers_wait_for_each_other(target: Path) -> None:
    children = [fork(partial(write_all, [contents] * 8, target)) for contents in (OLD, NEW, OLD)]
    assert [end(child) for child in children] == [0, 0, 0]
    assert lying(target) in (whole(OLD), whole(NEW))


def test_a_reader_never_misses_a_page(target: Path) -> None:
    write(OLD, target)
    child = fork(partial(write_all, [NEW, OLD] * 15, target))
    done = threading.Event()
    seen: set[bytes] = set()

    def read() -> None:
        while not done.is_set():
            seen.add((target / "index.html").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    code = end(child)
    done.set()
    reader.join()
    assert code == 0
    assert seen == {b"old", b"new!"}


def test_a_writer_that_never_ends_is_not_waited_for_for_ever(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(OLD, target)
    monkeypatch.setattr("generator.write.place.LOCK_SECONDS", 0.05)
    with FileLock(target.parent / ".polylex-site" / "lock"):
        assert "another build has been writing the site for 0.05 seconds" in refusal(NEW, target)
    assert lying(target) == whole(OLD)
    write(NEW, target)
    assert lying(target) == whole(NEW)


# ---------------------------------------------------------------- what the system refuses


def test_a_full_disk_leaves_the_old_site(mount: Mount) -> None:
    target = mount("-t", "tmpfs", "-o", "size=64k", "tmpfs") / "site"
    write(OLD, target)
    for contents in ({"a": b"x" * 100_000}, {f"{n}/index.html": b"x" * 3000 for n in range(30)}):
        assert "no space left on device" in refusal(contents, target)
        assert lying(target) == whole(OLD)
    write(NEW, target)
    assert lying(target) == whole(NEW)


def test_a_disk_that_is_full_from_the_start_is_told(mount: Mount) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=64k", "tmpfs")
    assert "free some space" in refusal({"a": b"x" * 100_000}, disk / "site")
    assert not (disk / "site").exists()


def test_a_read_only_disk_is_told(mount: Mount) -> None:
    disk = mount("-t", "tmpfs", "tmpfs")
    write(OLD, disk / "site")
    mount("-o", "remount,ro")
    for target in (disk / "site", disk / "other"):
        assert "read-only file system" in refusal(NEW, target)
    assert lying(disk / "site") == whole(OLD)


def test_a_mount_point_as_target_is_told(mount: Mount) -> None:
    disk = mount("-t", "tmpfs", "tmpfs")
    (disk / ".gitkeep").touch()
    assert "choose a folder inside it" in refusal(OLD, disk)
    assert lying(disk) == {".gitkeep": b""}


def test_a_folder_from_a_container_image_is_taken_over(mount: Mount) -> None:
    """Such a folder can't be renamed: its file system is an overlay, here a real one on a tmpfs."""
    layers = mount("-t", "tmpfs", "tmpfs")
    for name in ("image/empty", "image/kept", "image/foreign", "upper", "work"):
        (layers / name).mkdir(parents=True)
    (layers / "image" / "kept" / ".gitkeep").touch()
    options = f"lowerdir={layers / 'image'},upperdir={layers / 'upper'},workdir={layers / 'work'}"
    root = mount("-t", "overlay", "-o", options, "overlay")
    for name in ("empty", "kept"):
        for contents in (OLD, NEW, OLD):
            write(contents, root / name)
            assert lying(root / name) == whole(contents)


def test_a_site_that_can_not_be_moved_is_left_alone(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(OLD, target)
    refuse_to_move(monkeypatch)
    assert "container image" in refusal(NEW, target)
    assert lying(target) == whole(OLD)


@pytest.mark.parametrize("before", [{}, {".gitkeep": b""}])
def test_an_empty_folder_that_can_not_even_be_replaced_stays(
    target: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes]
) -> None:
    target.mkdir()
    for name in before:
        (target / name).touch()
    refuse_to_move(monkeypatch)
    refusal(NEW, target)
    assert lying(target) == before


def refuse_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("generator.write.swap._swap_at_once", refuse)
    monkeypatch.setattr(Path, "rename", refuse)


@pytest.mark.parametrize(
    ("limit", "value", "told"),
    [(resource.RLIMIT_FSIZE, 2000, "raise the limit for the size"), (resource.RLIMIT_NOFILE, 0, "ulimit -n")],
)
def test_a_limit_of_the_process_is_told(target: Path, limit: int, value: int, told: str) -> None:
    write(OLD, target)
    soft, hard = resource.getrlimit(limit)
    resource.setrlimit(limit, (value, hard))
    try:
        message = refusal({"a": b"x" * 5000}, target)
    finally:
        resource.setrlimit(limit, (soft, hard))
    assert told in message
    assert lying(target) == whole(OLD)


def test_no_permission_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(OLD, target)

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert "permission denied" in refusal(NEW, target)
    assert lying(target) == whole(OLD)


def test_an_error_without_words_is_told_too(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("Something odd")

    monkeypatch.setattr("generator.write.place.FileLock", refuse)
    assert refusal(NEW, target).startswith("the site can't be written: something odd / mend the cause; ")


def test_a_kept_page_that_vanishes_while_it_is_looked_at_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(OLD, target)

    def vanish(folder: Path) -> None:
        raise FileNotFoundError(2, "No such file or directory", str(folder / "index.html"))

    monkeypatch.setattr("generator.write.generation.survey", vanish)
    assert "index.html" in refusal(NEW, target)
