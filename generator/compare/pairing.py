"""Which leaf of the old text became which leaf of the new one: in place, moved, split or merged.

The same words are paired first, by ids where both sides have stable ones, then without numbers and typography. The
heaviest chain of pairs is what stayed in place, so that the lighter part is what moved. Gaps of the chain are filled
by likeness, and what is left anywhere is looked for as moved with edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import normalize

from generator.compare.chain import heaviest_chain
from generator.compare.interner import Interner
from generator.compare.leaves import CutText, Leaf, LeafKind, leading_number
from generator.compare.likeness import Likeness, moved_pairs
from generator.compare.partners import Partners
from generator.language.tokens import visible_words
from generator.model import Text

LEAST_MOVE = 6
"""Words that must have moved together to be told as a move; fewer went and came."""

LEAST_ITEM_MOVE = 1
"""The same for items that stay in their list."""

_OF_KIND = {LeafKind.TITLE: "\x02t", LeafKind.DATE: "\x02d"}


_new = tuple.__new__

Shape = tuple[int, ...]
"""How often some letters occur in a leaf."""


class Group(NamedTuple):
    """Leaves that belong together in place: one to one, one to several (a split) or several to one (a merge)."""

    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(slots=True)
class Pairing:
    """The result: groups in reading order of both sides, and moves from old to new positions."""

    groups: list[Group]
    moves: dict[int, int]

    def mirrored(self) -> Pairing:
        """The same, seen from the other side."""
        moves = {new: old for old, new in self.moves.items()}
        return Pairing([Group(group.new, group.old) for group in self.groups], moves)


@dataclass(slots=True)
class Side:
    """One text's leaves, with stable ids of sections and blocks where it has them."""

    text: Text
    cut: CutText
    is_stable: bool
    leaves: tuple[Leaf, ...] = field(init=False)

    def __post_init__(self) -> None:
        """The leaves, at hand."""
        self.leaves = self.cut.leaves

    def key(self, leaf: Leaf) -> str:
        """What the same leaf of the other text has too; first of all its id."""
        if leaf.kind is LeafKind.WORDS:
            block_id = getattr(leaf.block, "id", "") if self.is_stable else ""
            return f"\x01b{block_id}" if block_id else leaf.text
        if leaf.kind in _OF_KIND:
            return _OF_KIND[leaf.kind]
        if self.is_stable and leaf.kind is LeafKind.HEADING:
            return "\x01" + self.text.sections[leaf.section].id
        block_id = getattr(leaf.block, "id", "") if self.is_stable else ""
        return f"\x01b{block_id}" if block_id else f"{chr(leaf.kind)}{leaf.text}"

    def placed_key(self, leaf: Leaf) -> str:
        """The key within the section, so that a short sentence is paired with itself and not with its like."""
        key = self.key(leaf)
        return key if leaf.section < 0 or key[:1] == "\x01" else f"{self.text.sections[leaf.section].id}\x00{key}"


def pair_leaves(old: Side, new: Side, interner: Interner) -> Pairing:
    """Pair the leaves of two texts; no leaf is in two pairs."""
    return _Pairer(old, new, interner).pair()


class _Pairer:
    """Pairs two texts; used once."""

    def __init__(self, old: Side, new: Side, interner: Interner) -> None:
        self.old, self.new = old, new
        self.partners = Partners(len(old.leaves), len(new.leaves))
        self.forth, self.back = self.partners.forth, self.partners.back
        self.likeness = Likeness(old.leaves, new.leaves, interner)

    def pair(self) -> Pairing:
        self._pair_same()
        chain = self._chain()
        if len(chain) == len(self.forth) == len(self.back):
            return Pairing([_new(Group, ((i,), (j,))) for i, j in chain], {})
        moves = self._moves(chain)
        chain = self._filled(chain)
        free = self._free_old(dict(chain), moves), self._free_new(chain, moves)
        if all(free):
            moves.update(moved_pairs(self.likeness, *free))
        groups = [_new(Group, ((i,), (j,))) for i, j in chain]
        return Pairing(self._with_parts(groups, moves), moves)

    # ------------------------------------------------------------ the same words

    def _pair_same(self) -> None:
        self._trim()
        if self.old.is_stable and self.new.is_stable:
            self._pass(Side.placed_key)
        self._pass(Side.key)
        self._pair_loose()

    def _pair_loose(self) -> None:
        """Pair free leaves whose words are the same without number and typography, first those of one kind."""
        olds, news = _shapes(self.old.leaves, self.forth), _shapes(self.new.leaves, self.back)
        shared = _of_words(self.old.leaves, olds) & _of_words(self.new.leaves, news)
        if not shared:
            return
        old_codes, new_codes = self._loose(self.old, olds, shared), self._loose(self.new, news, shared)
        for by_kind in (True, False):
            self.partners.pair_once(
                _loose_keys(self.old.leaves, self.forth, old_codes, by_kind=by_kind),
                _loose_keys(self.new.leaves, self.back, new_codes, by_kind=by_kind),
            )

    def _loose(self, side: Side, shapes: dict[int, Shape], shared: set[Shape]) -> dict[int, str]:
        """The words of free leaves without number and typography, as codes; only those that the other side may have."""
        encode = self.likeness.interner.encode
        return {at: encode(_unnumbered(side.leaves[at])) for at, shape in shapes.items() if shape in shared}

    def _trim(self) -> None:
        """Pair what both texts begin and end with."""
        olds, news = self.old.leaves, self.new.leaves
        head = 0
        for one, other in zip(olds, news, strict=False):
            if not self._is_same(one, other):
                break
            self.forth[head] = self.back[head] = head
            head += 1
        for tail, (one, other) in enumerate(zip(reversed(olds[head:]), reversed(news[head:]), strict=False), 1):
            if not self._is_same(one, other):
                break
            self.partners.match(len(olds) - tail, len(news) - tail)

    def _is_same(self, one: Leaf, other: Leaf) -> bool:
        """Whether two leaves have the same words and, where ids are stable, the same id."""
        if one.text != other.text or one.kind is not other.kind:
            return False
        return not self.old.is_stable or self.old.key(one) == self.new.key(other)

    def _pass(self, key: Callable[[Side, Leaf], str]) -> None:
        """Pair the free leaves whose key stands once on each side, then their neighbours of equal keys."""
        if -1 not in self.forth or -1 not in self.back:
            return
        olds = {i: k for i, j in enumerate(self.forth) if j < 0 and (k := key(self.old, self.old.leaves[i]))}
        news = {j: k for j, i in enumerate(self.back) if i < 0 and (k := key(self.new, self.new.leaves[j]))}
        self.partners.pair_once(olds, news)

    # ------------------------------------------------------------ in place, or moved

    def _chain(self) -> list[tuple[int, int]]:
        pairs = self.partners.pairs()
        news = [j for _, j in pairs]
        if news == sorted(news):
            return pairs
        return heaviest_chain([(i, j, len(self.old.leaves[i].text) + 1.0) for i, j in pairs])

    def _moves(self, chain: list[tuple[int, int]]) -> dict[int, int]:
        """Pairs off the chain; those that are too short to be told as a move are free again."""
        if len(chain) == len(self.forth) - self.forth.count(-1):
            return {}
        in_place = set(chain)
        off = [(i, j) for i, j in enumerate(self.forth) if j >= 0 and (i, j) not in in_place]
        moves: dict[int, int] = {}
        for run in runs_of(off):
            if self._is_move(run):
                moves |= run
            else:
                for i, j in run:
                    self.forth[i] = self.back[j] = -1
        return moves

    def _is_move(self, run: list[tuple[int, int]]) -> bool:
        words = sum(len(visible_words(self.old.leaves[i].text)) for i, _ in run)
        if words >= LEAST_MOVE or self._is_section(run[0]):
            return True
        first, last = run[0]
        return words >= LEAST_ITEM_MOVE and self._share_list(self.old.leaves[first], self.new.leaves[last])

    def _is_section(self, pair: tuple[int, int]) -> bool:
        return self.old.is_stable and self.old.leaves[pair[0]].kind is LeafKind.HEADING

    def _share_list(self, one: Leaf, other: Leaf) -> bool:
        """Whether another item of the one's list stayed in the other's list."""
        if len(one.path) < 2 or len(other.path) < 2:  # noqa: PLR2004 - a list and an item
            return False
        here, there = one.path[-2].key, other.path[-2].key
        neighbours = (i for i, leaf in enumerate(self.old.leaves) if len(leaf.path) > 1 and leaf.path[-2].key == here)
        partners = (self.new.leaves[self.forth[i]] for i in neighbours if self.forth[i] >= 0)
        shared = sum(1 for leaf in partners if len(leaf.path) > 1 and leaf.path[-2].key == there)
        return shared > 1

    # ------------------------------------------------------------ likeness

    def _filled(self, chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The chain, with what is alike in its gaps."""
        filled: list[tuple[int, int]] = []
        old_at = new_at = 0
        for i, j in [*chain, (len(self.forth), len(self.back))]:
            if i == old_at or j == new_at:
                filled.append((i, j))
                old_at, new_at = i + 1, j + 1
                continue
            olds = [k for k in range(old_at, i) if self.forth[k] < 0]
            news = [k for k in range(new_at, j) if self.back[k] < 0]
            if olds and news:
                found = heaviest_chain(list(self.likeness.candidates(olds, news)))
                for pair in found:
                    self.partners.match(*pair)
                filled += found
            filled.append((i, j))
            old_at, new_at = i + 1, j + 1
        return filled[:-1]

    def _free_old(self, in_place: dict[int, int], moves: dict[int, int]) -> list[int]:
        return [i for i in range(len(self.forth)) if i not in in_place and i not in moves]

    def _free_new(self, chain: list[tuple[int, int]], moves: dict[int, int]) -> list[int]:
        taken = {j for _, j in chain} | set(moves.values())
        return [j for j in range(len(self.back)) if j not in taken]

    # ------------------------------------------------------------ splits and merges

    def _with_parts(self, groups: list[Group], moves: dict[int, int]) -> list[Group]:
        """Groups, with free neighbours that hold the rest of a leaf's words."""
        free_old = set(self._free_old({i: 0 for g in groups for i in g.old}, moves))
        free_new = set(range(len(self.back))) - {j for g in groups for j in g.new} - set(moves.values())
        if not free_old and not free_new:
            return groups
        return [self._grown(group, free_old, free_new) for group in groups]

    def _grown(self, group: Group, free_old: set[int], free_new: set[int]) -> Group:
        (i,), (j,) = group
        if self.old.leaves[i].text == self.new.leaves[j].text or not self._may_part(i, j):
            return group
        new = self._parts(free_new, j, self.new.leaves, lambda at: self.likeness.gain(i, at))
        if len(new) > 1:
            return Group((i,), new)
        old = self._parts(free_old, i, self.old.leaves, lambda at: self.likeness.gain(j, at, mirrored=True))
        return Group(old, (j,))

    def _may_part(self, i: int, j: int) -> bool:
        return self.old.leaves[i].kind is LeafKind.WORDS and self.new.leaves[j].kind is LeafKind.WORDS

    def _parts(
        self, free: set[int], start: int, leaves: Sequence[Leaf], gain: Callable[[tuple[int, ...]], bool]
    ) -> tuple[int, ...]:
        """Neighbouring positions that together hold more of the other side's leaf than one of them."""
        parts: tuple[int, ...] = (start,)
        for step in (1, -1):
            at = start + step
            while at in free and leaves[at].kind is LeafKind.WORDS and leaves[at].section == leaves[start].section:
                longer = (*parts, at) if step > 0 else (at, *parts)
                if not gain(longer):
                    break
                free.discard(at)
                parts = longer
                at += step
        return parts


def _unnumbered(leaf: Leaf) -> str:
    """The words of a leaf without the number that it begins with."""
    start = leaf.label or (leading_number(leaf.text) if leaf.text[:1].isdigit() else 0)
    return leaf.text[start:]


def _shapes(leaves: Sequence[Leaf], partners: Sequence[int]) -> dict[int, Shape]:
    """The shapes of the free leaves, by position."""
    return {at: _shape(leaves[at]) for at, partner in enumerate(partners) if partner < 0}


def _of_words(leaves: Sequence[Leaf], shapes: dict[int, Shape]) -> set[Shape]:
    """The shapes of leaves that have words."""
    return {shape for at, shape in shapes.items() if leaves[at].text}


def _shape(leaf: Leaf) -> Shape:
    """How often some letters occur: the same for the same words, however typed, and cheap to see."""
    text = _unnumbered(leaf)
    count = text.count if text.isascii() else normalize("NFC", text).count
    return count("e"), count("a"), count("t"), count("i"), count("n"), count("o"), count("s"), count("r"), count("E")


def _loose_keys(
    leaves: Sequence[Leaf], partners: Sequence[int], codes: dict[int, str], *, by_kind: bool
) -> dict[int, str]:
    """The keys of leaves that are still free, told apart by their kinds, or those of words and headings alike."""
    if by_kind:
        return {at: f"{leaves[at].kind:d}{code}" for at, code in codes.items() if partners[at] < 0}
    kinds = LeafKind.WORDS
    return {at: code for at, code in codes.items() if code and partners[at] < 0 and leaves[at].kind <= kinds}


def runs_of(pairs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Pairs that follow each other on both sides."""
    run: list[tuple[int, int]] = []
    for i, j in pairs:
        if run and (i, j) != (run[-1][0] + 1, run[-1][1] + 1):
            yield run
            run = []
        run.append((i, j))
    if run:
        yield run
