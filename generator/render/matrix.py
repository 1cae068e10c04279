"""The facts of a revision as one table: categories of data, what for, on what ground, how long, to whom.

The words come from the interface catalog, Babel and the wording's short names. What a text doesn't state is said to
be not stated; what only the publisher can settle is shown as the open question that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model import (
    BasisUse,
    Category,
    CategoryKind,
    Duration,
    LegalBasis,
    Purpose,
    Recipient,
    Retention,
    RetentionRule,
    Undecided,
)
from generator.render.catalog import msgid
from generator.render.links import folder
from generator.render.plain import section_name
from generator.render.scene import Subject

KIND_WORDS = {
    CategoryKind.DATA: msgid("data held"),
    CategoryKind.MEANS: msgid("means of collecting data"),
    CategoryKind.DISCLOSURE: msgid("disclosure of data"),
}
LISTED_WORDS = {
    "on-request": msgid("list on request"),
    "not-stated": msgid("list not stated"),
}
PERIOD_WORDS = {
    RetentionRule.EXACTLY: msgid("{duration}"),
    RetentionRule.MINIMUM: msgid("at least {duration}"),
    RetentionRule.MAXIMUM: msgid("at most {duration}"),
}
NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a cell.

    `tone` is empty, "absent" (the text states nothing), "open" (an open question) or "unlabelled" (an id that the
    wording has no short name for).
    """

    text: str
    tone: str = ""
    href: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """Something more about an entry: a term and what is said of it."""

    term: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A category with its cells."""

    name: Entry
    kind: str
    items: tuple[Entry, ...]
    purposes: tuple[Entry, ...]
    retention: tuple[Entry, ...]
    recipients: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """A purpose that stands outside the categories."""

    name: Entry
    place: tuple[Entry, ...]
    items: tuple[Entry, ...]
    bases: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows, in the order of the facts."""

    rows: tuple[MatrixRow, ...]
    purposes: tuple[PurposeRow, ...]
    recipients: tuple[Entry, ...]


def matrix(subject: Subject) -> Matrix:
    """The facts of the subject's revision in the language of its text."""
    facts = subject.revision.facts
    words = _Words(subject)
    used = {name for category in facts.categories for name in _names(category.purposes)}
    shown = {name for category in facts.categories for name in category.recipients}
    return Matrix(
        rows=tuple(words.row(category) for category in facts.categories),
        purposes=tuple(words.purpose_row(purpose) for purpose in facts.purposes if purpose.id not in used),
        recipients=tuple(words.recipient(recipient) for recipient in facts.recipients if recipient.id not in shown),
    )


def questions(subject: Subject) -> Mapping[str, str]:
    """The open decisions of the document as questions in the page's language, by id."""
    return {decision.id: subject.interface.local(decision.question) for decision in subject.document.decisions}


def _names(names: tuple[str, ...] | Undecided) -> tuple[str, ...]:
    return () if isinstance(names, Undecided) else names


class _Words:
    """Facts of one revision in words of one language."""

    def __init__(self, subject: Subject) -> None:
        facts = subject.revision.facts
        self._subject = subject
        self._t = subject.interface.t
        self._labels = subject.text.wording.labels
        self._questions = questions(subject)
        self._purposes: dict[str, Purpose] = {purpose.id: purpose for purpose in facts.purposes}
        self._bases: dict[str, LegalBasis] = {basis.id: basis for basis in facts.legal_bases}
        self._recipients: dict[str, Recipient] = {recipient.id: recipient for recipient in facts.recipients}

    def row(self, category: Category) -> MatrixRow:
        """A category."""
        return MatrixRow(
            name=self._name("categories", category.id),
            kind=self._t(KIND_WORDS[category.kind]),
            items=self._stated(self._name("items", item) for item in category.items),
            purposes=self._decided(category.purposes, self._purpose),
            retention=self._retentions(category.retention),
            recipients=self._stated(self.recipient(self._recipients.get(n, Recipient(n))) for n in category.recipients),
        )

    def purpose_row(self, purpose: Purpose) -> PurposeRow:
        """A purpose outside the categories."""
        return PurposeRow(
            name=self._name("purposes", purpose.id),
            place=self._stated(self._section(name) for name in (purpose.section,) if name),
            items=self._stated(self._name("items", item) for item in purpose.items),
            bases=self._legal_bases(purpose),
        )

    def recipient(self, recipient: Recipient) -> Entry:
        """A recipient, where the text names it, and how a list of them is to be had."""
        named = self._name("recipients", recipient.id)
        listed = LISTED_WORDS.get(recipient.listed)
        details = []
        if recipient.section:
            details.append(Detail(self._t("place in the text"), (self._section(recipient.section),)))
        if listed:
            details.append(Detail(self._t("who they are"), (Entry(self._t(listed)),)))
        return Entry(named.text, named.tone, details=tuple(details))

    def _purpose(self, name: str) -> Entry:
        named = self._name("purposes", name)
        purpose = self._purposes.get(name)
        bases = self._legal_bases(purpose) if purpose else ()
        return Entry(named.text, named.tone, details=(Detail(self._t("legal basis"), bases),) if bases else ())

    def _legal_bases(self, purpose: Purpose) -> tuple[Entry, ...]:
        if isinstance(purpose.bases, Undecided):
            return (self._open(purpose.bases),)
        return self._stated(self._basis(use) for use in purpose.bases)

    def _basis(self, use: BasisUse) -> Entry:
        named = self._name("legal_bases", use.basis)
        details = list(self._terms((self._t("condition"), "conditions", use.condition)))
        basis = self._bases.get(use.basis)
        if basis and isinstance(basis.kind, Undecided):
            details.append(Detail(self._t("kind of legal basis"), (self._open(basis.kind),)))
        return Entry(named.text, named.tone, details=tuple(details))

    def _retentions(self, rules: tuple[Retention, ...] | Undecided) -> tuple[Entry, ...]:
        if isinstance(rules, Undecided):
            return (self._open(rules),)
        return self._stated(self._retention(rule) for rule in rules)

    def _retention(self, rule: Retention) -> Entry:
        t = self._t
        main = self._period(rule)
        start = rule.start if rule.start != NOT_STATED else ""
        details = [
            *self._terms((t("counted from"), "events", start)),
            *((Detail(t("counted from"), (self._absent(),)),) if rule.start == NOT_STATED else ()),
            *self._terms((t("renewed by"), "events", rule.renewed_by), (t("condition"), "conditions", rule.condition)),
        ]
        return Entry(main.text, main.tone, main.href, (*main.details, *details))

    def _period(self, rule: Retention) -> Entry:
        t = self._t
        match rule.rule:
            case RetentionRule.UNTIL_EVENT:
                return Entry(t("until an event"), details=tuple(self._terms((t("event"), "events", rule.event))))
            case RetentionRule.CRITERION:
                terms = self._terms((t("criterion"), "criteria", rule.criterion))
                return Entry(t("no fixed period"), details=tuple(terms))
            case RetentionRule.SEE_SECTION:
                return Entry(t("set out elsewhere"), details=(Detail(t("see"), (self._section(rule.section),)),))
            case _:
                message = PERIOD_WORDS.get(rule.rule)
                return self._counted(message, rule.duration) if message and rule.duration else self._absent()

    def _counted(self, message: str, duration: Duration) -> Entry:
        return Entry(self._t(message, duration=self._subject.interface.duration(duration)))

    def _terms(self, *terms: tuple[str, str, str]) -> Iterator[Detail]:
        for term, kind, name in terms:
            if name:
                yield Detail(term, (self._name(kind, name),))

    def _section(self, name: str) -> Entry:
        """A section of the text, as a link to it."""
        section = self._subject.text.section(name)
        if section is None:
            return Entry(name, "unlabelled")
        revision = folder(self._subject.text.language, self._subject.document.id, self._subject.revision.id)
        return Entry(section_name(section) or self._t("Preamble"), href=f"{self._subject.link(revision)}#{name}")

    def _decided(self, names: tuple[str, ...] | Undecided, entry: Callable[[str], Entry]) -> tuple[Entry, ...]:
        if isinstance(names, Undecided):
            return (self._open(names),)
        return self._stated(entry(name) for name in names)

    def _stated(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(entries) or (self._absent(),)

    def _name(self, kind: str, name: str) -> Entry:
        label = self._labels.get((kind, name))
        return Entry(label) if label else Entry(name, "unlabelled")

    def _open(self, undecided: Undecided) -> Entry:
        return Entry(self._questions.get(undecided.decision) or undecided.decision, "open")

    def _absent(self) -> Entry:
        return Entry(self._t("not stated"), "absent")
