"""The same work on many items, spread over processes that this one forks.

Each process takes every n-th item, so that neighbours, which are often alike in size, are spread. What comes back is
handed over in a temporary file, whole. A process ends by itself when the one that started it is gone.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Generic, TypeVar

from generator.errors import ConfigurationError, Location, Problem
from generator.source.folder import CONTENT

MANY = 24
"""Texts from which on a second process saves more time than it costs."""

T = TypeVar("T")
R = TypeVar("R")

_FAILED = 70
_TOO_LITTLE_MEMORY = 71


def cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def jobs_for(root: Path, documents: Sequence[str], wanted: int | None) -> int:
    """How many processes work on documents: as many as are wanted, else one for each processor; one for few texts."""
    if wanted is not None:
        return wanted
    texts = sum(1 for name in documents for _ in (root / CONTENT).glob(f"*/{name}/*.md"))
    return cpus() if texts >= MANY else 1


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would look again and again at values that all stay until the end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def spread(work: Callable[[T], R], items: Sequence[T], jobs: int) -> tuple[R, ...]:
    """What `work` returns for each item, in order; `jobs` is the greatest number of processes.

    With one job, or where a system can't fork, all is done in this process. Results must be such as can be pickled.
    Raises ConfigurationError if a process dies or memory runs out; a bug in `work` keeps its traceback.
    """
    count = min(jobs, len(items))
    if count <= 1 or not hasattr(os, "fork"):
        with _told_of_memory():
            return tuple(work(item) for item in items)
    with _workers(work, items, count) as workers:
        _wait(workers)
        parts = [worker.results() for worker in workers]
    return tuple(parts[at % count][at // count] for at in range(len(items)))


def memory_error() -> ConfigurationError:
    """What is told when memory runs out."""
    return _died("there was not enough memory", "Give it more memory, or fewer processes (`--jobs 1`)")


def _died(message: str, remedy: str) -> ConfigurationError:
    return ConfigurationError(Problem(Location(""), message, f"{remedy}; what was written before is as it was."))


@contextmanager
def _told_of_memory() -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise memory_error() from None


# ---------------------------------------------------------------- in the process that starts others


@dataclass(slots=True)
class _Worker(Generic[R]):
    """A process that was started; `ended` is the end of a pipe that closes with it, `file` what it hands over."""

    pid: int
    ended: int
    file: IO[bytes]
    is_over: bool = False

    def end(self) -> None:
        """Learn how it ended. Raises ConfigurationError if it died, RuntimeError if it failed with a traceback."""
        _, status = os.waitpid(self.pid, 0)
        self.is_over = True
        code = os.waitstatus_to_exitcode(status)
        if code < 0:
            name = signal.Signals(-code).name
            message = f"a process was ended from outside ({name})"
            raise _died(message, "Try again, perhaps with fewer processes (`--jobs 1`)")
        if code == _TOO_LITTLE_MEMORY:
            raise memory_error()
        if code:
            raise RuntimeError("a process failed, as told above")

    def stop(self) -> None:
        """End it, if it isn't over, and let go of what it used."""
        if not self.is_over:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.ended)
        self.file.close()

    def results(self) -> list[R]:
        """What it handed over."""
        self.file.seek(0)
        found: list[R] = pickle.load(self.file)  # noqa: S301 - from a file without a name, which our own process wrote
        return found


@contextmanager
def _workers(work: Callable[[T], R], items: Sequence[T], count: int) -> Iterator[list[_Worker[R]]]:
    """Processes at work; none is left at the end."""
    workers: list[_Worker[R]] = []
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        for number in range(count):
            workers.append(_start(work, items[number::count]))  # noqa: PERF401 - those before are stopped if one fails
        yield workers
    finally:
        for worker in workers:
            worker.stop()


def _start(work: Callable[[T], R], items: Sequence[T]) -> _Worker[R]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `stop`
    ended, held = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(ended)
        _serve(work, items, file, parent)
    os.close(held)
    return _Worker(pid, ended, file)


def _wait(workers: Sequence[_Worker[R]]) -> None:
    """Wait until all are over; raises as soon as one of them failed."""
    waiting = {worker.ended: worker for worker in workers}
    poll = select.poll()
    for ended in waiting:
        poll.register(ended, select.POLLIN)
    while waiting:
        for ended, _ in poll.poll():
            poll.unregister(ended)
            waiting.pop(ended).end()


# ---------------------------------------------------------------- in a process that was started


def _serve(work: Callable[[T], R], items: Sequence[T], file: IO[bytes], parent: int) -> None:
    """Do the work and end; nothing of the process that started this one is touched."""
    code = _FAILED
    try:
        code = _done(work, items, file, parent)
    except MemoryError:
        code = _TOO_LITTLE_MEMORY
    except KeyboardInterrupt:
        code = 0  # the other process was interrupted too, and tells
    finally:
        if code == _FAILED:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(code)


def _done(work: Callable[[T], R], items: Sequence[T], file: IO[bytes], parent: int) -> int:
    results: list[R] = []
    for item in items:
        if os.getppid() != parent:
            return 0
        results.append(work(item))
    pickle.dump(results, file, pickle.HIGHEST_PROTOCOL)
    file.flush()
    return 0
