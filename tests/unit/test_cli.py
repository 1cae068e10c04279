"""The command line as people and CI meet it: messages, exit codes, odd surroundings."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import EXIT_CLEAN, EXIT_ERROR

Run = Callable[..., int]

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "sites" / "minimal"


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "source"))


def process(*words: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **dict(options.pop("env", {}))}  # type: ignore[call-overload]
    command = [sys.executable, "-m", "generator.cli", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload, no-any-return]


def test_build_says_where_the_site_is(
    polylex: Run, minimal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert polylex("build", "-C", minimal, "-o", "out", "--as-of", "2025-06-01") == EXIT_CLEAN
    assert (
        capsys.readouterr().out
        == f"The site is in out/ ({count(tmp_path / 'out')} files, {count(tmp_path / 'out')} changed).\n"
    )
    assert polylex("-C", minimal, "build", "-o", "out", "--as-of", "2025-06-01") == EXIT_CLEAN
    assert "nothing changed" in capsys.readouterr().out


def count(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file() and path.name not in (".gitkeep", ".polylex"))


def test_verbose_and_quiet(polylex: Run, minimal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(minimal / "content/fr/terms/draft.md", minimal / "content/fr/terms/2026-01-01.md")
    assert polylex("build", "-C", minimal, "-o", tmp_path / "out", "-v", "--as-of", "2025-06-01") == EXIT_CLEAN
    told = capsys.readouterr()
    assert "As of 2025-06-01: 6 texts" in told.out
    assert "written, 0 removed" in told.out
    assert "notice: content/fr/terms/2026-01-01.md" in told.err
    assert polylex("build", "-C", minimal, "-o", tmp_path / "out", "-q") == EXIT_CLEAN
    assert capsys.readouterr() == ("", "")


def test_errors_name_place_and_remedy_and_quiet_changes_no_verdict(
    polylex: Run, minimal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = minimal / "content" / "terms.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("prevailing:", "prevaling:"), "utf-8")
    text = minimal / "content/fr/terms/draft.md"
    text.write_text(text.read_text("utf-8").replace("{ref}`keeping`", "{ref}`kept`"), "utf-8")
    for options in ((), ("-q",)):
        assert polylex("build", "-C", minimal, "-o", tmp_path / "out", *options) == EXIT_ERROR
    told = capsys.readouterr().err
    assert (
        "error: content/terms.yaml:2:1: the field 'prevaling' is not known\n  help: Did you mean 'prevailing'?" in told
    )
    assert not (tmp_path / "out").exists()


def test_all_errors_are_told_together(polylex: Run, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("fr", "nl"):
        text = minimal / "content" / language / "terms" / "draft.md"
        text.write_text(text.read_text("utf-8") + "\n1 <br> 2\n", "utf-8")
    assert polylex("status", "-C", minimal) == EXIT_ERROR
    told = capsys.readouterr().err
    assert told.count("HTML is not read") == 2
    assert "2 errors; nothing was written." in told


def test_a_folder_without_a_site(polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("build", "-C", tmp_path) == EXIT_ERROR
    assert "there is no site here" in capsys.readouterr().err


def test_usage_errors(polylex: Run, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("build", "-C", minimal, "--as-of", "31/12/2023") == EXIT_ERROR
    assert "'31/12/2023' is not a day; write it as YYYY-MM-DD" in capsys.readouterr().err
    assert polylex("biuld") == EXIT_ERROR
    assert polylex("build", "--bogus") == EXIT_ERROR


def test_version_and_help(polylex: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("--version") == EXIT_CLEAN
    assert capsys.readouterr().out == "polylex 0.1.0\n"
    assert polylex("--help") == EXIT_CLEAN
    told = capsys.readouterr().out
    assert "build" in told
    assert "status" in told


def test_status_shows_every_revision(polylex: Run, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("status", "-C", minimal, "--as-of", "2025-03-15") == EXIT_CLEAN
    told = capsys.readouterr().out
    assert told.startswith("As of 2025-03-15 (Europe/Brussels)\n")
    assert "terms: edition BE, nl prevails" in told
    assert "  2024-01-15  2024-01-15  2024-02-01    applicable         official  official\n" in told
    assert "  draft       -           -             draft, not public  draft     draft\n" in told
    assert polylex("status", "-C", minimal, "-q") == EXIT_CLEAN
    assert capsys.readouterr().out == ""


def test_status_of_a_copy(polylex: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("status", "-C", ROOT, "-v") == EXIT_CLEAN
    told = capsys.readouterr().out
    assert "privacy: edition FR, nl prevails, earlier history not held, open decisions: " in told
    assert "2023-12-18  2023-12-18  not-stated    latest held, validity unknown  official  unofficial" in told


def test_status_as_data(polylex: Run, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("status", "-C", minimal, "--as-of", "2025-03-15", "--format", "json") == EXIT_CLEAN
    data = json.loads(capsys.readouterr().out)
    assert data["as_of"] == "2025-03-15"
    assert [r["status"] for r in data["documents"][0]["revisions"]] == ["applicable", "announced", "draft"]


def test_status_tells_notices_when_asked(polylex: Run, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(minimal / "content/nl/terms/draft.md", minimal / "content/nl/terms/2026-01-01.md")
    assert polylex("status", "-C", minimal, "-v") == EXIT_CLEAN
    assert "doesn't list this revision" in capsys.readouterr().err


def test_progress_on_a_terminal_only(
    polylex: Run, minimal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert polylex("build", "-C", minimal, "-o", tmp_path / "out") == EXIT_CLEAN
    assert "The site is in" in capsys.readouterr().out


def test_an_interrupt_ends_quietly(polylex: Run, minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.source.load_site", interrupt)
    assert polylex("status", "-C", minimal) == 130


def test_a_bug_keeps_its_traceback(polylex: Run, minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("generator.source.load_site", fail)
    with pytest.raises(ZeroDivisionError):
        polylex("status", "-C", minimal)


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, {"LANG": "tr_TR.UTF-8"}]
)
def test_odd_locales(minimal: Path, environment: dict[str, str]) -> None:
    done = process("status", "-C", minimal, env=environment)
    assert done.returncode == EXIT_CLEAN
    assert b"official" in done.stdout


def test_a_message_with_letters_that_the_terminal_lacks(minimal: Path) -> None:
    (minimal / "content" / "Été.yaml").write_text("a: b\n", "utf-8")
    done = process("status", "-C", minimal, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == EXIT_ERROR
    assert b"means nothing here" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away(minimal: Path) -> None:
    words = f"{sys.executable} -m generator.cli status -C '{minimal}' --format json | head -c 1"
    done = subprocess.run(["sh", "-c", words], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in done.stderr
    assert done.stdout == b"{"


def test_closed_standard_streams(minimal: Path, tmp_path: Path) -> None:
    words = f"{sys.executable} -m generator.cli build -C '{minimal}' -o '{tmp_path}/out' >&- 2>&-"
    done = subprocess.run(["sh", "-c", words], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == EXIT_CLEAN
    assert count(tmp_path / "out") > 0


def test_no_home_and_odd_folder_names(minimal: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xffl'un\n\"deux"))
    shutil.copytree(minimal, odd)
    environment = {name: value for name, value in os.environ.items() if name != "HOME"}
    command = [sys.executable, "-m", "generator.cli", "-C", str(odd), "build"]
    done = subprocess.run(
        command, env={**environment, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == EXIT_CLEAN, done.stderr
    assert count(odd / "site") > 0


@pytest.mark.parametrize(
    ("limit", "value"),
    [(resource.RLIMIT_NOFILE, 12), (resource.RLIMIT_FSIZE, 4096)],
    ids=["few open files", "small files only"],
)
def test_small_limits_end_in_a_message(minimal: Path, tmp_path: Path, limit: int, value: int) -> None:
    def narrow() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(limit, (value, value))

    done = process("build", "-C", minimal, "-o", tmp_path / "out", preexec_fn=narrow)
    assert done.returncode in (EXIT_CLEAN, EXIT_ERROR)
    assert b"Traceback" not in done.stderr, done.stderr


@pytest.mark.parametrize("epoch", ["-62135596800", "0", "4102444800"])
def test_clocks_of_other_centuries(minimal: Path, tmp_path: Path, epoch: str) -> None:
    done = process(
        "build", "-C", minimal, "-o", tmp_path / "out", env={"SOURCE_DATE_EPOCH": epoch, "TZ": "Pacific/Kiritimati"}
    )
    assert b"Traceback" not in done.stderr, done.stderr
    assert done.returncode == EXIT_CLEAN


def test_terminated_builds_leave_the_old_site(minimal: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert process("build", "-C", minimal, "-o", output, "--as-of", "2024-06-01").returncode == EXIT_CLEAN
    old = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "generator.cli",
        "build",
        "-C",
        str(minimal),
        "-o",
        str(output),
        "--as-of",
        "2025-06-01",
    ]
    for number, delay in ((signal.SIGTERM, 0.1), (signal.SIGINT, 0.25), (signal.SIGKILL, 0.4)):
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        child.send_signal(number)
        child.wait(30)
        now = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
        assert now == old or (output / "fr/terms/2025-03-01/index.html").exists()
