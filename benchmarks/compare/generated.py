"""Texts and edits that are made here, so that the right answer is known."""

# ruff: noqa: PLR2004 - shares and counts are told by what they do

from __future__ import annotations

import random
from typing import NamedTuple

from generator.model import Text
from generator.source.files import SourceText
from generator.source.plain import read_plain

SYLLABLES = ("ba", "co", "di", "fu", "ga", "le", "mi", "no", "pra", "ri", "sto", "ta", "ve", "xi", "zo", "qua")
SMALL = ("the", "of", "and", "to", "in", "we", "you", "for", "with", "on", "by", "or", "that", "is")


class Edited(NamedTuple):
    """Two texts as lists of words, and the positions of the words that went and that came."""

    old: list[str]
    new: list[str]
    gone: set[int]
    came: set[int]


class Maker:
    """Makes texts from one seed; words are as unevenly common as in real ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secrets here
        self.vocabulary = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4))) for _ in range(3_000)]
        self.weights = [1 / (rank + 10) for rank in range(len(self.vocabulary))]

    def words(self, count: int) -> list[str]:
        """Words with some small ones between them."""
        found = self.random.choices(self.vocabulary, self.weights, k=count)
        return [self.random.choice(SMALL) if self.random.random() < 0.35 else word for word in found]

    def sentence(self) -> list[str]:
        """A sentence."""
        words = self.words(self.random.randint(8, 24))
        words[0] = words[0].capitalize()
        if self.random.random() < 0.2:
            words[-2] = str(self.random.randint(2, 365))
        words[-1] += "."
        return words

    def paragraph(self) -> list[str]:
        """A paragraph of some sentences."""
        return [word for _ in range(self.random.randint(2, 6)) for word in self.sentence()]

    def text(self, paragraphs: int) -> list[list[str]]:
        """A text as paragraphs."""
        return [self.paragraph() for _ in range(paragraphs)]

    def fresh(self) -> str:
        """A word that stands nowhere else."""
        return "x" + "".join(self.random.choices(SYLLABLES, k=4)) + str(self.random.randint(10, 99))

    def edited(self, words: list[str], edits: int) -> Edited:
        """Words with some edits far apart: a word or a phrase replaced, inserted or deleted."""
        spots = sorted(self.random.sample(range(6, len(words) - 12, 14), edits))
        new: list[str] = []
        gone: set[int] = set()
        came: set[int] = set()
        at = 0
        for spot in spots:
            new += words[at:spot]
            kind = self.random.choice(("replace", "insert", "delete"))
            size = self.random.randint(1, 4)
            at = spot
            if kind != "insert":
                gone |= set(range(spot, spot + size))
                at = spot + size
            if kind != "delete":
                came |= set(range(len(new), len(new) + size))
                new += [self.fresh() for _ in range(size)]
        return Edited(words, new + words[at:], gone, came)

    def reworded(self, words: list[str], share: float) -> list[str]:
        """Words of which a share is replaced, dropped or followed by another, evenly spread."""
        new: list[str] = []
        for word in words:
            if self.random.random() >= share:
                new.append(word)
                continue
            kind = self.random.choice(("replace", "replace", "insert", "delete"))
            new += {"replace": self.words(1), "insert": [word, *self.words(1)], "delete": []}[kind]
        return new


def as_text(paragraphs: list[list[str]]) -> Text:
    """Paragraphs as a text, one a line with a blank line between."""
    source = "\n\n".join(" ".join(words) for words in paragraphs) + "\n"
    return read_plain(SourceText("generated.md", source))


class TableCase(NamedTuple):
    """Two tables in Markdown, and what was done: (what, row, column)."""

    old: str
    new: str
    done: set[tuple[str, str, str]]


def table_case(maker: Maker, seed: int) -> TableCase:
    """A table with some cells edited, a row added, removed or moved, a column added or removed."""
    chance = random.Random(seed)  # noqa: S311 - no secrets here
    head = ["name", *(f"h{column}{maker.fresh()}" for column in range(chance.randint(2, 5)))]
    rows = [
        [maker.fresh(), *(" ".join(maker.words(chance.randint(1, 12))) for _ in head[1:])]
        for _ in range(chance.randint(4, 14))
    ]
    new_head, new_rows = list(head), [list(row) for row in rows]
    done: set[tuple[str, str, str]] = set()
    gone = new_rows.pop(chance.randrange(len(new_rows))) if chance.random() < 0.5 else None
    if gone:
        done.add(("row", gone[0], ""))
    for row in chance.sample(new_rows, min(len(new_rows), 3)):
        column = chance.randrange(1, len(head))
        words = row[column].split()
        words[chance.randrange(len(words))] = maker.fresh()
        row[column] = " ".join(words)
        done.add(("cell", row[0], head[column]))
    if chance.random() < 0.5:
        came = [maker.fresh(), *(" ".join(maker.words(4)) for _ in head[1:])]
        new_rows.insert(chance.randrange(len(new_rows) + 1), came)
        done.add(("row", came[0], ""))
    if chance.random() < 0.4:
        column = chance.randrange(1, len(head) + 1)
        new_head.insert(column, maker.fresh())
        for row in new_rows:
            row.insert(column, " ".join(maker.words(2)))
        done.add(("column", "", new_head[column]))
    return TableCase(_markdown(head, rows), _markdown(new_head, new_rows), done)


def _markdown(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
