"""Marks in the HTML of a text: the words that a finding quotes, wherever tags part them.

Law, which a test holds: marks add elements and no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple

ELLIPSIS = " …"
_TAG = re.compile(r"<[^>]*>")
_CUT = re.compile(r"&[#\w]+;|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be marked: the occurrence counted from 0, the mark's id, and how it looks."""

    id: str
    words: str
    occurrence: int
    look: str


class _Piece(NamedTuple):
    """A character of the text as HTML writes it, and where it stands there."""

    shown: str
    start: int
    end: int


def marked(html: str, marks: Iterable[Mark]) -> tuple[str, frozenset[str]]:
    """The HTML with its marks, and the ids of those whose words stand in it.

    The longest come first, so that a short one lies inside a long one and doesn't part it.
    """
    found: set[str] = set()
    for mark in sorted(marks, key=lambda mark: -len(mark.words)):
        html, is_found = _with_mark(html, mark)
        found |= {mark.id} if is_found else set()
    return html, frozenset(found)


def _with_mark(html: str, mark: Mark) -> tuple[str, bool]:
    pieces = list(_pieces(html))
    span = _span("".join(piece.shown for piece in pieces), mark)
    if span is None:
        return html, False
    written: list[str] = []
    end, name = 0, f' id="{escape(mark.id)}"'
    for run in _runs(pieces[span[0] : span[1]]):
        start, stop = run
        opening = f'<mark class="found {escape(mark.look)}"{name}>'
        written += [html[end:start], opening, html[start:stop], "</mark>"]
        end, name = stop, ""
    return "".join([*written, html[end:]]), True


def _pieces(html: str) -> Iterator[_Piece]:
    """The characters between the tags, one by one."""
    start = 0
    for tag in [*_TAG.finditer(html), None]:
        stop = tag.start() if tag else len(html)
        part = html[start:stop]
        if "&" in part:
            yield from _escaped(part, start)
        else:
            yield from [_Piece(sign, at, at + 1) for at, sign in enumerate(part, start)]
        start = tag.end() if tag else stop


def _escaped(part: str, start: int) -> Iterator[_Piece]:
    """Characters among which some are written as entities."""
    for match in _CUT.finditer(part):
        shown = unescape(match.group())
        if len(shown) == 1:
            yield _Piece(shown, start + match.start(), start + match.end())


def _span(text: str, mark: Mark) -> tuple[int, int] | None:
    """From where to where the words stand; the last occurrence where there are fewer than wanted."""
    parts = mark.words.removesuffix(ELLIPSIS).split()
    if not parts:
        return None
    found = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    return found[min(mark.occurrence, len(found) - 1)] if found else None


def _runs(pieces: list[_Piece]) -> Iterator[tuple[int, int]]:
    """The stretches of characters that no tag parts, those of white space alone left out."""
    run: list[_Piece] = []
    for piece in pieces:
        if run and piece.start != run[-1].end:
            yield from _bounds(run)
            run = []
        run.append(piece)
    yield from _bounds(run)


def _bounds(run: list[_Piece]) -> Iterator[tuple[int, int]]:
    if any(not piece.shown.isspace() for piece in run):
        yield run[0].start, run[-1].end
