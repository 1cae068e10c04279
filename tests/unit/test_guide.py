"""The authors' guide is run: its edits are made, its commands called, and each must say what the guide says."""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

Run = Callable[..., int]

DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
_BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Walk:
    """A guide that is being run in a folder."""

    polylex: Run

    def after(self, guide: str) -> str:
        """The guide with what its commands really say."""
        return _BLOCK.sub(self._block, guide)

    def _block(self, match: re.Match[str]) -> str:
        kind, body = match.groups()
        if kind == "diff":
            _edit(body)
            return match.group()
        return f"```console\n{''.join(self._answers(body))}```"

    def _answers(self, body: str) -> Iterator[str]:
        for line in body.split("\n"):
            if line.startswith("$ "):
                yield f"{line}\n{self._called(shlex.split(line[2:]))}"

    def _called(self, words: list[str]) -> str:
        program, *rest = words
        if program == "cd":
            os.chdir(rest[0])
            return ""
        assert program == "polylex", words
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            self.polylex(*rest)
        return said.getvalue()


def _edit(body: str) -> None:
    """Replace the one line of a file that is as the guide says."""
    name, old, new = body.rstrip("\n").split("\n")
    text = Path(name).read_text("utf-8")
    assert text.count(f"\n{old[1:]}\n") == 1, (name, old)
    Path(name).write_text(text.replace(f"\n{old[1:]}\n", f"\n{new[1:]}\n"), "utf-8")


def test_the_guide_tells_what_happens(
    polylex: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path, *, update_golden: bool
) -> None:
    path = repository / "docs" / "authors" / "publishing.md"
    guide = path.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY.timestamp())))
    really = Walk(polylex).after(guide)
    if update_golden:
        path.write_text(really, "utf-8")
    assert really == path.read_text("utf-8")
