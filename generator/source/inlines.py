"""Markdown-it's inline tokens into the model's inlines, refusing all that a policy text can't hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.model import Code, Emphasis, Foreign, Inline, LineBreak, Link, Reference, Words, plain
from generator.source.files import MAX_PROBLEMS, oddity
from generator.source.notation import ATTRIBUTES
from generator.source.shapes import LANGUAGE, id_remedy, shown
from generator.source.targets import target_problem

if TYPE_CHECKING:
    from markdown_it.token import Token

Complain = Callable[[str, str, str], None]
"""Takes what is wrong, what to do about it, and characters of the source that show where it stands."""

MAX_MARKS = 10
"""Levels of emphasis, links and foreign words in one another."""

_LANG = re.compile(r"""\{[ \t]*lang=(?P<quote>["']?)(?P<tag>[^\s"'{}]*)(?P=quote)[ \t]*\}""")
_HINT = "Only `[words]{lang=en}`, and `{#id}` above a block or after a heading, are read; `\\{` stands for the sign."

_ESCAPED, _OTHER = "\0", "\x01"  # what stands for an escaped character and for a nested inline; no text holds them

_MISTAKES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\[\^[^\]]*\]?"), "footnotes are not read", "Put the note into the text, or `\\[` for the sign."),
    (
        re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]"),
        "this link has no target",
        "Write `[words](https://…)`; a definition `[name]: https://…` must stand in the same section.",
    ),
    (
        re.compile(r"\[[^\[\]]*\]\([^)\s]*"),
        "this link can't be read",
        "Write `[words](https://…)`, without spaces in the address; `\\[` stands for the sign.",
    ),
    (re.compile(r"\[[^\[\]]*\]\{[^}\n]*\}?"), "these attributes can't be read", _HINT),
    (ATTRIBUTES, "these attributes have no place here", _HINT),
    (re.compile(r"\{[Rr]ef\}"), "this reference is not complete", "Write it as {ref}`id`, without a space."),
)
"""What looks like notation and isn't, so that Markdown leaves it in the words: pattern, message, remedy."""


def read_inlines(tokens: Sequence[Token], complain: Complain) -> tuple[Inline, ...]:
    """The inlines of a block; `complain` takes what is wrong with them."""
    if any(token.level > MAX_MARKS for token in tokens):
        complain("marks are nested too deep here", "Use fewer marks in one another.", "")
        return ()
    return _read(iter(tokens), "", complain)


def _read(tokens: Iterator[Token], closing: str, complain: Complain) -> tuple[Inline, ...]:
    found: list[Inline] = []
    literal: list[str] = []
    for token in tokens:
        if token.type == closing:
            break
        literal.append(_literal(token))
        if token.nesting > 0:
            children = _read(tokens, token.type.replace("_open", "_close"), complain)
            found.append(_nested(token, children, complain))
        else:
            found += _leaf(token, complain)
    _complain_of_mistakes("".join(literal), complain)
    return _merged(found, complain)


def _literal(token: Token) -> str:
    """The characters of a token that Markdown found no mark in; others are only told to be there."""
    match token.type:
        case "text":
            return token.content
        case "text_special":
            return _ESCAPED
        case "softbreak" | "hardbreak":
            return "\n"
        case _:
            return _OTHER


def _complain_of_mistakes(literal: str, complain: Complain) -> None:
    """Tell what looks like notation in the characters between the marks, from left to right."""
    start = 0
    for _ in range(MAX_PROBLEMS if "[" in literal or "{" in literal else 0):
        searched = [(pattern.search(literal, start), message, remedy) for pattern, message, remedy in _MISTAKES]
        found = [(match.start(), match, message, remedy) for match, message, remedy in searched if match]
        if not found:
            return
        _, match, message, remedy = min(found, key=itemgetter(0))
        quoted = match.group().replace(_OTHER, "…").replace(_ESCAPED, "…").replace("\n", " ")
        complain(f"{message}: {shown(quoted)}", remedy, re.split(r"[\0\x01\n]", match.group())[-1])
        start = match.end()


def _merged(inlines: Iterable[Inline], complain: Complain) -> tuple[Inline, ...]:
    """Neighbouring words as one value, so that equal texts are equal values."""
    merged: list[Inline] = []
    for is_words, group in groupby(inlines, lambda inline: isinstance(inline, Words)):
        if not is_words:
            merged += group
        elif text := plain(tuple(group)):
            _complain_of_codes(text, complain)
            merged.append(Words(text))
    return tuple(merged)


def _complain_of_codes(text: str, complain: Complain) -> None:
    odd = oddity(text)
    if odd:
        complain(odd, "Delete it; here it is written as a code that begins with `&`.", "&")


def _leaf(token: Token, complain: Complain) -> Iterator[Inline]:
    match token.type:
        case "text" | "text_special":
            yield Words(token.content)
        case "softbreak" | "hardbreak":
            yield LineBreak(hard=token.type == "hardbreak")
        case "code_inline":
            yield Code(token.content)
        case "myst_role":
            yield from _role(str(token.meta["name"]), token.content, complain)
        case "html_inline":
            message = f"HTML is not read: {shown(token.content)}"
            complain(message, "Write Markdown, or `\\<` for the sign itself.", token.content)
        case "image":
            complain("a text holds words only, no images", "Delete the image and say in words what it shows.", "![")
        case other:
            complain(f"this notation is not read here ({other})", "Write it as plain Markdown.", "")


def _role(name: str, content: str, complain: Complain) -> Iterator[Inline]:
    sought = f"{{{name}}}`"
    if name not in ("ref", "Ref"):
        complain(f"the role {{{name}}} is not known", "References are written {ref}`id`.", sought)
        return
    remedy = id_remedy(content)
    if remedy:
        complain(f"{shown(content)} can't be the id of a section", remedy, sought)
        return
    yield Reference(content, label="^" if name == "Ref" else "")


def _nested(token: Token, children: tuple[Inline, ...], complain: Complain) -> Inline:
    match token.type:
        case "em_open":
            return Emphasis(children)
        case "strong_open":
            return Emphasis(children, strong=True)
        case "link_open":
            return _link(token, children, complain)
        case _:
            return _foreign(token, children, complain)


def _link(token: Token, children: tuple[Inline, ...], complain: Complain) -> Link:
    target, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
    message = target_problem(target)
    if str(token.meta.get("label", "")).startswith("^"):
        complain("footnotes are not read", "Put the note into the text, or `\\[` for the sign.", "[^")
    elif message:
        remedy = "Link to https://…, http://…, mailto:… or tel:…; refer to a section with {ref}`id`."
        complain(message, remedy, target or "]()")
    elif not children:
        complain("this link has no words", "Write `[words](https://…)`.", "[](")
    _complain_of_codes(title, complain)
    return Link(target, children, title)


def _foreign(token: Token, children: tuple[Inline, ...], complain: Complain) -> Inline:
    match = _LANG.fullmatch(token.content)
    if match is None:
        complain(f"these attributes have no place here: {shown(token.content)}", _HINT, token.content)
    elif not LANGUAGE.fullmatch(match["tag"]):
        complain(f"{shown(match['tag'])} is not a language tag", "Write `[words]{lang=en}`.", token.content)
    elif not children:
        complain("no words stand in these brackets", "Write `[words]{lang=en}`.", f"[]{token.content}")
    return Foreign(match["tag"] if match else "", children)
