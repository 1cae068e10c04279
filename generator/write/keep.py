"""Files that took long to make, kept beside the output folder, so that the next build needn't make them anew.

A kept file begins with a digest of the rest. Whatever is wrong with one, it counts as not kept; whatever the system
refuses, nothing is kept.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_DIGEST = 32
"""Bytes of a sha256."""


@dataclass(frozen=True, slots=True)
class Keep:
    """A folder of kept files. Their names are digests of all that they were made from. Several processes may use it."""

    folder: Path

    @property
    def is_ours(self) -> bool:
        """Whether no link is in its place."""
        return not self.folder.is_symlink()

    def get(self, name: str) -> bytes | None:
        """A kept file, to the byte; None where it must be made."""
        if not self.is_ours:
            return None
        try:
            held = (self.folder / name).read_bytes()
        except OSError:
            return None
        content = held[_DIGEST:]
        return content if held[:_DIGEST] == sha256(content).digest() else None

    def put(self, name: str, content: bytes) -> None:
        """Keep a file."""
        if not self.is_ours:
            return
        draft = self.folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            draft.write_bytes(sha256(content).digest() + content)
            draft.replace(self.folder / name)

    def forget_all_but(self, names: Iterable[str]) -> None:
        """Let go of what a build didn't use."""
        if not self.is_ours:
            return
        used = set(names)
        with suppress(OSError):
            if not used:
                shutil.rmtree(self.folder)
                return
            for path in sorted(self.folder.iterdir()):
                if path.name not in used:
                    path.unlink()
