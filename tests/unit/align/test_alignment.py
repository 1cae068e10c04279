"""Laws of alignment, and how texts are paired."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.align import Alignment, NodeKind, SectionPair, align, is_plain, nodes_of
from generator.align.sequence import MAX_CELLS, align_sequences
from generator.errors import Location
from generator.model import (
    Block,
    Cell,
    CodeBlock,
    ContactView,
    Divider,
    Item,
    ItemList,
    Level,
    Origin,
    Paragraph,
    Patterns,
    Place,
    Quote,
    Row,
    Section,
    Table,
    Text,
    Wording,
    Words,
)
from generator.source.files import SourceText
from generator.source.plain import read_plain

HERE = Place(1)
PHRASES = (
    "Nous conservons vos photos 24 mois.",
    "Wij bewaren uw foto’s 24 maanden.",
    "Vous pouvez nous écrire à info@example.org.",
    "U kunt ons schrijven op info@example.org.",
    "Google reçoit votre adresse IP.",
    "Google ontvangt uw IP-adres.",
    "",
)


def paragraphs() -> st.SearchStrategy[Paragraph]:
    return st.sampled_from(PHRASES).map(lambda words: Paragraph(HERE, (Words(words),)))


def cells() -> st.SearchStrategy[Cell]:
    return st.sampled_from(PHRASES).map(lambda words: Cell(HERE, (Words(words),)))


def rows() -> st.SearchStrategy[Row]:
    return st.lists(cells(), max_size=3).map(lambda found: Row(HERE, tuple(found)))


def blocks() -> st.SearchStrategy[Block]:
    return st.recursive(
        st.one_of(paragraphs(), st.just(Divider(HERE)), st.just(CodeBlock(HERE, "code\n"))),
        lambda inner: st.one_of(
            st.lists(st.lists(inner, max_size=2).map(lambda found: Item(HERE, tuple(found))), max_size=3).map(
                lambda items: ItemList(HERE, tuple(items)),
            ),
            st.lists(inner, max_size=2).map(lambda found: Quote(HERE, tuple(found))),
            st.builds(lambda head, body: Table(HERE, head, tuple(body)), rows(), st.lists(rows(), max_size=2)),
        ),
        max_leaves=8,
    )


def text_of(language: str, sections: list[tuple[str, list[Block]]], *, ids: bool) -> Text:
    made = tuple(
        Section(f"s{n}", Level.ARTICLE, (), "", (Words(title),), tuple(found), Location("a.md", n + 1, 1), "")
        for n, (title, found) in enumerate(sections)
    )
    wording = Wording(Patterns("", "", "", ""))
    return Text(language, Origin.OFFICIAL, "", "", made, wording, "a.md", "a.yaml" if ids else "", "")


def texts(language: str) -> st.SearchStrategy[Text]:
    section = st.tuples(st.sampled_from(PHRASES), st.lists(blocks(), max_size=4))
    return st.builds(
        lambda sections, ids: text_of(language, sections, ids=ids), st.lists(section, max_size=4), st.booleans()
    )


def nodes_in(text: Text) -> int:
    return sum(1 for section in text.sections for node in nodes_of(section) for _ in node.walk())


def nodes_paired(alignment: Alignment) -> tuple[int, int]:
    pairs = [block for pair in alignment.sections for block in pair.walk()]
    return sum(block.prevailing is not None for block in pairs), sum(block.translation is not None for block in pairs)


@given(texts("nl"), texts("fr"))
def test_nothing_is_lost_and_nothing_paired_twice(prevailing: Text, translation: Text) -> None:
    alignment = align(prevailing, translation)
    left = Counter(pair.prevailing.id for pair in alignment.sections if pair.prevailing)
    right = Counter(pair.translation.id for pair in alignment.sections if pair.translation)
    assert left == Counter(section.id for section in prevailing.sections)
    assert right == Counter(section.id for section in translation.sections)
    assert nodes_paired(alignment) == (nodes_in(prevailing), nodes_in(translation))


@given(texts("nl"), texts("fr"))
def test_pairs_are_in_the_order_of_both_texts(prevailing: Text, translation: Text) -> None:
    alignment = align(prevailing, translation, by_id=False)
    assert [p.prevailing for p in alignment.sections if p.prevailing] == list(prevailing.sections)
    assert [p.translation for p in alignment.sections if p.translation] == list(translation.sections)


@given(texts("fr"))
def test_a_text_is_paired_with_itself_as_a_whole(text: Text) -> None:
    alignment = align(text, text)
    assert all(pair.prevailing is pair.translation for pair in alignment.sections)
    assert all(block.is_complete for pair in alignment.sections for block in pair.walk())


@given(st.lists(st.integers(0, 5), max_size=8), st.lists(st.integers(0, 5), max_size=8))
def test_a_sequence_is_aligned_monotonously(left: list[int], right: list[int]) -> None:
    pairs = align_sequences(left, right, lambda a, b: 1.0 if a == b else -1.0)
    assert [i for i, _ in pairs if i is not None] == list(range(len(left)))
    assert [j for _, j in pairs if j is not None] == list(range(len(right)))
    assert all(left[i] == right[j] for i, j in pairs if i is not None and j is not None)


def test_endless_sequences_are_paired_one_by_one() -> None:
    length = int(MAX_CELLS**0.5) + 2
    pairs = align_sequences(range(length), range(length - 1), lambda _, __: 1.0)
    assert pairs[0] == (0, 0)
    assert pairs[-1] == (length - 1, None)


def plain(language: str, markdown: str) -> Text:
    return read_plain(SourceText(f"{language}.md", markdown), language)


NL = """## Duur

Wij bewaren uw foto’s 24 maanden.

U kunt ons schrijven op <info@example.org>.

## Cookies

Google plaatst cookies.

## Rechten

U hebt rechten.
"""
FR = """## Durée

Vous pouvez nous écrire à <info@example.org>.

## Droits

Vous avez des droits.
"""


def test_plain_files_are_paired_by_likeness() -> None:
    alignment = align(plain("nl", NL), plain("fr", FR))
    assert is_plain(alignment.prevailing)
    assert not alignment.by_id
    lone = [pair.id for pair in alignment.sections if pair.translation is None]
    assert lone == ["s2"]
    assert [
        block.prevailing.text for block in alignment.sections[0].walk() if block.prevailing and not block.translation
    ] == ["Wij bewaren uw foto’s 24 maanden."]
    rights = alignment.partner("s3")
    assert rights is not None
    assert rights.id == "s2"
    assert alignment.partner("s2") is None


def test_ids_pair_sections_wherever_they_stand() -> None:
    one = text_of("nl", [("a", []), ("b", [])], ids=True)
    other = text_of("fr", [("a", []), ("b", []), ("c", [])], ids=True)
    swapped = Text(
        "fr", Origin.OFFICIAL, "", "", other.sections[::-1], other.wording, "a.md", "a.yaml", "",
    )  # fmt: skip
    pairs = align(one, swapped).sections
    assert [pair.id for pair in pairs] == ["s2", "s0", "s1"]
    assert pairs[1].prevailing is one.sections[0]
    assert pairs[1].translation is other.sections[0]
    assert SectionPair(None, None).id == ""


def test_nodes_tell_kinds_labels_and_places() -> None:
    table = Table(Place(2), Row(Place(2), (Cell(Place(2, 3), (Words("a"),)),)), (Row(Place(4), (), "r"),), (), "t")
    view = ContactView(Place(9), "c", "u")
    quote = Quote(Place(5), (Paragraph(Place(5, 3), (Words("q"),), address=True),))
    section = Section(
        "s", Level.ARTICLE, (1,), "Article 1", (Words("T"),), (table, quote, view), Location("a.md", 10, 1), ""
    )
    heading, first, second, third = nodes_of(section)
    assert (heading.kind, heading.label, heading.text) == (NodeKind.HEADING, "Article 1", "T")
    assert [row.detail for row in first.children] == ["head", ""]
    assert first.children[0].children[0].location == Location("a.md", 11, 3)
    assert first.id == "t"
    assert second.children[0].kind is NodeKind.ADDRESS
    assert third.text == ""
    assert [leaf.text for node in (first, second) for leaf in node.leaves()] == ["a", "q"]
