"""The whole site from a corpus: every page, every twin, and what machines read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from generator.compare.comparisons import DocumentComparisons
from generator.model import Corpus, Document
from generator.pages import OutputFile
from generator.render.bilingual_pages import bilingual_files
from generator.render.changelog_pages import changelog_files
from generator.render.compared import all_compared
from generator.render.data_pages import data_files
from generator.render.environment import Templates
from generator.render.formats import load_interface
from generator.render.forms import FormCache
from generator.render.history import History, make_history
from generator.render.history_pages import history_files
from generator.render.links import DATA, DRAFT
from generator.render.metadata import SITEMAP, headers, robots, sitemap
from generator.render.overview_pages import choice_page, documents_page, has_page, missing_page, unavailable_page
from generator.render.press import Made, Press
from generator.render.redline_pages import redline_files
from generator.render.results import RenderedSite, RenderOptions
from generator.render.scene import Scene, Subject, Timeline, timeline
from generator.render.text_pages import current_page, draft_files, revision_files, subjects
from generator.render.theme import asset_files

NOTHING_COMPARED: Mapping[str, DocumentComparisons] = MappingProxyType({})


def render_site(
    corpus: Corpus, options: RenderOptions, comparisons: Mapping[str, DocumentComparisons] = NOTHING_COMPARED
) -> RenderedSite:
    """All files of the site on one day, in order of their paths.

    `comparisons` holds what changed between the revisions of a document, by its id; a document that isn't in it has
    no pages of changes. They must be made for the same day. What isn't public on that day reaches none of the files.
    Raises `ConfigurationError` for a template, a catalog or a language that can't work.
    """
    interfaces = {language: load_interface(language, options.templates) for language in corpus.site.languages}
    timelines = {document.id: timeline(document, corpus.site, options.today) for document in corpus.documents}
    histories = _histories(corpus, timelines, comparisons)
    scene = Scene(corpus, options.today, interfaces, FormCache(), timelines, comparisons, histories)
    made = tuple(_pages(Press(scene, Templates(options.templates))))
    files = [file for part in made for file in part.files]
    files += [*asset_files(options.templates), *_machine_files(scene, made)]
    texts = [part.text for part in made if part.text]
    return RenderedSite(
        files=tuple(sorted(files, key=lambda file: file.path)),
        texts=tuple(sorted(texts, key=lambda text: text.path)),
    )


def _pages(press: Press) -> Iterator[Made]:
    yield choice_page(press)
    yield missing_page(press)
    for language in press.scene.site.languages:
        yield documents_page(press, language)
    for document in press.scene.corpus.documents:
        if has_page(press.scene, document):
            yield from _document_pages(press, document)


def _document_pages(press: Press, document: Document) -> Iterator[Made]:
    scene = press.scene
    for language in scene.site.languages:
        yield from _own_pages(press, document, language)
    for revision in scene.versions(document):
        yield from (revision_files(press, subject) for subject in subjects(press, document, revision, revision.id))
    draft = scene.draft(document)
    if draft:
        yield from (draft_files(press, subject) for subject in subjects(press, document, draft, DRAFT))
    yield from _change_pages(press, document)


def _change_pages(press: Press, document: Document) -> Iterator[Made]:
    """What changed: the lists, the redlines in one language and in two, and the histories of sections."""
    scene = press.scene
    for language in scene.site.languages:
        if scene.has_changelog(document, language):
            yield changelog_files(press, document, language)
        for section in scene.history(document, language).stands:
            yield history_files(press, document, language, section)
    for compared in all_compared(scene, document):
        yield redline_files(press, compared)
        others = (language for language in compared.languages if language != compared.language)
        yield from (bilingual_files(press, compared, other) for other in others)


def _histories(
    corpus: Corpus, timelines: Mapping[str, Timeline], comparisons: Mapping[str, DocumentComparisons]
) -> Mapping[tuple[str, str], History]:
    return {
        (document.id, language): make_history(timelines[document.id].versions, comparisons[document.id], language)
        for document in corpus.documents
        for language in corpus.site.languages
        if document.id in comparisons
    }


def _own_pages(press: Press, document: Document, language: str) -> Iterator[Made]:
    """A document's own page and, where the text states categories, their table."""
    current = press.scene.current(document)
    text = current.text(language) if current else None
    if current is None or text is None:
        yield unavailable_page(press, document, language)
        return
    yield current_page(press, Subject(press.scene, document, current, text, ""))
    if current.facts.categories:
        yield data_files(press, Subject(press.scene, document, current, text, DATA))


def _machine_files(scene: Scene, made: tuple[Made, ...]) -> Iterator[OutputFile]:
    yield OutputFile("_headers", headers(scene))
    yield OutputFile("robots.txt", robots(scene.site))
    if not scene.is_copy:
        yield OutputFile(SITEMAP, sitemap(part.indexed for part in made if part.indexed))
