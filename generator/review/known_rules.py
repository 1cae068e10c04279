"""Which rules were known when a revision was published: a newer rule can't turn a frozen revision red.

The file names sets of rules by their digest, as revisions that are published soon after each other know the same
ones. Only commands write it. What it doesn't tell of a revision leaves every rule its weight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.check import Finding, Severity
from generator.errors import InputError, Problem
from generator.model import Document
from generator.review.files import write_whole
from generator.review.rules import rule_pages
from generator.source.files import SourceText, read_source
from generator.source.folder import CONTENT, exists
from generator.source.manifests import REVISION_ID
from generator.source.shapes import Field, Fields, Id, ListOf, MapOf, Pattern, nearest
from generator.source.yaml_tree import Node, parse_yaml, place_of

DIGITS = 16
"""Hexadecimal digits of the digest that names a set of rules."""

NEWER = "rule newer than this revision"
"""What a finding says that can't count against a revision."""

_WRITTEN = "Only the commands write this file; restore it from the history of the repository."
_HEAD = """\
# yaml-language-server: $schema=../schemas/findings.schema.json
# Written by the commands: the rules that were known when each revision was published. Rules that came later tell only
# notices of it.
"""
_SET = Pattern("the digest of a set of rules", rf"[0-9a-f]{{{DIGITS}}}", _WRITTEN)


@dataclass(frozen=True, slots=True)
class KnownRules:
    """The rules that were known at the publication of each revision, by its id."""

    by_revision: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def judged(self, finding: Finding) -> Finding:
        """The finding; a notice if its rule came after its revision."""
        known = self.by_revision.get(finding.revision)
        if known is None or finding.rule in known:
            return finding
        return replace(finding, severity=Severity.NOTICE, message=f"{finding.message} ({NEWER})")


@dataclass(frozen=True, slots=True)
class _File:
    """The file as it is written: sets of rules by their digest, and the digest for each revision."""

    rules: Mapping[str, tuple[str, ...]]
    revisions: Mapping[str, str]


KNOWN_RULES = Fields(
    _File,
    {
        "rules": Field(
            MapOf(ListOf(Id(), unique=True, least=1), keys=_SET), "sets of rules, by their digest", required=True
        ),
        "revisions": Field(
            MapOf(_SET, keys=Pattern("a revision's id", REVISION_ID, "It is a day, like 2023-12-18.")),
            "the digest of the set of rules that were known when a revision was published",
            required=True,
        ),
    },
)
"""The shape of the file."""


def known_rules_path(document: str) -> str:
    """Where the rules lie that a document's revisions know."""
    return f"{CONTENT}/{document}.findings.yaml"


# ---------------------------------------------------------------- reading


def read_known_rules(root: Path, document: Document) -> tuple[KnownRules, SourceText | None]:
    """What the file of a document tells, and its characters; nothing if it isn't there. Raises InputError."""
    path = known_rules_path(document.id)
    if not exists(root, path):
        return KnownRules(), None
    source = read_source(root, path)
    tree = parse_yaml(source)
    held = KNOWN_RULES.read(tree)
    ids = tuple(revision.id for revision in document.revisions)
    problems = [*_broken_sets(held, tree), *_broken_revisions(held, tree, ids)]
    if problems:
        raise InputError(*problems)
    known = {revision: frozenset(held.rules[name]) for revision, name in held.revisions.items()}
    return KnownRules(known), source


def _broken_sets(held: _File, tree: Node) -> Iterator[Problem]:
    for name, rules in held.rules.items():
        if _digest(rules) != name:
            message = f"this list of rules isn't the one that {name} names"
            yield Problem(place_of(tree, "rules", name), message, _WRITTEN)


def _broken_revisions(held: _File, tree: Node, ids: tuple[str, ...]) -> Iterator[Problem]:
    for revision, name in held.revisions.items():
        place = place_of(tree, "revisions", revision)
        if name not in held.rules:
            yield Problem(place, f"no set of rules {name} stands in this file", _WRITTEN)
        if revision not in ids:
            yield Problem(place, f"there is no revision {revision!r}", nearest(revision, ids))


def _digest(rules: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(sorted(rules)).encode()).hexdigest()[:DIGITS]


# ---------------------------------------------------------------- writing


def known_rules_file(previous: str | None, revision: str) -> str:
    """The file after the publication of a revision; `previous` are its characters before, None without one.

    The rules are those of now, and replace what the file told of that revision. Sets that no revision names go.
    Raises InputError if the file isn't one.
    """
    held = _File({}, {}) if previous is None else KNOWN_RULES.read(parse_yaml(SourceText("", previous)))
    now = tuple(sorted(page.id for page in rule_pages()))
    name = _digest(now)
    revisions = dict(sorted({**held.revisions, revision: name}.items()))
    rules = {key: tuple(sorted(found)) for key, found in {**held.rules, name: now}.items() if key in revisions.values()}
    return _as_yaml(_File(dict(sorted(rules.items())), revisions))


def record_known_rules(root: Path, document: str, revision: str) -> str:
    """Write the file of a document anew with the rules of now for a revision, and tell its path.

    Raises PolicyError if the file can't be read or written.
    """
    path = known_rules_path(document)
    previous = read_source(root, path).text if exists(root, path) else None
    write_whole(root, path, known_rules_file(previous, revision))
    return path


def _as_yaml(held: _File) -> str:
    lines = [_HEAD, "rules:\n"]
    for name, rules in held.rules.items():
        lines += [f'  "{name}":\n', *(f"    - {rule}\n" for rule in rules)]
    lines += ["revisions:\n", *(f'  {revision}: "{name}"\n' for revision, name in held.revisions.items())]
    return "".join(lines)
