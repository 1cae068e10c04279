"""The term base: for each concept its preferred, allowed and deprecated words in each language.

A form matches as whole words, in any case, whatever the typography; a star at the end of a word stands for any
ending (`retir*`). Where forms overlap, the longest counts: "données personnelles" is not "données".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from generator.source.files import SourceText
from generator.source.shapes import Field, Fields, Id, Language, ListOf, MapOf, Words, flag
from generator.source.yaml_tree import parse_yaml

TERMS_PATH = "content/data/terms.yaml"


class Standing(StrEnum):
    """Whether a form should be used."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of one concept in one language."""

    preferred: tuple[str, ...]
    allowed: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A concept; `defined_in` is the section that defines it, `note` says what to beware of.

    With `loose`, the other language may do without it: the concept is compared for its deprecated forms only.
    """

    id: str
    forms: Mapping[str, Forms]
    defined_in: str = ""
    note: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class TermMatch:
    """Words of a text that are a form of a concept."""

    term: Term
    standing: Standing
    start: int
    text: str


_Pattern = tuple[re.Pattern[str], tuple[tuple[Term, Standing], ...]]


@dataclass(frozen=True, slots=True)
class TermBase:
    """All concepts, in the order of the file."""

    terms: tuple[Term, ...] = ()
    _patterns: dict[str, _Pattern] = field(default_factory=dict, compare=False, repr=False)
    _known: dict[tuple[str, str], tuple[TermMatch, ...]] = field(default_factory=dict, compare=False, repr=False)

    def matches(self, text: str, language: str) -> tuple[TermMatch, ...]:
        """The forms in a text, in order, none inside another; each text is searched once."""
        if (text, language) not in self._known:
            self._known[text, language] = tuple(self._matches(text, language))
        return self._known[text, language]

    def _matches(self, text: str, language: str) -> Iterator[TermMatch]:
        if language not in self._patterns:
            self._patterns[language] = _compiled(self.terms, language)
        pattern, meanings = self._patterns[language]
        lowered = _plain_signs(text)
        for match in pattern.finditer(lowered) if meanings else ():
            term, standing = meanings[int((match.lastgroup or "_0")[1:])]
            yield TermMatch(term, standing, match.start(), text[match.start() : match.end()])


_SIGNS = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\n": " "})


@lru_cache(maxsize=8_192)
def _plain_signs(text: str) -> str:
    """The text in lower case with plain apostrophes and spaces, character by character, so that offsets stay."""
    plain = text.translate(_SIGNS)
    lowered = plain.lower()
    return lowered if len(lowered) == len(plain) else plain


def _compiled(terms: tuple[Term, ...], language: str) -> _Pattern:
    entries = [
        (form, term, standing)
        for term in terms
        if language in term.forms
        for standing, forms in _groups(term.forms[language])
        for form in forms
    ]
    entries.sort(key=lambda entry: (-len(entry[0]), entry[0], entry[1].id))
    alternatives = "|".join(f"(?P<_{n}>{_expression(form)})" for n, (form, _, _) in enumerate(entries))
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    return pattern, tuple((term, standing) for _, term, standing in entries)


def _groups(forms: Forms) -> tuple[tuple[Standing, tuple[str, ...]], ...]:
    return (
        (Standing.PREFERRED, forms.preferred),
        (Standing.ALLOWED, forms.allowed),
        (Standing.DEPRECATED, forms.deprecated),
    )


def _expression(form: str) -> str:
    words = (re.escape(_plain_signs(word)).replace(r"\*", r"\w*") for word in form.split())
    return r" +".join(words)


# ---------------------------------------------------------------- reading


def _forms(preferred: tuple[str, ...], allowed: tuple[str, ...] = (), deprecated: tuple[str, ...] = ()) -> Forms:
    return Forms(preferred, allowed, deprecated)


_WORDS = ListOf(Words(), unique=True)
_FORMS = Fields(
    _forms,
    {
        "preferred": Field(ListOf(Words(), unique=True, least=1), "the words to use, inflections too", required=True),
        "allowed": Field(_WORDS, "words that may stand for them"),
        "deprecated": Field(_WORDS, "words that must not be used for this concept"),
    },
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A concept as the file holds it."""

    words: Mapping[str, Forms]
    defined_in: str = ""
    note: str = ""
    loose: bool = False


def _entry(words: Mapping[str, Forms], defined_in: str = "", note: str = "", *, loose: bool = False) -> _Entry:
    return _Entry(words, defined_in, note, loose)


_ENTRY = Fields(
    _entry,
    {
        "words": Field(MapOf(_FORMS, Language()), "the forms by language", required=True),
        "defined_in": Field(Id(), "the section that defines the term"),
        "note": Field(Words(), "what to beware of"),
        "loose": Field(flag(), "true if the other language may do without it"),
    },
)
TERMS = MapOf(_ENTRY)
"""The shape of the file: concept ids with their words."""


def read_terms(source: SourceText) -> TermBase:
    """The term base of a file; raises `InputError` with every problem of it."""
    entries = TERMS.read(parse_yaml(source))
    return TermBase(
        tuple(Term(name, entry.words, entry.defined_in, entry.note, entry.loose) for name, entry in entries.items())
    )
