"""The check in a process of its own, so that no page waits for it; only the newest state of the sources is checked."""

from __future__ import annotations

import copyreg
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread
from types import MappingProxyType

from generator.errors import Location, PolicyError, Problem
from generator.review import CheckOptions, run_check
from generator.serve.board import Found

DRAFT = "draft"
_ENDED = Problem(Location(""), "the check ended before it was done", "It runs again after the next change.")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is to be checked: the number of a snapshot, and whether it has drafts, which are then checked first."""

    number: int
    has_drafts: bool


def check(root: Path, as_of: date | None, ticket: Ticket) -> Iterator[Found]:
    """The findings on the drafts, and then those on all that `polylex check` looks at."""
    for revision in (DRAFT, "") if ticket.has_drafts else ("",):
        try:
            report = run_check(root, CheckOptions(revision=revision, as_of=as_of))
        except PolicyError as error:
            yield Found(ticket.number, None, error.problems)
            return
        yield Found(ticket.number, replace(report, sources={}))


def work(connection: Connection, root: Path, as_of: date | None) -> None:
    """Check whenever a ticket comes, until the other side hangs up; an older ticket gives way to a newer one."""
    _make_sendable()
    with suppress(EOFError, OSError):
        while True:
            ticket: Ticket = connection.recv()
            while connection.poll():
                ticket = connection.recv()
            for found in check(root, as_of, ticket):
                connection.send(found)
                if connection.poll():
                    break


def run(connection: Connection, root: Path, as_of: date | None) -> None:
    """Work as the process of its own, which leaves time to the one that shows the pages."""
    with suppress(OSError, AttributeError):
        os.nice(5)
    work(connection, root, as_of)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """A process that is started here never hears Ctrl-C, which is the business of the one that started it."""
    resource_tracker.ensure_running()  # else it starts in between, and lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _make_sendable() -> None:
    """Let a mapping that can't be changed be sent to another process."""
    copyreg.pickle(MappingProxyType, lambda mapping: (_frozen, (dict(mapping),)))


def _frozen(mapping: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(mapping)


@dataclass(slots=True)
class Checker:
    """Starts the process, hands it tickets, and tells what it finds; starts it anew where it ended by itself."""

    root: Path
    as_of: date | None
    tell: Callable[[Found], None]
    _lock: Lock = field(default_factory=Lock)
    _process: BaseProcess | None = None
    _connection: Connection | None = None
    _last: Ticket | None = None
    _is_closed: bool = False

    def start(self) -> None:
        """Start the process before there is something to check: it takes a while to load."""
        with self._lock:
            self._started()

    def ask(self, ticket: Ticket) -> None:
        """Have a state of the sources checked."""
        with self._lock:
            self._last = ticket
            with suppress(OSError):  # it has just ended, and its listener tells so
                self._started().send(ticket)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._is_closed = True
            if self._process is not None:
                self._process.terminate()
                self._process.join()
            if self._connection is not None:
                self._connection.close()

    def _started(self) -> Connection:
        if self._connection is None:
            context = get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=run, args=(theirs, self.root, self.as_of), daemon=True)
            with _without_interrupts():
                self._process.start()
            theirs.close()
            Thread(target=self._listen, args=(self._connection,), daemon=True).start()
        return self._connection

    def _listen(self, connection: Connection) -> None:
        with suppress(EOFError, OSError):
            while True:
                found: Found = connection.recv()
                if not self._is_old(found):
                    self.tell(found)
        self._forget(connection)

    def _is_old(self, found: Found) -> bool:
        with self._lock:
            return self._last is not None and found.number != self._last.number

    def _forget(self, connection: Connection) -> None:
        with self._lock:
            if self._is_closed or self._connection is not connection:
                return
            self._connection, last = None, self._last
        if last is not None:
            self.tell(Found(last.number, None, (_ENDED,)))
