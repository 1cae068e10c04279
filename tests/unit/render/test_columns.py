"""The redline in two columns: the left cells are the old text, the right ones the new, and each change is marked."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from generator.compare.changeset import Changeset
from generator.render.redline_article import columns_article
from generator.render.redline_html import statuses
from tests.unit.render.changed import NEW, OLD, article, between, changed_pages, items
from tests.unit.render.samples import paragraph
from tests.unit.render.test_redlines import CASES, FRENCH, STYLE

INLINE = {"a", "code", "em", "span", "strong", "ins", "del"}
VOID = {"br", "hr"}


class Columns(HTMLParser):
    """The words of both columns; what stands in neither of them, but is no note, counts for both."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.words: dict[str, list[str]] = {"old": [], "new": []}
        self.marked: dict[str, set[str]] = {"old": set(), "new": set()}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        classes = str(held.get("class") or "").split()
        side = next((name for name in ("old", "new") if "cell" in classes and name in classes), "")
        if tag not in INLINE:
            self._keep(" ")
        if tag in {"ins", "del"}:
            for name in self._sides():
                self.marked[name].add(tag)
        if tag not in VOID:
            self.stack.append("note" if "data-note" in held else side)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def _keep(self, data: str) -> None:
        for name in () if "note" in self.stack else self._sides():
            self.words[name].append(data)

    def _sides(self) -> tuple[str, ...]:
        return tuple(name for name in self.stack if name in self.words) or ("old", "new")

    def side(self, name: str) -> list[str]:
        return "".join(self.words[name]).split()


def columns(changeset: Changeset) -> Columns:
    return Columns(columns_article(changeset, STYLE))


@pytest.mark.parametrize("case", CASES)
class TestNoWordIsLost:
    def test_the_left_cells_are_the_old_text_and_the_right_ones_the_new(self, case: str) -> None:
        changeset = between(*CASES[case])
        found = columns(changeset)
        assert found.side("old") == changeset.old_text.split()
        assert found.side("new") == changeset.new_text.split()

    def test_only_what_went_is_marked_on_the_left_and_only_what_came_on_the_right(self, case: str) -> None:
        marked = columns(between(*CASES[case])).marked
        assert marked["old"] <= {"del"}
        assert marked["new"] <= {"ins"}

    def test_ids_stand_once_and_inner_links_lead_to_them(self, case: str) -> None:
        html = columns_article(between(*CASES[case]), STYLE)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)

    def test_every_change_has_its_place(self, case: str) -> None:
        changeset = between(*CASES[case])
        html = columns_article(changeset, STYLE)
        assert [change.id for change in changeset.changes if f' id="{change.id}"' not in html] == []
