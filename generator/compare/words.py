"""The words of two blocks compared: spans that restore both sides to the character and read well.

The comparison is made on tokens in their normal form, so that another kind of quote parts no sentence; what differs
in typography only is marked afterwards, inside what is equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from rapidfuzz.distance import Indel

from generator.compare.chain import heaviest_chain
from generator.compare.changeset import Op, Span
from generator.language.tokens import has_spaced_number, tokenise
from generator.language.typography import normal_token
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

_SWAPPED = {Op.EQUAL: Op.EQUAL, Op.DELETE: Op.INSERT, Op.INSERT: Op.DELETE}
_LIGHT = 1.5
_SENTENCE_END = frozenset(".!?…") | {"...", ".."}
_CLAUSE_END = frozenset(";:")
_SIGNS = frozenset(",.;:)")
_COMMA = frozenset(',)»"”')


class Match(NamedTuple):
    """Equal tokens: where they begin on both sides, and how many."""

    old: int
    new: int
    size: int


class Interner:
    """Gives each distinct token, in its normal form, one character, and knows what it weighs."""

    def __init__(self, stop_words: frozenset[str] = frozenset()) -> None:
        self.codes = _Codes()
        self.weights = _Weights(stop_words)
        self._parts = _Parts(self.codes)
        self._encoded: dict[str, str] = {}
        self._tokens = _Tokens()
        self._sets: dict[str, frozenset[str]] = {}

    def encode(self, text: str) -> str:
        """A text as a string with one character a token."""
        if text not in self._encoded:
            parts = (text,) if has_spaced_number(text) else text.split()
            self._encoded[text] = "".join(map(self._parts.__getitem__, parts))
        return self._encoded[text]

    def codes_of(self, text: str) -> frozenset[str]:
        """The distinct tokens of a text, one character each."""
        if text not in self._sets:
            self._sets[text] = frozenset(self.encode(text))
        return self._sets[text]

    def tokens(self, text: str) -> tuple[str, ...]:
        """The tokens of a text; what stands between two spaces is cut once."""
        if has_spaced_number(text):
            return tokenise(text)
        return tuple(chain.from_iterable(map(self._tokens.__getitem__, text.split())))

    def weigh(self, tokens: Iterable[str]) -> list[float]:
        """The running weights of tokens, beginning with 0."""
        return list(accumulate(map(self.weights.__getitem__, tokens), initial=0.0))


class _Weights(dict[str, float]):
    """What tokens weigh: signs next to nothing, small words little, others by their length."""

    def __init__(self, stop_words: frozenset[str]) -> None:
        super().__init__()
        self.stop_words = stop_words

    def __missing__(self, token: str) -> float:
        if not token[0].isalnum():
            weight = 0.25
        elif token.lower() in self.stop_words or (len(token) < 4 and token.isalpha()):  # noqa: PLR2004 - a short word
            weight = _LIGHT
        else:
            weight = min(len(token), 10.0)
        self[token] = weight
        return weight


class _Tokens(dict[str, tuple[str, ...]]):
    """The tokens of what stands between two spaces."""

    def __missing__(self, part: str) -> tuple[str, ...]:
        if part.isalpha():
            tokens: tuple[str, ...] = (part,)
        elif part[-1] in _SIGNS and part[:-1].isalpha():
            tokens = (part[:-1], part[-1])
        else:
            tokens = tokenise(part)
        self[part] = tokens
        return tokens


class _Parts(dict[str, str]):
    """The codes of what stands between two spaces; most of it occurs often."""

    def __init__(self, codes: _Codes) -> None:
        super().__init__()
        self.codes = codes

    def __missing__(self, part: str) -> str:
        codes = self.codes
        if part.isalpha():
            encoded = codes[part]
        elif part[-1] in _SIGNS and part[:-1].isalpha():
            encoded = codes[part[:-1]] + codes[part[-1]]
        else:
            encoded = "".join(map(codes.__getitem__, tokenise(part)))
        self[part] = encoded
        return encoded


class _Codes(dict[str, str]):
    def __missing__(self, token: str) -> str:
        shape = token if token.isascii() else normal_token(token)
        code = self[shape] if shape != token else chr(0x21 + len(self) % 0x10FF00)
        self[token] = code
        return code


# ---------------------------------------------------------------- the comparison


def compare_words(old: str, new: str, interner: Interner) -> tuple[Span, ...]:
    """Spans that turn one text into the other, at word borders, islands absorbed."""
    if old == new:
        return (Span(Op.EQUAL, old),) if old else ()
    head, tail = _shared_ends(old, new)
    sides = _Sides(old[head : len(old) - tail], new[head : len(new) - tail], interner)
    matches = sides.readable(matching(sides.old_code, sides.new_code), head + tail)
    if not matches and not sides.is_alike:
        return Spans.of((Span(Op.DELETE, old), Span(Op.INSERT, new)))
    inner = sides.pieces(matches)
    return Spans.of((Span(Op.EQUAL, old[:head]), *inner, Span(Op.EQUAL, old[len(old) - tail :])))


def shared_head(old: str, new: str) -> int:
    """How many characters both texts begin with."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def shared_tail(old: str, new: str, most: int) -> int:
    """How many characters both texts end with, at most so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    """The lengths of the ends that need no comparison, cut at white space, with room left for moving a gap."""
    room = abs(len(old) - len(new)) + ROOM
    head = shared_head(old, new)
    tail = shared_tail(old, new, min(len(old), len(new)) - head)
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
        return [Match(*block) for block in Indel.opcodes(old, new).as_matching_blocks() if block.size]
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
        self.old_tokens, self.new_tokens = interner.tokens(old), interner.tokens(new)
        self.old_code, self.new_code = interner.encode(old), interner.encode(new)
        self.is_alike = False
        self.old_weights, self.new_weights = interner.weigh(self.old_tokens), interner.weigh(self.new_tokens)

    # ------------------------------------------------------------ readable matches

    def readable(self, matches: list[Match], shared: int) -> list[Match]:
        """Matches without islands, the gaps between them at good borders; none if too little is left.

        `shared` counts the characters around that are equal and aren't compared.
        """
        kept = self._slid(self._without_islands(matches))
        equal = sum(self.old_weights[m.old + m.size] - self.old_weights[m.old] for m in kept) + shared
        total = (self.old_weights[-1] + self.new_weights[-1]) / 2 + shared
        self.is_alike = equal > (1 - REPLACED) * total
        return kept if self.is_alike else []

    def _gap(self, before: Match, after: Match) -> float:
        """The weight of what differs between two matches, the heavier side."""
        return max(
            self.old_weights[after.old] - self.old_weights[before.old + before.size],
            self.new_weights[after.new] - self.new_weights[before.new + before.size],
        )

    def _without_islands(self, matches: list[Match]) -> list[Match]:
        """Drop small matches between heavy gaps; what is dropped makes the gaps around it heavier still."""
        first = Match(0, 0, 0)
        last = Match(len(self.old_tokens), len(self.new_tokens), 0)
        kept = [first]
        for match in [*matches, last]:
            kept.append(match)
            while len(kept) > 2 and self._is_island(*kept[-3:]):  # noqa: PLR2004 - it needs two neighbours
                del kept[-2]
        return [match for match in kept if match.size]

    def _is_island(self, before: Match, island: Match, after: Match) -> bool:
        left, right = self._gap(before, island), self._gap(island, after)
        if not left or not right or not island.size:
            return False
        weight = self.old_weights[island.old + island.size] - self.old_weights[island.old]
        if weight > LEEWAY[0] * (left + right):  # so heavy that its words need not be counted
            return False
        words = sum([token[0].isalnum() for token in self.old_tokens[island.old : island.old + island.size]])
        if words >= len(LEEWAY):
            return False
        around = left + right if words <= FEW else min(left, right)
        return (
            weight <= LEEWAY[words] * around
            and not self._is_value(before, island)
            and not self._is_value(island, after)
        )

    def _is_value(self, before: Match, after: Match) -> bool:
        """Whether one value became another between two matches; it must stay visible by itself."""
        gone = self.old_tokens[before.old + before.size : after.old]
        came = self.new_tokens[before.new + before.size : after.new]
        return len(gone) == len(came) == 1 and is_value(gone[0]) and is_value(came[0])

    def _slid(self, matches: list[Match]) -> list[Match]:
        """Move each pure deletion or insertion to the best border that leaves the words the same."""
        kept = list(matches)
        for at in range(1, len(kept)):
            before, after = kept[at - 1], kept[at]
            old_gap = after.old - before.old - before.size
            new_gap = after.new - before.new - before.size
            if (old_gap and new_gap) or not (old_gap or new_gap):
                continue
            tokens, start, end = (
                (self.old_tokens, before.old + before.size, after.old)
                if old_gap
                else (self.new_tokens, before.new + before.size, after.new)
            )
            shift = _best_shift(tokens, start, end, (before.size, after.size))
            kept[at - 1] = Match(before.old, before.new, before.size + shift)
            kept[at] = Match(after.old + shift, after.new + shift, after.size - shift)
        return [match for match in kept if match.size]

    # ------------------------------------------------------------ characters

    def pieces(self, matches: list[Match]) -> Iterable[Span]:
        """The characters of both sides: what is equal, and what went and came between."""
        old_at = new_at = 0
        old_starts, new_starts = _starts(self.old, self.old_tokens), _starts(self.new, self.new_tokens)
        for match in matches:
            old_start, new_start = old_starts[match.old], new_starts[match.new]
            yield from _gap_spans(self.old[old_at:old_start], self.new[new_at:new_start])
            old_last, new_last = match.old + match.size - 1, match.new + match.size - 1
            old_at = old_starts[old_last] + len(self.old_tokens[old_last])
            new_at = new_starts[new_last] + len(self.new_tokens[new_last])
            if self.old[old_start:old_at] == self.new[new_start:new_at]:
                yield Span(Op.EQUAL, self.old[old_start:old_at])
            else:
                yield from self._typography(match, old_starts, new_starts)
        yield from _gap_spans(self.old[old_at:], self.new[new_at:])

    def _typography(self, match: Match, old_starts: list[int], new_starts: list[int]) -> Iterable[Span]:
        """Equal words whose characters differ: token by token, and the space between them."""
        same_from = old_at = old_starts[match.old]
        new_at = new_starts[match.new]
        for step in range(match.size):
            old_token, new_token = self.old_tokens[match.old + step], self.new_tokens[match.new + step]
            old_start, new_start = old_starts[match.old + step], new_starts[match.new + step]
            old_space, new_space = self.old[old_at:old_start], self.new[new_at:new_start]
            old_end = old_start + len(old_token)
            if old_token != new_token or old_space != new_space:
                yield Span(Op.EQUAL, self.old[same_from:old_at])
                yield from _exact(old_space, new_space)
                yield from _exact(old_token, new_token)
                same_from = old_end
            old_at, new_at = old_end, new_start + len(new_token)
        yield Span(Op.EQUAL, self.old[same_from:old_at])


def _starts(text: str, tokens: Sequence[str]) -> list[int]:
    """Where each token begins."""
    starts: list[int] = []
    at = 0
    for token in tokens:
        at = text.index(token, at)
        starts.append(at)
        at += len(token)
    return starts


def _exact(old: str, new: str) -> Iterable[Span]:
    if old == new:
        return (Span(Op.EQUAL, old),)
    return Span(Op.DELETE, old), Span(Op.INSERT, new)


def _gap_spans(old: str, new: str) -> Iterable[Span]:
    """What differs, without the white space that both sides have at its ends."""
    if old == new:
        return (Span(Op.EQUAL, old),)
    if not old or not new or (old[0] != new[0] and old[-1] != new[-1]):
        return Span(Op.DELETE, old), Span(Op.INSERT, new)
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head] and old[head].isspace():
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail] and old[-1 - tail].isspace():
        tail += 1
    return (
        Span(Op.EQUAL, old[:head]),
        Span(Op.DELETE, old[head : len(old) - tail]),
        Span(Op.INSERT, new[head : len(new) - tail]),
        Span(Op.EQUAL, old[len(old) - tail :]),
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


# ---------------------------------------------------------------- lists of spans


class Spans:
    """Collects spans: empty ones go, neighbours join, and between two equal ones deletion comes before insertion."""

    def __init__(self) -> None:
        self._found: list[Span] = []
        self._same: list[str] = []
        self._out: list[str] = []
        self._in: list[str] = []

    @classmethod
    def of(cls, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Spans in their normal form."""
        collected = cls()
        collected.extend(spans)
        return collected.done()

    def extend(self, spans: Iterable[Span]) -> None:
        """Take more spans."""
        for op, text in spans:
            if not text:
                continue
            if op is Op.EQUAL:
                if self._out or self._in:
                    self._flush()
                self._same.append(text)
            elif op is Op.DELETE:
                self._out.append(text)
            else:
                self._in.append(text)

    def same(self, text: str) -> None:
        """Take equal characters."""
        if text:
            if self._out or self._in:
                self._flush()
            self._same.append(text)

    def _flush(self) -> None:
        for op, texts in ((Op.EQUAL, self._same), (Op.DELETE, self._out), (Op.INSERT, self._in)):
            if texts:
                self._found.append(Span(op, texts[0] if len(texts) == 1 else "".join(texts)))
                texts.clear()

    def done(self) -> tuple[Span, ...]:
        """All spans that were taken."""
        self._flush()
        return tuple(self._found)


def swapped(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in their normal form, seen from the other side."""
    found: list[Span] = []
    for op, text in spans:
        if op is Op.INSERT and found and found[-1].op is Op.INSERT:
            found.insert(-1, Span(Op.DELETE, text))
        else:
            found.append(Span(_SWAPPED[op], text))
    return tuple(found)


def old_side(spans: Iterable[Span]) -> str:
    """The old wording."""
    return "".join(text for op, text in spans if op is not Op.INSERT)


def new_side(spans: Iterable[Span]) -> str:
    """The new wording."""
    return "".join(text for op, text in spans if op is not Op.DELETE)
