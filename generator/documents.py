"""All that is made of one document: read, verified, compared, rendered, proved, and put where it waits to be written.

Documents don't know of each other, so each is made by itself and let go of before the next one is read. What comes out
of it is small: names and digests of files, and what the pages and files of the whole site tell of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator.compare import compare_revisions
from generator.compare.comparisons import DocumentComparisons, compare_document
from generator.compare.memory import Memory
from generator.errors import LossError, PolicyError, Problem
from generator.integrity.known import Known
from generator.integrity.verification import Verified, raise_alterations, raise_unreadable, verify_document
from generator.model import Corpus, Document, Extra, Stale
from generator.model.known import corpus_on
from generator.pages import OutputFile
from generator.papers import Papers, typesetter_of
from generator.proof import Proof
from generator.render import RenderOptions
from generator.render.environment import Templates
from generator.render.formats import Interface
from generator.render.metadata import Indexed
from generator.render.press import Made, Press
from generator.render.site import (
    DocumentTold,
    interfaces_of,
    machine_files,
    planned_around,
    planned_for,
    scene_of,
    static_files,
    told_of,
)
from generator.source.corpus import LoadedDocument, SiteFrame, load_document
from generator.source.folder import CONFIRMED, CONTENT
from generator.typeset import Typesetter
from generator.workers import uncollected
from generator.write import Spool, StoredFile


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """What was made of a document.

    `problems` are those of its sources; with any, and with alterations in `verified`, nothing else was made.
    `failure` is why it couldn't be rendered or proved.
    """

    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    verified: Verified | None = None
    failure: PolicyError | None = None
    pages: DocumentPages | None = None


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """The files of a document, how many texts they show, the pages to be listed, and what is told of it elsewhere.

    `searched` are the paths of the pages that the site's own search finds, `kept` the names that its PDFs are kept
    under.
    """

    files: tuple[StoredFile, ...]
    texts: int
    indexed: tuple[Indexed, ...]
    told: DocumentTold
    searched: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(slots=True)
class DocumentMaker:
    """Makes documents, one after the other; what they share is made once for each process.

    After a document whose sources can't be shown, the others are only read and verified, so that all is told at once.
    """

    root: Path
    frame: SiteFrame
    today: date
    look: Callable[[], RenderOptions]
    spool: Spool
    _known: Known = field(init=False)
    _look: _Look | None = None
    _typesetter: Typesetter | None = None
    _is_in_vain: bool = False

    def __post_init__(self) -> None:
        self._known = Known(self.root)
        self._is_in_vain = bool(self.frame.problems)

    def make(self, name: str) -> MadeDocument:
        """Make one document."""
        with uncollected():
            loaded = load_document(self.root, self.frame, name)
            if loaded.problems or loaded.document is None:
                self._is_in_vain = True
                return MadeDocument(loaded.problems, loaded.notices)
            verified = verify_document(self._known, loaded)
            self._is_in_vain |= bool(verified.files or verified.contents)
            if self._is_in_vain:
                return MadeDocument((), loaded.notices, verified)
            try:
                return MadeDocument((), loaded.notices, verified, pages=self._pages(loaded, loaded.document))
            except PolicyError as error:
                return MadeDocument((), loaded.notices, verified, failure=error)

    def _pages(self, loaded: LoadedDocument, document: Document) -> DocumentPages:
        corpus = corpus_on(Corpus(self.frame.manifest.site, (document,)), self.today)
        (shown,) = corpus.documents
        compare = partial(compare_revisions, memory=Memory())
        comparisons = {shown.id: compare_document(shown, self.today, compare)}
        press = self._press(corpus, comparisons, _stale(self.root, shown))
        papers = self._papers()
        proof = Proof({path: source.text for path, source in loaded.sources.items()})
        files: list[StoredFile] = []
        indexed: list[Indexed] = []
        searched: list[str] = []
        problems: list[Problem] = []
        texts = 0
        for plan in planned_for(press, shown):
            made = plan.make()
            files += map(self.spool.take, made.files)
            if papers and made.paper:
                files.append(self.spool.take(papers.made(made.paper, loaded)))
            indexed += [made.indexed] if made.indexed else []
            if made.text:
                texts += 1
                page = _page_of(made, made.text.path)
                problems += proof.text_problems(made.text, page.content)
                searched += [page.path] if made.is_searched else []
        if problems:
            raise LossError(*problems)
        kept = tuple(papers.used) if papers else ()
        told = told_of(press.scene, shown)
        return DocumentPages(tuple(files), texts, tuple(indexed), told, tuple(searched), kept)

    def around(self, pages: Iterable[DocumentPages]) -> list[OutputFile]:
        """The files that belong to no document, once all documents are made."""
        made_before = tuple(pages)
        press = self._press(Corpus(self.frame.manifest.site, ()), {})
        told = tuple(one.told for one in made_before)
        made = [plan.make() for plan in planned_around(press, told)]
        indexed = [page for one in made_before for page in one.indexed]
        indexed += [part.indexed for part in made if part.indexed]
        files = [file for part in made for file in part.files]
        return [*files, *static_files(press.scene.site, self.look()), *machine_files(press.scene, indexed, told)]

    def _papers(self) -> Papers | None:
        """What makes PDFs, None where the site has none; what typesets them is made once."""
        site = self.frame.manifest.site
        if Extra.PDF not in site.extras:
            return None
        if self._typesetter is None:
            self._typesetter = typesetter_of(site.base_url, self.look().templates)
        return Papers(self._typesetter, self.spool.pdfs)

    def _press(
        self, corpus: Corpus, comparisons: Mapping[str, DocumentComparisons], stale: Stale = MappingProxyType({})
    ) -> Press:
        look = self._look
        if look is None:
            options = self.look()
            templates = Templates(options.templates, self.spool.templates)
            look = self._look = _Look(options, interfaces_of(corpus.site, options), templates)
        options = replace(look.options, stale=stale)
        return Press(scene_of(corpus, options, comparisons, look.interfaces), look.templates)


@dataclass(frozen=True, slots=True)
class _Look:
    """What all pages of a process are printed with."""

    options: RenderOptions
    interfaces: Mapping[str, Interface]
    templates: Templates


def sound_pages(root: Path, frame: SiteFrame, made: Sequence[MadeDocument]) -> tuple[DocumentPages, ...]:
    """The pages of all documents, if nothing is wrong with any.

    Raises InputError with every problem of every file, AlteredError if a published revision was altered, then what
    kept documents from being rendered, and LossError last.
    """
    problems = [*frame.problems, *(problem for one in made for problem in one.problems)]
    if problems:
        raise_unreadable(root, problems)
    raise_alterations(one.verified for one in made if one.verified)
    _keep_verified(root, frame, made)
    failures = sorted((one.failure for one in made if one.failure), key=lambda error: isinstance(error, LossError))
    if failures:
        first = type(failures[0])
        raise first(*(problem for error in failures if type(error) is first for problem in error.problems))
    return tuple(one.pages for one in made if one.pages)


def _keep_verified(root: Path, frame: SiteFrame, made: Sequence[MadeDocument]) -> None:
    named = [(name, one.verified) for name, one in zip(frame.manifest.documents, made, strict=True) if one.verified]
    if not all(verified.is_known for _, verified in named):
        Known(root).keep({name: verified.state for name, verified in named})


def _stale(root: Path, document: Document) -> Stale:
    """The sections of the draft that were confirmed against an older wording."""
    if not any((root / CONTENT).glob(f"*/{document.id}/*{CONFIRMED}")):
        return {}
    from generator.review.stale import stale_sections  # noqa: PLC0415 - it loads all rules of the check, which most sites can do without

    return stale_sections(root, document)


def _page_of(made: Made, path: str) -> OutputFile:
    return next((file for file in made.files if file.path == path), OutputFile(path, b""))
