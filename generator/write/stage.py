"""The stage: a folder beside the live site that is made to hold the new one, with as little writing as it takes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Set as AbstractSet
from pathlib import Path

from generator.write.contents import Contents
from generator.write.generation import (
    EMPTY,
    Generation,
    Stamp,
    Tree,
    forget_all_but,
    generation_at,
    record_path,
    save,
    stamp,
    survey,
)
from generator.write.place import Place, overtaken


def bring_up_to_date(place: Place, contents: Contents, live: Generation, spool: Path | None = None) -> None:
    """Make the stage hold exactly the contents, and record it.

    Files that the stage holds already, untouched since they were recorded, stay as they are; others are taken from
    the folder `spool`, and those that aren't there from the live site. If the system refuses something, the stage is
    removed, so that a full disk isn't kept full.
    """
    try:
        stamps = _staged(place, contents, live, spool)
        save(stamps, contents.digests, record_path(place.stage, place.home))
    except OSError:
        shutil.rmtree(place.stage, ignore_errors=True)
        raise


def discard(path: Path) -> None:
    """Remove a folder and all in it, or whatever else stands at the path."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _staged(place: Place, contents: Contents, live: Generation, spool: Path | None) -> dict[str, Stamp]:
    """Change the stage to the contents; the stamps of all its files."""
    old = _opened(place, contents, spool)
    kept = {path for path, digest in contents.digests.items() if old.held.get(path) == digest}
    _clear(place.stage, old.tree, contents, kept)
    for folder in sorted(contents.folders - old.tree.folders):
        (place.stage / folder).mkdir()
    stamps = {path: old.tree.files[path] for path in kept}
    for path, content in contents.files.items():
        if path not in kept:
            is_live = live.held.get(path) == contents.digests[path]
            stamps[path] = (
                _write(place.stage / path, content)
                if isinstance(content, bytes)
                else _placed(place, path, spool if content else None, is_live=is_live)
            )
    return stamps


def _placed(place: Place, path: str, spool: Path | None, *, is_live: bool) -> Stamp:
    """Put a file that isn't in memory into the stage, which must not hold it, and take its stamp."""
    at = place.stage / path
    if spool is not None:
        (spool / path).rename(at)
        return stamp(at.lstat())
    if not is_live:
        raise overtaken(place)
    return _write(at, (place.target / path).read_bytes())


def _opened(place: Place, contents: Contents, spool: Path | None) -> Generation:
    """The stage as it is, without its record from here on.

    If it had none that can be trusted, it is removed, and the spool becomes the stage; or else an empty folder.
    """
    old = generation_at(place.stage, place.home) if place.stage.is_dir() else EMPTY
    live = record_path(place.target, place.home) if place.target.exists() else None
    forget_all_but(live, place.home)
    if old.held:
        return old
    discard(place.stage)
    if spool is None:
        place.stage.mkdir()
        return EMPTY
    spool.rename(place.stage)
    tree = survey(place.stage)
    return Generation(tree, {path: contents.digests[path] for path in tree.files})


def _clear(stage: Path, tree: Tree, contents: Contents, kept: AbstractSet[str]) -> None:
    """Remove every file that isn't kept, then every folder that is no longer one.

    A file that changes is removed and made anew, never opened: whoever reads it, or has linked it, keeps the old one.
    """
    for path in sorted(tree.files.keys() - kept):
        (stage / path).unlink()
    for folder in sorted(tree.folders - contents.folders, reverse=True):
        (stage / folder).rmdir()


def _write(path: Path, content: bytes) -> Stamp:
    """Create a file, which must not exist, and take its stamp."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        return stamp(os.fstat(file.fileno()))
