"""The shapes of the files that say what there is: the site, a document, roles and decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.errors import Location
from generator.model import Authority, Extra, OpenDecision, Prevailing, Site
from generator.source.shapes import (
    Choice,
    Converted,
    Day,
    Field,
    Fields,
    Id,
    Language,
    ListOf,
    MapOf,
    Pattern,
    Records,
    Words,
    flag,
    problem,
)
from generator.source.yaml_tree import Node

RESERVED_DOCUMENTS = frozenset({"assets", "site", "data"})
_BASE_URL = r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?/([A-Za-z0-9_~%-][A-Za-z0-9._~%-]*/)*"
SEVERITIES = ("error", "warning", "notice", "off")
REVISION_ID = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(\.([2-9]|[1-9][0-9]))?"


@dataclass(frozen=True, slots=True)
class TimeZone:
    """A time zone of the IANA database."""

    def read(self, node: Node) -> str:
        """The zone's name."""
        name = Words().read(node)
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise problem(node.location, f"{name!r} is not a time zone", "Write it like Europe/Brussels.") from None
        return name

    def schema(self) -> dict[str, object]:
        """A string."""
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class DocumentId:
    """An id of a document: an id that no fixed address of the site uses."""

    def read(self, node: Node) -> str:
        """The id."""
        name = Id().read(node)
        if name in RESERVED_DOCUMENTS:
            raise problem(node.location, f"a document can't be called {name!r}", "The site uses that name itself.")
        return name

    def schema(self) -> dict[str, object]:
        """A string with a pattern."""
        return Id().schema()


@dataclass(frozen=True, slots=True)
class SiteManifest:
    """`site.yaml`: the site's own values, its documents, and what weighs otherwise than its rule says."""

    site: Site
    documents: tuple[str, ...]
    severities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentManifest:
    """`<document>.yaml`."""

    edition: str
    prevailing: Prevailing
    draft_public: bool = False
    draft_is_proposal: bool = False
    history_complete: bool = True
    ended: date | None = None
    notice_days: int = 0
    author: str = ""


def per_language() -> MapOf[str]:
    """Words per language."""
    return MapOf(Words(), keys=Language())


def _site(**values: object) -> SiteManifest:
    documents, severities = values.pop("documents"), values.pop("severities", {})
    return SiteManifest(Site(**values), documents, severities)  # type: ignore[arg-type]


SITE = Fields(
    _site,
    {
        "base_url": Field(
            Pattern("an address", _BASE_URL, "Write it like https://policies.example/ with a final slash."),
            "where the site will stand, with a final slash",
            required=True,
        ),
        "time_zone": Field(TimeZone(), "the time zone in which days begin, like Europe/Brussels", required=True),
        "authority": Field(
            Choice({member.value: member for member in Authority}),
            "`publisher` if the texts are your own, `copy` if they are somebody else's",
            required=True,
        ),
        "publisher": Field(per_language(), "the publisher's name in each language", required=True),
        "title": Field(per_language(), "the site's title in each language", required=True),
        "languages": Field(ListOf(Language(), unique=True, least=1), "the languages, in display order", required=True),
        "documents": Field(ListOf(DocumentId(), unique=True, least=1), "the ids of the documents", required=True),
        "extras": Field(
            ListOf(Choice({member.value: member for member in Extra}), unique=True),
            "what is made besides pages and data: `search`, `pdf`; each needs the extra of that name installed",
        ),
        "severities": Field(
            MapOf(Choice({word: word for word in SEVERITIES})),
            "how much the findings of a rule weigh in `polylex check`, by the rule's id; `off` leaves the rule out",
        ),
    },
)


def _prevailing(language: str, section: str = "", block: str = "") -> Prevailing:
    return Prevailing(language, section, block)


def _document(**values: object) -> DocumentManifest:
    renamed = {"draft": "draft_public", "history": "history_complete"}
    return DocumentManifest(**{renamed.get(name, name): value for name, value in values.items()})  # type: ignore[arg-type]


DOCUMENT = Fields(
    _document,
    {
        "edition": Field(
            Pattern("an edition", r"[A-Za-z0-9-]{1,20}", "Write a short code, like a country's: FR."),
            "whom this edition is for, mostly a country code",
            required=True,
        ),
        "prevailing": Field(
            Fields(
                _prevailing,
                {
                    "language": Field(Language(), "the language that decides in case of conflict", required=True),
                    "section": Field(Id(), "the section that says so"),
                    "block": Field(Id(), "the named paragraph in it"),
                },
            ),
            "which language decides in case of conflict, and where the text says so",
            required=True,
        ),
        "draft": Field(Choice({"public": True, "private": False}), "`public` or `private` (the default)"),
        "draft_is_proposal": Field(flag(), "whether the draft is this project's proposal, not the publisher's plan"),
        "history": Field(
            Choice({"complete": True, "incomplete": False}),
            "`incomplete` if there were revisions before the first one held",
        ),
        "ended": Field(Day(), "the day on which the document ended"),
        "notice_days": Field(
            Converted[int](Pattern("a number of days", r"[0-9]{1,3}", "Write whole days, like 30."), int),
            "whole days that must lie between the day of publication and the first day of application",
        ),
        "author": Field(Id(), "the role that writes the draft; another one must approve it"),
    },
)


def _decision(
    rule: str, section: str, owner: str, question: Mapping[str, str]
) -> Callable[[str, Location], OpenDecision]:
    return lambda name, _: OpenDecision(name, rule, section, owner, question)


DECISIONS = Fields(
    lambda decisions: decisions,
    {
        "decisions": Field(
            Records(
                Fields(
                    _decision,
                    {
                        "rule": Field(Id(), "the rule that it answers", required=True),
                        "section": Field(Id(), "the section that it concerns", required=True),
                        "owner": Field(Id(), "the role that decides", required=True),
                        "question": Field(per_language(), "the question in each language", required=True),
                    },
                ),
            ),
            "questions that only the publisher can answer",
            required=True,
        ),
    },
)


@dataclass(frozen=True, slots=True)
class Role:
    """Who may confirm and approve; never a person's name."""

    id: str
    title: Mapping[str, str]


def _role(title: Mapping[str, str]) -> Callable[[str, Location], Role]:
    return lambda name, _: Role(name, title)


ROLES = Fields(
    lambda roles: roles,
    {
        "roles": Field(
            Records(Fields(_role, {"title": Field(per_language(), "the role's title per language", required=True)})),
            "roles, without names of persons",
            required=True,
        ),
    },
)
