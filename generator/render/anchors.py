"""Anchors of blocks, so that a single sentence can be cited.

A block's own id is its anchor. Any other block is counted in its section by kind: `law-p2` is the second paragraph
of section `law`, `law-l1-3` the third item of its first list, `law-t1-r2` the second row of its first table. Items and
rows that show a record bring their own ids: `categories-table-photos`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.model import Block, CodeBlock, Divider, Item, ItemList, Paragraph, Quote, Row, Table

LETTERS: dict[type, str] = {Paragraph: "p", ItemList: "l", Table: "t", Quote: "q", CodeBlock: "c"}


class Anchors:
    """Names the blocks of one section, in reading order; no name is given twice, and none that is in `taken`.

    Two passes over the same blocks in the same order get the same names.
    """

    def __init__(self, section: str, taken: frozenset[str]) -> None:
        self._section = section
        self._taken = set(taken)
        self._counts: Counter[tuple[str, str]] = Counter()
        self.generated: list[str] = []

    def block(self, block: Block, scope: str = "") -> str:
        """The anchor of a block inside `scope`, an item or a quote, or directly in the section."""
        letter = LETTERS.get(type(block), "")
        scope = scope or self._section
        self._counts[scope, letter] += 1
        own = "" if isinstance(block, Divider) else block.id
        return own or self._claim(f"{scope}-{letter}{self._counts[scope, letter]}")

    def item(self, list_anchor: str, number: int, item: Item) -> str:
        """The anchor of the item with this number."""
        return item.id or self._claim(f"{list_anchor}-{number}")

    def row(self, table_anchor: str, number: int, row: Row) -> str:
        """The anchor of the row with this number."""
        return row.id or self._claim(f"{table_anchor}-r{number}")

    def _claim(self, name: str) -> str:
        while name in self._taken:
            name += "x"
        self._taken.add(name)
        self.generated.append(name)
        return name


def own_ids(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The ids that blocks, items and rows bring along, however deep they stand."""
    for block in blocks:
        if not isinstance(block, Divider) and block.id:
            yield block.id
        match block:
            case ItemList(items=items):
                for item in items:
                    yield from (item.id,) if item.id else ()
                    yield from own_ids(item.blocks)
            case Table(rows=rows):
                yield from (row.id for row in rows if row.id)
            case Quote(blocks=inner):
                yield from own_ids(inner)
            case _:
                pass
