"""The script and the stylesheet of the preview. They are no part of a built site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.errors import ConfigurationError, Location, Problem

FOLDER = "serve"
TOOLS = ("serve.css", "serve.js")


def tool_files(folders: tuple[Path, ...]) -> Mapping[str, bytes]:
    """The files by name; the first theme folder that holds one wins. Raises ConfigurationError for a missing one."""
    return {name: _read(folders, name) for name in TOOLS}


def _read(folders: tuple[Path, ...], name: str) -> bytes:
    for folder in folders:
        path = folder / FOLDER / name
        if path.is_file():
            return path.read_bytes()
    problem = Problem(Location(f"{FOLDER}/{name}"), "this file of the theme is missing", "Install Polylex again.")
    raise ConfigurationError(problem)
