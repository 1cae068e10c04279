"""What keeps a published revision from changing unseen: seals, and the corrections that are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Seal:
    """A link of a document's hash chain, over one publication or one correction.

    `number` counts the links from 1. `source` holds the sha256 of each file, after line ends and byte order mark are
    made alike, by its path below `content/`; `content` that of what a reader gets, by language. `previous` is the
    digest of the link before, empty for the first; `digest` is this link's own. All digests are 64 hexadecimal
    digits.
    """

    number: int
    source: Mapping[str, str]
    content: Mapping[str, str]
    previous: str
    digest: str


class CorrectionKind(StrEnum):
    """What was done to a published revision: slips mended, its source written otherwise, or withdrawn."""

    EDITORIAL = "editorial"
    TECHNICAL = "technical"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of a published revision. `notes` tell readers of it; a technical one changes nothing for them."""

    kind: CorrectionKind
    date: date
    notes: Mapping[str, str] = field(default_factory=dict)
    seal: Seal | None = None


class Consequence(StrEnum):
    """What a change of scope asks of the publisher, as a role decided before publication."""

    NONE = "none"
    INFORM = "inform"
    INFORM_BEFORE = "inform-before-processing"
    ASK_CONSENT = "ask-consent"
