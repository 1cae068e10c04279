"""The whole check: which revisions, which rules, what is new since a commit, and plain files."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.check import Severity
from generator.errors import ConfigurationError, InputError
from generator.review import CheckOptions, CheckReport, Judged, check_files
from tests.unit.review.samples import FR_DRAFT, NL_DRAFT, ROOT, check, edit, finding, of, site, write

RULE = "duration-differs"


@pytest.mark.parametrize(
    ("options", "checked"),
    [
        ({}, ["2025-03-01", "draft"]),
        ({"as_of": date(2024, 6, 1)}, ["2024-01-15", "2025-03-01", "draft"]),  # the later one is announced
        ({"everything": True}, ["2024-01-15", "2025-03-01", "draft"]),
        ({"revision": "2024-01-15"}, ["2024-01-15"]),
        ({"revision": "draft"}, ["draft"]),
    ],
)
def test_the_revisions_that_are_checked(tmp_path: Path, options: dict[str, object], checked: list[str]) -> None:
    report = check(site(tmp_path), **options)
    assert report.checked == tuple(f"terms {revision}" for revision in checked)
    assert {one.finding.revision for one in report.findings} <= set(checked)


def test_a_revision_that_nobody_has_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no document has a revision '2025-03-02'\n  help: Did you mean"):
        check(site(tmp_path), revision="2025-03-02")


def test_a_fault_names_both_places(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    report = check(root)
    (found,) = of(report, RULE)
    assert (found.finding.severity, found.finding.section) == (Severity.ERROR, "keeping")
    assert found.finding.location.path == "content/fr/terms/draft.md"
    assert found.finding.counterpart is not None
    assert found.finding.counterpart.location.path == "content/nl/terms/draft.md"
    assert report.is_failed
    assert "48 maanden" in report.sources["content/nl/terms/draft.md"]


def test_the_draft_is_compared_with_the_latest_revision(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, FR_DRAFT, "Citation d'une règle.", "Citation d'une règle et d'une autre.")
    assert "contact" in {one.finding.section for one in of(check(root), "delta-one-side")}
    assert of(check(root, revision="2025-03-01"), "delta-one-side") == []


def test_a_language_that_the_latest_revision_lacks_has_no_delta(tmp_path: Path) -> None:
    root = site(tmp_path)
    lines = (root / "content/terms.revisions.yaml").read_text("utf-8")
    write(root, "terms.revisions.yaml", lines[: lines.index("  - id: 2025")].replace(", fr: official", ""))
    for ending in (".md", ".yaml"):
        for name in ("2024-01-15", "2025-03-01"):
            (root / f"content/fr/terms/{name}{ending}").unlink()
    report = check(root, everything=True)
    assert report.checked == ("terms 2024-01-15", "terms draft")
    assert of(report, "delta-one-side") == []


def test_findings_are_in_order_and_a_report_can_be_repeated(tmp_path: Path) -> None:
    root = site(tmp_path)
    report = check(root, everything=True)
    places = [one.finding.location for one in report.findings]
    assert places == sorted(places)
    assert check(root, everything=True).findings == report.findings


# ---------------------------------------------------------------- rules


def test_rules_are_selected_and_ignored_by_id_and_by_family(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")

    def rules(**options: object) -> set[str]:
        return {one.finding.rule for one in check(root, **options).findings}

    everything = rules()
    assert rules(select=(RULE,)) == {RULE}
    assert RULE in rules(select=("values", "typography"))
    assert "thin-reference" not in rules(select=("values", "typography"))
    assert rules(ignore=(RULE,)) == everything - {RULE}
    assert rules(select=("values",), ignore=(RULE,)) <= everything - {RULE}
    assert not check(root, select=("date-differs",)).is_failed


@pytest.mark.parametrize("field", ["select", "ignore"])
def test_a_rule_that_is_none_is_told(tmp_path: Path, field: str) -> None:
    with pytest.raises(ConfigurationError, match="there is no rule or family 'duration-difers'"):
        check(site(tmp_path), **{field: ("duration-difers",)})


def report_of(*severities: Severity, fail_on: Severity = Severity.WARNING) -> CheckReport:
    """Return a report with findings of these severities."""
    found = tuple(Judged(finding(severity=severity)) for severity in severities)
    return CheckReport(found, (), (), (), {}, fail_on)


def test_notices_never_fail_and_warnings_do_unless_told_otherwise() -> None:
    assert not report_of(Severity.NOTICE).is_failed
    assert report_of(Severity.NOTICE, Severity.WARNING).is_failed
    assert not report_of(Severity.WARNING, fail_on=Severity.ERROR).is_failed
    assert report_of(Severity.ERROR, fail_on=Severity.ERROR).is_failed
    assert report_of(Severity.ERROR, Severity.ERROR, Severity.NOTICE).count(Severity.ERROR) == 2


# ---------------------------------------------------------------- since a commit


def git(root: Path, *words: str) -> None:
    """Run git in a folder, as nobody in particular."""
    who = ["-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def committed(folder: Path) -> Path:
    """Return a site, in a folder of a repository, with one fault, committed."""
    root = site(folder)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    return root


def test_only_what_a_commit_does_not_have_is_told(tmp_path: Path) -> None:
    root = committed(tmp_path)
    assert check(root, base="HEAD").findings == ()
    edit(root, NL_DRAFT, "{#keeping}\n\n", "{#keeping}\n\nWij bewaren ook uw brieven.\n\n")  # moves the old fault
    edit(root, FR_DRAFT, "{#keeping}\n\n", "{#keeping}\n\nNous gardons aussi vos lettres 5 ans.\n\n")
    new = check(root, base="HEAD")
    assert RULE in {one.finding.rule for one in new.findings}
    assert all("5 ans" in one.finding.message for one in new.findings if one.finding.rule == RULE)
    assert new.is_failed
    assert check(root, base="HEAD", revision="2025-03-01").findings == ()


def test_a_commit_without_content_has_no_findings(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("x", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "README")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    root = site(tmp_path)
    assert check(root, base="HEAD").findings == check(root).findings


@pytest.mark.parametrize("ref", ["nowhere", "--output=x"])
def test_a_commit_that_is_none_is_told(tmp_path: Path, ref: str) -> None:
    with pytest.raises(ConfigurationError, match="git can't read"):
        check(committed(tmp_path), base=ref)
    assert not (tmp_path / "x").exists()


def test_a_folder_outside_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigurationError, match="git can't read 'HEAD': not a git repository"):
        check(site(tmp_path), base="HEAD")


def test_without_git_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ConfigurationError, match="git is not installed"):
        check(site(tmp_path), base="HEAD")


# ---------------------------------------------------------------- plain files


def test_two_plain_files_are_compared(tmp_path: Path) -> None:
    (tmp_path / "nl.md").write_text("## Bewaring\n\nWij bewaren uw foto's 24 maanden.\n", "utf-8")
    (tmp_path / "fr.md").write_text("## Conservation\n\nNous conservons vos photos 12 mois.\n", "utf-8")
    files = ("nl", tmp_path / "nl.md"), ("fr", tmp_path / "fr.md")
    report = check_files(*files, CheckOptions())
    (found,) = of(report, RULE)
    assert str(found.finding.location) == f"{tmp_path / 'fr.md'}:3:28"
    assert (found.finding.document, found.finding.revision) == ("", "")
    assert report.is_failed
    assert report.checked == tuple(str(path) for _, path in files)
    assert check_files(*files, replace(CheckOptions(), ignore=("values",))).is_failed is False
    with pytest.raises(InputError, match="does not exist"):
        check_files(files[0], ("fr", tmp_path / "none.md"), CheckOptions())


# ---------------------------------------------------------------- the declaration


def test_the_declaration_has_no_fault_but_its_open_decisions() -> None:
    report = check(ROOT, as_of=date(2026, 12, 1))
    assert [str(one.finding) for one in report.counted if one.finding.severity is not Severity.NOTICE] == []
    assert not report.is_failed
    assert report.questions
    assert {one.finding.revision for one in report.findings if one.is_waived} == {"2023-12-18"}
