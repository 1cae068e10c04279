"""Mending typography changes no word, and has nothing left to do a second time."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Facts, Origin, Patterns
from generator.review.digests import section_digest
from generator.review.mending import CURLY, STRAIGHT, Style, mended_markdown, mended_wording, words
from generator.source.files import SourceText
from generator.source.parsed import Parser
from generator.source.resolve import Resolver, TextSources
from generator.source.wording import RawWording

PATTERNS = Patterns("Article {n} –", "{n}.{m}.", "article {n}", "article {n}.{m}")
style = st.builds(Style, st.sampled_from(["fr", "nl", "fr-BE"]), st.sampled_from([CURLY, STRAIGHT]))

word = st.sampled_from(
    ["mot", "l’usage", "d'un", "liste:", "liste :", "et  puis", "« oui »", "«non»", "e\u0301te\u0301", "(oui)", "quoi?"]
)
plain = st.lists(word, min_size=1, max_size=6).map(" ".join)
piece = st.one_of(
    plain,
    plain.map(lambda text: f"*{text}*"),
    plain.map(lambda text: f"`{text}`"),
    plain.map(lambda text: f"[{text}]{{lang=en}}"),
    plain.map(lambda text: f"[{text}](https://a.example/b_(c)?d=l'e#f)"),
    st.sampled_from(
        ["<info@a.example>", "{ref}`first`", r"l\'autre \: ", "&eacute; suite", "https://a.example/l'un: a"]
    ),
)
sentence = st.lists(piece, min_size=1, max_size=4).map(" ".join)
block = st.one_of(
    sentence,
    st.lists(sentence, min_size=1, max_size=3).map(lambda items: "\n".join(f"-   {item}" for item in items)),
    st.tuples(sentence, sentence).map(lambda pair: f"- {pair[0]}\n  1. {pair[1]}\n\n     suite : oui"),
    sentence.map(lambda text: f"> {text}\n>\n> - {text}"),
    plain.map(lambda text: f"```\n{text}\n- x *y*  : z\n```"),
    plain.map(lambda text: f"| a  | b |\n| --- | :-: |\n| {text} | x : |"),
)
anything = st.text(st.sampled_from("ab'’:;!?»« \n`~[](){}<>|\\*_-#&.1\u00a0\u0301@"), max_size=60)


@given(anything, style)
def test_no_characters_whatever_lose_a_word(text: str, used: Style) -> None:
    for mend in (mended_markdown, mended_wording):
        once, counts = mend(text, used)
        assert words(once) == words(text)
        assert once.count("\n") == text.count("\n")
        assert bool(counts) is (once != text)


@given(anything, style)
def test_a_second_time_changes_nothing(text: str, used: Style) -> None:
    once, _ = mended_markdown(text, used)
    assert mended_markdown(once, used) == (once, {})


def digests(source: str) -> list[tuple[str, str]]:
    """The ids and the digests of the sections of a text."""
    files = SourceText("draft.md", source), SourceText("draft.yaml", "")
    day = date(2025, 1, 1)
    text = Resolver(Parser()).text(TextSources("fr", Origin.OFFICIAL, day, *files, RawWording(PATTERNS), Facts()))
    return [(section.id, section_digest(section)) for section in text.sections]


@given(st.lists(block, min_size=1, max_size=5), style)
def test_the_sections_that_are_read_differ_in_typography_only(blocks: list[str], used: Style) -> None:
    body = "\n\nEntre deux.\n\n".join(blocks)  # two lists side by side would be one
    source = f"# Titre: l'un\n\n## Premier : mot {{#first}}\n\n{body}\n"
    once, _ = mended_markdown(source, used)
    assert digests(once) == digests(source)
    assert mended_markdown(once, used) == (once, {})
