"""A small page as PDF: the same bytes whatever the clock, and nothing from elsewhere."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from generator.typeset import Attached, Relationship, Sheet
from generator.typeset.typesetter import Refusal
from tests.pdfs import need_weasyprint

ROOT = Path(__file__).parents[3]
BASE = "https://policies.example/"
PAGE = (
    b'<!doctype html><html lang="fr"><head><title>Un titre</title>'
    b'<link rel="stylesheet" href="../assets/a.css"></head><body><h1>Un titre</h1>'
    b'<p>Un mot, <a href="#b">un renvoi</a>, <a href="../autre/">un lien</a>.<p id="b">Fin.</body></html>'
)
FILES = {f"{BASE}assets/a.css": b"@page { size: A4 }"}
ATTACHED = (
    Attached("z.md", b"# Un titre\n", "text/markdown", Relationship.SOURCE, "le texte"),
    Attached("a.json", b"{}\n", "application/json", Relationship.DATA, "les données"),
)
SHEET = Sheet("fr/a.pdf", f"{BASE}fr/", PAGE, ATTACHED, date(2024, 1, 15), date(2024, 2, 3))
SCRIPT = """\
import sys
from tests.unit.typeset.test_engine import FILES, SHEET
from generator.typeset.engine import typeset
sys.stdout.buffer.write(typeset(SHEET, FILES))
"""


@pytest.fixture(autouse=True, scope="module")
def _weasyprint() -> None:
    need_weasyprint()


def typeset(sheet: Sheet) -> bytes:
    from generator.typeset import engine  # noqa: PLC0415 - only where WeasyPrint is there

    return engine.typeset(sheet, FILES)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(SHEET)


@pytest.fixture
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as made:
        yield made


@pytest.mark.parametrize(
    "variables",
    [
        {"SOURCE_DATE_EPOCH": "1000000000", "PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"SOURCE_DATE_EPOCH": "", "PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    ],
    ids=["one", "other"],
)
def test_the_surroundings_change_no_byte(pdf: bytes, variables: dict[str, str], tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-c", SCRIPT]
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True).stdout == pdf


def test_it_says_that_it_is_made_to_be_kept(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata(update_docinfo=False) as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["xmp:CreateDate"] == "2024-01-15T00:00:00Z"
        assert metadata["xmp:ModifyDate"] == "2024-02-03T00:00:00Z"
        assert metadata["xmp:CreatorTool"] == str(opened.docinfo["/Creator"]) == "Polylex"
    assert opened.docinfo["/CreationDate"] == "D:20240115000000Z"
    assert opened.docinfo["/ModDate"] == "D:20240203000000Z"
    assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert opened.Root.Lang == "fr"
    assert opened.Root.MarkInfo.Marked
    assert not opened.is_encrypted


def test_every_font_is_inside(opened: pikepdf.Pdf) -> None:
    found = [
        made
        for made in opened.objects
        if isinstance(made, pikepdf.Dictionary) and made.get("/Type") == "/FontDescriptor"
    ]
    assert found
    assert all("/FontFile2" in font or "/FontFile3" in font for font in found)


def test_its_identifier_is_that_of_its_address(opened: pikepdf.Pdf) -> None:
    assert str(opened.trailer.ID[0]) == SHEET.identifier


def test_each_file_is_attached_once_with_what_it_is(opened: pikepdf.Pdf) -> None:
    found = [
        (str(one.UF), str(one.AFRelationship), str(one.Desc), str(one.EF.F.Subtype), one.EF.F.read_bytes())
        for one in opened.Root.AF
    ]
    assert found == [
        ("a.json", "/Data", "les données", "/application/json", b"{}\n"),
        ("z.md", "/Source", "le texte", "/text/markdown", b"# Un titre\n"),
    ]
    assert {str(one.EF.F.Params.ModDate) for one in opened.Root.AF} == {"D:20240203000000Z"}
    assert [str(name) for name in list(opened.Root.Names.EmbeddedFiles.Names)[::2]] == ["a.json", "z.md"]


def test_links_lead_to_absolute_addresses(opened: pikepdf.Pdf) -> None:
    links = [str(link.A.URI) for page in opened.pages for link in page.get("/Annots", []) if "/A" in link]
    assert links == [f"{BASE}autre/"]


def test_a_text_without_a_day_names_none() -> None:
    with pikepdf.open(io.BytesIO(typeset(replace(SHEET, created=None, modified=None)))) as made:
        assert {"/CreationDate", "/ModDate"}.isdisjoint(made.docinfo.keys())
        assert all({"/CreationDate", "/ModDate"}.isdisjoint(one.EF.F.Params.keys()) for one in made.Root.AF)
        with made.open_metadata(update_docinfo=False) as metadata:
            assert "xmp:CreateDate" not in metadata


def test_a_page_without_files_has_none_attached() -> None:
    with pikepdf.open(io.BytesIO(typeset(replace(SHEET, attached=())))) as made:
        assert "/AF" not in made.Root


@pytest.mark.parametrize(
    ("element", "address"),
    [
        ('<img alt="" src="https://elsewhere.example/a.png">', "https://elsewhere.example/a.png"),
        ('<img alt="" src="../assets/b.svg">', f"{BASE}assets/b.svg"),
        ('<img alt="" src="file:///etc/hostname">', "file:///etc/hostname"),
        ('<style>@import "https://elsewhere.example/a.css";</style>', "https://elsewhere.example/a.css"),
        ('<style>p { background: url("b.png") }</style>', f"{BASE}fr/b.png"),
        ('<link rel="attachment" href="https://elsewhere.example/a.txt">', "https://elsewhere.example/a.txt"),
    ],
)
def test_nothing_but_the_given_files_is_read(element: str, address: str) -> None:
    sheet = replace(SHEET, page=PAGE.replace(b"</h1>", f"</h1>{element}".encode()))
    with pytest.raises(Refusal, match=f"^{address}$"):
        typeset(sheet)


def test_the_setting_names_versions_and_fonts() -> None:
    from generator.typeset import engine  # noqa: PLC0415 - only where WeasyPrint is there

    lines = engine.setting().split("\n")
    assert any(line.startswith("weasyprint ") for line in lines)
    assert any(line.startswith("pango_version ") for line in lines)
