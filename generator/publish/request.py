"""What is asked for when a draft is to be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model import Consequence, Origin


@dataclass(frozen=True, slots=True)
class Request:
    """A publication of a document's draft.

    `published` is its day; `effective` the first day on which it applies, None where the text states none. `notes`
    tell readers per language what changed. `author` is the role that wrote the draft, empty for the one that the
    document names. `consequence` was decided by `decided_by` for a change of scope. `adjourned` are open decisions
    that `adjourned_by` puts off, each with a reason. `short_notice` tells readers why the notice is shorter than the
    document's own rule. `origin` says per language whether the publisher issued the wording; what it doesn't say is
    as in the latest revision.
    """

    document: str
    published: date
    effective: date | None
    notes: Mapping[str, str] = field(default_factory=dict)
    author: str = ""
    consequence: Consequence | None = None
    decided_by: str = ""
    adjourned: Mapping[str, str] = field(default_factory=dict)
    adjourned_by: str = ""
    short_notice: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, Origin] = field(default_factory=dict)
