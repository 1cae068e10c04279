"""Puts the parts of the preview together: watching, reading, checking, serving."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event, Thread

from generator.build import theme_folders
from generator.errors import ConfigurationError, InputError, Location, PolicyError, Problem
from generator.serve.answer import HTML, Answer
from generator.serve.board import Board, Found, State
from generator.serve.checking import Checker, Ticket
from generator.serve.pages import answer, made
from generator.serve.reading import Reader
from generator.serve.server import ADDRESS, PreviewServer
from generator.serve.snapshot import Snapshot
from generator.serve.watching import watch_sources
from generator.source.corpus import SITE_FILE
from generator.source.folder import CONTENT, exists

_SECOND_LOOK = 0.1
"""Seconds: an editor may be in the middle of saving; what can't be read is read again after these."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What is done with a sentence on something new, and with one on something wrong."""

    tell: Callable[[str], None]
    complain: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What to show: the site's folder, the port (0 for a free one), and the day (None for today).

    Without `check`, no findings are shown.
    """

    root: Path
    port: int = 8000
    as_of: date | None = None
    check: bool = True


class Preview:
    """A preview that runs from `start` to `close`.

    Raises PolicyError for a folder that holds no site, and for a port that can't be had.
    """

    def __init__(self, options: ServeOptions, voice: Voice) -> None:
        if not exists(options.root, SITE_FILE):
            raise _no_site()
        self._options, self._voice = options, voice
        self._board = Board()
        self._reader = Reader(options.root, options.as_of)
        self._checker = Checker(options.root, options.as_of, self._found)
        self._stop = Event()
        self._last_page = ""
        self._server = PreviewServer(options.port, self._answer, self._board)
        self._threads = (
            Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
            Thread(target=self._watch, daemon=True),
        )

    @property
    def address(self) -> str:
        """Where the site is, with a slash at its end."""
        return f"http://{ADDRESS}:{self._server.server_port}/"

    @property
    def board(self) -> Board:
        """What is shown."""
        return self._board

    def start(self) -> None:
        """Read the site and answer. What is wrong with it is shown on every page, until it is mended."""
        if self._options.check:
            self._checker.start()
        self._changed(())
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End everything, and wait for it."""
        self._stop.set()
        self._board.close()
        self._server.shutdown()
        self._server.server_close()
        self._checker.close()
        for thread in self._threads:
            thread.join()

    # ------------------------------------------------------------ answering

    def _answer(self, path: str) -> Answer:
        state = self._board.state
        found = answer(state, path, self._board.token(state))
        if found.kind == HTML:
            self._last_page = path
        return found

    # ------------------------------------------------------------ changes

    def _watch(self) -> None:
        folders = (self._options.root / CONTENT, *theme_folders(self._options.root))
        try:
            watch_sources(tuple(folder.resolve() for folder in folders), self._stop, self._changed_files)
        except ConfigurationError as error:
            self._board.fail(error.problems)
            self._voice.complain(str(error))

    def _changed_files(self, paths: Collection[Path]) -> None:
        """Read again; what changed while the watch began is seen by the first, empty call."""
        self._changed(tuple(_relative(path, self._options.root) for path in sorted(paths)))

    def _changed(self, paths: tuple[str, ...]) -> None:
        begun = time.perf_counter()
        try:
            snapshot = self._read_twice(paths)
        except PolicyError as error:
            if error.problems != self._board.state.problems:
                self._board.fail(error.problems)
                self._voice.complain(str(error))
            return
        shown = self._board.state
        if not paths and shown.snapshot and not shown.problems and _is_same(snapshot, shown.snapshot):
            return
        self._board.show(snapshot)
        if self._options.check:
            self._checker.ask(Ticket(snapshot.number, snapshot.has_drafts))
        self._voice.tell(f"Read in {1000 * (time.perf_counter() - begun):.0f} ms{_named(paths)}.")

    def _read_twice(self, paths: tuple[str, ...]) -> Snapshot:
        try:
            return self._read(paths)
        except PolicyError:
            time.sleep(_SECOND_LOOK)
            return self._read(paths)

    def _read(self, paths: tuple[str, ...]) -> Snapshot:
        """The site now, and the page that was asked for last made of it: a template may be what is wrong."""
        snapshot = self._reader.read(paths)
        made(State(0, snapshot, (), self._board.state.found), snapshot, self._last_page)
        return snapshot

    def _found(self, found: Found) -> None:
        """Show findings; that a check met the same errors as we did is told already."""
        if not (found.problems and self._board.state.problems):
            self._board.find(found)


def _no_site() -> InputError:
    remedy = "Run polylex in the site's folder, or name it with -C."
    return InputError(Problem(Location(SITE_FILE), "there is no site here: this file is missing", remedy))


def _is_same(one: Snapshot, other: Snapshot) -> bool:
    return one.loaded.sources == other.loaded.sources and one.today == other.today


def _relative(path: Path, root: Path) -> str:
    """A changed file as sources are named; one of a theme elsewhere keeps its whole path."""
    base = root.resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def _named(paths: tuple[str, ...]) -> str:
    return f" after a change of {', '.join(paths[:3])}{' and others' if len(paths) > 3 else ''}" if paths else ""  # noqa: PLR2004 - as many as fit on a line
