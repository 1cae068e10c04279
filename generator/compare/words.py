"""The words of two blocks compared: spans that restore both sides to the character and read well.

The comparison is made on tokens in their normal form, so that another kind of quote parts no sentence; what differs
in typography only is marked afterwards, inside what is equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel, Postfix, Prefix

from generator.compare.chain import heaviest_chain
from generator.compare.changeset import Op, Span
from generator.compare.interner import Interner
from generator.compare.spans import Spans
from generator.language.values import is_value

CELLS = 400_000_000
"""The greatest product of two lengths in tokens that is compared at once; memory grows with it."""

REPLACED = 0.8
"""From this share of changed words on, the whole is replaced."""

FEW = 2
LEEWAY = (3.0, 3.0, 1.5, 1.3, 1.0, 1.0)
"""So many times the changes around may equal words weigh and still go with them, by their number, more never.

Up to FEW words are weighed against both changes together, more words against the lighter one.
"""

ROOM = 40
"""Characters around an edit that are compared although they are equal, so that it can be moved to a good border."""

ANCHOR = 4
"""Tokens in an anchor, by which texts that are too long for one comparison are cut."""

_SENTENCE_END = frozenset(".!?…") | {"...", ".."}
_CLAUSE_END = frozenset(";:")
_COMMA = frozenset(',)»"”')
_new = tuple.__new__


class Match(NamedTuple):
    """Equal tokens: where they begin on both sides, and how many."""

    old: int
    new: int
    size: int


# ---------------------------------------------------------------- the comparison


def compare_words(old: str, new: str, interner: Interner) -> tuple[Span, ...]:
    """Spans that turn one text into the other, at word borders, islands absorbed."""
    if old == new:
        return (Span(Op.EQUAL, old),) if old else ()
    head, tail = _shared_ends(old, new)
    end = len(old) - tail
    sides = _Sides(old[head:end], new[head : len(new) - tail], interner)
    matches = sides.readable(matching(sides.old_code, sides.new_code), head + tail)
    spans = Spans()
    if not matches and not sides.is_alike:
        spans.extend(((Op.DELETE, old), (Op.INSERT, new)))
    else:
        spans.same(old[:head])
        sides.collect(matches, spans)
        spans.same(old[end:])
    return spans.done()


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    """The lengths of the ends that need no comparison, cut at white space, with room left for moving a gap."""
    room = abs(len(old) - len(new)) + ROOM
    head = Prefix.similarity(old, new)
    tail = min(Postfix.similarity(old, new), min(len(old), len(new)) - head)
    return _head_border(old, head - room), _tail_border(old, tail - room)


def _head_border(text: str, most: int) -> int:
    """The last place after white space that parts no number, at most so far."""
    while most > 0:
        at = text.rfind(" ", 0, most) + 1
        if not at or not (text[at : at + 1].isdigit() and text[: at - 1][-1:].isdigit()):
            return at
        most = at - 1
    return 0


def _tail_border(text: str, most: int) -> int:
    """The same from the end: a length."""
    while most > 0:
        at = text.find(" ", len(text) - most)
        if at < 0:
            return 0
        if not (text[at + 1 : at + 2].isdigit() and text[:at][-1:].isdigit()):
            return len(text) - at
        most = len(text) - at - 1
    return 0


def matching(old: str, new: str) -> list[Match]:
    """The longest common subsequence of two encoded texts, as runs; cut by anchors where it would cost too much."""
    if len(old) * len(new) <= CELLS:
        blocks = Indel.opcodes(old, new).as_matching_blocks()
        return [_new(Match, (block.a, block.b, block.size)) for block in blocks if block.size]
    found: list[Match] = []
    old_at = new_at = 0
    anchors = _anchors(old, new)
    if not anchors:
        return []
    for old_end, new_end in (*anchors, (len(old), len(new))):
        found += (
            Match(m.old + old_at, m.new + new_at, m.size) for m in _part(old[old_at:old_end], new[new_at:new_end])
        )
        old_at, new_at = old_end, new_end
    return found


def _part(old: str, new: str) -> list[Match]:
    return matching(old, new) if len(old) * len(new) <= CELLS else []


def _anchors(old: str, new: str) -> list[tuple[int, int]]:
    """Places where the same few tokens stand, once on each side, in one order."""
    olds, news = _once(old), _once(new)
    chain = heaviest_chain([(at, news[gram], 1.0) for gram, at in olds.items() if gram in news])
    step = max(1, len(chain) // 2_000)
    return chain[::step]


def _once(text: str) -> dict[str, int]:
    seen: dict[str, int] = {}
    for at in range(len(text) - ANCHOR + 1):
        gram = text[at : at + ANCHOR]
        seen[gram] = -1 if gram in seen else at
    return {gram: at for gram, at in seen.items() if at >= 0}


class _Sides:
    """Two texts with their tokens, places and weights."""

    def __init__(self, old: str, new: str, interner: Interner) -> None:
        self.old, self.new = old, new
        self.old_code, self.old_tokens, self.old_starts = interner.read(old)
        self.new_code, self.new_tokens, self.new_starts = interner.read(new)
        self.old_weights, self.new_weights = interner.weigh(self.old_tokens), interner.weigh(self.new_tokens)
        self.is_alike = False

    # ------------------------------------------------------------ readable matches

    def readable(self, matches: list[Match], shared: int) -> list[Match]:
        """Matches without islands, the gaps between them at good borders; none if too little is left.

        `shared` counts the characters around that are equal and aren't compared.
        """
        kept = self._slid(self._without_islands(matches))
        weights = self.old_weights
        equal = sum([weights[at + size] - weights[at] for at, _, size in kept]) + shared
        total = (weights[-1] + self.new_weights[-1]) / 2 + shared
        self.is_alike = equal > (1 - REPLACED) * total
        return kept if self.is_alike else []

    def _without_islands(self, matches: list[Match]) -> list[Match]:
        """Drop small matches between heavy gaps; what is dropped makes the gaps around it heavier still."""
        kept = [Match(0, 0, 0)]
        for match in [*matches, Match(len(self.old_tokens), len(self.new_tokens), 0)]:
            kept.append(match)
            while len(kept) > 2 and self._is_island(kept[-3], kept[-2], match):  # noqa: PLR2004 - two neighbours
                del kept[-2]
        return [match for match in kept if match[2]]

    def _is_island(self, before: Match, island: Match, after: Match) -> bool:
        olds, news = self.old_weights, self.new_weights
        old_at, new_at, size = island
        if not size:
            return False
        old_end = old_at + size
        left = max(olds[old_at] - olds[before[0] + before[2]], news[new_at] - news[before[1] + before[2]])
        right = max(olds[after[0]] - olds[old_end], news[after[1]] - news[new_at + size])
        weight = olds[old_end] - olds[old_at]
        if not left or not right or weight > LEEWAY[0] * (left + right):  # so heavy that its words need no counting
            return False
        words = sum([token[0].isalnum() for token in self.old_tokens[old_at:old_end]])
        if words >= len(LEEWAY) or weight > LEEWAY[words] * (left + right if words <= FEW else min(left, right)):
            return False
        return not self._is_value(before, island) and not self._is_value(island, after)

    def _is_value(self, before: Match, after: Match) -> bool:
        """Whether one value became another between two matches; it must stay visible by itself."""
        gone = self.old_tokens[before.old + before.size : after.old]
        came = self.new_tokens[before.new + before.size : after.new]
        return len(gone) == len(came) == 1 and is_value(gone[0]) and is_value(came[0])

    def _slid(self, matches: list[Match]) -> list[Match]:
        """Move each pure deletion or insertion to the best border that leaves the words the same."""
        kept = list(matches)
        for at in range(1, len(kept)):
            (old, new, size), (old_next, new_next, next_size) = kept[at - 1], kept[at]
            old_end, new_end = old + size, new + size
            if (old_next > old_end) is (new_next > new_end):
                continue
            tokens, start, end = (
                (self.old_tokens, old_end, old_next) if old_next > old_end else (self.new_tokens, new_end, new_next)
            )
            shift = _best_shift(tokens, start, end, (size, next_size))
            if shift:
                kept[at - 1] = Match(old, new, size + shift)
                kept[at] = Match(old_next + shift, new_next + shift, next_size - shift)
        return [match for match in kept if match[2]]

    # ------------------------------------------------------------ characters

    def collect(self, matches: list[Match], spans: Spans) -> None:
        """The characters of both sides: what is equal, and what went and came between."""
        old, new = self.old, self.new
        old_at = new_at = 0
        for match in matches:
            first, new_first, size = match
            old_start, new_start = self.old_starts[first], self.new_starts[new_first]
            spans.extend(_gap_spans(old[old_at:old_start], new[new_at:new_start]))
            last, new_last = first + size - 1, new_first + size - 1
            old_at = self.old_starts[last] + len(self.old_tokens[last])
            new_at = self.new_starts[new_last] + len(self.new_tokens[new_last])
            words = old[old_start:old_at]
            if words == new[new_start:new_at]:
                spans.same(words)
            else:
                spans.extend(self._typography(match))
        spans.extend(_gap_spans(old[old_at:], new[new_at:]))

    def _typography(self, match: Match) -> Iterable[tuple[Op, str]]:
        """Equal words whose characters differ: token by token, and the space between them."""
        same_from = old_at = self.old_starts[match.old]
        new_at = self.new_starts[match.new]
        for step in range(match.size):
            old_token, new_token = self.old_tokens[match.old + step], self.new_tokens[match.new + step]
            old_start, new_start = self.old_starts[match.old + step], self.new_starts[match.new + step]
            old_space, new_space = self.old[old_at:old_start], self.new[new_at:new_start]
            old_end = old_start + len(old_token)
            if old_token != new_token or old_space != new_space:
                yield Op.EQUAL, self.old[same_from:old_at]
                yield from _exact(old_space, new_space)
                yield from _exact(old_token, new_token)
                same_from = old_end
            old_at, new_at = old_end, new_start + len(new_token)
        yield Op.EQUAL, self.old[same_from:old_at]


def _exact(old: str, new: str) -> Iterable[tuple[Op, str]]:
    if old == new:
        return ((Op.EQUAL, old),)
    return (Op.DELETE, old), (Op.INSERT, new)


def _gap_spans(old: str, new: str) -> Iterable[tuple[Op, str]]:
    """What differs, without the white space that both sides have at its ends."""
    if old == new:
        return ((Op.EQUAL, old),)
    if not old or not new or (old[0] != new[0] and old[-1] != new[-1]):
        return (Op.DELETE, old), (Op.INSERT, new)
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head] and old[head].isspace():
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail] and old[-1 - tail].isspace():
        tail += 1
    return (
        (Op.EQUAL, old[:head]),
        (Op.DELETE, old[head : len(old) - tail]),
        (Op.INSERT, new[head : len(new) - tail]),
        (Op.EQUAL, old[len(old) - tail :]),
    )


def _best_shift(tokens: Sequence[str], start: int, end: int, room: tuple[int, int]) -> int:
    """How far a gap is best moved, to the left below zero; the words on both sides stay the same."""
    left = right = 0
    while left < room[0] and tokens[start - left - 1] == tokens[end - left - 1]:
        left += 1
    while right < room[1] and tokens[start + right] == tokens[end + right]:
        right += 1
    if not left and not right:
        return 0
    return max(range(-left, right + 1), key=lambda shift: (_border(tokens, start + shift), -abs(shift)))


def _border(tokens: Sequence[str], at: int) -> int:
    """How good a border lies before a token."""
    if at == 0 or tokens[at - 1] in _SENTENCE_END:
        return 4
    if tokens[at - 1] in _CLAUSE_END:
        return 3
    if tokens[at - 1] in _COMMA or tokens[at][:1] in "(«“":
        return 2
    return int(tokens[at][:1].isalnum() and tokens[at - 1][:1].isalnum())
