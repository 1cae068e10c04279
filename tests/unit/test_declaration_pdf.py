"""The declaration as PDF: every word in order, on sheets that say what they are."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from generator.build import BuildOptions, build
from generator.model import Extra
from tests.pdfs import need_weasyprint, text_of
from tests.reading import read_page

ROOT = Path(__file__).parents[2]
PDFS = tuple(
    f"{language}/privacy/{revision}/privacy-{revision}-{language}.pdf"
    for language in ("fr", "nl")
    for revision in ("2023-12-18", "draft")
)
FRENCH, FRENCH_DRAFT, DUTCH, DUTCH_DRAFT = PDFS
A4 = [595, 842]
"""In points, rounded."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_weasyprint()
    output = tmp_path_factory.mktemp("declaration") / "site"
    build(BuildOptions(ROOT, output, date(2026, 1, 15), 1, (Extra.PDF,)), lambda _: None)
    return output


@pytest.fixture
def french(site: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(site / FRENCH) as opened:
        yield opened


def characters(text: str) -> str:
    """All but spaces, since lines break elsewhere on paper, and but bullets, which it adds."""
    return re.sub(r"[\s\u2022]", "", text)


def found(pattern: str, page: str) -> str:
    """What stands in the first element that a pattern finds."""
    match = re.search(pattern, page, re.DOTALL)
    assert match, pattern
    return html.unescape(re.sub(r"<[^>]+>", "", match[1]))


def sheets(site: Path, path: str) -> list[str]:
    """The characters of each sheet without its head and its number, which are drawn last; both must be right."""
    page = (site / path).with_name("index.html").read_text("utf-8")
    head = characters(found(r'<p class="print-head"[^>]*>(.*?)</p>', page))
    drawn = [characters(sheet) for sheet in text_of(site / path)]
    frames = [f"{head}{number}/{len(drawn)}" for number in range(1, len(drawn) + 1)]
    for sheet, frame in zip(drawn, frames, strict=True):
        assert sheet.endswith(frame)
    return [sheet.removesuffix(frame) for sheet, frame in zip(drawn, frames, strict=True)]


def test_each_revision_and_the_draft_have_one_and_nothing_else(site: Path) -> None:
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.pdf")) == sorted(PDFS)


def read(site: Path, path: str) -> str:
    """The characters of all sheets, without what paper adds: addresses of links, table heads on further sheets."""
    page = (site / path).with_name("index.html").read_text("utf-8")
    heads = [
        characters(html.unescape(re.sub(r"<[^>]+>", "", one))) for one in re.findall(r"(?s)<thead>.*?</thead>", page)
    ]
    drawn = ""
    for sheet in sheets(site, path):
        again = next((head for head in heads if head in drawn and sheet.startswith(head)), "")
        drawn += sheet.removeprefix(again)
    return re.sub(r"\(https?://[^)]*\)", "", drawn)


@pytest.mark.parametrize("path", PDFS)
def test_every_word_of_the_text_stands_in_it_in_order(site: Path, path: str) -> None:
    page = (site / path).with_name("index.html").read_text("utf-8")
    drawn = read(site, path)
    title = characters(found(r'<div class="text-head">(.*?)</div>', page))
    text = characters("".join(read_page(page).pieces))
    assert text.startswith(title)
    article = text.removeprefix(title)
    at = drawn.find(article)
    assert len(article) > 10_000
    assert at > 0
    assert title in drawn[:at]


@pytest.mark.parametrize(("path", "word"), [(FRENCH_DRAFT, "Projet"), (DUTCH_DRAFT, "Ontwerp")])
def test_every_sheet_of_a_draft_is_marked_as_one(site: Path, path: str, word: str) -> None:
    marked = [word in sheet for sheet in text_of(site / path)]
    assert len(marked) > 5
    assert all(marked)


def test_every_sheet_names_document_revision_status_and_digest(site: Path) -> None:
    digest = sha256((site / FRENCH).with_name("content.json").read_bytes()).hexdigest()
    for sheet in text_of(site / FRENCH):
        drawn = characters(sheet)
        words = ("Déclaration Générale de Confidentialité", "18 décembre 2023", "au 15 janvier 2026", digest)
        assert [word for word in words if characters(word) not in drawn] == []


def test_it_says_which_kind_of_file_it_is(french: pikepdf.Pdf) -> None:
    with french.open_metadata(update_docinfo=False) as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["xmp:CreateDate"] == "2023-12-18T00:00:00Z"
    assert {tuple(round(float(edge)) for edge in page.mediabox) for page in french.pages} == {(0, 0, *A4)}


def test_its_structure_is_that_of_the_page(french: pikepdf.Pdf, site: Path) -> None:
    page = (site / FRENCH).with_name("index.html").read_text("utf-8")
    article = page.partition('<div class="policy-text">')[2]
    kinds = Counter(_kinds(french.Root.StructTreeRoot))
    assert kinds["/H1"] == 1
    assert kinds["/H2"] == article.count("<h2") + 1  # that of the box
    assert kinds["/H3"] == article.count("<h3")
    assert kinds["/Table"] >= 1
    assert kinds["/TH"] >= 3


def _kinds(element: pikepdf.Object) -> Iterator[str]:
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Array):
            waiting += list(here)
        elif isinstance(here, pikepdf.Dictionary):
            if "/S" in here:
                yield str(here.S)
            waiting += [here.K] if "/K" in here else []


def test_the_sources_inside_are_those_of_the_site(french: pikepdf.Pdf, site: Path) -> None:
    held = {str(one.UF): (str(one.AFRelationship), one.EF.F.read_bytes()) for one in french.Root.AF}
    content = ROOT / "content"
    assert held == {
        "content.json": ("/Data", (site / FRENCH).with_name("content.json").read_bytes()),
        "privacy-2023-12-18-facts.yaml": ("/Source", (content / "data/privacy/2023-12-18.yaml").read_bytes()),
        "privacy-2023-12-18-fr.md": ("/Source", (content / "fr/privacy/2023-12-18.md").read_bytes()),
        "privacy-2023-12-18-fr.yaml": ("/Source", (content / "fr/privacy/2023-12-18.yaml").read_bytes()),
    }


def test_its_links_lead_into_the_text_or_to_absolute_addresses(french: pikepdf.Pdf) -> None:
    links = [link for page in french.pages for link in page.get("/Annots", [])]
    addresses = [str(link.A.URI) for link in links if "/A" in link]
    assert any("Dest" in str(link.keys()) for link in links)
    assert addresses
    assert [address for address in addresses if not re.match("https?://|mailto:", address)] == []
