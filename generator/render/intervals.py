"""Which version of a document had which days: half-open intervals in the site's time zone, without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from generator.model import Document, Revision


class State(StrEnum):
    """What there was on the days of an interval.

    `BEFORE` is the time before the first version that is held; `NONE` that in which versions were published, but none
    had begun or all were withdrawn.
    """

    BEFORE = "before"
    VERSION = "version"
    NONE = "none"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` on, up to but without `end`; None where there is no bound. `revision` is that of a version."""

    first: date | None
    end: date | None
    state: State
    revision: Revision | None = None

    @property
    def last(self) -> date | None:
        """The last day that belongs to it."""
        return self.end - timedelta(days=1) if self.end else None

    def holds(self, day: date) -> bool:
        """Whether a day belongs to it."""
        return (self.first is None or self.first <= day) and (self.end is None or day < self.end)


def intervals(document: Document, today: date) -> tuple[Interval, ...]:
    """All days, oldest first, by what readers may know on the day `today`; empty where they may know of no version.

    For each day up to `today` the interval tells what `Document.applicable` tells on that day. Versions that are
    announced have their days too; a withdrawal or an end that is still to come has none.
    """
    known = _known(document, today)
    held = {revision.id: revision for revision in document.revisions}
    found = [Interval(None, None, State.BEFORE)]
    for day in sorted({day for revision in known.revisions for day in _days(revision)} | _end(known)):
        state, revision = _state(known, day, is_first=len(found) == 1)
        now = held[revision.id] if revision else None
        if (found[-1].state, found[-1].revision) != (state, now):
            found[-1] = replace(found[-1], end=day)
            found.append(Interval(day, None, state, now))
    return tuple(found) if known.revisions else ()


def without_days(document: Document, today: date, found: tuple[Interval, ...]) -> tuple[Revision, ...]:
    """The versions that never had a day: another one took their place first, or they were withdrawn before."""
    held = {interval.revision.id for interval in found if interval.revision}
    return tuple(revision for revision in document.public_revisions(today) if revision.id not in held)


def _known(document: Document, today: date) -> Document:
    """The document as readers may know it."""
    revisions = tuple(
        replace(revision, withdrawn=None) if revision.withdrawn and revision.withdrawn > today else revision
        for revision in document.public_revisions(today)
    )
    ended = document.ended if document.ended and document.ended <= today else None
    return replace(document, revisions=revisions, ended=ended)


def _days(revision: Revision) -> Iterator[date]:
    """The days on which something about a version begins or ends."""
    if revision.published and revision.applies_from:
        yield revision.published
        yield max(revision.published, revision.applies_from)
    if revision.withdrawn:
        yield revision.withdrawn


def _end(document: Document) -> set[date]:
    return {document.ended} if document.ended else set()


def _state(document: Document, day: date, *, is_first: bool) -> tuple[State, Revision | None]:
    """What holds from a day on, until the next day on which something begins or ends."""
    if document.ended and document.ended <= day:
        return State.ENDED, None
    revision = document.applicable(day)
    if revision:
        return State.VERSION, revision
    is_unknown = is_first and not document.history_complete
    return (State.NONE if document.public_revisions(day) and not is_unknown else State.BEFORE), None
