"""What a new site is to be: its languages, its document, and names that only the team knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from generator.errors import ConfigurationError, InputError, Location, Problem
from generator.language.values import base_language
from generator.source.files import character_problems
from generator.source.manifests import DOCUMENT, SITE, DocumentId
from generator.source.shapes import LANGUAGE, Shape, nearest
from generator.source.yaml_tree import Scalar
from generator.start.kit import starter_languages

_MARKUP = re.compile(r"[\\`*_\[\]<>{}|#~$]|&(?=#|\w+;)|^\s*(?:[0-9]+[.)]|[-+])(?=\s)")
"""What Markdown would not show as it stands, or would take for the beginning of a list."""

_EARLIEST, _LATEST = 1900, 9998
"""Years in which the days of a new site's revisions must lie."""


class Forge(StrEnum):
    """The services for which a new site gets its CI."""

    GITHUB = "github"
    GITLAB = "gitlab"


@dataclass(frozen=True, slots=True)
class StartOptions:
    """What a new site is to be.

    `languages` are in display order, and `prevailing` is one of them. `titles` name the document in the languages
    that don't keep the starter text's title. An empty `publisher` gives a placeholder that shows. `has_revisions`
    says whether two revisions come with it, which show what a redline is. The latest applies from `today`.
    """

    languages: tuple[str, ...]
    prevailing: str
    document: str
    today: date
    titles: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    edition: str = "EU"
    base_url: str = "https://policies.example/"
    time_zone: str = "Europe/Brussels"
    forges: tuple[Forge, ...] = tuple(Forge)
    has_revisions: bool = True

    @property
    def is_multilingual(self) -> bool:
        """Whether one language has to prevail over others."""
        return len(self.languages) > 1


def check_time_zone(name: str) -> str:
    """A time zone's name as it was given; raises InputError for one that isn't known."""
    SITE.fields["time_zone"].shape.read(Scalar(name, Location("")))
    return name


def check_options(options: StartOptions) -> None:
    """Raise ConfigurationError with everything in the options that can't be."""
    rules = (_languages, _prevailing, _names, _titles, _values, _day)
    problems = [problem for rule in rules for problem in rule(options)]
    if problems:
        raise ConfigurationError(*problems)


def _told(message: str, remedy: str) -> Problem:
    return Problem(Location(""), message, remedy)


def _languages(options: StartOptions) -> Iterator[Problem]:
    known = starter_languages()
    if not options.languages:
        yield _told("a site needs a language", "Name one or several: --languages nl,fr.")
    for language in dict.fromkeys(options.languages):
        if not LANGUAGE.fullmatch(language):
            yield _told(f"{language!r} is not a language tag", "Write it like fr or nl-BE.")
        elif base_language(language) not in known:
            remedy = (
                f"Start with {', '.join(known)}, and add the language with texts of your own: "
                "docs/authors/source-format.md says which files it needs."
            )
            yield _told(f"there is no starter text in {language!r}", remedy)
        if options.languages.count(language) > 1:
            yield _told(f"the language {language!r} is named twice", "Name each language once.")


def _prevailing(options: StartOptions) -> Iterator[Problem]:
    if options.languages and options.prevailing not in options.languages:
        message = f"the prevailing language {options.prevailing!r} is none of the site's"
        yield _told(message, nearest(options.prevailing, options.languages))


def _names(options: StartOptions) -> Iterator[Problem]:
    words = {"publisher's name": options.publisher, **{f"title in {k!r}": v for k, v in options.titles.items()}}
    for name, text in words.items():
        mark = _MARKUP.search(text)
        if "\n" in text or "\r" in text or (text and not text.strip()):
            yield _told(f"the {name} isn't words on one line", "Write it on one line.")
        if mark:
            yield _told(f"the {name} holds {mark.group()!r}, which marks something in a text", "Leave the sign out.")
        for odd in character_problems(text, ""):
            yield _told(f"the {name} can't be kept: {odd.message}", odd.remedy)


def _titles(options: StartOptions) -> Iterator[Problem]:
    for language in options.titles:
        if language not in options.languages:
            message = f"a title is given in {language!r}, which isn't a language of the site"
            yield _told(message, nearest(language, options.languages))


def _values(options: StartOptions) -> Iterator[Problem]:
    shapes: tuple[tuple[Shape[object], str], ...] = (
        (DocumentId(), options.document),
        (SITE.fields["base_url"].shape, options.base_url),
        (SITE.fields["time_zone"].shape, options.time_zone),
        (DOCUMENT.fields["edition"].shape, options.edition),
    )
    for shape, text in shapes:
        try:
            shape.read(Scalar(text, Location("")))
        except InputError as error:
            yield from error.problems


def _day(options: StartOptions) -> Iterator[Problem]:
    if not _EARLIEST <= options.today.year <= _LATEST:
        yield _told(f"no site can start on {options.today}", f"Name a day from {_EARLIEST} to {_LATEST}.")
