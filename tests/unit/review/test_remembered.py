from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import generator
from generator import cli_check, review
from generator.cli import cli
from generator.review import run, states
from generator.review.remembered import FOLDER, MOST, Memory, Verdict, memory_of
from generator.review.states import state_of
from tests.unit.review.samples import DECISIONS, FR_DRAFT, NL_DRAFT, site, write

Said = tuple[int, str]
Edit = Callable[[Path], object]

TODAY = "2025-06-01"
VERDICT = Verdict("two findings\n", is_failed=True, day=TODAY, zone="Europe/Brussels")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Each check that was really done."""
    done: list[Path] = []
    whole = run.run_check

    def noted(root: Path, options: review.CheckOptions, means: review.Means) -> review.CheckReport:
        done.append(root)
        return whole(root, options, means)

    monkeypatch.setattr(run, "run_check", noted)
    return done


def said(root: Path, *words: str, as_of: str = TODAY) -> Said:
    done = CliRunner().invoke(cli, ["check", "-C", str(root), "--as-of", as_of, *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def memory(root: Path) -> Memory:
    found = memory_of(root, "everything?", date.fromisoformat(TODAY))
    assert found is not None
    return found


def held(root: Path) -> list[Path]:
    return sorted((root / FOLDER).glob("*.json"))


# ---------------------------------------------------------------- the command


@pytest.mark.parametrize("name", cli_check.FORMAT_NAMES)
def test_what_was_said_is_said_again_in_every_format(root: Path, name: str, counted: list[Path]) -> None:
    said_first, said_again = said(root, "--format", name, "-v"), said(root, "--format", name, "-v")
    assert said_first == said_again == said(root, "--format", name, "-v", "--no-cache")
    assert len(counted) == 2  # the first, and the one that asked to be done anew


@pytest.mark.parametrize(
    "words", [["-q"], ["-v"], ["--strict"], ["--all"], ["--select", "values"], ["--revision", "draft"]]
)
def test_every_question_has_an_answer_of_its_own(root: Path, words: list[str], counted: list[Path]) -> None:
    said(root)
    assert said(root, *words) == said(root, *words) == said(root, *words, "--no-cache")
    assert len(counted) == 3


def test_another_day_is_another_question(root: Path, counted: list[Path]) -> None:
    assert said(root, as_of="2025-01-01") == said(root, "--no-cache", as_of="2025-01-01")
    said(root, as_of="2026-01-01")
    assert len(counted) == 3


def test_the_day_of_the_clock_counts_too(root: Path, counted: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["check", "-C", str(root)]
    for moment in ("1750000000", "1750000001", "1760000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        CliRunner().invoke(cli, words)
    assert len(counted) == 2


def test_an_error_is_never_remembered(root: Path, counted: list[Path]) -> None:
    write(root, "site.yaml", "nonsense: true\n")
    for _ in range(2):
        done = CliRunner().invoke(cli, ["check", "-C", str(root)])
        assert done.exception is not None
    assert len(counted) == 2
    assert not held(root)


@pytest.mark.parametrize("words", [["--base", "HEAD"], ["--format", "html"], ["--no-cache"]])
def test_what_rests_on_more_than_the_sources_is_never_remembered(root: Path, words: list[str]) -> None:
    CliRunner().invoke(cli, ["check", "-C", str(root), *words])
    assert not (root / FOLDER).exists()


def test_a_remembered_check_needs_none_of_the_rules(root: Path) -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom generator.cli import cli\n"
        f"CliRunner().invoke(cli, {['check', '-C', str(root), '--as-of', TODAY]!r})\n"
        "print(*sorted(m for m in sys.modules if m.startswith(('generator.check', 'generator.source', 'yaml'))))\n"
    )
    said(root, "-q")
    shown = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60).stdout
        for _ in range(2)
    ]
    assert "generator.check" in shown[0]
    assert shown[1] == "\n"


# ---------------------------------------------------------------- the law: the same as if done anew


def _edits(root: Path, chance: random.Random) -> Iterator[Edit]:
    """Edits that keep the site readable; some change only times, some undo another."""
    nl, fr = root / "content" / NL_DRAFT, root / "content" / FR_DRAFT
    originals = {path: path.read_bytes() for path in (nl, fr)}
    path = chance.choice([nl, fr])
    yield lambda _: os.utime(path, ns=(chance.randrange(10**18), chance.randrange(10**18)))
    yield lambda _: path.write_bytes(originals[path])
    yield lambda _: path.write_bytes(path.read_bytes().replace(b"36", b"%d" % chance.randrange(10, 99)))
    yield lambda _: path.write_bytes(path.read_bytes() + b"\nPlus  de 12 mois.\n")
    yield lambda _: write(root, ".notes", str(chance.random()))
    yield lambda _: (root / "content" / ".notes").unlink(missing_ok=True)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit_the_answer_is_that_of_a_check_done_anew(root: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    edits = list(_edits(root, chance))
    for _ in range(12):
        chance.choice(edits)(root)
        words = chance.choice([[], ["--format", "json"], ["-v"]])
        assert said(root, *words) == said(root, *words, "--no-cache")


def test_an_edit_of_equal_length_and_time_is_noticed(root: Path) -> None:
    path = root / "content" / NL_DRAFT
    was, before = path.stat(), said(root)
    path.write_bytes(path.read_bytes().replace(b"36 maanden", b"48 maanden"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert said(root) != before
    assert said(root) == said(root, "--no-cache")


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: write(root, "data/terms/.keep", ""),
        lambda root: (root / "content" / "empty").mkdir(),
        lambda root: (root / "content" / NL_DRAFT).rename(root / "content" / "nl" / "terms" / "other.md"),
        lambda root: write(root, DECISIONS, "decisions: {}\n"),
    ],
)
def test_every_name_counts(root: Path, edit: Edit) -> None:
    before = state_of(root)
    edit(root)
    assert state_of(root) not in (before, None)


# ---------------------------------------------------------------- what may be wrong with a memory


def test_what_is_kept_is_recalled(root: Path) -> None:
    memory(root).keep(VERDICT)
    assert memory(root).recall() == VERDICT
    assert (root / FOLDER / ".gitignore").read_text("utf-8") == "*\n"


def test_a_missing_memory_is_none(root: Path) -> None:
    assert memory(root).recall() is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b'{"verdict": {}, "seal": ""}',
        b'{"verdict": 1}',
        b"[" * 100_000,
        b'{"verdict": {"output": [], "is_failed": 1, "day": 2, "zone": null}, "seal": "0"}',
    ],
)
def test_a_damaged_memory_is_none_and_is_replaced(root: Path, content: bytes) -> None:
    memory(root).keep(VERDICT)
    held(root)[0].write_bytes(content)
    assert memory(root).recall() is None
    memory(root).keep(VERDICT)
    assert memory(root).recall() == VERDICT


def test_an_altered_answer_is_none(root: Path) -> None:
    memory(root).keep(VERDICT)
    path = held(root)[0]
    content = json.loads(path.read_text("utf-8"))
    content["verdict"]["is_failed"] = False
    path.write_text(json.dumps(content), "utf-8")
    assert memory(root).recall() is None


def test_another_version_knows_nothing_of_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory(root).keep(VERDICT)
    monkeypatch.setattr(generator, "__version__", "99.0")
    assert memory(root).recall() is None


def test_a_renewed_package_counts(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [str(packages), str(tmp_path / "missing" / "site-packages"), ""])
    before = state_of(root)
    os.utime(packages, ns=(1, 1))
    assert state_of(root) != before


def test_a_changed_rule_counts(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "generator"
    (package / "__pycache__").mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    monkeypatch.setattr(generator, "__file__", str(package / "__init__.py"))
    before = state_of(root)
    (package / "__pycache__" / "rule.pyc").write_bytes(b"compiled")
    assert state_of(root) == before
    (package / "rule.py").write_text("", "utf-8")
    assert state_of(root) != before


def test_an_unknown_time_zone_is_none(root: Path) -> None:
    for zone in ("Nowhere/Else", "../..", ""):
        found = memory_of(root, "today?", None)
        assert found is not None
        found.keep(Verdict("", is_failed=False, day=TODAY, zone=zone))
        assert found.recall() is None


def test_a_site_that_changed_meanwhile_isnt_remembered(root: Path) -> None:
    found = memory(root)
    write(root, ".notes", "new")
    found.keep(VERDICT)
    assert not (root / FOLDER).exists()


def test_a_folder_that_cant_be_written_is_no_error(root: Path) -> None:
    (root / FOLDER).write_text("a file in its place", "utf-8")
    assert said(root) == said(root, "--no-cache")
    assert (root / FOLDER).is_file()


def test_a_file_that_cant_be_written_is_no_error(root: Path) -> None:
    found = memory(root)
    (root / found.path).mkdir(parents=True)
    found.keep(VERDICT)
    assert found.recall() is None


def test_a_link_isnt_followed_to_write(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / FOLDER).symlink_to(elsewhere)
    memory(root).keep(VERDICT)
    assert not list(elsewhere.iterdir())


def test_only_the_newest_are_kept(root: Path) -> None:
    found = memory(root)
    for number in range(MOST + 3):
        found = replace(found, question=f"question {number}")
        found.keep(VERDICT)
        os.utime(root / found.path, ns=(number, number))
    assert len(held(root)) == MOST
    assert found.recall() == VERDICT


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: (root / "content" / ".link").symlink_to(root / "elsewhere"),
        lambda root: os.mkfifo(root / "content" / ".pipe"),
        lambda root: write(root, ".large", "x" * (states._MAX_BYTES + 1)),
        lambda root: (root / "content").rename(root / "contents"),
    ],
)
def test_where_not_all_is_an_ordinary_file_nothing_is_remembered(root: Path, edit: Edit) -> None:
    edit(root)
    assert memory_of(root, "", None) is None
    said_words = CliRunner().invoke(cli, ["check", "-C", str(root)]).output
    assert said_words == CliRunner().invoke(cli, ["check", "-C", str(root), "--no-cache"]).output
    assert not (root / FOLDER).exists()


# ---------------------------------------------------------------- names that are imported late


def test_every_public_name_can_be_imported() -> None:
    assert all(hasattr(review, name) for name in review.__all__)
    assert callable(review.confirm)
    assert {name for names in review._HOMES.values() for name in names} == set(review.__all__)


def test_another_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = review.nothing
