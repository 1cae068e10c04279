"""Changes for machines: a redline, or all changes of a document, as JSON.

Like the twin of a text, these say nothing that depends on the day they are read, but for the draft and for what
applies. Places in the publisher's source files stay out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.compare.bilingual import Divergence
from generator.compare.changeset import Change, Nature, RecordChange, SectionChange, Span
from generator.model import Revision
from generator.render.change_words import overall_nature
from generator.render.compared import Compared
from generator.render.links import DRAFT
from generator.render.redline_article import affected_sections
from generator.render.twin import NOT_STATED, Plain, document, encode

ASSESSMENT = "calculated automatically, without legal assessment"


def redline_twin(compared: Compared, facts: tuple[str, ...]) -> bytes:
    """A redline: what changed, section by section and change by change; `flat` holds both whole texts."""
    changeset, comparison = compared.changeset, compared.comparison
    head: dict[str, Plain] = {
        "document": compared.document.id,
        "language": compared.language,
        "languages": [*compared.languages],
        "comparison": comparison.name,
        "old": revision_plain(comparison.old),
        "new": revision_plain(comparison.new),
        **summary_plain(compared),
    }
    records = zip(comparison.changeset.records, facts, strict=True)
    tail: dict[str, Plain] = {
        "changes": [_change(change) for change in changeset.changes],
        "facts": [_record(record, sentence) for record, sentence in records],
        "flat": _spans(changeset.flat),
    }
    return document(head, [encode(section_plain(compared, s)) for s in affected_sections(changeset)], tail)


def summary_plain(compared: Compared) -> dict[str, Plain]:
    """The nature of a comparison as a whole, and its counts."""
    changeset = compared.changeset
    nature = overall_nature(compared.comparison.changeset, compared.language)
    return {
        "nature": nature.label if nature else None,
        "assessment": ASSESSMENT,
        "counts": _counts(changeset.counts),
        "words": {"out": changeset.words_out, "in": changeset.words_in},
    }


def revision_plain(revision: Revision) -> dict[str, Plain]:
    """A revision and its days."""
    if revision.is_draft:
        return {"revision": DRAFT, "published": None, "effective": None}
    return {
        "revision": revision.id,
        "published": revision.published.isoformat() if revision.published else None,
        "effective": revision.effective.isoformat() if revision.effective else NOT_STATED,
    }


def section_plain(compared: Compared, section: SectionChange) -> dict[str, Plain]:
    """What happened to a section."""
    divergence = compared.comparison.divergences.get(section.id)
    return {
        "id": section.id,
        "status": section.status.value,
        "moved": section.moved,
        "renumbered": section.renumbered,
        "old_heading": section.old_heading,
        "new_heading": section.new_heading,
        "changes": section.changes,
        "counts": _counts(section.counts),
        "words": {"out": section.words_out, "in": section.words_in},
        "divergence": _divergence(divergence),
    }


def _divergence(divergence: Divergence | None) -> Plain:
    if divergence is None:
        return None
    return {"kind": divergence.kind.value, "languages": [*divergence.languages], "about": [*divergence.about]}


def _counts(counts: Mapping[Nature, int]) -> dict[str, Plain]:
    return {nature.label: counts[nature] for nature in sorted(counts)}


def _change(change: Change) -> Plain:
    return {
        "id": change.id,
        "kind": change.kind.value,
        "class": change.nature.label,
        "section": change.section,
        "old_section": change.old_section,
        "words": {"out": change.words_out, "in": change.words_in},
        "details": [{"about": detail.about, "old": [*detail.old], "new": [*detail.new]} for detail in change.details],
        "spans": _spans(change.spans),
    }


def _spans(spans: Iterable[Span]) -> Plain:
    return [[span.op.value, span.text] for span in spans]


def _record(record: RecordChange, sentence: str) -> Plain:
    return {
        "record": record.record,
        "id": record.id,
        "path": record.path,
        "action": record.action.value,
        "class": record.nature.label,
        "sentence": sentence,
    }
