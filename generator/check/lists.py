"""Lists: what a writer meant as an item is one, and the numbers that were typed are those that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.align import Node, NodeKind
from generator.check.rule import Found
from generator.check.subject import TextSubject
from generator.model import LineBreak, Words, plain

_GLUED = re.compile(r"[-*+•·](?=[^\W\d_])\S+")
_NUMBER = re.compile(r"\s*(\d+)[.)]")


def glued_item(subject: TextSubject) -> Iterator[Found]:
    """A line begins with the mark of a list, but lacks the space after it, so it is no item.

    Readers see the mark as a character in the middle of a paragraph or of the item before.

    Bad:
        fr:
            Nous conservons :

            - votre nom
            -votre adresse

    Good:
        fr:
            Nous conservons :

            - votre nom
            - votre adresse
    """
    for section, node in subject.leaves:
        for words, offset in _glued(node) if node.kind is not NodeKind.CODE else ():
            message = f"“{words}” begins with the mark of a list, and is no item of one"
            remedy = "Write a space after the mark, or escape it with a backslash."
            yield Found(section.id, subject.spot(node, words, offset), message, remedy)


def _glued(node: Node) -> Iterator[tuple[str, int]]:
    """The first words of lines that begin with the mark of a list, with their place in the node's text."""
    offset, is_first = 0, True
    for inline in node.inlines:
        match = _GLUED.match(inline.text) if is_first and isinstance(inline, Words) else None
        if match:
            yield match.group(), offset
        offset += len(plain((inline,)))
        is_first = isinstance(inline, LineBreak)


def list_numbers(subject: TextSubject) -> Iterator[Found]:
    """The numbers that were typed in a list don't count on, so readers see other ones.

    Markdown counts on from the first number, whatever the others are. A list whose items all bear one number is a
    habit of writers, and no fault.

    Bad:
        fr:
            1. votre nom
            3. votre adresse

    Good:
        fr:
            1. votre nom
            2. votre adresse
    """
    for section, nodes in subject.nodes:
        for node in (inner for top in nodes for inner in top.walk()):
            if node.kind is NodeKind.LIST and node.detail:
                yield from _miscounted(subject, section.id, node)


def _miscounted(subject: TextSubject, section: str, node: Node) -> Iterator[Found]:
    typed = [(item, number) for item in node.children if (number := _typed(subject, item)) is not None]
    if len({number for _, number in typed}) == 1:
        return
    for n, ((_, before), (item, number)) in enumerate(pairwise(typed), 1):
        if number != before + 1:
            seen = int(node.detail) + n
            message = f"this item is numbered {number} in the source, and readers see {seen}"
            yield Found(
                section, subject.spot(item), message, "Let the numbers count on.", subject=f"{number} {item.whole}"
            )
            return


def _typed(subject: TextSubject, item: Node) -> int | None:
    match = _NUMBER.match(subject.places.line(item.location))
    return int(match.group(1)) if match else None
