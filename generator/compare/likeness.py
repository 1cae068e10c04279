"""How alike two leaves are, and which free leaves are alike enough to be the same one with edits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from rapidfuzz.distance import Indel, Postfix, Prefix

from generator.compare.interner import Interner
from generator.compare.leaves import Leaf, LeafKind

ALIKE = 0.4
"""The least likeness, from 0 to 1, of two leaves in the same gap."""

SURE = 0.7
"""From this share of equal characters at both ends on, the words need not be counted."""

PEEK = 8
"""Characters at one end that must be equal before more are looked at."""

ALIKE_MOVED = 0.55
"""The least likeness of a long leaf that moved; one that is shorter must be more alike."""

ALIKE_SHORT = 0.8
SHORT = 12
LEAST = 5
"""Tokens of a short leaf, and of the shortest one that is looked for as moved with edits."""

ALIKE_OTHER_KIND = 0.7
"""The least likeness of a heading and a paragraph."""

CONTAINED = 0.85
"""The share of the shorter leaf's words that the longer one must hold, in order, to be a part of it."""

GAIN = 0.6
"""The share of a part's words that must be found in the other side's leaf."""

ALL_PAIRS = 60
"""Up to this product, every pair of a gap is compared; beyond, only those that share rare words."""

RARE = 12
FEW = 6
"""In how many leaves a word may stand to be rare, and how many candidates each leaf gets."""


class Likeness:
    """Compares leaves of two texts by their words in order."""

    def __init__(self, old: Sequence[Leaf], new: Sequence[Leaf], interner: Interner) -> None:
        self.old, self.new = old, new
        self.interner = interner

    def of(self, old: int, new: int) -> float:
        """How alike two leaves are, from 0 to 1; 0 for leaves that can't be the same."""
        one, other = self.old[old], self.new[new]
        if one.kind != other.kind and not (
            LeafKind.HEADING <= one.kind <= LeafKind.WORDS and LeafKind.HEADING <= other.kind <= LeafKind.WORDS
        ):
            return 0.0
        if one.text == other.text:
            return 1.0
        likeness = self._words(one.text, other.text)
        return likeness if one.kind == other.kind or likeness >= ALIKE_OTHER_KIND else 0.0

    def _words(self, old: str, new: str) -> float:
        """The share of equal words; that of equal characters at both ends where it is enough to tell."""
        if old[:PEEK] == new[:PEEK] or old[-PEEK:] == new[-PEEK:]:
            total = len(old) + len(new)
            head = Prefix.similarity(old, new)
            ends = head + min(Postfix.similarity(old, new), min(len(old), len(new)) - head)
            if ends * 2 >= SURE * total:
                return ends * 2 / total
        a, b = self.interner.encode(old), self.interner.encode(new)
        return Indel.normalized_similarity(a, b) if a and b else 0.0

    def _contained(self, old: int, new: int) -> float:
        """The share of the shorter leaf's words that the longer one holds."""
        one, other = self.old[old], self.new[new]
        if one.kind != other.kind:
            return 0.0
        a, b = self.interner.encode(one.text), self.interner.encode(other.text)
        least = min(len(a), len(b))
        return Indel.similarity(a, b) / 2 / least if least >= SHORT else 0.0

    def candidates(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """Pairs of a gap that are alike, with the weight of what they share."""
        for i, j in self.close_pairs(olds, news):
            likeness = self.of(i, j)
            shared = likeness * (len(self.old[i].text) + len(self.new[j].text) + 2)
            if likeness >= ALIKE or (likeness > 0 and self._contained(i, j) >= CONTAINED):
                yield i, j, shared * likeness

    def close_pairs(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        """All pairs where they are few, else those that share rare words."""
        if len(olds) * len(news) <= ALL_PAIRS:
            for i in olds:
                for j in news:
                    yield i, j
        else:
            yield from self.rare_pairs(olds, news)

    def rare_pairs(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        """For each old leaf the new ones that share most rare words with it."""
        if not olds or not news:
            return
        codes_of = self.interner.codes_of
        old_codes = [codes_of(self.old[i].text) for i in olds]
        known = frozenset().union(*old_codes)
        places: dict[str, list[int]] = defaultdict(list)
        for j in news:
            for code in known & codes_of(self.new[j].text):
                places[code].append(j)
        rare = {code: found for code, found in places.items() if len(found) <= RARE}
        for i, codes in zip(olds if rare else (), old_codes, strict=False):
            votes = Counter(chain.from_iterable([rare[code] for code in rare.keys() & codes]))
            found = sorted(votes)
            if len(found) > FEW:  # those with most votes, of equal ones the first
                found = sorted(sorted(found, key=votes.__getitem__, reverse=True)[:FEW])
            for j in found:
                yield i, j

    def gain(self, whole: int, parts: tuple[int, ...], *, mirrored: bool = False) -> bool:
        """Whether the parts at both ends hold words of the whole that the other parts don't."""
        wholes, leaves = (self.new, self.old) if mirrored else (self.old, self.new)
        text = self.interner.encode(wholes[whole].text)
        encoded = [self.interner.encode(leaves[part].text) for part in parts]
        ends = ("".join(encoded[:-1]), "".join(encoded[1:]))
        all_parts = Indel.similarity(text, "".join(encoded))
        gains = [(all_parts - Indel.similarity(text, rest)) / 2 for rest in ends]
        sizes = (len(encoded[-1]), len(encoded[0]))
        return all(gain >= GAIN * size and gain >= 2 for gain, size in zip(gains, sizes, strict=True))  # noqa: PLR2004


def moved_pairs(likeness: Likeness, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Free leaves that are the same one elsewhere, with edits: each the other's best, and clearly alike."""
    scores = {(i, j): score for i, j in likeness.rare_pairs(olds, news) if (score := _moved(likeness, i, j))}
    best_new: dict[int, tuple[float, int]] = {}
    for (i, j), score in scores.items():
        best_new[j] = max(best_new.get(j, (0.0, 0)), (score, -i))
    best_old: dict[int, tuple[float, int]] = {}
    for (i, j), score in scores.items():
        best_old[i] = max(best_old.get(i, (0.0, 0)), (score, -j))
    for i, (_, j) in sorted(best_old.items()):
        if best_new[-j][1] == -i:
            yield i, -j


def _moved(likeness: Likeness, old: int, new: int) -> float:
    shorter = min(len(likeness.interner.encode(leaf.text)) for leaf in (likeness.old[old], likeness.new[new]))
    if shorter < LEAST:
        return 0.0
    score = likeness.of(old, new)
    return score if score >= (ALIKE_SHORT if shorter < SHORT else ALIKE_MOVED) else 0.0
