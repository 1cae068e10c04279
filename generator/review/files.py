"""The files around a document: where they lie, what shape they have, and how one is written whole."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.errors import InputError, Location, OutputError, Problem
from generator.source.files import SourceText, read_source
from generator.source.folder import CONFIRMED, CONTENT, exists
from generator.source.manifests import REVISION_ID, ROLES
from generator.source.shapes import Day, Field, Fields, Id, Language, ListOf, MapOf, Pattern, Words, nearest, problem
from generator.source.yaml_tree import Node, parse_yaml, place_of

ROLES_FILE = f"{CONTENT}/data/roles.yaml"
_DIGEST = Pattern("a digest", r"v[0-9]+:sha256:[0-9a-f]{64}", "Copy it from what `polylex check -v` shows.")
_FINGERPRINT = Pattern("a fingerprint", r"[0-9a-f]{16}", "Copy the 16 digits from what `polylex check -v` shows.")
_REVISION = Pattern(
    "a revision's id", REVISION_ID, "It is a day, like 2023-12-18; in a draft, waive a finding by its fingerprint."
)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a role confirmed on a day that two wordings of a section say the same."""

    prevailing: str
    translation: str
    by: str
    date: dt.date
    reason: str
    location: Location = field(default_factory=lambda: Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Approval:
    """That a role approved on a day that a text is published, over the digest of its files."""

    digest: str
    by: str
    date: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class SignoffFile:
    """What a file of confirmations holds."""

    sections: Mapping[str, Confirmation] = field(default_factory=dict)
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """That findings are accepted as they are, why, by which role, and until which day.

    It names a `fingerprint` with the digests of its section by language, or a `rule` and a `revision`, perhaps
    with a section and a language. `expires` is its last day.
    """

    reason: str
    by: str
    date: dt.date
    fingerprint: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    revision: str = ""
    section: str = ""
    language: str = ""
    expires: dt.date | None = None
    location: Location = field(default_factory=lambda: Location(""), compare=False)

    @property
    def name(self) -> str:
        """What it waives, in a few words."""
        if self.fingerprint:
            return f"the finding {self.fingerprint}"
        where = f" of {self.section!r}" if self.section else ""
        language = f" in {self.language!r}" if self.language else ""
        return f"{self.rule!r} in {self.revision}{where}{language}"


def waivers_path(document: str) -> str:
    """Where a document's waivers lie."""
    return f"{CONTENT}/{document}.waivers.yaml"


def signoff_path(language: str, document: str, revision: str) -> str:
    """Where the confirmations of a translation lie."""
    return f"{CONTENT}/{language}/{document}/{revision}{CONFIRMED}"


# ---------------------------------------------------------------- shapes

_CONFIRMATION = Fields(
    Confirmation,
    {
        "prevailing": Field(_DIGEST, "the digest of the section in the prevailing language", required=True),
        "translation": Field(_DIGEST, "the digest of the section in this language", required=True),
        "by": Field(Id(), "the role that confirmed it, never a person", required=True),
        "date": Field(Day(), "the day of the confirmation", required=True),
        "reason": Field(Words(), "what was found", required=True),
    },
)
_APPROVAL = Fields(
    Approval,
    {
        "digest": Field(_DIGEST, "the digest of the text, its wording and the facts", required=True),
        "by": Field(Id(), "the role that approved it, never a person", required=True),
        "date": Field(Day(), "the day of the approval", required=True),
        "reason": Field(Words(), "what was read, and found", required=True),
    },
)
SIGNOFF = Fields(
    SignoffFile,
    {
        "approval": Field(_APPROVAL, "that the whole text may be published"),
        "sections": Field(MapOf(_CONFIRMATION), "the confirmed sections, by their ids"),
    },
)
"""The shape of a file of confirmations."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A waiver, with its place, and with the fields of one kind and no others."""

    fields: Fields[Waiver]

    def read(self, node: Node) -> Waiver:
        """The waiver."""
        waiver = self.fields.read(node)
        by_rule = {name: getattr(waiver, name) for name in ("rule", "revision", "section", "language")}
        if bool(waiver.fingerprint) == any(by_rule.values()):
            remedy = "Name a fingerprint with digests, or a rule with a revision."
            raise problem(node.location, "a waiver names either a fingerprint or a rule", remedy)
        if waiver.fingerprint and not waiver.digests:
            remedy = "Add `digests: {language: digest}` as `polylex check -v` shows them."
            raise problem(node.location, "a waiver of a fingerprint needs the digests of its section", remedy)
        if not waiver.fingerprint and not (waiver.rule and waiver.revision and not waiver.digests):
            remedy = "Name both, without digests; in a draft, waive a finding by its fingerprint."
            raise problem(node.location, "a waiver of a rule needs the rule and the revision", remedy)
        return replace(waiver, location=node.location)

    def schema(self) -> dict[str, object]:
        """An object with the fields that one of the two kinds needs."""
        kinds = [{"required": ["fingerprint", "digests"]}, {"required": ["rule", "revision"]}]
        return {**self.fields.schema(), "oneOf": kinds}


WAIVERS = Fields(
    lambda waivers: waivers,
    {
        "waivers": Field(
            ListOf(
                _Entry(
                    Fields(
                        Waiver,
                        {
                            "fingerprint": Field(_FINGERPRINT, "the finding that is waived"),
                            "digests": Field(MapOf(_DIGEST, keys=Language()), "its section's digests by language"),
                            "rule": Field(Id(), "the rule that is waived"),
                            "revision": Field(_REVISION, "the revision in which it is waived"),
                            "section": Field(Id(), "the section in which it is waived; all without"),
                            "language": Field(Language(), "the language in which it is waived; all without"),
                            "reason": Field(Words(), "why", required=True),
                            "by": Field(Id(), "the role that waives, never a person", required=True),
                            "date": Field(Day(), "the day on which it was waived", required=True),
                            "expires": Field(Day(), "the last day on which it is waived"),
                        },
                    ),
                ),
            ),
            "the findings that are accepted as they are",
            required=True,
        ),
    },
)
"""The shape of a file of waivers."""

# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Signoff:
    """A file of confirmations; `source` holds its characters, None where there is no such file."""

    path: str
    sections: Mapping[str, Confirmation] = field(default_factory=dict)
    source: SourceText | None = None
    approval: Approval | None = None


def read_roles(root: Path) -> tuple[str, ...]:
    """The ids of the site's roles."""
    if not exists(root, ROLES_FILE):
        return ()
    return tuple(role.id for role in ROLES.read(parse_yaml(read_source(root, ROLES_FILE))))


def read_signoff(root: Path, path: str, roles: tuple[str, ...]) -> Signoff:
    """The confirmations of a file; none if it isn't there."""
    if not exists(root, path):
        return Signoff(path)
    source = read_source(root, path)
    tree = parse_yaml(source)
    read = SIGNOFF.read(tree)
    sections = {
        name: replace(confirmation, location=place_of(tree, "sections", name))
        for name, confirmation in read.sections.items()
    }
    uses = [(confirmation.by, confirmation.location) for confirmation in sections.values()]
    uses += [(read.approval.by, place_of(tree, "approval", "by"))] if read.approval else []
    _check_roles(uses, roles)
    return Signoff(path, sections, source, read.approval)


def read_signoffs(root: Path, paths: tuple[str, ...], roles: tuple[str, ...]) -> tuple[Signoff, ...]:
    """Several files of confirmations, those that aren't there left out."""
    return tuple(signoff for path in paths if (signoff := read_signoff(root, path, roles)).source)


def read_waivers(root: Path, document: str, roles: tuple[str, ...]) -> tuple[tuple[Waiver, ...], SourceText | None]:
    """The waivers of a document and the characters of their file."""
    path = waivers_path(document)
    if not exists(root, path):
        return (), None
    source = read_source(root, path)
    waivers: tuple[Waiver, ...] = WAIVERS.read(parse_yaml(source))
    _check_roles([(waiver.by, waiver.location) for waiver in waivers], roles)
    return waivers, source


def _check_roles(uses: list[tuple[str, Location]], roles: tuple[str, ...]) -> None:
    problems = [unknown_role(role, roles, place) for role, place in uses if role not in roles]
    if problems:
        raise InputError(*problems)


def unknown_role(role: str, roles: tuple[str, ...], place: Location) -> Problem:
    """That a role isn't in the list of roles."""
    remedy = f"{nearest(role, roles)} Roles stand in {ROLES_FILE}; never name a person."
    return Problem(place, f"the role {role!r} is not known", remedy)


# ---------------------------------------------------------------- writing


def write_whole(root: Path, relative: str, content: str) -> None:
    """Write a file so that it is the old one or the new one at any moment; raises OutputError."""
    target = root / relative
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        message = f"the file can't be written: {(error.strerror or str(error)).lower()}"
        raise OutputError(Problem(Location(relative), message, "Check the permissions of its folder.")) from None
