"""Where the files of a build wait until all of them are made: a folder beside the output folder.

Several processes may put files there. What the stage or the live site holds already isn't written at all. A folder
that a killed build leaves behind is removed by the next one; one that is in use is known by its lock.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from generator.pages import OutputFile
from generator.write.contents import StoredFile, is_unsafe
from generator.write.generation import Generation, generation_at
from generator.write.keep import Keep
from generator.write.place import Place, overtaken, place_at, refuse_foreign_early, told
from generator.write.stage import discard

_PREFIX = "pages-"
_LOCK = ".lock"
_PDFS, _TEMPLATES, _DOCUMENTS = "pdf", "templates", "documents"


@dataclass(frozen=True, slots=True)
class Spool:
    """The folder, and what the stage and the live site held before the build, which needn't be written."""

    place: Place
    folder: Path
    staged: Generation
    live: Generation
    _made: set[str] = field(default_factory=set)

    @property
    def pdfs(self) -> Keep:
        """Where PDFs are kept from build to build."""
        return self._keep(_PDFS)

    @property
    def templates(self) -> Keep:
        """Where compiled templates are kept."""
        return self._keep(_TEMPLATES)

    @property
    def documents(self) -> Keep:
        """Where it is kept what documents were made into."""
        return self._keep(_DOCUMENTS)

    def _keep(self, name: str) -> Keep:
        return Keep(self.folder.with_name(name))

    def take(self, file: OutputFile) -> StoredFile:
        """Put a file in its place, unless it isn't needed. Raises OutputError for what the system refuses.

        What can't be a path of a site is written nowhere; whoever lists the contents refuses it.
        """
        digest = sha256(file.content).hexdigest()
        stored = StoredFile(file.path, digest)
        if self.holds(stored) or is_unsafe(file.path):
            return stored
        at = f"{self.folder}/{file.path}"
        with told(self.target), suppress(NotADirectoryError, IsADirectoryError, FileExistsError):
            self._make_folder(os.path.dirname(at))  # noqa: PTH120 - thousands of files, so no paths as objects
            with open(at, "wb") as opened:  # noqa: PTH123 - the same
                opened.write(file.content)
        return StoredFile(file.path, digest, is_spooled=True)

    def given(self, file: StoredFile) -> OutputFile:
        """A file with its content. Raises OutputError for what the system refuses, or if another process took it."""
        is_live = self.live.held.get(file.path) == file.digest
        at = self.folder if file.is_spooled else self.place.target if is_live else self.place.stage
        with told(self.target):
            content = (at / file.path).read_bytes()
        if sha256(content).hexdigest() != file.digest:
            raise overtaken(self.place)
        return OutputFile(file.path, content)

    @property
    def target(self) -> Path:
        """The output folder as it was named."""
        return Path(self.place.given)

    def holds(self, file: StoredFile) -> bool:
        """Whether the stage or the live site has a file with this content."""
        return file.digest in (self.live.held.get(file.path), self.staged.held.get(file.path))

    def _make_folder(self, folder: str) -> None:
        """Make a folder with those above it; another process may make them too."""
        if folder in self._made or folder == str(self.folder):
            return
        self._make_folder(os.path.dirname(folder))  # noqa: PTH120 - the same
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102 - the same
        self._made.add(folder)


@contextmanager
def spooled(target: Path, keep: tuple[Path, ...]) -> Iterator[Spool]:
    """A spool for a build of a site, removed at the end. `keep` as for `write_site`.

    Raises OutputError, before anything is made, for a target that can't be ours.
    """
    with told(target):
        place = place_at(target, keep)
        refuse_foreign_early(place)
        place.home.mkdir(parents=True, exist_ok=True)
        _remove_left(place)
        folder, lock = _opened(place)
        staged, live = (generation_at(at, place.home) for at in (place.stage, place.target))
        spool = Spool(place, folder, staged, live)
    try:
        yield spool
    finally:
        with suppress(OSError):
            discard(folder)
            lock.release()
            Path(lock.lock_file).unlink(missing_ok=True)
            if not place.target.exists():
                spool.templates.forget_all_but(())
            place.home.rmdir()  # only where nothing was written, and nothing is


def _opened(place: Place) -> tuple[Path, FileLock]:
    """A new folder, and its lock, which is held."""
    for number in count():
        folder = place.home / f"{_PREFIX}{os.getpid()}-{number}"
        lock = FileLock(f"{folder}{_LOCK}", timeout=0)
        with suppress(Timeout, FileExistsError):
            lock.acquire()
            folder.mkdir()
            return folder, lock
    raise AssertionError


def _remove_left(place: Place) -> None:
    """Remove the folders of builds that are no more."""
    for path in sorted(place.home.glob(f"{_PREFIX}*{_LOCK}")):
        lock = FileLock(path, timeout=0)
        with suppress(Timeout), lock:
            discard(path.with_name(path.name.removesuffix(_LOCK)))
            path.unlink(missing_ok=True)
