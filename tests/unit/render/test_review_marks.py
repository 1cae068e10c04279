"""Marks in HTML: they add elements, never words, and close where they opened."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.review_marks import Mark, marked

CASES = {
    "plain words": ("<p>un deux trois</p>", "deux", "<p>un [deux] trois</p>"),
    "across a tag": ("<p>un <em>deux</em> trois</p>", "un deux trois", "<p>[un ]<em>[deux]</em>[ trois]</p>"),
    "in a link": ('<a href="#x">un &amp; deux</a>', "& deux", '<a href="#x">un [&amp; deux]</a>'),
    "over a line end": ("<p>un<br>\ndeux</p>", "un deux", "<p>[un]<br>[\ndeux]</p>"),
    "cut words": ("<p>un deux trois</p>", "un deux …", "<p>[un deux] trois</p>"),
    "nothing": ("<p>un</p>", " …", "<p>un</p>"),
    "words that aren't there": ("<p>un</p>", "zwei", "<p>un</p>"),
    "an attribute": ('<p title="deux">un</p>', "deux", '<p title="deux">un</p>'),
}


def shown(html: str) -> str:
    """The marks as brackets."""
    return (
        html.replace("</mark>", "]")
        .replace('<mark class="found error" id="m">', "[")
        .replace('<mark class="found error">', "[")
    )


@pytest.mark.parametrize(("html", "words", "expected"), CASES.values(), ids=CASES.keys())
def test_words_are_marked(html: str, words: str, expected: str) -> None:
    written, found = marked(html, [Mark("m", words, 0, "error")])
    assert shown(written) == expected
    assert found == ({"m"} if "[" in expected else set())
    assert written.count(' id="m"') == len(found)


def test_an_occurrence_is_counted_and_the_last_one_stands_for_missing_ones() -> None:
    for occurrence, expected in ((0, "<p>[a] a</p>"), (1, "<p>a [a]</p>"), (7, "<p>a [a]</p>")):
        assert shown(marked("<p>a a</p>", [Mark("m", "a", occurrence, "error")])[0]) == expected


def test_a_short_mark_lies_inside_a_long_one() -> None:
    marks = [Mark("m1", "deux", 0, "error"), Mark("m2", "un deux", 0, "notice")]
    inner = '<mark class="found error" id="m1">deux</mark>'
    written, _ = marked("<p>un deux</p>", marks)
    assert written == f'<p><mark class="found notice" id="m2">un {inner}</mark></p>'


def test_no_words_and_no_marks_change_nothing() -> None:
    assert marked("<p>un</p>", []) == ("<p>un</p>", frozenset())


TEXTS = st.lists(st.sampled_from(["un", "deux", " ", "&lt;", "<em>", "</em>", "<br>", "é"]), max_size=20)


@given(TEXTS, st.lists(st.sampled_from(["un", "deux", "un deux", "<", "é un"]), max_size=3))
def test_marks_add_no_words(parts: list[str], words: list[str]) -> None:
    html = "".join(parts)
    written, _ = marked(html, [Mark(f"m{n}", one, 0, "error") for n, one in enumerate(words)])
    assert re.sub(r"</?mark[^>]*>", "", written) == html
    assert written.count("<mark") == written.count("</mark>")
    for inside in re.findall(r"<mark[^>]*>((?:(?!</?mark).)*)</mark>", written, re.DOTALL):
        assert "<" not in inside
