"""Laws of every comparison: both wordings are restored, nothing is lost, and the mirrored comparison mirrors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.compare import (
    Changeset,
    Kind,
    Op,
    RedlineBlock,
    RedlineCode,
    RedlineList,
    RedlineParagraph,
    RedlineQuote,
    RedlineTable,
    Run,
    Span,
    Status,
    compare_texts,
)
from generator.compare.interner import Interner
from generator.compare.spans import new_side, old_side
from generator.compare.words import compare_words
from generator.compare.work import mirrored
from generator.errors import Location
from generator.model import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Inline,
    Item,
    ItemList,
    Level,
    LineBreak,
    Link,
    Origin,
    Paragraph,
    Patterns,
    Place,
    Quote,
    Reference,
    Row,
    Section,
    Table,
    Text,
    Wording,
    Words,
    plain,
)

HERE = Place(1)
SOME_WORDS = (
    "mot l’usage l'usage 24 36\u00a0mois été e\u0301te\u0301 ne pas doit R&D 5\u00a0% fin. (oui) « » — - a@b.example "
    "https://a.example/b données personnelles conservées transmises à des tiers et 10\u202f000"
)
word = st.sampled_from(SOME_WORDS.split(" "))
words = st.lists(word, min_size=1, max_size=14).map(" ".join)
inline = st.one_of(
    words.map(Words),
    words.map(Words),
    words.map(lambda text: Emphasis((Words(text),), strong=True)),
    words.map(lambda text: Link("https://a.example", (Words(text),))),
    words.map(lambda text: Link("https://b.example", (Emphasis((Words(text),)),))),
    words.map(Code),
    st.builds(Reference, st.sampled_from(["one", "two"]), st.sampled_from(["article 1", "article 2"])),
    st.booleans().map(LineBreak),
)
inlines = st.lists(inline, min_size=1, max_size=4).map(tuple)
paragraph = st.builds(Paragraph, st.just(HERE), inlines)
cell = st.builds(Cell, st.just(HERE), st.one_of(st.just(()), inlines), st.sampled_from(["", "", "Nr 1:"]))


@st.composite
def table(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    row = st.lists(cell, min_size=width, max_size=width).map(lambda cells: Row(HERE, tuple(cells)))
    return Table(HERE, draw(row), tuple(draw(st.lists(row, max_size=4))))


def blocks_of(children: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(children, min_size=0, max_size=2).map(tuple)
    item = st.builds(Item, st.just(HERE), some, label=st.sampled_from(["", "", "Catégorie 1:"]))
    items = st.lists(item, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(ItemList, st.just(HERE), items, ordered=st.booleans()),
        st.builds(Quote, st.just(HERE), st.lists(children, min_size=1, max_size=2).map(tuple)),
    )


leaf = st.one_of(
    paragraph,
    paragraph,
    paragraph,
    table(),
    words.map(lambda text: CodeBlock(HERE, text + "\n")),
    st.just(Divider(HERE)),
)
block = st.recursive(leaf, blocks_of, max_leaves=6)
blocks = st.lists(block, max_size=4).map(tuple)


def make_section(name: str, number: int, title: tuple[Inline, ...], content: tuple[Block, ...]) -> Section:
    label = f"Article {number} –" if number else ""
    return Section(name, Level.ARTICLE, (number,) if number else (), label, title, content, Location("a.md", 1), "")


section_parts = st.tuples(st.booleans(), st.one_of(st.just(()), inlines), blocks)


def make_text(parts: Sequence[tuple[str, bool, tuple[Inline, ...], tuple[Block, ...]]], wording_path: str) -> Text:
    numbers = 0
    sections: list[Section] = []
    for name, is_numbered, title, content in parts:
        numbers += is_numbered
        sections.append(make_section(name, numbers if is_numbered else 0, title, content))
    return Text(
        "fr",
        Origin.OFFICIAL,
        "Titre",
        "Le 1/1/2024",
        tuple(sections),
        Wording(Patterns("", "", "", "")),
        "a.md",
        wording_path,
        "",
    )


@st.composite
def texts(draw: st.DrawFn) -> Text:
    parts = draw(st.lists(section_parts, min_size=1, max_size=4))
    path = draw(st.sampled_from(["", "a.yaml"]))
    return make_text([(f"n{number}", *part) for number, part in enumerate(parts)], path)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Text, Text]:
    """Draw a text and the same with some mutations, or another one."""
    old = draw(texts())
    sections = list(old.sections)
    for _ in range(draw(st.integers(0, 4))):
        sections = draw(mutated(sections))
    renumbered = [(s.id, bool(s.number), s.title, s.blocks) for s in sections]
    return old, make_text(renumbered, old.wording_path)


@st.composite
def mutated(draw: st.DrawFn, sections: list[Section]) -> list[Section]:
    """Draw the sections with one of them changed, or one more or less, or in another order."""
    at = draw(st.integers(0, len(sections) - 1))
    return draw(st.one_of(reordered(sections, at), retitled(sections, at), refilled(sections, at)))


@st.composite
def reordered(draw: st.DrawFn, sections: list[Section], at: int) -> list[Section]:
    found = list(sections)
    taken = found.pop(at)
    if draw(st.booleans()) or not found:
        found.insert(draw(st.integers(0, len(found))), taken)
    return found


@st.composite
def retitled(draw: st.DrawFn, sections: list[Section], at: int) -> list[Section]:
    found = list(sections)
    name = f"x{draw(st.integers(0, 10**6))}"
    if draw(st.booleans()) or any(section.id == name for section in found):
        found[at] = replace(found[at], title=draw(inlines))
    else:
        found.insert(at, make_section(name, 1, draw(inlines), draw(blocks)))
    return found


@st.composite
def refilled(draw: st.DrawFn, sections: list[Section], at: int) -> list[Section]:
    """Draw a block into a section: a new one, or one of another section, as it was or reworded."""
    found = list(sections)
    content = list(found[at].blocks)
    is_new = not content or draw(st.booleans())
    one = draw(block) if is_new else content.pop(draw(st.integers(0, len(content) - 1)))
    found[at] = replace(found[at], blocks=tuple(content))
    if draw(st.booleans()):
        one = draw(reworded(one))
    at = draw(st.sampled_from([at, draw(st.integers(0, len(found) - 1))]))
    content = list(found[at].blocks)
    content.insert(draw(st.integers(0, len(content))), one)
    found[at] = replace(found[at], blocks=tuple(content))
    return found


@st.composite
def reworded(draw: st.DrawFn, one: Block) -> Block:
    match one:
        case Paragraph(inlines=inner):
            kept = list(inner)
            kept[draw(st.integers(0, len(kept) - 1))] = draw(inline)
            return replace(one, inlines=tuple(kept))
        case ItemList(items=items):
            kept_items = list(items)
            kept_items.insert(draw(st.integers(0, len(items))), Item(HERE, (draw(paragraph),)))
            return replace(one, items=tuple(kept_items))
        case Table(rows=rows) if rows:
            return replace(one, rows=(*rows[1:], rows[0]))
        case _:
            return draw(block)


# ---------------------------------------------------------------- one side of a redline


def side(changeset: Changeset, op: Op) -> str:
    """Return the words of one side, as the redline's nodes hold them; `op` is the one that the side doesn't have."""
    redline = changeset.redline
    pieces = [*of_runs(redline.title, op), *of_runs(redline.date_line, op)]
    for section in redline.sections:
        if is_there(section.status, op):
            pieces += of_runs(section.heading, op)
        pieces += of_blocks(section.blocks, op)
    return "".join("".join(pieces).split())


def is_there(status: Status, op: Op) -> bool:
    """Whether a node stands at this place on that side; a moved one stands on one side only."""
    elsewhere = Status.MOVED_HERE if op is Op.INSERT else Status.MOVED_AWAY
    return status is not elsewhere


def of_runs(runs: Sequence[Run], op: Op) -> Iterator[str]:
    for run in runs:
        if run.op is not op:
            yield plain(run.before if run.before and op is Op.INSERT else run.inlines)


def of_blocks(found: Sequence[RedlineBlock], op: Op) -> Iterator[str]:
    for node in found:
        match node:
            case RedlineList(_, items):
                for item in items:
                    yield from of_blocks(item.blocks, op)
            case RedlineQuote(_, inner):
                yield from of_blocks(inner, op)
            case _ if is_there(node.status, op):
                yield from of_leaf(node, op)


def of_leaf(node: RedlineBlock, op: Op) -> Iterator[str]:
    match node:
        case RedlineParagraph(_, runs):
            yield from of_runs(runs, op)
        case RedlineCode(_, spans):
            yield from (text for kind, text in spans if kind is not op)
        case RedlineTable():
            rows = [row for row in (node.head, *node.rows) if is_there(row.status, op)]
            yield from (piece for row in rows for cell_ in row.cells for piece in of_runs(cell_.runs, op))


# ---------------------------------------------------------------- laws


def flat_side(changeset: Changeset, op: Op) -> str:
    return "".join(text for kind, text in changeset.flat if kind is not op)


@given(pairs())
def test_the_laws_of_every_comparison(pair: tuple[Text, Text]) -> None:
    """All laws on one pair, since drawing it takes longer than comparing it."""
    changeset = compare_texts(*pair)
    both_wordings_are_restored(changeset)
    changes_are_counted_once(changeset)
    the_mirrored_comparison_mirrors(changeset, compare_texts(*pair[::-1]))
    equal_texts_have_no_change(compare_texts(pair[1], pair[1]))


def both_wordings_are_restored(changeset: Changeset) -> None:
    """Whoever accepts all gets the new text, whoever rejects all the old one, from the spans and from the redline."""
    assert flat_side(changeset, Op.INSERT) == changeset.old_text
    assert flat_side(changeset, Op.DELETE) == changeset.new_text
    assert side(changeset, Op.INSERT) == "".join(changeset.old_text.split())
    assert side(changeset, Op.DELETE) == "".join(changeset.new_text.split())


def the_mirrored_comparison_mirrors(forth: Changeset, back: Changeset) -> None:
    """What went in one direction came in the other; texts that differ in form only have no direction."""
    if forth.old_text == forth.new_text:
        return
    assert mirrored(forth.flat) == back.flat
    assert (forth.words_out, forth.words_in) == (back.words_in, back.words_out)
    opposite = {Kind.SPLIT: Kind.MERGE, Kind.MERGE: Kind.SPLIT}
    assert sorted(opposite.get(kind, kind) for kind in kinds(forth)) == sorted(kinds(back))


def kinds(changeset: Changeset) -> list[Kind]:
    """Return what was done; words that went beside words that came are one change in one reading order only."""
    plain_kinds = (Kind.INSERT, Kind.DELETE, Kind.REPLACE)
    return [change.kind for change in changeset.changes if change.kind not in plain_kinds]


def equal_texts_have_no_change(changeset: Changeset) -> None:
    assert changeset.is_empty
    assert all(op is Op.EQUAL for op, _ in changeset.flat)
    assert all(section.status is Status.EQUAL for section in changeset.redline.sections)


def changes_are_counted_once(changeset: Changeset) -> None:
    """Ids are distinct, each change belongs to a section that is told, and where nothing changed, no word did."""
    ids = [change.id for change in changeset.changes]
    assert len(set(ids)) == len(ids)
    in_sections = sum(section.changes for section in changeset.sections)
    assert in_sections == sum(1 for change in changeset.changes if change.section)
    assert sum(changeset.counts.values()) == len(changeset.changes)
    if changeset.is_empty:
        assert all(op is Op.EQUAL or not text.strip() for op, text in changeset.flat)


long_words = st.lists(word, max_size=40).map(" ".join)


@given(long_words, long_words)
def test_words_are_restored_in_the_normal_form_of_spans(old: str, new: str) -> None:
    spans = compare_words(old, new, Interner())
    assert old_side(spans) == old
    assert new_side(spans) == new
    assert is_normal(spans)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_characters_are_restored(old: str, new: str) -> None:
    spans = compare_words(old, new, Interner())
    assert (old_side(spans), new_side(spans)) == (old, new)


def is_normal(spans: Sequence[Span]) -> bool:
    """Whether no span is empty, neighbours differ, and what went stands before what came."""
    order = {Op.EQUAL: 0, Op.DELETE: 1, Op.INSERT: 2}
    pairs_of = pairwise(spans)
    return all(text for _, text in spans) and all(
        one.op is not other.op and (other.op is Op.EQUAL or order[one.op] < order[other.op]) for one, other in pairs_of
    )
