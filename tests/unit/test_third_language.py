"""A language that the theme doesn't know needs configuration and a catalog, and no code."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator.build import BuildOptions, build

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "tests" / "sites" / "german"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    output = tmp_path_factory.mktemp("german") / "site"
    build(BuildOptions(GERMAN, output, date(2026, 1, 15)), lambda _: None)
    return (output / "de" / "rules" / "2022-05-01" / "index.html").read_text("utf-8")


def test_the_theme_itself_has_no_german() -> None:
    assert not (ROOT / "templates" / "catalogs" / "de.po").exists()


def test_interface_dates_and_text_are_german(page: str) -> None:
    assert '<html lang="de" dir="ltr">' in page
    assert "Zum Inhalt springen" in page
    assert "letzte hier vorliegende Fassung" in page
    assert "1. Mai 2022" in page
    assert "am 15. Januar 2026" in page
    assert "Stand: 1.5.2022" in page
    assert "§ 1" in page
    assert "Deutsch" in page


def test_no_english_is_left(page: str) -> None:
    english = (ROOT / "templates" / "catalogs" / "en.po").read_text("utf-8")
    msgids = re.findall(r'^msgid "(.+)"$', english, re.MULTILINE)
    words = {msgid for msgid in msgids if " " in msgid and "{" not in msgid}
    assert len(words) > 40
    assert [msgid for msgid in words if msgid in page] == []


def test_the_catalog_is_complete() -> None:
    english = (ROOT / "templates" / "catalogs" / "en.po").read_text("utf-8")
    german = (GERMAN / "templates" / "catalogs" / "de.po").read_text("utf-8")
    msgid = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
    patterns = {"d MMMM y"}  # how a date is written is the locale's own business where a catalog doesn't say
    assert set(msgid.findall(english)) - set(msgid.findall(german)) <= patterns
