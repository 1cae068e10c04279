"""What a publication comes to, for the person who decides."""

from __future__ import annotations

from collections.abc import Iterator

from generator.export.compared import Compared
from generator.export.words import ASSESSMENT, headline, record_line, summary
from generator.publish.publishing import Prepared
from generator.publish.readiness import Candidate, notice_days


def summary_lines(prepared: Prepared, *, colour: bool) -> list[str]:
    """The days, what changed in each language and in the facts, the notes, and who approved."""
    candidate = prepared.candidate
    request = candidate.request
    title = f"{candidate.document.id}, revision {prepared.id}"
    first = request.effective.isoformat() if request.effective else "not stated in the text"
    lines = [f"\x1b[1m{title}\x1b[0m" if colour else title]
    lines += [f"  published {request.published}, applies from: {first} ({notice_days(request)} whole days between)"]
    lines += _changes(candidate)
    lines += [f"  note ({language}): {request.notes[language]}" for language in candidate.draft.languages]
    lines += [f"  notice is short ({language}): {reason}" for language, reason in request.short_notice.items()]
    if request.consequence:
        lines.append(f"  consequence: {request.consequence.value}, decided by {request.decided_by}")
    lines += [f"  put off: {name} ({reason})" for name, reason in request.adjourned.items()]
    return lines


def _changes(candidate: Candidate) -> Iterator[str]:
    if candidate.changes is None or candidate.latest is None:
        yield "  the first revision of this document"
        return
    for changeset in candidate.changes.texts.values():
        compared = Compared(candidate.document.id, candidate.latest.id, "draft", changeset)
        yield f"  {summary(compared)}"
        yield from (f"    {headline(section)}" for section in changeset.sections if section.changes)
    yield from (f"  fact: {record_line(record)}" for record in candidate.changes.records)
    yield f"  {ASSESSMENT}"
