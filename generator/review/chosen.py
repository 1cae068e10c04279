"""What a check is asked to look at: revisions, rules, and the weight that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.check import Severity
from generator.errors import ConfigurationError, Location, Problem
from generator.model import Document, Revision, Site, Status, status_of
from generator.review.rules import families, rule_pages
from generator.source.shapes import nearest

DRAFT = "draft"
_CURRENT = (Status.APPLICABLE, Status.ANNOUNCED, Status.UNKNOWN)
"""What readers may rely on now or soon; unknown is the latest revision of a copy."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to check, and what to make of it.

    `revision` names one, `everything` all of them; else it is the draft and what applies or is announced. `select`
    and `ignore` are ids or families of rules. `base` is a commit whose findings are left out. With `strict`, what is
    stale, unconfirmed or undecided in the draft is an error. `as_of` is the day that counts as today.
    """

    revision: str = ""
    everything: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    base: str = ""
    strict: bool = False
    as_of: date | None = None


def chosen_rules(options: CheckOptions) -> frozenset[str]:
    """The ids of the rules whose findings are told; raises ConfigurationError for a name that is none."""
    every = frozenset(page.id for page in rule_pages())
    selected = frozenset(_named(options.select)) if options.select else every
    return selected - frozenset(_named(options.ignore))


def _named(names: Iterable[str]) -> Iterator[str]:
    groups = families()
    rules = tuple(page.id for page in rule_pages())
    for name in names:
        if name not in groups and name not in rules:
            message = f"there is no rule or family {name!r}"
            raise ConfigurationError(Problem(Location(""), message, nearest(name, (*groups, *rules))))
        yield from groups.get(name, ())
        yield from (rule for rule in rules if rule == name)


def chosen_revisions(document: Document, site: Site, options: CheckOptions, today: date) -> tuple[Revision, ...]:
    """The revisions of a document to look at, the draft last."""
    held = (*document.revisions, *([document.draft] if document.draft else []))
    if options.revision:
        return tuple(revision for revision in held if revision.id == options.revision)
    if options.everything:
        return held
    return tuple(
        revision for revision in held if revision.is_draft or status_of(document, revision, site, today) in _CURRENT
    )


def check_revision_known(revisions: Iterable[str], options: CheckOptions) -> None:
    """Raise ConfigurationError for a revision that no document has; `revisions` are the ids of all."""
    known = dict.fromkeys(revisions)
    if options.revision and options.revision not in (*known, DRAFT):
        message = f"no document has a revision {options.revision!r}"
        raise ConfigurationError(Problem(Location(""), message, nearest(options.revision, (*known, DRAFT))))
