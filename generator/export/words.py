"""The sentences of the command line about changes, in English."""

from __future__ import annotations

from collections import Counter

from generator.compare.changeset import Change, Kind, Nature, RecordAction, RecordChange, SectionChange, SectionStatus
from generator.export.compared import Compared

KINDS = {
    Kind.INSERT: "added",
    Kind.DELETE: "removed",
    Kind.REPLACE: "reworded",
    Kind.MOVE: "moved",
    Kind.SPLIT: "split in two",
    Kind.MERGE: "merged into one",
    Kind.RENUMBER: "renumbered",
    Kind.ROW: "table row",
    Kind.COLUMN: "table column",
    Kind.CELL: "table cell",
    Kind.LINK: "link target",
    Kind.FORMAT: "formatting",
    Kind.RECORD: "fact",
}
LIGHT = (Nature.TYPOGRAPHY, Nature.FORMATTING)
"""Natures that are counted rather than shown, unless asked for."""

ASSESSMENT = "The nature of a change is calculated automatically, without legal assessment."


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 change", "3 changes"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(compared: Compared) -> str:
    """One line on the whole comparison."""
    name = f"{compared.subject} " if compared.subject else ""
    sides = f"{name}{compared.old_name} → {compared.new_name}"
    language = compared.changeset.language
    where = f" ({language})" if language != "und" else ""
    if compared.is_empty:
        return f"{sides}{where}: nothing changed"
    sections = sum(1 for section in compared.changeset.sections if section.changes)
    told = [f"{counted(len(compared.changeset.changes), 'change')} in {counted(sections, 'section')}"]
    told += [counted(len(compared.records), "change") + " of facts"] if compared.records else []
    natures = ", ".join(f"{nature.label} {count}" for nature, count in reversed([*compared.changeset.counts.items()]))
    return f"{sides}{where}: {', '.join(told)}" + (f" ({natures})" if natures else "")


def headline(section: SectionChange) -> str:
    """A section's heading with what happened to it as a whole."""
    name = section.new_heading or section.old_heading or section.id
    match section.status:
        case SectionStatus.ADDED:
            return f"{name} [new]"
        case SectionStatus.REMOVED:
            return f"{name} [removed]"
        case _ if section.moved:
            return f"{name} [moved]"
        case SectionStatus.RENUMBERED:
            return f"{section.old_heading} becomes {section.new_heading}, text unchanged"
        case _:
            return name


def detail_line(change: Change) -> str:
    """What makes the change weigh: "24 → 36", "negation added"."""
    told = []
    for detail in change.details:
        old, new = ", ".join(detail.old), ", ".join(detail.new)
        if old and new:
            told.append(f"{detail.about}: {old} → {new}")
        elif old or new:
            told.append(f"{detail.about} {'removed' if old else 'added'}: {old or new}")
    return "; ".join(told)


def light_line(changes: list[Change]) -> str:
    """A line that counts the light changes of a section."""
    counts = Counter(change.nature for change in changes)
    return ", ".join(f"{counted(count, 'change')} of {nature.label} only" for nature, count in sorted(counts.items()))


def record_line(record: RecordChange) -> str:
    """One change of the facts."""
    place = f"{record.record}/{record.id}" + (f"/{record.path}" if record.path else "")
    match record.action:
        case RecordAction.ADDED:
            return f"{place}: added {record.new}" if record.path else f"{place}: added"
        case RecordAction.REMOVED:
            return f"{place}: removed {record.old}" if record.path else f"{place}: removed"
        case RecordAction.MOVED:
            return f"{place}: moved from place {record.old} to {record.new}"
        case _:
            return f"{place}: {record.old} → {record.new}"
