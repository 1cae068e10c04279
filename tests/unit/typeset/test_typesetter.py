"""What is told where no PDF can be made, and what a kept PDF is known by."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pytest

from generator.errors import ConfigurationError
from generator.typeset import Attached, Relationship, Sheet, Typesetter, require
from generator.typeset import typesetter as module
from generator.typeset.typesetter import Refusal

BASE = "https://policies.example/"
CSS = "assets/polylex.css"
FILE = Attached("a.md", b"# A\n", "text/markdown", Relationship.SOURCE, "the text")
SHEET = Sheet("fr/terms/2024-01-15/a.pdf", f"{BASE}fr/terms/2024-01-15/", b"<p>A", (FILE,), date(2024, 1, 15))


@dataclass
class FakeEngine:
    """Shows what it was given; refuses a page that begins with an address."""

    words: str = "fake 1"

    def setting(self) -> str:
        return self.words

    def typeset(self, sheet: Sheet, files: Mapping[str, bytes]) -> bytes:
        if sheet.page.startswith(b"http"):
            raise Refusal(sheet.page.decode())
        return sheet.page + repr(sorted(files.items())).encode()


def use(monkeypatch: pytest.MonkeyPatch, engine: object) -> None:
    """Stand something in for what importing the engine gives or raises."""

    def imported(name: str) -> object:
        assert name == "generator.typeset.engine"
        if isinstance(engine, Exception):
            print("five lines of advice")  # noqa: T201 - as WeasyPrint does
            raise engine
        return engine

    monkeypatch.setattr(module, "import_module", imported)


def typesetter(monkeypatch: pytest.MonkeyPatch, words: str = "fake 1", css: bytes = b"p {}") -> Typesetter:
    use(monkeypatch, FakeEngine(words))
    return Typesetter(BASE, {CSS: css, "assets/a.svg": b"<svg/>"}, (CSS, b"@page {}"))


@pytest.mark.parametrize(
    ("engine", "what", "remedy"),
    [
        (ImportError("no", name="weasyprint"), "package weasyprint is missing", "pip install 'polylex[pdf]'"),
        (OSError("cannot load library 'libpango-1.0-0': no such file"), "library of the system", "libpango-1.0-0"),
        (FakeEngine(""), "no font", "fonts-liberation"),
    ],
    ids=["package", "library", "font"],
)
def test_what_is_missing_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], engine: object, what: str, remedy: str
) -> None:
    use(monkeypatch, engine)
    with pytest.raises(ConfigurationError) as raised:
        require()
    (problem,) = raised.value.problems
    assert what in problem.message
    assert remedy in problem.remedy
    assert problem.remedy.endswith("The old site is as it was.")
    assert raised.value.exit_code == 2
    assert capsys.readouterr().out == ""


def test_a_package_that_is_not_installed_is_told_by_the_import_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "generator.typeset.engine", raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ConfigurationError, match="the Python package weasyprint is missing"):
        require()


def test_where_all_is_there_it_is_told_what_pdfs_are_made_with(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine()
    use(monkeypatch, engine)
    assert require() == engine.setting()


def test_the_rules_for_paper_follow_those_of_the_stylesheet(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = typesetter(monkeypatch).pdf(SHEET).decode()
    assert rf"('{BASE}{CSS}', b'p {{}}\n@page {{}}')" in pdf
    assert f"('{BASE}assets/a.svg', b'<svg/>')" in pdf


def test_a_theme_without_that_stylesheet_still_has_rules_for_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakeEngine())
    assert r"b'\n@page {}'" in Typesetter(BASE, {}, (CSS, b"@page {}")).pdf(SHEET).decode()


def test_a_page_that_asks_for_a_foreign_file_is_an_error_with_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = replace(SHEET, page=b"https://elsewhere.example/a.png")
    with pytest.raises(ConfigurationError) as raised:
        typesetter(monkeypatch).pdf(sheet)
    (problem,) = raised.value.problems
    assert problem.location.path == SHEET.path
    assert "https://elsewhere.example/a.png" in problem.message
    assert "templates/assets/" in problem.remedy


CHANGES = {
    "path": replace(SHEET, path="fr/b.pdf"),
    "address": replace(SHEET, address=f"{BASE}b/"),
    "page": replace(SHEET, page=b"<p>B"),
    "created": replace(SHEET, created=date(2024, 1, 16)),
    "modified": replace(SHEET, modified=date(2024, 1, 16)),
    "content": replace(SHEET, attached=(replace(FILE, content=b"# B\n"),)),
    "name": replace(SHEET, attached=(replace(FILE, name="b.md"),)),
    "kind": replace(SHEET, attached=(replace(FILE, kind="text/plain"),)),
    "relationship": replace(SHEET, attached=(replace(FILE, relationship=Relationship.DATA),)),
    "description": replace(SHEET, attached=(replace(FILE, description="le texte"),)),
    "moved": replace(SHEET, attached=(replace(FILE, content=b"# A", description="the text\n"),)),
    "fewer": replace(SHEET, attached=()),
}


def test_every_part_of_a_sheet_changes_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    made = typesetter(monkeypatch)
    keys = {made.key(SHEET), *(made.key(sheet) for sheet in CHANGES.values())}
    assert len(keys) == len(CHANGES) + 1
    assert made.key(SHEET) == made.key(replace(SHEET))


def test_versions_and_assets_change_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    one = typesetter(monkeypatch).key(SHEET)
    assert typesetter(monkeypatch).key(SHEET) == one
    assert typesetter(monkeypatch, words="fake 2").key(SHEET) != one
    assert typesetter(monkeypatch, css=b"p { color: red }").key(SHEET) != one


def test_the_identifier_stays_when_the_content_changes() -> None:
    assert CHANGES["page"].identifier == SHEET.identifier
    assert len({SHEET.identifier, CHANGES["path"].identifier, CHANGES["address"].identifier}) == 3
