from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from generator.errors import EXIT_CLEAN, EXIT_ERROR

Run = Callable[..., int]
AS_OF = ("--as-of", "2026-03-01")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make standard input a terminal on which somebody types answers."""

    def type_in(*answers: str) -> None:
        given = iter(answers)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

        def prompt(_: str, default: str, **__: object) -> str:
            return next(given) or default

        monkeypatch.setattr(click, "prompt", prompt)

    return type_in


def test_without_options_it_asks_nothing_off_a_terminal(
    polylex: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert polylex("init", *AS_OF) == EXIT_CLEAN
    told = capsys.readouterr().out
    assert "A site with the document 'privacy' is in ./ (" in told
    assert "  polylex build\n  polylex check\n" in told
    assert "languages: [nl, fr]" in (tmp_path / "content" / "site.yaml").read_text("utf-8")


def test_options_say_what_the_site_is(polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--languages", "fr, en", "--prevailing", "en", "--document", "cookies", "--publisher", "Essai SA"]
    words += ["--title", "fr=Politique de cookies", "--edition", "BE", "--time-zone", "Europe/Paris", "--ci", "gitlab"]
    words += ["--base-url", "https://texts.example/"]
    assert polylex("-C", tmp_path, "init", "deep/site", *words, *AS_OF) == EXIT_CLEAN
    folder = tmp_path / "deep" / "site"
    assert f"polylex build -C {folder}" in capsys.readouterr().out
    site = (folder / "content" / "site.yaml").read_text("utf-8")
    assert "base_url: https://texts.example/\ntime_zone: Europe/Paris\n" in site
    assert 'publisher: {fr: "Essai SA", en: "Essai SA"}' in site
    manifest = (folder / "content" / "cookies.yaml").read_text("utf-8")
    assert 'edition: "BE"\nprevailing:\n  language: en\n' in manifest
    assert (
        (folder / "content" / "fr" / "cookies" / "draft.md").read_text("utf-8").startswith("# Politique de cookies\n")
    )
    assert (folder / ".gitlab-ci.yml").is_file()
    assert not (folder / ".github").exists()
    assert polylex("-C", folder, "build", *AS_OF) == EXIT_CLEAN
    assert polylex("-C", folder, "check", *AS_OF) == EXIT_CLEAN
    assert polylex("-C", folder, "verify") == EXIT_CLEAN


def test_quiet_says_nothing(polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("init", tmp_path, "-q", "--draft-only", "--ci", "none", *AS_OF) == EXIT_CLEAN
    assert capsys.readouterr().out == ""
    assert not (tmp_path / "ci").exists()


def test_verbose_names_each_file(polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("init", tmp_path, "-v", *AS_OF) == EXIT_CLEAN
    told = capsys.readouterr().out.splitlines()
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {line.strip() for line in told if line.startswith("  ") and "polylex " not in line} == files


def test_one_language_needs_no_name_before_its_title(polylex: Run, tmp_path: Path) -> None:
    assert polylex("init", tmp_path, "--languages", "de", "--title", "Datenschutz", *AS_OF) == EXIT_CLEAN
    assert (tmp_path / "content" / "de" / "privacy" / "draft.md").read_text("utf-8").startswith("# Datenschutz\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--title", "Privacy"], "'Privacy' doesn't say its language"),
        (["--languages", "nl,pl"], "there is no starter text in 'pl'"),
        (["--languages", ","], "a site needs a language"),
        (["--time-zone", "Mars"], "'Mars' is not a time zone"),
        (["--publisher", "<b>"], "the publisher's name holds '<'"),
    ],
)
def test_what_cannot_be_ends_with_2(
    words: list[str], message: str, polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert polylex("init", tmp_path / "site", *words, *AS_OF) == EXIT_ERROR
    assert message in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_second_site_in_one_folder_is_refused(
    polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    polylex("init", tmp_path, *AS_OF)
    assert polylex("init", tmp_path, *AS_OF) == EXIT_ERROR
    assert "this folder holds a site already" in capsys.readouterr().err


# ---------------------------------------------------------------- on a terminal


def test_on_a_terminal_it_asks_for_what_only_the_team_knows(
    polylex: Run, tmp_path: Path, terminal: Callable[..., None]
) -> None:
    terminal("de,nl", "nl", "terms", "Beispiel")
    assert polylex("init", tmp_path, *AS_OF) == EXIT_CLEAN
    assert "language: nl" in (tmp_path / "content" / "terms.yaml").read_text("utf-8")
    assert "Beispiel" in (tmp_path / "content" / "de" / "terms" / "draft.md").read_text("utf-8")


def test_one_language_is_not_asked_to_prevail(polylex: Run, tmp_path: Path, terminal: Callable[..., None]) -> None:
    terminal("en", "", "")
    assert polylex("init", tmp_path, *AS_OF) == EXIT_CLEAN
    assert "language: en" in (tmp_path / "content" / "privacy.yaml").read_text("utf-8")


def test_with_an_option_it_asks_nothing(polylex: Run, tmp_path: Path, terminal: Callable[..., None]) -> None:
    terminal()
    assert polylex("init", tmp_path, "--languages", "en", *AS_OF) == EXIT_CLEAN
