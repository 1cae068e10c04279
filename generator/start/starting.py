"""Writing a new site: made and sealed in a folder of its own first, and put in its place only when it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.errors import ConfigurationError, Location, OutputError, Problem
from generator.integrity.entries import as_yaml
from generator.integrity.sealing import seal_all
from generator.review.known_rules import known_rules_path, record_known_rules
from generator.source import load_site
from generator.source.folder import CONTENT, Names
from generator.start.around import files_around
from generator.start.content import content_files
from generator.start.options import StartOptions, check_options


@dataclass(frozen=True, slots=True)
class Started:
    """A site that was written: the paths of its files, sorted, relative to its folder."""

    folder: Path
    files: tuple[str, ...]


def start_site(folder: Path, options: StartOptions) -> Started:
    """Write a new site into a folder, which is made if it isn't there.

    Raises ConfigurationError for options that can't be, for a folder that holds a site, and for each file that would
    be overwritten; OutputError if the system refuses. Nothing is left behind then.
    """
    check_options(options)
    files = {**content_files(options), **files_around(options)}
    generated = known_rules_path(options.document)
    _refuse_to_overwrite(folder, (*files, *([generated] if options.has_revisions else ())))
    with tempfile.TemporaryDirectory(prefix="polylex-init-") as staged:
        root = Path(staged)
        _write(root, files)
        _seal(root, options.document)
        names = sorted({*files, *([generated] if options.has_revisions else ())})
        whole = {name: (root / name).read_text("utf-8") for name in names}
    _write(folder, whole)
    return Started(folder, tuple(whole))


def _refuse_to_overwrite(folder: Path, names: tuple[str, ...]) -> None:
    if folder.exists() and not folder.is_dir():
        problem = Problem(Location(str(folder)), "this is no folder", "Name a folder that is empty or not there yet.")
        raise ConfigurationError(problem)
    if os.path.lexists(folder / CONTENT):
        message = "this folder holds a site already"
        remedy = "Name another folder; a document is added to a site by hand, as docs/authors/source-format.md says."
        raise ConfigurationError(Problem(Location(str(folder / CONTENT)), message, remedy))
    taken = [name for name in names if os.path.lexists(folder / name)]
    if taken:
        remedy = "Move it away, or name another folder."
        raise ConfigurationError(
            *(Problem(Location(str(folder / name)), "this is there already", remedy) for name in taken)
        )


def _seal(root: Path, document: str) -> None:
    """Seal the revisions in the order of their list, and record the rules that they were checked with."""
    loaded = load_site(root)
    revisions = {revision.id: revision for revision in loaded.corpus.documents[0].revisions}
    held = seal_all(root, document, loaded.lists[document], revisions)
    _write_one(root / Names(document).revisions, as_yaml(held), mode="w")
    for revision in revisions:
        record_known_rules(root, document, revision)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files that aren't there; removes what it wrote if it can't write them all. Raises OutputError."""
    written: list[Path] = []
    try:
        for name, text in files.items():
            path = folder / name
            _make_folders(path.parent, written)
            _write_one(path, text, mode="x")
            written.append(path)
    except OSError as error:
        for path in reversed(written):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        message = f"this can't be written: {(error.strerror or str(error)).lower()}"
        where = str(error.filename or folder)
        raise OutputError(
            Problem(Location(where), message, "Check the permissions and the space on the disk.")
        ) from None


def _make_folders(folder: Path, written: list[Path]) -> None:
    """Make a folder and those above it that aren't there, and note each."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
        written.append(one)


def _write_one(path: Path, text: str, *, mode: str) -> None:
    with path.open(mode, encoding="utf-8", newline="\n") as file:
        file.write(text)
