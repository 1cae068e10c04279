"""What a section holds: paragraphs, lists, tables, quotes, and the places where records are shown."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.inlines import Inline


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block begins.

    With an empty `path`, `line` counts from 1 at the first line of the section's own source; otherwise the
    block comes from a record and `line` is a line of that file. Columns count from 1.
    """

    line: int
    column: int = 1
    path: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with `address`, the lines of a postal address or another contact."""

    place: Place
    inlines: tuple[Inline, ...]
    id: str = ""
    address: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list.

    `label` is generated ("Catégorie 1:") and stands before its first block. The id of an item that shows a record
    is made of the view's and the record's.
    """

    place: Place
    blocks: tuple[Block, ...]
    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; `start` is the first number of an ordered one."""

    place: Place
    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `label` is generated and stands before the words."""

    place: Place
    inlines: tuple[Inline, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the id of one that shows a record is made of the view's and the record's."""

    place: Place
    cells: tuple[Cell, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row. With `row_heads`, the first cell of each row is the row's heading."""

    place: Place
    head: Row
    rows: tuple[Row, ...]
    alignments: tuple[str, ...] = ()
    id: str = ""
    row_heads: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted blocks."""

    place: Place
    blocks: tuple[Block, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fenced block of characters, line ends kept."""

    place: Place
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across the text."""

    place: Place


@dataclass(frozen=True, slots=True)
class RecordView:
    """A place where records are to be shown; only in parsed sections, replaced when a revision is resolved."""

    place: Place
    records: str
    view: str
    id: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """A place where a contact is to be shown; only in parsed sections."""

    place: Place
    contact: str
    use: str
    id: str = ""


Block = Paragraph | ItemList | Table | Quote | CodeBlock | Divider | RecordView | ContactView
