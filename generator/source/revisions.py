"""The shape of the list of a document's revisions, with their seals and corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Generic, TypeVar

from generator.errors import Location
from generator.model import Consequence, CorrectionKind, Origin, Seal, SourceFile
from generator.source.manifests import REVISION_ID, per_language
from generator.source.shapes import (
    Choice,
    Converted,
    Day,
    Either,
    Field,
    Fields,
    Id,
    Language,
    ListOf,
    MapOf,
    Pattern,
    Words,
)
from generator.source.yaml_tree import Node


@dataclass(frozen=True, slots=True)
class Adjourned:
    """That an open decision was put off at a publication: by which role, and why."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """An entry of `<document>.revisions.yaml`."""

    id: str
    published: dt.date
    effective: dt.date | None
    origin: Mapping[str, Origin]
    notes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: dt.date | None = None
    sources: tuple[SourceFile, ...] = ()
    short_notice: Mapping[str, str] = field(default_factory=dict)
    consequence: Consequence | None = None
    consequence_by: str = ""
    adjourned: Mapping[str, Adjourned] = field(default_factory=dict)
    seal: Seal | None = None
    location: Location = field(default_factory=lambda: Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction of a published revision; always sealed. `withdrawn` is the first day without it."""

    revision: str
    kind: CorrectionKind
    date: dt.date
    by: str
    seal: Seal
    notes: Mapping[str, str] = field(default_factory=dict)
    withdrawn: dt.date | None = None
    location: Location = field(default_factory=lambda: Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class RevisionList:
    """The whole file: publications, oldest first, and corrections in the order in which they were made."""

    revisions: tuple[RevisionEntry, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()

    def corrections_of(self, revision: str) -> tuple[CorrectionEntry, ...]:
        """The corrections of one revision."""
        return tuple(one for one in self.corrections if one.revision == revision)


_Entry = TypeVar("_Entry", RevisionEntry, CorrectionEntry)


@dataclass(frozen=True)
class _Placed(Generic[_Entry]):
    """An entry of a list, with its place."""

    fields: Fields[_Entry]

    def read(self, node: Node) -> _Entry:
        return replace(self.fields.read(node), location=node.location)

    def schema(self) -> dict[str, object]:
        return self.fields.schema()


_SHA256 = Pattern("a sha256 digest", r"[0-9a-f]{64}", "It is 64 hexadecimal digits, as sha256sum prints them.")
_REVISION = Pattern("a revision's id", REVISION_ID, "It is its day, like 2023-12-18.")
_PATH = Pattern("a path", r"[A-Za-z0-9-]+/[a-z0-9-]+/[A-Za-z0-9.-]+", "It is the file's path below content/.")
_NUMBER = Converted[int](Pattern("a number", r"[1-9][0-9]{0,5}", "Write it in digits."), int)


def _source_file(name: str, sha256: str, note: Mapping[str, str] = MappingProxyType({})) -> SourceFile:
    return SourceFile(name, sha256, note)


_SEAL = Fields(
    Seal,
    {
        "number": Field(_NUMBER, "the link's place in the chain, from 1", required=True),
        "source": Field(MapOf(_SHA256, keys=_PATH), "the sha256 of each file, by its path", required=True),
        "content": Field(MapOf(_SHA256, keys=Language()), "that of what a reader gets, by language", required=True),
        "previous": Field(
            Either[str]({"none": ""}, _SHA256), "the digest of the link before, `none` for the first", required=True
        ),
        "digest": Field(_SHA256, "the digest of this link", required=True),
    },
)
_SOURCES = ListOf(
    Fields(
        _source_file,
        {
            "name": Field(Words(), "the file's name", required=True),
            "sha256": Field(_SHA256, "the digest of its bytes", required=True),
            "note": Field(per_language(), "what it is, per language"),
        },
    ),
)
_ADJOURNED = MapOf(
    Fields(
        Adjourned,
        {
            "by": Field(Id(), "the role that put it off, never a person", required=True),
            "reason": Field(Words(), "why", required=True),
        },
    ),
)
_REVISION_ENTRY = Fields(
    RevisionEntry,
    {
        "id": Field(_REVISION, "the day of publication; a second one on a day is 2023-12-18.2", required=True),
        "published": Field(Day(), "the day of publication", required=True),
        "effective": Field(
            Either[dt.date | None]({"not-stated": None}, Day()),
            "the first day on which it applies, or `not-stated`",
            required=True,
        ),
        "origin": Field(
            MapOf(Choice({member.value: member for member in Origin}), keys=Language()),
            "per language, whether the publisher issued this wording (official, unofficial)",
            required=True,
        ),
        "notes": Field(per_language(), "the change note per language"),
        "withdrawn": Field(Day(), "the day on which it was withdrawn"),
        "sources": Field(_SOURCES, "the files that a copied text was taken from"),
        "short_notice": Field(per_language(), "why the notice was shorter than usual, as readers are told"),
        "consequence": Field(
            Choice({member.value: member for member in Consequence}), "what a change of scope asks of the publisher"
        ),
        "consequence_by": Field(Id(), "the role that decided the consequence"),
        "adjourned": Field(_ADJOURNED, "open decisions that were put off at the publication, by their ids"),
        "seal": Field(_SEAL, "the link of the hash chain over this publication"),
    },
)
_CORRECTION_ENTRY = Fields(
    CorrectionEntry,
    {
        "revision": Field(_REVISION, "the revision that is corrected", required=True),
        "kind": Field(
            Choice({member.value: member for member in CorrectionKind}),
            "`editorial` mends slips, `technical` changes nothing for readers, `withdrawal` ends the revision",
            required=True,
        ),
        "date": Field(Day(), "the day of the correction", required=True),
        "by": Field(Id(), "the role that corrected it, never a person", required=True),
        "notes": Field(per_language(), "what readers are told of it, per language"),
        "withdrawn": Field(Day(), "the first day on which the revision no longer applies"),
        "seal": Field(_SEAL, "the link of the hash chain over this correction", required=True),
    },
)
REVISIONS = Fields(
    RevisionList,
    {
        "revisions": Field(ListOf(_Placed(_REVISION_ENTRY)), "the revisions, oldest first", required=True),
        "corrections": Field(ListOf(_Placed(_CORRECTION_ENTRY)), "their corrections, in the order made"),
    },
)
"""The shape of `<document>.revisions.yaml`."""
