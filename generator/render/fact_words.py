"""Changes of the facts as sentences: "Photos: retention from 24 months to 36 months".

The words come from the catalog, Babel, and the short names that the wordings of both revisions give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.compare.changeset import RecordAction, RecordChange
from generator.model import Duration, RetentionRule
from generator.render.catalog import msgid
from generator.render.compared import Compared
from generator.render.matrix import KIND_WORDS, LISTED_WORDS, PERIOD_WORDS, questions
from generator.render.plain import section_name

RECORDS = {
    "controller": msgid("controller"),
    "jurisdiction": msgid("governing law"),
    "categories": msgid("category"),
    "purposes": msgid("purpose"),
    "legal_bases": msgid("legal basis"),
    "recipients": msgid("recipient"),
    "contacts": msgid("contact"),
    "items": msgid("kind of data"),
    "events": msgid("event"),
    "conditions": msgid("condition"),
    "criteria": msgid("criterion"),
}
FIELDS = {
    "kind": msgid("kind"),
    "items": msgid("data"),
    "purposes": msgid("purposes"),
    "retention": msgid("retention"),
    "recipients": msgid("recipients"),
    "bases": msgid("legal bases"),
    "section": msgid("place in the text"),
    "listed": msgid("who they are"),
    "condition": msgid("condition"),
    "values": msgid("contact details"),
    "views": msgid("display"),
    "law": msgid("law"),
    "courts": msgid("courts"),
    "name": msgid("name"),
    "company_number": msgid("company number"),
    "street": msgid("address"),
    "postcode": msgid("address"),
    "city": msgid("address"),
    "country": msgid("country"),
    "undecided": msgid("applicable rules"),
}
RETENTION_FIELDS = {
    "rule": msgid("retention"),
    "duration": msgid("retention"),
    "start": msgid("retention, counted from"),
    "renewed_by": msgid("retention, renewed by"),
    "event": msgid("retention until"),
    "criterion": msgid("criterion of retention"),
    "section": msgid("retention, set out in"),
    "condition": msgid("condition of retention"),
}
RULES = {
    RetentionRule.EXACTLY: msgid("exactly"),
    RetentionRule.MINIMUM: msgid("at least"),
    RetentionRule.MAXIMUM: msgid("at most"),
    RetentionRule.UNTIL_EVENT: msgid("until an event"),
    RetentionRule.CRITERION: msgid("no fixed period"),
    RetentionRule.SEE_SECTION: msgid("set out elsewhere"),
    RetentionRule.NOT_STATED: msgid("not stated"),
}
LABELS = {
    "items": "items",
    "purposes": "purposes",
    "recipients": "recipients",
    "basis": "legal_bases",
    "bases": "legal_bases",
    "start": "events",
    "renewed_by": "events",
    "event": "events",
    "condition": "conditions",
    "criterion": "criteria",
}
"""The kind of record that a field names by its id."""

COUNTRIES = frozenset({"law", "courts", "country"})
PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def fact_sentences(compared: Compared) -> tuple[str, ...]:
    """The changes of the facts, one sentence each."""
    words = _FactWords(compared)
    return tuple(words.sentence(record) for record in compared.comparison.changeset.records)


def _is_undecided(record: RecordChange) -> bool:
    """Whether what came is a question that only the publisher can answer."""
    return record.path.endswith("undecided") or (isinstance(record.new, Mapping) and "undecided" in record.new)


def parse_period(iso: str) -> Duration | None:
    """A period as ISO 8601 writes it; None for other words."""
    match = PERIOD.fullmatch(iso)
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return Duration(iso, years, months, weeks, days)


class _FactWords:
    """Facts of two revisions in words of one language."""

    def __init__(self, compared: Compared) -> None:
        old, new = (compared.subject(side) for side in (compared.comparison.old, compared.comparison.new))
        self._interface = compared.interface
        self._t = compared.interface.t
        self._labels = {**old.text.wording.labels, **new.text.wording.labels}
        sections = (*old.text.sections, *new.text.sections)
        self._sections = {section.id: section_name(section) or self._t("Preamble") for section in sections}
        self._questions = questions(new)

    def sentence(self, record: RecordChange) -> str:
        """One change."""
        name = self._name(record)
        if not record.path:
            return self._whole(record, name)
        field = self._field(record.path)
        old, new = self._value(record.path, record.old), self._value(record.path, record.new)
        match record.action:
            case RecordAction.ADDED if _is_undecided(record):
                return self._t("{name}: {field} left open: {question}", name=name, field=field, question=new)
            case RecordAction.ADDED:
                return self._t("{name}: {field}: {new} added", name=name, field=field, new=new)
            case RecordAction.REMOVED:
                return self._t("{name}: {field}: {old} removed", name=name, field=field, old=old)
            case RecordAction.MOVED:
                return self._t("{name}: {field}: another order", name=name, field=field)
            case RecordAction.CHANGED:
                return self._t("{name}: {field} from {old} to {new}", name=name, field=field, old=old, new=new)

    def _whole(self, record: RecordChange, name: str) -> str:
        kind = self._kind(record.record)
        match record.action:
            case RecordAction.ADDED:
                return self._t("{kind} added: {name}", kind=kind, name=name)
            case RecordAction.REMOVED:
                return self._t("{kind} removed: {name}", kind=kind, name=name)
            case RecordAction.MOVED:
                return self._t("{kind} in another place of the order: {name}", kind=kind, name=name)
            case RecordAction.CHANGED:
                old, new = self._value("", record.old), self._value("", record.new)
                return self._t("{kind}: {old} → {new}", kind=kind, old=old, new=new)

    def _kind(self, record: str) -> str:
        words = self._t(RECORDS[record]) if record in RECORDS else record
        return words[:1].upper() + words[1:]

    def _name(self, record: RecordChange) -> str:
        label = self._labels.get((record.record, record.id))
        return label or (
            record.id
            if record.id and record.record not in {"controller", "jurisdiction"}
            else self._kind(record.record)
        )

    def _field(self, path: str) -> str:
        first, *inner = path.split("/")
        words = RETENTION_FIELDS.get(inner[-1]) if inner and first == "retention" else None
        message = words or FIELDS.get(first)
        return self._t(message) if message else first

    def _value(self, path: str, value: object) -> str:
        match value:
            case None | "":
                return self._t("not stated")
            case Mapping():
                return self._mapping(path, value)
            case _:
                return self._word(path, str(value))

    def _mapping(self, path: str, value: Mapping[str, object]) -> str:
        """A record, or what a field holds: named by its id, with its own fields behind."""
        if "undecided" in value:
            return self._word("undecided", str(value["undecided"]))
        kind, name = (["", *path.split("/")])[-2:]
        named = self._labels.get((LABELS.get(kind, ""), name))
        words = [named] if named else []
        period = parse_period(str(value.get("duration", "")))
        message = (
            PERIOD_WORDS.get(RetentionRule(str(value["rule"]))) if value.get("rule") in set(RetentionRule) else None
        )
        if message and period:
            words.append(self._t(message, duration=self._interface.duration(period)))
        done = {"rule", "duration"} if message and period else set[str]()
        words += [self._value(f"{path}/{key}", inner) for key, inner in value.items() if key not in done]
        return ", ".join(words) or name

    def _word(self, path: str, value: str) -> str:
        """One word of the facts: a period, an id, a country, a section."""
        field = path.rpartition("/")[2]
        period = parse_period(value)
        if period:
            return self._interface.duration(period)
        if field == "undecided":
            return self._questions.get(value) or value
        if field in LABELS:
            return self._labels.get((LABELS[field], value)) or value
        if field in COUNTRIES:
            return self._interface.territory(value)
        if field == "section":
            return self._sections.get(value, value)
        message = _named_values(field).get(value)
        return self._t(message) if message else value


def _named_values(field: str) -> Mapping[str, str]:
    """The messages for the values of a field that has a few known ones."""
    match field:
        case "rule":
            return {rule.value: words for rule, words in RULES.items()}
        case "kind":
            return {kind.value: words for kind, words in KIND_WORDS.items()}
        case _:
            return LISTED_WORDS
