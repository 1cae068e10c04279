"""Differences that are meant: they take out the findings that they explain, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import Severity
from generator.errors import InputError
from generator.review import CheckReport
from generator.review.declared import declared_in
from tests.unit.review.samples import FR_DRAFT, check, edit, of, site, write

FILE = "terms.differences.yaml"
MAIL = (
    "{kind: value, section: contact, values: {fr: info-fr@policies.example, nl: info@policies.example}, reason: Two.}"
)
LONE = "{kind: value, section: contact, values: {fr: 03 20 12 34 56}, reason: France only.}"
BLOCK = "{kind: block, section: contact, id: only-fr, languages: [fr], reason: France only.}"
SECTION = "{kind: section, section: mediation, languages: [fr], reason: France only.}"


def declare(root: Path, *entries: str) -> Path:
    """Write the site's declared differences."""
    write(root, FILE, "differences:\n" + "".join(f"  - {entry}\n" for entry in entries))
    return root


def rules(report: CheckReport, *names: str) -> list[str]:
    """Return which of some rules found something in the draft."""
    return sorted({j.finding.rule for j in report.counted if j.finding.rule in names and j.finding.revision == "draft"})


@pytest.fixture
def mailed(tmp_path: Path) -> Path:
    """Give the minimal site with another e-mail address in French."""
    root = site(tmp_path)
    edit(root, FR_DRAFT, "info@policies.example", "info-fr@policies.example")
    return root


def test_a_value_for_each_language_is_no_fault(mailed: Path) -> None:
    assert rules(check(mailed), "email-differs") == ["email-differs"]
    report = check(declare(mailed, MAIL))
    assert rules(report, "email-differs") == []
    assert of(report, "difference-unused") == []


def test_a_declared_value_that_changed_is_found_and_its_declaration_unused(mailed: Path) -> None:
    declare(mailed, MAIL)
    edit(mailed, "nl/terms/draft.md", "info@policies.example", "help@policies.example")
    report = check(mailed)
    assert rules(report, "email-differs") == ["email-differs"]
    (unused,) = of(report, "difference-unused")
    assert unused.finding.severity is Severity.WARNING
    assert str(unused.finding.location) == f"content/{FILE}:2:5"
    assert unused.finding.section == "contact"
    assert "the values of 'contact'" in unused.finding.message


def test_another_difference_beside_a_declared_one_is_found(mailed: Path) -> None:
    declare(mailed, MAIL)
    edit(mailed, FR_DRAFT, "Écrivez à ", "Écrivez en 14 jours à ")
    assert rules(check(mailed), "email-differs", "duration-differs") == ["duration-differs"]


def test_the_same_value_in_both_is_no_difference(tmp_path: Path) -> None:
    same = MAIL.replace("info-fr@", "info@")
    assert len(of(check(declare(site(tmp_path), same)), "difference-unused")) == 1


def test_a_value_of_one_language_alone(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, FR_DRAFT, "ou à :", "au 03 20 12 34 56 ou à :")
    assert rules(check(root), "phone-differs") == ["phone-differs"]
    report = check(declare(root, LONE))
    assert rules(report, "phone-differs") == []
    assert of(report, "difference-unused") == []


def test_a_block_and_a_section_of_one_language(tmp_path: Path) -> None:
    root = site(tmp_path)
    block = "{#only-fr}\nEn France, voir {ref}`keeping`."
    edit(
        root, FR_DRAFT, "## Langue", f"{block}\n\n## Médiation {{#mediation .unnumbered}}\n\nUn médiateur.\n\n## Langue"
    )
    names = ("block-missing", "section-missing", "reference-target", "section-level")
    assert rules(check(root), *names) == ["block-missing", "reference-target", "section-missing"]
    report = check(declare(root, BLOCK, SECTION))
    assert rules(report, *names) == []
    assert of(report, "difference-unused") == []


@pytest.mark.parametrize("entry", [BLOCK, SECTION, LONE])
def test_what_no_text_shows_is_told_unless_one_revision_is_asked_for(tmp_path: Path, entry: str) -> None:
    root = declare(site(tmp_path), entry)
    assert len(of(check(root), "difference-unused")) == 1
    assert of(check(root, revision="draft"), "difference-unused") == []


def test_a_block_of_the_other_language_is_a_fault(tmp_path: Path) -> None:
    root = declare(site(tmp_path), BLOCK.replace("[fr]", "[nl]"))
    edit(root, FR_DRAFT, "## Langue", "{#only-fr}\nEn France.\n\n## Langue")
    report = check(root)
    assert rules(report, "block-missing") == ["block-missing"]
    assert len(of(report, "difference-unused")) == 1


def test_a_section_of_the_other_language_is_a_fault(tmp_path: Path) -> None:
    root = declare(site(tmp_path), SECTION.replace("[fr]", "[nl]"))
    edit(root, FR_DRAFT, "## Langue", "## Médiation {#mediation .unnumbered}\n\nUn médiateur.\n\n## Langue")
    report = check(root)
    assert rules(report, "section-missing") == ["section-missing"]
    assert len(of(report, "difference-unused")) == 1


def test_a_language_that_is_not_compared_says_nothing(mailed: Path) -> None:
    report = check(declare(mailed, MAIL.replace("{fr:", "{de:")))
    assert rules(report, "email-differs") == ["email-differs"]
    assert len(of(report, "difference-unused")) == 1


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{kind: value, section: a, reason: b}", "a difference of the kind 'value' has `values`, and no more"),
        ("{kind: block, section: a, id: b, reason: c}", "has `id` and `languages`, and no more"),
        ("{kind: section, section: a, id: b, languages: [fr], reason: c}", "has `languages`, and no more"),
        ("{kind: value, section: a, values: {fr: mots}, reason: b}", "'mots' holds no value that is compared"),
        ("{kind: word, section: a, reason: b}", "'word' is not known here"),
    ],
)
def test_a_wrong_declaration_is_told_with_its_place(tmp_path: Path, entry: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as raised:
        check(declare(site(tmp_path), entry))
    assert f"content/{FILE}:2:" in str(raised.value)


def test_the_example_of_the_documentation_is_one(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs/authors/source-format.md").read_text("utf-8")
    example = page.partition("```yaml\ndifferences:\n")[2].partition("```")[0]
    write(tmp_path, FILE, f"differences:\n{example}")
    declared, source = declared_in(tmp_path, "terms")
    assert [one.kind.value for one in declared] == ["value", "value", "block", "section"]
    assert source
    assert declared_in(tmp_path, "other") == ((), None)
