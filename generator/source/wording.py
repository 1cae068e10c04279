"""The shape of a revision's wording: the words of one language that stand outside its Markdown file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.errors import InputError, Location, Problem
from generator.model import Facts, InferredLink, Patterns
from generator.source.shapes import (
    Block,
    Field,
    Fields,
    Id,
    ListOf,
    MapOf,
    Words,
    nearest,
    problem,
)
from generator.source.targets import target_problem
from generator.source.yaml_tree import Node, Scalar, place_of

USES_OF_VIEW: Mapping[str, tuple[str, ...]] = {
    "list": ("list",),
    "table": ("activity", "example", "context"),
    "purposes": ("purpose",),
    "retention": ("retention",),
}
"""The passages of a category that a view shows, in its order."""

CELL_USES = USES_OF_VIEW["table"]
LABEL_KINDS: Mapping[str, str] = {
    "categories": "category",
    "items": "data item",
    "purposes": "purpose",
    "legal_bases": "legal basis",
    "events": "event",
    "conditions": "condition",
    "criteria": "criterion",
    "recipients": "recipient",
    "contacts": "contact",
}
"""The kinds of records that have a label, each with the name of one."""

_SLOT = re.compile(r"\{[^{}]*\}?|\}")
_DATE_SLOT = re.compile(r"\{published:([^{}]+)\}")
_DATE_LETTERS = frozenset({"d", "dd", "M", "MM", "MMMM", "yyyy"})
_LETTERS = re.compile(r"([^\W\d_])\1*")
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class _PatternShape:
    """A pattern with the slots that it must hold, and no others."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...]

    def read(self, node: Node) -> str:
        pattern = Words().read(node)
        slots = _SLOT.findall(pattern)
        unknown = [slot for slot in slots if slot not in self.allowed]
        missing = [slot for slot in self.needed if slot not in slots]
        if unknown or missing:
            message = f"the pattern can't hold {unknown[0]}" if unknown else f"the pattern lacks {missing[0]}"
            raise problem(node.location, message, f"It may hold {', '.join(self.allowed)}.")
        return pattern

    def schema(self) -> dict[str, object]:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class _DateLineShape:
    """The date line's pattern, with one slot for the day of publication."""

    def read(self, node: Node) -> str:
        pattern = Words().read(node)
        slots = _SLOT.findall(pattern)
        match = _DATE_SLOT.fullmatch(slots[0]) if len(slots) == 1 else None
        remedy = "Write it like `{published:dd/MM/yyyy}`, with d, dd, M, MM, MMMM and yyyy."
        if match is None:
            raise problem(node.location, "the pattern needs exactly one date", remedy)
        unknown = [run[0] for run in _LETTERS.finditer(match[1]) if run[0] not in _DATE_LETTERS]
        if unknown:
            raise problem(node.location, f"the letters {unknown[0]!r} stand for no part of a date", remedy)
        return pattern

    def schema(self) -> dict[str, object]:
        return {"type": "string", "pattern": r"\{published:[^{}]+\}"}


@dataclass(frozen=True, slots=True)
class _PatternsShape:
    """All patterns, with the names of the months where the date line needs them."""

    fields: Fields[Patterns]

    def read(self, node: Node) -> Patterns:
        patterns = self.fields.read(node)
        count = len(patterns.months)
        if (count or "MMMM" in patterns.date_line) and count != _MONTHS_OF_A_YEAR:
            message = f"the date line needs the names of twelve months, but {count or 'none'} are given"
            raise problem(place_of(node, "months"), message, "Add `months: […]` with twelve names under `patterns`.")
        return patterns

    def schema(self) -> dict[str, object]:
        return self.fields.schema()


def _patterns(**values: object) -> Patterns:
    return Patterns(**values)  # type: ignore[arg-type]


_PATTERN_FIELDS = Fields(
    _patterns,
    {
        "article": Field(
            _PatternShape(("{n}",), ("{n}",)), "how an article is numbered: `Article {n} –`", required=True
        ),
        "clause": Field(_PatternShape(("{m}",), ("{n}", "{m}")), "how a clause is numbered: `{n}.{m}.`", required=True),
        "article_reference": Field(
            _PatternShape(("{n}",), ("{n}",)), "how an article is referred to: `article {n}`", required=True
        ),
        "clause_reference": Field(
            _PatternShape(("{n}", "{m}"), ("{n}", "{m}")),
            "how a clause is referred to: `article {n}.{m}`",
            required=True,
        ),
        "category": Field(_PatternShape(("{n}",), ("{n}",)), "how a category is numbered: `Catégorie {n}:`"),
        "date_line": Field(_DateLineShape(), "the sentence with the day of publication"),
        "months": Field(ListOf(Words()), "the names of the twelve months, where the date line names them"),
    },
)


@dataclass(frozen=True, slots=True)
class RawPassage:
    """A passage as the file holds it: its Markdown with its place, and the data items that it names."""

    text: Scalar
    items: tuple[str, ...] = ()


def _passage(text: Scalar, items: tuple[str, ...] = ()) -> RawPassage:
    return RawPassage(text, items)


_ITEMS = Field(ListOf(Id(), unique=True), "the data items that the words name")
_TEXT = Field(Block(), "the words", required=True)
_CATEGORY_PASSAGE = Fields(_passage, {"items": _ITEMS, "text": _TEXT})
_CONTACT_PASSAGE = Fields(_passage, {"text": _TEXT})


@dataclass(frozen=True, slots=True)
class _LinkTarget:
    """An address that a link may lead to."""

    def read(self, node: Node) -> str:
        target = Words().read(node)
        message = target_problem(target)
        if message:
            raise problem(node.location, message, "Write the whole address, like https://example.org/terms.")
        return target

    def schema(self) -> dict[str, object]:
        return {"type": "string", "format": "uri"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A list of words with the place where it stands."""

    def read(self, node: Node) -> tuple[tuple[str, ...], Location]:
        words = ListOf(Words(), least=3).read(node)
        if len(words) != len(CELL_USES):
            raise problem(node.location, "the head of the table has three cells", "Write three names.")
        return words, node.location

    def schema(self) -> dict[str, object]:
        return {"type": "array", "items": Words().schema(), "minItems": 3, "maxItems": 3}


@dataclass(frozen=True, slots=True)
class RawWording:
    """A wording file, its passages not yet parsed."""

    patterns: Patterns
    table_head: tuple[tuple[str, ...], Location] = ((), Location(""))
    categories: Mapping[str, Mapping[str, RawPassage]] = field(default_factory=dict)
    contacts: Mapping[str, Mapping[str, RawPassage]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    inferred_links: tuple[InferredLink, ...] = ()
    legal_form: str = ""
    register: str = ""


def _named_passages(**passages: RawPassage) -> Mapping[str, RawPassage]:
    return MappingProxyType(passages)


def _named_labels(**labels: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType(labels)


def _inferred(target: str, reason: str) -> InferredLink:
    return InferredLink(target, reason)


WORDING = Fields(
    RawWording,
    {
        "patterns": Field(
            _PatternsShape(_PATTERN_FIELDS), "how this text writes its numbers, references and date", required=True
        ),
        "table_head": Field(_Placed(), "the head of the table of categories: activity, example, context"),
        "legal_form": Field(Words(), "the controller's legal form in this language"),
        "register": Field(Words(), "the company register in this language"),
        "categories": Field(
            MapOf(
                Fields(
                    _named_passages,
                    {
                        use: Field(_CATEGORY_PASSAGE, f"its words in the {view} view, place `{use}`")
                        for view, uses in USES_OF_VIEW.items()
                        for use in uses
                    },
                ),
            ),
            "the words about each category, one entry for each place of use",
        ),
        "contacts": Field(MapOf(MapOf(_CONTACT_PASSAGE)), "the lines of each contact, one entry for each place of use"),
        "labels": Field(
            Fields(_named_labels, {kind: Field(MapOf(Words()), f"names of {kind}") for kind in LABEL_KINDS}),
            "short names for the matrix of categories",
        ),
        "inferred_links": Field(
            ListOf(
                Fields(
                    _inferred,
                    {
                        "target": Field(_LinkTarget(), "the link's target", required=True),
                        "reason": Field(Words(), "why it is taken to belong there", required=True),
                    },
                ),
            ),
            "links whose place was inferred",
        ),
    },
)


def check_wording(wording: RawWording, facts: Facts, path: str, tree: Node | None = None) -> None:
    """Raise `InputError` where the wording names records that the facts don't hold; `tree` is the file it is of."""
    problems: list[Problem] = []
    for kind, name, known, keys in _named(wording, facts):
        if name not in known:
            place = Location(path) if tree is None else place_of(tree, *keys)
            problems.append(Problem(place, f"the {kind} {name!r} is not among the facts", nearest(name, known)))
    if problems:
        raise InputError(*problems)


def _named(wording: RawWording, facts: Facts) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Every id that the wording names: what kind of record it is, the known ones, and the keys that lead to it."""
    known = ids_of(facts)
    for name, passages in wording.categories.items():
        yield "category", name, known["categories"], ("categories", name)
        for use, passage in passages.items():
            for item in passage.items:
                yield "data item", item, known["items"], ("categories", name, use, "items")
    for name in wording.contacts:
        yield "contact", name, known["contacts"], ("contacts", name)
    for kind, labels in wording.labels.items():
        for name in labels:
            yield LABEL_KINDS[kind], name, known[kind], ("labels", kind, name)


def ids_of(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """The ids of every kind of record that has a label."""
    records: Callable[[str], tuple[str, ...]] = lambda kind: tuple(r.id for r in getattr(facts, kind))  # noqa: E731
    lists: Callable[[str], tuple[str, ...]] = lambda kind: tuple(getattr(facts, kind))  # noqa: E731
    plain_kinds = ("items", "events", "conditions", "criteria")
    return {kind: lists(kind) if kind in plain_kinds else records(kind) for kind in LABEL_KINDS}
