"""The only writer of the output folder: it shows the old site or the new one, whole, and nothing in between.

A folder is *ours* if it doesn't exist, is empty, holds just `.gitkeep`, or holds the marker `.polylex` and no file
that the marker doesn't list. Any other folder is refused, and nothing in it is touched.

All work is done beside the output folder, in `.polylex-<name>/`, a folder that git should ignore (`.polylex-*/`):

    lock                        held while a site is written; a second writer waits for it
    next/                       the *stage*: the generation before the live one, brought up to date by the next write
    generation-<inode>.json     what a generation held when it was finished: digest, size, times, inode of each file
    previous/                   the old site for a moment, where a system can't exchange two folders at once
    pages-<process>-<number>/   the new files of a build under way (`spool`), with a lock beside the folder
    documents/, templates/, pdf/    what one build keeps for the next (`keep`): what documents were made into,
                                compiled templates, PDFs

Only what differs from the stage is written; then stage and output folder are exchanged in one step, and the old site
is the next stage. A stage loses its record before it is changed, so that what a killed run leaves behind is never
trusted. Nothing is flushed to the disk (`fsync`): the promise holds when the process dies, not when the power fails.
A program that serves the site must open files by their path under the output folder at each request.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.pages import OutputFile
from generator.write.contents import OWN_FILES, Contents, StoredFile, contents_of
from generator.write.generation import Generation, generation_at
from generator.write.keep import Keep
from generator.write.place import Place, locked, place_at, refuse_foreign, refuse_foreign_early, told
from generator.write.spool import Spool, spooled
from generator.write.stage import bring_up_to_date
from generator.write.swap import exchange, recover

__all__ = ["Keep", "Spool", "StoredFile", "WriteReport", "spooled", "write_site"]


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a write changed, as a visitor of the site sees it.

    `written` files are new, or differ from the live ones (a live file that was edited by hand differs); `unchanged`
    files were live already; `removed` files were live and are gone. The marker and `.gitkeep` aren't counted.
    `target` is the real output folder, absolute, without symbolic links.
    """

    written: int
    unchanged: int
    removed: int
    target: Path


def write_site(
    files: Iterable[OutputFile | StoredFile], target: Path, *, keep: tuple[Path, ...] = (), spool: Spool | None = None
) -> WriteReport:
    """Make `target` hold exactly `files`, the marker and `.gitkeep`. Stored files are those that `spool` took.

    A symbolic link as target is resolved first, stays as it is, and the folder that it names is replaced. `keep` are
    folders of sources: the target must not be one of them, hold one, or lie in one; nor may it be the root of the
    file system or the home folder.

    Raises OutputError if a path is unsafe or clashes with another, if the target isn't ours, if another process
    keeps writing for a minute, and for whatever the system refuses. The old site is then as it was.
    """
    contents = contents_of(files, target)
    with told(target):
        place = place_at(target, keep)
        refuse_foreign_early(place)
        with locked(place):
            recover(place)
            return _replace(place, contents, spool.folder if spool else None)


def _replace(place: Place, contents: Contents, spool: Path | None) -> WriteReport:
    """Replace the live site, unless it is right already. The lock is held."""
    live = generation_at(place.target, place.home)
    refuse_foreign(place, live.tree)
    if not live.is_exactly(contents):
        bring_up_to_date(place, contents, live, spool)
        exchange(place)
    return _report(place, contents, live)


def _report(place: Place, contents: Contents, old: Generation) -> WriteReport:
    """What the new contents change in the old generation."""
    given = {path: digest for path, digest in contents.digests.items() if path not in OWN_FILES}
    unchanged = sum(old.held.get(path) == digest for path, digest in given.items())
    removed = len(old.tree.files.keys() - contents.digests.keys())
    return WriteReport(len(given) - unchanged, unchanged, removed, place.target)
