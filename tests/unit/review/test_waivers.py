"""Waivers: what they waive, when they die, and what is told of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from generator.check import Severity
from generator.errors import InputError
from generator.review import Judged
from tests.unit.review.samples import FR_DRAFT, NL_DRAFT, TODAY, WAIVERS, check, edit, of, site, write

RULE = "duration-differs"
DAY = "    by: maintainers\n    date: 2025-05-01\n    reason: It is so.\n"


def faulty(folder: Path) -> Path:
    """Return a site whose draft keeps photos for another time in Dutch."""
    root = site(folder)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    return root


def fault(root: Path) -> Judged:
    """Return the finding that is waived in these tests."""
    (found,) = of(check(root), RULE)
    return found


def by_fingerprint(judged: Judged, more: str = "") -> str:
    """Return a file that waives a finding."""
    digests = ", ".join(f'{language}: "{digest}"' for language, digest in judged.digests.items())
    return f"waivers:\n  - fingerprint: {judged.finding.fingerprint}\n    digests: {{{digests}}}\n{DAY}{more}"


def test_a_waiver_of_a_fingerprint_waives_one_finding(tmp_path: Path) -> None:
    root = faulty(tmp_path)
    before = fault(root)
    assert set(before.digests) == {"fr", "nl"}
    assert before.counts
    write(root, WAIVERS, by_fingerprint(before))
    report = check(root, select=(RULE, "waiver-unused"))
    (after,) = of(report, RULE)
    assert after.is_waived
    assert after.waiver is not None
    assert after.waiver.reason == "It is so."
    assert not report.is_failed
    assert report.waived == 1
    assert of(report, "waiver-unused") == []


@pytest.mark.parametrize(("file", "words"), [(NL_DRAFT, "48 maanden"), (FR_DRAFT, "à la fin du contrat")])
def test_it_dies_when_either_text_changes(tmp_path: Path, file: str, words: str) -> None:
    root = faulty(tmp_path)
    write(root, WAIVERS, by_fingerprint(fault(root)))
    edit(root, file, words, f"{words} x")
    report = check(root)
    assert not fault(root).is_waived
    (dead,) = of(report, "waiver-unused")
    assert dead.finding.severity is Severity.WARNING
    assert "its section has changed since 2025-05-01" in dead.finding.message
    assert str(dead.finding.location) == "content/terms.waivers.yaml:2:5"


def test_it_outlives_typography(tmp_path: Path) -> None:
    root = faulty(tmp_path)
    write(root, WAIVERS, by_fingerprint(fault(root)))
    edit(root, FR_DRAFT, "peut changer :", "peut changer\u00a0:")
    assert fault(root).is_waived


def test_it_needs_the_digests_of_both_languages(tmp_path: Path) -> None:
    root = faulty(tmp_path)
    text = by_fingerprint(fault(root))
    write(root, WAIVERS, text[: text.index(", nl:")] + text[text.index("}") :])
    assert not fault(root).is_waived


def test_a_waiver_that_waives_nothing_is_told_where_all_was_looked_at(tmp_path: Path) -> None:
    root = faulty(tmp_path)
    write(root, WAIVERS, by_fingerprint(fault(root)))
    edit(root, NL_DRAFT, "48 maanden", "36 maanden")
    (unused,) = of(check(root), "waiver-unused")
    assert unused.finding.message.endswith("waives nothing")
    assert of(check(root, revision="2025-03-01"), "waiver-unused") == []


def test_a_waiver_of_a_revision_that_is_not_looked_at_is_left_alone(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, "nl/terms/2024-01-15.md", "12 maanden", "10 maanden")
    (old,) = of(check(root, everything=True), RULE)
    assert old.finding.revision == "2024-01-15"
    write(root, WAIVERS, by_fingerprint(old))
    assert of(check(root), "waiver-unused") == []
    assert of(check(root, everything=True), RULE)[0].is_waived


def by_rule(more: str = "", revision: str = "2025-03-01") -> str:
    """Return a file that waives a rule."""
    return f"waivers:\n  - rule: {RULE}\n    revision: {revision}\n{more}{DAY}"


@pytest.mark.parametrize(
    ("more", "is_waived"),
    [
        ("", True),
        ("    section: keeping\n", True),
        ("    section: keeping\n    language: fr\n", True),
        ("    section: preamble\n", False),
        ("    language: nl\n", False),
    ],
)
def test_a_waiver_of_a_rule_holds_for_one_revision(tmp_path: Path, more: str, *, is_waived: bool) -> None:
    root = faulty(tmp_path)
    edit(root, "nl/terms/2025-03-01.md", "24 maanden", "20 maanden")
    write(root, WAIVERS, by_rule(more))
    report = check(root)
    assert {one.finding.revision: one.is_waived for one in of(report, RULE)} == {
        "2025-03-01": is_waived,
        "draft": False,
    }
    assert len(of(report, "waiver-unused")) == (0 if is_waived else 1)
    assert of(check(root, revision="draft"), "waiver-unused") == []


@pytest.mark.parametrize(
    ("days", "severity", "words"),
    [(31, None, ""), (30, "notice", "expires after"), (0, "notice", "expires after"), (-1, "warning", "expired after")],
)
def test_a_waiver_expires(tmp_path: Path, days: int, severity: str | None, words: str) -> None:
    root = faulty(tmp_path)
    last = TODAY + timedelta(days=days)
    write(root, WAIVERS, by_fingerprint(fault(root), f"    expires: {last}\n"))
    report = check(root)
    told = of(report, "waiver-expired")
    assert [one.finding.severity.value for one in told] == ([severity] if severity else [])
    assert all(f"{words} {last}" in one.finding.message for one in told)
    assert of(report, RULE)[0].is_waived is (days >= 0)
    assert of(report, "waiver-unused") == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (DAY.replace("    ", "  - ", 1), "names either a fingerprint or a rule"),
        (f"  - fingerprint: 0123456789abcdef\n    rule: {RULE}\n{DAY}", "names either a fingerprint or a rule"),
        (f"  - fingerprint: 0123456789abcdef\n{DAY}", "needs the digests"),
        (f"  - fingerprint: 0123\n{DAY}", "is not a fingerprint"),
        (f"  - rule: {RULE}\n{DAY}", "needs the rule and the revision"),
        (f"  - revision: 2025-03-01\n{DAY}", "needs the rule and the revision"),
        (f"  - rule: {RULE}\n    revision: draft\n{DAY}", "waive a finding by its fingerprint"),
        (f"  - rule: duration-difers\n    revision: 2025-03-01\n{DAY}", "Did you mean 'duration-differs'"),
        (f"  - rule: {RULE}\n    revision: 2025-03-02\n{DAY}", "'terms' has no revision '2025-03-02'"),
        (
            f"  - rule: {RULE}\n    revision: 2025-03-01\n{DAY.replace('maintainers', 'me')}",
            "the role 'me' is not known",
        ),
    ],
)
def test_a_waiver_that_makes_no_sense_is_told_with_its_place(tmp_path: Path, entry: str, message: str) -> None:
    root = site(tmp_path)
    write(root, WAIVERS, f"waivers:\n{entry}")
    with pytest.raises(InputError, match=r"content/terms\.waivers\.yaml:\d+:\d+: ") as told:
        check(root)
    assert message in str(told.value)


def test_without_roles_nobody_can_waive(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "content/data/roles.yaml").unlink()
    write(root, WAIVERS, by_rule())
    with pytest.raises(InputError, match="None is known here"):
        check(root)
