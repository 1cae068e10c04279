"""How soon a saved edit is on the page: `python benchmarks/serve/run.py`, one table.

    python benchmarks/serve/run.py --edits 20
    python benchmarks/serve/run.py --site FOLDER --document policy-001 --text-only

It copies a site, starts `polylex serve` on the copy, listens to its events, and changes one word of a draft again and
again. For each view of the draft it measures, in ms from the moment at which the file is saved: until the event
arrived, until the page was fetched and held the new word, and until the findings followed.
"""

from __future__ import annotations

import argparse
import http.client
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]
GOAL = 100
PAUSE = 0.25
"""Seconds between two edits, as somebody who saves often would wait at least."""

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass(slots=True)
class Times:
    """Milliseconds from saving, one figure for each edit."""

    event: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    findings: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print the table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="polylex-serve-") as scratch:
        site = Path(scratch) / "site"
        for name in ("content", "templates"):
            if (options.site / name).is_dir() and (name == "content" or options.site != ROOT):
                shutil.copytree(options.site / name, site / name)
        draft = site / "content" / options.language / options.document / "draft.md"
        print("| page | event, median | p95 | page fetched, median | p95 | findings, median |")
        print("| --- | --- | --- | --- | --- | --- |")
        with serving(site) as port:
            for path in _paths(options):
                print(_row(path, measured(port, path, draft, options)), flush=True)
    print(f"\nMilliseconds from saving; the goal for event and page is {GOAL}.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT, help="the site's folder [the one of this repository]")
    parser.add_argument("--document", default="privacy")
    parser.add_argument("--language", default="fr")
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--text-only", action="store_true", help="don't wait for the findings, which may take long")
    return parser.parse_args()


def _paths(options: argparse.Namespace) -> tuple[str, ...]:
    """The views of the draft, and the document's own page of the site."""
    preview, site = f"/_preview/{options.document}", f"/{options.language}/{options.document}/"
    return (f"{preview}/{options.language}/", f"{preview}/{options.language}/changes/", f"{preview}/both/", site)


@contextmanager
def serving(site: Path) -> Iterator[int]:
    """Run `polylex serve` on a site; its port."""
    command = [sys.executable, "-m", "generator.cli", "-C", str(site), "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words
    try:
        first = process.stdout.readline() if process.stdout else ""
        found = ADDRESS.search(first)
        if found is None:
            sys.exit(f"polylex serve did not start: {first}")
        yield int(found.group(1))
    finally:
        process.terminate()
        process.wait()


def listen(port: int, heard: Queue[tuple[str, float]]) -> None:
    """Note each event with its time, until the server hangs up."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/_preview/events")
    with connection.getresponse() as response:
        while line := response.readline():
            if line.startswith(b"event: "):
                heard.put((line.decode().split()[1], time.perf_counter()))


def measured(port: int, path: str, draft: Path, options: argparse.Namespace) -> Times:
    """Edit so many times, with the page open, and measure."""
    heard: Queue[tuple[str, float]] = Queue()
    Thread(target=listen, args=(port, heard), daemon=True).start()
    _wait(heard, "hello")
    original, times = draft.read_text("utf-8"), Times()
    fetch(port, path)
    for number in range(options.edits):
        word = f"zzmot{number:03}"
        _quiet(heard)
        draft.write_text(_with_word(original, word), "utf-8")
        saved = time.perf_counter()
        times.event.append(1000 * (_wait(heard, "change") - saved))
        page = fetch(port, path)
        times.page.append(1000 * (time.perf_counter() - saved))
        if word.encode() not in page and path.startswith("/_preview/"):
            sys.exit(f"the new word isn't on {path}")
        if not options.text_only:
            times.findings.append(1000 * (_wait(heard, "findings") - saved))
    draft.write_text(original, "utf-8")
    return times


def _with_word(text: str, word: str) -> str:
    """The text with one more word at the start of its longest line, which is a paragraph."""
    longest = max((line for line in text.split("\n") if line[:1].isalpha()), key=len)
    return text.replace(longest, f"{word} {longest}", 1)


def fetch(port: int, path: str) -> bytes:
    """A page, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


def _wait(heard: Queue[tuple[str, float]], kind: str) -> float:
    while True:
        found, when = heard.get(timeout=120)
        if found == kind:
            return when


def _quiet(heard: Queue[tuple[str, float]]) -> None:
    """Wait until nothing was heard for a while."""
    try:
        while True:
            heard.get(timeout=PAUSE)
    except Empty:
        return


def _row(name: str, times: Times) -> str:
    findings = f"{statistics.median(times.findings):.0f}" if times.findings else ""
    return (
        f"| `{name}` | {statistics.median(times.event):.0f} | {_p95(times.event):.0f} "
        f"| {statistics.median(times.page):.0f} | {_p95(times.page):.0f} | {findings} |"
    )


def _p95(figures: list[float]) -> float:
    return sorted(figures)[max(round(0.95 * len(figures)) - 1, 0)]


if __name__ == "__main__":
    main()
