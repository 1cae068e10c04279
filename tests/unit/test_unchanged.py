"""A build that has nothing to do is told so before anything is read, and never when anything changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import __version__, entry, unchanged
from generator.unchanged import BuildCall, parsed

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "sites" / "minimal"
DAY = "2025-06-01"
MEMORY = ".polylex-site/built.json"

Captured = pytest.CaptureFixture[str]
Answered = Callable[..., bool]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site that is the current folder."""
    root = Path(shutil.copytree(MINIMAL, tmp_path / "policies"))
    monkeypatch.chdir(root)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return root


@pytest.fixture
def built(site: Path, polylex: Callable[..., int]) -> Path:
    """Return a site that was built for a day."""
    assert polylex("build", "--as-of", DAY) == 0
    return site


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Answered:
    """Ask whether a call is answered without the command line."""

    def ask(*words: str) -> bool:
        called: list[bool] = []
        with monkeypatch.context() as patched:
            patched.setattr("generator.cli.main", lambda: called.append(True))
            patched.setattr(sys, "argv", ["polylex", *words])
            entry.main()
        return not called

    return ask


def test_the_same_call_has_nothing_to_do(built: Path, answered: Answered, capsys: Captured) -> None:
    files = json.loads((built / MEMORY).read_text("utf-8"))["files"]
    assert answered("build", "--as-of", DAY)
    assert capsys.readouterr().out == f"The site is in site/ ({files} files, nothing changed).\n"
    assert answered("-C", str(built), "build", f"--as-of={DAY}", "-q")
    assert capsys.readouterr().out == ""


def test_notices_are_said_again(site: Path, polylex: Callable[..., int], answered: Answered, capsys: Captured) -> None:
    shutil.copy(site / "content/fr/terms/draft.md", site / "content/fr/terms/2026-01-01.md")
    assert polylex("build", "--as-of", DAY) == 0
    told = capsys.readouterr().err
    assert "notice: content/fr/terms/2026-01-01.md" in told
    assert answered("build", "--as-of", DAY)
    assert capsys.readouterr().err == told


def edit(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")


def same_size_and_time(path: Path) -> None:
    at = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text.swapcase(), "utf-8")
    os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))


CHANGES: dict[str, Callable[[], object]] = {
    "a text": lambda: edit(Path("content/fr/terms/draft.md")),
    "a text with the same size and time": lambda: same_size_and_time(Path("content/fr/terms/draft.md")),
    "a fact": lambda: edit(Path("content/data/terms/draft.yaml")),
    "a new file": lambda: Path("content/data/terms/note.txt").write_text("x", "utf-8"),
    "a file that goes": lambda: Path("content/fr/terms/draft.yaml").unlink(),
    "a template": lambda: shutil.copytree(MINIMAL / "content" / "fr", "templates"),
    "a page of the site": lambda: edit(Path("site/index.html")),
    "a page that goes": lambda: Path("site/index.html").unlink(),
    "the site": lambda: shutil.rmtree("site"),
    "the memory": lambda: Path(MEMORY).write_text("{", "utf-8"),
    "a memory of another kind": lambda: Path(MEMORY).write_text("[1]", "utf-8"),
    "a link among the sources": lambda: Path("content/data/terms/more.yaml").symlink_to("draft.yaml"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.usefixtures("built")
def test_whatever_changed_is_built(change: Callable[[], object], answered: Answered) -> None:
    change()
    assert not answered("build", "--as-of", DAY)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "words",
    [
        ("build", "--as-of", "2025-06-02"),
        ("build",),
        ("build", "--as-of", DAY, "-o", "other"),
        ("build", "--as-of", DAY, "-v"),
        ("build", "--as-of", DAY, "--no-cache"),
        ("build", "--as-of", DAY, "--help"),
        ("build", "--as-of"),
        ("status", "--as-of", DAY),
        ("build", "build", "--as-of", DAY),
    ],
    ids=" ".join,
)
def test_another_call_is_not_answered(words: tuple[str, ...], answered: Answered) -> None:
    assert not answered(*words)


@pytest.mark.usefixtures("built")
def test_the_day_of_the_environment_counts(answered: Answered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1748779200")
    assert not answered("build", "--as-of", DAY)


class TestWithTheClock:
    @pytest.fixture(autouse=True)
    def built_today(self, site: Path, polylex: Callable[..., int]) -> None:
        assert polylex("build") == 0
        held = json.loads((site / MEMORY).read_text("utf-8"))
        self.first, self.end = held["until"]

    def test_the_same_day_has_nothing_to_do(self, answered: Answered) -> None:
        assert answered("build")

    def test_from_midnight_on_the_site_is_built(self, answered: Answered, monkeypatch: pytest.MonkeyPatch) -> None:
        for moment, is_answered in ((self.end - 1, True), (self.end, False), (self.first - 1, False)):
            monkeypatch.setattr(time, "time", lambda moment=moment: moment)
            assert answered("build") is is_answered


@pytest.mark.usefixtures("built")
def test_another_version_of_the_program_builds_anew(answered: Answered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.__version__", "99.0")
    assert not answered("build", "--as-of", DAY)


def test_the_version_needs_no_command_line(answered: Answered, capsys: Captured) -> None:
    assert answered("--version")
    assert capsys.readouterr().out == f"polylex {__version__}\n"


def test_a_stream_that_is_closed_is_left_to_the_command_line(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert not answered("--version")


def test_short_answers_import_neither_click_nor_pathlib() -> None:
    code = "import sys; sys.argv[1:] = ['--version']; from generator.entry import main; main(); print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert {"click", "pathlib", "json", "generator.cli"}.isdisjoint(said.split())


def test_where_nothing_can_be_written_the_build_is_only_not_remembered(tmp_path: Path) -> None:
    call = BuildCall(str(tmp_path))
    unchanged.remember(call, unchanged.Built(1, "", (0, 1), ()), "state")
    assert unchanged.recall(call) is None


def test_a_call_is_read_as_the_command_line_reads_it() -> None:
    assert parsed(["-C", "a", "build", "-o", "b"]) == BuildCall("a", "b")
    assert parsed(["build", "--output=b", "-q"]) == BuildCall(output="b", quiet=True)
    assert parsed(["build", "-C", ""]) is None
    assert parsed(["-q", "build"]) is None
