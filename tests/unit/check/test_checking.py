"""Severities, places, the term base: what all rules share."""

from __future__ import annotations

import pytest

from generator.align.nodes import Node, NodeKind
from generator.check import Severity, check_pair, check_text, read_terms
from generator.check.places import Places, excerpt, occurrence_of
from generator.check.subject import name_of
from generator.errors import InputError, Location
from generator.source.files import SourceText
from tests.unit.check.reading import TERMS, read


def test_a_finding_weighs_what_its_rule_says() -> None:
    nl, fr = read("Wij vragen 3 gegevens.", "nl"), read("Nous demandons 4 données.", "fr")
    (finding,) = check_pair(nl, fr)
    assert finding.severity is Severity.ERROR
    assert [severity.rank for severity in Severity] == [0, 1, 2]


def test_findings_are_in_order_of_place() -> None:
    found = check_text(read("Fin..\n\nEncore..\n\n²vos mots", "fr"))
    assert [(f.rule, f.location.line) for f in found] == [
        ("doubled-punctuation", 1),
        ("doubled-punctuation", 3),
        ("odd-character", 5),
    ]
    assert len({f.fingerprint for f in found}) == 3


def test_equal_faults_in_one_section_have_fingerprints_of_their_own() -> None:
    found = check_text(read("Fin..\n\nFin..", "fr"))
    assert len({f.fingerprint for f in found}) == 2


def test_words_are_found_across_line_ends_and_by_their_first_word() -> None:
    text = read("Nous conservons\nvos **photos** 24\nmois.", "fr")
    places = Places.of(text)
    node = Node(NodeKind.PARAGRAPH, Location("fr.md", 1, 1), text="Nous conservons vos photos 24 mois.")
    assert places.find(node, "24 mois") == Location("fr.md", 2, 16)
    assert places.find(node, "photos 24") == Location("fr.md", 2, 7)
    assert places.find(node, "rien") == node.location
    assert places.find(node, "") == node.location
    assert places.line(Location("fr.md", 3)) == "mois."
    assert places.line(Location("fr.md", 99)) == ""
    lost = Node(NodeKind.PARAGRAPH, Location("elsewhere.md", 1, 1), text="24")
    assert places.find(lost, "24") == lost.location


def test_occurrences_are_counted_as_whole_numbers() -> None:
    assert occurrence_of("5, 15 et 5", "5", 9) == 1
    assert occurrence_of("rien", " ", 2) == 0


def test_an_excerpt_is_short_and_on_one_line() -> None:
    assert excerpt("a\n b") == "a b"
    assert excerpt("mot " * 100).endswith("mot …")


def test_the_term_base_is_read_with_its_places() -> None:
    terms = read_terms(
        SourceText("t.yaml", "a:\n  words:\n    fr: {preferred: [mot*], allowed: [autre]}\n  loose: true\n")
    )
    (term,) = terms.terms
    assert term.loose
    assert [match.text for match in terms.matches("Les Mots et l’autre.", "fr")] == ["Mots", "autre"]
    assert terms.matches("woord", "nl") == ()
    with pytest.raises(InputError) as raised:
        read_terms(SourceText("t.yaml", "a:\n  words:\n    fr: {prefered: [mot]}\n"))
    assert "t.yaml:3:10" in str(raised.value)


def test_the_longest_term_counts() -> None:
    found = TERMS.matches("Le responsable du traitement.", "fr")
    assert [match.term.id for match in found] == ["controller"]


def test_a_text_in_an_unknown_language_is_no_fault() -> None:
    text = read("Tämä on 3 vuotta.", "fi")
    assert check_text(text) == ()
    assert check_pair(text, read("C’est 3 ans.", "fr")) == ()
    assert name_of("fi") == "fi"
    assert name_of("nl-BE") == "Dutch"


def test_nothing_is_found_in_an_empty_text() -> None:
    assert check_pair(read("Rien.", "nl"), read("Rien.", "fr")) == ()
