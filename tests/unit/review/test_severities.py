"""Severities of `site.yaml`: changed by rule, but never below an error where a published text is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import Severity
from generator.errors import InputError
from generator.review.severities import Severities
from tests.unit.review.samples import FR_DRAFT, NL_DRAFT, check, edit, finding, of, site

PUBLISHED = "2025-03-01"
FR_PUBLISHED = f"fr/terms/{PUBLISHED}.md"


def with_severities(root: Path, words: str) -> Path:
    """Return the site with severities in its manifest."""
    path = root / "content/site.yaml"
    path.write_text(f"{path.read_text('utf-8')}severities: {words}\n", "utf-8")
    return root


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Give the minimal site with one doubled full stop in its draft."""
    root = site(tmp_path)
    edit(root, FR_DRAFT, "pour les tiers.", "pour les tiers..")
    return root


@pytest.mark.parametrize("word", ["error", "warning", "notice"])
def test_a_rule_weighs_what_the_site_says(faulty: Path, word: str) -> None:
    (one,) = of(check(with_severities(faulty, f"{{doubled-punctuation: {word}}}")), "doubled-punctuation")
    assert one.finding.severity is Severity(word)
    assert "site.yaml" not in one.finding.message


def test_the_fingerprint_stays(faulty: Path) -> None:
    (before,) = of(check(faulty), "doubled-punctuation")
    (after,) = of(check(with_severities(faulty, "{doubled-punctuation: notice}")), "doubled-punctuation")
    assert after.finding.fingerprint == before.finding.fingerprint
    assert before.finding.severity is Severity.WARNING


def test_a_rule_that_is_off_finds_nothing(faulty: Path) -> None:
    assert of(check(with_severities(faulty, "{doubled-punctuation: off}")), "doubled-punctuation") == []


def test_rules_on_waivers_can_be_changed_too(tmp_path: Path) -> None:
    root = with_severities(site(tmp_path), "{section-unconfirmed: off, waiver-unused: notice}")
    waiver = "{rule: spelling, revision: 2025-03-01, reason: None left., by: maintainers, date: 2025-01-01}"
    (root / "content/terms.waivers.yaml").write_text(f"waivers:\n  - {waiver}\n", "utf-8")
    (unused,) = of(check(root), "waiver-unused")
    assert unused.finding.severity is Severity.NOTICE


def test_errors_of_values_in_a_draft_can_be_lowered(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    (one,) = of(check(with_severities(root, "{duration-differs: notice}")), "duration-differs")
    assert one.finding.severity is Severity.NOTICE


@pytest.mark.parametrize("word", ["warning", "notice", "off"])
@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("duration-differs", "24 mois", "48 mois"),
        ("block-missing", "Écrivez à <info@", "Bonjour.\n\nÉcrivez à <info@"),
    ],
)
def test_errors_of_a_published_revision_stay_errors(tmp_path: Path, word: str, rule: str, old: str, new: str) -> None:
    root = site(tmp_path)
    edit(root, FR_PUBLISHED, old, new)
    report = check(with_severities(root, f"{{{rule}: {word}}}"), revision=PUBLISHED)
    (one,) = of(report, rule)
    assert one.finding.severity is Severity.ERROR
    assert f"site.yaml says {word}, but in a published revision this stays an error" in one.finding.message
    assert report.is_failed


def test_strictly_the_draft_is_held_to_the_same(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    report = check(with_severities(root, "{duration-differs: off, section-unconfirmed: off}"), strict=True)
    (one,) = of(report, "duration-differs")
    assert "in a text to be published this stays an error" in one.finding.message
    assert of(report, "section-unconfirmed") != []


def test_a_stale_section_is_an_error_in_a_published_revision() -> None:
    stale = finding(rule="section-stale", severity=Severity.WARNING, revision=PUBLISHED)
    weighed = Severities().judged(stale)
    assert weighed
    assert weighed.severity is Severity.ERROR
    lowered = Severities({"section-stale": "notice"}).judged(stale)
    assert lowered
    assert lowered.severity is Severity.ERROR
    draft = Severities({"section-stale": "notice"}).judged(finding(rule="section-stale", severity=Severity.WARNING))
    assert draft
    assert draft.severity is Severity.NOTICE


def test_what_weighs_so_anyway_is_said_without_a_note() -> None:
    usual = finding(revision=PUBLISHED)
    assert Severities({"duration-differs": "error"}).judged(usual) is usual


def test_an_unknown_rule_is_told_with_its_place(tmp_path: Path) -> None:
    root = with_severities(site(tmp_path), "\n  spelling: notice\n  duration-difers: notice\n  nothing-like-it: off")
    with pytest.raises(InputError) as raised:
        check(root)
    told = str(raised.value)
    assert "there is no rule 'duration-difers'" in told
    assert "Did you mean 'duration-differs'?" in told
    assert "there is no rule 'nothing-like-it'" in told
    lines = (root / "content/site.yaml").read_text("utf-8").splitlines()
    assert f"content/site.yaml:{lines.index('  duration-difers: notice') + 1}:" in told


def test_an_unknown_word_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'fatal' is not known here"):
        check(with_severities(site(tmp_path), "{spelling: fatal}"))
