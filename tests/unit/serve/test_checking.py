"""The findings, which follow the text."""

from __future__ import annotations

import re
import threading
import time
from multiprocessing import Pipe
from pathlib import Path
from queue import Queue

import pytest

from generator.serve.board import Found
from generator.serve.checking import Checker, Ticket, check, work
from tests.unit.serve.conftest import PATIENCE, TODAY, Start, Stream

DRAFT = "content/fr/terms/draft.md"


@pytest.fixture
def differing(root: Path) -> Path:
    """Return a site whose draft says 37 months in French and 36 in Dutch."""
    draft = root / DRAFT
    draft.write_text(draft.read_text("utf-8").replace("36 mois", "37 mois"), "utf-8")
    return root


def rules(found: Found) -> set[str]:
    assert found.report is not None
    return {judged.finding.rule for judged in found.report.findings}


def test_drafts_are_checked_first_and_then_everything(differing: Path) -> None:
    first, second = check(differing, TODAY, Ticket(1, has_drafts=True))
    assert first.report is not None
    assert first.report.checked == ("terms draft",)
    assert second.report is not None
    assert len(second.report.checked) > 1
    assert "duration-differs" in rules(first) & rules(second)


def test_without_drafts_everything_is_checked_once(root: Path) -> None:
    (found,) = check(root, TODAY, Ticket(1, has_drafts=False))
    assert found.report is not None
    assert len(found.report.checked) > 1


def test_what_keeps_the_check_from_running_is_told(root: Path) -> None:
    (root / "content" / "terms.waivers.yaml").write_text("waivers: 1\n", "utf-8")
    (found,) = check(root, TODAY, Ticket(7, has_drafts=True))
    assert (found.number, found.report) == (7, None)
    assert found.problems[0].location.path == "content/terms.waivers.yaml"


def test_an_older_ticket_gives_way(differing: Path) -> None:
    ours, theirs = Pipe()
    for number in (1, 2, 3):
        ours.send(Ticket(number, has_drafts=True))
    thread = threading.Thread(target=work, args=(theirs, differing, TODAY))
    thread.start()
    found = [ours.recv() for _ in range(2) if ours.poll(PATIENCE)]
    assert [one.number for one in found] == [3, 3]
    assert "duration-differs" in rules(found[0])
    ours.close()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_the_process_finds_and_ends(differing: Path) -> None:
    heard: Queue[Found] = Queue()
    checker = Checker(differing, TODAY, heard.put)
    checker.start()
    checker.ask(Ticket(1, has_drafts=True))
    assert "duration-differs" in rules(heard.get(timeout=PATIENCE))
    process = checker._process
    checker.close()
    assert process is not None
    assert not process.is_alive()


def test_a_process_that_dies_is_told_and_started_anew(differing: Path) -> None:
    heard: Queue[Found] = Queue()
    checker = Checker(differing, TODAY, heard.put)
    checker.ask(Ticket(1, has_drafts=False))
    assert checker._process is not None
    checker._process.kill()
    found = heard.get(timeout=PATIENCE)
    while found.report:  # it may have been done before it was killed
        found = heard.get(timeout=PATIENCE)
    assert "ended before it was done" in found.problems[0].message
    checker.ask(Ticket(2, has_drafts=False))
    found = heard.get(timeout=PATIENCE)
    assert (found.number, "duration-differs" in rules(found)) == (2, True)
    checker.close()


def test_findings_stand_beside_their_section(start: Start, differing: Path) -> None:
    served = start(differing, check=True)
    stream = Stream(served)
    stream.wait_for("hello")
    deadline = time.monotonic() + PATIENCE
    while 'data-findings="done"' not in (page := served.page("/_preview/terms/fr/")) and time.monotonic() < deadline:
        assert "The check is running" in page
        stream.wait_for("findings")
    part = next(part for part in page.split('<div class="serve-part"') if 'data-section="keeping"' in part)
    for words in ("<code>duration-differs</code>", f"{DRAFT}:", "content/nl/terms/draft.md:", "36 maanden", "37 mois"):
        assert words in part
    assert 'href="#keeping"' in page
    changes = served.page("/_preview/terms/fr/changes/")
    assert "duration-differs" in changes[changes.index('data-section="keeping"') :]
    both = served.page("/_preview/terms/both/")
    assert "duration-differs" in both[both.index('id="both-keeping"') :]
    assert re.search("Errors: [1-9]", served.page("/_preview/"))
    stream.close()


def test_a_check_that_cannot_run_says_why(start: Start, root: Path) -> None:
    (root / "content" / "terms.waivers.yaml").write_text("waivers: 1\n", "utf-8")
    served = start(root, check=True)
    stream = Stream(served)
    if 'data-findings="failed"' not in served.page("/_preview/terms/fr/"):
        stream.wait_for("findings")
    page = served.page("/_preview/terms/fr/")
    assert "The check can’t run." in page
    assert "content/terms.waivers.yaml" in page
    stream.close()
