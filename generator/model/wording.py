"""The words of one revision and language that stand outside its Markdown file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.errors import Location
from generator.model.blocks import Block


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
