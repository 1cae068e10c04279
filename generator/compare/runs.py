"""Spans of characters as runs of inlines, so that what went and what came keeps its formatting and its links."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from generator.compare.changeset import Nature, Op, Run, Span
from generator.model import Code, Emphasis, Foreign, Inline, LineBreak, Link, Reference, Words, plain

Mark = tuple[tuple[str, ...], ...]
"""How some characters are formatted: emphasis, code, language, link, each with its value, from the outside in."""

_LINKS = frozenset({"link", "reference"})
_new = tuple.__new__


def cut_inlines(inlines: tuple[Inline, ...], start: int, end: int) -> tuple[Inline, ...]:
    """The inlines of a range of the visible characters."""
    found: list[Inline] = []
    at = 0
    for inline in inlines:
        if at >= end:
            break
        length = _length(inline)
        if at + length > start:
            is_whole = start <= at and at + length <= end
            found.append(inline if is_whole else _cut(inline, max(0, start - at), min(length, end - at), length))
        at += length
    return tuple(found)


def _cut(inline: Inline, start: int, end: int, length: int) -> Inline:
    if start == 0 and end == length:
        return inline
    match inline:
        case Words(text):
            return Words(text[start:end])
        case Code(text):
            return Code(text[start:end])
        case Reference(_, label):
            return replace(inline, label=label[start:end])
        case Emphasis(children) | Link(_, children) | Foreign(_, children):
            return replace(inline, children=cut_inlines(children, start, end))
        case LineBreak():
            return inline


def _length(inline: Inline) -> int:
    """How many characters of an inline a reader sees."""
    return len(inline.text) if type(inline) is Words else len(plain((inline,)))


class _Side:
    """One side's inlines with the places where each ends, and where its formatting changes."""

    def __init__(self, inlines: tuple[Inline, ...]) -> None:
        self.inlines = inlines
        self.ends = list(accumulate(map(_length, inlines)))
        marks = _marks(inlines)
        self.mark_ends = list(accumulate(length for length, _ in marks))
        self.marks = [mark for _, mark in marks]

    def cut(self, start: int, end: int) -> tuple[Inline, ...]:
        """The inlines of a range of characters."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.ends, end)
        before = self.ends[first - 1] if first else 0
        if first == last:
            inline = self.inlines[first]
            if type(inline) is Words:
                return (Words(inline.text[start - before : end - before]),)
        return cut_inlines(self.inlines[first : last + 1], start - before, end - before)

    def mark_at(self, at: int) -> Mark:
        """How the character at a place is formatted."""
        return self.marks[bisect_right(self.mark_ends, at)]

    def borders(self, start: int, end: int) -> list[int]:
        """Where formatting changes inside a range, counted from its start."""
        if len(self.mark_ends) == 1:
            return []
        inside = self.mark_ends[bisect_right(self.mark_ends, start) : bisect_left(self.mark_ends, end)]
        return [at - start for at in inside]


def make_runs(
    old: tuple[Inline, ...], new: tuple[Inline, ...], spans: Sequence[Span], natures: Sequence[Nature]
) -> tuple[Run, ...]:
    """The runs of two blocks; `natures` has one for each edit of the spans."""
    if old == new:
        return (Run(Op.EQUAL, new),) if new else ()
    if len(old) == 1 == len(new) and type(old[0]) is Words and type(new[0]) is Words:
        return tuple(_plain_runs(spans, iter(natures)))
    return tuple(_marked_runs(_Side(old), _Side(new), spans, iter(natures)))


def _plain_runs(spans: Sequence[Span], natures: Iterator[Nature]) -> Iterator[Run]:
    """Runs of blocks without any formatting."""
    nature: Nature | None = None
    for op, text in spans:
        nature = None if op is Op.EQUAL else nature or next(natures)
        yield _new(Run, (op, (Words(text),), nature, ()))


def _marked_runs(old: _Side, new: _Side, spans: Sequence[Span], natures: Iterator[Nature]) -> Iterator[Run]:
    old_at = new_at = 0
    nature: Nature | None = None
    for op, text in spans:
        length = len(text)
        if op is Op.EQUAL:
            nature = None
            yield from _equal_runs(old, new, (old_at, new_at, length))
        else:
            nature = nature or next(natures)
            side, at = (old, old_at) if op is Op.DELETE else (new, new_at)
            yield _new(Run, (op, side.cut(at, at + length), nature, ()))
        old_at += length if op is not Op.INSERT else 0
        new_at += length if op is not Op.DELETE else 0


def _equal_runs(old: _Side, new: _Side, ranges: tuple[int, int, int]) -> Iterator[Run]:
    """Runs of equal characters, cut where formatting or links begin to differ, or cease to."""
    old_at, new_at, length = ranges
    inside = (*old.borders(old_at, old_at + length), *new.borders(new_at, new_at + length))
    if not inside and old.mark_at(old_at) == new.mark_at(new_at):
        yield _new(Run, (Op.EQUAL, new.cut(new_at, new_at + length), None, ()))
        return
    borders = sorted({0, length, *inside})
    pieces = [
        (start, end, _difference(old.mark_at(old_at + start), new.mark_at(new_at + start)))
        for start, end in pairwise(borders)
    ]
    for nature, group in groupby(pieces, key=lambda piece: piece[2]):
        joined = list(group)
        start, end = joined[0][0], joined[-1][1]
        before = old.cut(old_at + start, old_at + end) if nature else ()
        yield Run(Op.EQUAL, new.cut(new_at + start, new_at + end), nature, before)


def formatting_nature(runs: Sequence[Run]) -> Nature | None:
    """The weightiest change of formatting or links in equal runs."""
    return max((run.nature for run in runs if run.op is Op.EQUAL and run.nature), default=None)


def links_of(inlines: Sequence[Inline]) -> tuple[str, ...]:
    """The targets of all links and references."""
    return tuple(_links(inlines))


def _links(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link(target, children):
                yield target
                yield from _links(children)
            case Reference(target):
                yield f"#{target}"
            case Emphasis(children) | Foreign(_, children):
                yield from _links(children)


def _marks(inlines: tuple[Inline, ...]) -> list[tuple[int, Mark]]:
    """Lengths of neighbouring characters with the same formatting."""
    joined: list[tuple[int, Mark]] = []
    for length, mark in _marked(inlines, ()):
        if joined and joined[-1][1] == mark:
            joined[-1] = (joined[-1][0] + length, mark)
        elif length:
            joined.append((length, mark))
    return joined


def _marked(inlines: tuple[Inline, ...], outer: Mark) -> Iterator[tuple[int, Mark]]:
    for inline in inlines:
        mark = outer if type(inline) is Words else (*outer, *_own_mark(inline))
        if isinstance(inline, Emphasis | Link | Foreign):
            yield from _marked(inline.children, mark)
        else:
            yield _length(inline), mark


def _own_mark(inline: Inline) -> Mark:
    match inline:
        case Emphasis(_, strong):
            return (("strong" if strong else "emphasis",),)
        case Link(target, _, title):
            return (("link", target, title),)
        case Foreign(language):
            return (("language", language),)
        case Code():
            return (("code",),)
        case Reference(target):
            return (("reference", target),)
        case _:
            return ()


def _difference(old: Mark, new: Mark) -> Nature | None:
    if old == new or sorted(old) == sorted(new):
        return None
    old_links = [mark for mark in old if mark[0] in _LINKS]
    return Nature.FORMATTING if old_links == [mark for mark in new if mark[0] in _LINKS] else Nature.LINK
