"""Two readers that share no code must see the same words: the parser with the renderer, and the proof's scanner."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Facts, Origin, Patterns
from generator.proof.page_words import page_words
from generator.proof.source_words import SourceWord, scan_lines
from generator.render.forms import FormCache
from generator.source.files import SourceText
from generator.source.parsed import Parser
from generator.source.resolve import Resolver, TextSources
from generator.source.wording import RawWording

PATTERNS = Patterns("Article {n} –", "{n}.{m}.", "article {n}", "article {n}.{m}")

word = st.sampled_from(
    ["mot", "l’usage", "24", "²vos", "été", "a-b", "smartphoto", "10 000", "x_y", "R&D", "5 %", "fin.", "(oui)"]
)
plain = st.lists(word, min_size=1, max_size=6).map(" ".join)
piece = st.one_of(
    plain,
    plain.map(lambda words: f"*{words}*"),
    plain.map(lambda words: f"**{words}**"),
    plain.map(lambda words: f"`{words}`"),
    plain.map(lambda words: f"[{words}]{{lang=en}}"),
    plain.map(lambda words: f"[{words}](https://a.example/b_(c)?d=e#f)"),
    plain.map(lambda words: f'[{words}](https://a.example "titre caché")'),
    st.just("<info@a.example>"),
    st.just("{ref}`first`"),
    st.just(r"\*étoile\* \[crochet\] 3\."),
    st.just("&eacute;tude &amp; suite"),
)
sentence = st.lists(piece, min_size=1, max_size=4).map(" ".join)
paragraph = st.lists(sentence, min_size=1, max_size=3).map("\n".join)
bullets = st.lists(sentence, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items))
numbers = st.lists(sentence, min_size=1, max_size=4).map(
    lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1)),
)
nested = st.tuples(sentence, sentence).map(lambda pair: f"- {pair[0]}\n  1. {pair[1]}\n\n     suite")
cell = st.one_of(plain, plain.map(lambda words: f"**{words}**"), st.just(r"a \| b"))
table = st.lists(st.tuples(cell, cell), min_size=1, max_size=3).map(
    lambda rows: "| a | b |\n| --- | :-: |\n" + "\n".join(f"| {left} | {right} |" for left, right in rows),
)
quote = sentence.map(lambda words: f"> {words}\n>\n> - {words}")
code = plain.map(lambda words: f"```\n{words}\n- x *y*\n```")
block = st.one_of(
    paragraph, bullets, numbers, nested, table, quote, code, st.just("***"), sentence.map(lambda w: "{#nom}\n" + w)
)


@given(
    st.lists(block, min_size=1, max_size=5, unique_by=lambda source: "named" if source.startswith("{#") else source),
    plain,
)
def test_the_scanner_and_the_page_hold_the_same_words(blocks: list[str], title: str) -> None:
    body = "\n\nEntre deux.\n\n".join(blocks)  # two lists of numbers side by side would be one
    source = f"# Titre\n\n## {title} {{#first}}\n\n{body}\n"
    markdown = SourceText("a.md", source)
    sources = TextSources(
        "fr", Origin.OFFICIAL, date(2024, 1, 1), markdown, SourceText("a.yaml", ""), RawWording(PATTERNS), Facts()
    )
    text = Resolver(Parser()).text(sources)
    (section,) = text.sections
    (form,) = FormCache().of_text(text)
    page = page_words(f"{form.heading} {form.body}")
    scan = scan_lines(section.source.split("\n"), "a.md", section.location.line)
    assert list(page.words) == [piece.text for piece in scan.pieces if isinstance(piece, SourceWord)]
    assert page.generated == scan.references + scan.names_number
