"""The shape of a revision's wording: the words of one language that stand outside its Markdown file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.errors import InputError, Location, Problem
from generator.model import Facts, InferredLink, Patterns
from generator.source.inlines import target_problem
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
from generator.source.yaml_tree import Node, Scalar

USES_OF_VIEW: Mapping[str, tuple[str, ...]] = {
    "list": ("list",),
    "table": ("activity", "example", "context"),
    "purposes": ("purpose",),
    "retention": ("retention",),
}
"""The passages of a category that a view shows, in its order."""

CELL_USES = USES_OF_VIEW["table"]
LABEL_KINDS = (
    "categories",
    "items",
    "purposes",
    "legal_bases",
    "events",
    "conditions",
    "criteria",
    "recipients",
    "contacts",
)

_SLOT = re.compile(r"\{[^{}]*\}?")
_DATE_SLOT = re.compile(r"\{published:(?:dd?|MM?|MMMM|yyyy|[^A-Za-z{}])+\}")


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
            message = f"the pattern lacks {missing[0]}" if missing else f"the pattern can't hold {unknown[0]}"
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
        if len(slots) != 1 or not _DATE_SLOT.fullmatch(slots[0]):
            remedy = "Write it like `{published:dd/MM/yyyy}`, with d, dd, M, MM, MMMM and yyyy."
            raise problem(node.location, "the pattern needs exactly one date", remedy)
        return pattern

    def schema(self) -> dict[str, object]:
        return {"type": "string", "pattern": r"\{published:[^{}]+\}"}


def _patterns(**values: object) -> Patterns:
    return Patterns(**values)  # type: ignore[arg-type]


_PATTERNS = Fields(
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
        "patterns": Field(_PATTERNS, "how this text writes its numbers, references and date", required=True),
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


def check_wording(wording: RawWording, facts: Facts, path: str) -> None:
    """Raise `InputError` where the wording names records that the facts don't hold, or lacks month names."""
    problems = [
        *_unknown("category", wording.categories, tuple(c.id for c in facts.categories), path),
        *_unknown("contact", wording.contacts, tuple(c.id for c in facts.contacts), path),
        *_unknown_items(wording, facts),
        *_unknown_labels(wording, facts, path),
    ]
    if "MMMM" in wording.patterns.date_line and len(wording.patterns.months) != 12:  # noqa: PLR2004 - months
        remedy = "Add `months: […]` with twelve names under `patterns`."
        problems.append(Problem(Location(path), "the date line names months, but not all twelve are given", remedy))
    if problems:
        raise InputError(*problems)


def _unknown(
    kind: str, named: Mapping[str, Mapping[str, RawPassage]], known: tuple[str, ...], path: str
) -> list[Problem]:
    return [
        Problem(
            min((passage.text.location for passage in passages.values()), default=Location(path)),
            f"the {kind} {name!r} is not among the facts",
            nearest(name, known),
        )
        for name, passages in named.items()
        if name not in known
    ]


def _unknown_items(wording: RawWording, facts: Facts) -> list[Problem]:
    return [
        Problem(passage.text.location, f"the data item {item!r} is not among the facts", nearest(item, facts.items))
        for passages in wording.categories.values()
        for passage in passages.values()
        for item in passage.items
        if item not in facts.items
    ]


def ids_of(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """The ids of every kind of record that has a label."""
    records: Callable[[str], tuple[str, ...]] = lambda kind: tuple(r.id for r in getattr(facts, kind))  # noqa: E731
    lists: Callable[[str], tuple[str, ...]] = lambda kind: tuple(getattr(facts, kind))  # noqa: E731
    plain_kinds = ("items", "events", "conditions", "criteria")
    return {kind: lists(kind) if kind in plain_kinds else records(kind) for kind in LABEL_KINDS}


def _unknown_labels(wording: RawWording, facts: Facts, path: str) -> list[Problem]:
    known = ids_of(facts)
    return [
        Problem(Location(path), f"the label of {name!r} under {kind!r} names nothing", nearest(name, known[kind]))
        for kind, labels in wording.labels.items()
        for name in labels
        if name not in known[kind]
    ]
