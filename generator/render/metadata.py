"""What search engines and other machines read: JSON-LD, alternates, the site map, and sample headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.compare.comparisons import NOW
from generator.model import Authority, Document, Origin, Site, Text
from generator.render.corrections import as_published
from generator.render.links import AS_PUBLISHED, CHANGES, DRAFT, MISSING, SEARCH, folder
from generator.render.scene import Scene, Subject
from generator.render.twin import Plain, encode

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
SCRIPT_POLICY = POLICY.replace("style-src", "script-src 'self'; style-src")
SENT, UNSENT = "form-action 'self'", "form-action 'none'"
UNFRAMED = "frame-ancestors 'none'"
SITEMAP = "sitemap.xml"
SITEMAP_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True, slots=True)
class Alternate:
    """The absolute address of a page in one language, or of the choice of language ("x-default")."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page that search engines may list."""

    url: str
    alternates: tuple[Alternate, ...]


def page_policy(scene: Scene, *, has_scripts: bool) -> str:
    """What a page may do. Where the texts can be searched, every page may send the form that leads there."""
    policy = SCRIPT_POLICY if has_scripts else POLICY
    return policy.replace(UNSENT, SENT) if scene.has_search else policy


def search_policy(scene: Scene) -> str:
    """What the page that searches may do: it alone runs a program that is no script."""
    return page_policy(scene, has_scripts=True).replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


def structured(subject: Subject) -> Markup:
    """A schema.org DigitalDocument: only what the data says, and no prevailing value for an unofficial text."""
    text, revision, site = subject.text, subject.revision, subject.scene.site
    issued = text.origin is Origin.OFFICIAL or site.authority is Authority.PUBLISHER
    data: dict[str, Plain] = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "@id": site.base_url + subject.own_folder,
        "url": site.base_url + subject.folder,
        "name": text.title,
        "inLanguage": text.language,
        "version": revision.id,
    }
    if revision.published:
        data["datePublished"] = revision.published.isoformat()
    if revision.corrected:
        data["dateModified"] = revision.corrected.date.isoformat()
    if revision.is_draft:
        data["creativeWorkStatus"] = "Draft"
    elif issued:
        data["publisher"] = _publisher(subject)
    original = _original(subject)
    if original:
        data["translationOfWork"] = _reference(subject, original)
    elif revision.sources:
        data["isBasedOn"] = [
            {"@type": "MediaObject", "name": source.name, "sha256": source.sha256} for source in revision.sources
        ]
    safe = encode(data).replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")
    return Markup(safe)  # noqa: S704 - nothing in it can end the script element


def sitemap(pages: Iterable[Indexed]) -> bytes:
    """The site map, with the language versions of each page."""
    entries = "".join(_entry(page) for page in sorted(pages, key=lambda page: page.url))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {SITEMAP_NAMES}>\n{entries}</urlset>\n'.encode()


def robots(site: Site) -> bytes:
    """Crawlers may read everything: a page that isn't to be listed says so itself."""
    lines = ["User-agent: *", "Disallow:"]
    if site.authority is Authority.PUBLISHER:
        lines += ["", f"Sitemap: {site.base_url}{SITEMAP}"]
    return ("\n".join(lines) + "\n").encode()


def headers(scene: Scene, lines_of_documents: Iterable[str]) -> bytes:
    """Sample response headers, in the form that several static hosts read; see `document_headers`.

    A host joins the policies of all lines that fit an address, and a browser obeys each of them. So where one page may
    do more than others, the line for all addresses can't hold the policy of the others.
    """
    policy = f"base-uri 'none'; {SENT}" if scene.has_search else SCRIPT_POLICY
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy}; {UNFRAMED}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: no-referrer",
    ]
    lines += ["  X-Robots-Tag: noindex"] if scene.is_copy else []
    lines += _policies(scene) if scene.has_search else []
    lines += lines_of_documents
    return ("\n".join(lines) + "\n").encode()


def document_headers(scene: Scene, document: Document) -> tuple[str, ...]:
    """The lines for a document: its policy where not all pages have the same, and what must not be listed."""
    lines: list[str] = []
    for language in scene.site.languages if scene.has_search else ():
        lines += _policy_lines(f"/{folder(language, document.id)}*", page_policy(scene, has_scripts=True))
    return (*lines, *(() if scene.is_copy else _unlisted(scene, document)))


def _policies(scene: Scene) -> Iterator[str]:
    """The lines with the policies of pages that belong to no document."""
    usual, searching = page_policy(scene, has_scripts=True), search_policy(scene)
    for address in ("/", f"/{MISSING}", *(f"/{folder(language)}" for language in scene.site.languages)):
        yield from _policy_lines(address, usual)
    for language in scene.site.languages:
        yield from _policy_lines(f"/{folder(language, SEARCH)}*", searching)


def _policy_lines(address: str, policy: str) -> tuple[str, str]:
    return address, f"  Content-Security-Policy: {policy}; {UNFRAMED}"


def _unlisted(scene: Scene, document: Document) -> tuple[str, ...]:
    """The lines for pages of a document that search engines must not list."""
    lines: list[str] = []
    for folder_of in _superseded_wordings(scene, document):
        lines += [f"/{folder_of}*", "  X-Robots-Tag: noindex"]
    draft = scene.draft(document)
    for text in scene.texts(draft) if draft else ():
        lines += [f"/{folder(text.language, document.id, DRAFT)}*", "  X-Robots-Tag: noindex"]
        if document.id in scene.comparisons:
            name = f"{NOW}..{DRAFT}"
            lines += [f"/{folder(text.language, document.id, CHANGES, name)}*", "  X-Robots-Tag: noindex"]
    return tuple(lines)


def _superseded_wordings(scene: Scene, document: Document) -> Iterator[str]:
    """The folders of the texts as published that were corrected since."""
    for revision in scene.versions(document):
        first = as_published(revision)
        for text in scene.texts(first) if first else ():
            yield folder(text.language, document.id, revision.id, AS_PUBLISHED)


def _original(subject: Subject) -> Text | None:
    """The official text that an unofficial one translates, where it is in the same revision."""
    if subject.text.origin is Origin.OFFICIAL or subject.revision.is_draft or not subject.source_language:
        return None
    return subject.revision.text(subject.source_language)


def _reference(subject: Subject, original: Text) -> Plain:
    address = folder(original.language, subject.document.id, subject.revision.id)
    return {
        "@type": "DigitalDocument",
        "@id": subject.scene.site.base_url + address,
        "inLanguage": original.language,
        "publisher": _publisher(subject),
    }


def _publisher(subject: Subject) -> Plain:
    return {"@type": "Organization", "name": subject.publisher}


def _entry(page: Indexed) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(alternate.language)}" href="{escape(alternate.url)}"/>\n'
        for alternate in page.alternates
    )
    return f"<url>\n<loc>{escape(page.url)}</loc>\n{links}</url>\n"
