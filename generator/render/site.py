"""The whole site from a corpus: every page, every twin, and what machines read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from generator.compare.comparisons import DocumentComparisons
from generator.model import Corpus, Document, Extra, Site
from generator.pages import OutputFile
from generator.render.bilingual_pages import bilingual_files
from generator.render.chain_files import chain_files, has_chain
from generator.render.changelog_pages import changelog_files
from generator.render.columns_pages import columns_files
from generator.render.compare_any import can_compare, compare_files, compare_folder
from generator.render.compared import all_compared, changes_folder
from generator.render.data_pages import data_files
from generator.render.environment import Templates
from generator.render.formats import Interface, load_interface
from generator.render.forms import FormCache
from generator.render.history import History, make_history
from generator.render.history_pages import history_files, history_folder
from generator.render.links import COLUMNS, DATA, DRAFT, ON, SEARCH, SEARCH_SCRIPT, folder
from generator.render.metadata import SITEMAP, Indexed, document_headers, headers, robots, sitemap
from generator.render.on_day_pages import has_days, on_day_files
from generator.render.overview_pages import (
    DocumentEntry,
    choice_page,
    document_entry,
    documents_page,
    has_page,
    missing_page,
    unavailable_page,
)
from generator.render.press import Made, Press
from generator.render.redline_pages import redline_files
from generator.render.redline_views import view_folder
from generator.render.results import RenderedSite, RenderOptions
from generator.render.scene import Scene, Subject, Timeline, timeline
from generator.render.search_pages import search_page
from generator.render.side_by_side_pages import side_by_side_files
from generator.render.side_by_side_rows import RowCache
from generator.render.terms_view import BodyMarks
from generator.render.text_pages import current_page, draft_files, revision_files, subjects, subjects_as_published
from generator.render.theme import asset_files


@dataclass(frozen=True, slots=True)
class Planned:
    """Files still to be made, all of which lie directly in one folder."""

    folder: str
    make: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class DocumentTold:
    """What pages and files that belong to no document tell of one.

    `entries` are those of the lists of documents, by language, none where readers may not know of it; `headers` the
    lines for pages that aren't to be listed.
    """

    entries: Mapping[str, DocumentEntry]
    headers: tuple[str, ...]


NOTHING_COMPARED: Mapping[str, DocumentComparisons] = MappingProxyType({})


def render_site(
    corpus: Corpus, options: RenderOptions, comparisons: Mapping[str, DocumentComparisons] = NOTHING_COMPARED
) -> RenderedSite:
    """All files of the site on one day, in order of their paths.

    `comparisons` holds what changed between the revisions of a document, by its id; a document that isn't in it has
    no pages of changes. They must be made for the same day. What isn't public on that day reaches none of the files.
    PDFs are no part of it, whatever extras the site names.
    Raises `ConfigurationError` for a template, a catalog or a language that can't work.
    """
    scene = scene_of(replace(corpus, site=corpus.site.without(Extra.PDF)), options, comparisons)
    made = tuple(plan.make() for plan in planned(Press(scene, Templates(options.templates))))
    files = [file for part in made for file in part.files]
    pages = (part.indexed for part in made if part.indexed)
    files += [*static_files(corpus.site, options), *machine_files(scene, pages, all_told(scene))]
    texts = [part.text for part in made if part.text]
    return RenderedSite(
        files=tuple(sorted(files, key=lambda file: file.path)),
        texts=tuple(sorted(texts, key=lambda text: text.path)),
    )


def scene_of(
    corpus: Corpus,
    options: RenderOptions,
    comparisons: Mapping[str, DocumentComparisons] = NOTHING_COMPARED,
    interfaces: Mapping[str, Interface] | None = None,
) -> Scene:
    """What all pages are made of; raises `ConfigurationError` for a catalog or a language that can't work.

    `interfaces` are those of the site's languages where they are loaded already.
    """
    interfaces = interfaces or interfaces_of(corpus.site, options)
    timelines = {document.id: timeline(document, corpus.site, options.today) for document in corpus.documents}
    histories = _histories(corpus, timelines, comparisons)
    marks = BodyMarks(options.terms)
    return Scene(
        corpus, options.today, interfaces, FormCache(), timelines, comparisons, histories, marks, options.stale
    )


def interfaces_of(site: Site, options: RenderOptions) -> dict[str, Interface]:
    """The interface of each language of a site; raises `ConfigurationError` for one that can't work."""
    return {language: load_interface(language, options.templates) for language in site.languages}


def planned(press: Press) -> Iterator[Planned]:
    """Every page of the site with the files beside it."""
    yield from planned_around(press)
    for document in press.scene.corpus.documents:
        yield from planned_for(press, document)


def planned_around(press: Press, told: tuple[DocumentTold, ...] | None = None) -> Iterator[Planned]:
    """The pages that belong to no document; `told` is what they tell of all, where that is known already."""
    yield Planned("", partial(choice_page, press))
    yield Planned("", partial(missing_page, press))
    for language in press.scene.site.languages:
        yield Planned(folder(language), partial(_listing, documents_page, press, language, told))
        if press.scene.has_search:
            yield Planned(folder(language, SEARCH), partial(_listing, search_page, press, language, told))


def _listing(
    page: Callable[[Press, str, tuple[DocumentEntry, ...]], Made],
    press: Press,
    language: str,
    told: tuple[DocumentTold, ...] | None,
) -> Made:
    """A page that lists the documents."""
    shown = all_told(press.scene) if told is None else told
    return page(press, language, tuple(one.entries[language] for one in shown if one.entries))


def all_told(scene: Scene) -> tuple[DocumentTold, ...]:
    """What is told of all documents."""
    return tuple(told_of(scene, document) for document in scene.corpus.documents)


def told_of(scene: Scene, document: Document) -> DocumentTold:
    """What is told of a document."""
    shown = scene.interfaces.items() if has_page(scene, document) else ()
    entries = {language: document_entry(scene, document, interface) for language, interface in shown}
    return DocumentTold(entries, document_headers(scene, document))


def planned_for(press: Press, document: Document) -> Iterator[Planned]:
    """The pages of a document."""
    scene = press.scene
    if not has_page(scene, document):
        return
    for language in scene.site.languages:
        yield from _own_pages(press, document, language)
        yield from _pages_of_days(press, document, language)
    rows = RowCache()
    for revision in scene.versions(document):
        shown = tuple(subjects(press, document, revision, revision.id))
        yield from _beside(press, shown, rows)
        for subject in (*shown, *subjects_as_published(press, document, revision)):
            yield Planned(subject.folder, partial(revision_files, press, subject))
    draft = scene.draft(document)
    drafted = tuple(subjects(press, document, draft, DRAFT)) if draft else ()
    for subject in drafted:
        yield Planned(subject.folder, partial(draft_files, press, subject))
    yield from _beside(press, drafted, rows)
    yield from _change_pages(press, document)


def _beside(press: Press, shown: tuple[Subject, ...], rows: RowCache) -> Iterator[Planned]:
    """Each text of a revision beside each other one."""
    for subject in shown:
        for other in shown:
            if other is not subject:
                here = f"{subject.folder}{other.text.language}/"
                yield Planned(here, partial(side_by_side_files, press, subject, other.text, rows))


def _change_pages(press: Press, document: Document) -> Iterator[Planned]:
    """What changed: the lists, the histories of sections, and the redlines."""
    scene = press.scene
    for language in scene.site.languages:
        if scene.has_changelog(document, language):
            yield Planned(changes_folder(language, document), partial(changelog_files, press, document, language))
        if can_compare(scene, document, language):
            yield Planned(compare_folder(language, document), partial(compare_files, press, document, language))
        for section in scene.history(document, language).stands:
            here = history_folder(language, document, section)
            yield Planned(here, partial(history_files, press, document, language, section))
    yield from _redline_pages(press, document)


def _redline_pages(press: Press, document: Document) -> Iterator[Planned]:
    """The redlines in one text, in two columns, and in two languages."""
    scene = press.scene
    before = None
    for compared in all_compared(scene, document):
        if compared.comparison is not before:
            scene.forms.redlined.changed.clear()  # no other page shows what changed there
            before = compared.comparison
        yield Planned(compared.folder, partial(redline_files, press, compared))
        yield Planned(view_folder(compared, COLUMNS), partial(columns_files, press, compared))
        for other in compared.languages:
            if other != compared.language:
                yield Planned(view_folder(compared, other), partial(bilingual_files, press, compared, other))


def _histories(
    corpus: Corpus, timelines: Mapping[str, Timeline], comparisons: Mapping[str, DocumentComparisons]
) -> Mapping[tuple[str, str], History]:
    return {
        (document.id, language): make_history(timelines[document.id].versions, comparisons[document.id], language)
        for document in corpus.documents
        for language in corpus.site.languages
        if document.id in comparisons
    }


def _own_pages(press: Press, document: Document, language: str) -> Iterator[Planned]:
    """A document's own page and, where the text states categories, their table."""
    current = press.scene.current(document)
    text = current.text(language) if current else None
    if current is None or text is None:
        yield Planned(folder(language, document.id), partial(unavailable_page, press, document, language))
        return
    subject = Subject(press.scene, document, current, text, "")
    yield Planned(subject.folder, partial(current_page, press, subject))
    if current.facts.categories:
        data = Subject(press.scene, document, current, text, DATA)
        yield Planned(data.folder, partial(data_files, press, data))


def _pages_of_days(press: Press, document: Document, language: str) -> Iterator[Planned]:
    """Which version had which days, and the chain of the seals over all of them."""
    if has_days(press.scene, document):
        yield Planned(folder(language, document.id, ON), partial(on_day_files, press, document, language))
    if has_chain(press.scene, document):
        yield Planned(folder(language, document.id), partial(chain_files, press.scene, document, language))


def static_files(site: Site, options: RenderOptions) -> Iterator[OutputFile]:
    """The static files of the theme that the site uses."""
    for file in asset_files(options.templates):
        if file.path != SEARCH_SCRIPT or Extra.SEARCH in site.extras:
            yield file


def machine_files(scene: Scene, pages: Iterable[Indexed], told: Iterable[DocumentTold]) -> Iterator[OutputFile]:
    """What a host and search engines read, once all pages are made."""
    yield OutputFile("_headers", headers(scene, (line for one in told for line in one.headers)))
    yield OutputFile("robots.txt", robots(scene.site))
    if not scene.is_copy:
        yield OutputFile(SITEMAP, sitemap(pages))
