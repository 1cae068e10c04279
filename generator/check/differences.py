"""What differs between the languages on purpose, declared as data: values, blocks, sections.

A declaration isn't a waiver: it says what is right, in which section and language, and rules hold the texts to it. A
contact for each country is declared with the words that each language has; if one of them isn't there, the
declaration holds no more, and the rules find what they always find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.errors import Location
from generator.language.quantities import Quantity, QuantityKind, quantities
from generator.source.files import SourceText
from generator.source.shapes import Choice, Field, Fields, Id, Language, ListOf, MapOf, Words, problem
from generator.source.yaml_tree import Node, parse_yaml

Stated = tuple[QuantityKind, str]
"""A value by its kind and its meaning."""


class DifferenceKind(StrEnum):
    """What differs."""

    VALUE = "value"
    BLOCK = "block"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Declared:
    """A difference that is meant, in a section, and why.

    A `value` has its words by language in `values`; a `block` has an `id` and, as a `section`, the `languages` in
    which it stands.
    """

    kind: DifferenceKind
    section: str
    reason: str
    id: str = ""
    languages: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    location: Location = field(default_factory=lambda: Location(""), compare=False)

    @property
    def name(self) -> str:
        """What it declares, in a few words."""
        if self.kind is DifferenceKind.VALUE:
            return f"the values of {self.section!r}"
        return f"the block {self.id!r}" if self.kind is DifferenceKind.BLOCK else f"the section {self.section!r}"

    def concerns(self, one: str, other: str) -> bool:
        """Whether it says something of two languages: both have their words, or one of them stands alone."""
        if self.kind is DifferenceKind.VALUE and len(self.values) > 1:
            return {one, other} <= set(self.values)
        named = set(self.values) or set(self.languages)
        return (one in named) is not (other in named)

    def stated(self, language: str) -> frozenset[Stated]:
        """The values that it declares in a language, by meaning."""
        return frozenset((found.kind, found.value) for found in _quantities(self.values.get(language, ""), language))


def _quantities(words: str, language: str) -> list[Quantity]:
    return [found for found in quantities(words, language) if found.kind is not QuantityKind.SPELLED]


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class _Entry:
    """A declaration with its place, and with the fields of its kind and no others."""

    fields: Fields[Declared]

    def read(self, node: Node) -> Declared:
        """The declaration."""
        declared = self.fields.read(node)
        given = {name for name in ("id", "languages", "values") if getattr(declared, name)}
        needed = _NEEDED[declared.kind]
        if given != needed:
            names = " and ".join(f"`{name}`" for name in sorted(needed))
            message = f"a difference of the kind {declared.kind.value!r} has {names}, and no more"
            raise problem(node.location, message, f"Write {names}.")
        for language, words in declared.values.items():
            if not _quantities(words, language):
                message = f"{words!r} holds no value that is compared"
                raise problem(node.location, message, "Name a number, date, period, amount or address.")
        return replace(declared, location=node.location)

    def schema(self) -> dict[str, object]:
        """An object with the fields that its kind needs."""
        kinds = [
            {"properties": {"kind": {"const": kind.value, "description": "the kind"}}, "required": sorted(needed)}
            for kind, needed in _NEEDED.items()
        ]
        return {**self.fields.schema(), "oneOf": kinds}


_NEEDED = {
    DifferenceKind.VALUE: {"values"},
    DifferenceKind.BLOCK: {"id", "languages"},
    DifferenceKind.SECTION: {"languages"},
}

DIFFERENCES = Fields(
    lambda differences: differences,
    {
        "differences": Field(
            ListOf(
                _Entry(
                    Fields(
                        Declared,
                        {
                            "kind": Field(
                                Choice({kind.value: kind for kind in DifferenceKind}),
                                "`value`, `block` or `section`",
                                required=True,
                            ),
                            "section": Field(Id(), "the section that it concerns", required=True),
                            "id": Field(Id(), "the name of the block"),
                            "languages": Field(
                                ListOf(Language(), unique=True, least=1), "the languages in which it stands"
                            ),
                            "values": Field(MapOf(Words(), keys=Language()), "the words with the value, by language"),
                            "reason": Field(Words(), "why the languages differ", required=True),
                        },
                    ),
                ),
            ),
            "what differs between the languages on purpose",
            required=True,
        ),
    },
)
"""The shape of the file."""


def differences_path(document: str) -> str:
    """Where a document's declared differences lie."""
    return f"content/{document}.differences.yaml"


def read_differences(source: SourceText) -> tuple[Declared, ...]:
    """The declarations of a file; raises `InputError` with every problem of it."""
    declared: tuple[Declared, ...] = DIFFERENCES.read(parse_yaml(source))
    return declared


# ---------------------------------------------------------------- what they excuse


@dataclass(frozen=True, slots=True)
class Excused:
    """What the declarations of a document excuse between two languages."""

    declared: tuple[Declared, ...]
    languages: tuple[str, str]

    def of(self, kind: DifferenceKind, section: str) -> Iterator[Declared]:
        """The declarations of a kind in a section that say something of the two languages."""
        return (
            one
            for one in self.declared
            if one.kind is kind and one.section == section and one.concerns(*self.languages)
        )

    def section(self, section: str, language: str) -> bool:
        """Whether a section may stand in one language only."""
        return any(language in one.languages for one in self.of(DifferenceKind.SECTION, section))

    def block(self, section: str, name: str, language: str) -> bool:
        """Whether a named block of a section may stand in one language only."""
        found = self.of(DifferenceKind.BLOCK, section)
        return any(one.id == name and language in one.languages for one in found)

    def values(self, section: str, held: tuple[frozenset[Stated], frozenset[Stated]]) -> tuple[frozenset[Stated], ...]:
        """The values of a section that may differ, for each language; `held` are all that stand there.

        A declaration of which a value isn't there excuses nothing.
        """
        holding = [one for one in self.of(DifferenceKind.VALUE, section) if self.holds(one, held)]
        return tuple(frozenset().union(*(one.stated(language) for one in holding)) for language in self.languages)

    def holds(self, one: Declared, held: tuple[frozenset[Stated], frozenset[Stated]]) -> bool:
        """Whether the values of a declaration stand in the two texts as it says."""
        return all(one.stated(language) <= there for language, there in zip(self.languages, held, strict=True))
