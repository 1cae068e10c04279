"""Feeds of a document's changes: Atom (RFC 4287) and JSON Feed 1.1, the redline itself in each entry.

Every date comes from the data: a revision's moment is the beginning of its day of publication in the site's time
zone. An entry's id is the permanent address of its text, so it never changes. A correction is an entry of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape
from zoneinfo import ZoneInfo

from generator.model import Document
from generator.pages import OutputFile
from generator.render.change_entries import TITLE, ChangeEntry
from generator.render.change_twin import revision_plain, section_plain, summary_plain
from generator.render.change_words import short
from generator.render.compared import changes_folder
from generator.render.corrections import ToldCorrection, mended
from generator.render.formats import Interface
from generator.render.links import AS_PUBLISHED, ATOM, JSON_FEED
from generator.render.overview_pages import document_title, notice
from generator.render.redline_article import affected_sections, changed_sections
from generator.render.scene import Scene
from generator.render.twin import Plain

VERSION = "https://jsonfeed.org/version/1.1"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A document's changes in one language, the latest first; there is at least one."""

    scene: Scene
    document: Document
    language: str
    entries: tuple[ChangeEntry, ...]

    @property
    def interface(self) -> Interface:
        """The interface of the language."""
        return self.scene.interfaces[self.language]

    @property
    def home(self) -> str:
        """The absolute address of the changelog."""
        return self.scene.site.base_url + changes_folder(self.language, self.document)

    @property
    def name(self) -> str:
        """The document's title."""
        return document_title(self.scene, self.document, self.language)[0]

    @property
    def title(self) -> str:
        """The feed's title."""
        return self.interface.t("{title}: changes", title=self.name)

    @property
    def description(self) -> str:
        """On a copy, whose texts these are; else empty."""
        return notice(self.scene, self.interface)

    @property
    def author(self) -> str:
        """Who makes the feed: on a copy not the publisher, but the site."""
        site = self.scene.site
        return self.interface.local(site.title if self.scene.is_copy else site.publisher)

    def address(self, entry: ChangeEntry) -> str:
        """The permanent address of an entry's text."""
        return self.scene.site.base_url + entry.folder

    def page(self, entry: ChangeEntry) -> str:
        """The address of what an entry tells: its redline, or the text where there is none."""
        return self.scene.site.base_url + entry.compared.folder if entry.compared else self.address(entry)


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry as both feeds tell it: of a revision, or of a correction; `tags` are ids and names of sections."""

    id: str
    url: str
    day: date
    title: str
    summary: str
    html: str
    tags: tuple[tuple[str, str], ...]
    own: dict[str, Plain]


def feed_files(feed: Feed) -> tuple[OutputFile, ...]:
    """Both feeds."""
    where, told = changes_folder(feed.language, feed.document), _all_told(feed)
    return OutputFile(where + ATOM, atom(feed, told)), OutputFile(where + JSON_FEED, json_feed(feed, told))


def moment(day: date, zone: str) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def entry_html(feed: Feed, entry: ChangeEntry) -> str:
    """An entry as HTML with absolute addresses: note, nature, facts, and the sections that changed."""
    t = feed.interface.t
    parts = [f"<p>{escape(line, quote=False)}</p>" for line in entry.summary.split("\n")]
    if entry.facts:
        parts.append(_list(t("Changes of the facts"), [escape(sentence, quote=False) for sentence in entry.facts]))
    if entry.compared:
        page = feed.page(entry)
        links = [
            f'<a href="{escape(page)}#{escape(section.anchor)}">{escape(section.name, quote=False)}</a>'
            for section in entry.sections
        ]
        parts.append(_list(t("Sections that changed"), links) if links else "")
        parts.append(
            f"<hr>\n{changed_sections(entry.compared.changeset, entry.compared.bare_style())}" if links else ""
        )
        parts.append(f'<p><a href="{escape(page)}">{escape(t("All changes in the text"), quote=False)}</a></p>')
    address = escape(feed.address(entry))
    parts.append(f'<p><a href="{address}">{escape(t("Read this version"), quote=False)}</a></p>')
    return "\n".join(part for part in parts if part)


def _list(title: str, lines: list[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<p>{escape(title, quote=False)}</p>\n<ul>{items}</ul>"


# ---------------------------------------------------------------- what both tell


def _all_told(feed: Feed) -> tuple[_Told, ...]:
    """Every entry, the latest first; those of one day in the order of the versions."""
    told = [one for entry in feed.entries for one in (*_corrections(feed, entry), _publication(feed, entry))]
    return tuple(sorted(told, key=lambda one: one.day, reverse=True))


def _publication(feed: Feed, entry: ChangeEntry) -> _Told:
    own = _own(feed, entry)
    if entry.compared:
        compared = entry.compared
        own.update(summary_plain(compared))
        own["sections"] = [section_plain(compared, section) for section in affected_sections(compared.changeset)]
        own["facts"] = [*entry.facts]
    return _Told(
        id=feed.address(entry),
        url=feed.page(entry),
        day=entry.revision.published or date.min,
        title=entry.title,
        summary=entry.summary,
        html=entry_html(feed, entry),
        tags=tuple((section.id, section.name) for section in entry.sections),
        own=own,
    )


def _corrections(feed: Feed, entry: ChangeEntry) -> Iterator[_Told]:
    """The corrections of a revision, the latest first."""
    t = feed.interface.t
    for correction in reversed(entry.corrections):
        words = t("Correction of the version of {version}", version=entry.name)
        title = t("{name}: {value}", name=words, value=correction.note) if correction.note else words
        yield _Told(
            id=f"{feed.home}#{correction.anchor}",
            url=feed.address(entry),
            day=correction.day,
            title=short(title, TITLE),
            summary=title,
            html=_correction_html(feed, entry, correction),
            tags=(),
            own={**_own(feed, entry), "correction": correction.number},
        )


def _own(feed: Feed, entry: ChangeEntry) -> dict[str, Plain]:
    return {"document": feed.document.id, "edition": feed.document.edition, **revision_plain(entry.revision)}


def _correction_html(feed: Feed, entry: ChangeEntry, correction: ToldCorrection) -> str:
    """A correction with absolute addresses: its note, and what all corrections of its revision changed together."""
    t, base = feed.interface.t, feed.scene.site.base_url
    found = mended(feed.document, entry.revision, feed.interface)
    address = escape(feed.address(entry))
    links = [(address, t("Read the corrected text"))]
    links += [(f"{address}{AS_PUBLISHED}/", t("See the text as published."))] if found else []
    parts = [
        f"<p>{escape(correction.note, quote=False)}</p>" if correction.note else "",
        f"<hr>\n{found.bare_redline(base)}" if found else "",
        *(f'<p><a href="{href}">{escape(words, quote=False)}</a></p>' for href, words in links),
    ]
    return "\n".join(part for part in parts if part)


# ---------------------------------------------------------------- Atom


def atom(feed: Feed, told: tuple[_Told, ...]) -> bytes:
    """The feed as Atom."""
    zone = feed.scene.site.time_zone
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(feed.language)}">',
        f"<title>{_xml(feed.title)}</title>",
        *([f"<subtitle>{_xml(feed.description)}</subtitle>"] if feed.description else []),
        f"<id>{_xml(feed.home)}</id>",
        f'<link rel="self" type="application/atom+xml" href="{_xml(feed.home + ATOM)}"/>',
        f'<link rel="alternate" type="text/html" href="{_xml(feed.home)}"/>',
        f"<updated>{moment(max(one.day for one in told), zone).isoformat()}</updated>",
        f"<author><name>{_xml(feed.author)}</name></author>",
        *(_atom_entry(one, zone) for one in told),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _atom_entry(told: _Told, zone: str) -> str:
    moment_of = moment(told.day, zone).isoformat()
    lines = [
        "<entry>",
        f"<title>{_xml(told.title)}</title>",
        f"<id>{_xml(told.id)}</id>",
        f'<link rel="alternate" type="text/html" href="{_xml(told.url)}"/>',
        f"<published>{moment_of}</published>",
        f"<updated>{moment_of}</updated>",
        *(f'<category term="{_xml(term)}" label="{_xml(label)}"/>' for term, label in told.tags),
        f"<summary>{_xml(told.summary)}</summary>",
        f'<content type="html">{_xml(told.html)}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def _xml(words: str) -> str:
    """Words as XML, without the characters that XML has no place for."""
    return escape(NOT_XML.sub("", words))


# ---------------------------------------------------------------- JSON Feed


def json_feed(feed: Feed, told: tuple[_Told, ...]) -> bytes:
    """The feed as JSON Feed."""
    data: dict[str, Plain] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.home + JSON_FEED,
        **({"description": feed.description} if feed.description else {}),
        "authors": [{"name": feed.author}],
        "language": feed.language,
        "items": [_item(feed, one) for one in told],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _item(feed: Feed, told: _Told) -> Plain:
    moment_of = moment(told.day, feed.scene.site.time_zone).isoformat()
    return {
        "id": told.id,
        "url": told.url,
        "title": told.title,
        "summary": told.summary,
        "content_html": told.html,
        "date_published": moment_of,
        "date_modified": moment_of,
        "language": feed.language,
        "tags": [term for term, _ in told.tags],
        "_polylex": told.own,
    }
