"""References of one text that don't tell where to look, or lead to where nothing is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.align import Node, NodeKind
from generator.check.identity import targets_of_references
from generator.check.rule import Found
from generator.check.subject import TextSubject, heading_of
from generator.model import Section

_VAGUE: dict[str, re.Pattern[str]] = {
    "fr": re.compile(r"\bvoir (?:ci-dessous|ci-dessus|ci-après|plus (?:bas|haut|loin)|infra|supra)\b", re.IGNORECASE),
    "nl": re.compile(r"\bzie (?:hieronder|hierboven|hierna|verder(?:op)?|infra|supra|onder)\b(?! \d)", re.IGNORECASE),
    "en": re.compile(r"\bsee (?:below|above)\b", re.IGNORECASE),
    "de": re.compile(r"\bsiehe (?:unten|oben)\b", re.IGNORECASE),
}


def vague_reference(subject: TextSubject) -> Iterator[Found]:
    """A reference says "see below" without saying where.

    Bad:
        fr: en utilisant des cookies (voir ci-dessous)

    Good:
        fr: en utilisant des cookies (voir l'article 9)
    """
    pattern = _VAGUE.get(subject.language.partition("-")[0])
    for section, node in subject.leaves:
        for match in pattern.finditer(node.text) if pattern else ():
            spot = subject.spot(node, match.group(), match.start())
            message = f"“{match.group()}” doesn't say where"
            yield Found(section.id, spot, message, "Refer to the section: {ref}`id`.")


HARDLY = 30
"""Words of a section below which it hardly says more than a reference to it."""


def thin_reference(subject: TextSubject) -> Iterator[Found]:
    """A reference leads to a section that hardly says more.

    Readers who follow it learn next to nothing.

    Bad:
        fr:
            ## Cookies {#c}
            Pour en savoir plus, voir la politique.

            ## Données {#d}
            Pour les cookies, voir {ref}`c`.

    Good:
        fr:
            ## Cookies {#c}
            Nous utilisons des cookies pour retenir votre panier et votre langue. Ils sont gardés un mois sur votre
            appareil. Vous pouvez les refuser ou les supprimer à tout moment dans les réglages de votre navigateur.

            ## Données {#d}
            Pour les cookies, voir {ref}`c`.
    """
    sizes = {section.id: _size(nodes) for section, nodes in subject.nodes}
    articles = {section.parent for section, _ in subject.nodes}
    headings = {section.id: heading_of(section) for section, _ in subject.nodes}
    for section, node in subject.leaves:
        for target, label in targets_of_references(node.inlines):
            if target not in articles and sizes.get(target, HARDLY) < HARDLY and target != section.id:
                spot = subject.spot(node, "{ref}`" + target + "`")
                message = f"{label} (“{headings[target]}”) has {sizes[target]} words and hardly says more"
                yield Found(
                    section.id, spot, message, "Say it here, or say more there.", subject=f"{target} {node.text}"
                )


def _size(nodes: tuple[Node, ...]) -> int:
    return sum(len(re.findall(r"\w+", node.whole)) for node in nodes if node.kind is not NodeKind.HEADING)


def section_of(subject: TextSubject, pattern: re.Pattern[str]) -> Section | None:
    """The first section whose title, else whose words, match."""
    for in_title in (True, False):
        for section, nodes in subject.nodes:
            if any(_matches(pattern, node.whole) for node in nodes if (node.kind is NodeKind.HEADING) is in_title):
                return section
    return None


@lru_cache(maxsize=65_536)
def _matches(pattern: re.Pattern[str], words: str) -> bool:
    """Whether words match; the next revision mostly asks for the same ones."""
    return pattern.search(words) is not None
