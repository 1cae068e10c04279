"""A folder of small sealed files, beside the memories of whole answers: what was found is kept there by name.

A file holds a digest, and a value as JSON. The digest is that of the key, which names all that the value rests on,
and of the value; so a file of another key, or one that was damaged, counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.review.remembered import FOLDER


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of such files in a site's folder."""

    root: Path
    name: str

    @property
    def folder(self) -> Path:
        """The folder."""
        return self.root / FOLDER / self.name

    def take(self, name: str, key: str) -> object:
        """The value that was put there under a key; None if there is none."""
        try:
            seal, _, body = (self.folder / name).read_text("utf-8").partition("\n")
            return json.loads(body) if seal == _seal(key, body) else None
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, name: str, key: str, value: object) -> None:
        """Put a value there; where the folder can't be written, nothing is."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if any(folder.is_symlink() for folder in (self.folder.parent, self.folder)):
            return
        temporary = self.folder / f"{name}.{os.getpid()}"
        with suppress(OSError, UnicodeEncodeError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder.parent / ".gitignore").write_bytes(b"*\n")
            temporary.write_text(f"{_seal(key, body)}\n{body}", "utf-8", newline="\n")
            temporary.replace(self.folder / name)

    def forget(self, pattern: str, most: int) -> None:
        """Remove the oldest of the files with names like a pattern, as many as are more than `most`."""
        with suppress(OSError):
            found = sorted(self.folder.glob(pattern), key=lambda path: (path.stat().st_mtime_ns, path.name))
            for path in found[: max(0, len(found) - most)]:
                path.unlink()


def _seal(key: str, body: str) -> str:
    return hashlib.sha256(f"{key}\n{body}".encode("utf-8", "surrogatepass")).hexdigest()
