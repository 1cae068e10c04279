"""Which published files were verified already, by their size, times and place on the disk.

The memory is one small JSON file in a folder of its own beside `content/`. It is a convenience: whatever is wrong
with it, the files are simply verified anew. `polylex verify` never asks it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import generator
from generator.integrity.chain import links_of
from generator.integrity.content import FORM
from generator.integrity.verify import Sealed
from generator.source.folder import CONTENT

FOLDER = ".polylex-seals"
"""Where the memory lies, in the site's folder."""

_FILE = "verified.json"

State = dict[str, list[str | int]]
"""What is remembered of a document: by path, what the file system says of the file."""


@dataclass(slots=True)
class Known:
    """The memory of a site; its file is read once."""

    root: Path
    _states: Mapping[str, object] | None = None

    def holds(self, sealed: Sealed, state: State) -> bool:
        """Whether the sealed files of a document are those that were verified; true where none is sealed."""
        if not links_of(sealed.held):
            return True
        if self._states is None:
            self._states = self._read()
        return self._states.get(sealed.document) == state

    def _read(self) -> Mapping[str, object]:
        path = self.root / FOLDER / _FILE
        if path.is_symlink() or not path.is_file():
            return {}
        try:
            held = json.loads(path.read_bytes())["documents"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}
        return held if isinstance(held, dict) else {}

    def keep(self, states: Mapping[str, object]) -> None:
        """Remember that documents were verified while their files were as these states say."""
        folder = self.root / FOLDER
        if folder.is_symlink():
            return
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            (folder / ".gitignore").write_bytes(b"*\n")
            temporary = folder / f"{_FILE}.{os.getpid()}"
            temporary.write_text(json.dumps({"documents": states}), encoding="utf-8")
            temporary.replace(folder / _FILE)

    def renew(self, states: Mapping[str, State], documents: Sequence[str]) -> None:
        """Remember the states of some documents, and of the site's other `documents` what is remembered already."""
        held = self._read()
        kept = {name: held[name] for name in documents if name in held}
        self.keep({**kept, **states})

    def state(self, sealed: Sealed) -> State:
        """Size, times and place of each sealed file of a document, and of its list; and of the program."""
        found: State = {"": [generator.__version__, FORM]}
        for path in sorted({sealed.path, *_paths(sealed)}):
            try:
                entry = (self.root / path).stat()  # of the file itself, where a link leads to it
            except OSError:
                found[path] = []
            else:
                found[path] = [entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns, entry.st_ino, entry.st_dev]
        return found


def _paths(sealed: Sealed) -> Iterator[str]:
    for link in links_of(sealed.held):
        yield from (f"{CONTENT}/{path}" for path in link.seal.source)
