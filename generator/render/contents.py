"""What a reader gets of each text, in the form that seals are taken of: made once, and held against the seal."""

from __future__ import annotations

from dataclasses import replace

from generator.integrity.content import ContentForms, digest_of
from generator.model import Revision, Section, Text


class ContentCache:
    """The bytes and digests of texts. Sections that share their blocks as objects are encoded once."""

    def __init__(self) -> None:
        self._forms = ContentForms()
        self._sections: dict[tuple[object, ...], Section] = {}
        self._known: dict[tuple[int, str], tuple[Revision, bytes, str]] = {}

    def content(self, document: str, revision: Revision, text: Text) -> bytes:
        """The bytes."""
        return self._of(document, revision, text)[1]

    def digest(self, document: str, revision: Revision, text: Text) -> str:
        """Their sha256, 64 hexadecimal digits."""
        return self._of(document, revision, text)[2]

    def _of(self, document: str, revision: Revision, text: Text) -> tuple[Revision, bytes, str]:
        key = (id(revision), text.language)
        known = self._known.get(key)
        if known is None:
            shared = replace(text, sections=tuple(map(self._shared, text.sections)))
            content = self._forms.content(document, revision, shared)
            known = self._known[key] = (revision, content, digest_of(content))  # keeps the revision, and so its id
            _hold_against_seal(document, revision, text.language, known[2])
        return known

    def _shared(self, section: Section) -> Section:
        """The first section that has the same content, so that it is known again by identity."""
        own = (section.id, section.level, section.number, section.label, section.parent)
        return self._sections.setdefault((id(section.blocks), id(section.title), *own), section)


def _hold_against_seal(document: str, revision: Revision, language: str, digest: str) -> None:
    """What isn't what was sealed was to be refused before: here it is a bug."""
    seal = revision.last_seal
    if seal and seal.content.get(language) != digest:
        raise ValueError(f"the {language} text of {document} {revision.id} isn't what seal {seal.number} was taken of")
