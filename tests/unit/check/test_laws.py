"""Laws of the check: it raises nothing, a text agrees with itself, and every place exists."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import Context, Finding, Severity, check_delta, check_pair, check_text
from generator.source.files import SourceText
from generator.source.plain import read_plain
from tests.unit.check.reading import TERMS

PIECES = st.sampled_from(
    [
        "## Titre",
        "- item",
        "1. un",
        "| a | b |\n| --- | --- |\n| 24 mois | c |",
        "Nous conservons vos **photos** 24 mois. Voir l’article 3.",
        "Wij bewaren uw foto’s [hier](https://example.org/nl/a) 2 jaar.",
        "The images that you upload are stored by us..",
        "> cité",
        "```\ncode\n```",
        "Ligne\\\nsuivante",
        "responsable du traitement",
        "",
    ],
)
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map(lambda pieces: "\n\n".join(["x", *pieces]) + "\n")
USED = Context(terms=TERMS)


def exists(finding: Finding, sources: dict[str, str]) -> bool:
    spots = [(finding.language, finding.location)]
    if finding.counterpart:
        spots.append((finding.counterpart.language, finding.counterpart.location))
    for language, at in spots:
        lines = sources[language].split("\n")
        if not (1 <= at.line <= len(lines) and 1 <= at.column <= len(lines[at.line - 1]) + 1):
            return False
    return True


@settings(max_examples=60)
@given(TEXTS, TEXTS, TEXTS)
def test_every_place_exists(dutch: str, french: str, former: str) -> None:
    nl, fr = (read_plain(SourceText(f"{name}.md", words), name) for name, words in (("nl", dutch), ("fr", french)))
    old = read_plain(SourceText("nl.md", former), "nl")
    found = (*check_pair(nl, fr, USED), *check_text(nl, USED), *check_text(fr, USED), *check_delta((old, fr), (nl, fr)))
    assert all(exists(finding, {"nl": dutch, "fr": french}) for finding in found)
    assert len({finding.fingerprint for finding in found}) == len(found)


@settings(max_examples=60)
@given(TEXTS)
def test_a_text_agrees_with_itself(words: str) -> None:
    text = read_plain(SourceText("fr.md", words), "fr")
    heavy = [finding for finding in check_pair(text, text, USED) if finding.severity is not Severity.NOTICE]
    assert heavy == []
    assert check_delta((text, text), (text, text), USED) == ()
