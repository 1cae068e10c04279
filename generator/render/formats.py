"""How one language says things: catalog messages, and dates, durations and names through Babel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit

from generator.errors import ConfigurationError, Location, Problem
from generator.model import Duration
from generator.render.catalog import Catalog, load_catalog, msgid

LANGUAGE_VERSION = "language version"
CHANGED_ONLY = "changed in one language only"
FIRST_OF_MONTH = "date on the first day of a month"
FIRST_PATTERN = msgid("d MMMM y")


@dataclass(frozen=True, slots=True)
class Interface:
    """The interface of one language. `language` is its BCP 47 tag."""

    language: str
    locale: Locale
    catalog: Catalog

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def t(self, message: str, **values: object) -> str:
        """A message in this language, with its fields filled in."""
        words = self.catalog.gettext(message)
        return words.format(**values) if values else words

    def p(self, context: str, message: str, **values: object) -> str:
        """A message that has different translations in different contexts."""
        words = self.catalog.gettext(message, context)
        return words.format(**values) if values else words

    def n(self, singular: str, plural: str, number: int) -> str:
        """A message with a number, by the language's own plural rule."""
        return self.catalog.ngettext(singular, plural, number).format(number=number)

    def date(self, day: date) -> str:
        """A day in full ("18 December 2023")."""
        own = self.catalog.find(FIRST_PATTERN, FIRST_OF_MONTH) if day.day == 1 else None
        return _date(str(self.locale), day, own or "long")

    def duration(self, duration: Duration) -> str:
        """A period ("24 months"), in the units that it was written in."""
        return _duration(str(self.locale), duration)

    def language_name(self, language: str) -> str:
        """A language's name in this language ("French")."""
        return _language_name(str(self.locale), language)

    def version_name(self, language: str) -> str:
        """How a sentence names the version in a language ("the Dutch version")."""
        own = self.catalog.find(_language_name("en", language), LANGUAGE_VERSION)
        return own or self.t("the version in {language}", language=self.language_name(language))

    def list(self, words: Sequence[str]) -> str:
        """Words as a list in a sentence ("one, two and three")."""
        return format_list(words, locale=self.locale)

    def language_list(self, languages: Sequence[str]) -> str:
        """Names of languages in this language ("Dutch and French")."""
        return self.list([self.language_name(language) for language in languages])

    def changed_only(self, languages: Sequence[str]) -> str:
        """The sentence that a text changed in these languages alone; a catalog may word it for one of them."""
        own = self.catalog.find(_language_name("en", languages[0]), CHANGED_ONLY) if len(languages) == 1 else None
        return own or self.t("Changed in {language} only.", language=self.language_list(languages))

    def territory(self, code: str) -> str:
        """A country's name, or the code itself where it is none."""
        return str(self.locale.territories.get(code, code))

    def local(self, words: Mapping[str, str]) -> str:
        """The words for this language, else those of the first language there is."""
        return words.get(self.language) or next((words[key] for key in sorted(words)), "")


def load_interface(language: str, folders: tuple[Path, ...]) -> Interface:
    """The interface of a language. Raises `ConfigurationError` for a language that Babel doesn't know."""
    return Interface(language, _locale(language), load_catalog(language, folders))


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        problem = Problem(Location(""), f"unknown language {language!r}", "use a BCP 47 tag such as fr, nl or pt-BR")
        raise ConfigurationError(problem) from error


@cache
def _date(locale: str, day: date, form: str) -> str:
    return format_date(day, form, locale=locale)


@cache
def _duration(locale: str, duration: Duration) -> str:
    units = (("year", duration.years), ("month", duration.months), ("week", duration.weeks), ("day", duration.days))
    parts = [format_unit(number, f"duration-{unit}", "long", locale=locale) for unit, number in units if number]
    return format_list(parts, style="unit", locale=locale)


@cache
def _language_name(locale: str, language: str) -> str:
    named = _locale(language)
    tag = "_".join(filter(None, (named.language, named.territory)))
    names = Locale.parse(locale).languages
    return str(names.get(tag) or names.get(named.language) or language)
