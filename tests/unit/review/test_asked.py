"""A check that was done before is answered before the command line is imported, as it was answered then."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import entry
from generator.review.asked import parsed
from tests.unit.review.samples import MINIMAL, NL_DRAFT, edit, write

DAY = ("--as-of", "2025-06-01")
Answered = Callable[..., int | None]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site with findings that is the current folder."""
    root = Path(shutil.copytree(MINIMAL, tmp_path / "policies"))
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    monkeypatch.chdir(root)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return root


@pytest.fixture
def polylex(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the whole command and give its exit code."""

    def run(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["polylex", *words])
        try:
            entry.main()
        except SystemExit as stop:
            return int(stop.code or 0)
        return 0

    return run


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Answered:
    """Ask whether a call is answered without the command line: its exit code, None if it isn't."""

    def ask(*words: str) -> int | None:
        called: list[bool] = []
        with monkeypatch.context() as patched:
            patched.setattr("generator.cli.main", lambda: called.append(True))
            patched.setattr(sys, "argv", ["polylex", *words])
            try:
                entry.main()
            except SystemExit as stop:
                return int(stop.code or 0)
        return None if called else 0

    return ask


CALLS = [
    (),
    ("--all",),
    ("--strict", "-v"),
    ("--format", "json"),
    ("--format=sarif",),
    ("--select", "values", "--select", "review", "--ignore=spelling"),
    ("--revision", "2024-01-15"),
    ("--fail-on", "error"),
    ("-q",),
]


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_the_same_call_is_answered_alike(
    words: tuple[str, ...], polylex: Callable[..., int], answered: Answered, capsys: Captured
) -> None:
    assert answered("check", *DAY, *words) is None
    code = polylex("check", *DAY, *words)
    said = capsys.readouterr()
    assert answered("check", *DAY, *words) == code
    assert capsys.readouterr() == said
    assert polylex("check", *DAY, *words, "--no-cache") == code
    assert capsys.readouterr() == said


@pytest.mark.usefixtures("root")
def test_other_words_for_the_same_are_answered_too(polylex: Callable[..., int], answered: Answered) -> None:
    assert polylex("check", *DAY) == 1
    assert answered("-C", ".", "check", "-C", ".", "--as-of=2025-06-01", "-j", "2", "--jobs=1") == 1


@pytest.mark.usefixtures("root")
def test_the_day_of_the_clock_counts(polylex: Callable[..., int], answered: Answered) -> None:
    assert polylex("check") == 1
    assert answered("check") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--as-of", "2025-06-02"),
        ("check",),
        ("check", *DAY, "--all"),
        ("check", *DAY, "--no-cache"),
        ("check", *DAY, "--fix"),
        ("check", *DAY, "--base", "HEAD"),
        ("check", *DAY, "--format", "html"),
        ("check", *DAY, "--jobs", "0"),
        ("check", *DAY, "--jobs", "few"),
        ("check", *DAY, "--help"),
        ("check", *DAY, "--all=yes"),
        ("check", *DAY, "check"),
        ("check", *DAY, "--select"),
        ("check", "--as-of", "today"),
        ("check", "--as-of="),
        ("check=", *DAY),
        (*DAY, "check"),
        ("-q", "check", *DAY),
        ("explain", "check"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("root")
def test_another_call_is_not_answered(words: tuple[str, ...], polylex: Callable[..., int], answered: Answered) -> None:
    assert polylex("check", *DAY) == 1
    assert answered(*words) is None


def test_after_an_edit_nothing_is_answered(root: Path, polylex: Callable[..., int], answered: Answered) -> None:
    assert polylex("check", *DAY) == 1
    edit(root, NL_DRAFT, "48 maanden", "36 maanden")
    assert answered("check", *DAY) is None
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    assert answered("check", *DAY) == 1
    (root / "content" / ".link").symlink_to("site.yaml")
    assert answered("check", *DAY) is None


def test_an_error_is_never_an_answer(root: Path, polylex: Callable[..., int], answered: Answered) -> None:
    write(root, "site.yaml", "nonsense: true\n")
    assert polylex("check", *DAY) == 2
    assert answered("check", *DAY) is None


def test_a_reader_who_cannot_read_it_is_answered_the_long_way(
    polylex: Callable[..., int], answered: Answered, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    assert polylex("check", *DAY) == 1
    with (root.parent / "ascii").open("w", encoding="ascii") as narrow:
        monkeypatch.setattr(sys, "stdout", narrow)
        assert answered("check", *DAY) is None


def test_the_answer_needs_no_command_line(root: Path, polylex: Callable[..., int]) -> None:
    assert polylex("check", *DAY) == 1
    code = (
        f"import sys\nfrom generator import entry\nsys.argv = {['polylex', 'check', *DAY]!r}\n"
        "try:\n    entry.main()\nexcept SystemExit as stop:\n    code = stop.code\n"
        "heavy = ('click', 'yaml', 'generator.check', 'generator.cli')\n"
        "print(code, *[name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, check=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "1"


def test_colours_are_another_question() -> None:
    plain, coloured = (parsed(["check"], colour=colour) for colour in (False, True))
    assert plain
    assert coloured
    assert plain.question != coloured.question
