"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from generator import cli as command_line
from generator.build import BuildOptions, build

ROOT = Path(__file__).parents[2]


def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["polylex", *words])
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as stop:
        command_line.main()
        raise SystemExit(0)
    assert stop.value.code == 0
    return capsys.readouterr().out


def test_the_example_is_real(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    status = printed(monkeypatch, capsys, "status")
    assert status.split("\n\n", 1)[1] in readme
    summary = printed(monkeypatch, capsys, "diff", "privacy", "2023-12-18", "draft", "--language", "fr").split("\n", 1)[0]
    assert summary in readme
    report = build(BuildOptions(ROOT, tmp_path / "site"), lambda _: None)
    assert f"({report.files} files, {report.files} changed)" in readme


def test_every_link_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if target not in ("…", "…/"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
