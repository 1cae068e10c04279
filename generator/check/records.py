"""Records: what the facts of a revision lack or contradict, told at the words that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.align import Node
from generator.check.finding import Spot
from generator.check.places import excerpt
from generator.check.pointers import section_of
from generator.check.rule import Found
from generator.check.subject import TextSubject
from generator.errors import Location
from generator.model import (
    Category,
    Facts,
    LegalBasisKind,
    Passage,
    Purpose,
    Retention,
    RetentionRule,
    Undecided,
)


def category_without_purpose(subject: TextSubject) -> Iterator[Found]:
    """A category of data has no purpose, or only a pointer to another section.

    Article 13(1)(c) of regulation 2016/679 asks for the purposes and their legal basis.

    Bad:
        facts:
            categories:
              photos: {kind: data, purposes: [], retention: [{rule: not-stated}]}

    Good:
        facts:
            purposes:
              print: {bases: []}
            categories:
              photos: {kind: data, purposes: [print], retention: [{rule: not-stated}]}
    """
    for category in _facts(subject).categories:
        if not category.purposes or isinstance(category.purposes, Undecided):
            message = f"the text gives no purpose and no legal basis for the category {_name(subject, category)}"
            yield _at(subject, category, "purpose", message, "Say what it is used for, and on what basis.")


def purpose_without_basis(subject: TextSubject) -> Iterator[Found]:
    """A purpose has no legal basis.

    Bad:
        facts:
            purposes:
              advice: {bases: []}
            categories:
              photos: {kind: data, purposes: [advice], retention: [{rule: not-stated}]}

    Good:
        facts:
            legal_bases:
              consent: {kind: consent}
            purposes:
              advice: {bases: [consent]}
            categories:
              photos: {kind: data, purposes: [advice], retention: [{rule: not-stated}]}
    """
    facts = _facts(subject)
    users = {p: c for c in reversed(facts.categories) if not isinstance(c.purposes, Undecided) for p in c.purposes}
    for purpose in facts.purposes:
        if not purpose.bases or isinstance(purpose.bases, Undecided):
            label = subject.text.wording.labels.get(("purposes", purpose.id), purpose.id)
            message = f"the text gives no legal basis for the purpose “{label}”"
            remedy = "Name the basis, or settle it as an open decision."
            yield _of_purpose(subject, purpose, users.get(purpose.id), (message, remedy))


def _of_purpose(subject: TextSubject, purpose: Purpose, user: Category | None, told: tuple[str, str]) -> Found:
    section = subject.text.section(purpose.section)
    if section is not None:
        return Found(section.id, subject.section_spot(section), *told, subject=purpose.id)
    if user is not None:
        return _at(subject, user, "purpose", *told, about=purpose.id)
    return Found("", Spot(subject.language, purpose.location), *told, subject=purpose.id)


def retention_without_value(subject: TextSubject) -> Iterator[Found]:
    """A category has no period of retention, or only a pointer to another section.

    Bad:
        facts:
            categories:
              cookies:
                kind: means
                purposes: []
                retention: [{rule: see-section, section: cookie-policy}]

    Good:
        facts:
            categories:
              cookies:
                kind: means
                purposes: []
                retention: [{rule: exactly, duration: P1M}]
    """
    for category in _facts(subject).categories:
        told = {RetentionRule.SEE_SECTION, RetentionRule.NOT_STATED}
        if all(rule.rule in told for rule in _rules(category)):
            message = f"the text gives no period for the category {_name(subject, category)}"
            yield _at(subject, category, "retention", message, "Say how long it is kept.")


def retention_by_opaque_criterion(subject: TextSubject) -> Iterator[Found]:
    """A period is told by a criterion that readers can't know.

    Bad:
        facts:
            criteria: [partner-contract]
            categories:
              partners:
                kind: disclosure
                purposes: []
                retention: [{rule: criterion, criterion: partner-contract}]

    Good:
        facts:
            categories:
              partners:
                kind: disclosure
                purposes: []
                retention: [{rule: maximum, duration: P1Y}]
    """
    for category in _facts(subject).categories:
        for rule in _rules(category):
            if rule.rule is RetentionRule.CRITERION:
                label = subject.text.wording.labels.get(("criteria", rule.criterion), rule.criterion)
                message = f"readers can't know “{label}”, which decides how long {_name(subject, category)} is kept"
                yield _at(subject, category, "retention", message, "Say how long at most.")


def minimum_without_maximum(subject: TextSubject) -> Iterator[Found]:
    """Data is kept at least for a time, and nobody knows how long at most.

    Bad:
        facts:
            categories:
              photos:
                kind: data
                purposes: []
                retention: [{rule: minimum, duration: P24M}]

    Good:
        facts:
            categories:
              photos:
                kind: data
                purposes: []
                retention: [{rule: minimum, duration: P24M}, {rule: maximum, duration: P36M}]
    """
    for category in _facts(subject).categories:
        rules = _rules(category)
        least = [rule for rule in rules if rule.rule is RetentionRule.MINIMUM]
        if least and not any(rule.rule is RetentionRule.MAXIMUM for rule in rules):
            iso = least[0].duration.iso if least[0].duration else ""
            message = f"{_name(subject, category)} is kept for at least {iso}, and no maximum is stated"
            yield _at(subject, category, "retention", message, "Say how long at most.")


def views_differ(subject: TextSubject) -> Iterator[Found]:
    """The list and the table name different data for one category, or name the category differently.

    Bad:
        facts:
            items: [postal-address, email-address]
            categories:
              orders:
                kind: data
                items: [postal-address, email-address]
                purposes: []
                retention: [{rule: not-stated}]
        wording:
            orders list postal-address: votre adresse postale
            orders example email-address: votre adresse (courriel)

    Good:
        facts:
            items: [postal-address]
            categories:
              orders: {kind: data, purposes: [], retention: [{rule: not-stated}], items: [postal-address]}
        wording:
            orders list postal-address: votre adresse postale
            orders example postal-address: votre adresse postale
    """
    wording = subject.text.wording.categories
    for category in _facts(subject).categories:
        listed, example = wording.get((category.id, "list")), wording.get((category.id, "example"))
        activity = wording.get((category.id, "activity"))
        if listed and example and listed.items and example.items and set(listed.items) != set(example.items):
            names = ", ".join(_label(subject, item) for item in sorted(set(listed.items) ^ set(example.items)))
            message = f"the list and the table name different data for {_name(subject, category)}: {names}"
            yield _at(subject, category, "example", message, "Let both name the same.", about="items")
        if listed and activity and _renamed(_lead(listed), _words(activity)):
            message = f"the category is “{_lead(listed)}” in the list and “{_words(activity)}” in the table"
            yield _at(subject, category, "activity", message, "Give it one name.", about="name")


def _lead(passage: Passage) -> str:
    return re.split(r"\s*:", _words(passage), maxsplit=1)[0]


def _renamed(one: str, other: str) -> bool:
    """Whether two names differ in one word only."""
    left, right = one.lower().split(), other.lower().split()
    return len(left) == len(right) > 1 and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def basis_under_several_names(subject: TextSubject) -> Iterator[Found]:
    """One legal basis has several names, or it is open whether several names are one basis.

    Bad:
        facts:
            legal_bases:
              prior-consent: {kind: consent}
              explicit-consent: {kind: consent}
            purposes:
              a: {bases: [prior-consent]}
              b: {bases: [explicit-consent]}

    Good:
        facts:
            legal_bases:
              consent: {kind: consent}
            purposes:
              a: {bases: [consent]}
              b: {bases: [consent]}
    """
    facts = _facts(subject)
    groups: dict[str, list[str]] = {}
    for basis in facts.legal_bases:
        kind = LegalBasisKind.CONTRACT if isinstance(basis.kind, Undecided) else basis.kind
        groups.setdefault(kind.value, []).append(basis.id)
    category = next((c for c in facts.categories if (c.id, "purpose") in subject.text.wording.categories), None)
    for group, names in sorted(groups.items()):
        if len(names) > 1:
            labels = subject.text.wording.labels
            shown = ", ".join(f"“{labels.get(('legal_bases', name), name)}”" for name in names)
            message = f"one legal basis ({group}) under {len(names)} names: {shown}"
            remedy = "Use one name, or say how they differ."
            if category is None:
                yield Found("", _file_spot(subject), message, remedy, subject=group)
            else:
                yield _at(subject, category, "purpose", message, remedy, about=group)


def contact_labels_differ(subject: TextSubject) -> Iterator[Found]:
    """One contact bears different names in different places.

    Bad:
        facts:
            contacts:
              service: {kind: post}
        contacts:
            service opt-out: service client
            service exercise: service clientèle

    Good:
        facts:
            contacts:
              service: {kind: post}
        contacts:
            service opt-out: service client
            service exercise: service client
    """
    first: dict[str, Passage] = {}
    for (contact, use), passage in subject.text.wording.contacts.items():
        base = first.setdefault(contact, passage)
        differing = [b for a, b in zip(_lines(base), _lines(passage), strict=False) if a.lower() != b.lower()]
        if differing:
            shown = " / ".join(a for a in _lines(base) if a not in _lines(passage))
            section, _ = _node_of(subject, passage)
            message = f"this contact is “{differing[0]}” here and “{shown}” elsewhere"
            place = _spot_in(subject, passage, differing[0])
            yield Found(section, place, message, "Give it one name.", subject=f"{contact} {use}")


def law_and_courts_differ(subject: TextSubject) -> Iterator[Found]:
    """The law of one country applies, and the courts of another decide.

    It may be meant; then it is worth saying why.

    Bad:
        fr:
            ## Droit applicable et tribunaux {#law}
            Le droit français s'applique.
        facts:
            jurisdiction: {law: FR, courts: BE}

    Good:
        fr:
            ## Droit applicable et tribunaux {#law}
            Le droit français s'applique.
        facts:
            jurisdiction: {law: FR, courts: FR}
    """
    jurisdiction = _facts(subject).jurisdiction
    if jurisdiction and jurisdiction.law and jurisdiction.courts and jurisdiction.law != jurisdiction.courts:
        section = section_of(subject, _LAW)
        spot = subject.section_spot(section) if section else _file_spot(subject)
        message = f"the law of {jurisdiction.law} applies, and the courts of {jurisdiction.courts} decide"
        yield Found(section.id if section else "", spot, message, "See that this is meant.", subject="jurisdiction")


_LAW = re.compile(r"droit applicable|toepasselijk recht|governing law|applicable law|anwendbares recht", re.IGNORECASE)


def effective_date_missing(subject: TextSubject) -> Iterator[Found]:
    """The text bears a date, but doesn't say from which day it applies.

    Bad:
        effective: no
        fr: Dernière adaptation.

    Good:
        effective: yes
        fr: Applicable dès le 1er janvier 2024.
    """
    if subject.context.has_effective_date is not False:
        return
    text = subject.text
    spot = Spot(subject.language, _file_spot(subject).location, excerpt(text.date_line or text.title))
    kind = "only a numeric date" if re.search(r"\d+/\d+/\d+", text.date_line) else "no such day"
    message = f"the text doesn't say from which day it applies; it bears {kind}"
    first = text.sections[0].id if text.sections else ""
    yield Found(first, spot, message, "State the day from which it applies.", subject="effective-date")


def periods_left_out(subject: TextSubject) -> Iterator[Found]:
    """Data that a category uses for a purpose, while its period names other data and leaves these out."""
    wording = subject.text.wording.categories
    for category in _facts(subject).categories:
        purpose, retention = wording.get((category.id, "purpose")), wording.get((category.id, "retention"))
        if purpose and retention and retention.items:
            left = [_label(subject, item) for item in purpose.items if item not in retention.items]
            if left:
                message = (
                    f"the text doesn't seem to tell how long it keeps {', '.join(left)} of the category "
                    f"{_name(subject, category)} (article 13(2)(a) of regulation 2016/679)"
                )
                remedy = "Tell it, or note why it doesn't apply. This is a hint, no legal advice."
                yield _at(subject, category, "retention", message, remedy, about="left out")


# ---------------------------------------------------------------- helpers


def _facts(subject: TextSubject) -> Facts:
    return subject.context.facts or Facts()


def _rules(category: Category) -> tuple[Retention, ...]:
    return () if isinstance(category.retention, Undecided) else category.retention


def _name(subject: TextSubject, category: Category) -> str:
    return f"“{subject.text.wording.labels.get(('categories', category.id), category.id)}”"


def _label(subject: TextSubject, item: str) -> str:
    return subject.text.wording.labels.get(("items", item), item)


def _words(passage: Passage) -> str:
    return " ".join(passage.source.split())


def _lines(passage: Passage) -> list[str]:
    return [line.strip() for line in passage.source.strip().split("\n")]


def _file_spot(subject: TextSubject) -> Spot:
    return Spot(subject.language, Location(subject.text.path, subject.text.title_line, 1))


def _at(  # noqa: PLR0913 - who, where, and what is told
    subject: TextSubject, category: Category, use: str, message: str, remedy: str, *, about: str = ""
) -> Found:
    """A finding at the words of a category in one place of use; at the facts where there are none."""
    passage = subject.text.wording.categories.get((category.id, use))
    identity = f"{category.id} {use} {about}"
    if passage is None:
        return Found("", Spot(subject.language, category.location), message, remedy, subject=identity)
    section, _ = _node_of(subject, passage)
    spot = Spot(subject.language, passage.location, excerpt(passage.source))
    return Found(section, spot, message, remedy, subject=identity)


def _node_of(subject: TextSubject, passage: Passage) -> tuple[str, Node | None]:
    """The section and the node that show a passage."""
    for section, node in subject.leaves:
        if node.location.path == passage.location.path and node.location.line == passage.location.line:
            return section.id, node
    return "", None


def _spot_in(subject: TextSubject, passage: Passage, words: str) -> Spot:
    _, node = _node_of(subject, passage)
    if node is None:
        return Spot(subject.language, passage.location, excerpt(words))
    return subject.spot(node, words)
