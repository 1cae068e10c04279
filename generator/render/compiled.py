"""Compiled templates that are kept for the next process, so that it need not compile them again."""

from __future__ import annotations

from typing import Protocol

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator import __version__


class Kept(Protocol):
    """Where files are kept; a file comes back as it was put there, or not at all."""

    def get(self, name: str) -> bytes | None:
        """A file."""

    def put(self, name: str, content: bytes) -> None:
        """Keep a file, if the system allows it."""


class CompiledTemplates(BytecodeCache):
    """The compiled templates of one version of the program."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if its template was compiled before."""
        held = self._kept.get(self._name(bucket))
        if held is not None:
            bucket.bytecode_from_string(held)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept.put(self._name(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        return f"{__version__}-{bucket.key}"
