"""What a reader must know before the first word of a text. Every banner comes from data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from generator.model import Origin, Status
from generator.render.corrections import as_published
from generator.render.links import AS_PUBLISHED, folder
from generator.render.scene import Subject, last_day


class Tone(StrEnum):
    """How loud a banner is: `warning` for a text that may not be relied on."""

    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Banner:
    """One banner; `kind` names it for the stylesheet, `href` and `link` lead further where there is somewhere to go."""

    kind: str
    tone: Tone
    text: str
    href: str = ""
    link: str = ""


def banners(subject: Subject) -> tuple[Banner, ...]:
    """The banners of a page that shows this text, in order."""
    return tuple(banner for rule in RULES for banner in rule(subject))


def _draft(subject: Subject) -> Iterator[Banner]:
    t = subject.interface.t
    if subject.status is Status.DRAFT:
        yield Banner("draft", Tone.WARNING, t("Draft. This text isn't published and doesn't apply."))
        if subject.document.draft_is_proposal or subject.scene.is_copy:
            words = t(
                "A proposal of the Polylex project. It doesn't come from {publisher}, which hasn't approved it.",
                publisher=subject.publisher,
            )
            yield Banner("proposal", Tone.WARNING, words)


def _copy(subject: Subject) -> Iterator[Banner]:
    if subject.scene.is_copy and not subject.revision.is_draft:
        words = subject.interface.t(
            "A copy of a text published by {publisher}. This isn't its site. "
            "Whether the text still applies isn't known here.",
            publisher=subject.publisher,
        )
        yield Banner("copy", Tone.WARNING, words)


def _withdrawn(subject: Subject) -> Iterator[Banner]:
    day = subject.revision.withdrawn
    if subject.status is Status.WITHDRAWN and day:
        t = subject.interface.t
        words = t("Withdrawn on {date}. This version no longer applies.", date=subject.interface.date(day))
        yield Banner("withdrawn", Tone.WARNING, words, *_current(subject))


def _ended(subject: Subject) -> Iterator[Banner]:
    day = subject.document.ended
    if day and day <= subject.scene.today:
        words = subject.interface.t("This document ended on {date}.", date=subject.interface.date(day))
        yield Banner("ended", Tone.WARNING, words)


def _as_published(subject: Subject) -> Iterator[Banner]:
    """On the text as published: it was corrected."""
    corrected = subject.scene.corrected(subject.document, subject.revision)
    if subject.is_as_published and corrected:
        interface = subject.interface
        words = interface.t("The text as published. It was corrected on {date}.", date=interface.date(corrected.date))
        link = (subject.link(subject.revision_folder), interface.t("Read the corrected text"))
        yield Banner("as-published", Tone.WARNING, words, *link)


def _corrected(subject: Subject) -> Iterator[Banner]:
    """On the corrected text: the way to what was published."""
    corrected, first = subject.revision.corrected, as_published(subject.revision)
    if corrected and first and first.text(subject.text.language):
        interface = subject.interface
        words = interface.t("Corrected on {date}.", date=interface.date(corrected.date))
        target = subject.link(f"{subject.revision_folder}{AS_PUBLISHED}/")
        yield Banner("corrected", Tone.NOTE, words, target, interface.t("See the text as published."))


def _superseded(subject: Subject) -> Iterator[Banner]:
    if subject.status is not Status.SUPERSEDED:
        return
    revision, interface = subject.revision, subject.interface
    following = subject.scene.successor(subject.document, revision)
    last = last_day(revision, following) if following and not subject.scene.is_copy else None
    if last and revision.effective:
        words = interface.t(
            "Superseded version. It applied from {first} until {last} inclusive.",
            first=interface.date(revision.effective),
            last=interface.date(last),
        )
    else:
        words = interface.t("Superseded version.")
    yield Banner("superseded", Tone.WARNING, words, *_current(subject))


def _announced(subject: Subject) -> Iterator[Banner]:
    first = subject.revision.applies_from
    if subject.status is not Status.ANNOUNCED or first is None:
        return
    interface, current = subject.interface, subject.scene.applicable(subject.document)
    if current and current.published and not subject.scene.is_copy:
        words = interface.t(
            "Applies from {first} inclusive. The version of {version} applies until {last} inclusive.",
            first=interface.date(first),
            version=interface.date(current.published),
            last=interface.date(first - timedelta(days=1)),
        )
        yield Banner("announced", Tone.WARNING, words, *_current(subject))
    else:
        yield Banner("announced", Tone.WARNING, interface.t("Applies from {date}.", date=interface.date(first)))


def _successor(subject: Subject) -> Iterator[Banner]:
    """On the version that applies: a later one is announced."""
    scene, interface = subject.scene, subject.interface
    if subject.status not in {Status.APPLICABLE, Status.UNKNOWN}:
        return
    for revision in scene.versions(subject.document):
        if scene.status(subject.document, revision) is Status.ANNOUNCED and revision.applies_from:
            words = interface.t("A new version applies from {date}.", date=interface.date(revision.applies_from))
            target = subject.link(subject.version_folder(revision))
            yield Banner("successor", Tone.NOTE, words, target, interface.t("Read the new version"))


def _unofficial(subject: Subject) -> Iterator[Banner]:
    if subject.text.origin is Origin.OFFICIAL:
        return
    source, interface = subject.source_language, subject.interface
    named = {"source": interface.language_name(source)} if source else {}
    version = interface.version_name(subject.text.language)
    if not subject.is_prevailing:
        words = interface.t("Unofficial translation from {source}.", **named) if source else ""
    elif not source:
        words = interface.t("Unofficial text. It isn't {version} that prevails.", version=version)
    elif subject.clause_number:
        words = interface.t(
            "Unofficial translation from {source}. It isn't {version} to which article {number} gives precedence.",
            version=version,
            number=subject.clause_number,
            **named,
        )
    else:
        words = interface.t(
            "Unofficial translation from {source}. It isn't {version} that prevails.", version=version, **named
        )
    if words:
        yield Banner("unofficial", Tone.WARNING, words, *_clause(subject))


def _prevailing(subject: Subject) -> Iterator[Banner]:
    """Who prevails by the text's own clause; the prevailing text itself claims it only where it is official."""
    if subject.is_prevailing and not (_may_claim(subject) and len(subject.revision.texts) > 1):
        return
    interface = subject.interface
    version = interface.version_name(subject.document.prevailing.language)
    number = subject.clause_number
    if number:
        words = interface.t(
            "According to article {number}, {version} prevails in case of conflict.", number=number, version=version
        )
    else:
        words = interface.t("In case of conflict, {version} prevails.", version=version)
    yield Banner("prevailing", Tone.NOTE, words, *_clause(subject))
    yield from () if subject.is_prevailing else _held(subject)


def _may_claim(subject: Subject) -> bool:
    """Whether a text is one that can prevail: published, and issued by the publisher."""
    return subject.text.origin is Origin.OFFICIAL and not subject.revision.is_draft


def _held(subject: Subject) -> Iterator[Banner]:
    """Whether the prevailing wording is at hand here."""
    interface, language = subject.interface, subject.document.prevailing.language
    name, held = interface.language_name(language), subject.prevailing_text
    if held is None or language not in subject.scene.interfaces:
        words = interface.t("The text in {language} isn't held here.", language=name)
        yield Banner("prevailing-missing", Tone.NOTE, words)
        return
    link = (subject.link(subject.counterpart(language)), interface.t("Read it in {language}", language=name))
    if held.origin is Origin.UNOFFICIAL and not subject.revision.is_draft:
        words = interface.t("The text in {language} that is held here is an unofficial translation.", language=name)
        yield Banner("prevailing-unofficial", Tone.NOTE, words, *link)


def _no_date(subject: Subject) -> Iterator[Banner]:
    if subject.revision.effective is None and not subject.revision.is_draft:
        yield Banner("no-date", Tone.NOTE, subject.interface.t("The text states no date of application."))


def _history(subject: Subject) -> Iterator[Banner]:
    versions = subject.scene.versions(subject.document)
    if not subject.document.history_complete and versions and versions[0].id == subject.revision.id:
        yield Banner("history", Tone.NOTE, subject.interface.t("Earlier versions may exist; they aren't held here."))


def _clause(subject: Subject) -> tuple[str, str]:
    number = subject.clause_number
    if not number or not subject.clause_href:
        return ("", "")
    return (subject.clause_href, subject.interface.t("Read article {number}", number=number))


def _current(subject: Subject) -> tuple[str, str]:
    """The way to the version that a reader should read instead."""
    current = subject.scene.current(subject.document)
    if current is None or current.id == subject.revision.id:
        return ("", "")
    return (subject.link(folder(subject.text.language, subject.document.id)), current_words(subject))


def current_words(subject: Subject) -> str:
    """What the link to the current version says."""
    t = subject.interface.t
    return t("Read the latest version held here") if subject.scene.is_copy else t("Read the version that applies")


Rule = Callable[[Subject], Iterator[Banner]]

RULES: tuple[Rule, ...] = (
    _draft,
    _copy,
    _withdrawn,
    _ended,
    _as_published,
    _superseded,
    _announced,
    _successor,
    _corrected,
    _unofficial,
    _prevailing,
    _no_date,
    _history,
)
