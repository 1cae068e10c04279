"""The command `serve` as a process: what it says, and how it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import click
import pytest

from generator import cli_serve
from generator.errors import EXIT_ERROR
from tests.unit.conftest import Run

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "sites" / "minimal"
PATIENCE = 120  # seconds, after which a test gives up


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "site"))


@contextmanager
def serving(root: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command on a free port, in a session of its own so that a signal reaches nobody else."""
    command = [sys.executable, "-m", "generator.cli", "-C", str(root), "serve", "--port", "0", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment, text=True, start_new_session=True, stdout=pipe, stderr=pipe
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def address(process: subprocess.Popen[str]) -> tuple[str, int]:
    """Return the line that the command says first, and the port in it."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/_preview/", line)
    assert found, line
    return line, int(found.group(1))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_ways_to_end_it_are_quiet(root: Path, number: signal.Signals) -> None:
    with serving(root) as process:
        line, port = address(process)
        assert "Ctrl-C ends this." in line
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/_preview/events")  # a page that still listens
        assert connection.getresponse().status == 200
        os.killpg(process.pid, number)  # the terminal sends Ctrl-C to the check's process as well
        out, err = process.communicate(timeout=PATIENCE)
        connection.close()
    assert (process.returncode, out, err) == (0, "", "")


def test_a_busy_port_ends_with_a_remedy(root: Path, polylex: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        assert polylex("-C", root, "serve", "--port", busy.getsockname()[1]) == EXIT_ERROR
    told = capsys.readouterr().err
    assert "is in use already" in told
    assert "--port 0" in told


def test_a_folder_without_a_site_is_an_error(tmp_path: Path, polylex: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("-C", tmp_path, "serve", "--port", "0") == EXIT_ERROR
    assert "there is no site here" in capsys.readouterr().err


class TestInThisProcess:
    """The same with the signal's event set at once, to see what is said."""

    @pytest.fixture(autouse=True)
    def ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stop = threading.Event()
        stop.set()
        monkeypatch.setattr(cli_serve, "_stop_at_signals", lambda: stop)

    def test_it_says_where_the_drafts_are(self, root: Path, polylex: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert polylex("-C", root, "serve", "--port", "0") == 0
        out = capsys.readouterr().out
        assert re.fullmatch(r"The site is at http://127\.0\.0\.1:\d+/, its drafts are at .*/_preview/\. .*\n", out)

    def test_quiet_it_says_nothing(self, root: Path, polylex: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert polylex("-C", root, "serve", "--port", "0", "-q") == 0
        assert capsys.readouterr() == ("", "")

    def test_verbose_it_tells_each_reading(self, root: Path, polylex: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert polylex("-C", root, "serve", "--port", "0", "-v") == 0
        assert capsys.readouterr().out.startswith("Read in ")

    def test_what_is_wrong_is_said(self, root: Path, polylex: Run, capsys: pytest.CaptureFixture[str]) -> None:
        (root / "content/fr/terms/draft.md").write_text("no title\n", "utf-8")
        assert polylex("-C", root, "serve", "--port", "0") == 0
        assert "error: content/fr/terms/draft.md:" in capsys.readouterr().err

    def test_it_opens_the_browser_where_asked(self, root: Path, polylex: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []
        monkeypatch.setattr(click, "launch", opened.append)
        assert polylex("-C", root, "serve", "--port", "0", "--no-open") == 0
        assert opened == []
        assert polylex("-C", root, "serve", "--port", "0", "--open") == 0
        assert [re.sub(r":\d+", "", one) for one in opened] == ["http://127.0.0.1/_preview/"]


def test_signals_set_the_event() -> None:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        stop = cli_serve._stop_at_signals()
        assert not stop.is_set()
        signal.raise_signal(signal.SIGTERM)
        assert stop.is_set()
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
