"""Frozen revisions remember which rules they were published under: a newer rule is a notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import Severity
from generator.errors import InputError
from generator.review.known_rules import (
    NEWER,
    KnownRules,
    known_rules_file,
    known_rules_path,
    record_known_rules,
)
from generator.review.rules import rule_pages
from tests.unit.review.samples import check, edit, finding, of, site, write

PUBLISHED = "2025-03-01"
FILE = "terms.findings.yaml"
ROOT = Path(__file__).parents[3]


def older(root: Path, without: str) -> str:
    """Write the file of a time when a rule wasn't known yet, and return its text."""
    record_known_rules(root, "terms", PUBLISHED)
    text = (root / "content" / FILE).read_text("utf-8")
    from generator.review.known_rules import _digest  # noqa: PLC0415 - only to make a file of former days

    now = tuple(page.id for page in rule_pages())
    then = tuple(rule for rule in now if rule != without)
    text = text.replace(f"    - {without}\n", "").replace(_digest(now), _digest(then))
    write(root, FILE, text)
    return text


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    """Give the minimal site with another period in a published French text."""
    root = site(tmp_path)
    edit(root, f"fr/terms/{PUBLISHED}.md", "24 mois", "48 mois")
    return root


def test_without_a_file_every_rule_counts(altered: Path) -> None:
    (one,) = of(check(altered, revision=PUBLISHED), "duration-differs")
    assert one.finding.severity is Severity.ERROR


def test_a_rule_that_was_known_counts(altered: Path) -> None:
    assert record_known_rules(altered, "terms", PUBLISHED) == known_rules_path("terms") == f"content/{FILE}"
    (one,) = of(check(altered, revision=PUBLISHED), "duration-differs")
    assert one.finding.severity is Severity.ERROR
    assert NEWER not in one.finding.message


def test_a_newer_rule_is_a_notice_for_that_revision_only(altered: Path) -> None:
    older(altered, "duration-differs")
    edit(altered, "fr/terms/draft.md", "36 mois", "48 mois")
    found = {one.finding.revision: one.finding for one in of(check(altered), "duration-differs")}
    assert found[PUBLISHED].severity is Severity.NOTICE
    assert found[PUBLISHED].message.endswith("(rule newer than this revision)")
    assert found["draft"].severity is Severity.ERROR
    assert NEWER not in found["draft"].message


def test_a_newer_rule_can_not_turn_a_revision_red_by_the_site_either(altered: Path) -> None:
    older(altered, "duration-differs")
    site_file = altered / "content/site.yaml"
    site_file.write_text(site_file.read_text("utf-8") + "severities: {duration-differs: error}\n", "utf-8")
    (one,) = of(check(altered, revision=PUBLISHED), "duration-differs")
    assert one.finding.severity is Severity.NOTICE


def test_a_revision_that_is_not_told_knows_all() -> None:
    usual = finding(revision="2020-01-01")
    assert KnownRules({PUBLISHED: frozenset()}).judged(usual) is usual


# ---------------------------------------------------------------- the file


def test_revisions_of_one_time_share_a_set() -> None:
    first = known_rules_file(None, "2024-01-15")
    both = known_rules_file(first, PUBLISHED)
    assert known_rules_file(both, PUBLISHED) == both
    assert both.count("    - duration-differs\n") == 1
    assert both.splitlines()[-2].startswith("  2024-01-15: ")
    assert both.splitlines()[-1].startswith(f"  {PUBLISHED}: ")
    assert known_rules_file(known_rules_file(None, PUBLISHED), "2024-01-15") == both


def test_a_set_that_no_revision_names_goes(tmp_path: Path) -> None:
    text = older(site(tmp_path), "spelling")
    two = known_rules_file(text, "2024-01-15")
    assert two.count("    - duration-differs\n") == 2
    assert two.count("    - spelling\n") == 1
    assert known_rules_file(text, PUBLISHED) == known_rules_file(None, PUBLISHED)


def test_the_file_of_the_declaration_knows_the_rules_of_today() -> None:
    text = (ROOT / "content/privacy.findings.yaml").read_text("utf-8")
    listed = {line.removeprefix("    - ") for line in text.splitlines() if line.startswith("    - ")}
    assert listed <= {page.id for page in rule_pages()}
    assert {"duration-differs", "section-stale", "difference-unused"} <= listed


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    - duration-differs\n", "", "this list of rules isn't the one that"),
        (f"  {PUBLISHED}: ", "  2020-01-01: ", "there is no revision '2020-01-01'"),
        (f'  {PUBLISHED}: "', f'  {PUBLISHED}: "0123456789abcdef" # "', "no set of rules 0123456789abcdef stands"),
        ("revisions:", "revision:", "the field 'revision' is not known"),
    ],
)
def test_a_file_that_was_touched_by_hand_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    root = site(tmp_path)
    record_known_rules(root, "terms", PUBLISHED)
    edit(root, FILE, old, new)
    with pytest.raises(InputError, match=told) as raised:
        check(root)
    assert f"content/{FILE}:" in str(raised.value)
