"""A finished file of the site, between the stage that makes it and the one that writes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site, complete.

    `path` is relative to the output folder, in POSIX form: `fr/privacy/index.html`. `content` is what the file
    holds, to the byte.
    """

    path: str
    content: bytes
