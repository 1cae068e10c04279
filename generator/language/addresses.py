"""Addresses that two languages may write differently and still mean one: web, e-mail, telephone."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

URL = r"(?:https?://|www\.)[^\s<>()\[\]|]*[^\s<>()\[\]|.,;:!?'\"’”»…]"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"

_LANGUAGES = "fr|nl|en|de"
_SEGMENT = re.compile(rf"(?<=/)(?:{_LANGUAGES})(?:[-_][A-Za-z]{{2}})?(?=[/?#]|$)")
_HOST = re.compile(rf"^(?:www\.)?(?:(?:{_LANGUAGES})(?:-[a-z]{{2}})?\.)?")
_QUERY = re.compile(rf"(?<=[?&])(?:lang|hl|locale|language|l)=(?:{_LANGUAGES})(?:[-_][A-Za-z]{{2}})?(?=&|#|$)")
_FILE = re.compile(rf"[-_.](?:{_LANGUAGES})(?=\.[a-z]{{2,4}}(?:[?#]|$))")
_SCHEME = re.compile(r"^[a-z]+://", re.IGNORECASE)
SIGNIFICANT_DIGITS = 8
"""Digits of a telephone number that decide; what stands before is the country or a zero."""


@lru_cache(maxsize=4_096)
def same_url(address: str) -> str:
    """One form for all addresses that differ only in scheme, language, or a final slash."""
    bare = _SCHEME.sub("", unquote(address))
    host, slash, rest = bare.partition("/")
    path = _FILE.sub("-*", _QUERY.sub("lang=*", _SEGMENT.sub("*", slash + rest)))
    path = path.replace("/*/", "/").replace("/?", "?").removesuffix("/*")
    return (_HOST.sub("", host.lower()) + path).rstrip("/")


def same_email(address: str) -> str:
    """One form of an e-mail address."""
    return address.lower().removeprefix("mailto:").partition("?")[0]


def same_phone(number: str) -> str:
    """One form of a telephone number: its last digits, whatever the country code and the spaces."""
    digits = re.sub(r"\D", "", number)
    return digits[-SIGNIFICANT_DIGITS:]
