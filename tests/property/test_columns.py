"""Laws of the redline in two columns: each column is its text, whatever changed, and every link leads somewhere."""

from __future__ import annotations

import re

from hypothesis import given

from generator.compare import compare_texts
from generator.model import Text
from generator.render.redline_article import columns_article
from tests.property.test_compare import pairs
from tests.unit.render.test_columns import columns
from tests.unit.render.test_redlines import STYLE


@given(pairs())
def test_the_columns_are_the_two_texts(pair: tuple[Text, Text]) -> None:
    changeset = compare_texts(*pair)
    found = columns(changeset)
    assert found.side("old") == changeset.old_text.split()
    assert found.side("new") == changeset.new_text.split()


@given(pairs())
def test_only_what_went_is_marked_on_the_left_and_only_what_came_on_the_right(pair: tuple[Text, Text]) -> None:
    marked = columns(compare_texts(*pair)).marked
    assert marked["old"] <= {"del"}
    assert marked["new"] <= {"ins"}


@given(pairs())
def test_ids_stand_once_and_inner_links_lead_to_them(pair: tuple[Text, Text]) -> None:
    html = columns_article(compare_texts(*pair), STYLE)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'<a href="#([^"]+)"', html)) <= set(ids)
