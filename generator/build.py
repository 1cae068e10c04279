"""The pipeline, from a folder of sources to a folder of pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import clock, typeset
from generator.documents import DocumentMaker, MadeDocument, sound_pages
from generator.errors import Problem
from generator.model import Extra
from generator.recall import Recall, sources
from generator.render import RenderOptions, default_theme
from generator.search import text_pages
from generator.source.corpus import SiteFrame, load_frame
from generator.source.files import read_source
from generator.source.folder import CONTENT, exists
from generator.source.terms import TERMS_PATH, TermBase, read_terms
from generator.workers import jobs_for, spread
from generator.write import WriteReport, spooled, write_site

OUTPUT = "site"
TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build: the site's folder, the output folder (None for `site/` in it), and the day (None for today).

    `jobs` is how many processes may work on it, None for as many as pay. `extras` are made besides those that the site
    names. With `fresh`, nothing that an earlier build made is used.
    """

    root: Path
    output: Path | None = None
    as_of: date | None = None
    jobs: int | None = None
    extras: tuple[Extra, ...] = ()
    fresh: bool = False


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
    tell("Reading the sources")
    root = options.root
    found = sources(root, theme_folders(root))
    frame = _with(load_frame(root), options.extras)
    today = clock.today(options.as_of, os.environ, frame.manifest.site.time_zone)
    made_with = typeset.require() if Extra.PDF in frame.manifest.site.extras else ""
    target = options.output if options.output is not None else root / OUTPUT
    keep = tuple(root / name for name in (CONTENT, TEMPLATES))
    with text_pages(frame.manifest) as searched, spooled(target, keep) as spool:
        tell("Making the documents: verifying, comparing, rendering, proving")
        maker = DocumentMaker(root, frame, today, partial(render_options, root, today), spool)
        keys = found.keys(frame.manifest.documents, today, f"{frame.manifest.site} {made_with}")
        recall = Recall(spool, {} if frame.problems else keys)
        made, new = _made(maker, recall, options)
        pages = sound_pages(root, frame, made)
        tell("Writing the site")
        files = [file for one in pages for file in one.files]
        files += map(spool.take, maker.around(pages))
        if searched:
            paths = {path for one in pages for path in one.searched}
            files += map(spool.take, searched.index(map(spool.given, (file for file in files if file.path in paths))))
        report = write_site(files, target, keep=keep, spool=spool)
        recall.keep(new)
        spool.pdfs.forget_all_but(name for one in pages for name in one.kept)
    notices = tuple(sorted([*frame.notices, *(notice for one in made for notice in one.notices)]))
    texts = sum(one.texts for one in pages)
    return BuildReport(texts, len(files), report, today, notices, frame.manifest.site.time_zone)


def _made(
    maker: DocumentMaker, recall: Recall, options: BuildOptions
) -> tuple[tuple[MadeDocument, ...], Mapping[str, MadeDocument]]:
    """All documents, in the site's order, and those of them that were made anew."""
    documents = maker.frame.manifest.documents
    known = {} if options.fresh else {name: one for name in documents if (one := recall.made(name))}
    names = tuple(name for name in documents if name not in known)
    new = dict(zip(names, spread(maker.make, names, jobs_for(options.root, names, options.jobs)), strict=True))
    return tuple((known | new)[name] for name in documents), new


def _with(frame: SiteFrame, extras: tuple[Extra, ...]) -> SiteFrame:
    site = frame.manifest.site
    named = tuple(extra for extra in Extra if extra in (*site.extras, *extras))
    return replace(frame, manifest=replace(frame.manifest, site=replace(site, extras=named)))


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
