"""The page of `polylex diff --format html`: whole in itself, in the language of the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from generator.compare import compare_facts
from generator.compare.changeset import Changeset, RecordChange
from generator.model import Facts
from generator.render import diff_page
from tests.unit.render.changed import NEW, OLD, Sides, between
from tests.unit.render.samples import facts


@dataclass(frozen=True)
class Compared:
    changeset: Changeset
    subject: str = ""
    old_name: str = "old.md"
    new_name: str = "new.md"
    records: tuple[RecordChange, ...] = ()


def body(page: str) -> str:
    return page.partition('<div class="policy-text redline">')[2].partition("</div>\n</div>\n<section")[0]


def test_it_holds_both_texts() -> None:
    changeset = between(OLD, NEW)
    sides = Sides(body(diff_page(Compared(changeset, "privacy"))))
    assert Sides.words(sides.new) == changeset.new_text.split()
    assert Sides.words(sides.old) == changeset.old_text.split()


def test_it_is_whole_in_itself() -> None:
    page = diff_page(Compared(between(OLD, NEW), "privacy"))
    assert "<title>privacy old.md → new.md</title>" in page
    assert "<link" not in page
    assert "<script" not in page
    assert ".redline" in page.partition("<style>")[2].partition("</style>")[0]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_it_speaks_the_language_of_the_texts() -> None:
    assert '<html lang="fr" dir="ltr">' in diff_page(Compared(between(OLD, NEW)))
    assert "Gewijzigde delen" in diff_page(Compared(between(OLD, NEW, "nl")))


@pytest.mark.parametrize("language", ["und", "fi"])
def test_a_language_without_a_catalog_is_told_in_english(language: str) -> None:
    page = diff_page(Compared(replace(between(OLD, NEW), language=language)))
    assert "Sections that changed" in page


def test_nothing_changed_is_told() -> None:
    assert "aucune modification" in diff_page(Compared(between(OLD, OLD)))


def test_facts_are_told_by_their_paths() -> None:
    page = diff_page(Compared(between(OLD, OLD), records=compare_facts(Facts(), facts())))
    assert "<code>categories/no-account: added None" in page
