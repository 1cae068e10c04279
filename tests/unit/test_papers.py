"""PDFs in a build: which pages have one, what is told before the work begins, and when one is made anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from generator import unchanged
from generator.build import BuildOptions, build
from generator.errors import ConfigurationError
from generator.model import Extra
from generator.publish.correcting import correct
from generator.serve.reading import Reader
from generator.typeset import Sheet
from generator.typeset import typesetter as module
from generator.typeset.typesetter import Refusal
from tests import publishing
from tests.publishing import LATEST

MINIMAL = Path(__file__).parents[1] / "sites" / "minimal"
DAY = date(2025, 6, 1)
SLIP = ("Citation d'une règle", "Citation d'une regle")
PDFS = tuple(
    f"{language}/terms/{revision}/terms-{revision}-{language}.pdf"
    for language in ("fr", "nl")
    for revision in ("2024-01-15", "2025-03-01")
)
FRENCH = PDFS[0]


@dataclass
class FakeEngine:
    """Writes down what it was given; `made` are the paths of what it typeset."""

    words: str = "fake 1"
    refused: str = ""
    made: list[str] = field(default_factory=list)

    def setting(self) -> str:
        return self.words

    def typeset(self, sheet: Sheet, files: Mapping[str, bytes]) -> bytes:
        if self.refused:
            raise Refusal(self.refused)
        self.made.append(sheet.path)
        told = {
            "created": str(sheet.created),
            "modified": str(sheet.modified),
            "address": sheet.address,
            "files": {address: content.decode() for address, content in files.items()},
            "attached": {one.name: [one.relationship, one.content.decode()] for one in sheet.attached},
        }
        return json.dumps(told).encode()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(module, "import_module", lambda _: fake)
    return fake


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "source"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def built(root: Path, output: Path, *extras: Extra, day: date = DAY, fresh: bool = False) -> dict[str, bytes]:
    build(BuildOptions(root, output, day, 1, extras, fresh), lambda _: None)
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}


def pdfs(site: Mapping[str, bytes]) -> tuple[str, ...]:
    return tuple(path for path in site if path.endswith(".pdf"))


def kept(output: Path) -> int:
    folder = output.with_name(f".polylex-{output.name}") / "pdf"
    return len(list(folder.iterdir())) if folder.exists() else 0


# ---------------------------------------------------------------- which pages


def test_each_revision_has_a_pdf_in_each_language_beside_its_page(
    minimal: Path, output: Path, engine: FakeEngine
) -> None:
    site = built(minimal, output, Extra.PDF)
    assert pdfs(site) == PDFS
    assert sorted(engine.made) == list(PDFS)


def test_without_the_extra_there_is_neither_a_pdf_nor_a_link(minimal: Path, output: Path, engine: FakeEngine) -> None:
    plain = built(minimal, output)
    assert pdfs(plain) == ()
    assert not any(b".pdf" in content or b"application/pdf" in content for content in plain.values())
    assert engine.made == []
    assert kept(output) == 0


def test_the_page_of_a_revision_and_the_current_one_lead_to_it(minimal: Path, output: Path, engine: FakeEngine) -> None:
    site = built(minimal, output, Extra.PDF)
    page = site["fr/terms/2024-01-15/index.html"].decode()
    assert "<dt>Télécharger</dt>" in page
    assert '<a href="terms-2024-01-15-fr.pdf">PDF</a>' in page
    assert '<link rel="alternate" type="application/pdf" href="terms-2024-01-15-fr.pdf">' in page
    assert f'<a href="{LATEST}/terms-{LATEST}-nl.pdf">PDF</a>' in site["nl/terms/index.html"].decode()
    assert not any(".pdf" in content.decode() for path, content in site.items() if "changes/" in path)
    assert engine.made


def test_the_site_itself_may_ask_for_it(minimal: Path, output: Path, engine: FakeEngine) -> None:
    manifest = minimal / "content" / "site.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "extras: [pdf]\n", "utf-8")
    assert pdfs(built(minimal, output)) == PDFS
    assert len(engine.made) == len(PDFS)


def test_the_preview_leads_to_none_and_to_no_search(minimal: Path) -> None:
    manifest = minimal / "content" / "site.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "extras: [search, pdf]\n", "utf-8")
    snapshot = Reader(minimal, DAY).read()
    page = snapshot.file("fr/terms/2024-01-15/index.html")
    assert page
    assert b".pdf" not in page
    assert b'type="search"' not in page
    assert snapshot.loaded.corpus.site.extras == ()


def test_a_private_draft_has_none_and_a_public_one_has(minimal: Path, output: Path, engine: FakeEngine) -> None:
    manifest = minimal / "content" / "terms.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("draft: private", "draft: public"), "utf-8")
    site = built(minimal, output, Extra.PDF)
    draft = json.loads(site["fr/terms/draft/terms-draft-fr.pdf"])
    assert (draft["created"], draft["modified"]) == ("None", "None")
    assert set(draft["attached"]) == {
        "content.json",
        "terms-draft-facts.yaml",
        "terms-draft-fr.md",
        "terms-draft-fr.yaml",
    }
    head = site["fr/terms/draft/index.html"].decode().partition('class="print-head"')[2].partition("</p>")[0]
    assert "<strong>Projet</strong>" in head
    assert len(engine.made) == len(PDFS) + 2


def test_a_revision_that_is_not_public_yet_has_none(minimal: Path, output: Path, engine: FakeEngine) -> None:
    assert pdfs(built(minimal, output, Extra.PDF, day=date(2024, 6, 1))) == (PDFS[0], PDFS[2])
    assert len(engine.made) == 2


# ---------------------------------------------------------------- what goes in


def test_the_sources_and_the_content_under_the_digest_are_attached(
    minimal: Path, output: Path, engine: FakeEngine
) -> None:
    site = built(minimal, output, Extra.PDF)
    content = minimal / "content"
    told = json.loads(site[FRENCH])
    assert told["attached"] == {
        "terms-2024-01-15-fr.md": ["Source", (content / "fr/terms/2024-01-15.md").read_text("utf-8")],
        "terms-2024-01-15-fr.yaml": ["Source", (content / "fr/terms/2024-01-15.yaml").read_text("utf-8")],
        "terms-2024-01-15-facts.yaml": ["Source", (content / "data/terms/2024-01-15.yaml").read_text("utf-8")],
        "content.json": ["Data", site["fr/terms/2024-01-15/content.json"].decode()],
    }
    assert told["created"] == told["modified"] == "2024-01-15"
    assert told["address"] == "https://policies.example/fr/terms/2024-01-15/"
    assert engine.made


def test_the_stylesheet_of_the_site_is_all_that_it_may_read(minimal: Path, output: Path, engine: FakeEngine) -> None:
    own = minimal / "templates"
    own.mkdir()
    (own / "paper.css").write_text("@page { size: A5 }", "utf-8")
    site = built(minimal, output, Extra.PDF)
    files = json.loads(site[FRENCH])["files"]
    assets = {path for path in site if path.startswith("assets/")} | {"assets/search.js"}
    assert set(files) == {f"https://policies.example/{path}" for path in assets}
    assert files["https://policies.example/assets/polylex.css"].endswith("}\n\n@page { size: A5 }")
    assert engine.made


def test_a_corrected_text_and_the_one_as_published_have_their_own_sources(
    tmp_path: Path, output: Path, engine: FakeEngine
) -> None:
    root = publishing.sealed_site(tmp_path)
    before = publishing.text_of(root, f"fr/terms/{LATEST}.md")
    publishing.edit(root, f"fr/terms/{LATEST}.md", *SLIP)
    correct(root, publishing.order(), date(2025, 6, 2))
    folder = f"fr/terms/{LATEST}/"
    site = built(root, output, Extra.PDF, day=date(2025, 6, 3))
    now = json.loads(site[f"{folder}terms-{LATEST}-fr.pdf"])
    first = json.loads(site[f"{folder}as-published/terms-{LATEST}-as-published-fr.pdf"])
    assert now["attached"][f"terms-{LATEST}-fr.md"][1] == before.replace(*SLIP)
    assert first["attached"][f"terms-{LATEST}-as-published-fr.md"][1] == before
    assert (now["created"], now["modified"]) == (LATEST, "2025-06-02")
    assert (first["created"], first["modified"]) == (LATEST, LATEST)
    assert engine.made
    earlier = built(root, output, Extra.PDF, day=DAY)
    assert json.loads(earlier[f"{folder}terms-{LATEST}-fr.pdf"])["attached"][f"terms-{LATEST}-fr.md"][1] == before


# ---------------------------------------------------------------- what can't be made


def test_what_is_missing_is_told_before_the_work_begins(
    minimal: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built(minimal, output)

    def fail(_: str) -> object:
        raise ImportError(name="weasyprint")

    monkeypatch.setattr(module, "import_module", fail)
    steps: list[str] = []
    with pytest.raises(ConfigurationError, match="weasyprint is missing"):
        build(BuildOptions(minimal, output, DAY, 1, (Extra.PDF,)), steps.append)
    assert steps == ["Reading the sources"]
    assert built(minimal, output) == before


def test_a_foreign_file_ends_the_build_and_leaves_the_old_site(minimal: Path, output: Path, engine: FakeEngine) -> None:
    before = built(minimal, output)
    engine.refused = "https://elsewhere.example/a.css"
    with pytest.raises(ConfigurationError, match=r"elsewhere\.example"):
        built(minimal, output, Extra.PDF)
    engine.refused = ""
    assert built(minimal, output) == before


def test_the_command_ends_with_code_2(
    minimal: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    polylex: Callable[..., int],
) -> None:
    monkeypatch.setattr(module, "import_module", lambda _: FakeEngine(""))
    assert polylex("-C", minimal, "build", "-o", output, "--extra", "pdf") == 2
    assert "no font" in capsys.readouterr().err
    assert not output.exists()


# ---------------------------------------------------------------- made once


def test_a_second_build_makes_none_anew(minimal: Path, output: Path, engine: FakeEngine) -> None:
    first = built(minimal, output, Extra.PDF)
    engine.made.clear()
    assert built(minimal, output, Extra.PDF) == first
    assert engine.made == []
    shutil.rmtree(output)
    assert built(minimal, output, Extra.PDF) == first
    assert engine.made == []


def test_only_what_changed_is_made_anew_and_what_is_not_used_goes(
    minimal: Path, output: Path, engine: FakeEngine
) -> None:
    built(minimal, output, Extra.PDF)
    engine.made.clear()
    text = minimal / "content" / "fr" / "terms" / "2024-01-15.md"
    text.write_text(text.read_text("utf-8").replace("tiers", "autres"), "utf-8")
    built(minimal, output, Extra.PDF)
    assert sorted(engine.made) == list(PDFS[:2])  # the later page says with which version a section changed
    assert kept(output) == len(PDFS)


def test_another_version_of_the_engine_makes_all_anew(minimal: Path, output: Path, engine: FakeEngine) -> None:
    built(minimal, output, Extra.PDF)
    engine.made.clear()
    engine.words = "fake 2"
    built(minimal, output, Extra.PDF)
    assert sorted(engine.made) == list(PDFS)


def test_a_damaged_memory_costs_only_time(minimal: Path, output: Path, engine: FakeEngine) -> None:
    first = built(minimal, output, Extra.PDF)
    engine.made.clear()
    folder = output.with_name(".polylex-out") / "pdf"
    for number, path in enumerate(sorted(folder.iterdir())):
        path.write_bytes(path.read_bytes()[: 40 * number])
    assert built(minimal, output, Extra.PDF, fresh=True) == first
    assert sorted(engine.made) == list(PDFS)
    shutil.rmtree(folder)
    folder.write_text("no folder")
    assert built(minimal, output, Extra.PDF, fresh=True) == first


def test_a_build_without_the_extra_lets_go_of_them(minimal: Path, output: Path, engine: FakeEngine) -> None:
    built(minimal, output, Extra.PDF)
    assert kept(output) == len(PDFS)
    assert pdfs(built(minimal, output)) == ()
    assert kept(output) == 0
    assert engine.made


def test_several_processes_make_the_same(minimal: Path, output: Path, tmp_path: Path, engine: FakeEngine) -> None:
    manifest = minimal / "content" / "site.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("[terms]", "[terms, rules]"), "utf-8")
    for path in sorted((minimal / "content").glob("**/terms*"), reverse=True):
        other = path.with_name(path.name.replace("terms", "rules"))
        (shutil.copytree if path.is_dir() else shutil.copyfile)(path, other)
    one = built(minimal, output, Extra.PDF)
    options = BuildOptions(minimal, tmp_path / "two", DAY, 2, (Extra.PDF,))
    engine.made.clear()
    build(options, lambda _: None)
    assert engine.made == []  # they were made in other processes
    assert kept(options.output or output) == 2 * len(PDFS)
    assert built(minimal, tmp_path / "two", Extra.PDF) == one
    build(replace(options, output=output), lambda _: None)
    assert kept(output) == 2 * len(PDFS)


def test_a_build_with_nothing_to_do_is_answered_at_once(
    minimal: Path, output: Path, engine: FakeEngine, polylex: Callable[..., int]
) -> None:
    manifest = minimal / "content" / "site.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "extras: [pdf]\n", "utf-8")
    words = ["-C", str(minimal), "build", "-o", str(output), "--as-of", "2025-06-01"]
    assert polylex(*words) == 0
    call = unchanged.parsed(words)
    assert call is not None
    assert unchanged.recall(call) is not None
    (output / FRENCH).write_bytes(b"other")
    assert unchanged.recall(call) is None
    assert engine.made
