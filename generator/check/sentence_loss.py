"""Finding a sentence without a partner: sentences of two paragraphs aligned by length and by what they share.

After Gale and Church (1993): lengths in characters of mutual translations are proportional, with a variance that
grows with the length; how much it grows, each pair of texts tells itself. One sentence may be two or three in the
other language. The best alignment that leaves a sentence alone is held against the best one that leaves none; the
difference in cost says how clear the loss is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.align.likeness import Likeness
from generator.language.sentences import Sentence, sentences

SHORT = 12
"""Sentences of fewer characters aren't looked for: a word or two may go."""

LEAD = 3
"""The first sentence of a paragraph may go if it has no more words than these: it is a heading that leads it."""

CONTENT = 6.0
"""What it is worth that two groups of sentences share all that they could share."""

ALONE = 1.5
"""Cost of a sentence without a partner."""

FEWER = 0.5
"""How much less it costs on the side that has more sentences, and how much more on the other."""

MARGIN = 0.5
"""How much cheaper the alignment with a lone sentence must be."""

SHORTAGE = 3.0
"""Standard deviations by which a paragraph is too short for its partner."""

RATIO = 0.8
"""The length of the shorter of two paragraphs, per length of the longer, from which nothing is said."""

_BEADS = ((1, 1, 0.0), (1, 2, 2.3), (2, 1, 2.3), (2, 2, 4.0), (1, 3, 5.0), (3, 1, 5.0))
_FAR = 1e9


@dataclass(frozen=True, slots=True)
class LostSentence:
    """A sentence that only one of two paragraphs seems to hold; a greater `margin` is clearer.

    Without a text, the whole paragraph is too long for its partner.
    """

    in_prevailing: bool
    start: int
    text: str
    margin: float


def lost_sentence(prevailing: str, translation: str, likeness: Likeness) -> LostSentence | None:
    """The sentence that the other paragraph lacks, if there is one."""
    left, right = sentences(prevailing), sentences(translation)
    if not left or not right:
        return None
    work = _Work(_sides(left, 0, likeness), _sides(right, 1, likeness), likeness)
    whole, _ = work.best(alone=False)
    cost, lone = work.best(alone=True)
    candidates = [((left, right)[side][n], side) for side, n in lone if _is_sought((left, right)[side], n)]
    margin = whole - cost
    if not candidates or margin < MARGIN:
        return _shortage(prevailing, translation, likeness)
    sentence, side = max(candidates, key=lambda found: len(found[0].text))
    return LostSentence(side == 0, sentence.start, sentence.text, margin)


def _is_sought(found: Sequence[Sentence], position: int) -> bool:
    text = found[position].text
    return len(text) >= SHORT and (position > 0 or len(text.split()) > LEAD)


def _shortage(prevailing: str, translation: str, likeness: Likeness) -> LostSentence | None:
    """The longer one of two paragraphs as a whole, where their lengths can't be those of translations."""
    one, other = len(prevailing) * likeness.ratio, len(translation)
    z = abs(other - one) / math.sqrt(likeness.variance * (one + other) / 2)
    if z < SHORTAGE or min(one, other) > RATIO * max(one, other):
        return None
    return LostSentence(one > other, 0, "", z)


@dataclass(frozen=True, slots=True)
class _Side:
    """A sentence's length and what it may share."""

    length: int
    marks: Counter[str]


def _sides(found: Sequence[Sentence], side: int, likeness: Likeness) -> list[_Side]:
    return [_Side(len(sentence.text), likeness.marks(sentence.text, side)) for sentence in found]


@dataclass(slots=True)
class _Work:
    """The sentences of both paragraphs while they are aligned; `costs` are those known, by the ranges paired."""

    left: list[_Side]
    right: list[_Side]
    likeness: Likeness
    costs: dict[tuple[int, int, int, int], float] = field(default_factory=dict)

    def best(self, *, alone: bool) -> tuple[float, list[tuple[int, int]]]:
        """The least cost, and the sentences that are left alone as (side, index)."""
        rows, columns = len(self.left), len(self.right)
        costs = [[_FAR] * (columns + 1) for _ in range(rows + 1)]
        steps: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
        costs[0][0] = 0.0
        for i in range(rows + 1):
            for j in range(columns + 1):
                for a, b, cost in self._steps(i, j, alone=alone):
                    if costs[i - a][j - b] + cost < costs[i][j]:
                        costs[i][j], steps[i][j] = costs[i - a][j - b] + cost, (a, b)
        return costs[rows][columns], _lone(steps)

    def _steps(self, i: int, j: int, *, alone: bool) -> list[tuple[int, int, float]]:
        found = [(a, b, prior + self._known_cost((i - a, i, j - b, j))) for a, b, prior in _BEADS if a <= i and b <= j]
        if alone:
            more = len(self.left) - len(self.right)
            found += [(1, 0, _alone(more))] * (i > 0) + [(0, 1, _alone(-more))] * (j > 0)
        return found

    def _known_cost(self, ranges: tuple[int, int, int, int]) -> float:
        if ranges not in self.costs:
            begin, end, begin_right, end_right = ranges
            self.costs[ranges] = self._cost(self.left[begin:end], self.right[begin_right:end_right])
        return self.costs[ranges]

    def _cost(self, left: list[_Side], right: list[_Side]) -> float:
        one = sum(side.length for side in left) * self.likeness.ratio
        other = sum(side.length for side in right)
        z = (other - one) / math.sqrt(self.likeness.variance * (one + other) / 2)
        return z * z / 2 - CONTENT * self._shared(left, right)

    def _shared(self, left: list[_Side], right: list[_Side]) -> float:
        """Dice's coefficient of the marks, weighted; 0.3 where nothing could be shared."""
        one = _joined(left)
        other = _joined(right)
        weights = self.likeness.weights
        common = sum(weights[mark] * min(count, other[mark]) for mark, count in one.items() if mark in other)
        total = sum(weights[m] * n for m, n in one.items()) + sum(weights[m] * n for m, n in other.items())
        return 2 * common / total if total else 0.3


def _alone(more: int) -> float:
    """What it costs to leave a sentence alone, by how many more its side has."""
    return ALONE - FEWER * max(-1, min(1, more))


def _joined(sides: list[_Side]) -> Counter[str]:
    if len(sides) == 1:
        return sides[0].marks
    total = Counter[str]()
    for side in sides:
        total.update(side.marks)
    return total


def _lone(steps: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    i, j = len(steps) - 1, len(steps[0]) - 1
    found: list[tuple[int, int]] = []
    while i or j:
        a, b = steps[i][j]
        if not a or not b:
            found.append((0, i - 1) if a else (1, j - 1))
        if not a and not b:
            break
        i, j = i - a, j - b
    return found
