"""The words of the interface: gettext catalogs of a theme, read once per language.

A site's own theme folder may hold a catalog with some messages; what it doesn't translate comes from the default
theme's catalog, and what nobody translates is shown in English, as the message itself is written.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from generator.errors import ConfigurationError, Location, Problem

CATALOGS = "catalogs"

Plural = Callable[[int], int]
Key = tuple[str, str]


def msgid(text: str) -> str:
    """Mark a message that is kept in a table and translated later; returns it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Translation:
    """The forms of one message, in the order of the plural rule of the catalog that it comes from."""

    forms: tuple[str, ...]
    plural: Plural


@dataclass(frozen=True, slots=True)
class Catalog:
    """The messages of one language; a key is a context (or "") and the English message."""

    messages: Mapping[Key, Translation]

    def find(self, message: str, context: str = "") -> str | None:
        """The translation, or None where there is none."""
        translation = self.messages.get((context, message))
        return translation.forms[0] if translation else None

    def gettext(self, message: str, context: str = "") -> str:
        """The translation, or else the English message."""
        return self.find(message, context) or message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form for a number by the language's own plural rule."""
        translation = self.messages.get(("", singular))
        if translation is None:
            return singular if number == 1 else plural
        return translation.forms[min(translation.plural(number), len(translation.forms) - 1)]


def load_catalog(language: str, folders: tuple[Path, ...]) -> Catalog:
    """The catalog of a language (`nl-BE`, else `nl`), the first theme folder winning message by message.

    Raises `ConfigurationError` for a file that isn't a catalog, and for a translation with a field that its message
    doesn't have.
    """
    messages: dict[Key, Translation] = {}
    for folder in reversed(folders):
        for name in dict.fromkeys((language.split("-", maxsplit=1)[0], language)):
            path = folder / CATALOGS / f"{name}.po"
            if path.is_file():
                messages.update(_read(path))
    return Catalog(messages)


def _read(path: Path) -> dict[Key, Translation]:
    catalog = _parse(path)
    plural = gettext.c2py(catalog.plural_expr)
    messages = [message for message in catalog if message.id and any(_forms(message.string)) and not message.fuzzy]
    problems = [problem for message in messages for problem in _unknown_fields(message, path)]
    if problems:
        raise ConfigurationError(*problems)
    return {
        (message.context or "", _forms(message.id)[0]): Translation(_forms(message.string), plural)
        for message in messages
    }


def _parse(path: Path) -> PoCatalog:
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except PoFileError as error:
        place = Location(str(path), error.lineno + 1)
        remedy = "correct the line, or check the file with `msgfmt --check`"
        raise ConfigurationError(Problem(place, f"not a gettext catalog: {error}", remedy)) from error
    except UnicodeDecodeError as error:
        remedy = "save the file as UTF-8"
        raise ConfigurationError(Problem(Location(str(path)), "the catalog isn't UTF-8", remedy)) from error


def _forms(strings: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (strings,) if isinstance(strings, str) else tuple(strings or ())


def _unknown_fields(message: Message, path: Path) -> list[Problem]:
    known = frozenset[str]().union(*(_fields(form) or () for form in _forms(message.id)))
    place = Location(str(path), message.lineno or 0)
    remedy = f"use only {', '.join(f'{{{name}}}' for name in sorted(known))}" if known else "write it without braces"
    problems = []
    for form in _forms(message.string):
        fields = _fields(form)
        if fields is None:
            problems.append(Problem(place, f"unbalanced braces in {form!r}", remedy))
        elif fields - known:
            problems.append(Problem(place, f"unknown field {{{min(fields - known)}}} in {form!r}", remedy))
    return problems


def _fields(form: str) -> frozenset[str] | None:
    """The names of the fields in braces; None where the braces don't balance."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(form) if name is not None)
    except ValueError:
        return None
