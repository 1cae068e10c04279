"""What planters share: the lines of a text, and finding what they can damage.

A planter gets the lines, a source of chance, the language of the text, and the other language's text; it returns the
new lines and the number of the line (from 0) where the defect is, or None where there is nothing to damage.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import groupby

Lines = list[str]
Planted = tuple[Lines, int] | None
Planter = Callable[[Lines, random.Random, str, str], Planted]

LONG = 30
"""Characters from which a line or a sentence counts as prose."""

ITEM = re.compile(r"^ *(?:[-*+]|[0-9]+[.)]) +")
_NO_PROSE = ("#", "|", ">", "<", " ")


def is_prose(line: str) -> bool:
    """Whether a line is a long one of a paragraph."""
    return len(line) > LONG and _is_plain(line)


def _is_plain(line: str) -> bool:
    return not line.startswith(_NO_PROSE) and not ITEM.match(line)


def paragraphs_of(lines: Lines) -> list[tuple[int, int]]:
    """The line ranges of paragraphs that stand by themselves, the end left out."""
    found: list[tuple[int, int]] = []
    for is_filled, group in groupby(enumerate(lines), key=lambda entry: bool(entry[1].strip())):
        held = list(group)
        if is_filled and all(_is_plain(line) and line[0].isalnum() for _, line in held):
            found.append((held[0][0], held[-1][0] + 1))
    return found


def headings_of(lines: Lines) -> list[int]:
    """The lines of headings below the title."""
    return [n for n, line in enumerate(lines) if re.match(r"^#{2,4} \S", line)]


def pick(found: list[int], rng: random.Random) -> int | None:
    """One of them, None if there is none."""
    return rng.choice(found) if found else None


def replaced(lines: Lines, rng: random.Random, pattern: str, change: Callable[[re.Match[str]], str]) -> Planted:
    """One match somewhere, changed."""
    compiled = re.compile(pattern)
    found = [(n, m) for n, line in enumerate(lines) for m in compiled.finditer(line) if change(m) != m.group()]
    if not found:
        return None
    n, match = rng.choice(found)
    return [*lines[:n], lines[n][: match.start()] + change(match) + lines[n][match.end() :], *lines[n + 1 :]], n
