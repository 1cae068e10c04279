"""The lenient reader loses no word of any Markdown file."""

from __future__ import annotations

import html
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare import compare_texts
from generator.language import visible_words
from generator.model import (
    Code,
    CodeBlock,
    Emphasis,
    ItemList,
    Level,
    LineBreak,
    Link,
    Paragraph,
    Quote,
    Table,
    Text,
    Words,
    plain,
)
from generator.source.files import SourceText
from generator.source.plain import read_plain

SHARED = Path(os.environ.get("POLYLEX_SHARED", Path(__file__).resolve().parents[3].parent / "shared"))
FILES = sorted((SHARED / "data").rglob("*.md"))

_COMMENT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_ALT = re.compile(r"<img\b[^>]*?\balt=\"([^\"]*)\"[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_AUTOLINK = re.compile(r"<((?:https?|mailto|tel):[^<>\s]*|[^<>\s@]+@[^<>\s]+)>")
_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)")
_DEFINITION = re.compile(r"^[ >]*\[(?!\^)[^\]\n]+\]:\s*\S+(?:\s+(?:\"[^\"]*\"|'[^']*'))?[ \t]*$", re.MULTILINE)
_LABEL = re.compile(r"\]\[[^\]\n]*\]")
_NUMBER = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)*\d{1,9}[.)](?=[ \t\n])", re.MULTILINE)
_DELIMITERS = re.compile(r"^[ \t>|:-]+$", re.MULTILINE)
_SILENT = re.compile(r"[*_`~\\\u00ad]")


def read(source: str) -> Text:
    return read_plain(SourceText("a.md", source), "fr")


def words_of_source(source: str) -> Counter[str]:
    """Return the words of a file by its characters alone, numbers of list items left out."""
    text = _COMMENT.sub(" ", source)
    text = _ALT.sub(r" \1 ", text)
    text = _AUTOLINK.sub(r" \1 ", text)
    text = _TAG.sub("", _BREAK.sub(" ", text))
    for pattern in (_TARGET, _LABEL):
        text = pattern.sub("", text)
    for pattern in (_DEFINITION, _NUMBER, _DELIMITERS):
        text = pattern.sub(" ", text)
    return Counter(visible_words(_SILENT.sub("", html.unescape(text))))


def visible(text: Text) -> str:
    return compare_texts(text, text).old_text


@pytest.mark.skipif(not FILES, reason="the shared data is not there")
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_word_of_real_files_is_held(path: Path) -> None:
    source = path.read_text("utf-8").replace("\r\n", "\n")
    text = visible(read(source))
    held = Counter(visible_words(_SILENT.sub("", _TAG.sub("", text))))
    missing = words_of_source(source) - held
    assert not missing, missing


def test_headings_of_any_level_cut_sections() -> None:
    text = read("Avant.\n\n# Un\n\nTexte.\n\n#### 1.2 Deux\n\nSuite.\n\nTrois\n---\n")
    assert [(s.id, s.level, plain(s.title), s.parent) for s in text.sections] == [
        ("s1", Level.PREAMBLE, "", ""),
        ("s2", Level.ARTICLE, "Un", ""),
        ("s3", Level.CLAUSE, "1.2 Deux", "s2"),
        ("s4", Level.ARTICLE, "Trois", ""),
    ]
    assert [s.location.line for s in text.sections] == [1, 3, 7, 11]
    assert text.sections[2].source == "#### 1.2 Deux\n\nSuite.\n\n"
    (block,) = text.sections[2].blocks
    assert str(text.sections[2].locate(block.place)) == "a.md:9:1"


def test_blocks_of_all_kinds_are_read() -> None:
    text = read(
        "> # Titre\n> cité\n\n- un\n\n  deux\n    1. trois\n\n"
        "| a | b |\n| :- | -: |\n| c | d | e |\n\n```js\nx\n```\n\n    y\n\n***\n"
    )
    (section,) = text.sections
    quote, items, table, code, indented, _ = section.blocks
    assert isinstance(quote, Quote)
    assert isinstance(quote.blocks[0], Paragraph)
    assert quote.blocks[0].inlines == (Emphasis((Words("Titre"),), strong=True),)
    assert isinstance(items, ItemList)
    assert len(items.items[0].blocks) == 3
    assert isinstance(table, Table)
    assert table.alignments == ("left", "right")
    assert [plain(cell.inlines) for cell in table.rows[0].cells] == ["c", "d", "e"]
    assert table.rows[0].cells[2].place.column == 11
    assert isinstance(code, CodeBlock)
    assert isinstance(indented, CodeBlock)
    assert (code.text, indented.text) == ("x\n", "y\n")


def test_inlines_are_read_as_they_show() -> None:
    text = read(
        'Un *mot* `x` ![vieux logo](a.png) [lien](https://a.example "t")<br>ligne\n'
        'autre<span>!</span> <img alt="pic">[^1]\n\n[^1]: note'
    )
    paragraph, note = text.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (
        Words("Un "),
        Emphasis((Words("mot"),)),
        Words(" "),
        Code("x"),
        Words(" vieux logo "),
        Link("https://a.example", (Words("lien"),), "t"),
        LineBreak(hard=True),
        Words("ligne"),
        LineBreak(),
        Words("autre! pic[^1]"),
    )
    assert isinstance(note, Paragraph)
    assert plain(note.inlines) == "[^1]: note"


def test_html_shows_its_words() -> None:
    text = read(
        "<div>\n<p>Un <b>mot</b> &amp; plus<br>ligne</p>\n<p>Deux</p>\n"
        "<script>var x = 1;</script>\n<img alt='image'></div>\n"
    )
    assert visible(text) == "Un mot & plus ligne\n\nDeux\n\nimage"


@pytest.mark.parametrize("mark", [">", "- "])
def test_what_is_nested_too_deep_is_read_as_characters(mark: str) -> None:
    text = read(f"Avant.\n\n{mark * 120}profond\n\n\nAprès.\n")
    assert "profond" in visible(text)
    assert [block.place.line for block in text.sections[0].blocks] == [1, 3, 6]


def test_an_empty_file_has_no_section() -> None:
    assert read("").sections == ()
    assert read("[](https://a.example)\n").sections[0].blocks


@given(
    st.lists(
        st.sampled_from(
            [
                "# t",
                "- a",
                "  - b",
                "> c",
                "1. d",
                "| e | f |",
                "| - | - |",
                "```",
                "mot",
                "",
                "<p>g</p>",
                "    h",
                "***",
                "[i]: j",
                "[^1]: k",
            ]
        ),
        max_size=12,
    )
)
def test_nothing_makes_it_fail(lines: list[str]) -> None:
    assert read("\n".join(lines) + "\n").language
