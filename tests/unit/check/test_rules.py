"""The rules themselves: documented, unique, and true to the examples of their pages."""

from __future__ import annotations

import re

import pytest

from generator.check import RULES, Rule, rule
from tests.unit.check.reading import findings_of


@pytest.mark.parametrize("known", RULES, ids=lambda known: known.id)
def test_the_bad_example_is_found(known: Rule) -> None:
    found = {finding.rule for finding in findings_of(known.example("Bad"))}
    assert known.id in found


@pytest.mark.parametrize("known", RULES, ids=lambda known: known.id)
def test_the_good_example_is_not(known: Rule) -> None:
    found = [finding for finding in findings_of(known.example("Good")) if finding.rule == known.id]
    assert found == []


@pytest.mark.parametrize("known", RULES, ids=lambda known: known.id)
def test_a_page_says_in_one_sentence_what_is_wrong(known: Rule) -> None:
    assert known.summary.endswith(".")
    assert len(known.summary) < 160
    assert re.search(r"^Bad:$", known.page, re.MULTILINE)
    assert re.search(r"^Good:$", known.page, re.MULTILINE)


def test_ids_are_unique_and_well_formed() -> None:
    ids = [known.id for known in RULES]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in ids)


def test_a_rule_is_found_by_its_id() -> None:
    assert rule("number-differs") in RULES
    assert rule("no-such-rule") is None
