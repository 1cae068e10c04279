"""What a text states in figures, by meaning: "24 mois" and "2 jaar" are one quantity, "10 000" and "10.000" too.

Canonical values are strings: `M24` for months, `D14` for days, `T90` for minutes, `2023-12-18` for a date (`?` for a
part that isn't said), `EUR 50` for an amount, digits for the rest. A value may have other readings (`also`): "quinze
jours" is a fortnight or fifteen days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from generator.language.addresses import EMAIL, URL, same_email, same_phone, same_url
from generator.language.numerals import MONTHS, NUMBER_WORDS, ORDINAL_WORDS, SCALES, UNITS
from generator.language.values import base_language


class QuantityKind(StrEnum):
    """What a value is."""

    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    REFERENCE = "reference"
    EMAIL = "email"
    URL = "url"
    PHONE = "phone"
    COMPANY = "company-number"
    SPELLED = "spelled"


class Quantity(NamedTuple):
    """A value with its place in the text; `value` and `also` are canonical, `text` is as written."""

    kind: QuantityKind
    value: str
    start: int
    text: str
    also: tuple[str, ...] = ()


_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = rf"(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*)"
_BEFORE = r"(?<![\w.,/])(?<![A-Za-z]-)"
_CURRENCY = {"€": "EUR", "$": "USD", "£": "GBP", "eur": "EUR", "usd": "USD", "gbp": "GBP", "euro": "EUR"}
_CURRENCY |= {"euros": "EUR", "dollar": "USD", "dollars": "USD", "pond": "GBP", "livres": "GBP", "pounds": "GBP"}
_MONEY = "€|\\$|£|(?:EUR|USD|GBP|euros?|dollars?|pond|livres|pounds)\\b"
_SECTIONS = (
    r"art(?:icles?|ikel(?:en|s|n)?|\.)|clauses?|sections?|sectie|chapitres?|hoofdstuk(?:ken)?|chapters?|Kapitel|annexes?|"
    r"bijlagen?|§§?|rubriek(?:en)?|points?|punt(?:en)?|paragraaf|Abschnitt|Ziffer|considérants?|overweging(?:en)?"
)
_ADJECTIVES = (
    "premi(?:ers?|ères?)|derni(?:ers?|ères?)|prochaine?s?|eerste|laatste|volgende|volle|opeenvolgende|first|last|next|"
    "full|working|business|calendar|ersten|letzten|nächsten"
)
"""Words that may stand between a number and its unit of time."""

_PARTS = r"paragraphes?|par\.|alinéas?|al\.|lid|leden|paragraphs?|Absatz|Abs\."
_REFERENCE_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:\.[a-z])?(?![\w%])")
_LISTING = r"(?:,|[ \u00a0]?(?:-|–|[ \u00a0](?:et|en|and|und|à|tot|to|bis|ou|of|or))[ \u00a0]?)[ \u00a0]?"
_REFERENCES = re.compile(
    rf"(?i:(?<!\w)(?:{_SECTIONS})[ \u00a0]*)(?P<numbers>{_REFERENCE_NUMBER.pattern}"
    rf"(?:{_LISTING}(?:{_REFERENCE_NUMBER.pattern}))*)",
)


class _Reader(NamedTuple):
    """A kind of value: how it looks, and how it is read; what returns None isn't one after all."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], str], Quantity | None]


@lru_cache(maxsize=8_192)
def quantities(text: str, language: str = "und") -> tuple[Quantity, ...]:
    """The values of a text in order; each character belongs to one value at most."""
    base = base_language(language)
    spelled = tuple(_spelled(text, base))
    if not spelled and not _SIGNS.search(text):
        return ()
    found: list[Quantity] = []
    taken = bytearray(len(text))
    for reader in _readers(base):
        for match in reader.pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            value = reader.read(match, base)
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            if value is not None:
                found.append(value)
        if reader.read is _part:
            found += _references(text, taken)
    found += [value for value in spelled if not taken[value.start]]
    return tuple(sorted(found, key=lambda value: value.start))


_SIGNS = re.compile(r"[0-9@]|://|www\.")
"""What every value holds, unless a word for a number does."""


def number_value(written: str, language: str) -> str:
    """A number without its separators and a point for its decimals; "3.1.2" and the like as written."""
    bare = re.sub(_SPACE, "", written)
    comma_groups = language == "en"
    group, point = (",", ".") if comma_groups else (".", ",")
    if re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+(?:{re.escape(point)}[0-9]+)?", bare):
        bare = bare.replace(group, "")
    bare = bare.replace(",", ".")
    if bare.count(".") > 1:
        return bare
    return plain_number(bare)


def plain_number(bare: str) -> str:
    """A decimal number in its shortest form: `50` for `50.00`; leading zeros go."""
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return bare
    whole = number.to_integral_value()
    return str(int(whole)) if number == whole else str(number.normalize())


def _scaled(written: str, scale: str | None, language: str) -> str:
    value = number_value(written, language)
    factor = SCALES.get((scale or "").lower(), 1)
    return plain_number(str(Decimal(value) * factor)) if factor > 1 and value.count(".") < 2 else value  # noqa: PLR2004


def _made(kind: QuantityKind, value: str, match: re.Match[str], also: tuple[str, ...] = ()) -> Quantity:
    return Quantity(kind, value, match.start(), match.group(), also)


# ---------------------------------------------------------------- readers


def _url(match: re.Match[str], _: str) -> Quantity:
    return _made(QuantityKind.URL, same_url(match.group()), match)


def _email(match: re.Match[str], _: str) -> Quantity:
    return _made(QuantityKind.EMAIL, same_email(match.group()), match)


def _company(match: re.Match[str], _: str) -> Quantity:
    return _made(QuantityKind.COMPANY, re.sub(r"\D", "", match.group()), match)


def _phone(match: re.Match[str], _: str) -> Quantity | None:
    return _made(QuantityKind.PHONE, same_phone(match.group()), match)


def _day(year: str, month: int, day: str) -> str:
    return f"{year or '?'}-{month:02d}-{int(day):02d}" if day else f"{year or '?'}-{month:02d}-?"


def _numeric_date(match: re.Match[str], _: str) -> Quantity | None:
    first, second, third = re.split(r"[-/.]", match.group())
    year, month, day = (first, second, third) if len(first) == 4 else (third, second, first)  # noqa: PLR2004
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):  # noqa: PLR2004 - the calendar
        return _made(QuantityKind.NUMBER, match.group(), match)
    return _made(QuantityKind.DATE, _day(year if len(year) == 4 else f"20{year}", int(month), day), match)  # noqa: PLR2004


def _worded_date(match: re.Match[str], language: str) -> Quantity | None:
    names = MONTHS[language]
    month = next(number for number, name in enumerate(names, 1) if match.group("month").lower() in name)
    groups = match.groupdict()
    return _made(QuantityKind.DATE, _day(groups.get("year") or "", month, groups.get("day") or ""), match)


def _count(words: str, language: str) -> str | None:
    if words[:1].isdigit():
        return number_value(words, language)
    value = NUMBER_WORDS.get(language, {}).get(words.lower())
    return None if value is None else str(value)


def _duration(match: re.Match[str], language: str) -> Quantity | None:
    count = _count(match.group("count"), language)
    unit, factor = UNITS[language][match.group("unit").lower()]
    if count is None or count.count(".") > 1:
        return None
    total = plain_number(str(Decimal(count) * factor))
    is_word = not match.group("count")[0].isdigit()
    again = _count(match.group("again") or count, language) or count
    value = f"{unit}{total}" if again == count else f"{unit}{total}≠{again}"
    return _made(QuantityKind.DURATION, value, match, _other_readings(unit, total, is_word=is_word))


_LOOSE_DAYS = {"15": ("D14",), "14": ("D15",), "8": ("D7",), "7": ("D8",)}
"""Counted with both ends, as French does: quinze jours is a fortnight, huit jours a week."""


def _other_readings(unit: str, total: str, *, is_word: bool) -> tuple[str, ...]:
    if unit == "D" and is_word:
        return _LOOSE_DAYS.get(total, ())
    if unit == "T" and Decimal(total) % 1440 == 0:
        return (f"D{plain_number(str(Decimal(total) / 1440))}",)
    return ()


def _time(match: re.Match[str], _: str) -> Quantity:
    hours, minutes = match.group("hours"), match.group("minutes")
    return _made(QuantityKind.NUMBER, f"{int(hours)}:{minutes}", match)


def _amount(match: re.Match[str], language: str) -> Quantity:
    sign = match.group("before") or match.group("after")
    value = _scaled(match.group("count"), match.group("scale"), language)
    return _made(QuantityKind.AMOUNT, f"{_CURRENCY[sign.lower()]} {value}", match)


def _percentage(match: re.Match[str], language: str) -> Quantity:
    return _made(QuantityKind.PERCENTAGE, number_value(match.group("count"), language), match)


def _references(text: str, taken: bytearray) -> Iterator[Quantity]:
    """The numbers of sections, also several after one word: "articles 13, 14 et 21"."""
    for match in _REFERENCES.finditer(text):
        if any(taken[match.start() : match.end()]):
            continue
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        offset = match.start("numbers")
        for number in _REFERENCE_NUMBER.finditer(match.group("numbers")):
            value = number.group().rstrip(".").lower()
            yield Quantity(QuantityKind.REFERENCE, value, offset + number.start(), number.group())


def _part(match: re.Match[str], language: str) -> Quantity | None:
    words = match.group("number") or match.group("ordinal")
    number = words if words[0].isdigit() else ORDINAL_WORDS.get(language, {}).get(words.lower())
    return None if number is None else _made(QuantityKind.REFERENCE, f"§{number}", match)


def _number(match: re.Match[str], language: str) -> Quantity:
    return _made(QuantityKind.NUMBER, _scaled(match.group("count"), match.group("scale"), language), match)


def _nothing(_: re.Match[str], __: str) -> None:
    return None


_FIXED_FIRST: tuple[tuple[str, Callable[[re.Match[str], str], Quantity | None]], ...] = (
    (URL, _url),
    (EMAIL, _email),
    (r"(?<![\w.])(?:[A-Z]{2}[ \u00a0]?)?[01][0-9]{3}[. \u00a0][0-9]{3}[. \u00a0][0-9]{3}(?![\w.]?[0-9])", _company),
    (r"(?<![\w.])[0-9]{3}[ \u00a0][0-9]{3}[ \u00a0][0-9]{3}(?:[ \u00a0][0-9]{5})?(?![\w.]?[0-9])", _company),
    (r"(?<![\w.])[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![\w/-])", _numeric_date),
    (r"(?<![\w.])[0-9]{1,2}(?P<sign>[-/.])[0-9]{1,2}(?P=sign)(?:[0-9]{4}|[0-9]{2})(?![\w/-])", _numeric_date),
    (r"(?<![\w.])(?:\+|00)[0-9]{1,3}(?:[ \u00a0./-]?\(?[0-9]{1,4}\)?){2,6}(?![0-9])", _phone),
    (r"(?<![\w.,])0[0-9]{1,3}(?:[ \u00a0./-][0-9]{2,3}){2,4}(?![0-9])", _phone),
    (r"(?i:\bcedex)[ \u00a0]?[0-9]+", _nothing),
    (r"(?<![\w.,])(?:[A-Z]{1,2}-)?(?!(?:19|20)[0-9]{2}\b)[0-9]{4,5}(?=[ \u00a0][A-ZÀ-Þ][a-zà-ÿ])", _nothing),
)


@lru_cache(maxsize=16)
def _readers(language: str) -> tuple[_Reader, ...]:
    scale = rf"(?:{_SPACE}(?P<scale>{'|'.join(SCALES)})(?:{_SPACE}d['’e]{_SPACE}?)?)?"
    count = rf"{_BEFORE}(?P<count>{_DIGITS})"
    patterns = [*_FIXED_FIRST, *_month_patterns(language)]
    patterns += [
        (rf"\b(?:{_PARTS})[ \u00a0](?P<number>[0-9]+)(?P<ordinal>)", _part),
        *_ordinal_parts(language),
        (rf"{_BEFORE}(?P<before>{_MONEY}){_SPACE}?(?P<count>{_DIGITS}){scale}(?P<after>)", _amount),
        (rf"(?P<before>){count}{scale}{_SPACE}?(?P<after>{_MONEY})", _amount),
        (rf"{count}{_SPACE}?(?:%|pour{_SPACE}?cent|procent|per{_SPACE}?cent|Prozent)", _percentage),
        (
            r"(?<![\w.])(?P<hours>[0-2]?[0-9])[ \u00a0]?[hu:][ \u00a0]?(?P<minutes>[0-5][0-9])(?:[ \u00a0]uur)?(?!\w)",
            _time,
        ),
        (r"(?<![\w.])(?P<hours>[0-2]?[0-9])\.(?P<minutes>[0-5][0-9])[ \u00a0]uur(?!\w)", _time),
    ]
    if language in UNITS:
        words = "|".join(sorted(NUMBER_WORDS[language], key=len, reverse=True))
        units = "|".join(sorted(UNITS[language], key=len, reverse=True))
        between = rf"(?:{_SPACE}?\((?P<again>[^()]{{1,12}})\))?(?:{_SPACE}|-)?(?:(?:{_ADJECTIVES}){_SPACE})?"
        patterns.append((rf"(?i:(?<!\w)(?P<count>{_DIGITS}|{words}){between}(?P<unit>{units})(?!\w))", _duration))
    compiled = [_Reader(re.compile(pattern), read) for pattern, read in patterns]
    compiled.append(
        _Reader(re.compile(rf"{count}(?:/[0-9]+)*{scale}(?:er|e|ème|de|ste|st|nd|rd|th)?(?![\w])"), _slashed)
    )
    return tuple(compiled)


def _slashed(match: re.Match[str], language: str) -> Quantity:
    if "/" in match.group():
        return _made(QuantityKind.NUMBER, match.group(), match)
    return _number(match, language)


def _month_patterns(language: str) -> Iterator[tuple[str, Callable[[re.Match[str], str], Quantity | None]]]:
    if language not in MONTHS:
        return
    month = "(?P<month>" + "|".join(name for names in MONTHS[language] for name in names) + ")"
    year = r"(?P<year>(?:19|20)[0-9]{2})"
    space = r"[ \u00a0]"
    yield (
        rf"(?i:(?<![\w.])(?P<day>[0-3]?[0-9])(?:er|e|ste|de|st|nd|rd|th|\.)?{space}(?:of{space})?{month}\.?(?:,?{space}{year})?(?!\w))",
        _worded_date,
    )
    yield rf"(?i:(?<!\w){month}{space}(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?:,{space}{year})(?!\w))", _worded_date
    yield rf"(?i:(?<!\w){month}{space}{year}(?!\w))", _worded_date


def _ordinal_parts(language: str) -> Iterator[tuple[str, Callable[[re.Match[str], str], Quantity | None]]]:
    if language in ORDINAL_WORDS:
        words = "|".join(ORDINAL_WORDS[language])
        yield rf"(?i:(?<!\w)(?P<number>)(?P<ordinal>{words})[ \u00a0](?:{_PARTS})(?!\w))", _part
        yield rf"(?i:\b(?:{_PARTS})[ \u00a0](?P<number>)(?P<ordinal>{words})(?!\w))", _part


@lru_cache(maxsize=8)
def _spelled_pattern(language: str) -> re.Pattern[str]:
    words = {**NUMBER_WORDS.get(language, {}), **ORDINAL_WORDS.get(language, {})}
    return re.compile(r"(?<![\w-])(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?![\w-])", re.IGNORECASE)


def _spelled(text: str, language: str) -> Iterator[Quantity]:
    """Numbers in words: never demanded of the other language, but good for a number that stands there."""
    if language not in NUMBER_WORDS:
        return
    for match in _spelled_pattern(language).finditer(text):
        word = match.group().lower()
        value = NUMBER_WORDS[language].get(word, ORDINAL_WORDS[language].get(word))
        yield _made(QuantityKind.SPELLED, str(value), match)
