"""A rule: its id, what it looks at, how much it weighs, and the function that finds.

The docstring of the function is the rule's page: a sentence that says what is wrong, why it matters, a bad example
and a good one. The examples are run as tests.
"""

from __future__ import annotations

import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.check.differences import Declared
from generator.check.finding import Severity, Spot
from generator.model import Facts
from generator.source.terms import TermBase

if TYPE_CHECKING:
    from generator.check.subject import DeltaSubject, PairSubject, TextSubject


class Family(StrEnum):
    """What kind of fault a rule finds."""

    IDENTITY = "identity"
    STRUCTURE = "structure"
    VALUES = "values"
    DELTA = "delta"
    TERMS = "terms"
    LANGUAGE = "language"
    LENGTH = "length"
    ORDER = "order"
    MEANING = "meaning"
    MARKS = "marks"
    TYPOGRAPHY = "typography"
    WORDING = "wording"
    LINKS = "links"
    REFERENCES = "references"
    RECORDS = "records"
    DUTIES = "duties"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule yields: where, what, and what to do; the rest of a finding is filled in for it.

    `subject` is what identifies the fault for its fingerprint; without one, the excerpt does. `about` is the other
    language's place.
    """

    section: str
    spot: Spot
    message: str
    remedy: str
    about: Spot | None = None
    subject: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may know beside the texts.

    `facts` are the revision's, None for plain files. `differences` are meant, by declaration. `has_effective_date`
    says whether the revision has a day from which it applies, None if that is unknown.
    """

    document: str = ""
    revision: str = ""
    terms: TermBase = field(default_factory=TermBase)
    facts: Facts | None = None
    published: date | None = None
    has_effective_date: bool | None = None
    prevailing_language: str = ""
    differences: tuple[Declared, ...] = ()


PairCheck = Callable[["PairSubject"], Iterator[Found]]
TextCheck = Callable[["TextSubject"], Iterator[Found]]
DeltaCheck = Callable[["DeltaSubject"], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class _Documented(ABC):
    """What all rules share."""

    id: str
    family: Family
    severity: Severity

    @property
    def page(self) -> str:
        """The rule's page for the reference and for `explain`."""
        return inspect.getdoc(self._function()) or ""

    @property
    def summary(self) -> str:
        """The first sentence of the page."""
        return self.page.partition("\n\n")[0].replace("\n", " ")

    def example(self, name: str) -> Mapping[str, str]:
        """The parts of the example `Bad` or `Good`: a language, `facts` or the like, and its source."""
        return example_of(self.page, name)

    @abstractmethod
    def _function(self) -> Callable[..., Iterator[Found]]:
        """The generator whose docstring is the rule's page."""


@dataclass(frozen=True, slots=True)
class PairRule(_Documented):
    """A rule on two texts of one revision."""

    check: PairCheck

    def _function(self) -> PairCheck:
        return self.check


@dataclass(frozen=True, slots=True)
class TextRule(_Documented):
    """A rule on one text."""

    check: TextCheck

    def _function(self) -> TextCheck:
        return self.check


@dataclass(frozen=True, slots=True)
class DeltaRule(_Documented):
    """A rule on what changed between two revisions in two languages."""

    check: DeltaCheck

    def _function(self) -> DeltaCheck:
        return self.check


Rule = PairRule | TextRule | DeltaRule

_PART = re.compile(r"^([a-z][a-z-]*(?: [a-z]+)?):(?: (.*))?$")


def example_of(page: str, name: str) -> Mapping[str, str]:
    """An example of a page; it stands indented below `Bad:` or `Good:`, its parts begin with a name and a colon."""
    lines = page.split("\n")
    start = next((n for n, line in enumerate(lines) if line.rstrip() == f"{name}:"), len(lines))
    parts: dict[str, list[str]] = {}
    current = ""
    for line in lines[start + 1 :]:
        if line and not line.startswith("    "):
            break
        shown = line[4:]
        match = _PART.fullmatch(shown)
        if match:
            current = match.group(1)
            parts[current] = [match.group(2)] if match.group(2) else []
        elif current:
            parts[current].append(shown.removeprefix("    "))
    return {part: "\n".join(written).strip("\n") + "\n" for part, written in parts.items()}
