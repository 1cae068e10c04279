"""Where a site is written: which folder that really is, whether it is ours, and who may write to it now."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import Location, OutputError, Problem
from generator.write.contents import KEPT, MARKER, listed_in
from generator.write.generation import Tree, survey

LOCK_SECONDS = 60.0

_UNNAMABLE = re.compile(r"[\x00\ud800-\udc7f\udd00-\udfff]")  # the other surrogates stand for bytes outside UTF-8
_ANOTHER = "choose another output folder"
_REMEDIES = {
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "free some space, or have your quota raised",
    errno.EFBIG: "raise the limit for the size of files (ulimit -f)",
    errno.EROFS: "choose an output folder on a file system that can be written to",
    errno.EACCES: "let yourself write to the output folder and to the folder that holds it",
    errno.EPERM: "let yourself write to the output folder and to the folder that holds it",
    errno.EMFILE: "raise the limit for open files (ulimit -n)",
    errno.ENFILE: "close other programs: the system has too many open files",
    errno.EBUSY: "the output folder may be a mount point: choose a folder inside it",
    errno.EXDEV: "the output folder may be a mount point or part of a container image: choose a folder inside it",
    errno.ENAMETOOLONG: "choose an output folder with a shorter name, or shorten the ids of the documents",
    errno.ENOTDIR: "choose an output folder that lies in folders, not in a file",
    errno.ELOOP: "mend the symbolic links of the output folder",
}


@dataclass(frozen=True, slots=True)
class Place:
    """The real output folder, and the folder beside it where all work is done. `given` is the target as typed."""

    given: str
    target: Path

    @property
    def home(self) -> Path:
        """The folder of the stage, the lock and the records."""
        return self.target.with_name(f".polylex-{self.target.name}")

    @property
    def stage(self) -> Path:
        """The generation that will be live next."""
        return self.home / "next"

    @property
    def previous(self) -> Path:
        """Where the live site waits during an exchange by renames."""
        return self.home / "previous"


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Tell whatever the system refuses inside as an OutputError with a remedy."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        place = f": {_shown(error.filename)}" if error.filename else ""
        remedy = _REMEDIES.get(error.errno or 0, "mend the cause")
        message = f"the site can't be written: {what[:1].lower()}{what[1:]}{place}"
        raise _refusal(_shown(target), message, f"{remedy}; the old site is as it was") from error


def place_at(target: Path, keep: tuple[Path, ...]) -> Place:
    """The place for a target. Raises OutputError if no site may be written there, whatever it holds."""
    given = _shown(target)
    if _UNNAMABLE.search(str(target)):
        raise _refusal(given, "the name of the output folder has a character that no name may have", _ANOTHER)
    place = Place(given, Path(os.path.realpath(target)))
    if target.is_symlink() and not target.exists() and not place.previous.is_dir():
        raise _refusal(given, "the output folder is a symbolic link to nothing", "mend the link or remove it")
    if target.exists() and not target.is_dir():
        raise _refusal(given, "the output folder is no folder", _ANOTHER)
    _refuse_precious(place, keep)
    return place


def refuse_foreign(place: Place, tree: Tree) -> None:
    """Raise OutputError if the target holds anything that we didn't write."""
    if tree.files.keys() <= {KEPT}:
        return
    listed = listed_in(_marker(place.target / MARKER))
    if listed is None:
        message = "the output folder holds files but no readable marker of an earlier build"
        raise _refusal(place.given, message, f"{_ANOTHER}, or empty this one yourself")
    foreign = sorted(tree.files.keys() - listed - {MARKER})
    if foreign:
        names = ", ".join(ascii(name) for name in foreign[:3])
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""  # noqa: PLR2004 the three just named
        message = f"the output folder holds what no build has written: {names}{more}"
        raise _refusal(place.given, message, "move it elsewhere: the output folder is replaced as a whole")


def refuse_foreign_early(place: Place) -> None:
    """Refuse a foreign target before anything is created beside it.

    This looks without the lock. If another writer has come in between, it may have looked while folders swapped:
    then the answer waits for the lock.
    """
    if place.home.exists() or not place.target.exists():
        return
    try:
        refuse_foreign(place, survey(place.target))
    except OutputError:
        if not place.home.exists():
            raise


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """Hold the lock of the place. Raises OutputError if another process holds it for too long."""
    place.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place.home / "lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        message = f"another build has been writing the site for {LOCK_SECONDS:g} seconds"
        raise _refusal(place.given, message, "wait until it is done, or stop it, and build again") from None
    try:
        yield
    finally:
        lock.release()


def overtaken(place: Place) -> OutputError:
    """The error for a site that another build wrote while this one was made."""
    return _refusal(place.given, "another build has written the site meanwhile", "build again")


def _refuse_precious(place: Place, keep: tuple[Path, ...]) -> None:
    """Raise OutputError if the target is the root, the home folder, a source, above one or inside one."""
    target = place.target
    home = Path(os.path.realpath(os.path.expanduser("~")))  # noqa: PTH111 Path raises where there is no home
    if target in (Path(target.anchor), home):
        raise _refusal(place.given, "the output folder is the root of the file system or your home folder", _ANOTHER)
    for source in keep:
        real = Path(os.path.realpath(source))
        if target.is_relative_to(real) or real.is_relative_to(target):
            message = f"the output folder and the source folder {_shown(source)} lie in each other"
            raise _refusal(place.given, message, "choose an output folder beside the sources")


def _marker(path: Path) -> bytes:
    """What the marker holds; nothing if it is missing or is no plain file."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def _refusal(given: str, message: str, remedy: str) -> OutputError:
    """The error for the output folder as a whole."""
    return OutputError(Problem(Location(given), message, remedy))


def _shown(path: object) -> str:
    """A path on one line, in characters that every terminal can take."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in str(path))
