"""The redline outside the site: terminal, Markdown, JSON."""

from __future__ import annotations

import json
import re

import pytest

from generator.compare import compare_texts
from generator.compare.changeset import Nature, Op, RecordAction, RecordChange, Span
from generator.export.compared import Compared
from generator.export.data import as_data, as_json
from generator.export.excerpt import excerpt, one_line, without_typography
from generator.export.markdown import as_markdown
from generator.export.terminal import as_terminal
from generator.export.words import record_line
from generator.source.files import SourceText
from generator.source.plain import read_plain

OLD = """# Terms

## Keeping

We keep your photos for 24 months after your last order.

We sell your *data*.

## Cookies

See the "policy".

## Gone

This section goes away.
"""
NEW = """# Terms

## New

A wholly new section.

## Keeping

We keep your photos for 36 months after your last order.

We do not sell your data.

## Cookies

See the “policy”.
"""


def compared(old: str, new: str, records: tuple[RecordChange, ...] = ()) -> Compared:
    sides = (read_plain(SourceText(name, text), "en") for name, text in (("old.md", old), ("new.md", new)))
    return Compared("terms", "2023", "2024", compare_texts(*sides), records)


def test_the_terminal_shows_changes_with_signs() -> None:
    told = as_terminal(compared(OLD, NEW), colour=False)
    assert "[-24-]{+36+} months" in told
    assert "{+do not +}" in told
    assert "new.md:9" in told
    assert "change of typography only" in told
    assert "calculated automatically, without legal assessment" in told
    assert "\x1b" not in told


def test_the_terminal_in_colour_and_in_full() -> None:
    told = as_terminal(compared(OLD, NEW), colour=True, everything=True)
    assert "\x1b[31;9m24\x1b[0m\x1b[32;4m36\x1b[0m" in told
    assert "of typography only" not in told
    bare = re.sub(r"\x1b\[[0-9;]*m", "", told)
    assert "2436 months" in bare


def test_nothing_changed() -> None:
    same = compared(OLD, OLD)
    assert same.is_empty
    assert as_terminal(same, colour=False) == "terms 2023 → 2024 (en): nothing changed\n"
    assert as_markdown(same) == "**terms 2023 → 2024 (en): nothing changed**\n"


def test_markdown_strikes_out_and_makes_bold() -> None:
    told = as_markdown(compared(OLD, NEW))
    assert "~~24~~**36** months" in told
    assert "**do not** " in told
    assert "### Gone \\[removed\\]" in told


def test_markdown_escapes_the_words_of_the_text() -> None:
    assert r"\*\*x\*\* \<b\>" in as_markdown(compared("# T\n\nA b.\n", "# T\n\nA `**x** <b>` b.\n"))


def test_the_flat_spans_are_the_texts_to_the_character() -> None:
    data = json.loads(as_json(compared(OLD, NEW)))
    assert "".join(text for op, text in data["flat"] if op != "insert") == data["old_text"]
    assert "".join(text for op, text in data["flat"] if op != "delete") == data["new_text"]
    (value,) = [change for change in data["changes"] if change["class"] == "value"]
    assert value["old"] == {"file": "old.md", "line": 5, "column": 1}
    assert value["new"]["line"] == 9
    assert ["delete", "24"] in value["spans"]
    assert data["class"] == "obligation"
    assert data["document"] == "terms"


def test_plain_files_have_no_document() -> None:
    data = as_data(Compared("", "a.md", "b.md", compared(OLD, OLD).changeset))
    assert data["document"] is None
    assert data["class"] is None


RECORDS = (
    RecordChange("categories", "photos", "retention/0/duration", RecordAction.CHANGED, "P24M", "P36M", Nature.SCOPE),
    RecordChange("recipients", "partners", "", RecordAction.ADDED, None, {"id": "partners"}, Nature.SCOPE),
    RecordChange("recipients", "others", "", RecordAction.REMOVED, {"id": "others"}, None, Nature.SCOPE),
    RecordChange("categories", "photos", "purposes/0", RecordAction.ADDED, None, "advice", Nature.SCOPE),
    RecordChange("categories", "photos", "purposes/1", RecordAction.REMOVED, "sale", None, Nature.SCOPE),
    RecordChange("categories", "photos", "", RecordAction.MOVED, 2, 1, Nature.STRUCTURE),
)


def test_changes_of_facts_are_told() -> None:
    assert [record_line(record) for record in RECORDS] == [
        "categories/photos/retention/0/duration: P24M → P36M",
        "recipients/partners: added",
        "recipients/others: removed",
        "categories/photos/purposes/0: added advice",
        "categories/photos/purposes/1: removed sale",
        "categories/photos: moved from place 2 to 1",
    ]
    told = compared(OLD, OLD, RECORDS)
    assert "0 changes in 0 sections, 6 changes of facts" in as_terminal(told, colour=False)
    assert "- recipients/partners: added" in as_markdown(told)
    assert len(json.loads(as_json(told))["records"]) == 6


LONG = " ".join(f"word{number}" for number in range(40))


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ((Span(Op.EQUAL, LONG), Span(Op.INSERT, "x")), "… word34 word35 word36 word37 word38 word39x"),
        ((Span(Op.DELETE, "x "), Span(Op.EQUAL, LONG)), "x word0 word1 word2 word3 word4 word5 …"),
        ((Span(Op.EQUAL, "a\nb\tc"), Span(Op.INSERT, "x")), "a b cx"),
    ],
)
def test_an_excerpt_keeps_all_edits_and_some_words_around(spans: tuple[Span, ...], shown: str) -> None:
    assert "".join(span.text for span in one_line(excerpt(spans))) == shown


def test_edits_of_typography_fold_into_their_new_form() -> None:
    spans = (
        Span(Op.EQUAL, "a "),
        Span(Op.DELETE, "'"),
        Span(Op.INSERT, "’"),
        Span(Op.EQUAL, "b "),
        Span(Op.DELETE, "x"),
    )
    assert without_typography(spans) == (Span(Op.EQUAL, "a ’b "), Span(Op.DELETE, "x"))


def test_spaces_that_came_or_went_are_typography() -> None:
    spans = (Span(Op.EQUAL, "a"), Span(Op.INSERT, "\u00a0"), Span(Op.EQUAL, ": et/"), Span(Op.DELETE, " "))
    assert without_typography((*spans, Span(Op.EQUAL, "ou"))) == (Span(Op.EQUAL, "a\u00a0: et/ou"),)
