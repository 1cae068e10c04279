"""The message that tells people of a new revision: as plain text, and as HTML for e-mail, without any tracking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from generator.model import Document
from generator.render.change_entries import ChangeEntry, change_entries
from generator.render.feeds import Feed, entry_html
from generator.render.scene import Scene

_STYLE = (
    "body{margin:0 auto;padding:1rem;max-width:40rem;font:1rem/1.5 Georgia,serif;color:#1b1b1b;background:#fff}"
    "ins{background:#dff3e0;text-decoration:underline}del{background:#fbe3e0;text-decoration:line-through}"
)


@dataclass(frozen=True, slots=True)
class Notification:
    """A message in one language. `html` is a whole page that loads nothing; every link is a plain address."""

    language: str
    subject: str
    text: str
    html: str


def notifications(scene: Scene, document: Document, revision: str) -> tuple[Notification, ...]:
    """The messages on a revision that readers may see, in each language that it is held in."""
    languages = (language for language in scene.site.languages if scene.has_changelog(document, language))
    found = []
    for language in languages:
        entries = change_entries(scene, document, language)
        entry = next((one for one in entries if one.revision.id == revision), None)
        if entry and entry.revision.text(language):
            found.append(_notification(Feed(scene, document, language, entries), entry))
    return tuple(found)


def _notification(feed: Feed, entry: ChangeEntry) -> Notification:
    t = feed.interface.t
    subject = t("{title}: new version of {date}", title=feed.name, date=entry.name)
    lead = tuple(_lead(feed, entry))
    return Notification(feed.language, subject, _text(feed, entry, (subject, *lead)), _html(feed, entry, subject, lead))


def _lead(feed: Feed, entry: ChangeEntry) -> Iterator[str]:
    """Who published what, and from when it applies."""
    interface, revision = feed.interface, entry.revision
    yield interface.t(
        "{publisher} has published a new version of this text: {title}.",
        publisher=interface.local(feed.scene.site.publisher),
        title=feed.name,
    )
    if revision.effective:
        yield interface.t("Applies from {date}.", date=interface.date(revision.effective))
    else:
        yield entry.applies
    reason = revision.short_notice.get(feed.language, "")
    if reason:
        yield interface.t("The notice is shorter than usual: {reason}", reason=reason)


def _text(feed: Feed, entry: ChangeEntry, lead: tuple[str, ...]) -> str:
    t = feed.interface.t
    blocks = [*lead, entry.note]
    if entry.sections:
        blocks.append(_listed(_named(feed, t("Sections that changed")), [one.name for one in entry.sections]))
    if entry.facts:
        blocks.append(_listed(_named(feed, t("Changes of the facts")), list(entry.facts)))
    if entry.compared:
        blocks.append(f"{_named(feed, t('All changes in the text'))}\n{feed.page(entry)}")
    blocks.append(f"{_named(feed, t('Read this version'))}\n{feed.address(entry)}")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _named(feed: Feed, words: str) -> str:
    """Words with a colon, as the language sets it."""
    return feed.interface.t("{name}: {value}", name=words, value="").rstrip()


def _listed(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"- {line}" for line in lines)])


def _html(feed: Feed, entry: ChangeEntry, subject: str, lead: tuple[str, ...]) -> str:
    interface = feed.interface
    heading = escape(subject, quote=False)
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(feed.language)}" dir="{interface.direction}">',
        f'<head><meta charset="utf-8"><title>{heading}</title><style>{_STYLE}</style></head>',
        "<body>",
        f"<h1>{heading}</h1>",
        *(f"<p>{escape(line, quote=False)}</p>" for line in lead),
        entry_html(feed, entry),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"
