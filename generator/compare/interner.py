"""Each distinct word of a comparison as one character, so that texts are compared as strings of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from generator.language.tokens import has_spaced_number, tokenise
from generator.language.typography import normal_token

_LIGHT = 1.5
_HEAVIEST = 10.0
_SHORT = 4
"""Letters from which on a word isn't short."""

_SIGNS = frozenset(",.;:)")
_FIRST_CODE = 0x21
_CODES = 0x10FF00


class Interner:
    """Gives each distinct token, in its normal form, one character, and knows what it weighs.

    What stands between two spaces is called a part; most parts occur often, so each is cut once.
    """

    def __init__(self, stop_words: frozenset[str] = frozenset()) -> None:
        self._weights = _Weights(stop_words)
        self._parts = _Parts()
        self._encoded: dict[str, str] = {}
        self._sets: dict[str, frozenset[str]] = {}

    def encode(self, text: str) -> str:
        """A text as a string with one character a token."""
        found = self._encoded.get(text)
        if found is None:
            found = self._encoded[text] = "".join(map(self._parts.__getitem__, _cut(text)))
        return found

    def read(self, text: str) -> tuple[str, list[str], list[int]]:
        """A text as a string with one character a token, its tokens, and where each of them begins."""
        parts = _cut(text)
        code = "".join(map(self._parts.__getitem__, parts))
        several_of = self._parts.tokens.get
        tokens: list[str] = []
        starts: list[int] = []
        at = 0
        for part in parts:
            several = several_of(part)
            if several is None:
                tokens.append(part)
                starts.append(at)
                at += len(part) + 1
            else:
                for token in several:
                    tokens.append(token)
                    starts.append(at)
                    at += len(token)
                at += 1
        if len(parts) == 1 or " ".join(parts) != text:  # other space than single blanks
            starts = _starts(text, tokens)
        return code, tokens, starts

    def codes_of(self, text: str) -> frozenset[str]:
        """The distinct tokens of a text, one character each."""
        found = self._sets.get(text)
        if found is None:
            found = self._sets[text] = frozenset(self.encode(text))
        return found

    def weigh(self, tokens: Iterable[str]) -> list[float]:
        """The running weights of tokens, beginning with 0."""
        return list(accumulate(map(self._weights.__getitem__, tokens), initial=0.0))


class _Parts(dict[str, str]):
    """The codes of what stands between two spaces; `tokens` holds the tokens of those that have several."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, tuple[str, ...]] = {}
        self.codes = _Codes()

    def __missing__(self, part: str) -> str:
        codes = self.codes
        if part.isalpha():
            code = codes.get(part) or codes[part]
            self[part] = code
            return code
        if part[-1] in _SIGNS and part[:-1].isalpha():
            tokens: tuple[str, ...] = (part[:-1], part[-1])
        else:
            tokens = tokenise(part)
        code = self[part] = "".join([codes[token] for token in tokens])
        if len(tokens) != 1 or tokens[0] != part:
            self.tokens[part] = tokens
        return code


class _Codes(dict[str, str]):
    """The code of each token: that of its normal form, or a new one."""

    def __missing__(self, token: str) -> str:
        if token.isascii() or (shape := normal_token(token)) == token:
            code = chr(_FIRST_CODE + len(self) % _CODES)
        else:
            code = self[shape]
        self[token] = code
        return code


class _Weights(dict[str, float]):
    """What tokens weigh: signs next to nothing, small words little, others by their length."""

    def __init__(self, stop_words: frozenset[str]) -> None:
        super().__init__()
        self.stop_words = stop_words
        self.longest = max(map(len, stop_words), default=0)

    def __missing__(self, token: str) -> float:
        size = len(token)
        if not token[0].isalnum():
            weight = 0.25
        elif (size < _SHORT and token.isalpha()) or (size <= self.longest and token.lower() in self.stop_words):
            weight = _LIGHT
        else:
            weight = min(size, _HEAVIEST)
        self[token] = weight
        return weight


def _cut(text: str) -> Sequence[str]:
    """What stands between spaces; a text with a number that holds a space is one part."""
    return (text,) if has_spaced_number(text) else text.split()


def _starts(text: str, tokens: Sequence[str]) -> list[int]:
    """Where each token begins."""
    starts: list[int] = []
    at = 0
    for token in tokens:
        at = text.index(token, at)
        starts.append(at)
        at += len(token)
    return starts
