"""Language: no words of another language are left in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.align import NodeKind
from generator.check.places import excerpt
from generator.check.rule import Found
from generator.check.subject import TextSubject, name_of
from generator.language.language_id import Stretch, stretches
from generator.language.sentences import sentences
from generator.model import Code, Emphasis, Foreign, Inline, LineBreak, Link, Reference, Words

CLEAR = 2.3
"""Sum of weights from which words are in another language."""

COMMON = 2
"""Common words of that language that must be among them."""

SHORT = 1.2
"""The same where a whole sentence holds nothing else."""

COVERED = 0.7
"""Share of a sentence's characters from which a stretch is the whole of it."""

WORDS = 4
"""Words that a sentence must have for that."""


def foreign_words(subject: TextSubject) -> Iterator[Found]:
    """A sentence, or a stretch of words in one, is in another language.

    Words that are meant to stand in another language are marked: `[Data protection officer]{lang=en}`.

    Bad:
        fr: Nous conservons vos photos. Images that you upload to your account are stored by us.

    Good:
        fr: Nous conservons vos photos. Le [data protection officer]{lang=en} répond à vos questions.
    """
    for section, node in subject.leaves:
        if node.kind is NodeKind.CODE:
            continue
        own = own_words(node.inlines)
        for offset, stretch in _stretches(own, subject.language):
            words = own[offset + stretch.start : offset + stretch.end]
            spot = subject.spot(node, words, offset + stretch.start)
            message = (
                f"these words are {name_of(stretch.language)}, not {name_of(subject.language)}: “{excerpt(words)}”"
            )
            remedy = f"Translate or delete them, or mark them with `[…]{{lang={stretch.language}}}`."
            yield Found(section.id, spot, message, remedy, subject=words)


def _stretches(text: str, language: str) -> Iterator[tuple[int, Stretch]]:
    for sentence in sentences(text):
        found = next(iter(stretches(sentence.text, language)), None)
        if found is not None and _is_clear(found, sentence.text):
            yield sentence.start, found


def _is_clear(stretch: Stretch, sentence: str) -> bool:
    covers_all = stretch.end - stretch.start >= COVERED * len(sentence.rstrip(".!?"))
    if covers_all and stretch.words >= WORDS and not stretch.own:
        return stretch.weight >= SHORT and stretch.common > 0
    return stretch.weight >= CLEAR and stretch.common >= COMMON


def own_words(inlines: tuple[Inline, ...]) -> str:
    """The words in the text's own language, with blanks in place of others so that offsets stay."""
    return "".join(_own(inlines))


def _own(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Words(text):
                yield text
            case LineBreak():
                yield " "
            case Emphasis(children) | Link(_, children):
                yield from _own(children)
            case Foreign(_, children):
                yield "." * len("".join(_own(children)))
            case Code(text):
                yield "." * len(text)
            case Reference(_, label):
                yield label


def link_text_language(subject: TextSubject) -> Iterator[Found]:
    """The words of a link are in another language than the text.

    Bad:
        fr: Consultez la politique de cookies : [Cookie Policy](https://example.org/).

    Good:
        fr: Consultez la [politique de cookies](https://example.org/).
    """
    for section, node in subject.leaves:
        for words in _link_words(node.inlines):
            language = _phrase_language(words, subject.language)
            if language:
                spot = subject.spot(node, words)
                message = f"the link's words are {name_of(language)}: “{excerpt(words)}”"
                yield Found(
                    section.id, spot, message, "Name the page as its title in this language does.", subject=words
                )


def _link_words(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link(target, children):
                words = own_words(children)
                if words.strip(". ") and words not in target:
                    yield words
            case Emphasis(children):
                yield from _link_words(children)


_PHRASES: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:policy|policies|privacy notice|terms of (?:use|service)|learn more|read more|more information|click "
        r"here|here|statement|settings|about us|contact us|cookie notice)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(r"\b(?:politique|conditions|confidentialité|en savoir plus|cliquez ici|charte)\b", re.IGNORECASE),
    "nl": re.compile(r"\b(?:beleid|voorwaarden|privacyverklaring|meer informatie|klik hier)\b", re.IGNORECASE),
    "de": re.compile(
        r"\b(?:richtlinie|nutzungsbedingungen|datenschutzerklärung|mehr erfahren|hier klicken)\b", re.IGNORECASE
    ),
}
"""Words that links are made of, too short for a count of common words."""


def _phrase_language(words: str, own: str) -> str:
    if own not in _PHRASES or _PHRASES[own].search(words):
        return ""
    return next((language for language, phrase in sorted(_PHRASES.items()) if phrase.search(words)), "")
