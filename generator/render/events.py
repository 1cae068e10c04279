"""A calendar of a document's changes (RFC 5545): the days of application and of publication, as all-day events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from urllib.parse import urlsplit

from generator.pages import OutputFile
from generator.render.change_entries import ChangeEntry
from generator.render.compared import changes_folder
from generator.render.feeds import Feed, moment
from generator.render.links import CALENDAR

OCTETS = 75
PRODUCT = "-//Polylex//Changes of policies//EN"


@dataclass(frozen=True, slots=True)
class _Event:
    """One day; `kind` makes the event's id its own."""

    kind: str
    day: date
    summary: str


def calendar_file(feed: Feed) -> OutputFile:
    """The calendar."""
    return OutputFile(changes_folder(feed.language, feed.document) + CALENDAR, calendar(feed))


def calendar(feed: Feed) -> bytes:
    """One event for the day from which each revision applies, and one for its publication where that is another."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(feed.title)}",
        f"X-WR-CALNAME:{_text(feed.title)}",
        *(
            line
            for entry in reversed(feed.entries)
            for event in _events(feed, entry)
            for line in _lines(feed, entry, event)
        ),
        "END:VCALENDAR",
    ]
    return "".join(folded(line) for line in lines).encode()


def _events(feed: Feed, entry: ChangeEntry) -> Iterator[_Event]:
    revision, t = entry.revision, feed.interface.t
    title = feed.name
    if revision.published and revision.published != revision.effective:
        yield _Event(
            "published",
            revision.published,
            t("{title}: version of {version} published", title=title, version=entry.name),
        )
    if revision.effective:
        words = t("{title}: day of application of the version of {version}", title=title, version=entry.name)
        yield _Event("applies", revision.effective, words)


def _lines(feed: Feed, entry: ChangeEntry, event: _Event) -> Iterator[str]:
    revision, site = entry.revision, feed.scene.site
    host = urlsplit(site.base_url).hostname or "polylex"
    made = moment(revision.published or event.day, site.time_zone).astimezone(UTC)
    words = "\n".join(line for line in (entry.summary, entry.applies, feed.description, feed.page(entry)) if line)
    yield "BEGIN:VEVENT"
    yield f"UID:{feed.document.id}-{revision.id}-{event.kind}-{feed.language}@{host}"
    yield f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(words)}"
    yield f"URL:{feed.page(entry)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """Words as a value of the type TEXT."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(sign for sign in escaped.replace("\r\n", "\n").replace("\n", "\\n") if sign >= " ")


def folded(line: str) -> str:
    """A content line, folded so that no line has more than 75 octets, and none ends inside a character."""
    parts: list[str] = []
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > OCTETS:
            parts.append(part)
            part, size = " ", 1
        part += character
        size += octets
    return "\r\n".join([*parts, part]) + "\r\n"
