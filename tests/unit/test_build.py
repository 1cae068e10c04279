"""The pipeline as a whole: the same bytes everywhere, nothing private outside, and the old site in case of trouble."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.build import BuildOptions, build, theme_folders
from generator.errors import ConfigurationError, InputError, LossError, OutputError
from generator.workers import MANY, cpus, jobs_for

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "sites" / "minimal"
MARKER = "PRIVATE-MARKER"


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "source"))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def built(root: Path, output: Path, as_of: date | None = None) -> dict[str, bytes]:
    build(BuildOptions(root, output, as_of), lambda _: None)
    return snapshot(output)


def run(output: Path, cwd: Path, **variables: str) -> None:
    command = [sys.executable, "-m", "generator.cli", "-C", str(ROOT), "build", "-q", "-o", str(output)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1750000000", **variables}
    subprocess.run(command, cwd=cwd, env=environment, check=True)


def test_two_builds_in_different_surroundings_are_equal_byte_for_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "one" / "site", tmp_path / "zwei dossier's" / "s"
    first.parent.mkdir()
    second.parent.mkdir()
    run(first, tmp_path, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1", LANG="C")
    run(second, second.parent, TZ="America/New_York", LC_ALL="C.UTF-8", PYTHONHASHSEED="77", LANG="tr_TR.UTF-8")
    assert snapshot(first) == snapshot(second)


def test_a_site_brought_up_to_date_equals_one_built_anew(minimal: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    built(minimal, output, date(2024, 1, 20))
    text = minimal / "content" / "fr" / "terms" / "2024-01-15.md"
    text.write_text(text.read_text("utf-8").replace("tiers", "autres"), "utf-8")
    assert built(minimal, output, date(2025, 6, 1)) == built(minimal, tmp_path / "anew", date(2025, 6, 1))


def test_a_private_draft_leaks_nowhere(minimal: Path, tmp_path: Path) -> None:
    assert MARKER in (minimal / "content" / "fr" / "terms" / "draft.md").read_text("utf-8")
    site = built(minimal, tmp_path / "out")
    assert not any("draft" in path for path in site)
    assert not any(MARKER.encode() in content for content in site.values())


def test_a_public_draft_is_built_and_marked(minimal: Path, tmp_path: Path) -> None:
    manifest = minimal / "content" / "terms.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("draft: private", "draft: public"), "utf-8")
    page = built(minimal, tmp_path / "out")["fr/terms/draft/index.html"].decode()
    assert MARKER in page
    assert 'name="robots" content="noindex"' in page
    assert "ne s&#39;applique pas" in page or "ne s'applique pas" in page


def test_a_revision_that_is_not_yet_published_leaks_nowhere(minimal: Path, tmp_path: Path) -> None:
    for file in (minimal / "content").rglob("2025-03-01.*"):
        file.write_text(file.read_text("utf-8").replace("Exemple", MARKER).replace("Voorbeeld", MARKER), "utf-8")
    day_before = built(minimal, tmp_path / "before", date(2025, 2, 28))
    for path, content in day_before.items():
        assert "2025-03-01" not in path
        assert b"2025-03-01" not in content, path
        assert b"2025-04-01" not in content, path
        assert MARKER.encode() not in content, path
    assert "fr/terms/2025-03-01/index.html" in built(minimal, tmp_path / "after", date(2025, 3, 1))


def test_an_announced_revision_is_shown_but_does_not_apply_yet(minimal: Path, tmp_path: Path) -> None:
    site = built(minimal, tmp_path / "out", date(2025, 3, 15))
    announced = site["nl/terms/2025-03-01/index.html"].decode()
    assert "Van toepassing vanaf 1 april 2025." in announced
    assert "Tot en met 31 maart 2025 geldt de versie van 15 januari 2024." in announced
    assert "12 maanden" in site["nl/terms/index.html"].decode()


def test_bad_input_leaves_the_old_site_untouched(minimal: Path, tmp_path: Path) -> None:
    before = built(minimal, tmp_path / "out")
    (minimal / "content" / "site.yaml").write_text("titel: {}\n", "utf-8")
    with pytest.raises(InputError):
        build(BuildOptions(minimal, tmp_path / "out"), lambda _: None)
    assert snapshot(tmp_path / "out") == before


def test_a_template_that_hides_words_fails_the_build(minimal: Path, tmp_path: Path) -> None:
    (minimal / "templates").mkdir()
    (minimal / "templates" / "text.html").write_text("<h1>{{ page.title }}</h1>", "utf-8")
    with pytest.raises(LossError, match="doesn't show the section 'preamble'"):
        build(BuildOptions(minimal, tmp_path / "out"), lambda _: None)
    assert not (tmp_path / "out").exists()


def test_a_site_overrides_the_theme_file_by_file(minimal: Path, tmp_path: Path) -> None:
    (minimal / "templates" / "assets").mkdir(parents=True)
    (minimal / "templates" / "assets" / "polylex.css").write_text("/* own */\n", "utf-8")
    assert built(minimal, tmp_path / "out")["assets/polylex.css"] == b"/* own */\n"
    assert len(theme_folders(minimal)) == 2


def test_the_output_may_not_be_the_source(minimal: Path) -> None:
    for output in (minimal, minimal / "content", minimal / "content" / "out", minimal.parent):
        with pytest.raises(OutputError):
            build(BuildOptions(minimal, output), lambda _: None)


def test_a_build_says_what_it_did(minimal: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    report = build(BuildOptions(minimal, tmp_path / "out", date(2025, 6, 1)), steps.append)
    assert len(steps) == 3
    assert report.write.written == report.files
    again = build(BuildOptions(minimal, tmp_path / "out", date(2025, 6, 1)), steps.append)
    assert (again.write.written, again.write.unchanged) == (0, report.files)


@pytest.fixture
def three(minimal: Path) -> Path:
    """A site with three documents."""
    content = minimal / "content"
    for name in ("cookies", "privacy"):
        for path in (content / "terms.yaml", content / "terms.revisions.yaml"):
            shutil.copy(path, content / path.name.replace("terms", name))
        for folder in ("fr", "nl", "data"):
            shutil.copytree(content / folder / "terms", content / folder / name)
    site = content / "site.yaml"
    site.write_text(re.sub("documents: .*", "documents: [terms, privacy, cookies]", site.read_text("utf-8")), "utf-8")
    return minimal


def in_processes(root: Path, jobs: int | None, output: Path) -> dict[str, bytes]:
    build(BuildOptions(root, output, date(2025, 6, 1), jobs), lambda _: None)
    return snapshot(output)


def test_the_number_of_processes_changes_no_byte(three: Path, tmp_path: Path) -> None:
    alone = in_processes(three, 1, tmp_path / "alone")
    assert {path.split("/")[1] for path in alone if path.startswith("fr/")} >= {"terms", "privacy", "cookies"}
    for jobs in (2, 3, 8, None):
        assert in_processes(three, jobs, tmp_path / f"with-{jobs}") == alone


@pytest.mark.parametrize("jobs", [1, 2])
def test_faults_of_all_documents_are_told_at_once(three: Path, tmp_path: Path, jobs: int) -> None:
    for name in ("terms", "cookies"):
        path = three / "content" / "nl" / name / "draft.md"
        path.write_text(path.read_text("utf-8") + "\n## No id\n", "utf-8")
    with pytest.raises(InputError) as caught:
        in_processes(three, jobs, tmp_path / "out")
    paths = {problem.location.path for problem in caught.value.problems}
    assert paths == {"content/nl/terms/draft.md", "content/nl/cookies/draft.md"}
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".polylex-*"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_that_can_not_work_is_told_once(three: Path, tmp_path: Path, jobs: int) -> None:
    (three / "templates").mkdir(exist_ok=True)
    (three / "templates" / "text.html").write_text("{{ page.nothing }}", "utf-8")
    with pytest.raises(ConfigurationError, match="nothing") as caught:
        in_processes(three, jobs, tmp_path / "out")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_lost_words_of_all_documents_are_told(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr("generator.render.forms.body_html", lambda *_: "")
    with pytest.raises(LossError) as caught:
        in_processes(three, jobs, tmp_path / "out")
    folders = {problem.location.path.split("/")[2] for problem in caught.value.problems}
    assert folders == {"terms", "privacy", "cookies"}


def test_a_process_that_dies_leaves_the_old_site(three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = in_processes(three, 2, tmp_path / "out")

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("generator.documents.told_of", die)
    os.utime(three / "content" / "site.yaml")  # so that all are made again
    with pytest.raises(ConfigurationError, match="SIGKILL") as caught:
        in_processes(three, 2, tmp_path / "out")
    assert caught.value.exit_code == 2
    assert snapshot(tmp_path / "out") == before
    monkeypatch.undo()
    assert in_processes(three, 2, tmp_path / "out") == before
    assert not list((tmp_path / ".polylex-out").glob("pages-*"))


def test_a_small_site_is_built_in_one_process(three: Path) -> None:
    names = ("terms", "privacy", "cookies")
    assert jobs_for(three, names, None) == 1
    assert jobs_for(three, names, 5) == 5
    for number in range(MANY):
        (three / "content" / "fr" / "terms" / f"more-{number}.md").touch()
    assert jobs_for(three, names, None) == cpus()


def test_files_of_an_unfinished_publication_are_told(minimal: Path, tmp_path: Path) -> None:
    shutil.copy(minimal / "content/fr/terms/draft.md", minimal / "content/fr/terms/2026-01-01.md")
    report = build(BuildOptions(minimal, tmp_path / "out"), lambda _: None)
    assert "doesn't list this revision" in report.notices[0].message


def test_the_default_output_is_the_folder_site(minimal: Path) -> None:
    report = build(BuildOptions(minimal), lambda _: None)
    assert report.write.target == minimal / "site"
