"""Pairing a translation with the prevailing text: sections by id or likeness, then block by block.

Laws, which tests hold: every section and every node stands in exactly one pair; pairs are in the order of both
texts, unless ids say otherwise; a text aligned with itself pairs everything with itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.align.likeness import Likeness
from generator.align.nodes import Node, NodeKind, nodes_of
from generator.align.sequence import align_sequences
from generator.model import Section, Text


@dataclass(frozen=True, slots=True)
class BlockPair:
    """A node of the prevailing text and its partner, one of them None where it has none; `children` likewise."""

    prevailing: Node | None
    translation: Node | None
    children: tuple[BlockPair, ...] = ()

    def walk(self) -> Iterator[BlockPair]:
        """The pair itself and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_complete(self) -> bool:
        """Whether both sides stand there."""
        return self.prevailing is not None and self.translation is not None


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A section of the prevailing text and its partner, with the pairs of their headings and blocks."""

    prevailing: Section | None
    translation: Section | None
    blocks: tuple[BlockPair, ...] = ()

    @property
    def id(self) -> str:
        """The id: the prevailing side's where it stands there."""
        section = self.prevailing or self.translation
        return section.id if section else ""

    def walk(self) -> Iterator[BlockPair]:
        """All pairs of headings and blocks, in reading order."""
        for block in self.blocks:
            yield from block.walk()

    def leaves(self) -> Iterator[BlockPair]:
        """The pairs of nodes with words of their own, both sides there."""
        return (pair for pair in self.walk() if pair.prevailing and pair.translation and pair.prevailing.is_leaf)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts, paired; `by_id` says whether the ids of sections decided. `likeness` answers what fits what."""

    prevailing: Text
    translation: Text
    sections: tuple[SectionPair, ...]
    by_id: bool
    likeness: Likeness

    def partner(self, section_id: str) -> Section | None:
        """The translation's section for one of the prevailing text."""
        return next((p.translation for p in self.sections if p.prevailing and p.prevailing.id == section_id), None)


def is_plain(text: Text) -> bool:
    """Whether a text was read from a Markdown file without ids."""
    return not text.wording_path


def align(prevailing: Text, translation: Text, *, by_id: bool | None = None) -> Alignment:
    """Pair two texts; by the ids of their sections unless one is a plain file, or as `by_id` says."""
    use_ids = not (is_plain(prevailing) or is_plain(translation)) if by_id is None else by_id
    left = [(section, nodes_of(section)) for section in prevailing.sections]
    right = [(section, nodes_of(section)) for section in translation.sections]
    likeness = Likeness.of(_leaves(left), _leaves(right), (prevailing.language, translation.language))
    pairs = _by_id(left, right) if use_ids else _by_likeness(left, right, likeness)
    sections = tuple(_pair(a, b, likeness) for a, b in pairs)
    taught = likeness.taught_by(_leaf_pairs(sections))
    return Alignment(prevailing, translation, sections, use_ids, taught)


Noded = tuple[Section, tuple[Node, ...]]


def _leaves(sections: Sequence[Noded]) -> list[Node]:
    return [leaf for _, nodes in sections for node in nodes for leaf in node.leaves()]


def _leaf_pairs(sections: tuple[SectionPair, ...]) -> list[tuple[Node, Node]]:
    return [
        (block.prevailing, block.translation)
        for pair in sections
        for block in pair.walk()
        if block.prevailing and block.translation and block.prevailing.is_leaf
    ]


def _pair(left: Noded | None, right: Noded | None, likeness: Likeness) -> SectionPair:
    blocks = _blocks(left[1] if left else (), right[1] if right else (), likeness)
    return SectionPair(left[0] if left else None, right[0] if right else None, blocks)


# ---------------------------------------------------------------- sections


def _by_id(left: list[Noded], right: list[Noded]) -> list[tuple[Noded | None, Noded | None]]:
    """By ids, in the order of the prevailing text; what only the translation has stands after its predecessor."""
    partners = {section.id: (section, nodes) for section, nodes in right}
    known = {section.id for section, _ in left}
    pairs: list[tuple[Noded | None, Noded | None]] = [(noded, partners.get(noded[0].id)) for noded in left]
    before = ""
    for section, nodes in right:
        if section.id not in known:
            position = next((n for n, (a, b) in enumerate(pairs) if before in _ids(a, b)), -1) + 1
            pairs.insert(position, (None, (section, nodes)))
        before = section.id
    return pairs


def _ids(left: Noded | None, right: Noded | None) -> tuple[str, ...]:
    return tuple(noded[0].id for noded in (left, right) if noded)


def _by_likeness(left: list[Noded], right: list[Noded], likeness: Likeness) -> list[tuple[Noded | None, Noded | None]]:
    wholes = [[_whole(section, nodes) for section, nodes in side] for side in (left, right)]
    titles = [[_title(nodes) for _, nodes in side] for side in (left, right)]

    def gain(i: int, j: int) -> float:
        one, other = left[i][0], right[j][0]
        score = 0.8 * likeness.content(wholes[0][i], wholes[1][j]) + 0.6 * likeness.length(wholes[0][i], wholes[1][j])
        score += 0.4 if one.level is other.level else -0.4
        score += _title_gain(titles[0][i], titles[1][j], likeness)
        score += 0.4 * _shape_likeness(left[i][1], right[j][1])
        return score - SECTION_THRESHOLD

    paired = align_sequences(range(len(left)), range(len(right)), gain)
    return [(None if i is None else left[i], None if j is None else right[j]) for i, j in paired]


SECTION_THRESHOLD = 1.15


def _whole(section: Section, nodes: tuple[Node, ...]) -> Node:
    text = "\n".join(node.whole for node in nodes)
    return Node(NodeKind.QUOTE, section.location, children=nodes, whole=text)


def _title(nodes: tuple[Node, ...]) -> Node | None:
    return nodes[0] if nodes and nodes[0].kind is NodeKind.HEADING else None


def _title_gain(left: Node | None, right: Node | None, likeness: Likeness) -> float:
    if left is None or right is None:
        return 0.3 if left is right else -0.5
    return 0.6 * likeness.content(left, right)


def _shape_likeness(left: tuple[Node, ...], right: tuple[Node, ...]) -> float:
    """How alike the kinds of all nodes are, from 0 to 1."""
    one, other = _kinds(left), _kinds(right)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _kinds(nodes: tuple[Node, ...]) -> Counter[NodeKind]:
    return Counter(n.kind for node in nodes for n in node.walk() if n.kind is not NodeKind.HEADING)


# ---------------------------------------------------------------- blocks


def _blocks(left: tuple[Node, ...], right: tuple[Node, ...], likeness: Likeness) -> tuple[BlockPair, ...]:
    if [n.kind for n in left] == [n.kind for n in right] and _one_each(left):
        pairs: list[tuple[int | None, int | None]] = [(k, k) for k in range(len(left))]
    elif left and left[0].kind is NodeKind.CELL and right:
        pairs = align_sequences(left, right, likeness.gain) if len(left) != len(right) else _straight(left)
    else:
        pairs = align_sequences(left, right, likeness.gain)
    return tuple(
        _block_pair(None if i is None else left[i], None if j is None else right[j], likeness) for i, j in pairs
    )


def _straight(nodes: tuple[Node, ...]) -> list[tuple[int | None, int | None]]:
    return [(k, k) for k in range(len(nodes))]


def _one_each(nodes: tuple[Node, ...]) -> bool:
    """Whether no kind stands there twice, so that the kinds alone decide."""
    return len({node.kind for node in nodes}) == len(nodes)


def _block_pair(left: Node | None, right: Node | None, likeness: Likeness) -> BlockPair:
    children = _blocks(left.children if left else (), right.children if right else (), likeness)
    return BlockPair(left, right, children)
