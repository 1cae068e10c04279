"""The commands around checking, as people and CI meet them."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli as command_line
from generator import cli_check
from generator.cli_call import has_colour
from generator.errors import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS

Run = Callable[..., int]
Captured = pytest.CaptureFixture[str]

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "sites" / "minimal"
NL = "## Bewaring\n\nWij bewaren uw foto's 24 maanden.\n"
FR = "## Conservation\n\nNous conservons vos photos 12 mois.\n"


@pytest.fixture
def polylex(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process and give its exit code."""

    def run(*words: object) -> int:
        monkeypatch.setattr(sys, "argv", ["polylex", *map(str, words)])
        try:
            command_line.main()
        except SystemExit as stop:
            return int(stop.code or 0)
        return EXIT_CLEAN

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, on a fixed day."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    return tmp_path


@pytest.fixture
def site(here: Path) -> Path:
    """Give the minimal site, with a fault in its draft."""
    root = Path(shutil.copytree(MINIMAL, here / "site"))
    draft = root / "content/nl/terms/draft.md"
    draft.write_text(draft.read_text("utf-8").replace("36 maanden", "48 maanden"), "utf-8")
    return root


@pytest.fixture
def files(here: Path) -> tuple[str, ...]:
    """Give the options that name two plain files."""
    (here / "NL.md").write_text(NL, "utf-8")
    (here / "FR.md").write_text(FR, "utf-8")
    return "--prevailing", "nl=NL.md", "--translation", "fr=FR.md"


# ---------------------------------------------------------------- check


def test_a_fault_ends_with_1_and_names_both_places(polylex: Run, site: Path, capsys: Captured) -> None:
    assert polylex("check", "-C", site, "--select", "duration-differs") == EXIT_FINDINGS
    told = capsys.readouterr().out
    assert "content/fr/terms/draft.md:40:20: duration-differs error" in told
    assert "= nl: content/nl/terms/draft.md:40:" in told
    assert "1 error. Checked: terms 2025-03-01, terms draft." in told
    assert "\x1b" not in told


def test_nothing_found_ends_with_0(polylex: Run, site: Path, capsys: Captured) -> None:
    assert polylex("check", "-C", site, "--revision", "2025-03-01", "--select", "values,structure") == EXIT_CLEAN
    assert capsys.readouterr().out == "Nothing found. Checked: terms 2025-03-01.\n"


def test_warnings_pass_where_only_errors_fail(polylex: Run, site: Path) -> None:
    words = ("check", "-C", site, "--select", "category-without-purpose")
    assert polylex(*words) == EXIT_FINDINGS
    assert polylex(*words, "--fail-on", "error") == EXIT_CLEAN


def test_quiet_says_nothing_and_changes_no_verdict(polylex: Run, site: Path, capsys: Captured) -> None:
    assert polylex("check", "-C", site, "-q") == EXIT_FINDINGS
    assert polylex("check", "-C", site, "-q", "--select", "date-differs", "--format", "json") == EXIT_CLEAN
    assert capsys.readouterr() == ("", "")


def test_verbose_says_what_a_waiver_needs(polylex: Run, site: Path, capsys: Captured) -> None:
    assert polylex("check", "-C", site, "-v", "--ignore", "typography", "--ignore", "delta") == EXIT_FINDINGS
    told = capsys.readouterr().out
    assert "= to waive: {fingerprint: " in told
    assert "french-spaces" not in told


@pytest.mark.parametrize("name", cli_check.FORMAT_NAMES)
def test_every_format_is_told(polylex: Run, site: Path, capsys: Captured, name: str) -> None:
    assert polylex("check", "-C", site, "--format", name) == EXIT_FINDINGS
    told = capsys.readouterr().out
    assert "duration-differs" in told
    prefixed = "site/content/fr/terms/draft.md" in told
    assert prefixed is (name in ("github", "gitlab", "sarif"))


def test_paths_have_no_prefix_in_the_current_folder(
    polylex: Run, site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    polylex("check", "--format", "github", "--select", "duration-differs")
    assert "::error file=content/fr/terms/draft.md,line=40" in capsys.readouterr().out


def test_plain_files_need_no_site(polylex: Run, files: tuple[str, ...], capsys: Captured) -> None:
    assert polylex("check", *files) == EXIT_FINDINGS
    told = capsys.readouterr().out
    assert told.startswith("FR.md:3:28: duration-differs error the duration '12 mois' stands where Dutch has")
    assert "NL.md:3:23" in told
    assert polylex("check", *files, "--ignore", "values") == EXIT_CLEAN
    capsys.readouterr()
    assert polylex("check", *files, "--format", "gitlab") == EXIT_FINDINGS
    assert json.loads(capsys.readouterr().out)[0]["location"]["path"] == "FR.md"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--prevailing", "nl=NL.md"), "Name both plain files"),
        (("--translation", "fr=FR.md"), "Name both plain files"),
        (("--prevailing", "NL.md"), "is no language and file"),
        (("--prevailing", "nl="), "is no language and file"),
        (("--prevailing", "NL=NL.md"), "is no language and file"),
        (("--revision", "draft", "--all"), "Name one revision, or --all"),
        (("--fail-on", "notice"), "Invalid value for '--fail-on'"),
        (("--format", "xml"), "Invalid value for '--format'"),
        (("--select", "no-rule"), "there is no rule or family 'no-rule'"),
        (("--revision", "2020-01-01"), "no document has a revision '2020-01-01'"),
        (("--base", "no-such-ref"), "git can't read 'no-such-ref'"),
    ],
)
def test_wrong_words_end_with_2(
    polylex: Run, site: Path, capsys: Captured, words: tuple[str, ...], message: str
) -> None:
    assert polylex("check", "-C", site, *words) == EXIT_ERROR
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""


@pytest.mark.parametrize("words", [("--all",), ("--strict",), ("--base", "HEAD"), ("--revision", "draft")])
def test_plain_files_have_no_revisions(
    polylex: Run, files: tuple[str, ...], capsys: Captured, words: tuple[str, ...]
) -> None:
    assert polylex("check", *files, *words) == EXIT_ERROR
    assert f"{words[0]} needs a site" in capsys.readouterr().err


class Terminal(io.StringIO):
    """Standard output on a terminal."""

    def isatty(self) -> bool:
        return True


def test_colours_show_on_a_terminal_and_not_where_they_are_unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not has_colour()
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert has_colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not has_colour()


def test_as_a_process_it_prints_no_colour_and_ends_with_1(files: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "generator.cli", "check", *files]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    assert done.returncode == EXIT_FINDINGS, done.stderr
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


# ---------------------------------------------------------------- confirm


CONFIRM = ("--language", "fr", "--by", "maintainers", "--reason", "Compared.")


def test_sections_are_confirmed(polylex: Run, site: Path, capsys: Captured) -> None:
    signoff = "content/fr/terms/draft.signoff.yaml"
    assert polylex("confirm", "-C", site, "terms", "keeping", *CONFIRM) == EXIT_CLEAN
    assert capsys.readouterr().out == f"1 section confirmed: {signoff}\n"
    assert "date: 2025-06-15" in (site / signoff).read_text("utf-8")
    assert polylex("confirm", "-C", site, "-v", "terms", "--all", *CONFIRM) == EXIT_CLEAN
    told = capsys.readouterr().out.split("\n")
    assert told[0].endswith(f" sections confirmed, 1 as they were: {signoff}")
    assert "  preamble" in told
    assert polylex("confirm", "-C", site, "terms", "--all", *CONFIRM) == EXIT_CLEAN
    assert capsys.readouterr().out.startswith("Nothing to confirm, ")
    assert polylex("confirm", "-C", site, "-q", "terms", "keeping", *CONFIRM) == EXIT_CLEAN
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("terms", *CONFIRM), "Name the sections, or --all"),
        (("terms", "keeping", "--all", *CONFIRM), "Name the sections, or --all"),
        (("terms", "keeping", *CONFIRM[:4]), "Missing option '--reason'"),
        (("terms", "keepin", *CONFIRM), "Did you mean 'keeping'?"),
        (
            ("terms", "keeping", "--language", "fr", "--by", "somebody", "--reason", "x"),
            "the role 'somebody' is not known",
        ),
    ],
)
def test_what_can_not_be_confirmed_ends_with_2(
    polylex: Run, site: Path, capsys: Captured, words: tuple[str, ...], message: str
) -> None:
    assert polylex("confirm", "-C", site, *words) == EXIT_ERROR
    assert message in capsys.readouterr().err
    assert not (site / "content/fr/terms/draft.signoff.yaml").exists()


# ---------------------------------------------------------------- explain


def test_a_rule_is_explained(polylex: Run, here: Path, capsys: Captured) -> None:
    assert here.is_dir()
    assert polylex("explain", "duration-differs") == EXIT_CLEAN
    told = capsys.readouterr().out
    assert told.startswith("duration-differs (error, family values)\n\nA duration ")
    assert "\nBad:\n    nl: " in told
    assert polylex("explain", "section-stale") == EXIT_CLEAN
    assert "polylex confirm" in capsys.readouterr().out


def test_all_rules_are_listed(polylex: Run, capsys: Captured) -> None:
    assert polylex("explain") == EXIT_CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("duration-differs ") and " error " in line for line in lines)
    assert polylex("explain", "-q") == EXIT_CLEAN
    assert capsys.readouterr().out == ""


def test_a_misspelt_rule_is_answered_with_the_nearest(polylex: Run, capsys: Captured) -> None:
    assert polylex("explain", "duration-difers") == EXIT_ERROR
    assert "there is no rule 'duration-difers'\n  help: Did you mean 'duration-differs'?" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_told_before_anything_is_mended(
    polylex: Run, site: Path, capsys: Captured, option: str
) -> None:
    draft = site / "content/fr/terms/draft.md"
    draft.write_text(draft.read_text("utf-8").replace("Ces conditions", "Ces  conditions"), "utf-8")
    before = draft.read_bytes()
    assert polylex("check", "-C", site, "--fix", option, "speling") == EXIT_ERROR
    assert draft.read_bytes() == before
    told = capsys.readouterr()
    assert "there is no rule or family 'speling'" in told.err
    assert "Mended" not in told.err
    assert polylex("check", "-C", site, "--fix", option, "spelling") in (EXIT_CLEAN, EXIT_FINDINGS)
    assert draft.read_bytes() != before
