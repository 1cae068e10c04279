"""What a command of publishing works on: a document and its files, found or refused in one way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import ConfigurationError, Location, PolicyError, Problem
from generator.integrity import load_verified
from generator.model import Document, Revision
from generator.review.files import read_roles, unknown_role
from generator.source.corpus import LoadedSite
from generator.source.files import character_problems
from generator.source.folder import Names
from generator.source.revisions import RevisionList
from generator.source.shapes import nearest

DRAFT = "draft"
_ADDRESS = re.compile(r"\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document of a site that was read, and verified."""

    root: Path
    loaded: LoadedSite
    document: Document

    @property
    def names(self) -> Names:
        """Where its files lie."""
        return Names(self.document.id)

    @property
    def held(self) -> RevisionList:
        """Its list of revisions."""
        return self.loaded.lists[self.document.id]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the draft must be held in: those of the latest revision, else the site's."""
        revisions = self.document.revisions
        return revisions[-1].languages if revisions else self.loaded.corpus.site.languages

    def revision(self, name: str) -> Revision:
        """The revision with an id; raises ConfigurationError."""
        found = next((revision for revision in self.document.revisions if revision.id == name), None)
        if found is None:
            known = tuple(revision.id for revision in self.document.revisions)
            raise error(f"{self.document.id!r} has no revision {name!r}", nearest(name, known))
        return found


def choose(root: Path, name: str) -> Chosen:
    """Read a site and find a document; raises PolicyError, AlteredError among them."""
    loaded = load_verified(root)
    found = next((document for document in loaded.corpus.documents if document.id == name), None)
    if found is None:
        known = tuple(document.id for document in loaded.corpus.documents)
        raise error(f"there is no document {name!r}", nearest(name, known))
    return Chosen(root, loaded, found)


def error(message: str, remedy: str) -> PolicyError:
    """A call that can't be followed."""
    return ConfigurationError(Problem(Location(""), message, remedy))


def check_role(root: Path, role: str) -> None:
    """Raise ConfigurationError for a role that isn't in the list of roles."""
    roles = read_roles(root)
    if role not in roles:
        raise ConfigurationError(unknown_role(role, roles, Location("")))


def word_problems(words: Mapping[str, str], languages: Iterable[str], name: str) -> list[Problem]:
    """Why words per language can't be published: languages that aren't the text's, odd characters, addresses."""
    known = tuple(languages)
    problems = []
    for language, text in words.items():
        if language not in known:
            message = f"the {name} is given in {language!r}, which the text isn't held in"
            problems.append(Problem(Location(""), message, nearest(language, known)))
        if not text.strip() or "\n" in text or "\r" in text:
            message = f"the {name} in {language!r} isn't words on one line"
            problems.append(Problem(Location(""), message, "Write one or two sentences."))
        for odd in character_problems(text, ""):
            message = f"the {name} in {language!r} can't be kept: {odd.message}"
            problems.append(Problem(Location(""), message, odd.remedy))
        if _ADDRESS.search(text):
            message = f"the {name} in {language!r} holds an e-mail address"
            problems.append(Problem(Location(""), message, "Leave it out; what is published stays for ever."))
    return problems
