"""The frozen values that every stage shares. Nothing here reads, writes, or knows a clock.

A *document* lives through time as *revisions*; a revision has one *text* per language and one set of *facts*;
a text is a flat sequence of *sections* in reading order; a section holds *blocks*; a block holds *inlines*.
Section ids, record ids and block ids are the same in every language and never change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from generator.errors import Location

# ---------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Words:
    """Plain characters, exactly as a reader sees them."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end inside a block. A `hard` one is shown; a soft one is a space."""

    hard: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Characters in a fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words; `strong` for bold."""

    children: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the text; `target` is an absolute http, https, mailto or tel address."""

    target: str
    children: tuple[Inline, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the text's; `language` is a BCP 47 tag."""

    language: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a section of the same revision.

    `label` is generated from the revision's own patterns ("article 3.3"); it is empty in a parsed section and
    filled in a resolved one.
    """

    target: str
    label: str = ""


Inline = Words | LineBreak | Code | Emphasis | Link | Foreign | Reference

# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block begins.

    With an empty `path`, `line` counts from 1 at the first line of the section's own source; otherwise the
    block comes from a record and `line` is a line of that file. Columns count from 1.
    """

    line: int
    column: int = 1
    path: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with `address`, the lines of a postal address or another contact."""

    place: Place
    inlines: tuple[Inline, ...]
    id: str = ""
    address: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list.

    `label` is generated ("Catégorie 1:") and stands before its first block. The id of an item that shows a record
    is made of the view's and the record's.
    """

    place: Place
    blocks: tuple[Block, ...]
    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; `start` is the first number of an ordered one."""

    place: Place
    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `label` is generated and stands before the words."""

    place: Place
    inlines: tuple[Inline, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the id of one that shows a record is made of the view's and the record's."""

    place: Place
    cells: tuple[Cell, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row. With `row_heads`, the first cell of each row is the row's heading."""

    place: Place
    head: Row
    rows: tuple[Row, ...]
    alignments: tuple[str, ...] = ()
    id: str = ""
    row_heads: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted blocks."""

    place: Place
    blocks: tuple[Block, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fenced block of characters, line ends kept."""

    place: Place
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across the text."""

    place: Place


@dataclass(frozen=True, slots=True)
class RecordView:
    """A place where records are to be shown; only in parsed sections, replaced when a revision is resolved."""

    place: Place
    records: str
    view: str
    id: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """A place where a contact is to be shown; only in parsed sections."""

    place: Place
    contact: str
    use: str
    id: str = ""


Block = Paragraph | ItemList | Table | Quote | CodeBlock | Divider | RecordView | ContactView

# ---------------------------------------------------------------- sections and texts


class Level(StrEnum):
    """What a section is: the words before the first article, an article, or a clause of one."""

    PREAMBLE = "preamble"
    ARTICLE = "article"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of one text, numbered and with its references filled in.

    `number` is (3,) for article 3, (3, 1) for clause 3.1 and () for an unnumbered part or the preamble;
    `label` is the number as the revision's pattern writes it ("Article 3 –", "3.1."). `parent` is the id of a
    clause's article. `source` is the section's own text, line for line, beginning at `location`.
    """

    id: str
    level: Level
    number: tuple[int, ...]
    label: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    location: Location
    source: str
    parent: str = ""

    def locate(self, place: Place) -> Location:
        """The place in its file."""
        if place.path:
            return Location(place.path, place.line, place.column)
        return Location(self.location.path, self.location.line + place.line - 1, place.column)


class Origin(StrEnum):
    """Whether the publisher issued this wording, or somebody else made it."""

    OFFICIAL = "official"
    UNOFFICIAL = "unofficial"


@dataclass(frozen=True, slots=True)
class Text:
    """The wording of one revision in one language.

    `date_line` is the sentence with the publication date as the revision's own pattern words it, empty where
    there is none. `path` is the Markdown file and `wording_path` the YAML file beside it.
    """

    language: str
    origin: Origin
    title: str
    date_line: str
    sections: tuple[Section, ...]
    wording: Wording
    path: str
    wording_path: str
    source: str
    title_line: int = 1

    def section(self, section_id: str) -> Section | None:
        """The section with this id."""
        return next((section for section in self.sections if section.id == section_id), None)


# ---------------------------------------------------------------- wording: words of one revision in one language


@dataclass(frozen=True, slots=True)
class Passage:
    """What a text says of a record in one place of use; `items` are the data items that the words name."""

    blocks: tuple[Block, ...]
    items: tuple[str, ...]
    source: str
    location: Location


@dataclass(frozen=True, slots=True)
class Patterns:
    """How one text writes its generated words; `{n}` is an article's number, `{m}` a clause's.

    `date_line` holds one `{published:…}` field in CLDR letters (d, dd, M, MM, MMMM, yyyy), month names from
    `months`.
    """

    article: str
    clause: str
    article_reference: str
    clause_reference: str
    category: str = ""
    date_line: str = ""
    months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InferredLink:
    """A link whose target stands in the source only as a bare address, so where it belongs was inferred."""

    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one revision and language that stand outside its Markdown file.

    `categories` maps a category id and a place of use (list, activity, example, context, purpose, retention)
    to a passage; `contacts` maps a contact id and its use. `labels` maps a kind of record (categories, items,
    purposes, legal_bases, events, conditions, criteria, recipients, contacts) and an id to the short name that
    the matrix shows. `legal_form` and `register` say how this language names the controller's form and its
    company register.
    """

    patterns: Patterns
    table_head: tuple[str, ...] = ()
    categories: Mapping[tuple[str, str], Passage] = field(default_factory=dict)
    contacts: Mapping[tuple[str, str], Passage] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    inferred_links: tuple[InferredLink, ...] = ()
    legal_form: str = ""
    register: str = ""
    table_head_location: Location = field(default_factory=lambda: Location(""))


# ---------------------------------------------------------------- facts: the same in every language


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


# ---------------------------------------------------------------- revisions and documents


class Status(StrEnum):
    """Where a revision stands on a given day; computed, never stored."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    APPLICABLE = "applicable"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a copied text was taken from, with the sha256 of its bytes."""

    name: str
    sha256: str
    note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """A document as of a date.

    `id` is that date as ISO 8601 writes it ("2023-12-18", a second one on a day "2023-12-18.2"), or "draft".
    `effective` is None where the text states no day from which it applies. A draft has neither date.
    """

    id: str
    published: date | None
    effective: date | None
    texts: tuple[Text, ...]
    facts: Facts
    notes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: date | None = None
    sources: tuple[SourceFile, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether this is the text that is being worked on."""
        return self.published is None

    @property
    def applies_from(self) -> date | None:
        """The first day that this revision can apply: the stated one, else the day of publication."""
        return self.effective or self.published

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that this revision is held in."""
        return tuple(text.language for text in self.texts)

    def text(self, language: str) -> Text | None:
        """The text in a language."""
        return next((text for text in self.texts if text.language == language), None)


@dataclass(frozen=True, slots=True)
class Prevailing:
    """The language that decides in case of conflict, and the section of the text that says so."""

    language: str
    section: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A policy that lives through time, in one edition.

    `revisions` are in order of publication and include those whose day is still to come; `draft` is None when
    the draft equals the latest revision. `history_complete` says whether the first revision held is the first
    there was.
    """

    id: str
    edition: str
    prevailing: Prevailing
    revisions: tuple[Revision, ...]
    draft: Revision | None
    draft_public: bool = False
    draft_is_proposal: bool = False
    history_complete: bool = True
    ended: date | None = None
    decisions: tuple[OpenDecision, ...] = ()

    def public_revisions(self, today: date) -> tuple[Revision, ...]:
        """The revisions that readers may see on that day: those whose day of publication has come."""
        return tuple(r for r in self.revisions if r.published is not None and r.published <= today)

    def applicable(self, today: date) -> Revision | None:
        """The revision that applies on that day; the latest one that has begun and isn't withdrawn."""
        begun = [
            r
            for r in self.public_revisions(today)
            if r.applies_from is not None and r.applies_from <= today and not (r.withdrawn and r.withdrawn <= today)
        ]
        return max(begun, key=lambda r: (r.applies_from, r.published, r.id), default=None)


class Authority(StrEnum):
    """Whether this site is the publisher's own or holds copies."""

    PUBLISHER = "publisher"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Site:
    """What holds for the whole site. `base_url` ends with a slash."""

    base_url: str
    time_zone: str
    authority: Authority
    publisher: Mapping[str, str]
    title: Mapping[str, str]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that the source folder holds."""

    site: Site
    documents: tuple[Document, ...]


def status_of(document: Document, revision: Revision, site: Site, today: date) -> Status:
    """Where a revision stands on a day.

    On a site that only holds copies, the latest revision's present validity is not known here: `UNKNOWN`.
    """
    if revision.is_draft:
        return Status.DRAFT
    if revision.withdrawn and revision.withdrawn <= today:
        return Status.WITHDRAWN
    begins = revision.applies_from
    if begins is not None and begins > today:
        return Status.ANNOUNCED
    applicable = document.applicable(today)
    if applicable is None or applicable.id != revision.id:
        return Status.SUPERSEDED
    if document.ended and document.ended <= today:
        return Status.ENDED
    return Status.UNKNOWN if site.authority is Authority.COPY else Status.APPLICABLE


# ---------------------------------------------------------------- words of inlines and blocks


def plain(inlines: tuple[Inline, ...]) -> str:
    """The characters that a reader sees, soft line ends as spaces and hard ones as line ends."""
    return "".join(_plain_pieces(inlines))


def _plain_pieces(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Words(text) | Code(text):
                yield text
            case LineBreak(hard):
                yield "\n" if hard else " "
            case Reference(_, label):
                yield label
            case Emphasis(children) | Link(_, children) | Foreign(_, children):
                yield from _plain_pieces(children)
