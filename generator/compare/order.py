"""One reading order for both texts: what went stands at its old place, before what came in its stead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.compare.leaves import Leaf, LeafKind
from generator.compare.pairing import Group, Pairing, Side
from generator.model import Level


class SectionKey(NamedTuple):
    """A section of the redline: one of the new text, or one that only stands at its old place; -1 is the title."""

    is_new: bool
    at: int


TITLE = SectionKey(is_new=True, at=-1)
_new = tuple.__new__


class Step(NamedTuple):
    """A step through both texts: leaves that are one, or a leaf of one side only, and the section that shows them."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    section: SectionKey


def match_sections(old: Side, new: Side, pairing: Pairing) -> list[int]:
    """For each old section the new one that it is, or -1: by id, else by its heading, else by most of its words."""
    if old.is_stable and new.is_stable:
        places = {section.id: at for at, section in enumerate(new.text.sections)}
        return [places.get(section.id, -1) for section in old.text.sections]
    forth = [-1] * len(old.text.sections)
    taken: set[int] = set()
    for start, end in _by_heading(old, new, pairing):
        if forth[start] < 0 and end not in taken:
            forth[start] = end
            taken.add(end)
    if _is_preamble(old, forth) and _is_preamble(new, taken):
        forth[0] = 0
        taken.add(0)
    if len(taken) == len(new.text.sections) or -1 not in forth:
        return forth
    votes, sizes = _votes(old, new, pairing)
    for (start, end), weight in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if forth[start] < 0 and end not in taken and weight * 2 >= sizes[start]:
            forth[start] = end
            taken.add(end)
    return forth


def _is_preamble(side: Side, matched: Sequence[int] | set[int]) -> bool:
    """Whether a text begins with words before the first heading, and they have no partner yet."""
    sections = side.text.sections
    is_free = 0 not in matched if isinstance(matched, set) else bool(matched) and matched[0] < 0
    return bool(sections) and sections[0].level is Level.PREAMBLE and is_free


def _pairs(pairing: Pairing) -> Iterator[tuple[int, int]]:
    for olds, news in pairing.groups:
        if len(olds) == 1 == len(news):
            yield olds[0], news[0]
        else:
            yield from ((i, j) for i in olds for j in news)
    yield from sorted(pairing.moves.items())


def _by_heading(old: Side, new: Side, pairing: Pairing) -> Iterator[tuple[int, int]]:
    headings = {at for at, leaf in enumerate(old.leaves) if leaf.kind is LeafKind.HEADING}
    for i, j in _pairs(pairing):
        if i in headings and new.leaves[j].kind is LeafKind.HEADING:
            yield old.leaves[i].section, new.leaves[j].section


def _votes(old: Side, new: Side, pairing: Pairing) -> tuple[Counter[tuple[int, int]], Counter[int]]:
    votes: Counter[tuple[int, int]] = Counter()
    for i, j in _pairs(pairing):
        one, other = old.leaves[i], new.leaves[j]
        if one.section >= 0 and other.section >= 0:
            votes[one.section, other.section] += len(one.text) + 1
    sizes: Counter[int] = Counter()
    for leaf in old.leaves:
        sizes[leaf.section] += len(leaf.text) + 1
    return votes, sizes


def steps(old: Sequence[Leaf], new: Sequence[Leaf], groups: Sequence[Group], sections: Sequence[int]) -> list[Step]:
    """All steps; each leaf of each side is in exactly one, and each side keeps its order."""
    found: list[Step] = []
    keys = {at: SectionKey(is_new=True, at=at) for at in range(-1, new[-1].section + 1 if new else 0)}
    old_at = new_at = 0
    for olds, news in groups:
        i, j = olds[0], news[0]
        section = new[j].section
        if i > old_at or j > new_at:
            before = _before(old, new, (old_at, new_at))
            gap = _Gap(old[old_at:i], new[new_at:j], before, _Anchor(old[i].section, section), sections)
            found += gap.steps(old_at, new_at)
        found.append(_new(Step, (olds, news, keys[section])))
        old_at, new_at = olds[-1] + 1, news[-1] + 1
    gap = _Gap(old[old_at:], new[new_at:], _before(old, new, (old_at, new_at)), _Anchor(-2, -2), sections)
    return [*found, *gap.steps(old_at, new_at)]


class _Anchor(NamedTuple):
    """The sections of what stands before or after a gap, on both sides."""

    old: int
    new: int


def _before(old: Sequence[Leaf], new: Sequence[Leaf], at: tuple[int, int]) -> _Anchor:
    """The sections of what stands before two places."""
    return _Anchor(old[at[0] - 1].section, new[at[1] - 1].section) if at[0] else _Anchor(-1, -1)


class _Gap(NamedTuple):
    """Leaves between two places that both texts share."""

    old: Sequence[Leaf]
    new: Sequence[Leaf]
    before: _Anchor
    after: _Anchor
    sections: Sequence[int]

    def steps(self, old_at: int, new_at: int) -> Iterator[Step]:
        """What ends the section before, then whole sections, then what begins the section after."""
        if self.before.new == self.after.new:
            here = SectionKey(is_new=True, at=self.before.new)
            yield from (Step((old_at + k,), (), here) for k in range(len(self.old)))
            yield from (Step((), (new_at + k,), here) for k in range(len(self.new)))
            return
        old_parts = _parted([leaf.section for leaf in self.old], self.before.old, self._old_end())
        new_parts = _parted([leaf.section for leaf in self.new], self.before.new, self.after.new)
        yield from self._there((old_parts[0], new_parts[0]), (old_at, new_at), self.before.new)
        yield from self._middle((old_parts[1], new_parts[1]), (old_at, new_at))
        yield from self._there((old_parts[2], new_parts[2]), (old_at, new_at), self.after.new)

    def _there(
        self, parts: tuple[Iterable[int], Iterable[int]], starts: tuple[int, int], section: int
    ) -> Iterator[Step]:
        """Leaves of both sides in one new section, what went first."""
        key = SectionKey(is_new=True, at=section)
        yield from (Step((starts[0] + k,), (), key) for k in parts[0])
        yield from (Step((), (starts[1] + k,), key) for k in parts[1])

    def _middle(self, parts: tuple[range, range], starts: tuple[int, int]) -> Iterator[Step]:
        """Whole sections of both sides; one that both have, though no leaf of it was paired, is shown as one."""
        came = {section: list(group) for section, group in groupby(parts[1], key=lambda k: self.new[k].section)}
        for section, group in groupby(parts[0], key=lambda k: self.old[k].section):
            partner = self.sections[section] if section >= 0 else -1
            if partner in came:
                for earlier in [at for at in came if at < partner]:
                    yield from self._there(((), came.pop(earlier)), starts, earlier)
                yield from self._there((group, came.pop(partner)), starts, partner)
            else:
                key = SectionKey(is_new=False, at=section)
                yield from (Step((starts[0] + k,), (), key) for k in group)
        for section, new_group in came.items():
            yield from self._there(((), new_group), starts, section)

    def _old_end(self) -> int:
        """The old section whose leaves belong to what stands after the gap."""
        section = self.after.old
        is_same = 0 <= section < len(self.sections) and self.sections[section] == self.after.new
        return section if is_same else -3


def _parted(sections: list[int], first: int, last: int) -> tuple[range, range, range]:
    """Positions at the beginning that are in one section, those at the end that are in another, and the rest."""
    start = 0
    while start < len(sections) and sections[start] == first:
        start += 1
    end = len(sections)
    while end > start and sections[end - 1] == last:
        end -= 1
    return range(start), range(start, end), range(end, len(sections))
