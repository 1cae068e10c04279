"""Writing what a command decided, so that a stop at any moment leaves the old state or the new one.

All new files are written first; they mean nothing until the list of revisions names them. Replacing the list is the
one moment at which anything is published. A journal tells the next command which files an unfinished one left.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import InputError, Location, OutputError, Problem
from generator.integrity.known import FOLDER
from generator.publish.journal import Journal
from generator.review.files import write_whole
from generator.source.files import read_source
from generator.source.folder import exists

_LOCK_SECONDS = 60.0
_IN_THE_WAY = "Look at it; remove it, or move it elsewhere, and run the command again."


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write, by paths relative to the site's folder.

    `files` come first, `commit_text` replaces the list at `commit_path`, which holds `expected` now; then follow
    `then_files`, and `then_removed` go. Without the last two, the state is whole too.
    """

    commit_path: str
    commit_text: str
    expected: str
    files: Mapping[str, str] = field(default_factory=dict)
    then_files: Mapping[str, str] = field(default_factory=dict)
    then_removed: tuple[str, ...] = ()


def commit(root: Path, plan: Plan) -> None:
    """Write a plan.

    Raises OutputError if the system refuses, if another command was faster, or if a file is in the way. What was
    published is then as before, or the message says that it is published.
    """
    journal = Journal(root, plan.commit_path, plan.expected)
    with _locked(root):
        if _held(root, plan.commit_path) != plan.expected:
            message = "the list of revisions changed while this command was at work"
            raise OutputError(Problem(Location(plan.commit_path), message, "Look at it, and run the command again."))
        journal.clean_up((*plan.files, *plan.then_files))
        _refuse_to_overwrite(journal, plan)
        journal.note(plan.commit_text, plan.files, plan.then_files)
        for path, text in plan.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(root, path, text)
        _sync_folders(root, plan)
        write_whole(root, plan.commit_path, plan.commit_text)
        with _after_commit(plan):
            _finish(root, plan)
            journal.end()


def _finish(root: Path, plan: Plan) -> None:
    _sync(root / Path(plan.commit_path).parent)
    for path, text in plan.then_files.items():
        write_whole(root, path, text)
    for path in plan.then_removed:
        (root / path).unlink(missing_ok=True)


def _refuse_to_overwrite(journal: Journal, plan: Plan) -> None:
    """Nothing is written over a file of somebody else's that has the name of a new one."""
    problems = [
        Problem(Location(path), "this file is in the way: no revision has it, and it would be lost", _IN_THE_WAY)
        for path, text in plan.files.items()
        if exists(journal.root, path) and not journal.is_listed(path) and _held(journal.root, path) != text
    ]
    if problems:
        raise OutputError(*problems)


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    folder = root / FOLDER
    if folder.is_symlink():
        raise OutputError(Problem(Location(FOLDER), "this is a link to somewhere else", "Remove it."))
    try:
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_bytes(b"*\n")
        with FileLock(folder / "lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout:
        message = "another command is publishing in this site"
        raise OutputError(Problem(Location(FOLDER), message, "Wait until it is done.")) from None
    except OSError as error:
        message = f"this can't be written: {(error.strerror or str(error)).lower()}"
        where = Path(error.filename).name if error.filename else FOLDER
        remedy = "Check the permissions and the space on the disk; nothing is published."
        raise OutputError(Problem(Location(where), message, remedy)) from None


@contextmanager
def _after_commit(plan: Plan) -> Iterator[None]:
    """What fails from here on doesn't undo what is published."""
    try:
        yield
    except (OutputError, OSError) as error:
        message = f"the list of revisions is written, so this is published, but not all that follows it: {error}"
        raise OutputError(Problem(Location(plan.commit_path), message, "Mend the cause; nothing is lost.")) from None


def _held(root: Path, path: str) -> str:
    """The characters of a file; none if it can't be read."""
    with suppress(InputError):
        return read_source(root, path).text
    return ""


# ---------------------------------------------------------------- the disk


def _sync_folders(root: Path, plan: Plan) -> None:
    for folder in sorted({Path(path).parent for path in plan.files}):
        _sync(root / folder)


def _sync(folder: Path) -> None:
    """Have the names in a folder reach the disk, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
