"""The index that a reader's browser searches: made by Pagefind from the pages that show texts, and from no others.

Pagefind is a program of its own. It gets a folder that holds these pages alone, so what isn't among them can't be
found. Its index is the same to the byte for the same pages, but for the order of the languages in one file, which is
sorted here. A filter with several values would bring chance into more files; the pages use one with a single value.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.errors import ConfigurationError, Location, OutputError, Problem
from generator.model import Extra
from generator.pages import OutputFile
from generator.source.manifests import SiteManifest

FOLDER = "pagefind"
NOT_WORDS_OF_THE_TEXT = ".section-links, .gap"
"""What stands between the words of a text: the links beside its sections, and notices of missing ones."""

_ENTRY = "pagefind-entry.json"
_NEEDED = re.compile(r"pagefind\.js|.*\.pf_(meta|index|fragment|filter)")
_TAKEN = "search"


@dataclass(frozen=True, slots=True)
class TextPages:
    """A folder for the pages to be searched, and the program."""

    folder: Path
    program: Path

    def index(self, pages: Iterable[OutputFile]) -> Iterator[OutputFile]:
        """The files of the index of some pages; none where there is no page.

        Raises ConfigurationError if Pagefind fails, OutputError for what the system refuses.
        """
        with _told():
            for page in pages:
                at = self._pages / page.path
                at.parent.mkdir(parents=True, exist_ok=True)
                at.write_bytes(page.content)
            if self._pages.exists():
                self._run()
                yield from self._files()

    @property
    def _pages(self) -> Path:
        return self.folder / "pages"

    @property
    def _made(self) -> Path:
        return self.folder / FOLDER

    def _run(self) -> None:
        options = ("--site", self._pages, "--output-path", self._made, "--exclude-selectors", NOT_WORDS_OF_THE_TEXT)
        variables = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
        try:
            done = subprocess.run(  # noqa: S603 - the program of a package, with words of our own
                [self.program, *options, "--silent"], cwd=self.folder, env=variables, capture_output=True, check=False
            )
        except OSError as error:
            raise _failure(error.strerror or str(error)) from error
        if done.returncode:
            raise _failure(_last_line(done.stderr) or f"it ended with code {done.returncode}")

    def _files(self) -> Iterator[OutputFile]:
        entry = json.loads((self._made / _ENTRY).read_bytes())
        programs = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()}
        yield OutputFile(f"{FOLDER}/{_ENTRY}", json.dumps(entry, sort_keys=True, separators=(",", ":")).encode())
        for path in sorted(self._made.rglob("*")):
            if path.name in programs or _NEEDED.fullmatch(path.name):
                yield OutputFile(f"{FOLDER}/{path.relative_to(self._made).as_posix()}", path.read_bytes())


@contextmanager
def text_pages(manifest: SiteManifest) -> Iterator[TextPages | None]:
    """A place for the pages to be searched, until the end of the `with` block; None for a site without a search.

    Raises ConfigurationError where a site can't have one: Pagefind isn't installed, or a document has its address.
    """
    if Extra.SEARCH not in manifest.site.extras:
        yield None
        return
    _refuse_clash(manifest.documents)
    program = find_program()
    with _told():
        place = TemporaryDirectory(prefix="polylex-search-")
    with place as folder:
        yield TextPages(Path(folder).resolve(), program)


def find_program() -> Path:
    """Where Pagefind is. Raises ConfigurationError if it isn't installed."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - an extra, which need not be there

        found = get_executable()
    except (ImportError, FileNotFoundError):
        found = None
    if found is None:
        message = "the search needs Pagefind, which isn't installed"
        remedy = "run `pip install 'polylex[search]'`, or build without `search` among the extras"
        raise ConfigurationError(Problem(Location(""), message, remedy))
    return found.resolve()


def _refuse_clash(documents: Iterable[str]) -> None:
    if _TAKEN in documents:
        message = f"the document {_TAKEN!r} would stand where the search stands"
        remedy = "call the document otherwise, or leave `search` out of `extras`"
        raise ConfigurationError(Problem(Location("content/site.yaml"), message, remedy))


def _failure(what: str) -> ConfigurationError:
    remedy = "run `pip install --upgrade 'polylex[search]'` and build again; the old site is as it was"
    return ConfigurationError(Problem(Location(""), f"Pagefind couldn't make the search index: {what}", remedy))


def _last_line(words: bytes) -> str:
    lines = [line.strip() for line in words.decode("utf-8", "replace").splitlines()]
    return next((line for line in reversed(lines) if line), "")


@contextmanager
def _told() -> Iterator[None]:
    """Tell whatever the system refuses inside as an OutputError."""
    try:
        yield
    except OSError as error:
        message = f"the search index can't be made: {error.strerror or error}"
        remedy = "make room in the folder for temporary files, or name another one in TMPDIR; the old site is as it was"
        raise OutputError(Problem(Location(""), message, remedy)) from error
