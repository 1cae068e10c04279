"""A folder to a corpus: reads every file once, collects every problem, and tells them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from generator.errors import InputError, Location, Problem
from generator.model import Authority, Corpus, Document, Facts, OpenDecision, Origin, Revision, Text
from generator.source.facts import FACTS, check_facts, decisions_named
from generator.source.files import SourceText, read_source
from generator.source.folder import CONTENT, Names, exists, stray_files, unlisted_revisions
from generator.source.manifests import (
    DECISIONS,
    DOCUMENT,
    REVISIONS,
    ROLES,
    SITE,
    DocumentManifest,
    RevisionEntry,
    Role,
    SiteManifest,
)
from generator.source.parsed import Parser
from generator.source.resolve import Resolver, TextSources
from generator.source.shapes import Shape, nearest
from generator.source.wording import WORDING, RawWording, check_wording
from generator.source.yaml_tree import parse_yaml

T = TypeVar("T")
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """A corpus, what is worth a notice about its files, and the characters of each file that was read, by path."""

    corpus: Corpus
    notices: tuple[Problem, ...]
    sources: Mapping[str, str]


def load_site(root: Path) -> LoadedSite:
    """Read the site in a folder; raise `InputError` with every problem of every file."""
    return _Loader(root).load()


@dataclass(slots=True)
class _Loader:
    """Holds what is collected while a folder is read; used once."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    sources: dict[str, SourceText] = field(default_factory=dict)
    resolver: Resolver = field(default_factory=lambda: Resolver(Parser()))

    def load(self) -> LoadedSite:
        manifest = self.attempt(self._site)
        if manifest is None:
            raise InputError(*self.problems)
        self.problems += self.attempt(stray_files, self.root, manifest) or []
        roles = self.attempt(self._roles) or ()
        documents = [self._document(name, manifest, roles) for name in manifest.documents]
        if self.problems:
            raise InputError(*self.problems)
        corpus = Corpus(manifest.site, tuple(document for document in documents if document is not None))
        sources = MappingProxyType({path: source.text for path, source in sorted(self.sources.items())})
        return LoadedSite(corpus, tuple(sorted(self.notices)), sources)

    def attempt(self, read: Callable[..., T], *arguments: object) -> T | None:
        """What `read` returns, or nothing and its problems noted."""
        try:
            return read(*arguments)
        except InputError as error:
            self.problems += error.problems
            return None

    def source(self, relative: str) -> SourceText:
        """A file's characters; each file is read once."""
        if relative not in self.sources:
            self.sources[relative] = read_source(self.root, relative)
        return self.sources[relative]

    def yaml(self, relative: str, shape: Shape[T]) -> T:
        """A YAML file's value."""
        return shape.read(parse_yaml(self.source(relative)))

    # ------------------------------------------------------------ site

    def _site(self) -> SiteManifest:
        path = f"{CONTENT}/site.yaml"
        if not exists(self.root, path):
            remedy = "Run polylex in the site's folder, or name it with -C."
            raise InputError(Problem(Location(path), "there is no site here: this file is missing", remedy))
        manifest = self.yaml(path, SITE)
        site = manifest.site
        missing = [
            Problem(Location(path), f"{name!r} lacks the language {language!r}", f"Add `{language}: …` under `{name}`.")
            for name, words in (("publisher", site.publisher), ("title", site.title))
            for language in site.languages
            if language not in words
        ]
        if missing:
            raise InputError(*missing)
        return manifest

    def _roles(self) -> tuple[Role, ...]:
        path = f"{CONTENT}/data/roles.yaml"
        return self.yaml(path, ROLES) if exists(self.root, path) else ()

    # ------------------------------------------------------------ documents

    def _document(self, name: str, manifest: SiteManifest, roles: tuple[Role, ...]) -> Document | None:
        names = Names(name)
        document = self.attempt(self.yaml, names.manifest, DOCUMENT)
        entries = self.attempt(self.yaml, names.revisions, REVISIONS) or ()
        decisions = self.attempt(self.yaml, names.decisions, DECISIONS) if exists(self.root, names.decisions) else ()
        if document is None or decisions is None:
            return None
        self.problems += _prevailing_problems(document, manifest, names)
        self.problems += _entry_problems(entries, manifest, names)
        self._check_owners(decisions, roles, names)
        revisions = tuple(r for entry in entries if (r := self._revision(entry, names, decisions)) is not None)
        languages = revisions[-1].languages if revisions else manifest.site.languages
        draft = self._draft(names, languages, manifest.site.languages, decisions)
        loaded = Document(
            id=name,
            edition=document.edition,
            prevailing=document.prevailing,
            revisions=revisions,
            draft=None if draft is None or self._is_unchanged(draft, revisions, names) else draft,
            draft_public=document.draft_public,
            draft_is_proposal=document.draft_is_proposal,
            history_complete=document.history_complete,
            ended=document.ended,
            decisions=decisions,
        )
        self._check_prevailing(loaded, manifest, names)
        for language in manifest.site.languages:
            listed = {entry.id for entry in entries}
            self.notices += self.attempt(unlisted_revisions, self.root, names, language, listed) or []
        return loaded

    def _check_owners(self, decisions: tuple[OpenDecision, ...], roles: tuple[Role, ...], names: Names) -> None:
        known = tuple(role.id for role in roles)
        self.problems += [
            Problem(
                Location(names.decisions), f"the role {d.owner!r} of {d.id!r} is not known", nearest(d.owner, known)
            )
            for d in decisions
            if d.owner not in known
        ]

    def _check_prevailing(self, document: Document, manifest: SiteManifest, names: Names) -> None:
        if self.problems:
            return  # a text that could not be read is told already; it isn't missing
        language, section = document.prevailing.language, document.prevailing.section
        held = (*document.revisions, *([document.draft] if document.draft else []))
        for revision in held:
            if revision.text(language) is None and manifest.site.authority is Authority.PUBLISHER:
                message = f"the prevailing language {language!r} has no text of {revision.id}"
                self.problems.append(Problem(Location(names.manifest), message, "Add that text."))
        texts = [text for revision in held for text in revision.texts]
        if section and texts and not any(text.section(section) for text in texts):
            known = tuple(part.id for part in texts[-1].sections)
            message = f"no text has the section {section!r} that is said to name the prevailing language"
            self.problems.append(Problem(Location(names.manifest), message, nearest(section, known)))

    # ------------------------------------------------------------ revisions

    def _revision(self, entry: RevisionEntry, names: Names, decisions: tuple[OpenDecision, ...]) -> Revision | None:
        facts = self.attempt(self._facts, names.facts(entry.id), decisions)
        if facts is None:
            return None
        texts = [
            self.attempt(self._text, names, entry.id, language, (origin, entry.published), facts)
            for language, origin in entry.origin.items()
        ]
        return Revision(
            id=entry.id,
            published=entry.published,
            effective=entry.effective,
            texts=tuple(text for text in texts if text is not None),
            facts=facts,
            notes=entry.notes,
            withdrawn=entry.withdrawn,
            sources=entry.sources,
        )

    def _draft(
        self,
        names: Names,
        needed: tuple[str, ...],
        languages: tuple[str, ...],
        decisions: tuple[OpenDecision, ...],
    ) -> Revision | None:
        facts = self.attempt(self._facts, names.facts(DRAFT), decisions)
        if facts is None:
            return None
        held = [
            language for language in languages if language in needed or exists(self.root, names.text(language, DRAFT))
        ]
        texts = [self.attempt(self._text, names, DRAFT, lang, (Origin.OFFICIAL, None), facts) for lang in held]
        return Revision(DRAFT, None, None, tuple(text for text in texts if text is not None), facts)

    def _facts(self, path: str, decisions: tuple[OpenDecision, ...]) -> Facts:
        facts = self.yaml(path, FACTS)
        check_facts(facts, path)
        known = tuple(decision.id for decision in decisions)
        unknown = [
            Problem(Location(path), f"the open decision {name!r} is not defined", nearest(name, known))
            for name in decisions_named(facts)
            if name not in known
        ]
        if unknown:
            raise InputError(*unknown)
        return facts

    def _text(
        self,
        names: Names,
        revision: str,
        language: str,
        dated: tuple[Origin, date | None],
        facts: Facts,
    ) -> Text:
        markdown, wording_path = names.text(language, revision), names.wording(language, revision)
        source = self.attempt(self.source, markdown)
        wording = self.attempt(self._wording, wording_path, facts)
        if source is None or wording is None:
            raise InputError
        origin, published = dated
        wording_source = self.source(wording_path)
        sources = TextSources(language, origin, published, source, wording_source, wording, facts)
        return self.resolver.text(sources)

    def _wording(self, path: str, facts: Facts) -> RawWording:
        wording = self.yaml(path, WORDING)
        check_wording(wording, facts, path)
        return wording

    def _is_unchanged(self, draft: Revision, revisions: tuple[Revision, ...], names: Names) -> bool:
        """Whether the draft is the latest revision, word for word and fact for fact."""
        if not revisions:
            return False
        latest = revisions[-1]
        if draft.facts != latest.facts or draft.languages != latest.languages:
            return False
        return all(
            self.source(path(language, DRAFT)).text == self.source(path(language, latest.id)).text
            for language in draft.languages
            for path in (names.text, names.wording)
        )


def _prevailing_problems(document: DocumentManifest, manifest: SiteManifest, names: Names) -> list[Problem]:
    language, known = document.prevailing.language, manifest.site.languages
    if language in known:
        return []
    message = f"the prevailing language {language!r} is not one of the site's"
    return [Problem(Location(names.manifest), message, nearest(language, known))]


def _entry_problems(entries: tuple[RevisionEntry, ...], manifest: SiteManifest, names: Names) -> list[Problem]:
    problems = [p for entry in entries for p in _dates_of(entry)]
    for earlier, later in zip(entries, entries[1:], strict=False):
        if order(later.id) <= order(earlier.id):
            message = f"the revision {later.id} stands after {earlier.id}, but isn't later"
            remedy = "List each revision once, oldest first; a second one on a day is DATE.2."
            problems.append(Problem(later.location, message, remedy))
    known = manifest.site.languages
    problems += [
        Problem(entry.location, f"the language {language!r} is not one of the site's", nearest(language, known))
        for entry in entries
        for language in entry.origin
        if language not in known
    ]
    problems += [
        Problem(entry.location, "the revision is held in no language", "Name one under `origin`.")
        for entry in entries
        if not entry.origin
    ]
    del names
    return problems


def order(revision_id: str) -> tuple[str, int]:
    """A revision id as it sorts: by day, then by number."""
    day, _, number = revision_id.partition(".")
    return day, int(number or 1)


def _dates_of(entry: RevisionEntry) -> list[Problem]:
    problems: list[Problem] = []
    if order(entry.id)[0] != entry.published.isoformat():
        message = f"the revision {entry.id} was published on {entry.published}; its id must say the same day"
        problems.append(Problem(entry.location, message, "Mend the id or the day."))
    for name, day in (("effective", entry.effective), ("withdrawn", entry.withdrawn)):
        if day is not None and day < entry.published:
            message = f"{name!r} ({day}) comes before 'published' ({entry.published})"
            problems.append(Problem(entry.location, message, "Mend one of the two days."))
    return problems
