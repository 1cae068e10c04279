"""Tells which sources changed, a few milliseconds after they did."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, watch
from watchfiles._rust_notify import WatchfilesRustInternalError

from generator.errors import ConfigurationError, Location, Problem

_STEP, _DEBOUNCE = 5, 50
"""Milliseconds: how long files must lie still after a change, and how long one that goes on is waited for."""

_TEMPORARY = re.compile(
    r"\..*|.*~|#.*#|4913"  # hidden files and backups; vim tries a folder with a file of this name
    r"|.*\.(?:sw[a-z]|tmp|temp|bak|part|crdownload)|.*___jb_(?:old|tmp)___|Thumbs\.db|desktop\.ini"
)


def is_source(_change: Change, path: str) -> bool:
    """Whether a changed file can be a source: editors write temporary ones beside it."""
    return not _TEMPORARY.fullmatch(Path(path).name)


def watch_sources(folders: tuple[Path, ...], stop: Event, tell: Callable[[frozenset[Path]], None]) -> None:
    """Call `tell` with the files that changed, again and again until `stop` is set.

    It is called once with none, soon after the watch began: what changed before that was seen by nobody. Raises
    ConfigurationError where the system can't tell of changes.
    """
    is_begun = False
    for changes in _changes(folders, stop):
        if changes or not is_begun:
            is_begun = True
            tell(frozenset(Path(path) for _, path in changes))


def _changes(folders: tuple[Path, ...], stop: Event) -> Iterator[set[tuple[Change, str]]]:
    try:
        yield from watch(
            *folders,
            watch_filter=is_source,
            step=_STEP,
            debounce=_DEBOUNCE,
            rust_timeout=500,
            yield_on_timeout=True,
            stop_event=stop,
            raise_interrupt=False,
        )
    except (OSError, WatchfilesRustInternalError) as error:
        message = f"changes of the sources can't be seen: {error}"
        raise ConfigurationError(Problem(Location(""), message, "Start `polylex serve` again.")) from None
