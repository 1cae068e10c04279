"""What is shown now, and waiting for it to change."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Condition

from generator.errors import Problem
from generator.review import CheckReport
from generator.serve.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Found:
    """What the check of a snapshot came to: a report, or why there is none. `number` is that of the snapshot."""

    number: int
    report: CheckReport | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What is shown at one moment; `number` grows with every change.

    `snapshot` is the last one that could be read, `problems` say why the sources as they are now can't be shown.
    """

    number: int = 0
    snapshot: Snapshot | None = None
    problems: tuple[Problem, ...] = ()
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One message to a page: `hello` at the start of a stream, `change`, `findings` or `error`."""

    kind: str
    state: State


def events_between(old: State | None, new: State) -> Iterator[Event]:
    """What a page that knows the old state is to be told; a page that knows none is greeted."""
    if old is None:
        yield Event("hello", new)
    elif old.snapshot is not new.snapshot or (old.problems and not new.problems):
        yield Event("change", new)
    if old is not None and old.found is not new.found:
        yield Event("findings", new)
    if new.problems and (old is None or old.problems != new.problems):
        yield Event("error", new)


@dataclass(slots=True)
class Board:
    """Holds the state for all threads; `boot` tells this run of the server from every other."""

    boot: str = field(default_factory=lambda: secrets.token_hex(4))
    _state: State = field(default_factory=State)
    _changed: Condition = field(default_factory=Condition)
    _closed: bool = False

    @property
    def state(self) -> State:
        """What is shown now."""
        with self._changed:
            return self._state

    @property
    def is_closed(self) -> bool:
        """Whether nothing will change any more."""
        with self._changed:
            return self._closed

    def show(self, snapshot: Snapshot) -> State:
        """Show a snapshot; whatever was wrong before is mended."""
        return self._change(lambda state: replace(state, snapshot=snapshot, problems=()))

    def fail(self, problems: tuple[Problem, ...]) -> State:
        """Keep what is shown, and say what is wrong now."""
        return self._change(lambda state: replace(state, problems=problems))

    def find(self, found: Found) -> State:
        """Show what a check found."""
        return self._change(lambda state: replace(state, found=found))

    def close(self) -> None:
        """Wake all who wait, for the last time."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, known: int, seconds: float) -> State:
        """The state, once it isn't the one of this number; after so many seconds, whatever it is."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state.number != known, seconds)
            return self._state

    def token(self, state: State) -> str:
        """The name of a state, for a page to compare its own with."""
        return f"{self.boot}.{state.number}"

    def _change(self, change: Callable[[State], State]) -> State:
        with self._changed:
            self._state = replace(change(self._state), number=self._state.number + 1)
            self._changed.notify_all()
            return self._state
