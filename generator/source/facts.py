"""The shape of a revision's facts, and that every id which one fact names exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.errors import InputError, Location, Problem
from generator.model import (
    BasisUse,
    Category,
    CategoryKind,
    Contact,
    ContactKind,
    Controller,
    Facts,
    Jurisdiction,
    LegalBasis,
    LegalBasisKind,
    Purpose,
    Recipient,
    Retention,
    RetentionRule,
    Undecided,
)
from generator.source.shapes import (
    Choice,
    Converted,
    Either,
    Field,
    Fields,
    FieldsOr,
    Id,
    ListOf,
    MapOf,
    Pattern,
    Period,
    Records,
    Words,
    flag,
    nearest,
    problem,
)
from generator.source.yaml_tree import Node, place_of

VIEWS = ("list", "table", "purposes", "retention")
LISTED = ("in-text", "on-request", "not-stated")

_COUNTRY = Pattern("a country code", r"[A-Z]{2}", "Write its two capital letters of ISO 3166-1, like BE.")
_IDS = ListOf(Id(), unique=True)


def _undecided(undecided: str) -> Undecided:
    return Undecided(undecided)


_OPEN = Fields(_undecided, {"undecided": Field(Id(), "the id of an open decision", required=True)})


@dataclass(frozen=True, slots=True)
class _RetentionRule:
    """A retention rule, with the fields that its kind needs and no others."""

    fields: Fields[Retention]

    def read(self, node: Node) -> Retention:
        retention = self.fields.read(node)
        needed, allowed = _RETENTION_FIELDS[retention.rule]
        given = {name for name in _RETENTION_VALUES if getattr(retention, name)}
        for name in sorted(needed - given):
            raise problem(node.location, f"the rule {retention.rule.value!r} needs {name!r}", f"Add `{name}: …`.")
        for name in sorted(given - needed - allowed):
            message = f"the rule {retention.rule.value!r} has no {name!r}"
            raise problem(node.location, message, "Delete it, or choose the fitting rule.")
        return retention

    def schema(self) -> dict[str, object]:
        return self.fields.schema()


_RETENTION_VALUES = ("duration", "start", "renewed_by", "event", "criterion", "section")
_TIMED = (frozenset({"duration"}), frozenset({"start", "renewed_by"}))
_RETENTION_FIELDS: Mapping[RetentionRule, tuple[frozenset[str], frozenset[str]]] = {
    RetentionRule.EXACTLY: _TIMED,
    RetentionRule.MINIMUM: _TIMED,
    RetentionRule.MAXIMUM: _TIMED,
    RetentionRule.UNTIL_EVENT: (frozenset({"event"}), frozenset()),
    RetentionRule.CRITERION: (frozenset({"criterion"}), frozenset()),
    RetentionRule.SEE_SECTION: (frozenset({"section"}), frozenset()),
    RetentionRule.NOT_STATED: (frozenset(), frozenset()),
}

_RETENTION = _RetentionRule(
    Fields(
        Retention,
        {
            "rule": Field(Choice({m.value: m for m in RetentionRule}), "the kind of rule", required=True),
            "duration": Field(Period(), "how long, like P24M"),
            "start": Field(Id(), "the event that begins the period, or `not-stated`"),
            "renewed_by": Field(Id(), "the event that begins it anew"),
            "event": Field(Id(), "the event that ends the keeping"),
            "criterion": Field(Id(), "what decides the period"),
            "section": Field(Id(), "the section that says how long"),
            "condition": Field(Id(), "when the rule holds"),
        },
    ),
)


def _basis_use(basis: str, condition: str = "") -> BasisUse:
    return BasisUse(basis, condition)


_BASES = ListOf(
    FieldsOr(
        Fields(
            _basis_use,
            {
                "basis": Field(Id(), "the legal basis", required=True),
                "condition": Field(Id(), "when it is relied on", required=True),
            },
        ),
        Converted(Id(), _basis_use),
    ),
)


def _purpose(**values: object) -> Callable[[str, Location], Purpose]:
    return lambda name, location: Purpose(id=name, location=location, **values)  # type: ignore[arg-type]


def _category(**values: object) -> Callable[[str, Location], Category]:
    return lambda name, location: Category(id=name, location=location, **values)  # type: ignore[arg-type]


def _legal_basis(kind: LegalBasisKind | Undecided) -> Callable[[str, Location], LegalBasis]:
    return lambda name, _: LegalBasis(name, kind)


def _recipient(section: str = "", listed: str = "in-text") -> Callable[[str, Location], Recipient]:
    return lambda name, _: Recipient(name, section, listed)


def _contact(
    kind: ContactKind,
    values: Mapping[str, str] = MappingProxyType({}),
    condition: str = "",
    unresolved: bool = False,  # noqa: FBT001, FBT002 - filled by name from a file
) -> Callable[[str, Location], Contact]:
    return lambda name, _: Contact(name, kind, values, condition, unresolved)


_FIELD_NAMES = Pattern("a field's name", r"[a-z][a-z_]*", "Write small letters and underscores.")

FACTS = Fields(
    Facts,
    {
        "controller": Field(
            Fields(
                Controller,
                {
                    "name": Field(Words(), "the name, without its legal form", required=True),
                    "company_number": Field(Words(), "the number in the company register"),
                    "street": Field(Words(), "street and number"),
                    "postcode": Field(Words(), "the postcode"),
                    "city": Field(Words(), "the city"),
                    "country": Field(_COUNTRY, "the country's code"),
                },
            ),
            "who answers for the processing",
        ),
        "items": Field(_IDS, "ids of the data items"),
        "events": Field(_IDS, "ids of events that begin, renew or end a period"),
        "conditions": Field(_IDS, "ids of conditions"),
        "criteria": Field(_IDS, "ids of criteria that decide a period"),
        "legal_bases": Field(
            Records(
                Fields(
                    _legal_basis,
                    {
                        "kind": Field(
                            FieldsOr[LegalBasisKind | Undecided](
                                _OPEN,
                                Choice({m.value: m for m in LegalBasisKind}),
                            ),
                            "which of the grounds of article 6(1) of the regulation it is",
                            required=True,
                        ),
                    },
                ),
            ),
            "the legal bases as the text names them",
        ),
        "purposes": Field(
            Records(
                Fields(
                    _purpose,
                    {
                        "items": Field(_IDS, "the data items used"),
                        "bases": Field(
                            FieldsOr[tuple[BasisUse, ...] | Undecided](_OPEN, _BASES),
                            "the legal bases; an empty list if the text names none",
                            required=True,
                        ),
                        "section": Field(Id(), "the section that states it, if it stands outside the categories"),
                    },
                ),
            ),
            "what data is used for",
        ),
        "categories": Field(
            Records(
                Fields(
                    _category,
                    {
                        "kind": Field(
                            Choice({m.value: m for m in CategoryKind}), "data, means, disclosure", required=True
                        ),
                        "items": Field(_IDS, "the data items in it"),
                        "purposes": Field(
                            FieldsOr[tuple[str, ...] | Undecided](_OPEN, _IDS),
                            "its purposes; an empty list if the text states none",
                            required=True,
                        ),
                        "retention": Field(
                            FieldsOr[tuple[Retention, ...] | Undecided](_OPEN, ListOf(_RETENTION, least=1)),
                            "how long it is kept",
                            required=True,
                        ),
                        "recipients": Field(_IDS, "who receives it"),
                        "views": Field(
                            ListOf(Choice({v: v for v in VIEWS}), unique=True),
                            "where the text shows it; all four by default",
                        ),
                    },
                ),
            ),
            "the categories, in the order of their numbers",
        ),
        "recipients": Field(
            Records(
                Fields(
                    _recipient,
                    {
                        "section": Field(Id(), "the section that names it"),
                        "listed": Field(Choice({v: v for v in LISTED}), "how a list can be had"),
                    },
                ),
            ),
            "who receives data",
        ),
        "contacts": Field(
            Records(
                Fields(
                    _contact,
                    {
                        "kind": Field(Choice({m.value: m for m in ContactKind}), "the channel", required=True),
                        "values": Field(MapOf(Words(), keys=_FIELD_NAMES), "the untranslated parts, like email, city"),
                        "condition": Field(Id(), "when it may be used"),
                        "unresolved": Field(flag(), "whether the text leaves open who it is"),
                    },
                ),
            ),
            "ways to reach somebody",
        ),
        "jurisdiction": Field(
            Fields(
                Jurisdiction,
                {
                    "law": Field(Either({"not-stated": ""}, _COUNTRY), "the country whose law governs"),
                    "courts": Field(Either({"not-stated": ""}, _COUNTRY), "the country whose courts decide"),
                    "undecided": Field(Id(), "the id of an open decision"),
                },
            ),
            "the law that governs the text, and the courts",
        ),
    },
)


@dataclass(frozen=True, slots=True)
class Use:
    """An id that a fact names: what kind of thing it is, and the keys that lead to the field that names it."""

    kind: str
    id: str
    keys: tuple[str, ...]


def check_facts(facts: Facts, path: str, tree: Node | None = None) -> None:
    """Raise `InputError` for every id that a fact names and that isn't there; `tree` is the file that they are of."""
    known: Mapping[str, tuple[str, ...]] = {
        "data item": facts.items,
        "event": (*facts.events, "not-stated"),
        "condition": facts.conditions,
        "criterion": facts.criteria,
        "legal basis": tuple(basis.id for basis in facts.legal_bases),
        "purpose": tuple(purpose.id for purpose in facts.purposes),
        "recipient": tuple(recipient.id for recipient in facts.recipients),
    }
    found = {kind: frozenset(names) for kind, names in known.items()}
    problems = [
        Problem(place, f"the {use.kind} {use.id!r} is not defined", nearest(use.id, known[use.kind]))
        for use in (*_purpose_uses(facts), *_category_uses(facts), *_contact_uses(facts))
        if use.id not in found[use.kind]
        for place in [Location(path) if tree is None else place_of(tree, *use.keys)]
    ]
    if problems:
        raise InputError(*problems)


def _uses(kind: str, names: Iterable[str], *keys: str) -> Iterator[Use]:
    return (Use(kind, name, keys) for name in names if name)


def _purpose_uses(facts: Facts) -> Iterator[Use]:
    for purpose in facts.purposes:
        yield from _uses("data item", purpose.items, "purposes", purpose.id, "items")
        bases = () if isinstance(purpose.bases, Undecided) else purpose.bases
        yield from _uses("legal basis", (use.basis for use in bases), "purposes", purpose.id, "bases")
        yield from _uses("condition", (use.condition for use in bases), "purposes", purpose.id, "bases")


def _category_uses(facts: Facts) -> Iterator[Use]:
    for category in facts.categories:
        keys = ("categories", category.id)
        yield from _uses("data item", category.items, *keys, "items")
        yield from _uses("recipient", category.recipients, *keys, "recipients")
        if not isinstance(category.purposes, Undecided):
            yield from _uses("purpose", category.purposes, *keys, "purposes")
        rules = () if isinstance(category.retention, Undecided) else category.retention
        yield from (use for rule in rules for use in _retention_uses(rule, *keys, "retention"))


def _retention_uses(rule: Retention, *keys: str) -> Iterator[Use]:
    yield from _uses("event", (rule.start, rule.renewed_by, rule.event), *keys)
    yield from _uses("criterion", (rule.criterion,), *keys)
    yield from _uses("condition", (rule.condition,), *keys)


def _contact_uses(facts: Facts) -> Iterator[Use]:
    for contact in facts.contacts:
        yield from _uses("condition", (contact.condition,), "contacts", contact.id, "condition")


def decisions_named(facts: Facts) -> Iterator[Use]:
    """The open decisions that the facts name."""
    for basis in facts.legal_bases:
        yield from _decision(basis.kind, "legal_bases", basis.id, "kind")
    for purpose in facts.purposes:
        yield from _decision(purpose.bases, "purposes", purpose.id, "bases")
    for category in facts.categories:
        yield from _decision(category.purposes, "categories", category.id, "purposes")
        yield from _decision(category.retention, "categories", category.id, "retention")
    if facts.jurisdiction:
        yield from _uses("open decision", (facts.jurisdiction.undecided,), "jurisdiction", "undecided")


def _decision(value: object, *keys: str) -> Iterator[Use]:
    if isinstance(value, Undecided):
        yield Use("open decision", value.decision, (*keys, "undecided"))


def sections_named(facts: Facts) -> Iterator[Use]:
    """The sections that the facts name."""
    for purpose in facts.purposes:
        yield from _uses("section", (purpose.section,), "purposes", purpose.id, "section")
    for recipient in facts.recipients:
        yield from _uses("section", (recipient.section,), "recipients", recipient.id, "section")
    for category in facts.categories:
        rules = () if isinstance(category.retention, Undecided) else category.retention
        yield from _uses("section", (rule.section for rule in rules), "categories", category.id, "retention")
