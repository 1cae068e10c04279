"""What a check reports: one frozen value, the same for the terminal, files and pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from generator.errors import Location
from generator.language.typography import normal

FINGERPRINT_LENGTH = 16
"""Hexadecimal digits of a fingerprint; 64 bits are enough to tell the findings of a site apart."""


class Severity(StrEnum):
    """How much a finding weighs; `check` fails on warnings unless told otherwise, and never on notices."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """Its place in the order: the heaviest is 0."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in one text: where it is and the words that stand there."""

    language: str
    location: Location
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found in one place.

    `section` is the section's id, empty for the whole text. `excerpt` are the words at `location`; `counterpart` is
    the same for the other language, None for a rule on one text. The `fingerprint` depends on the rule, the
    document, the language, the section and the words, not on lines, so that it stays when text moves.
    """

    rule: str
    severity: Severity
    message: str
    remedy: str
    document: str
    revision: str
    section: str
    language: str
    location: Location
    excerpt: str
    counterpart: Spot | None
    fingerprint: str

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By place, then by rule."""
        return (self.location.path, self.location.line, self.location.column, self.rule, self.message)


def fingerprint(*parts: str) -> str:
    """The fingerprint of a finding's stable parts; typography doesn't change it."""
    joined = "\x1f".join(normal(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:FINGERPRINT_LENGTH]
