"""What rules look at: texts with their nodes, places and alignment, each worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from generator.align import Alignment, BlockPair, Node, NodeKind, SectionPair, align, nodes_of
from generator.align.likeness import Likeness
from generator.check.compared_values import Difference, differences_of
from generator.check.differences import Excused
from generator.check.finding import Spot
from generator.check.places import Places, excerpt, occurrence_of
from generator.check.rule import Context
from generator.model import Section, Text, plain

if TYPE_CHECKING:
    from generator.compare.changeset import Changeset


@dataclass(frozen=True)
class TextSubject:
    """One text; `context` is what is known beside it."""

    text: Text
    context: Context

    @property
    def language(self) -> str:
        """The text's language."""
        return self.text.language

    @cached_property
    def places(self) -> Places:
        """Where its words stand."""
        return Places.of(self.text)

    @cached_property
    def nodes(self) -> tuple[tuple[Section, tuple[Node, ...]], ...]:
        """Its sections with their nodes."""
        return tuple((section, nodes_of(section)) for section in self.text.sections)

    @cached_property
    def leaves(self) -> tuple[tuple[Section, Node], ...]:
        """All nodes with words, with their section."""
        return tuple((section, leaf) for section, nodes in self.nodes for node in nodes for leaf in node.leaves())

    def spot(self, node: Node, words: str = "", offset: int = -1) -> Spot:
        """The place of words in a node, the occurrence at `offset` of its text; without words, the node itself."""
        if not words:
            return Spot(self.language, node.location, excerpt(node.whole))
        occurrence = occurrence_of(node.text, words, offset) if offset > 0 else 0
        return Spot(self.language, self.places.find(node, words, occurrence), excerpt(words))

    def section_spot(self, section: Section) -> Spot:
        """The place of a section's heading."""
        return Spot(self.language, section.location, excerpt(heading_of(section)))


@dataclass(frozen=True)
class PairSubject:
    """The two texts of a revision, aligned."""

    prevailing: TextSubject
    translation: TextSubject
    context: Context

    @cached_property
    def alignment(self) -> Alignment:
        """The pairs of sections and blocks."""
        return align(self.prevailing.text, self.translation.text)

    @cached_property
    def pairs(self) -> tuple[SectionPair, ...]:
        """The sections that stand in both languages."""
        return tuple(p for p in self.alignment.sections if p.prevailing is not None and p.translation is not None)

    @cached_property
    def leaves(self) -> tuple[tuple[SectionPair, Node, Node], ...]:
        """The paired nodes with words, with their section."""
        return tuple(
            (pair, block.prevailing, block.translation)
            for pair in self.pairs
            for block in pair.walk()
            if block.prevailing and block.translation and block.prevailing.is_leaf and block.translation.is_leaf
        )

    @cached_property
    def value_differences(self) -> tuple[Difference, ...]:
        """The values that stand in one language only."""
        return tuple(difference for pair in self.pairs for difference in differences_of(pair, self.excused))

    @cached_property
    def excused(self) -> Excused:
        """What may differ between the two, by declaration."""
        return Excused(self.context.differences, (self.prevailing.language, self.translation.language))

    def is_excused(self, section: str, block: BlockPair) -> bool:
        """Whether a block of one side only may stand there, by declaration."""
        if block.prevailing and block.translation:
            return False
        node, side = block.prevailing or block.translation, self.prevailing if block.prevailing else self.translation
        return bool(node and node.id) and self.excused.block(section, node.id if node else "", side.language)

    def both(self, one: Node, other: Node) -> tuple[Spot, Spot]:
        """The places of two paired nodes: the translation's, which is where the fault usually is, and the other."""
        return self.translation.spot(other), self.prevailing.spot(one)


@dataclass(frozen=True)
class DeltaSubject:
    """What changed between two revisions; `old` are (prevailing, translation), `pair` the new texts."""

    old: tuple[Text, Text]
    pair: PairSubject
    context: Context

    @cached_property
    def changesets(self) -> tuple[Changeset, Changeset]:
        """What changed in the prevailing text and in the translation."""
        from generator.compare import compare_texts  # noqa: PLC0415 - only a delta needs the redline engine

        new = (self.pair.prevailing.text, self.pair.translation.text)
        one, other = (compare_texts(before, after) for before, after in zip(self.old, new, strict=True))
        return one, other


MOVE = 0.1
"""Gain from which two siblings without a partner are one that moved."""


def families(pair: SectionPair) -> Iterator[tuple[BlockPair, ...]]:
    """The groups of siblings of a section."""
    yield pair.blocks
    for block in pair.walk():
        if block.children:
            yield block.children


def moved_blocks(pair: SectionPair, likeness: Likeness) -> list[tuple[Node, Node]]:
    """Siblings without a partner in order, but with one elsewhere among their siblings."""
    found: list[tuple[Node, Node]] = []
    for siblings in families(pair):
        left = [block.prevailing for block in siblings if block.prevailing and not block.translation]
        right = [block.translation for block in siblings if block.translation and not block.prevailing]
        for one in left:
            best = max(right, key=partial(likeness.gain, one), default=None)
            if best is not None and likeness.gain(one, best) >= MOVE:
                found.append((one, best))
                right.remove(best)
    return found


def heading_of(section: Section) -> str:
    """A section's number and title as a reader sees them; its id for one without."""
    return f"{section.label} {plain(section.title)}".strip() or section.id


def lone_nodes(pair: SectionPair) -> Iterator[tuple[BlockPair, BlockPair | None]]:
    """The pairs of one side only whose parent stands on both, with that parent; None for the section itself."""
    yield from _lone(pair.blocks, None)


def _lone(blocks: tuple[BlockPair, ...], parent: BlockPair | None) -> Iterator[tuple[BlockPair, BlockPair | None]]:
    for block in blocks:
        if block.is_complete:
            yield from _lone(block.children, block)
        else:
            yield block, parent


NAMES = {
    NodeKind.HEADING: "heading",
    NodeKind.PARAGRAPH: "paragraph",
    NodeKind.ADDRESS: "address",
    NodeKind.LIST: "list",
    NodeKind.ITEM: "list item",
    NodeKind.TABLE: "table",
    NodeKind.ROW: "table row",
    NodeKind.CELL: "table cell",
    NodeKind.QUOTE: "quotation",
    NodeKind.CODE: "fixed-width block",
    NodeKind.DIVIDER: "dividing line",
}
"""What messages call a node."""

LANGUAGES = {"fr": "French", "nl": "Dutch", "en": "English", "de": "German", "it": "Italian", "es": "Spanish"}


def name_of(language: str) -> str:
    """What messages call a language."""
    return LANGUAGES.get(language.partition("-")[0], language)
