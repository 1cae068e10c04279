"""Trying out what a command would write: a copy of the sources with the new files in it, for a while."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.errors import Location, OutputError, Problem
from generator.model import Document
from generator.source import load_site
from generator.source.folder import CONTENT

_UNREAD = shutil.ignore_patterns(".*", "*~", "#*#")
"""Files of editors and systems, which no text is read from; some are links that lead nowhere."""


@contextmanager
def previewed(root: Path, files: Mapping[str, str]) -> Iterator[Path]:
    """A folder with the site's `content/` as it would be; paths of `files` are relative to the site's folder."""
    with tempfile.TemporaryDirectory(prefix="polylex-") as folder:
        copy = Path(folder)
        try:
            shutil.copytree(root / CONTENT, copy / CONTENT, ignore=_UNREAD)
            for path, text in files.items():
                (copy / path).parent.mkdir(parents=True, exist_ok=True)
                (copy / path).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            reason = error.strerror or "some file can't be copied"
            message = f"the result can't be tried out in a temporary folder: {reason.lower()}"
            remedy = "Check the space and the permissions there; nothing was written."
            raise OutputError(Problem(Location(tempfile.gettempdir()), message, remedy)) from None
        yield copy


def previewed_document(root: Path, files: Mapping[str, str], name: str) -> Document:
    """A document as it would be; raises InputError for what couldn't be read then."""
    with previewed(root, files) as copy:
        corpus = load_site(copy).corpus
    return next(document for document in corpus.documents if document.id == name)
