"""Bytes and characters that no text may hold, and those that it may."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Location
from generator.model import Paragraph, Text, Words
from generator.source import load_site
from tests.unit.source.planting import (
    DOCUMENT,
    FACTS,
    HERE,
    TEXT,
    WORDING,
    Fault,
    check,
    content,
    parametrize,
    problems_of,
    rewrite,
    site,
)

LAST = "La version néerlandaise l'emporte.\n"
PATH = f"content/{TEXT}"


def draft_of(root: Path) -> Text:
    """Return the French text of the draft."""
    (document,) = load_site(root).corpus.documents
    assert document.draft is not None
    text = document.draft.text("fr")
    assert text is not None
    return text


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("planted", "line", "column", "words"),
    [
        pytest.param(b"# A\n\nd\xc3\xa9j\xe0 vu\n", 3, 4, "byte 0xe0 at offset 9", id="Latin-1"),
        pytest.param(b"\xef\xbb\xbf# A\n\n\xe9\n", 3, 1, "byte 0xe9 at offset 8", id="Latin-1 after a byte order mark"),
        pytest.param(b"# A\r\n\r\nab\xff\r\n", 3, 3, "byte 0xff at offset 9", id="Latin-1 between CRLF"),
        pytest.param(b"# A\n\xed\xa0\x80\n", 2, 1, "byte 0xed at offset 4", id="half a surrogate pair"),
        pytest.param(b"# A\n\xc0\xaf\n", 2, 1, "byte 0xc0 at offset 4", id="an overlong slash"),
        pytest.param(b"# A\n\xf5\x80\x80\x80\n", 2, 1, "byte 0xf5 at offset 4", id="beyond Unicode"),
        pytest.param("# Titre\n".encode("utf-16"), 1, 1, "the file is in UTF-16", id="UTF-16, little end first"),
        pytest.param(b"\xfe\xff\x00#\x00 \x00A", 1, 1, "the file is in UTF-16", id="UTF-16, big end first"),
    ],
)
def test_bytes_that_are_not_utf8(tmp_path: Path, planted: bytes, line: int, column: int, words: str) -> None:
    root = site(tmp_path)
    content(root, TEXT).write_bytes(planted)
    (problem,) = problems_of(root)
    assert problem.location == Location(PATH, line, column)
    assert words in problem.message
    assert "UTF-8" in problem.remedy


@pytest.mark.parametrize("file", [DOCUMENT, FACTS, WORDING])
def test_bytes_that_are_not_utf8_in_a_yaml_file(tmp_path: Path, file: str) -> None:
    root = site(tmp_path)
    content(root, file).write_bytes(b"a: \xe9\n")
    assert Location(f"content/{file}", 1, 4) in [problem.location for problem in problems_of(root)]


# ---------------------------------------------------------------- characters


FORBIDDEN = {
    "NUL": "\0",
    "bell": "\a",
    "vertical tab": "\v",
    "form feed": "\f",
    "escape, which terminals obey": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "soft hyphen": "\xad",
    "combining grapheme joiner": "\u034f",
    "Arabic letter mark": "\u061c",
    "zero width space": "\u200b",
    "zero width non-joiner in a Latin word": "\u200c",
    "zero width joiner in a Latin word": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "left-to-right embedding": "\u202a",
    "right-to-left embedding": "\u202b",
    "pop directional formatting": "\u202c",
    "left-to-right override": "\u202d",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "invisible plus": "\u2064",
    "left-to-right isolate": "\u2066",
    "right-to-left isolate": "\u2067",
    "first strong isolate": "\u2068",
    "pop directional isolate": "\u2069",
    "Hangul filler": "\u3164",
    "private use": "\ue000",
    "byte order mark inside a word": "\ufeff",
    "what a damaged character became": "\ufffd",
    "no character": "\ufffe",
    "tag letter": "\U000e0041",
    "variation selector that can carry bytes": "\U000e0100",
    "private plane": "\U000f0000",
}


@pytest.mark.parametrize("character", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_a_character_that_may_not_stand_in_a_text(tmp_path: Path, character: str) -> None:
    new = f"La version {HERE}{character}néerlandaise.\n"
    check(tmp_path, Fault("", TEXT, LAST, new, f"U+{ord(character):04X}", "Delete it"))


@pytest.mark.parametrize("file", [DOCUMENT, WORDING])
def test_nor_in_a_yaml_file(tmp_path: Path, file: str) -> None:
    root = site(tmp_path)
    rewrite(root, file, lambda text: f"# \u202e\n{text}")
    (problem,) = problems_of(root)
    assert problem.location == Location(f"content/{file}", 1, 3)
    assert "U+202E (RIGHT-TO-LEFT OVERRIDE)" in problem.message


CODES = [
    Fault("a direction mark as a decimal code", TEXT, LAST, "ab ⟦&#8238;cd", "U+202E", "written as a code"),
    Fault("a direction mark as a hexadecimal code", TEXT, LAST, "ab ⟦&#x202E;cd", "U+202E", "written as a code"),
    Fault("a joiner by its name", TEXT, LAST, "ab⟦&zwj;cd", "U+200D", "written as a code"),
    Fault("a soft hyphen by its name", TEXT, LAST, "ab⟦&shy;cd", "U+00AD", "written as a code"),
    Fault("a NUL as a code", TEXT, LAST, "ab ⟦&#0;cd", "U+FFFD", "written as a code"),
    Fault("an escape as a code", TEXT, LAST, "ab ⟦&#x1b;[31m", "U+FFFD", "written as a code"),
    Fault("a Cyrillic letter as a code", TEXT, LAST, "un sm⟦&#1072;rtphoto", "mixes alphabets", "written as a code"),
    Fault("in a heading", TEXT, "## Langue", "## Lan⟦&#8203;gue", "U+200B", "written as a code"),
    Fault("in the title of a link", TEXT, LAST, '[a](https://a.example/ "x⟦&#8238;y")', "U+202E"),
    Fault("in wording", WORDING, "votre adresse e-mail;", "votre ⟦&#8203;adresse", "U+200B"),
    Fault("in a quoted value", DOCUMENT, "edition: BE", 'edition: ⟦"\\u202eBE"', "U+202E", "begins with `\\`"),
    Fault("a Cyrillic letter in a quoted value", DOCUMENT, "edition: BE", 'edition: ⟦"sm\\u0430rt"', "mixes alphabets"),
]


@parametrize(CODES)
def test_a_character_that_is_written_as_a_code(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


MIXED = [
    Fault(
        "a Cyrillic letter", TEXT, LAST, "Le ⟦sm\u0430rtphoto.\n", "U+0430 (CYRILLIC SMALL LETTER A)", "Type the word"
    ),
    Fault("a Greek letter", TEXT, LAST, "Le ⟦phot\u03bf.\n", "U+03BF (GREEK SMALL LETTER OMICRON)", "Type the word"),
    Fault("in a heading", TEXT, "## Langue", "## ⟦L\u0430ngue", "mixes alphabets"),
    Fault("in an id", TEXT, "{#language}", "{#⟦l\u0430nguage}", "mixes alphabets"),
    Fault("in a label", WORDING, "{office: Bureau}", "{office: ⟦Bure\u0430u}", "mixes alphabets"),
]


@parametrize(MIXED)
def test_a_word_that_mixes_alphabets(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


def test_at_most_fifty_characters_are_told(tmp_path: Path) -> None:
    root = site(tmp_path)
    content(root, TEXT).write_bytes(b"\0" * 100_000)
    assert len([p for p in problems_of(root) if "U+0000" in p.message]) == 50


# ---------------------------------------------------------------- size


def test_a_line_of_a_million_characters(tmp_path: Path) -> None:
    fault = Fault("", TEXT, LAST, "a" * 1_000_000 + "\n", "the line has 1,000,000 characters", "one sentence a line")
    root = site(tmp_path)
    plant_line = content(root, TEXT).read_text("utf-8").count("\n")
    rewrite(root, TEXT, lambda text: text.replace(fault.old, fault.new))
    (problem,) = problems_of(root)
    assert problem.location == Location(PATH, plant_line, 20_000)
    assert fault.message in problem.message
    assert fault.remedy in problem.remedy


@pytest.mark.parametrize("file", [TEXT, DOCUMENT, FACTS, WORDING])
def test_a_file_of_a_hundred_megabytes(tmp_path: Path, file: str) -> None:
    root = site(tmp_path)
    with content(root, file).open("wb") as sparse:
        sparse.truncate(100_000_000)
    assert "this file has 100,000,000 bytes; at most 2,000,000 are read" in [p.message for p in problems_of(root)]


EMPTY = [
    Fault("an empty text", TEXT, "", "⟦", "the text has no title", "Begin the file with one line `# Title`"),
    Fault("a text of white space", TEXT, "", "⟦ \n\t\n  \n", "the text has no title", "Begin the file"),
    Fault("an empty manifest", DOCUMENT, "", "⟦", "the file is empty", "Write its fields"),
    Fault("a manifest of white space", DOCUMENT, "", "⟦ \n\n", "the file is empty", "Write its fields"),
    Fault("a manifest of remarks", DOCUMENT, "", "⟦# later\n", "the file is empty", "Write its fields"),
]


@parametrize(EMPTY)
def test_a_file_that_holds_nothing(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


def test_an_empty_wording_and_empty_facts(tmp_path: Path) -> None:
    root = site(tmp_path)
    for file in (WORDING, FACTS):
        content(root, file).write_bytes(b"")
    assert [p.message for p in problems_of(root)] == ["the file is empty"]  # the wording can't be read without facts


# ---------------------------------------------------------------- what is no fault


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = load_site(root)
    for path in (root / "content").rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_site(root) == before


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"], ids=["CRLF", "CR"])
def test_the_form_of_line_ends_changes_nothing(tmp_path: Path, ending: bytes) -> None:
    root = site(tmp_path)
    before = load_site(root)
    for path in (root / "content").rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", ending))
    assert load_site(root) == before


def test_mixed_line_ends_change_nothing(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = load_site(root)
    for path in (root / "content").rglob("*.*"):
        lines = path.read_bytes().split(b"\n")
        endings = [(b"\n", b"\r", b"\r\n")[number % 3] for number in range(len(lines) - 1)]
        path.write_bytes(b"".join(line + end for line, end in zip(lines, [*endings, b""], strict=True)))
    assert load_site(root) == before


def test_a_file_without_a_line_end_at_its_end_is_the_same(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = load_site(root)
    for path in (root / "content").rglob("*.*"):
        path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert load_site(root) == before


ACCEPTED = {
    "template marks": "{{ 7*7 }} et {% include 'x' %}",
    "template marks alone on a line": "{% include 'secret' %}",
    "curly quotes": "Les “mots” l’un et l‘autre",
    "straight quotes": 'Les "mots" l\'un',
    "no-break spaces": "24\u00a0mois et 1\u202f000 euros",
    "composed letters": "donn\u00e9e",
    "decomposed letters": "donne\u0301e",
    "a superscript digit": "\u00b2vos droits",
    "Arabic digits": "\u0664\u0662 mois",
    "Persian with its joiner": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "a family of emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a Greek word among Latin ones": "le mot \u03bb\u03cc\u03b3\u03bf\u03c2 grec",
    "a replacement of nothing": "{} et {a}",
    "a tab inside a line": "un\tdeux",
}


@pytest.mark.parametrize("words", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_words_that_stay_as_they_are(tmp_path: Path, words: str) -> None:
    root = site(tmp_path)
    rewrite(root, TEXT, lambda text: text.replace(LAST, f"{words}\n"))
    (paragraph,) = draft_of(root).sections[-1].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Words(words),)
