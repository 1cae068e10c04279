"""Commands that are killed at any moment: what is published is then the old or the new, whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from generator.errors import AlteredError, PolicyError
from generator.integrity import verify_site
from generator.publish.correcting import correct
from generator.publish.publishing import Prepared, write
from generator.publish.sealing import seal_document
from generator.source import load_site
from tests import publishing
from tests.conftest import PROFILE
from tests.publishing import LATEST, NEXT, TODAY, contents, edit, order
from tests.unit.test_write_faults import end, fork, killed_at

MOMENTS = 200 if PROFILE == "nightly" else 20
STEP = 1 if PROFILE == "nightly" else 3
"""At which calls of a correction or a sealing a kill is tried: every one, or each third."""

FILE = f"fr/terms/{LATEST}.md"
CORRECTED = f"fr/terms/{LATEST}.corrected-1.md"
LIST = publishing.LIST


def restore(root: Path, before: dict[str, bytes]) -> None:
    """Put the content of a site back, and nothing else."""
    shutil.rmtree(root / "content")
    for path, content in before.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_bytes(content)


def visible(found: dict[str, bytes]) -> dict[str, bytes]:
    """The files that are content, without journals and half-written ones."""
    return {path: content for path, content in found.items() if not path.rpartition("/")[2].startswith(".")}


def quietly(work: Callable[[], object]) -> None:
    """Do some work; what it returns is no matter."""
    work()


def assert_clean(root: Path) -> None:
    assert visible(contents(root)) == contents(root)
    assert load_site(root).notices == ()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site whose draft is ready."""
    return publishing.drafted_site(tmp_path)


def assert_old_or_new(root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """Assert that a killed publication left the old state or the new one; whether it is the new one."""
    found = visible(contents(root))
    assert found[LIST] in (before[LIST], after[LIST])
    is_new = found[LIST] == after[LIST]
    kept = {path for path in before if "draft.signoff" not in path and path != LIST}
    assert {path: found[path] for path in kept} == {path: before[path] for path in kept}
    for path, content in found.items():
        assert content in (before.get(path), after.get(path))
    if is_new:
        assert [path for path in after if "findings" not in path and found.get(path) != after[path]] == []
    assert verify_site(root)[0].links == 2 + is_new
    return is_new


def assert_publishing_goes_on(root: Path, found: Prepared, after: dict[str, bytes], *, is_new: bool) -> None:
    """Assert that the same command succeeds on the old state, or the next one on the new, and cleans up."""
    if not is_new:
        write(found)
        assert contents(root) == after
    else:
        edit(root, publishing.FR_DRAFT, "d'une règle", "d'une regle")
        correct(root, order(revision=NEXT), TODAY)
    assert_clean(root)


def test_a_publication_killed_at_any_call_is_old_or_new(root: Path) -> None:
    before = contents(root)
    found = publishing.prepared(root)
    write(found)
    after = contents(root)
    seen = {False: 0, True: 0}
    for count in range(1, 500):
        restore(root, before)
        if not killed_at(count, lambda: write(found)):
            break
        is_new = assert_old_or_new(root, before, after)
        seen[is_new] += 1
        if count % 5 == 0:
            assert_publishing_goes_on(root, found, after, is_new=is_new)
    assert contents(root) == after
    assert seen[False] > 20
    assert seen[True] > 3


def test_a_publication_killed_at_random_moments_is_old_or_new(root: Path) -> None:
    chance = random.Random(80)  # noqa: S311 - the moments need not be secret
    before = contents(root)
    found = publishing.prepared(root)
    start = time.monotonic()
    assert end(fork(lambda: write(found))) == 0
    lasting = time.monotonic() - start
    after = contents(root)
    for moment in range(MOMENTS):
        restore(root, before)
        child = fork(lambda: write(found))
        time.sleep(chance.uniform(0, lasting))
        os.kill(child, signal.SIGKILL)
        assert end(child) in (0, -signal.SIGKILL)
        is_new = assert_old_or_new(root, before, after)
        if moment % 5 == 0:
            report = build(BuildOptions(root, as_of=TODAY), lambda _: None)
            assert all("it is ignored" in notice.message for notice in report.notices)
        assert_publishing_goes_on(root, found, after, is_new=is_new)


def test_a_whole_command_killed_while_it_reads_and_writes(root: Path) -> None:
    chance = random.Random(87)  # noqa: S311 - the moments need not be secret
    before = contents(root)
    counts = sorted(chance.sample(range(1, 400), 4 if MOMENTS == 20 else 40))
    for count in counts:
        restore(root, before)
        killed_at(count, lambda: quietly(lambda: publishing.publish(root)))
        links = verify_site(root)[0].links
        if links == 2:
            assert publishing.publish(root) == NEXT
        assert_clean(root)
        assert verify_site(root)[0].links == 3


# ---------------------------------------------------------------- corrections and seals


def killed_everywhere(root: Path, work: Callable[[], object], look: Callable[[], None]) -> int:
    """Kill some work at one call after the other, look at what it left; how often it had left something."""
    before = contents(root)
    left = 0
    for count in range(1, 1000, STEP):
        restore(root, before)
        if not killed_at(count, lambda: quietly(work)):
            return left
        if contents(root) != before:
            left += 1
            look()
    raise AssertionError("the work never ended")


@pytest.mark.parametrize("file", [FILE, publishing.FR_DRAFT])
def test_a_correction_that_is_killed_loses_nothing(tmp_path: Path, file: str) -> None:
    root = publishing.sealed_site(tmp_path)
    published = contents(root)
    edit(root, file, "d'une règle", "d'une regle")
    edited = contents(root)[file]

    def look() -> None:
        found = visible(contents(root))
        is_new = b"corrections:" in found[LIST]
        assert edited in (found[file], found.get(CORRECTED))
        assert found[FILE] in (published[FILE], edited)
        if found[FILE] == edited and file == FILE:
            assert not is_new
            publishing.problems(lambda: verify_site(root), AlteredError)
        else:
            assert verify_site(root)[0].links == 2 + is_new
        if is_new:
            assert found[CORRECTED] == edited
        else:
            assert correct(root, order(), TODAY) == (f"content/{CORRECTED}",)
            assert_clean(root)
            done = contents(root)
            assert (done[FILE], done[CORRECTED], done[publishing.FR_DRAFT]) == (published[FILE], edited, edited)

    assert killed_everywhere(root, lambda: correct(root, order(), TODAY), look) > 10 // STEP


def test_sealing_that_is_killed_is_done_or_not(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)

    def look() -> None:
        assert verify_site(root)[0].links in (0, 2)
        try:
            assert seal_document(root, "terms") in ((), (publishing.OLDEST, LATEST))
        except PolicyError as error:  # pragma: no cover - tells why, should it ever happen
            pytest.fail(str(error))
        assert verify_site(root)[0].links == 2

    assert killed_everywhere(root, lambda: seal_document(root, "terms"), look) > 6 // STEP
