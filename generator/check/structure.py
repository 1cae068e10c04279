"""Structure: a section has the same headings, paragraphs, lists, rows and cells in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.align import BlockPair, Node, NodeKind, SectionPair
from generator.check.finding import Spot
from generator.check.places import excerpt
from generator.check.rule import Found
from generator.check.subject import NAMES, PairSubject, lone_nodes, moved_blocks, name_of
from generator.model import Section

_BLOCKS = frozenset(NodeKind) - {NodeKind.HEADING, NodeKind.ITEM, NodeKind.ROW, NodeKind.CELL}


def heading_missing(subject: PairSubject) -> Iterator[Found]:
    """A section has a title in one language only.

    Bad:
        nl:
            ## Gegevens {#a}
            ### Duur {#b}
            Wij bewaren alles.
        fr:
            ## Données {#a}
            ### {#b}
            Nous conservons tout.

    Good:
        nl:
            ## Gegevens {#a}
            ### Duur {#b}
            Wij bewaren alles.
        fr:
            ## Données {#a}
            ### Durée {#b}
            Nous conservons tout.
    """
    yield from _missing(subject, frozenset({NodeKind.HEADING}))


def block_missing(subject: PairSubject) -> Iterator[Found]:
    """A paragraph, list, table or other block stands in one language only.

    Bad:
        nl:
            Wij bewaren uw gegevens.

            U kunt ons schrijven.
        fr: Nous conservons vos données.

    Good:
        nl:
            Wij bewaren uw gegevens.

            U kunt ons schrijven.
        fr:
            Nous conservons vos données.

            Vous pouvez nous écrire.
    """
    yield from _missing(subject, _BLOCKS)


def item_missing(subject: PairSubject) -> Iterator[Found]:
    """A list has an item in one language only.

    Bad:
        nl:
            - uw naam
            - uw adres
        fr:
            - votre nom

    Good:
        nl:
            - uw naam
            - uw adres
        fr:
            - votre nom
            - votre adresse
    """
    yield from _missing(subject, frozenset({NodeKind.ITEM}))


def row_missing(subject: PairSubject) -> Iterator[Found]:
    """A table has a row in one language only.

    Bad:
        nl:
            | a | b |
            | --- | --- |
            | naam | 1 |
            | adres | 2 |
        fr:
            | a | b |
            | --- | --- |
            | nom | 1 |

    Good:
        nl:
            | a | b |
            | --- | --- |
            | naam | 1 |
        fr:
            | a | b |
            | --- | --- |
            | nom | 1 |
    """
    yield from _missing(subject, frozenset({NodeKind.ROW}))


def cell_missing(subject: PairSubject) -> Iterator[Found]:
    """A row has a cell in one language only, or a cell is empty in one language only.

    Bad:
        nl:
            | a | b |
            | --- | --- |
            | naam | altijd |
        fr:
            | a | b |
            | --- | --- |
            | nom | |

    Good:
        nl:
            | a | b |
            | --- | --- |
            | naam | altijd |
        fr:
            | a | b |
            | --- | --- |
            | nom | toujours |
    """
    yield from _missing(subject, frozenset({NodeKind.CELL}))
    for pair, one, other in subject.leaves:
        if one.kind is NodeKind.CELL and bool(one.text.strip()) != bool(other.text.strip()):
            empty = subject.translation if one.text.strip() else subject.prevailing
            message = f"this table cell is empty in {name_of(empty.language)} only"
            here, there = subject.both(one, other)
            yield Found(pair.id, here, message, "Fill it, or empty it in both.", there, one.text or other.text)


def block_kind(subject: PairSubject) -> Iterator[Found]:
    """What is one kind of block in one language is another in the other, or a list is numbered in one only.

    Bad:
        nl:
            1. uw naam
            2. uw adres
        fr:
            - votre nom
            - votre adresse

    Good:
        nl:
            1. uw naam
            2. uw adres
        fr:
            1. votre nom
            2. votre adresse
    """
    for pair in subject.pairs:
        for block in pair.walk():
            one, other = block.prevailing, block.translation
            if one and other and (one.kind is not other.kind or one.detail != other.detail):
                message = f"{_kind(other)} here, {_kind(one)} in {name_of(subject.prevailing.language)}"
                here, there = subject.both(one, other)
                yield Found(pair.id, here, message, "Use one kind of block in both languages.", there, other.whole)


def _kind(node: Node) -> str:
    if node.kind is NodeKind.LIST:
        return f"a list numbered from {node.detail}" if node.detail else "a list without numbers"
    return f"{'an' if node.kind is NodeKind.ADDRESS else 'a'} {NAMES[node.kind]}"


def _missing(subject: PairSubject, kinds: frozenset[NodeKind]) -> Iterator[Found]:
    for pair in subject.pairs:
        moved = {id(node) for both in moved_blocks(pair, subject.alignment.likeness) for node in both}
        for block, parent in lone_nodes(pair):
            node = block.prevailing or block.translation
            is_fault = node and node.kind in kinds and id(node) not in moved
            if is_fault and not subject.is_excused(pair.id, block):
                yield _found(subject, pair, block, parent)


def _found(subject: PairSubject, pair: SectionPair, block: BlockPair, parent: BlockPair | None) -> Found:
    is_prevailing = block.prevailing is not None
    node = block.prevailing or block.translation
    assert node is not None  # noqa: S101 - a pair has a side
    has = subject.prevailing if is_prevailing else subject.translation
    lacks = subject.translation if is_prevailing else subject.prevailing
    message = f"this {NAMES[node.kind]} stands in {name_of(has.language)} only"
    remedy = f"Add it in {name_of(lacks.language)}, or delete it in {name_of(has.language)}."
    gap = _gap(pair, block, parent, is_translation=is_prevailing)
    empty = lacks.spot(gap) if gap else lacks.section_spot(_other(pair, is_translation=is_prevailing))
    empty = Spot(empty.language, empty.location)
    held = Spot(has.language, node.location, excerpt(node.whole or node.label))
    spots = (empty, held) if is_prevailing else (held, empty)
    return Found(pair.id, spots[0], f"{message}: “{held.excerpt}”", remedy, spots[1], node.whole)


def _other(pair: SectionPair, *, is_translation: bool) -> Section:
    section = pair.translation if is_translation else pair.prevailing
    assert section is not None  # noqa: S101 - only complete pairs of sections are looked into
    return section


def _gap(pair: SectionPair, block: BlockPair, parent: BlockPair | None, *, is_translation: bool) -> Node | None:
    """The node after which the missing one should stand: its predecessor's partner, else its parent's."""
    siblings = parent.children if parent else pair.blocks
    before = siblings[: next(n for n, sibling in enumerate(siblings) if sibling is block)]
    nodes = [s.translation if is_translation else s.prevailing for s in before]
    held = [node for node in nodes if node is not None]
    if held:
        return held[-1]
    return (parent.translation if is_translation else parent.prevailing) if parent else None
