"""A folder to a corpus: reads every file once, collects every problem, and tells them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from generator.errors import InputError, Location, Problem
from generator.model import Corpus, Document, Facts, OpenDecision, Origin, Revision, Text
from generator.source.agreement import (
    author_problems,
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
from generator.source.files import SourceText
from generator.source.folder import CONTENT, Names, exists, stray_files, unlisted_revisions
from generator.source.kept import Kept
from generator.source.manifests import (
    DECISIONS,
    DOCUMENT,
    ROLES,
    SITE,
    Role,
    SiteManifest,
)
from generator.source.resolve import TextSources
from generator.source.revisions import REVISIONS, RevisionEntry, RevisionList
from generator.source.shapes import Shape
from generator.source.states import StateFiles, all_states, last_withdrawal, listed_states, told_corrections
from generator.source.wording import WORDING, RawWording, check_wording
from generator.source.yaml_tree import Node, parse_yaml

T = TypeVar("T")
DRAFT = "draft"
SITE_FILE = f"{CONTENT}/site.yaml"
ROLES_FILE = f"{CONTENT}/data/roles.yaml"


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """A corpus, what is worth a notice about its files, and the characters of each file that was read, by path.

    `lists` hold the lists of revisions as their files say them, by document.
    """

    corpus: Corpus
    notices: tuple[Problem, ...]
    sources: Mapping[str, str]
    lists: Mapping[str, RevisionList] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """What holds for all documents of a site, and what is wrong with its files besides those of its documents."""

    manifest: SiteManifest
    roles: tuple[Role, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    sources: Mapping[str, SourceText]


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """One document of a site, None where its files are wrong; `problems` are those of the site and its own."""

    id: str
    document: Document | None
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    sources: Mapping[str, SourceText]
    held: RevisionList


def load_frame(root: Path, kept: Kept | None = None) -> SiteFrame:
    """Read what holds for all documents; raise `InputError` where not even the site's manifest can be read."""
    return _Loader(root, kept or Kept()).frame()


def load_document(root: Path, frame: SiteFrame, name: str, kept: Kept | None = None) -> LoadedDocument:
    """Read one document with all its revisions; its problems are told, not raised."""
    loader = _Loader(root, kept or Kept(), list(frame.problems))
    document = loader.document(name, frame.manifest, frame.roles)
    problems, notices = tuple(loader.problems), tuple(loader.notices)
    return LoadedDocument(name, document, problems, notices, loader.sources, loader.lists[name])


def load_site(root: Path, kept: Kept | None = None) -> LoadedSite:
    """Read the site in a folder; raise `InputError` with every problem of every file.

    `kept` holds what earlier readings of the same folder made, so that this one makes only what is new.
    """
    kept = kept or Kept()
    frame = load_frame(root, kept)
    loaded = [load_document(root, frame, name, kept) for name in frame.manifest.documents]
    problems = [*frame.problems, *(problem for one in loaded for problem in one.problems)]
    if problems:
        raise InputError(*problems)
    kept.sweep()
    read = dict(frame.sources)
    for one in loaded:
        read |= one.sources
    return LoadedSite(
        corpus=Corpus(frame.manifest.site, tuple(one.document for one in loaded if one.document is not None)),
        notices=tuple(sorted([*frame.notices, *(notice for one in loaded for notice in one.notices)])),
        sources=MappingProxyType({path: read[path].text for path in sorted(read)}),
        lists=MappingProxyType({one.id: one.held for one in loaded}),
    )


def time_zone_of(root: Path) -> str:
    """The time zone of the site in a folder, without reading its texts; raises `InputError`."""
    loader = _Loader(root)
    manifest = loader.attempt(loader._site)  # noqa: SLF001 - the same module
    if manifest is None:
        raise InputError(*loader.problems)
    return manifest.site.time_zone


@dataclass(slots=True)
class _Loader:
    """Holds what is collected while a folder is read; used once."""

    root: Path
    kept: Kept = field(default_factory=Kept)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    sources: dict[str, SourceText] = field(default_factory=dict)
    trees: dict[str, Node] = field(default_factory=dict)
    lists: dict[str, RevisionList] = field(default_factory=dict)

    def frame(self) -> SiteFrame:
        """What holds for all documents."""
        manifest = self.attempt(self._site)
        if manifest is None:
            raise InputError(*self.problems)
        self.problems += self.attempt(stray_files, self.root, manifest) or []
        roles = self.attempt(self._roles, manifest) or ()
        return SiteFrame(manifest, roles, tuple(self.problems), tuple(self.notices), self.sources)

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
            self.sources[relative] = self.kept.source(self.root, relative)
        return self.sources[relative]

    def tree(self, relative: str) -> Node:
        """A YAML file's tree; each file is parsed once."""
        if relative not in self.trees:
            source = self.source(relative)
            self.trees[relative] = self.kept.once(("tree", relative), (source,), lambda: parse_yaml(source))
        return self.trees[relative]

    def yaml(self, relative: str, shape: Shape[T]) -> T:
        """A YAML file's value."""
        tree = self.tree(relative)
        return self.kept.once(("value", relative), (tree, shape), lambda: shape.read(tree))

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

    def document(self, name: str, manifest: SiteManifest, roles: tuple[Role, ...]) -> Document | None:
        """One document with all its revisions; None where its files are wrong."""
        names = Names(name)
        document = self.attempt(self.yaml, names.manifest, DOCUMENT)
        held = self.attempt(self.yaml, names.revisions, REVISIONS) or RevisionList()
        decisions = self.attempt(self._decisions, names, manifest, roles)
        self.lists[name] = held
        if document is None or decisions is None:
            return None
        self.problems += prevailing_problems(document, manifest, self.tree(names.manifest))
        self.problems += entry_problems(held, manifest)
        read = [self._published(entry, held, names, decisions) for entry in held.revisions]
        revisions = tuple(revision for revision in read if revision is not None)
        languages = revisions[-1].languages if revisions else manifest.site.languages
        is_latest = bool(revisions) and not self.problems and self._is_copied(names, held, manifest)
        draft = None if is_latest else self._draft(names, languages, manifest.site.languages, decisions)
        loaded = Document(
            id=name,
            edition=document.edition,
            prevailing=document.prevailing,
            revisions=revisions,
            draft=None if draft is None or self._is_unchanged(draft, revisions) else draft,
            draft_public=document.draft_public,
            draft_is_proposal=document.draft_is_proposal,
            history_complete=document.history_complete,
            ended=document.ended,
            decisions=decisions,
            notice_days=document.notice_days,
            author=document.author,
        )
        self._check_document(loaded, manifest, names)
        self.problems += author_problems(document, roles, self.tree(names.manifest))
        for folder in ("data", *manifest.site.languages):
            listed = listed_states(held)
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

    def _published(
        self, entry: RevisionEntry, held: RevisionList, names: Names, decisions: tuple[OpenDecision, ...]
    ) -> Revision | None:
        """A revision as it stands now, with its wordings before each correction."""
        states = [self._state(entry, files, decisions) for files in all_states(entry, held, names)]
        *earlier, latest = states
        if latest is None:
            return None
        return replace(
            latest,
            withdrawn=last_withdrawal(entry, held),
            corrections=told_corrections(entry, held),
            earlier=tuple(state for state in earlier if state is not None),
        )

    def _state(self, entry: RevisionEntry, files: StateFiles, decisions: tuple[OpenDecision, ...]) -> Revision | None:
        facts = self.attempt(self._facts, files.facts)
        if facts is None:
            return None
        texts = [
            self.attempt(self._text, files.texts[language], language, (origin, entry.published), facts)
            for language, origin in entry.origin.items()
        ]
        revision = Revision(
            id=entry.id,
            published=entry.published,
            effective=entry.effective,
            texts=tuple(text for text in texts if text is not None),
            facts=facts,
            notes=entry.notes,
            sources=entry.sources,
            seal=entry.seal,
            short_notice=entry.short_notice,
            consequence=entry.consequence,
        )
        self._check_revision(revision, files.facts, decisions)
        return revision

    def _check_revision(self, revision: Revision, facts: str, decisions: tuple[OpenDecision, ...]) -> None:
        tree = self.tree(facts)
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
        paths = {language: (names.text(language, DRAFT), names.wording(language, DRAFT)) for language in held}
        texts = [self.attempt(self._text, paths[lang], lang, (Origin.OFFICIAL, None), facts) for lang in held]
        draft = Revision(DRAFT, None, None, tuple(text for text in texts if text is not None), facts)
        self._check_revision(draft, names.facts(DRAFT), decisions)
        return draft

    def _facts(self, path: str) -> Facts:
        facts, tree = self.yaml(path, FACTS), self.tree(path)
        self.kept.once(("facts", path), (tree,), lambda: check_facts(facts, path, tree))
        return facts

    def _text(
        self,
        paths: tuple[str, str],
        language: str,
        dated: tuple[Origin, date | None],
        facts: Facts,
    ) -> Text:
        markdown, wording_path = paths
        source = self.attempt(self.source, markdown)
        wording = self.attempt(self._wording, wording_path, facts)
        if source is None or wording is None:
            raise InputError
        origin, published = dated
        wording_source = self.source(wording_path)
        sources = TextSources(language, origin, published, source, wording_source, wording, facts)
        parts = (source, wording_source, wording, facts, origin, published)
        return self.kept.once(("text", markdown), parts, lambda: self.kept.resolver.text(sources))

    def _wording(self, path: str, facts: Facts) -> RawWording:
        wording, tree = self.yaml(path, WORDING), self.tree(path)
        self.kept.once(("wording", path), (tree, facts), lambda: check_wording(wording, facts, path, tree))
        return wording

    def _is_copied(self, names: Names, held: RevisionList, manifest: SiteManifest) -> bool:
        """Whether all files of the draft are those of the latest revision, to the byte, so that it needs no reading."""
        latest = all_states(held.revisions[-1], held, names)[-1]
        drafted = {lang for lang in manifest.site.languages if exists(self.root, names.text(lang, DRAFT))}
        if drafted != latest.texts.keys():
            return False
        pairs = [(names.facts(DRAFT), latest.facts)]
        for language, (text, wording) in latest.texts.items():
            pairs += [(names.text(language, DRAFT), text), (names.wording(language, DRAFT), wording)]
        return all(exists(self.root, one) and self._is_same_file(one, other) for one, other in pairs)

    def _is_same_file(self, one: str, other: str) -> bool:
        source = self.attempt(self.source, one)
        return source is not None and source.text == self.source(other).text

    def _is_unchanged(self, draft: Revision, revisions: tuple[Revision, ...]) -> bool:
        """Whether the draft is the latest revision, word for word and fact for fact."""
        if not revisions:
            return False
        latest = revisions[-1]
        if draft.facts != latest.facts or draft.languages != latest.languages:
            return False
        return all(
            self.source(one).text == self.source(other).text
            for language in draft.languages
            if (old := latest.text(language)) and (new := draft.text(language))
            for one, other in ((new.path, old.path), (new.wording_path, old.wording_path))
        )
