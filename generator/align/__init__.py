"""Pairs the sections and blocks of a translation with the prevailing text; pure functions on values."""

from generator.align.alignment import Alignment, BlockPair, SectionPair, align, is_plain
from generator.align.nodes import Node, NodeKind, nodes_of

__all__ = ["Alignment", "BlockPair", "Node", "NodeKind", "SectionPair", "align", "is_plain", "nodes_of"]
