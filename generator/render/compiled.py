"""Compiled templates that wait on the disk for the next process, so that it need not compile them again."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator import __version__

_DIGEST = 32


class CompiledTemplates(BytecodeCache):
    """The folder, which is made when it is first needed. A file that isn't as it was written counts for nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if its template was compiled before."""
        with suppress(OSError):
            held = self._path(bucket).read_bytes()
            if sha256(held[_DIGEST:]).digest() == held[:_DIGEST]:
                bucket.bytecode_from_string(held[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, if the system allows it."""
        content = bucket.bytecode_to_string()
        path = self._path(bucket)
        temporary = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            temporary.write_bytes(sha256(content).digest() + content)
            temporary.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{__version__}-{bucket.key}.compiled"
