"""What unit tests share: the command line, run in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from generator import cli as command_line
from generator.errors import EXIT_CLEAN

Run = Callable[..., int]


@pytest.fixture
def polylex(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line with some words, and give its exit code."""

    def run(*words: object) -> int:
        monkeypatch.setattr(sys, "argv", ["polylex", *map(str, words)])
        try:
            command_line.main()
        except SystemExit as stop:
            return int(stop.code or 0)
        return EXIT_CLEAN

    return run
