"""What is exported: one comparison of two texts, and how its sides are called."""

from __future__ import annotations

from dataclasses import dataclass

from generator.compare.changeset import Changeset, RecordChange


@dataclass(frozen=True, slots=True)
class Compared:
    """A changeset with the names of its sides ("2023-12-18", "draft", or two files) and what they belong to.

    `subject` is a document's id, empty for plain files, whose `records` are empty.
    """

    subject: str
    old_name: str
    new_name: str
    changeset: Changeset
    records: tuple[RecordChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed, neither words nor facts."""
        return self.changeset.is_empty and not self.records
