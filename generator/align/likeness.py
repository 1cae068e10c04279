"""How likely two passages are translations of each other: shared values, names, cognates, concepts, and length.

What two languages share by sight counts by how rare it is in the two texts (inverse document frequency), so that a
name in one paragraph outweighs a word that stands in all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from generator.align.nodes import Node, NodeKind
from generator.language.addresses import same_email, same_url
from generator.language.lexicon import keys_of
from generator.language.quantities import QuantityKind, quantities
from generator.model import Emphasis, Foreign, Inline, Link

KIND = 0.5
"""What it is worth that two nodes are of one kind."""

_FLOWING = frozenset({NodeKind.PARAGRAPH, NodeKind.ADDRESS, NodeKind.QUOTE, NodeKind.CODE})


@lru_cache(maxsize=16_384)
def marks_of(text: str, language: str) -> tuple[str, ...]:
    """What a text shares with its translation: values, and the keys of its words."""
    values = [f"#{q.value}" for q in quantities(text, language) if q.kind is not QuantityKind.SPELLED]
    return (*values, *keys_of(text, language))


def targets_of(inlines: Iterable[Inline]) -> list[str]:
    """Where the links lead, in one form for all languages."""
    found: list[str] = []
    for inline in inlines:
        if isinstance(inline, Link):
            found.append(same_email(inline.target) if inline.target.startswith("mailto:") else same_url(inline.target))
        if isinstance(inline, Link | Emphasis | Foreign):
            found += targets_of(inline.children)
    return found


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a node."""

    marks: Counter[str]
    length: int


VARIANCE = 3.96
"""Of the length of a translation, in characters per character; measured on French and Dutch policies."""


@dataclass(slots=True)
class Likeness:
    """Likeness between the nodes of two texts; `weights` says how much each shared mark tells.

    `ratio` is the length of the second text per length of the first; `variance` is that of a translation's length, in
    characters per character.
    """

    languages: tuple[str, str]
    weights: dict[str, float]
    ratio: float = 1.0
    aliases: dict[str, str] = field(default_factory=dict)
    variance: float = VARIANCE
    _profiles: dict[int, Profile] = field(default_factory=dict)
    _kept: list[Node] = field(default_factory=list)

    @classmethod
    def of(cls, left: list[Node], right: list[Node], languages: tuple[str, str]) -> Likeness:
        """Learn the weights from all leaves of both texts."""
        sides = [Counter[str](), Counter[str]()]
        lengths = [USUAL, USUAL]
        for side, (nodes, language) in enumerate(zip((left, right), languages, strict=True)):
            for node in nodes:
                sides[side].update(set(_marks(node, language)))
                lengths[side] += len(node.text)
        shared = sides[0].keys() & sides[1].keys()
        total = max(2, (len(left) + len(right)) / 2)
        weights = {mark: math.log(1 + total / max(sides[0][mark], sides[1][mark])) for mark in sorted(shared)}
        return cls(languages, weights, lengths[1] / lengths[0])

    def taught_by(self, pairs: list[tuple[Node, Node]]) -> Likeness:
        """Likeness that also knows which words of the two texts stand for each other, and how freely lengths vary.

        Both are told from paired leaves. Two words that stand in the same pairs, at least twice, and hardly anywhere
        else, are taken for translations (Dice's coefficient, as in Melamed 2000).
        """
        bags = [
            tuple(
                {m for m in _marks(node, self.languages[side]) if m not in self.weights} for side, node in enumerate(p)
            )
            for p in pairs
        ]
        aliases = _translations(bags)
        weights = dict(self.weights)
        weights.update((mark, math.log(1 + len(bags) / 2)) for mark in aliases.values())
        return Likeness(self.languages, weights, self.ratio, aliases, _variance(pairs, self.ratio))

    def marks(self, text: str, side: int) -> Counter[str]:
        """The marks of a text of one side that could be shared."""
        found = marks_of(text, self.languages[side])
        known = (self.aliases.get(mark, mark) for mark in found) if side else found
        return Counter(mark for mark in known if mark in self.weights)

    def profile(self, node: Node, side: int) -> Profile:
        """What is compared of a node of one side."""
        key = id(node)
        if key not in self._profiles:
            marks = Counter[str]()
            for leaf in node.leaves():
                found = _marks(leaf, self.languages[side])
                known = [self.aliases.get(mark, mark) for mark in found] if side else found
                marks.update(mark for mark in known if mark in self.weights)
            self._profiles[key] = Profile(marks, len(node.whole))
            self._kept.append(node)  # an id is only good while its node lives
        return self._profiles[key]

    def content(self, left: Node, right: Node) -> float:
        """How much of what they could share they share, from 0 to 1; 0.5 where nothing could be shared."""
        one, other = self.profile(left, 0).marks, self.profile(right, 1).marks
        weights = self.weights
        common = sum(weights[mark] * min(count, other[mark]) for mark, count in one.items() if mark in other)
        total = sum(weights[m] * n for m, n in one.items()) + sum(weights[m] * n for m, n in other.items())
        return 2 * common / total if total else 0.5

    def length(self, left: Node, right: Node) -> float:
        """How well the lengths agree, from 0 to 1."""
        one = self.profile(left, 0).length * self.ratio + LENGTH_SLACK
        other = self.profile(right, 1).length + LENGTH_SLACK
        return min(one, other) / max(one, other)

    def gain(self, left: Node, right: Node) -> float:
        """What pairing two nodes of one parent is worth; not above 0 if they should stay alone."""
        kind = kind_likeness(left, right)
        if kind <= 0:
            return -1.0
        if left.id and left.id == right.id:
            return 3.0
        score = 0.3 * kind + 1.0 * self.content(left, right) + 0.6 * self.length(left, right)
        return max(score - THRESHOLD, LEAST if left.kind is right.kind else -1.0)


USUAL = 2_000
"""Characters of each side that are taken for equally long before any text is seen, so that a short text isn't its
own measure."""

LENGTH_SLACK = 20
THRESHOLD = 0.75
LEAST = 0.02
"""Two nodes of one kind that remain between pairs are rather a free translation than a loss and an addition."""


def kind_likeness(left: Node, right: Node) -> float:
    """1 for one kind, less for kinds that a translator may exchange, 0 for what can't be one thing."""
    if left.kind is right.kind:
        return 0.7 if left.detail != right.detail else 1.0
    if left.kind in _FLOWING and right.kind in _FLOWING:
        return KIND
    return 0.0


MOST = 60
"""Words of one block that are held against the other's; the rest of a longer block teaches nothing."""

SURE = 0.8
"""Dice's coefficient from which two words are translations."""


def _translations(bags: list[tuple[set[str], ...]]) -> dict[str, str]:
    """For words of the second texts, the word of the first that they go with."""
    counts = (Counter[str](), Counter[str]())
    for bag in bags:
        for side in (0, 1):
            counts[side].update(bag[side])
    together = Counter[tuple[str, str]]()
    for one, other in bags:
        left = sorted(mark for mark in one if counts[0][mark] > 1)[:MOST]
        right = sorted(mark for mark in other if counts[1][mark] > 1)[:MOST]
        together.update((a, b) for a in left for b in right if 0.5 < counts[0][a] / counts[1][b] < 2)  # noqa: PLR2004
    found: dict[str, str] = {}
    taken: set[str] = set()
    ranked = sorted((-2 * n / (counts[0][a] + counts[1][b]), -n, a, b) for (a, b), n in together.items() if n > 1)
    for dice, _, a, b in ranked:
        if -dice >= SURE and a not in taken and b not in found:
            found[b] = a
            taken.add(a)
    return found


COUNTED = 40
"""Characters from which a leaf's length tells how freely a text is translated."""

PRIOR = 30
"""How many leaves what was measured elsewhere counts for, beside those of the two texts."""

_MEDIAN = 0.455
"""The median of a squared normal deviate; a few leaves that lost a sentence don't move a median."""


def _variance(pairs: list[tuple[Node, Node]], ratio: float) -> float:
    """How much lengths vary between the two texts: a close translation tells a loss sooner than a free one."""
    lengths = [(len(one.text) * ratio, len(other.text)) for one, other in pairs]
    held = [(b - a) ** 2 * 2 / (a + b) for a, b in lengths if min(a, b) >= COUNTED]
    return (PRIOR * VARIANCE + len(held) * median(held) / _MEDIAN) / (PRIOR + len(held)) if held else VARIANCE


def _marks(node: Node, language: str) -> list[str]:
    return [*marks_of(node.text, language), *(f"@{target}" for target in targets_of(node.inlines))]
