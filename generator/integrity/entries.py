"""The entries of a list of revisions as plain values, and as the file that holds them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from generator.integrity.plain_facts import Plain
from generator.model import Seal, SourceFile
from generator.source.revisions import CorrectionEntry, RevisionEntry, RevisionList

_HEAD = """\
# yaml-language-server: $schema=../schemas/revisions.schema.json
# Written by polylex (publish, seal, correct). An entry that is changed by hand breaks its seal.
"""
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/+-]*[A-Za-z0-9])?")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def entry_plain(entry: RevisionEntry | CorrectionEntry) -> dict[str, Plain]:
    """What an entry says, without its seal; fields that say nothing are left out."""
    fields = _revision(entry) if isinstance(entry, RevisionEntry) else _correction(entry)
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}


def _revision(entry: RevisionEntry) -> dict[str, Plain]:
    return {
        "id": entry.id,
        "published": entry.published.isoformat(),
        "effective": entry.effective.isoformat() if entry.effective else "not-stated",
        "origin": {language: origin.value for language, origin in entry.origin.items()},
        "notes": dict(entry.notes),
        "withdrawn": entry.withdrawn.isoformat() if entry.withdrawn else None,
        "sources": [_source(source) for source in entry.sources],
        "short_notice": dict(entry.short_notice),
        "consequence": entry.consequence.value if entry.consequence else None,
        "consequence_by": entry.consequence_by,
        "adjourned": {name: {"by": held.by, "reason": held.reason} for name, held in entry.adjourned.items()},
    }


def _source(source: SourceFile) -> Plain:
    plain: dict[str, Plain] = {"name": source.name, "sha256": source.sha256}
    return {**plain, "note": dict(source.note)} if source.note else plain


def _correction(entry: CorrectionEntry) -> dict[str, Plain]:
    return {
        "revision": entry.revision,
        "kind": entry.kind.value,
        "date": entry.date.isoformat(),
        "by": entry.by,
        "notes": dict(entry.notes),
        "withdrawn": entry.withdrawn.isoformat() if entry.withdrawn else None,
    }


# ---------------------------------------------------------------- the file


def as_yaml(held: RevisionList) -> str:
    """The file of a list of revisions; reading it gives the list again."""
    parts = [_HEAD, *_listed("revisions", held.revisions)]
    if held.corrections:
        parts += _listed("corrections", held.corrections)
    return "".join(parts)


def _listed(name: str, entries: tuple[RevisionEntry, ...] | tuple[CorrectionEntry, ...]) -> Iterator[str]:
    if not entries:
        yield f"{name}: []\n"
        return
    yield f"{name}:\n"
    for entry in entries:
        plain = entry_plain(entry)
        if entry.seal:
            plain["seal"] = _seal(entry.seal)
        yield from _item(plain, 2)


def _seal(seal: Seal) -> dict[str, Plain]:
    return {
        "number": seal.number,
        "source": dict(sorted(seal.source.items())),
        "content": dict(sorted(seal.content.items())),
        "previous": seal.previous or "none",
        "digest": seal.digest,
    }


def _item(fields: Mapping[str, Plain], indent: int) -> Iterator[str]:
    """A list's item that has fields: its first line begins with a hyphen."""
    lines = list(_fields(fields, indent + 2))
    yield " " * indent + "- " + lines[0].lstrip(" ")
    yield from lines[1:]


def _fields(fields: Mapping[str, Plain], indent: int) -> Iterator[str]:
    for name, value in fields.items():
        lead = " " * indent + f"{name}:"
        match value:
            case dict() | list() if not value:
                yield f"{lead} {'{}' if isinstance(value, dict) else '[]'}\n"
            case dict():
                yield f"{lead}\n"
                yield from _fields(value, indent + 2)
            case list():
                yield f"{lead}\n"
                for part in value:
                    yield from _item(part, indent + 2) if isinstance(part, dict) else ()
            case int():
                yield f"{lead} {value}\n"
            case _:
                yield f"{lead} {_scalar(str(value))}\n"


def _scalar(text: str) -> str:
    """Words as YAML writes them: bare where nothing could be taken for something else, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT and not text.isdecimal():
        return text
    return json.dumps(text, ensure_ascii=False)
