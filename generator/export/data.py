"""A comparison as JSON. The fields and their meaning are in docs/commands.md; none is ever renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.compare.changeset import Change, RecordChange, SectionChange, Span
from generator.errors import Location
from generator.export.compared import Compared


def as_json(compared: Compared) -> str:
    """The whole comparison, with a final line end."""
    return json.dumps(as_data(compared), ensure_ascii=False, indent=1) + "\n"


def as_data(compared: Compared) -> dict[str, object]:
    """The whole comparison as plain data."""
    changeset = compared.changeset
    return {
        "document": compared.subject or None,
        "old": compared.old_name,
        "new": compared.new_name,
        "language": changeset.language,
        "class": changeset.nature.label if changeset.nature else None,
        "assessment": "calculated automatically, without legal assessment",
        "counts": {nature.label: count for nature, count in changeset.counts.items()},
        "words": {"out": changeset.words_out, "in": changeset.words_in},
        "sections": [_section(section) for section in changeset.sections if section.changes],
        "changes": [change_data(change) for change in changeset.changes],
        "records": [_record(record) for record in compared.records],
        "flat": _spans(changeset.flat),
        "old_text": changeset.old_text,
        "new_text": changeset.new_text,
    }


def change_data(change: Change) -> dict[str, object]:
    """One change as plain data."""
    return {
        "id": change.id,
        "kind": change.kind.value,
        "class": change.nature.label,
        "section": change.section,
        "old_section": change.old_section or change.section,
        "old": _place(change.old),
        "new": _place(change.new),
        "words": {"out": change.words_out, "in": change.words_in},
        "details": [
            {"about": detail.about, "old": list(detail.old), "new": list(detail.new)} for detail in change.details
        ],
        "spans": _spans(change.spans),
    }


def _place(location: Location | None) -> dict[str, object] | None:
    if location is None:
        return None
    return {"file": location.path, "line": location.line, "column": location.column}


def _spans(spans: Iterable[Span]) -> list[list[str]]:
    return [[span.op.value, span.text] for span in spans]


def _section(section: SectionChange) -> dict[str, object]:
    return {
        "id": section.id,
        "status": section.status.value,
        "moved": section.moved,
        "renumbered": section.renumbered,
        "old_heading": section.old_heading,
        "new_heading": section.new_heading,
        "changes": section.changes,
        "class": section.nature.label if section.nature else None,
        "words": {"out": section.words_out, "in": section.words_in},
    }


def _record(record: RecordChange) -> dict[str, object]:
    return {
        "record": record.record,
        "id": record.id,
        "path": record.path,
        "action": record.action.value,
        "class": record.nature.label,
        "old": record.old,
        "new": record.new,
    }
