"""Reads the site again and again: only what changed is read, parsed, compared and rendered anew."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator import clock
from generator.build import terms_of, theme_folders
from generator.compare.comparisons import DocumentComparisons, compare_document
from generator.errors import InputError
from generator.model import Corpus, Extra
from generator.render.environment import Templates
from generator.render.formats import load_interface
from generator.render.forms import FormCache
from generator.render.history import History, make_history
from generator.render.press import Press
from generator.render.review_page import ENGLISH
from generator.render.scene import Scene, timeline
from generator.render.terms_view import BodyMarks
from generator.render.theme import asset_files
from generator.review.stale import stale_sections
from generator.serve.comparing import Comparer
from generator.serve.lazily import Lazily
from generator.serve.snapshot import Look, Snapshot
from generator.serve.tools import tool_files
from generator.serve.verifying import Verifier, raise_if_altered
from generator.source.corpus import LoadedSite, load_site
from generator.source.folder import CONTENT
from generator.source.kept import Kept

_FORMS_FOR = 200
"""After how many readings the HTML of earlier sections is let go."""


@dataclass(slots=True)
class Reader:
    """Reads the site in a folder; `as_of` is the day that counts as today. Used by one thread at a time."""

    root: Path
    as_of: date | None = None
    _count: int = 0
    _kept: Kept = field(default_factory=Kept)
    _comparer: Comparer = field(default_factory=Comparer)
    _forms: FormCache = field(default_factory=FormCache)
    _look: Look | None = None
    _languages: tuple[str, ...] = ()
    _verifier: Verifier = field(init=False)

    def __post_init__(self) -> None:
        self._verifier = Verifier(self.root)

    def read(self, changed: Collection[str] = ()) -> Snapshot:
        """The site now; `changed` are the paths, relative to the folder, of files that changed since the last time.

        Raises PolicyError for sources that can't be shown, AlteredError among them for a published revision that isn't
        what was sealed.
        """
        self._kept.forget(changed)
        if any(not path.startswith(f"{CONTENT}/") for path in changed):
            self._look = None
        loaded = self._load()
        self._count += 1
        if self._count % _FORMS_FOR == 0:
            self._forms = FormCache()
        look = self._look_for(loaded.corpus)
        press = Press(self._scene(loaded.corpus, look), look.templates)
        return Snapshot(self._count, loaded, press, look, self._comparer.compare)

    def _load(self) -> LoadedSite:
        """The site without extras: an index of all texts, and PDFs, take too long to be made at every keystroke."""
        try:
            loaded = load_site(self.root, self._kept)
        except InputError as error:
            raise_if_altered(self.root, error)
            raise
        self._verifier.verify(loaded)
        return replace(loaded, corpus=replace(loaded.corpus, site=loaded.corpus.site.without(*Extra)))

    def _look_for(self, corpus: Corpus) -> Look:
        languages = corpus.site.languages
        if self._look is None or self._languages != languages:
            self._look, self._languages = look_of(theme_folders(self.root), languages), languages
        return self._look

    def _scene(self, corpus: Corpus, look: Look) -> Scene:
        """As `render_site` makes it, but what changed in a document is worked out when a page asks for it."""
        today = clock.today(self.as_of, os.environ, corpus.site.time_zone)
        documents = {document.id: document for document in corpus.documents}
        timelines = {name: timeline(document, corpus.site, today) for name, document in documents.items()}

        def compared(name: str) -> DocumentComparisons:
            return compare_document(documents[name], today, self._comparer.compare)

        def history(key: tuple[str, str]) -> History:
            return make_history(timelines[key[0]].versions, comparisons[key[0]], key[1])

        comparisons = Lazily(documents, compared)
        histories = Lazily(((name, language) for name in documents for language in corpus.site.languages), history)
        marks = BodyMarks(terms_of(self.root))
        stale = {key: held for one in corpus.documents for key, held in stale_sections(self.root, one).items()}
        return Scene(corpus, today, look.interfaces, self._forms, timelines, comparisons, histories, marks, stale)


def look_of(folders: tuple[Path, ...], languages: tuple[str, ...]) -> Look:
    """What the theme folders give; raises ConfigurationError for what can't work."""
    return Look(
        templates=Templates(folders),
        interfaces={language: load_interface(language, folders) for language in languages},
        english=load_interface(ENGLISH, folders),
        assets={file.path: file.content for file in asset_files(folders)},
        tools=tool_files(folders),
    )
