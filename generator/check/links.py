"""Links of one text: where they lead, and what their words promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from generator.align import Node
from generator.check.rule import Found
from generator.check.subject import TextSubject
from generator.language.addresses import same_email, same_url
from generator.model import Emphasis, Foreign, Inline, Link, Section, plain


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_STAGING = _words(
    "sta stg stgr staging stage test tst testing dev preprod pprd acc acceptance uat qa localhost local",
)
_TRACKING = _words(
    "gclid fbclid msclkid dclid yclid igshid mc_cid mc_eid helpref sjid _ga _gl trk trkid mkt_tok ref_src cmpid",
)


def staging_host(subject: TextSubject) -> Iterator[Found]:
    """A link leads to a site for tests.

    Readers may not reach it, and it may vanish.

    Bad:
        fr: Voir [la politique](https://exemple-fr-sta.example.cloud/cookies).

    Good:
        fr: Voir [la politique](https://www.example.org/standard/cookies).
    """
    for section, node, link in links_of(subject):
        parts = [piece for label in _host(link.target).split(".")[:-1] for piece in label.split("-")]
        sign = next((piece for piece in parts if piece in _STAGING), "")
        if sign:
            spot = subject.spot(node, link.target)
            message = f"the host {_host(link.target)} looks like a site for tests (“{sign}”)"
            yield Found(section.id, spot, message, "Link to the public address.", subject=link.target)


def _host(target: str) -> str:
    return (urlsplit(target).hostname or "") if "://" in target else ""


def tracking_parameters(subject: TextSubject) -> Iterator[Found]:
    """A link carries parameters that only serve to follow readers.

    Bad:
        fr: Voir [les conditions](https://www.example.org/help/?helpref=uf_share).

    Good:
        fr: Voir [les conditions](https://www.example.org/help/?page=2).
    """
    for section, node, link in links_of(subject):
        names = [name for name, _ in parse_qsl(urlsplit(link.target).query) if _follows(name)]
        if names:
            spot = subject.spot(node, link.target)
            message = f"the link carries {', '.join(repr(name) for name in names)}, which follows readers"
            remedy = "Delete the parameter; keep what stands after #."
            yield Found(section.id, spot, message, remedy, subject=f"{link.target} {plain(link.children)}")


def _follows(name: str) -> bool:
    return name.lower() in _TRACKING or name.lower().startswith("utm_")


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def link_words(subject: TextSubject) -> Iterator[Found]:
    """The words of a link are an address, and the link leads to another.

    Bad:
        fr: Écrivez à [info@example.org](mailto:contact@example.org).

    Good:
        fr: Écrivez à [info@example.org](mailto:info@example.org).
    """
    for section, node, link in links_of(subject):
        words = plain(link.children).strip()
        if _ADDRESS.fullmatch(words) and not _is_same(words, link.target):
            spot = subject.spot(node, words)
            yield Found(section.id, spot, f"“{words}” leads to {link.target}", "Make both the same.")


def _is_same(words: str, target: str) -> bool:
    if "@" in words:
        return same_email(words) == same_email(target)
    return same_url(target).startswith(same_url(words))


def links_of(subject: TextSubject) -> Iterator[tuple[Section, Node, Link]]:
    """All links of a text, with their section and node."""
    for section, node in subject.leaves:
        for link in _links(node.inlines):
            yield section, node, link


def _links(inlines: tuple[Inline, ...]) -> Iterator[Link]:
    for inline in inlines:
        match inline:
            case Link():
                yield inline
            case Emphasis(children) | Foreign(_, children):
                yield from _links(children)
