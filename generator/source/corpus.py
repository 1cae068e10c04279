"""A folder to a corpus: reads every file once, collects every problem, and tells them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from generator.errors import InputError, Location, Problem
from generator.model import Corpus, Document, Facts, OpenDecision, Origin, Revision, Text
from generator.source.agreement import (
    decided_nowhere,
    decision_problems,
    entry_problems,
    missing_sections,
    prevailing_problems,
    prevailing_text_problems,
    role_problems,
    site_problems,
    undefined_decisions,
)
from generator.source.facts import FACTS, check_facts
from generator.source.files import SourceText, read_source
from generator.source.folder import CONTENT, Names, exists, stray_files, unlisted_revisions
from generator.source.manifests import (
    DECISIONS,
    DOCUMENT,
    REVISIONS,
    ROLES,
    SITE,
    RevisionEntry,
    Role,
    SiteManifest,
)
from generator.source.parsed import Parser
from generator.source.resolve import Resolver, TextSources
from generator.source.shapes import Shape
from generator.source.wording import WORDING, RawWording, check_wording
from generator.source.yaml_tree import Node, parse_yaml

T = TypeVar("T")
DRAFT = "draft"
SITE_FILE = f"{CONTENT}/site.yaml"
ROLES_FILE = f"{CONTENT}/data/roles.yaml"


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
    trees: dict[str, Node] = field(default_factory=dict)
    resolver: Resolver = field(default_factory=lambda: Resolver(Parser()))

    def load(self) -> LoadedSite:
        manifest = self.attempt(self._site)
        if manifest is None:
            raise InputError(*self.problems)
        self.problems += self.attempt(stray_files, self.root, manifest) or []
        roles = self.attempt(self._roles, manifest) or ()
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

    def tree(self, relative: str) -> Node:
        """A YAML file's tree; each file is parsed once."""
        if relative not in self.trees:
            self.trees[relative] = parse_yaml(self.source(relative))
        return self.trees[relative]

    def yaml(self, relative: str, shape: Shape[T]) -> T:
        """A YAML file's value."""
        return shape.read(self.tree(relative))

    # ------------------------------------------------------------ site

    def _site(self) -> SiteManifest:
        if not exists(self.root, SITE_FILE):
            remedy = "Run polylex in the site's folder, or name it with -C."
            raise InputError(Problem(Location(SITE_FILE), "there is no site here: this file is missing", remedy))
        manifest = self.yaml(SITE_FILE, SITE)
        problems = tuple(site_problems(manifest, self.tree(SITE_FILE)))
        if problems:
            raise InputError(*problems)
        return manifest

    def _roles(self, manifest: SiteManifest) -> tuple[Role, ...]:
        if not exists(self.root, ROLES_FILE):
            return ()
        roles: tuple[Role, ...] = self.yaml(ROLES_FILE, ROLES)
        self.problems += role_problems(roles, manifest, self.tree(ROLES_FILE))
        return roles

    # ------------------------------------------------------------ documents

    def _document(self, name: str, manifest: SiteManifest, roles: tuple[Role, ...]) -> Document | None:
        names = Names(name)
        document = self.attempt(self.yaml, names.manifest, DOCUMENT)
        entries = self.attempt(self.yaml, names.revisions, REVISIONS) or ()
        decisions = self.attempt(self._decisions, names, manifest, roles)
        if document is None or decisions is None:
            return None
        self.problems += prevailing_problems(document, manifest, self.tree(names.manifest))
        self.problems += entry_problems(entries, manifest)
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
        self._check_document(loaded, manifest, names)
        for folder in ("data", *manifest.site.languages):
            listed = {entry.id for entry in entries}
            self.notices += self.attempt(unlisted_revisions, self.root, names, folder, listed) or []
        return loaded

    def _decisions(self, names: Names, manifest: SiteManifest, roles: tuple[Role, ...]) -> tuple[OpenDecision, ...]:
        if not exists(self.root, names.decisions):
            return ()
        decisions: tuple[OpenDecision, ...] = self.yaml(names.decisions, DECISIONS)
        self.problems += decision_problems(decisions, roles, manifest, self.tree(names.decisions))
        return decisions

    def _check_document(self, document: Document, manifest: SiteManifest, names: Names) -> None:
        if self.problems:
            return  # a text that could not be read is told already; it isn't missing
        self.problems += prevailing_text_problems(document, manifest, self.tree(names.manifest))
        if document.decisions:
            self.problems += decided_nowhere(document, self.tree(names.decisions))

    # ------------------------------------------------------------ revisions

    def _revision(self, entry: RevisionEntry, names: Names, decisions: tuple[OpenDecision, ...]) -> Revision | None:
        facts = self.attempt(self._facts, names.facts(entry.id))
        if facts is None:
            return None
        texts = [
            self.attempt(self._text, names, entry.id, language, (origin, entry.published), facts)
            for language, origin in entry.origin.items()
        ]
        revision = Revision(
            id=entry.id,
            published=entry.published,
            effective=entry.effective,
            texts=tuple(text for text in texts if text is not None),
            facts=facts,
            notes=entry.notes,
            withdrawn=entry.withdrawn,
            sources=entry.sources,
        )
        self._check_revision(revision, names, decisions)
        return revision

    def _check_revision(self, revision: Revision, names: Names, decisions: tuple[OpenDecision, ...]) -> None:
        tree = self.tree(names.facts(revision.id))
        self.problems += undefined_decisions(revision, decisions, tree)
        self.problems += missing_sections(revision, tree)

    def _draft(
        self,
        names: Names,
        needed: tuple[str, ...],
        languages: tuple[str, ...],
        decisions: tuple[OpenDecision, ...],
    ) -> Revision | None:
        facts = self.attempt(self._facts, names.facts(DRAFT))
        if facts is None:
            return None
        held = [
            language for language in languages if language in needed or exists(self.root, names.text(language, DRAFT))
        ]
        texts = [self.attempt(self._text, names, DRAFT, lang, (Origin.OFFICIAL, None), facts) for lang in held]
        draft = Revision(DRAFT, None, None, tuple(text for text in texts if text is not None), facts)
        self._check_revision(draft, names, decisions)
        return draft

    def _facts(self, path: str) -> Facts:
        facts = self.yaml(path, FACTS)
        check_facts(facts, path, self.tree(path))
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
        check_wording(wording, facts, path, self.tree(path))
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
