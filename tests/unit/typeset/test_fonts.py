"""What is known of the fonts of the system."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from generator.typeset import fonts
from tests.pdfs import need_weasyprint


@pytest.fixture(autouse=True)
def _weasyprint() -> None:
    need_weasyprint()


def test_every_font_and_version_has_a_line() -> None:
    lines = fonts.font_state().split("\n")
    assert any(".ttf " in line or ".otf " in line for line in lines)
    assert any(line.startswith("pango_version 1") for line in lines)
    assert any(line.startswith("harfbuzz ") for line in lines)
    assert any(".conf " in line for line in lines)
    assert fonts.font_state().split("\n") == lines


def test_a_system_without_a_font_has_no_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = tmp_path / "fonts.conf"
    settings.write_text("<fontconfig><dir>fonts</dir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    assert fonts.font_state() == ""


def test_a_font_that_comes_changes_the_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = next(line for line in fonts.font_state().split("\n") if ".ttf " in line).rsplit(" ", 2)[0]
    folder, settings = tmp_path / "fonts", tmp_path / "fonts.conf"
    folder.mkdir()
    settings.write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    (folder / "a.ttf").write_bytes(Path(path).read_bytes())
    one = fonts.font_state()
    (folder / "b.ttf").write_bytes(Path(path).read_bytes())
    assert f"{folder}/a.ttf " in one
    assert f"{folder}/b.ttf " in fonts.font_state()
    assert one != fonts.font_state()


def test_a_system_that_can_not_be_asked_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> ctypes.CDLL:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    assert fonts.font_state() == "fonts unknown"


def test_a_font_that_has_gone_meanwhile_is_still_named(tmp_path: Path) -> None:
    assert fonts._stamped(str(tmp_path / "gone.ttf")) == f"{tmp_path}/gone.ttf ?"
