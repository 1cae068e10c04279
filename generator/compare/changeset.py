"""The frozen values that a comparison yields, shared by pages, feeds, exports, the terminal and checks.

Three views of one comparison: `changes`, what changed, one after the other; `redline`, the text with its changes
in place, ready to render; `flat`, spans over the whole visible text. Nothing in them needs comparing again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from generator.errors import Location
from generator.model import Inline

# ---------------------------------------------------------------- spans and runs


class Op(StrEnum):
    """What happened to some characters."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Span(NamedTuple):
    """Characters with one fate. Equal and deleted ones joined are the old wording, equal and inserted ones the new."""

    op: Op
    text: str


class Nature(IntEnum):
    """How weighty a change is, calculated without legal assessment; a greater one weighs more."""

    TYPOGRAPHY = 1
    FORMATTING = 2
    LINK = 3
    RENUMBERING = 4
    WORDING = 5
    STRUCTURE = 6
    VALUE = 7
    OBLIGATION = 8
    SCOPE = 9

    @property
    def label(self) -> str:
        """The name, as JSON and catalogs know it."""
        return self.name.lower()


class Run(NamedTuple):
    """Inlines with one fate, formatting and links kept.

    An equal run holds the new side's inlines; where only formatting or a link's target differs, `before` holds
    the old side's. `nature` is set where something changed, so that a page can fold light changes.
    """

    op: Op
    inlines: tuple[Inline, ...]
    nature: Nature | None = None
    before: tuple[Inline, ...] = ()


# ---------------------------------------------------------------- the redline, a tree in reading order


class Status(StrEnum):
    """What happened to a node of the redline."""

    EQUAL = "equal"
    INSERTED = "inserted"
    DELETED = "deleted"
    CHANGED = "changed"
    MOVED_HERE = "moved-here"
    MOVED_AWAY = "moved-away"
    SPLIT = "split"
    MERGED = "merge"


class RedlineParagraph(NamedTuple):
    """A paragraph, or with `address` an address.

    `change` is the id of the change that it belongs to, empty for an equal one. For a move, `counterpart` is the
    `anchor` of the node at the other place. Parts of a split or a merge are neighbours with one `change`.
    """

    status: Status
    runs: tuple[Run, ...]
    change: str = ""
    anchor: str = ""
    counterpart: str = ""
    address: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class RedlineCode:
    """A block of characters in a fixed-width face."""

    status: Status
    spans: tuple[Span, ...]
    change: str = ""
    anchor: str = ""
    counterpart: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class RedlineDivider:
    """A line across the text."""

    status: Status
    change: str = ""


class RedlineItem(NamedTuple):
    """An item of a list; its generated label is part of its first block."""

    status: Status
    blocks: tuple[RedlineBlock, ...]


class RedlineList(NamedTuple):
    """A list with the items of both sides."""

    status: Status
    items: tuple[RedlineItem, ...]
    ordered: bool = False
    start: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class RedlineQuote:
    """Quoted blocks."""

    status: Status
    blocks: tuple[RedlineBlock, ...]
    id: str = ""


class RedlineCell(NamedTuple):
    """A cell. Every row has one for each column of both sides."""

    status: Status
    runs: tuple[Run, ...]
    change: str = ""


class RedlineRow(NamedTuple):
    """A row; one that moved stands at both places, and `counterpart` is the `anchor` of the other."""

    status: Status
    cells: tuple[RedlineCell, ...]
    change: str = ""
    anchor: str = ""
    counterpart: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class RedlineTable:
    """A table with the columns and rows of both sides; `columns` says what happened to each column."""

    status: Status
    columns: tuple[Status, ...]
    head: RedlineRow
    rows: tuple[RedlineRow, ...]
    alignments: tuple[str, ...] = ()
    row_heads: bool = False
    change: str = ""
    anchor: str = ""
    counterpart: str = ""
    id: str = ""


RedlineBlock = RedlineParagraph | RedlineCode | RedlineDivider | RedlineList | RedlineQuote | RedlineTable


class RedlineSection(NamedTuple):
    """A section with its number and title (`heading`), deleted ones at their old place.

    A section that moved stands at its new place as MOVED_HERE; its old place holds a section of the same id with
    the status MOVED_AWAY.
    """

    id: str
    status: Status
    level: str
    heading: tuple[Run, ...]
    blocks: tuple[RedlineBlock, ...]
    change: str = ""
    anchor: str = ""
    counterpart: str = ""


@dataclass(frozen=True, slots=True)
class Redline:
    """A whole text with its changes in place."""

    title: tuple[Run, ...]
    date_line: tuple[Run, ...]
    sections: tuple[RedlineSection, ...]


# ---------------------------------------------------------------- changes


class Kind(StrEnum):
    """What was done."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    RENUMBER = "renumber"
    ROW = "row"
    COLUMN = "column"
    CELL = "cell"
    LINK = "link"
    FORMAT = "format"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Detail:
    """What makes a change weigh: values, cue words, links or names that went (`old`) and came (`new`).

    `about` is one of value, negation, obligation, link, row, column, number, move.
    """

    about: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a text.

    `id` is the section's id and a number that counts in the section. `section` is the new side's, or the old
    side's for what was deleted; `old_section` differs from it where words moved between sections. `old` and `new`
    are the places in the files, None on a side that holds nothing of it. `spans` are the words with their
    surroundings in the block; a move's spans compare the two places. `words_out` and `words_in` count the words
    that went and came; a move counts only those that differ.
    """

    id: str
    kind: Kind
    nature: Nature
    section: str
    old: Location | None
    new: Location | None
    spans: tuple[Span, ...]
    words_out: int
    words_in: int
    details: tuple[Detail, ...] = ()
    old_section: str = ""
    edits: int = 1

    @property
    def before(self) -> str:
        """The old wording, empty for what came."""
        return "".join(text for op, text in self.spans if op is not Op.INSERT)

    @property
    def after(self) -> str:
        """The new wording, empty for what went."""
        return "".join(text for op, text in self.spans if op is not Op.DELETE)


class SectionStatus(StrEnum):
    """What happened to a section as a whole; where several hold, the first of this list is given."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What happened to one section.

    `old_heading` and `new_heading` are number and title as a reader sees them, empty on a side that doesn't hold
    the section. `moved` and `renumbered` also tell of a section that was reworded. `changes` counts all changes,
    `counts` those of each nature.
    """

    id: str
    status: SectionStatus
    old_heading: str
    new_heading: str
    old_id: str
    changes: int
    words_out: int
    words_in: int
    nature: Nature | None
    counts: Mapping[Nature, int]
    moved: bool = False
    renumbered: bool = False


@dataclass(frozen=True, slots=True)
class Changeset:
    """All that differs between two texts of one language.

    `sections` and `redline.sections` are in reading order. `flat` are spans over the visible texts `old_text` and
    `new_text`: blocks joined by a blank line, items by a line end, cells by a tab.
    """

    language: str
    changes: tuple[Change, ...]
    sections: tuple[SectionChange, ...]
    redline: Redline
    flat: tuple[Span, ...]
    old_text: str
    new_text: str

    @property
    def nature(self) -> Nature | None:
        """The weightiest nature of all changes; None where nothing changed."""
        return max((change.nature for change in self.changes), default=None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.changes

    @property
    def counts(self) -> Mapping[Nature, int]:
        """How many changes there are of each nature, the lightest first; natures without a change are left out."""
        return {nature: n for nature in Nature if (n := sum(c.nature is nature for c in self.changes))}

    @property
    def words_out(self) -> int:
        """How many words went."""
        return sum(change.words_out for change in self.changes)

    @property
    def words_in(self) -> int:
        """How many words came."""
        return sum(change.words_in for change in self.changes)

    def section(self, section_id: str) -> SectionChange | None:
        """What happened to the section with this id."""
        return next((section for section in self.sections if section.id == section_id), None)

    def changes_of(self, section_id: str) -> tuple[Change, ...]:
        """The changes of the section with this id, in reading order."""
        return tuple(change for change in self.changes if change.section == section_id)


# ---------------------------------------------------------------- records and revisions


class RecordAction(StrEnum):
    """What was done with a record or one of its fields."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One change of the structured facts.

    `record` is the kind of record (categories, purposes, recipients …), `id` its id, and `path` the field inside
    it ("retention/0/duration"), empty for the record as a whole. `old` and `new` are the values as JSON would hold
    them, None on a side that has none; for a move they are the places in the order, from 1.
    """

    record: str
    id: str
    path: str
    action: RecordAction
    old: object
    new: object
    nature: Nature


@dataclass(frozen=True, slots=True)
class RevisionChangeset:
    """All that differs between two revisions of a document: its texts by language, and its facts."""

    old_id: str
    new_id: str
    texts: Mapping[str, Changeset]
    records: tuple[RecordChange, ...]

    @property
    def nature(self) -> Nature | None:
        """The weightiest nature of all changes; None where nothing changed."""
        natures = [n for changeset in self.texts.values() if (n := changeset.nature)]
        return max([*natures, *(record.nature for record in self.records)], default=None)
