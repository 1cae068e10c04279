"""Feeds of a document's changes: Atom (RFC 4287) and JSON Feed 1.1, the redline itself in each entry.

Every date comes from the data: a revision's moment is the beginning of its day of publication in the site's time
zone. An entry's id is the permanent address of its text, so it never changes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape
from zoneinfo import ZoneInfo

from generator.model import Document
from generator.pages import OutputFile
from generator.render.change_entries import ChangeEntry
from generator.render.change_twin import revision_plain, section_plain, summary_plain
from generator.render.compared import changes_folder
from generator.render.formats import Interface
from generator.render.links import ATOM, JSON_FEED
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


def feed_files(feed: Feed) -> tuple[OutputFile, ...]:
    """Both feeds."""
    where = changes_folder(feed.language, feed.document)
    return OutputFile(where + ATOM, atom(feed)), OutputFile(where + JSON_FEED, json_feed(feed))


def moment(day: date, zone: str) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def stamp(entry: ChangeEntry, zone: str) -> str:
    """The moment of an entry as RFC 3339 writes it."""
    return moment(entry.revision.published or date.min, zone).isoformat()


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


# ---------------------------------------------------------------- Atom


def atom(feed: Feed) -> bytes:
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
        f"<updated>{max(stamp(entry, zone) for entry in feed.entries)}</updated>",
        f"<author><name>{_xml(feed.author)}</name></author>",
        *(_atom_entry(feed, entry) for entry in feed.entries),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _atom_entry(feed: Feed, entry: ChangeEntry) -> str:
    moment_of = stamp(entry, feed.scene.site.time_zone)
    lines = [
        "<entry>",
        f"<title>{_xml(entry.title)}</title>",
        f"<id>{_xml(feed.address(entry))}</id>",
        f'<link rel="alternate" type="text/html" href="{_xml(feed.page(entry))}"/>',
        f"<published>{moment_of}</published>",
        f"<updated>{moment_of}</updated>",
        *(f'<category term="{_xml(section.id)}" label="{_xml(section.name)}"/>' for section in entry.sections),
        f"<summary>{_xml(entry.summary)}</summary>",
        f'<content type="html">{_xml(entry_html(feed, entry))}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def _xml(words: str) -> str:
    """Words as XML, without the characters that XML has no place for."""
    return escape(NOT_XML.sub("", words))


# ---------------------------------------------------------------- JSON Feed


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    data: dict[str, Plain] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.home + JSON_FEED,
        **({"description": feed.description} if feed.description else {}),
        "authors": [{"name": feed.author}],
        "language": feed.language,
        "items": [_item(feed, entry) for entry in feed.entries],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _item(feed: Feed, entry: ChangeEntry) -> Plain:
    moment_of = stamp(entry, feed.scene.site.time_zone)
    own: dict[str, Plain] = {"document": feed.document.id, "edition": feed.document.edition}
    own.update(revision_plain(entry.revision))
    if entry.compared:
        compared = entry.compared
        own.update(summary_plain(compared))
        own["sections"] = [section_plain(compared, section) for section in affected_sections(compared.changeset)]
        own["facts"] = [*entry.facts]
    return {
        "id": feed.address(entry),
        "url": feed.page(entry),
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry_html(feed, entry),
        "date_published": moment_of,
        "date_modified": moment_of,
        "language": feed.language,
        "tags": [section.id for section in entry.sections],
        "_polylex": own,
    }
