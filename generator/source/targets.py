"""Where a link may lead: whole addresses of the web, of mail and of telephones, that are what they seem to be."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from generator.source.files import oddity
from generator.source.shapes import shown

SCHEMES = ("https", "http", "mailto", "tel")

_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+\.[^\s@?]+")
_PHONE = re.compile(r"tel:\+?(?=[^0-9]*[0-9])[0-9.()-]+")
_NEVER = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u3000\"<>\\^`{|}]")
_HOST = re.compile(r"(?:[^\W_](?:(?:[^\W_]|-)*[^\W_])?\.)+[^\W_](?:(?:[^\W_]|-)*[^\W_])?\.?")
_MAX_HOST = 253
_OTHER_ALPHABET = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile(r"[a-z\u00df-\u024f]")
_LOOK_ALIKE = re.compile(
    r"[-0-9"
    r"\u0430\u0435\u043a\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u04cf\u0501\u051b\u051d"  # Cyrillic
    r"\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5"  # Greek
    r"]+",
)
"""A label whose letters all pass for Latin ones."""


def target_problem(target: str) -> str:
    """What is wrong with a link's target; empty if nothing is."""
    scheme = target.partition(":")[0].lower() if ":" in target else ""
    if scheme not in SCHEMES:
        return f"a link may not lead to {shown(target)}"
    never = _NEVER.search(target)
    if never:
        return f"the address {shown(target)} holds the character U+{ord(never.group()):04X}, which no address can hold"
    if scheme == "mailto":
        return oddity(target) if _MAIL.fullmatch(target) else f"{shown(target)} is not an e-mail address"
    if scheme == "tel":
        return "" if _PHONE.fullmatch(target) else f"{shown(target)} is not a telephone number"
    return oddity(target) or _web_problem(target)


def _web_problem(target: str) -> str:
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return f"{shown(target)} is not an address"
    if "@" in parts.netloc:
        return f"the address {shown(target)} holds a user's name, which hides where it leads"
    if len(host) > _MAX_HOST or not _HOST.fullmatch(host):
        return f"the address {shown(target)} names no host"
    return _disguise(_unicode_host(host))


def _disguise(host: str) -> str:
    """What to say of a host that can pass for another, as its letters come from other alphabets."""
    *labels, country = host.rstrip(".").split(".")
    for label in labels:
        if _OTHER_ALPHABET.search(label) and (_LATIN.search(label) or _passes_for_latin(label, country)):
            return f"the host {host!r} mixes alphabets, so that it can pass for another"
    return ""


def _passes_for_latin(label: str, country: str) -> bool:
    return bool(_LOOK_ALIKE.fullmatch(label)) and not _OTHER_ALPHABET.search(country)


def _unicode_host(host: str) -> str:
    """The host as browsers show it."""
    return ".".join(_unicode_label(label) for label in host.split("."))


def _unicode_label(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
