"""Comparisons that share a memory are those that don't: for each pair of several texts that share their sections."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from generator.compare import compare_revisions, compare_texts
from generator.compare.memory import Memory
from generator.model import Section, Text
from generator.source import load_site
from tests.unit.render.changed import NEW, OLD, held

MINIMAL = Path(__file__).parents[2] / "sites" / "minimal"


def with_sections(*sections: Section) -> Text:
    return held("fr", sections)


TEXTS = {
    "old": with_sections(*OLD),
    "new": with_sections(*NEW),
    "first half": with_sections(*OLD[: len(OLD) // 2]),
    "reversed": with_sections(*reversed(OLD)),
    "mixed": with_sections(*OLD[:3], *(section for section in NEW if section.id not in {s.id for s in OLD[:3]})),
    "renamed": with_sections(*(replace(section, label=f"{section.label}!") for section in OLD)),
    "nothing": with_sections(),
}


@pytest.fixture(scope="module")
def memory() -> Memory:
    return Memory()


@pytest.mark.parametrize(("old", "new"), tuple(permutations(TEXTS, 2)))
@pytest.mark.parametrize("stable", [True, False])
def test_a_memory_changes_no_result(memory: Memory, old: str, new: str, *, stable: bool) -> None:
    alone = compare_texts(TEXTS[old], TEXTS[new], stable_ids=stable)
    assert compare_texts(TEXTS[old], TEXTS[new], stable_ids=stable, memory=memory) == alone
    assert compare_texts(TEXTS[old], TEXTS[new], stable_ids=stable, memory=memory) == alone


def test_a_section_in_which_nothing_changed_is_one_node(memory: Memory) -> None:
    first = compare_texts(TEXTS["old"], TEXTS["first half"], memory=memory).redline.sections
    again = compare_texts(TEXTS["first half"], TEXTS["old"], memory=memory).redline.sections
    shared = {id(node) for node in first} & {id(node) for node in again}
    assert len(shared) >= len(OLD) // 2 - 1


def test_revisions_with_their_facts_are_compared_alike() -> None:
    old, new = load_site(MINIMAL).corpus.documents[0].revisions
    memory = Memory()
    alone = compare_revisions(old, new)
    for _ in range(2):
        shared = compare_revisions(old, new, memory)
        assert dict(shared.texts) == dict(alone.texts)
        assert shared.records == alone.records
