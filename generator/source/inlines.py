"""Markdown-it's inline tokens into the model's inlines, refusing all that a policy text can't hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.model import Code, Emphasis, Foreign, Inline, LineBreak, Link, Reference, Words
from generator.source.shapes import id_remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    Complain = Callable[[str, str], None]

SCHEMES = ("https", "http", "mailto", "tel")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
_UNRESOLVED = re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]")
_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+\.[^\s@?]+")
_PHONE = re.compile(r"tel:\+?[0-9.()-]+")
_OTHER_ALPHABET = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile(r"[a-z]")


def read_inlines(tokens: Sequence[Token], complain: Complain) -> tuple[Inline, ...]:
    """The inlines of a block; `complain(message, remedy)` takes what is wrong with them."""
    return _merged(_read(iter(tokens), "", complain))


def _read(tokens: Iterator[Token], closing: str, complain: Complain) -> list[Inline]:
    found: list[Inline] = []
    for token in tokens:
        if token.type == closing:
            break
        if token.type.endswith("_open"):
            children = _merged(_read(tokens, token.type.replace("_open", "_close"), complain))
            found.append(_nested(token, children, complain))
        else:
            found += _leaf(token, complain)
    return found


def _merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring words as one value, so that equal texts are equal values."""
    merged: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Words) and merged and isinstance(last := merged[-1], Words):
            merged[-1] = Words(last.text + inline.text)
        elif inline != Words(""):
            merged.append(inline)
    return tuple(merged)


def _leaf(token: Token, complain: Complain) -> Iterator[Inline]:
    match token.type:
        case "text" | "text_special":
            _complain_of_words(token.content, complain)
            yield Words(token.content)
        case "softbreak":
            yield LineBreak()
        case "hardbreak":
            yield LineBreak(hard=True)
        case "code_inline":
            _complain_of_attributes(token, frozenset(), complain)
            yield Code(token.content)
        case "myst_role":
            yield from _role(str(token.meta["name"]), token.content, complain)
        case "html_inline":
            complain(f"HTML is not read: {token.content[:60]}", "Write Markdown, or `\\<` for the sign itself.")
        case "image":
            complain("a text holds words only, no images", "Delete the image and say in words what it shows.")
        case other:
            complain(f"this notation is not read here ({other})", "Write it as plain Markdown.")


def _role(name: str, content: str, complain: Complain) -> Iterator[Inline]:
    if name not in ("ref", "Ref"):
        complain(f"the role {{{name}}} is not known", "References are written {ref}`id`.")
        return
    remedy = id_remedy(content)
    if remedy:
        complain(f"{content[:80]!r} can't be the id of a section", remedy)
        return
    yield Reference(content, label="^" if name == "Ref" else "")


def _complain_of_words(text: str, complain: Complain) -> None:
    if "[" not in text:
        return
    footnote = _FOOTNOTE.search(text)
    if footnote:
        complain(f"footnotes are not read: {footnote.group()}", "Put the note into the text, or `\\[` for the sign.")
        return
    unresolved = _UNRESOLVED.search(text)
    if unresolved:
        remedy = "Write `[words](https://…)`; a definition `[name]: https://…` must stand in the same section."
        complain(f"this link has no target: {unresolved.group()[:60]}", remedy)


def _complain_of_attributes(token: Token, allowed: frozenset[str], complain: Complain) -> None:
    extra = sorted(set(token.attrs) - allowed)
    if extra:
        remedy = "Only `[words]{lang=en}`, and `{#id}` above a block or after a heading, are read."
        complain(f"the attribute {extra[0]!r} is not allowed here", remedy)


def _nested(token: Token, children: tuple[Inline, ...], complain: Complain) -> Inline:
    match token.type:
        case "em_open":
            return Emphasis(children)
        case "strong_open":
            return Emphasis(children, strong=True)
        case "link_open":
            _complain_of_attributes(token, frozenset({"href", "title"}), complain)
            target = str(token.attrs.get("href", ""))
            _complain_of_target(target, complain)
            return Link(target, children, str(token.attrs.get("title", "")))
        case _:
            return _foreign(token, children, complain)


def _foreign(token: Token, children: tuple[Inline, ...], complain: Complain) -> Inline:
    _complain_of_attributes(token, frozenset({"lang"}), complain)
    language = str(token.attrs.get("lang", ""))
    if not _LANGUAGE.fullmatch(language):
        complain(f"{language!r} is not a language tag", "Write `[words]{lang=en}`.")
    return Foreign(language, children)


def _complain_of_target(target: str, complain: Complain) -> None:
    message = target_problem(target)
    if message:
        remedy = "Link to https://…, http://…, mailto:… or tel:…; refer to a section with {ref}`id`."
        complain(message, remedy)


def target_problem(target: str) -> str:
    """What is wrong with a link's target; empty if nothing is."""
    scheme = target.partition(":")[0].lower() if ":" in target else ""
    if scheme not in SCHEMES:
        return f"a link may not lead to {target[:80]!r}"
    if scheme == "mailto":
        return "" if _MAIL.fullmatch(target) else f"{target[:80]!r} is not an e-mail address"
    if scheme == "tel":
        return "" if _PHONE.fullmatch(target) else f"{target[:80]!r} is not a telephone number"
    return _web_problem(target)


def _web_problem(target: str) -> str:
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return f"{target[:80]!r} is not an address"
    if "@" in parts.netloc:
        return f"the address {target[:80]!r} holds a user's name, which hides where it leads"
    if "." not in host or not host.replace(".", "").replace("-", "").isalnum():
        return f"the address {target[:80]!r} names no host"
    shown = _unicode_host(host)
    if _OTHER_ALPHABET.search(shown) and _LATIN.search(shown.rpartition(".")[0]):
        return f"the host {shown!r} mixes alphabets, so that it can pass for another"
    return ""


def _unicode_host(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host
