"""Cutting a text into tokens: words, numbers and addresses whole, every other sign by itself.

White space belongs to no token, and every other character to exactly one, so that the tokens with the space
between them are the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MARK = "\u0300-\u036f\u00ad\u200c\u200d"
_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = (
    rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?:[.,][0-9]+)?(?![\w])"  # 10 000,50
    r"|[0-9]+(?:[.,:/-][0-9]+)*(?![\w])"  # 24, 1.5, 18/12/2023, 0405.706.755
)
_ELISION = r"(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u)['’](?=\w)"
_WORD = rf"\w[\w{_MARK}]*(?:['’\u2010\u2011-]\w[\w{_MARK}]*)*"
_LETTERS = rf"[^\W\d_]{{2,}}+(?![\w{_MARK}'’\u2010\u2011-])"  # most words, seen quickly
_OTHER = r"\.{2,}|[^\w\s]"
_URL = r"(?:https?://|www\.)[^\s<>()\[\]|]*[^\s<>()\[\]|.,;:!?'\"’”»…]"
_MAIL = r"[\w.+-]++@[\w-]+(?:\.[\w-]+)+"


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(parts)})")


_PLAIN = _pattern(_LETTERS, _NUMBER, _WORD, _OTHER)
_WITH_ELISIONS = _pattern(_ELISION, _LETTERS, _NUMBER, _WORD, _OTHER)
_WITH_ADDRESSES = _pattern(_URL, _MAIL, _ELISION, _LETTERS, _NUMBER, _WORD, _OTHER)
_SPACED_NUMBER = re.compile(rf"[0-9]{_SPACE}[0-9]")
_VISIBLE = re.compile(r"[^\W_]+")


@lru_cache(maxsize=16_384)
def spaced_tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text with the white space before each; joined, they are the text up to its last token."""
    if "@" in text or "://" in text or "www." in text:
        return tuple(_WITH_ADDRESSES.findall(text))
    if "'" in text or "’" in text:
        return tuple(_WITH_ELISIONS.findall(text))
    return tuple(_PLAIN.findall(text))


def has_spaced_number(text: str) -> bool:
    """Whether a number of the text holds a space, so that its tokens are not those of its parts between spaces."""
    return _SPACED_NUMBER.search(text) is not None


def tokenise(text: str) -> tuple[str, ...]:
    """The tokens of a text; numbers ("10 000"), dates, URLs and e-mail addresses are one token each."""
    return tuple(map(str.lstrip, spaced_tokens(text)))


def visible_words(text: str) -> list[str]:
    """The runs of letters and digits, for counting and for proofs that nothing is lost."""
    return _VISIBLE.findall(text)
