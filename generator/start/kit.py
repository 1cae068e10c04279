"""The files that travel in the package: starter texts per language, and what a repository needs around a site.

A file is filled line by line. A line that begins with `[first]` or `[second]` stands in that revision only, one that
begins with `[several]` only where there are several languages, with `[published]` only where there are revisions.
`$name` stands for a value, `$$` for `$`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

from generator.language.values import base_language

_KIT = Path(__file__).resolve().parent / "kit"
_STARTERS = _KIT / "starter"
_PACKAGE = Path(__file__).resolve().parent.parent
_TAG = re.compile(r"\[(first|second|several|published)\]")
_FILLED = ".in"
"""The ending of a file around the site that holds values to fill in."""

_DOT = "dot-"
"""How the name of a file or folder begins that begins with a dot in the site."""


@dataclass(frozen=True, slots=True)
class Starter:
    """The starter texts in one language.

    `words` are short words by name, `terms` the forms of each concept of the term base.
    """

    text: str
    wording: str
    words: Mapping[str, str]
    terms: Mapping[str, tuple[str, ...]]


def starter_languages() -> tuple[str, ...]:
    """The languages that have starter texts, sorted."""
    return tuple(sorted(folder.name for folder in _STARTERS.iterdir() if folder.is_dir()))


@lru_cache(maxsize=8)
def starter(language: str) -> Starter:
    """The starter texts in a language (`nl` for `nl-BE`)."""
    folder = _STARTERS / base_language(language)
    terms: Mapping[str, list[str]] = json.loads(_read(folder / "terms.json"))
    return Starter(
        text=_read(folder / "text.md"),
        wording=_read(folder / "wording.yaml"),
        words=json.loads(_read(folder / "words.json")),
        terms={concept: tuple(forms) for concept, forms in terms.items()},
    )


def starter_facts() -> str:
    """The facts that the starter texts state, to be filled."""
    return _read(_STARTERS / "facts.yaml")


def filled(template: str, tags: Collection[str], values: Mapping[str, str]) -> str:
    """A file with the lines that its tags ask for, and with its values."""
    return Template("".join(_kept(template, tags))).substitute(values)


def _kept(template: str, tags: Collection[str]) -> list[str]:
    lines = []
    for line in template.splitlines(keepends=True):
        tag = _TAG.match(line)
        if tag is None:
            lines.append(line)
        elif tag.group(1) in tags:
            lines.append(line[tag.end() :])
    return lines


def kit_files(folder: str, values: Mapping[str, str], tags: Collection[str] = ()) -> dict[str, str]:
    """The files of a folder of the kit by their path in a site; those whose name ends in `.in` are filled."""
    root = _KIT / folder
    found = {}
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        parts = [re.sub(rf"^{_DOT}", ".", part) for part in path.relative_to(root).parts]
        name, text = "/".join(parts), _read(path)
        if name.endswith(_FILLED):
            name, text = name.removesuffix(_FILLED), filled(text, tags, values)
        found[name] = text
    return found


def catalog_of(language: str) -> str:
    """The catalog of the interface in a language that the theme itself doesn't speak; empty for the others.

    It lies with the test site that proves that a language needs no code, and travels inside an installed package.
    """
    name = f"{base_language(language)}.po"
    folders = (_KIT / "catalogs", _PACKAGE.parent / "tests" / "sites" / "german" / "templates" / "catalogs")
    return next((_read(folder / name) for folder in folders if (folder / name).is_file()), "")


def _read(path: Path) -> str:
    return path.read_text("utf-8")
