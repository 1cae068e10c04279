"""Planting defects of structure: what is missing, doubled, swapped."""

# ruff: noqa: D103 - the name of a planter says what it plants

from __future__ import annotations

import random
import re
from itertools import pairwise

from planting import ITEM, Lines, Planted, headings_of, paragraphs_of, pick

FEW = 3
"""Sections that a text must have for one to be missed."""

SECTION = 80
"""Characters of a section that is worth swapping."""


def section_missing(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    headings = headings_of(lines)
    if len(headings) < FEW:
        return None
    k = rng.randrange(len(headings))
    start, end = headings[k], [*headings, len(lines)][k + 1]
    return lines[:start] + lines[end:], max(0, start - 1)


def heading_missing(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    n = pick(headings_of(lines)[1:], rng)
    return None if n is None else ([*lines[:n], "", *lines[n + 1 :]], n)


def paragraph_missing(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    found = paragraphs_of(lines)
    if not found:
        return None
    start, end = rng.choice(found)
    return lines[:start] + lines[end + 1 :], max(0, start - 1)


def paragraph_twice(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    found = paragraphs_of(lines)
    if not found:
        return None
    start, end = rng.choice(found)
    return [*lines[:end], "", *lines[start:end], *lines[end:]], end + 1


def item_missing(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    found = [n for n, line in enumerate(lines) if ITEM.match(line) and not line.startswith(" ")]
    n = pick([n for n in found if n - 1 in found or n + 1 in found], rng)
    if n is None:
        return None
    end = next((m for m in range(n + 1, len(lines)) if not lines[m].startswith(" ")), len(lines))
    return lines[:n] + lines[end:], max(0, n - 1)


def bullet_glued(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    found = [n for n, line in enumerate(lines) if re.match(r"^[-*+] +\S", line)]
    n = pick(found, rng)
    return None if n is None else ([*lines[:n], re.sub(r"^([-*+]) +", r"\1", lines[n]), *lines[n + 1 :]], n)


def row_missing(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    n = pick(_body_rows(lines), rng)
    return None if n is None else (lines[:n] + lines[n + 1 :], n - 1)


_ROW = re.compile(r"^\|.*\|\s*$")


def _body_rows(lines: Lines) -> list[int]:
    rows = [n for n, line in enumerate(lines) if _ROW.match(line)]
    return [n for n in rows if n - 1 in rows and n - 2 in rows and "---" not in lines[n]]


def _cells(line: str) -> list[str]:
    return line.strip().strip("|").split("|")


def cells_swapped(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    n = pick(_body_rows(lines), rng)
    if n is None:
        return None
    cells = _cells(lines[n])
    if len(cells) <= 1:
        return None
    i, j = rng.sample(range(len(cells)), 2)
    cells[i], cells[j] = cells[j], cells[i]
    return [*lines[:n], "|" + "|".join(cells) + "|", *lines[n + 1 :]], n


def cell_emptied(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    n = pick(_body_rows(lines), rng)
    if n is None:
        return None
    cells = _cells(lines[n])
    cells[rng.randrange(len(cells))] = " "
    return [*lines[:n], "|" + "|".join(cells) + "|", *lines[n + 1 :]], n


def sections_swapped(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    headings = headings_of(lines)
    bounds = [*headings, len(lines)]
    sizes = [sum(map(len, lines[a:b])) for a, b in pairwise(bounds)]
    depths = [lines[n].partition(" ")[0] for n in headings]
    found = [k for k in range(len(headings) - 1) if depths[k] == depths[k + 1] and min(sizes[k : k + 2]) > SECTION]
    k = pick(found, rng)
    if k is None:
        return None
    a, b, c = bounds[k : k + 3]
    second = lines[b:c] if not lines[c - 1].strip() else [*lines[b:c], ""]
    return lines[:a] + second + lines[a:b] + lines[c:], a


def paragraphs_swapped(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    found = paragraphs_of(lines)
    pairs = [(x, y) for x, y in pairwise(found) if y[0] == x[1] + 1]
    if not pairs:
        return None
    (a, b), (c, d) = rng.choice(pairs)
    return lines[:a] + lines[c:d] + lines[b:c] + lines[a:b] + lines[d:], a
