"""Typography of one text: characters, punctuation, apostrophes, spaces and dashes. Light ones once a section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.align import Node, NodeKind
from generator.check.finding import Spot
from generator.check.places import excerpt
from generator.check.rule import Found
from generator.check.subject import TextSubject
from generator.model import Section

_ODD = re.compile(
    r"(?<!\w)[¹²³⁰⁴-⁹](?=[^\W\d])|[\u00a4\u00a6\u00a8\u00ac\u00af\u00b4\u00b8]|\ufffd|\u00c3[\u00a2-\u00bc]|\u00e2\u20ac.|\u00c2[\u00a0\u00ab\u00bb\u00b0]"
)


def odd_character(subject: TextSubject) -> Iterator[Found]:
    """A character stands there that no keyboard puts into a word on purpose.

    A footnote's digit before a word, or what is left of letters that were read in the wrong encoding.

    Bad:
        fr: Nous conservons ²vos nom et adresse.

    Good:
        fr: Nous conservons vos nom et adresse sur 20 m² de serveurs.
    """
    for section, node, match in _matches(subject, _ODD):
        spot = _spot(subject, node, match)
        message = f"the character {match.group()!r} doesn't belong here: “{_around(node, match)}”"
        yield Found(section.id, spot, message, "Delete it, or type what was meant.", subject=_around(node, match))


_DOUBLED = re.compile(r"(?<![.…])\.\.(?![.…])|[,;]\s?[,;](?!\s?\d)|(?<!:):\s?:(?!:)|,\s?\.(?![.\d])")


def doubled_punctuation(subject: TextSubject) -> Iterator[Found]:
    """Two signs of punctuation stand where one belongs.

    Bad:
        fr: Ce n'est pas possible en toutes circonstances..

    Good:
        fr: Ce n'est pas possible en toutes circonstances. La suite… attend.
    """
    for section, node, match in _matches(subject, _DOUBLED):
        if node.text[: match.start()].endswith((".", "etc", "art", "al", "c.-à-d", "Inc", "Ltd", "p.ex", "a.o")):
            continue
        spot = _spot(subject, node, match)
        message = f"doubled punctuation: “{_around(node, match)}”"
        yield Found(section.id, spot, message, "Keep one of the signs.", subject=_around(node, match))


_OPEN_END = re.compile(r",\s*(?:\.\.\.|…)")


def open_ended_list(subject: TextSubject) -> Iterator[Found]:
    """An enumeration ends in dots, so that nobody knows what else it covers.

    Bad:
        fr: Nous traitons votre adresse IP, vos préférences, ...

    Good:
        fr: Nous traitons votre adresse IP et vos préférences.
    """
    for section, node, match in _matches(subject, _OPEN_END):
        spot = subject.spot(node, match.group(), match.start())
        message = f"this enumeration has an open end: “{_around(node, match)}”"
        yield Found(section.id, spot, message, "Name what else it covers, or end it.", subject=_around(node, match))


_WORD_TWICE = re.compile(r"\b([^\W\d_]{2,})[ \u00a0]+\1\b", re.IGNORECASE)
_MAY_DOUBLE = frozenset(
    [
        "vous",
        "nous",
        "die",
        "dat",
        "had",
        "zich",
        "sie",
        "der",
        "das",
        "ihr",
        "that",
        "bij",
        "toe",
        "aan",
        "op",
        "in",
        "over",
        "uit",
    ]
)
"""Words that may well follow themselves: pronouns, and Dutch prepositions after the rest of a verb."""


def doubled_word(subject: TextSubject) -> Iterator[Found]:
    """A word stands there twice.

    Bad:
        nl: Wij bewaren de de gegevens.

    Good:
        fr: Vous pouvez vous vous-même désinscrire, et nous nous en réjouissons.
    """
    for section, node, match in _matches(subject, _WORD_TWICE):
        if match.group(1).lower() not in _MAY_DOUBLE and not match.group(1).isupper():
            spot = subject.spot(node, match.group(), match.start())
            yield Found(section.id, spot, f"the word {match.group(1)!r} stands here twice", "Delete one of them.")


_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")
_CURLY = re.compile(r"(?<=\w)’(?=\w)")


def mixed_apostrophes(subject: TextSubject) -> Iterator[Found]:
    """Straight apostrophes stand in a text that uses curly ones too.

    Reported once a section, with a count.

    Bad:
        fr: L’adresse de l'utilisateur.

    Good:
        fr: L’adresse de l’utilisateur.
    """
    if not any(_CURLY.search(node.text) for _, node in subject.leaves):
        return
    message = "{count} straight apostrophe{s} in this section; the text uses curly ones too"
    yield from _counted(subject, _STRAIGHT, message, "Write ’ everywhere.")


_NO_SPACE = re.compile(r"(?<=[\w)\]»”])(?: )?[:;!?»](?=\s|$)")


def french_spaces(subject: TextSubject) -> Iterator[Found]:
    """In French, a no-break space is missing before a colon, a semicolon, a question or exclamation mark, or ».

    Reported once a section, with a count. An ordinary space can leave the sign alone at the start of a line.

    Bad:
        fr: Voici la liste: rien.

    Good:
        fr: Voici la liste : rien.
    """
    if subject.language.partition("-")[0] == "fr":
        message = "{count} sign{s} of punctuation without a no-break space before in this section"
        yield from _counted(subject, _NO_SPACE, message, "Put a no-break space (U+00A0) before : ; ! ? ».")


_SPACE_BEFORE = re.compile(r"(?<=\w)[ \u00a0][,.;:!?](?=\s|$)")


def space_before_punctuation(subject: TextSubject) -> Iterator[Found]:
    """In Dutch, English and German, a space stands before a sign of punctuation.

    Bad:
        nl: Dit is de lijst : niets.

    Good:
        nl: Dit is de lijst: niets.
    """
    if subject.language.partition("-")[0] in ("nl", "en", "de"):
        message = "{count} space{s} before punctuation in this section"
        yield from _counted(subject, _SPACE_BEFORE, message, "Delete the space.")


_HYPHEN = re.compile(r"(?<=\s)-(?=\s)|—")


def heading_dash(subject: TextSubject) -> Iterator[Found]:
    """A hyphen or an em dash stands in a heading where other dashes are en dashes.

    Bad:
        fr:
            ## Article 1 - Généralités
            Texte.

    Good:
        fr:
            ## Article 1 – Généralités
            Texte.
    """
    for section, node in subject.leaves:
        match = _HYPHEN.search(node.text) if node.kind is NodeKind.HEADING else None
        if match:
            spot = subject.spot(node, node.text)
            yield Found(section.id, spot, f"the heading has {match.group()!r} for a dash", "Write – there.")


# ---------------------------------------------------------------- helpers


def _matches(subject: TextSubject, pattern: re.Pattern[str]) -> Iterator[tuple[Section, Node, re.Match[str]]]:
    for section, node in subject.leaves:
        if node.kind is not NodeKind.CODE:
            for match in pattern.finditer(node.text):
                yield section, node, match


def _counted(subject: TextSubject, pattern: re.Pattern[str], message: str, remedy: str) -> Iterator[Found]:
    """One finding a section, at the first place."""
    found: dict[str, list[tuple[Section, Node, re.Match[str]]]] = {}
    for section, node, match in _matches(subject, pattern):
        found.setdefault(section.id, []).append((section, node, match))
    for matches in found.values():
        section, node, match = matches[0]
        spot = _spot(subject, node, match)
        told = message.format(count=len(matches), s="" if len(matches) == 1 else "s")
        yield Found(section.id, spot, told, remedy, subject=told.partition(" ")[2])


def _spot(subject: TextSubject, node: Node, match: re.Match[str]) -> Spot:
    """The place of a sign, with the word that it is glued to."""
    before = re.split(r"\s", node.text[: match.start()])[-1]
    words = before + match.group() + re.split(r"\s", node.text[match.end() :])[0]
    return subject.spot(node, words.strip(), match.start() - len(before))


def _around(node: Node, match: re.Match[str]) -> str:
    begin = node.text.rfind(" ", 0, max(0, match.start() - 12)) + 1
    end = node.text.find(" ", match.end() + 12)
    return excerpt(node.text[begin : end if end >= 0 else len(node.text)])
