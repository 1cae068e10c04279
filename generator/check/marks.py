"""Marks: what is a link or emphasised in one language is so in the other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.align import Node
from generator.check.rule import Found
from generator.check.subject import PairSubject, name_of
from generator.model import Emphasis, Foreign, Inline, Link, plain


def link_lost(subject: PairSubject) -> Iterator[Found]:
    """A paragraph has more links in one language than in the other.

    Bad:
        nl: Zie [het beleid](https://example.org/).
        fr: Voir la politique.

    Good:
        nl: Zie [het beleid](https://example.org/).
        fr: Voir [la politique](https://example.org/).
    """
    yield from _lost(subject, "link")


def emphasis_lost(subject: PairSubject) -> Iterator[Found]:
    """Words are bold in one language and in the other none are.

    Bad:
        nl: Wij verkopen uw gegevens **nooit**.
        fr: Nous ne vendons jamais vos données.

    Good:
        nl: Wij verkopen uw gegevens **nooit**.
        fr: Nous ne vendons **jamais** vos données.
    """
    yield from _lost(subject, "bold")
    yield from _lost(subject, "italic")


def _lost(subject: PairSubject, mark: str) -> Iterator[Found]:
    for pair, one, other in subject.leaves:
        left, right = _marked(one, mark), _marked(other, mark)
        if len(left) == len(right):
            continue
        more, fewer = (subject.prevailing, subject.translation)
        words, node = left, one
        if len(right) > len(left):
            more, fewer, words, node = fewer, more, right, other
        named = {"link": "links", "bold": "bold words", "italic": "italic words"}[mark]
        least = min(len(left), len(right))
        message = f"{len(words)} {named} in {name_of(more.language)}, {least} in {name_of(fewer.language)}"
        spot = more.spot(node, words[-1] if words else "")
        about = fewer.spot(other if more is subject.prevailing else one)
        spots = (about, spot) if more is subject.prevailing else (spot, about)
        yield Found(pair.id, spots[0], message, "Mark the same words in both languages.", spots[1], f"{mark}:{words}")


def _marked(node: Node, mark: str) -> list[str]:
    return list(_find(node.inlines, mark))


def _find(inlines: tuple[Inline, ...], mark: str) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link(_, children):
                if mark == "link":
                    yield plain(children)
                yield from _find(children, mark)
            case Emphasis(children, strong):
                if mark == ("bold" if strong else "italic"):
                    yield plain(children)
                yield from _find(children, mark)
            case Foreign(_, children):
                yield from _find(children, mark)
