"""What a text is without its typography: two texts with one normal form differ in no word.

Not seen by the normal form: the kind of quotes, dashes and spaces, a space before French punctuation, composed or
decomposed letters, soft hyphens and other invisible signs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u2032": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "\u201f": '"',
        "«": '"',
        "»": '"',
        "\u2039": "'",
        "\u203a": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "–": "-",
        "—": "-",
        "\u2212": "-",
        "…": "...",
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
_TYPED = frozenset(map(chr, _SIGNS))
_SPACE = re.compile(r"\s+")
_LOOSE_SPACE = re.compile(r" (?=[;:!?%)\]»\"])|(?<=[(\[«\"]) | (?=')")


def _with_one_sign(text: str) -> str:
    """The text composed, with one form of each sign; most words hold none, and translating them would be slow."""
    composed = unicodedata.normalize("NFC", text)
    return composed if _TYPED.isdisjoint(composed) else composed.translate(_SIGNS)


@lru_cache(maxsize=8_192)
def normal(text: str) -> str:
    """The text with one form of each sign and single spaces; cased and punctuated as it was."""
    signs = _with_one_sign(text)
    return _LOOSE_SPACE.sub("", _SPACE.sub(" ", signs)).strip()


def normal_token(token: str) -> str:
    """The normal form of one token: the same for all spellings that differ in typography only."""
    if token.isascii():
        return token
    signs = _with_one_sign(token)
    return signs.replace(" ", "") if signs[:1].isdigit() else signs
