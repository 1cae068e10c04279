"""What the rules find in a revision: it rests on the revision's own sources alone, so it is remembered by them.

Waivers, confirmations, open decisions and what the site makes of severities come later, and change none of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from generator.check import Context, Finding, TermBase
from generator.check.checking import delta_findings, pair_findings, text_findings
from generator.check.differences import Declared
from generator.check.subject import PairSubject, TextSubject
from generator.errors import Location
from generator.model import Document, Revision, Text
from generator.plain_values import plain, restored
from generator.review.declared import used_in
from generator.review.digests import digest_in
from generator.review.judged import Judged
from generator.review.shelf import Shelf
from generator.review.signoff import TextPair
from generator.review.waivers import digests_of
from generator.source.files import SourceText
from generator.workers import spread

SHELF = "revisions"
"""Where what was found in revisions lies."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules find in one revision: in its texts and pairs, and by language in what changed since the latest.

    `used` are the places of the declared differences that its texts show.
    """

    judged: tuple[Judged, ...]
    delta: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    used: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What all texts of a site are checked with: the program as a digest, and the term base with its characters."""

    program: str
    terms: TermBase
    terms_source: str


@dataclass(frozen=True, slots=True)
class RevisionChecker:
    """Checks the revisions of one document, each by itself, or recalls what was found; without a shelf, all anew.

    `differences` are the characters of the file of the declared differences, `sources` those of all that was read.
    """

    ground: Ground
    document: Document
    declared: tuple[Declared, ...]
    differences: str
    sources: Mapping[str, SourceText]
    shelf: Shelf | None = None
    _known: dict[str, object] = field(default_factory=dict)
    _new: dict[str, Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        held = self.shelf.take(self._name, self.ground.program) if self.shelf else None
        if isinstance(held, dict):
            self._known.update(held)

    @property
    def _name(self) -> str:
        return f"{self.document.id}.json"

    def found(self, revisions: Sequence[Revision], jobs: int) -> tuple[Found, ...]:
        """What the rules find in each of some revisions; `jobs` is the greatest number of processes."""
        keys = [self._key(revision) for revision in revisions]
        missing = {key: revision for key, revision in zip(keys, revisions, strict=True) if key not in self._known}
        new = dict(zip(missing, spread(self._checked, tuple(missing.values()), jobs), strict=True))
        self._new.update(new)
        return tuple(new[key] if key in new else restored(Found, self._known[key]) for key in keys)

    def keep(self) -> None:
        """Remember what was found anew; what is of no revision or draft that the document has now goes."""
        if self.shelf and self._new:
            draft = (self.document.draft,) if self.document.draft else ()
            keys = {self._key(revision) for revision in (*self.document.revisions, *draft)}
            known = self._known | {key: plain(found) for key, found in self._new.items()}
            held = {key: found for key, found in known.items() if key in keys}
            self.shelf.put(self._name, self.ground.program, held)

    def pairs(self, revision: Revision) -> Iterator[TextPair]:
        """Each translation with the prevailing text; where that isn't held, with the first that is."""
        if not revision.texts:
            return
        prevailing = revision.text(self.document.prevailing.language) or revision.texts[0]
        for text in revision.texts:
            if text.language != prevailing.language:
                yield TextPair(self.document, revision, prevailing, text)

    # ------------------------------------------------------------ anew

    def _checked(self, revision: Revision) -> Found:
        context = self._context(revision)
        subjects = {text.language: TextSubject(text, context) for text in revision.texts}
        digests = digests_in(revision)
        findings = [finding for subject in subjects.values() for finding in text_findings(subject)]
        delta: dict[str, tuple[Finding, ...]] = {}
        used: set[Location] = set()
        for pair in self.pairs(revision):
            both = PairSubject(subjects[pair.prevailing.language], subjects[pair.translation.language], context)
            findings += pair_findings(both)
            used.update(one.location for one in used_in(both))
            delta |= {pair.translation.language: found} if (found := tuple(self._delta(pair, both))) else {}
        return Found(tuple(Judged(finding, digests(finding)) for finding in findings), delta, tuple(sorted(used)))

    def _context(self, revision: Revision) -> Context:
        return Context(
            document=self.document.id,
            revision=revision.id,
            terms=self.ground.terms,
            facts=revision.facts,
            published=revision.published,
            has_effective_date=None if revision.is_draft else revision.effective is not None,
            prevailing_language=self.document.prevailing.language,
            differences=self.declared,
        )

    def _delta(self, pair: TextPair, subject: PairSubject) -> Iterable[Finding]:
        latest = self._latest(pair.revision)
        old = _both(latest, pair) if latest else None
        return delta_findings(old, subject) if old else ()

    def _latest(self, revision: Revision) -> Revision | None:
        """The revision that a draft is held against."""
        return self.document.revisions[-1] if revision.is_draft and self.document.revisions else None

    # ------------------------------------------------------------ what it rests on

    def _key(self, revision: Revision) -> str:
        """A digest of all that the rules may look at, besides the program."""
        latest = self._latest(revision)
        parts = [self.document.id, self.document.prevailing.language, self.ground.terms_source, self.differences]
        parts += [*self._parts(revision), *(self._parts(latest) if latest else ())]
        digest = hashlib.sha256()
        for part in parts:
            content = part.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(content) + content)
        return digest.hexdigest()

    def _parts(self, revision: Revision) -> Iterator[str]:
        """A revision's days, facts and texts; a text is made from its source, its wording, facts, origin and day."""
        yield f"{revision.id} {revision.published} {revision.effective} {len(revision.texts)} {revision.facts!r}"
        for text in revision.texts:
            yield f"{text.language} {text.origin} {text.path} {text.wording_path}"
            yield from (self.sources[path].text for path in (text.path, text.wording_path))


def digests_in(revision: Revision) -> Callable[[Finding], Mapping[str, str]]:
    """The digests of a finding's section, as `digests_of` gives them; each section's are worked out once."""
    texts = {text.language: text for text in revision.texts}

    @cache
    def digest(language: str, section: str) -> str:
        return digest_in(texts[language], section)

    return lambda finding: digests_of(finding, revision, lambda text, section: digest(text.language, section))


def _both(revision: Revision, pair: TextPair) -> tuple[Text, Text] | None:
    one, other = revision.text(pair.prevailing.language), revision.text(pair.translation.language)
    return (one, other) if one and other else None
