"""Work spread over processes: results in order, and every way in which a process can end is told."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import workers
from generator.errors import ConfigurationError
from generator.workers import cpus, spread

ITEMS = tuple(range(7))


def squared(number: int) -> int:
    return number * number


def where(_: int) -> int:
    return os.getpid()


def dies(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def is_out_of_memory(number: int) -> int:
    if number == 1:
        raise MemoryError
    return number


def has_a_bug(number: int) -> int:
    return 10 // (number - 1)


@pytest.mark.parametrize("jobs", [1, 2, 3, 20])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert spread(squared, ITEMS, jobs) == (0, 1, 4, 9, 16, 25, 36)


def test_nothing_to_do_needs_no_process() -> None:
    assert spread(squared, (), 4) == ()


def test_one_job_or_one_item_stays_in_this_process() -> None:
    assert set(spread(where, ITEMS, 1)) == {os.getpid()}
    assert spread(where, (1,), 4) == (os.getpid(),)
    found = set(spread(where, ITEMS, 2))
    assert len(found) == 2
    assert os.getpid() not in found


def test_a_system_that_can_not_fork_does_all_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert set(spread(where, ITEMS, 2)) == {os.getpid()}


def test_a_process_that_is_killed_is_told_and_no_other_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    started = list[int]()
    fork = os.fork

    def noted() -> int:
        started.append(pid := fork())
        return pid

    monkeypatch.setattr(os, "fork", noted)
    with pytest.raises(ConfigurationError, match=r"ended from outside \(SIGKILL\)"):
        spread(dies, ITEMS, 3)
    assert len(started) == 3
    for pid in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


@pytest.mark.parametrize("jobs", [1, 2])
def test_too_little_memory_is_told(jobs: int) -> None:
    with pytest.raises(ConfigurationError, match="not enough memory"):
        spread(is_out_of_memory, ITEMS, jobs)


def test_a_bug_keeps_its_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="failed"):
        spread(has_a_bug, ITEMS, 2)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_processors_are_counted_on_any_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cpus() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert cpus() >= 1


# ---------------------------------------------------------------- as the process sees it


class _Ended(BaseException):
    """In place of the end of a process."""


def served(monkeypatch: pytest.MonkeyPatch, work: Callable[[int], int], parent: int) -> tuple[int, bytes]:
    """The exit code of a process that does this work, and what it hands over."""
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        raise _Ended

    monkeypatch.setattr(os, "_exit", end)
    file = io.BytesIO()
    with pytest.raises(_Ended):
        workers._serve(work, ITEMS, file, parent)
    return codes[0], file.getvalue()


def interrupted(_: int) -> int:
    raise KeyboardInterrupt


def test_how_a_process_ends(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    here = os.getppid()
    code, handed_over = served(monkeypatch, squared, here)
    assert code == 0
    assert handed_over
    assert served(monkeypatch, is_out_of_memory, here) == (71, b"")
    assert served(monkeypatch, interrupted, here) == (0, b"")
    assert not capsys.readouterr().err
    assert served(monkeypatch, has_a_bug, here) == (70, b"")
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_process_without_the_one_that_started_it_stops(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work(_: int) -> int:
        begun.touch()
        return 0

    assert served(monkeypatch, work, os.getppid() + 1) == (0, b"")
    assert not begun.exists()
