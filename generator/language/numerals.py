"""Names of numbers, months and units of time in the languages that are known; plain data."""

from __future__ import annotations


def _numbered(words: str, start: int = 1) -> dict[str, int]:
    """Words with their number; forms of one number are joined by a bar."""
    return {form: number for number, forms in enumerate(words.split(), start) for form in forms.split("|")}


_TENS = (20, 30, 40, 50, 60, 70, 80, 90, 100)


def _tens(words: str) -> dict[str, int]:
    return dict(zip(words.split(), _TENS, strict=True))


NUMBER_WORDS: dict[str, dict[str, int]] = {
    "fr": _numbered(
        "un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf",
    )
    | _tens("vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent"),
    "nl": _numbered(
        "een|één|eén twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien",
    )
    | _tens("twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd"),
    "de": _numbered(
        "ein|eine|einem|einen|einer|eines zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn",
    )
    | _tens("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert"),
    "en": _numbered(
        "one|a|an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
    )
    | _tens("twenty thirty forty fifty sixty seventy eighty ninety hundred"),
}
"""Numbers in words; the article counts as one, which matters before a unit of time only."""

ORDINAL_WORDS: dict[str, dict[str, int]] = {
    "fr": _numbered("premier|première deuxième|second|seconde troisième quatrième cinquième sixième septième"),
    "nl": _numbered("eerste tweede derde vierde vijfde zesde zevende"),
    "de": _numbered("erste|erster|ersten zweite|zweiter|zweiten dritte|dritter|dritten vierte vierter"),
    "en": _numbered("first second third fourth fifth sixth seventh"),
}

SCALES: dict[str, int] = {
    "mille": 1_000,
    "duizend": 1_000,
    "thousand": 1_000,
    "tausend": 1_000,
    "millions": 1_000_000,
    "million": 1_000_000,
    "miljoen": 1_000_000,
    "millionen": 1_000_000,
    "milliards": 1_000_000_000,
    "milliard": 1_000_000_000,
    "miljard": 1_000_000_000,
    "billion": 1_000_000_000,
}

_SHAPES: dict[str, tuple[str, int]] = {
    "year": ("M", 12),
    "half-year": ("M", 6),
    "quarter": ("M", 3),
    "month": ("M", 1),
    "week": ("D", 7),
    "day": ("D", 1),
    "hour": ("T", 60),
    "minute": ("T", 1),
}


def _units(**names: str) -> dict[str, tuple[str, int]]:
    return {name: _SHAPES[unit.replace("_", "-")] for unit, words in names.items() for name in words.split()}


UNITS: dict[str, dict[str, tuple[str, int]]] = {
    "fr": _units(
        year="an ans année années",
        half_year="semestre semestres",
        quarter="trimestre trimestres",
        month="mois",
        week="semaine semaines",
        day="jour jours",
        hour="heure heures h",
        minute="minute minutes min",
    ),
    "nl": _units(
        year="jaar jaren jarig jarige",
        half_year="halfjaar semester",
        quarter="kwartaal kwartalen trimester",
        month="maand maanden kalendermaanden",
        week="week weken",
        day="dag dagen werkdag werkdagen kalenderdag kalenderdagen",
        hour="uur uren",
        minute="minuut minuten min",
    ),
    "de": _units(
        year="Jahr Jahre Jahren Jahres jahr jahre jahren jahres",
        quarter="quartal quartale",
        month="monat monate monaten",
        week="woche wochen",
        day="tag tage tagen werktage werktagen kalendertage arbeitstage",
        hour="stunde stunden",
        minute="minute minuten",
    ),
    "en": _units(
        year="year years year-old",
        quarter="quarter quarters",
        month="month months",
        week="week weeks",
        day="day days",
        hour="hour hours",
        minute="minute minutes",
    ),
}
"""For each unit of time: `M` months, `D` days or `T` minutes, and how many of them it is."""


def _months(words: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(forms.split("|")) for forms in words.split())


MONTHS: dict[str, tuple[tuple[str, ...], ...]] = {
    "fr": _months(
        "janvier|janv février|févr|fevrier mars avril|avr mai juin juillet|juil août|aout septembre|sept octobre|oct "
        "novembre|nov décembre|déc|decembre",
    ),
    "nl": _months(
        "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sept|sep "
        "oktober|okt november|nov december|dec",
    ),
    "de": _months(
        "januar|jan februar|feb märz april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt "
        "november|nov dezember|dez",
    ),
    "en": _months(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
        "november|nov december|dec",
    ),
}
