"""What lies in a site's content folder: the names that belong there, and those that don't."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, Location, Problem
from generator.source.manifests import REVISION_ID, SiteManifest
from generator.source.shapes import nearest

CONTENT = "content"
CONFIRMED = ".signoff.yaml"
"""The end of the name of a file of confirmations."""
TIMESTAMPS = "timestamps"
"""The folder below it where time stamps of the chains lie."""

_IGNORED = re.compile(r"\..*|.*~|#.*#|Thumbs\.db|desktop\.ini")
_STATE = rf"(?P<id>draft|{REVISION_ID}(\.corrected-[1-9][0-9]?)?)"
_TEXT_NAME = re.compile(rf"{_STATE}(?P<ending>\.md|\.yaml|\.signoff\.yaml)")
_LIKENESS = 0.7
"""How alike a file's name must be to another to be taken for it; any two share their ending."""

_FACTS_NAME = re.compile(rf"{_STATE}\.yaml")


@dataclass(frozen=True, slots=True)
class Names:
    """Where one document's files lie, relative to the site's folder."""

    document: str

    @property
    def manifest(self) -> str:
        """The document's manifest."""
        return f"{CONTENT}/{self.document}.yaml"

    @property
    def revisions(self) -> str:
        """The list of its revisions."""
        return f"{CONTENT}/{self.document}.revisions.yaml"

    @property
    def decisions(self) -> str:
        """Its open decisions."""
        return f"{CONTENT}/data/{self.document}/decisions.yaml"

    def facts(self, revision: str) -> str:
        """The facts of a revision."""
        return f"{CONTENT}/data/{self.document}/{revision}.yaml"

    def text(self, language: str, revision: str) -> str:
        """The text of a revision in a language."""
        return f"{CONTENT}/{language}/{self.document}/{revision}.md"

    def wording(self, language: str, revision: str) -> str:
        """The wording beside that text."""
        return f"{CONTENT}/{language}/{self.document}/{revision}.yaml"


def exists(root: Path, relative: str) -> bool:
    """Whether something lies at a path, even a broken link."""
    return os.path.lexists(root / relative)


def _entries(root: Path, relative: str) -> list[tuple[str, bool]]:
    """The names in a folder, sorted, and whether each is a folder; editors' and systems' files left out."""
    folder = root / relative
    try:
        found = [(entry.name, entry.is_dir()) for entry in folder.iterdir()]
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise InputError(Problem(Location(relative), "this is no folder", "Put a folder in its place.")) from None
    except OSError as error:
        message = f"the folder can't be read: {(error.strerror or str(error)).lower()}"
        raise InputError(Problem(Location(relative), message, "Check its permissions.")) from None
    return sorted((name, is_folder) for name, is_folder in found if not _IGNORED.fullmatch(name))


def stray_files(root: Path, manifest: SiteManifest) -> list[Problem]:
    """Names under `content/` that mean nothing here, each with the nearest one that does."""
    documents, languages = manifest.documents, manifest.site.languages
    manifests = tuple(f"{document}{ending}" for document in documents for ending in _MANIFEST_ENDINGS)
    files = ("site.yaml", *manifests)
    problems = _strays(root, CONTENT, files, ("data", TIMESTAMPS, *languages))
    problems += _strays(root, f"{CONTENT}/data", ("terms.yaml", "roles.yaml"), documents)
    for document in documents:
        problems += _unmatched(root, f"{CONTENT}/data/{document}", _FACTS_NAME, ("draft.yaml", "decisions.yaml"))
    for language in languages:
        problems += _strays(root, f"{CONTENT}/{language}", (), documents)
        for document in documents:
            known = ("draft.md", "draft.yaml")
            problems += _unmatched(root, f"{CONTENT}/{language}/{document}", _TEXT_NAME, known)
    return problems


_MANIFEST_ENDINGS = (".yaml", ".revisions.yaml", ".waivers.yaml", ".differences.yaml", ".findings.yaml")


def _strays(root: Path, folder: str, files: tuple[str, ...], folders: tuple[str, ...]) -> list[Problem]:
    return [
        _stray(folder, name, folders if is_folder else files, is_folder=is_folder)
        for name, is_folder in _entries(root, folder)
        if name not in (folders if is_folder else files)
    ]


def _unmatched(root: Path, folder: str, pattern: re.Pattern[str], known: tuple[str, ...]) -> list[Problem]:
    return [
        _stray(folder, name, () if is_folder else known, is_folder=is_folder)
        for name, is_folder in _entries(root, folder)
        if is_folder or not (name in known or pattern.fullmatch(name))
    ]


def _stray(folder: str, name: str, known: tuple[str, ...], *, is_folder: bool) -> Problem:
    shown = printable(name)
    message = f"this {'folder' if is_folder else 'name'} means nothing here"
    suggestion = f"{nearest(shown, known, _LIKENESS)} " if known else ""
    remedy = f"{suggestion}Rename it, move it elsewhere, or name it in the manifest that should hold it."
    return Problem(Location(f"{folder}/{shown}"), message, remedy)


def printable(name: str) -> str:
    """A file's name as it can be shown on any terminal: no control characters, no lone bytes."""
    safe = "".join(c if c.isprintable() and not "\udc80" <= c <= "\udcff" else f"\\x{ord(c) & 0xFF:02x}" for c in name)
    return unicodedata.normalize("NFC", safe)


def unlisted_revisions(root: Path, names: Names, language: str, listed: set[str]) -> list[Problem]:
    """Files of a date that the list of revisions doesn't hold: what an interrupted publication leaves.

    `listed` are revisions, and the states of a correction ("2023-12-18.corrected-1").
    """
    folder = f"{CONTENT}/{language}/{names.document}"
    found = [_TEXT_NAME.fullmatch(name) for name, _ in _entries(root, folder)]
    return [
        Problem(Location(f"{folder}/{match.group()}"), f"{names.revisions} doesn't list this revision; it is ignored")
        for match in found
        if match and match.group("id") != "draft" and match.group("id") not in listed
    ]
