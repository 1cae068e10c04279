"""What is typeset: a page, and the files that go into its PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256


class Relationship(StrEnum):
    """What an attached file is to the PDF, in the words of ISO 32000-2."""

    SOURCE = "Source"
    DATA = "Data"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside a PDF; `kind` is its media type, `description` is in the language of the page."""

    name: str
    content: bytes
    kind: str
    relationship: Relationship
    description: str

    @property
    def parts(self) -> tuple[bytes, ...]:
        """All of it, for a digest."""
        words = (self.name, self.kind, self.relationship.value, self.description)
        return (*(word.encode() for word in words), self.content)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with all that its PDF is made of.

    `path` is the PDF's in the site. `address` is the absolute one of the page, which its links start from. `created`
    and `modified` are the days that the PDF names, None for a text that has none.
    """

    path: str
    address: str
    page: bytes
    attached: tuple[Attached, ...]
    created: date | None = None
    modified: date | None = None

    @property
    def identifier(self) -> str:
        """What the PDF is known by, whatever is in it: the same for ever at one address."""
        return sha256(f"{self.address}\n{self.path}".encode()).hexdigest()[:32]

    def digest(self, made_with: bytes) -> str:
        """A sha256 over the sheet and over what it is made with: no other one gives the same PDF."""
        digest = sha256()
        for part in (made_with, *self._parts()):
            digest.update(b"%d:" % len(part))
            digest.update(part)
        return digest.hexdigest()

    def _parts(self) -> Iterator[bytes]:
        yield from (word.encode() for word in (self.path, self.address, str(self.created), str(self.modified)))
        yield self.page
        for file in self.attached:
            yield from file.parts
