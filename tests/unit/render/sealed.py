"""A site whose revisions are sealed, one of them corrected twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from generator.integrity.content import ContentForms
from generator.model import Corpus, Correction, CorrectionKind, Revision, Seal
from tests.unit.render.changed import NEW, NIEUW, OLD, held
from tests.unit.render.samples import corpus, document, paragraph, revision, section

SLIPS = (section("preamble", (), "", "", paragraph("Bienvenu & merci <à vou>.")), *NEW[1:])
HALF = (section("preamble", (), "", "", paragraph("Bienvenue & merci <à vou>.")), *NEW[1:])
NOTES = ({"fr": "Une lettre manquait.", "nl": "Een letter ontbrak."}, {"fr": "Une autre aussi.", "nl": "Nog een."})


def seal(number: int, shown: Revision, previous: str = "") -> Seal:
    """A seal over a revision as it is; its own digest is its number, 64 times."""
    content = ContentForms().digests("privacy", shown)
    return Seal(number, {"fr/privacy/a.md": "a" * 64}, content, previous, str(number) * 64)


def editorial(day: date, notes: Mapping[str, str], own: Seal) -> Correction:
    return Correction(CorrectionKind.EDITORIAL, day, notes, own)


def corrected(kind: CorrectionKind = CorrectionKind.EDITORIAL) -> Revision:
    """The second revision: published with two slips, corrected twice, the second time in this way."""
    dated = replace(revision("2025-01-01"), effective=date(2025, 1, 1))
    wordings = [replace(dated, texts=(held("nl", NIEUW), held("fr", french))) for french in (SLIPS, HALF, NEW)]
    first = seal(2, wordings[0], "1" * 64)
    second, third = seal(3, wordings[1], first.digest), seal(4, wordings[2], "3" * 64)
    corrections = (
        editorial(date(2025, 2, 3), NOTES[0], second),
        replace(editorial(date(2025, 3, 4), NOTES[1], third), kind=kind),
    )
    earlier = tuple(replace(one, seal=first) for one in wordings[:2])
    return replace(wordings[2], seal=first, corrections=corrections, earlier=earlier)


def sealed_site() -> Corpus:
    """Two sealed revisions, the second corrected, and one that is sealed but not public yet."""
    first = replace(revision("2023-12-18", texts=(held("nl", OLD), held("fr", OLD))), effective=date(2024, 1, 1))
    later = replace(first, id="2030-05-06", published=date(2030, 5, 6), effective=None)
    return corpus(
        document(replace(first, seal=seal(1, first)), corrected(), replace(later, seal=seal(5, later, "4" * 64)))
    )
