"""What a revision states, structured, once for all languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.errors import Location


class CategoryKind(StrEnum):
    """What a category is about: data that is held, a means of collecting it, or its disclosure."""

    DATA = "data"
    MEANS = "means"
    DISCLOSURE = "disclosure"


class LegalBasisKind(StrEnum):
    """The grounds of article 6(1) of regulation (EU) 2016/679, points a to f."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal-obligation"
    VITAL_INTERESTS = "vital-interests"
    PUBLIC_TASK = "public-task"
    LEGITIMATE_INTERESTS = "legitimate-interests"


class RetentionRule(StrEnum):
    """How long something is kept."""

    EXACTLY = "exactly"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    UNTIL_EVENT = "until-event"
    CRITERION = "criterion"
    SEE_SECTION = "see-section"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Duration:
    """A period of the calendar, as ISO 8601 writes it; `iso` is the source's own form ("P24M")."""

    iso: str
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Undecided:
    """A fact that only the publisher can settle; `decision` is the id of an open decision."""

    decision: str


@dataclass(frozen=True, slots=True)
class Retention:
    """One rule on how long a category is kept.

    `start`, `renewed_by` and `event` are event ids; `start` may be "not-stated". `condition` is a condition id.
    """

    rule: RetentionRule
    duration: Duration | None = None
    start: str = ""
    renewed_by: str = ""
    event: str = ""
    criterion: str = ""
    section: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class BasisUse:
    """A legal basis of a purpose; conditional where the text says "if necessary" or the like."""

    basis: str
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What data is used for. `bases` may be empty: the text then names none."""

    id: str
    bases: tuple[BasisUse, ...] | Undecided = ()
    section: str = ""
    items: tuple[str, ...] = ()
    location: Location = field(default_factory=lambda: Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Category:
    """A category of data, a means of collection, or a disclosure, with what the text says of it."""

    id: str
    kind: CategoryKind
    items: tuple[str, ...] = ()
    purposes: tuple[str, ...] | Undecided = ()
    retention: tuple[Retention, ...] | Undecided = ()
    recipients: tuple[str, ...] = ()
    views: tuple[str, ...] = ("list", "table", "purposes", "retention")
    location: Location = field(default_factory=lambda: Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A legal basis as the text names it; several names may be of one kind."""

    id: str
    kind: LegalBasisKind | Undecided


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who receives data; `listed` says how a list can be had ("on-request", "in-text", "not-stated")."""

    id: str
    section: str = ""
    listed: str = "in-text"


class ContactKind(StrEnum):
    """The channel of a contact."""

    EMAIL = "email"
    POST = "post"
    PHONE = "phone"
    WEB = "web"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody. `values` are the untranslated parts (an address, a postcode, a name)."""

    id: str
    kind: ContactKind
    values: Mapping[str, str] = field(default_factory=dict)
    condition: str = ""
    unresolved: bool = False


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers for the processing, as the text names it."""

    name: str
    company_number: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The law that governs the text, and whose courts decide; country codes of ISO 3166-1."""

    law: str = ""
    courts: str = ""
    undecided: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All structured facts of one revision, once for all languages; every sequence is in reading order."""

    controller: Controller | None = None
    items: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    categories: tuple[Category, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    contacts: tuple[Contact, ...] = ()
    jurisdiction: Jurisdiction | None = None


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A question that only the publisher can answer; `owner` is a role, `question` is worded per language."""

    id: str
    rule: str
    section: str
    owner: str
    question: Mapping[str, str]
