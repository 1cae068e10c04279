"""Writing the messages that tell people of a new revision."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.build import theme_folders
from generator.compare import compare_revisions
from generator.compare.comparisons import compare_document
from generator.errors import Location, OutputError, Problem
from generator.model import Authority
from generator.publish.chosen import choose, error
from generator.render import RenderOptions
from generator.render.notification import Notification, notifications
from generator.render.site import scene_of

FOLDER = "notices"
"""Where the messages are written, in the site's folder, unless another place is named."""


def write_notices(root: Path, name: str, revision: str, output: Path | None, today: date) -> tuple[Path, ...]:
    """Write the messages on a revision, two files a language, and return their paths.

    They can be made before the revision's day comes. Raises PolicyError for a document or a revision that isn't
    there, and on a site of copies, which has nobody to notify in the publisher's name.
    """
    chosen = choose(root, name)
    corpus = chosen.loaded.corpus
    if corpus.site.authority is Authority.COPY:
        raise error("this site holds copies, so it has nobody to notify in the publisher's name", "Ask the publisher.")
    published = chosen.revision(revision).published or today
    day = max(today, published)
    comparisons = {name: compare_document(chosen.document, day, compare_revisions)}
    scene = scene_of(corpus, RenderOptions(day, theme_folders(root)), comparisons)
    folder = output if output is not None else root / FOLDER / f"{name}-{revision}"
    return tuple(path for one in notifications(scene, chosen.document, revision) for path in _written(folder, one))


def _written(folder: Path, message: Notification) -> tuple[Path, Path]:
    paths = folder / f"{message.language}.txt", folder / f"{message.language}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in zip(paths, (message.text, message.html), strict=True):
            path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as failure:
        message_text = f"the message can't be written: {(failure.strerror or str(failure)).lower()}"
        raise OutputError(Problem(Location(str(folder)), message_text, "Name another folder with -o.")) from None
    return paths
