"""The words of a page's own text, read from its HTML, generated ones counted apart."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from generator.proof.source_words import SILENT, WORD

_GENERATED = re.compile(r"<(\w+)(?=[^>]*\sdata-generated)[^>]*>.*?</\1>", re.DOTALL)
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|em|i|span|strong|wbr)(?:\s[^>]*)?>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a piece of HTML, and how many generated elements stand in it."""

    words: tuple[str, ...]
    generated: int


def page_words(fragment: str) -> PageWords:
    """Read a piece of HTML; tags inside a line part no words, all others do."""
    text, generated = _GENERATED.subn(" ", fragment)
    text = _TAG.sub(" ", _INLINE_TAG.sub("", text))
    return PageWords(tuple(WORD.findall(html.unescape(text).translate(SILENT))), generated)
