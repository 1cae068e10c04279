"""How much findings weigh on this site: what `site.yaml` says of rules, and what it can't take from a published text.

Errors of identity, structure and values, and a stale section, stay errors in a published revision, whatever the
site says: readers rely on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from generator.check import Finding, Severity
from generator.check.rule import Family
from generator.errors import InputError, Problem
from generator.review.chosen import DRAFT
from generator.review.rules import ReviewRule, rule_pages
from generator.source.files import SourceText
from generator.source.folder import CONTENT
from generator.source.manifests import SITE
from generator.source.shapes import nearest
from generator.source.yaml_tree import parse_yaml, place_of

SITE_FILE = f"{CONTENT}/site.yaml"
OFF = "off"

_KEPT_FAMILIES = frozenset({Family.IDENTITY.value, Family.STRUCTURE.value, Family.VALUES.value})
_PUBLICATION = frozenset({ReviewRule.SECTION_UNCONFIRMED.value, ReviewRule.DECISION_OPEN.value})
"""What must be settled before a text is published."""


@dataclass(frozen=True, slots=True)
class Severities:
    """The words of `site.yaml` by rule; with `strict`, the draft is held to what holds for a published text."""

    words: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    def judged(self, finding: Finding) -> Finding | None:
        """The finding as it weighs on this site; None if its rule is off."""
        finding = self._stale(finding)
        word = self.words.get(finding.rule)
        if word is None or word == finding.severity.value:
            return finding
        if self._is_kept(finding):
            text = "a text to be published" if finding.revision in ("", DRAFT) else "a published revision"
            note = f"site.yaml says {word}, but in {text} this stays an error"
            return replace(finding, message=f"{finding.message} ({note})")
        return None if word == OFF else replace(finding, severity=Severity(word))

    def _stale(self, finding: Finding) -> Finding:
        if finding.rule == ReviewRule.SECTION_STALE and self._is_published(finding):
            return replace(finding, severity=Severity.ERROR)
        return finding

    def _is_kept(self, finding: Finding) -> bool:
        kept = _kept() | _PUBLICATION if self.strict else _kept()
        return finding.severity is Severity.ERROR and finding.rule in kept and self._is_published(finding)

    def _is_published(self, finding: Finding) -> bool:
        return self.strict or finding.revision not in ("", DRAFT)


@cache
def _kept() -> frozenset[str]:
    pages = rule_pages()
    errors = {page.id for page in pages if page.family in _KEPT_FAMILIES and page.severity is Severity.ERROR}
    return frozenset({*errors, ReviewRule.SECTION_STALE.value})


def severities_of(sources: Mapping[str, str], *, strict: bool = False) -> Severities:
    """What the site's manifest says of severities; raises InputError for a rule that isn't there.

    `sources` are the characters of the site's files by their paths.
    """
    tree = parse_yaml(SourceText(SITE_FILE, sources[SITE_FILE]))
    words = SITE.read(tree).severities
    rules = tuple(page.id for page in rule_pages())
    problems = [
        Problem(place_of(tree, "severities", name), f"there is no rule {name!r}", nearest(name, rules))
        for name in words
        if name not in rules
    ]
    if problems:
        raise InputError(*problems)
    return Severities(words, strict)
