"""What the README shows is what the commands print."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import BuildOptions, build

ROOT = Path(__file__).parents[2]


def test_the_example_is_real(
    polylex: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert polylex("status") == 0
    assert capsys.readouterr().out.split("\n\n", 1)[1] in readme
    assert polylex("diff", "privacy", "2023-12-18", "draft", "--language", "fr") == 0
    assert capsys.readouterr().out.split("\n", 1)[0] in readme
    report = build(BuildOptions(ROOT, tmp_path / "site"), lambda _: None)
    assert f"({report.files} files, {report.files} changed)" in readme


def test_every_link_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if target not in ("…", "…/"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
