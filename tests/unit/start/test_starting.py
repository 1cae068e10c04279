from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import jsonschema
import pytest
import yaml

from generator.build import BuildOptions, build
from generator.check import Severity
from generator.errors import EXIT_CLEAN, ConfigurationError, OutputError
from generator.integrity import verify_site
from generator.review import CheckOptions, run_check
from generator.source import load_site
from generator.start import StartOptions, start_site, starting
from generator.start.kit import starter_languages
from generator.start.options import Forge
from tests.unit.start.starting import DAY, FIRST, OPTIONS, SECOND, with_languages

ROOT = Path(__file__).resolve().parents[3]
Run = Callable[..., int]
_SCHEMA = "# yaml-language-server: $schema="

ONE = [(language,) for language in starter_languages()]
PAIRS = list(itertools.combinations(starter_languages(), 2))
QUICK = [*ONE, *PAIRS, ("nl-BE", "fr-BE", "en", "de")]
REVERSED = [(second, first) for first, second in PAIRS]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new site in Dutch and French."""
    return start_site(tmp_path_factory.mktemp("new") / "site", OPTIONS).folder


def holds_at_once(folder: Path, options: StartOptions) -> None:
    """Start a site, build it and check it: nothing is found that weighs more than a notice."""
    start_site(folder, options)
    report = build(BuildOptions(folder, None, DAY), lambda _: None)
    assert report.notices == ()
    for asked in (CheckOptions(as_of=DAY), CheckOptions(as_of=DAY, everything=True)):
        found = run_check(folder, asked)
        assert not found.is_failed
        assert {judged.finding.severity for judged in found.counted} <= {Severity.NOTICE}
        assert found.waived == 0


@pytest.mark.parametrize("languages", QUICK, ids="-".join)
def test_a_new_site_builds_and_checks_clean(languages: tuple[str, ...], tmp_path: Path) -> None:
    holds_at_once(tmp_path / "site", with_languages(*languages))


@pytest.mark.slow
@pytest.mark.parametrize("languages", REVERSED, ids="-".join)
def test_whichever_language_prevails(languages: tuple[str, ...], tmp_path: Path) -> None:
    holds_at_once(tmp_path / "site", with_languages(*languages))


def test_a_draft_alone_builds_and_checks_clean(tmp_path: Path) -> None:
    holds_at_once(tmp_path, replace(OPTIONS, has_revisions=False))
    assert not (tmp_path / "content" / "privacy.findings.yaml").exists()


def test_the_redline_shows_what_changed(site: Path, tmp_path: Path) -> None:
    build(BuildOptions(site, tmp_path / "out", DAY), lambda _: None)
    page = (tmp_path / "out" / "nl" / "privacy" / "changes" / f"{FIRST}..{SECOND}" / "index.html").read_text("utf-8")
    assert "24" in page
    assert "geautomatiseerde" in page
    assert "<del" in page
    assert "<ins" in page


def test_the_interface_of_a_german_site_is_german(tmp_path: Path) -> None:
    start_site(tmp_path, with_languages("de-AT"))
    build(BuildOptions(tmp_path, None, DAY), lambda _: None)
    assert (tmp_path / "templates" / "catalogs" / "de.po").is_file()
    page = (tmp_path / "site" / "de-AT" / "privacy" / SECOND / "index.html").read_text("utf-8")
    assert "Zum Inhalt springen" in page


def test_both_revisions_are_sealed_and_know_the_rules(site: Path) -> None:
    (verdict,) = verify_site(site)
    assert verdict.links == 2
    assert verdict.unsealed == ()
    known = yaml.safe_load((site / "content" / "privacy.findings.yaml").read_text("utf-8"))
    assert [str(day) for day in known["revisions"]] == [FIRST, SECOND]
    assert load_site(site).corpus.documents[0].draft is None


def test_every_yaml_file_names_a_schema_that_it_fulfils(site: Path) -> None:
    files = sorted((site / "content").rglob("*.yaml"))
    assert len(files) > 10
    for file in files:
        head = file.read_text("utf-8").split("\n", 1)[0]
        assert head.startswith(_SCHEMA), file
        schema = json.loads((file.parent / head.removeprefix(_SCHEMA)).read_text("utf-8"))
        content = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it builds strings only
        jsonschema.validate(content, schema)


def test_the_schemas_are_those_of_this_version(site: Path) -> None:
    for file in (ROOT / "schemas").glob("*.json"):
        assert (site / "schemas" / file.name).read_bytes() == file.read_bytes()


def test_files_are_written_alike_each_time(site: Path, tmp_path: Path) -> None:
    started = start_site(tmp_path / "again", OPTIONS)
    assert list(started.files) == sorted(started.files)
    assert {name: (tmp_path / "again" / name).read_bytes() for name in started.files} == {
        name: (site / name).read_bytes() for name in started.files
    }


@pytest.mark.parametrize(
    ("forges", "there", "missing"),
    [
        ((Forge.GITHUB,), ".github/workflows/polylex.yaml", ".gitlab-ci.yml"),
        ((Forge.GITLAB,), ".gitlab/polylex.yml", ".github"),
        ((), "README.md", "ci"),
    ],
)
def test_only_the_forge_that_was_named_gets_its_ci(
    forges: tuple[Forge, ...], there: str, missing: str, tmp_path: Path
) -> None:
    start_site(tmp_path, replace(OPTIONS, forges=forges))
    assert (tmp_path / there).is_file()
    assert not (tmp_path / missing).exists()


def test_owners_are_proposed_by_language_and_hold_only_once_somebody_says_so(site: Path) -> None:
    lines = (site / "CODEOWNERS").read_text("utf-8").splitlines()
    assert "# /content/nl/ @your-organisation/legal" in lines
    assert "# /content/fr/ @your-organisation/legal" in lines
    assert all(line.startswith("#") for line in lines)


def test_the_note_for_the_team_tells_what_this_site_needs(site: Path, tmp_path: Path) -> None:
    assert "polylex confirm privacy --all --language fr --by legal" in (site / "README.md").read_text("utf-8")
    start_site(tmp_path, with_languages("de"))
    note = (tmp_path / "README.md").read_text("utf-8")
    assert "polylex confirm" not in note
    assert "polylex approve privacy --language de --by legal" in note


def test_a_new_site_can_be_published_from(site: Path, tmp_path: Path, polylex: Run) -> None:
    folder = shutil.copytree(site, tmp_path / "site")
    for language, new in (("nl", "twee weken"), ("fr", "de deux semaines")):
        draft = folder / "content" / language / "privacy" / "draft.md"
        draft.write_text(re.sub("één maand|d’un mois", new, draft.read_text("utf-8")), "utf-8")
    by = ["--by", "legal", "--reason", "Read as a whole.", "--as-of", DAY]
    assert polylex("-C", folder, "confirm", "privacy", "--all", "-l", "fr", *by) == EXIT_CLEAN
    for language in ("nl", "fr"):
        assert polylex("-C", folder, "approve", "privacy", "-l", language, *by) == EXIT_CLEAN
    notes = ["--note", "nl=Sneller antwoord.", "--note", "fr=Réponse plus rapide."]
    days = ["2026-03-01", "--effective", "2026-03-16"]
    assert polylex("-C", folder, "publish", "privacy", *days, *notes, "--yes", "--as-of", DAY) == EXIT_CLEAN
    (verdict,) = verify_site(folder)
    assert verdict.links == 3


# ---------------------------------------------------------------- what is refused


def test_a_folder_with_a_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(ConfigurationError, match="this folder holds a site already"):
        start_site(tmp_path, OPTIONS)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_each_file_that_would_be_overwritten_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / ".gitignore").symlink_to("nowhere")
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        start_site(tmp_path, OPTIONS)
    assert [Path(one.location.path).name for one in caught.value.problems] == [".gitignore", "README.md"]
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 3


def test_other_files_may_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    start_site(tmp_path, OPTIONS)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("", "utf-8")
    with pytest.raises(ConfigurationError, match="this is no folder"):
        start_site(tmp_path / "site", OPTIONS)


def test_options_that_cannot_be_write_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no starter text"):
        start_site(tmp_path / "site", with_languages("nl", "pl"))
    assert not (tmp_path / "site").exists()


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    write, calls = starting._write_one, itertools.count()

    def failing(path: Path, text: str, *, mode: str) -> None:
        if path.is_relative_to(tmp_path) and next(calls) == 20:
            raise OSError(28, "No space left on device", str(path))
        write(path, text, mode=mode)

    with (
        patch.object(starting, "_write_one", failing),
        pytest.raises(OutputError, match="this can't be written: no space left on device"),
    ):
        start_site(tmp_path / "deep" / "site", OPTIONS)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


# ---------------------------------------------------------------- what travels


def test_the_wheel_brings_the_whole_kit(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    kit = ROOT / "generator" / "start" / "kit"
    held = {path.relative_to(ROOT).as_posix() for path in kit.rglob("*") if path.is_file()}
    assert held
    assert held <= names
    assert "generator/start/kit/catalogs/de.po" in names
