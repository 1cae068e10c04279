"""What a finding tells of a change: the old and the new wording apart, and words that stand in the new text."""

from __future__ import annotations

import pytest

from generator.check import Finding, check_delta
from generator.check.edits import LONGEST, Edit
from tests.unit.check.reading import read

OLD_FR = "Nous conservons vos photos 24 mois. Vous pouvez les supprimer."


def found(old: str, new: str) -> Finding:
    """The one finding on a change of the Dutch text alone."""
    (one,) = check_delta((read(old, "nl"), read(OLD_FR, "fr")), (read(new, "nl"), read(OLD_FR, "fr")))
    return one


def dutch(finding: Finding) -> tuple[int, int, str]:
    """Line, column and words of the Dutch place."""
    assert finding.counterpart
    at = finding.counterpart.location
    return at.line, at.column, finding.counterpart.excerpt


def words_at(text: str, line: int, column: int) -> str:
    """What stands at a place of a text, to the end of its line."""
    return text.split("\n")[line - 1][column - 1 :]


CASES = [
    (
        "Wij wissen ze na een maand.",
        "Wij wissen ze na een week.",
        "“ze na een maand.” became “ze na een week.”",
        "week",
    ),
    ("Wij wissen ze niet.", "Wij wissen ze.", "“Wij wissen ze niet.” became “Wij wissen ze.”", "ze."),
    ("Wij wissen ze.", "Wij wissen ze allemaal.", "“Wij wissen ze.” became “Wij wissen ze allemaal.”", "allemaal"),
    ("Eerst wissen wij ze.", "Wij wissen ze.", "“Eerst wissen wij ze.” became “Wij wissen ze.”", "Wij wissen"),
    ("Een.\n\nTwee.", "Een.", "deleted: “Twee.”", None),
    ("Een.", "Een.\n\nTwee drie.", "added: “Twee drie.”", "Twee drie."),
]


@pytest.mark.parametrize(("old", "new", "told", "at"), CASES)
def test_both_wordings_are_told_and_the_place_is_real(old: str, new: str, told: str, at: str | None) -> None:
    finding = found(old, new)
    assert finding.message.endswith(f"; {told}")
    line, column, quoted = dutch(finding)
    if at is not None:
        assert quoted.startswith(at) or at.startswith(quoted)
        assert words_at(new, line, column).startswith(quoted)


def test_an_edit_of_typography_before_it_is_passed_over() -> None:
    finding = found("Uw foto's en brieven.", "Uw foto’s en post.")
    assert finding.message.endswith("“Uw foto’s en brieven.” became “Uw foto’s en post.”")
    assert dutch(finding) == (1, 14, "post")


def test_a_cell_of_a_table_has_its_place() -> None:
    table = "| a | b |\n| --- | --- |\n| naam | altijd |\n| adres | soms |\n"
    finding = found(table, table.replace("soms", "nooit"))
    line, column, quoted = dutch(finding)
    assert words_at(table.replace("soms", "nooit"), line, column).startswith(quoted)
    assert line == 4


def test_long_wordings_are_cut_at_a_word() -> None:
    edit = Edit("", "woord " * 40, "", "", 0)
    assert edit.told.startswith("deleted: “woord")
    assert edit.told.endswith("woord …”")
    assert len(edit.told) < LONGEST + 20


def test_nothing_but_signs_around_an_edit_has_no_words_to_point_at() -> None:
    assert Edit("…", "woord", "", ".", 1).place == ("", 1)
    assert Edit("(een ", "woord", "", ").", 5).place == ("(een", 0)
