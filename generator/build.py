"""The pipeline, from a folder of sources to a folder of pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import clock
from generator.check import TERMS_PATH, TermBase, read_terms
from generator.compare import compare_revisions
from generator.compare.comparisons import compare_document
from generator.errors import Problem
from generator.integrity import load_verified
from generator.model.known import corpus_on
from generator.proof import prove
from generator.render import RenderOptions, default_theme, render_site
from generator.source.files import read_source
from generator.source.folder import CONTENT, exists
from generator.write import WriteReport, write_site

OUTPUT = "site"
TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build: the site's folder, the output folder (None for `site/` in it), and the day (None for today)."""

    root: Path
    output: Path | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: the texts it rendered, the files it wrote, and what is worth a notice.

    It holds for the day `today` in the site's time zone `time_zone`.
    """

    texts: int
    files: int
    write: WriteReport
    today: date
    notices: tuple[Problem, ...]
    time_zone: str

    @property
    def moments(self) -> tuple[float, float]:
        """When the day begins and when it ends, in seconds since 1970."""
        zone = ZoneInfo(self.time_zone)
        begins = (datetime.combine(day, time(), zone) for day in (self.today, self.today + timedelta(days=1)))
        first, end = (moment.timestamp() for moment in begins)
        return first, end


def build(options: BuildOptions, tell: Callable[[str], None]) -> BuildReport:
    """Build the site; `tell` is called with the name of each step.

    Raises PolicyError for all that a user can mend, AlteredError among them if a published revision was altered; the
    old site is then as it was.
    """
    tell("Reading the sources, and verifying what is published")
    loaded = load_verified(options.root)
    today = clock.today(options.as_of, os.environ, loaded.corpus.site.time_zone)
    corpus = corpus_on(loaded.corpus, today)
    tell("Comparing the revisions")
    documents = corpus.documents
    comparisons = {document.id: compare_document(document, today, compare_revisions) for document in documents}
    tell("Rendering the pages")
    site = render_site(corpus, render_options(options.root, today), comparisons)
    tell("Comparing the words of sources and pages")
    prove(site, loaded.sources)
    tell("Writing the site")
    target = options.output if options.output is not None else options.root / OUTPUT
    keep = tuple(options.root / name for name in (CONTENT, TEMPLATES))
    report = write_site(site.files, target, keep=keep)
    return BuildReport(len(site.texts), len(site.files), report, today, loaded.notices, corpus.site.time_zone)


def render_options(root: Path, today: date) -> RenderOptions:
    """How the site in a folder is rendered on a day; raises `InputError` for a term base with a fault."""
    return RenderOptions(today, theme_folders(root), terms_of(root))


def terms_of(root: Path) -> TermBase:
    """The term base of a site, empty where it has none; raises `InputError` with every problem of it."""
    return read_terms(read_source(root, TERMS_PATH)) if exists(root, TERMS_PATH) else TermBase()


def theme_folders(root: Path) -> tuple[Path, ...]:
    """The folders where templates are looked for: the site's own first, then the default theme."""
    own = root / TEMPLATES
    return (own, default_theme()) if own.is_dir() else (default_theme(),)
