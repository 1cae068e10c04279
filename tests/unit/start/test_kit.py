from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.start import kit
from generator.start.kit import catalog_of, filled, kit_files, starter, starter_facts, starter_languages

ROOT = Path(__file__).resolve().parents[3]
_ID = re.compile(r"\{#([a-z-]+)")
_KEY = re.compile(r"^( *(?:\[[a-z]+\])? *)([a-z_-]+):", re.MULTILINE)
_VALUE = re.compile(r"^(?P<lead>\[(?:first|second)\] +.*)", re.MULTILINE)


def test_there_are_four_starter_languages() -> None:
    assert starter_languages() == ("de", "en", "fr", "nl")


@pytest.mark.parametrize("language", starter_languages())
def test_every_language_has_the_same_sections_words_and_keys(language: str) -> None:
    own, english = starter(language), starter("en")
    assert _ID.findall(own.text) == _ID.findall(english.text)
    assert own.words.keys() == english.words.keys()
    assert own.terms.keys() == english.terms.keys()
    assert _KEY.findall(own.wording) == _KEY.findall(english.wording)
    assert len(_VALUE.findall(own.wording)) == 2


@pytest.mark.parametrize("language", starter_languages())
def test_the_placeholder_for_the_publisher_shows(language: str) -> None:
    placeholder = starter(language).words["publisher"]
    assert placeholder.isupper()
    assert " " in placeholder


def test_a_region_has_the_words_of_its_language() -> None:
    assert starter("nl-BE") == starter("nl")


def test_a_tag_keeps_its_line_in_one_state_only() -> None:
    template = "a\n[first]one $x\n[second]two $x\n[several]s\n[other]b $$5\n"
    assert filled(template, {"first"}, {"x": "X"}) == "a\none X\n[other]b $5\n"
    assert filled(template, {"second", "several"}, {"x": "X"}) == "a\ntwo X\ns\n[other]b $5\n"


def test_a_value_that_nobody_gives_is_a_bug() -> None:
    with pytest.raises(KeyError):
        filled("$missing\n", (), {})


def test_values_are_taken_as_they_are() -> None:
    assert filled("$x\n", (), {"x": "[first] $y"}) == "[first] $y\n"


def test_the_facts_change_between_the_two_revisions() -> None:
    first, second = (filled(starter_facts(), {tag}, {"publisher_name": '"X"'}) for tag in ("first", "second"))
    assert "P24M" in first
    assert first.replace("P24M", "P12M") == second


def test_a_name_that_begins_with_a_dot_gets_it() -> None:
    assert sorted(kit_files("github", {})) == [".github/workflows/policies.yaml", ".github/workflows/polylex.yaml"]


def test_only_files_that_say_so_are_filled() -> None:
    files = kit_files(
        "site", dict.fromkeys(("author", "reviewer", "document", "language", "translation", "owned"), "WORD")
    )
    assert "WORD" in files["README.md"]
    assert "README.md.in" not in files
    assert "$" in kit_files("ci", {})["ci/check.sh"]


def test_only_a_site_with_revisions_is_told_what_they_are_for() -> None:
    names = dict.fromkeys(("author", "reviewer", "document", "language", "translation", "owned"), "WORD")
    notes = [kit_files("site", names, tags)["README.md"] for tags in ((), ("published",))]
    assert ["--draft-only" in note for note in notes] == [False, True]
    assert not any("[published]" in note for note in notes)


def test_the_german_catalog_is_the_one_of_the_test_site() -> None:
    held = ROOT / "tests" / "sites" / "german" / "templates" / "catalogs" / "de.po"
    assert catalog_of("de") == catalog_of("de-AT") == held.read_text("utf-8")
    assert catalog_of("nl") == ""


def test_an_installed_package_brings_its_own_catalog(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "catalogs" / "de.po").write_text("installed", "utf-8")
    monkeypatch.setattr(kit, "_KIT", tmp_path)
    assert catalog_of("de") == "installed"
