"""What stands inside a block: words, emphasis, code, links, references, line ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Plain characters, exactly as a reader sees them."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end inside a block. A `hard` one is shown; a soft one is a space."""

    hard: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Characters in a fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words; `strong` for bold."""

    children: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the text; `target` is an absolute http, https, mailto or tel address."""

    target: str
    children: tuple[Inline, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the text's; `language` is a BCP 47 tag."""

    language: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a section of the same revision.

    `label` is generated from the revision's own patterns ("article 3.3"); it is empty in a parsed section and
    filled in a resolved one.
    """

    target: str
    label: str = ""


Inline = Words | LineBreak | Code | Emphasis | Link | Foreign | Reference


def plain(inlines: tuple[Inline, ...]) -> str:
    """The characters that a reader sees, soft line ends as spaces and hard ones as line ends."""
    return "".join(_plain_pieces(inlines))


def _plain_pieces(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Words(text) | Code(text):
                yield text
            case LineBreak(hard):
                yield "\n" if hard else " "
            case Reference(_, label):
                yield label
            case Emphasis(children) | Link(_, children) | Foreign(_, children):
                yield from _plain_pieces(children)
