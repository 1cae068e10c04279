"""A build makes only the documents of which something changed, and its site is that of a build that makes all."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from generator.documents import DocumentMaker, MadeDocument

ROOT = Path(__file__).parents[2]
FIRST, SECOND = "rules", "terms"
DAY = date(2025, 6, 1)
TERMS = (ROOT / "content" / "data" / "terms.yaml").read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with two documents."""
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", tmp_path / "source"))
    for path in sorted((root / "content").rglob(f"{SECOND}*")):
        other = path.with_name(path.name.replace(SECOND, FIRST))
        shutil.copytree(path, other) if path.is_dir() else shutil.copy2(path, other)
    edit(root / "content" / "site.yaml", f"[{SECOND}]", f"[{FIRST}, {SECOND}]")
    return root


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are made from now on."""
    names: list[str] = []
    make = DocumentMaker.make

    def noted(maker: DocumentMaker, name: str) -> MadeDocument:
        names.append(name)
        return make(maker, name)

    monkeypatch.setattr(DocumentMaker, "make", noted)
    return names


def built(root: Path, day: date = DAY, *, fresh: bool = False) -> dict[str, bytes]:
    build(BuildOptions(root, as_of=day, jobs=1, fresh=fresh), lambda _: None)
    output = root / "site"
    return {str(p.relative_to(output)): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}


def anew(root: Path, day: date = DAY) -> dict[str, bytes]:
    """What a build gives where nothing was ever built."""
    clean = root.with_name("clean")
    shutil.copytree(root / "content", clean / "content")
    return built(clean, day)


def memory(root: Path) -> list[Path]:
    """The files of the memory, one for each document."""
    return sorted((root / ".polylex-site" / "documents").iterdir())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_only_the_document_that_changed_is_made(site: Path, made: list[str]) -> None:
    built(site)
    assert made == [FIRST, SECOND]
    made.clear()
    edit(site / "content" / "fr" / SECOND / "draft.md", "tiers", "autres")
    files = built(site)
    assert made == [SECOND]
    assert files == anew(site)


def test_a_build_of_which_nothing_changed_makes_nothing(site: Path, made: list[str]) -> None:
    files = built(site)
    made.clear()
    assert built(site) == files
    assert not made


def test_a_build_that_is_to_be_fresh_makes_all(site: Path, made: list[str]) -> None:
    built(site)
    made.clear()
    built(site, fresh=True)
    assert made == [FIRST, SECOND]


@pytest.mark.parametrize("name", ["site.yaml", "data/terms.yaml"])
def test_what_all_share_makes_all(site: Path, made: list[str], name: str) -> None:
    path = site / "content" / name
    if not path.exists():
        path.write_text(TERMS, "utf-8")
    built(site)
    made.clear()
    os.utime(path)
    built(site)
    assert made == [FIRST, SECOND]


def test_a_template_makes_all(site: Path, made: list[str]) -> None:
    built(site)
    made.clear()
    (site / "templates").mkdir()
    (site / "templates" / "_box.html").write_text("<p>an own box</p>", "utf-8")
    files = built(site)
    assert made == [FIRST, SECOND]
    assert b"an own box" in files[f"fr/{SECOND}/2024-01-15/index.html"]


def test_another_day_makes_all(site: Path, made: list[str]) -> None:
    built(site)
    made.clear()
    files = built(site, DAY + timedelta(days=1))
    assert made == [FIRST, SECOND]
    assert files == anew(site, DAY + timedelta(days=1))


@pytest.mark.parametrize("length", [0, 10, 32, 200])
def test_a_damaged_memory_is_made_anew(site: Path, made: list[str], length: int) -> None:
    files = built(site)
    made.clear()
    for path in memory(site):
        path.write_bytes(path.read_bytes()[:length])
    assert built(site) == files
    assert made == [FIRST, SECOND]


def test_a_page_that_was_changed_by_hand_is_made_anew(site: Path, made: list[str]) -> None:
    files = built(site)
    made.clear()
    (site / "site" / "fr" / FIRST / "index.html").write_text("mine", "utf-8")
    assert built(site) == files
    assert made == [FIRST]


def test_a_link_among_the_sources_or_in_place_of_the_memory_ends_remembering(site: Path, made: list[str]) -> None:
    built(site)
    folder = memory(site)[0].parent
    folder.rename(site / "elsewhere")
    folder.symlink_to(site / "elsewhere")
    made.clear()
    built(site)
    assert made == [FIRST, SECOND]
    folder.unlink()
    draft = site / "content" / "fr" / SECOND / "draft.md"
    draft.rename(site / "draft.md")
    draft.symlink_to(site / "draft.md")
    made.clear()
    built(site)
    built(site)
    assert made == [FIRST, SECOND] * 2


def test_a_document_that_the_site_no_longer_names_is_forgotten(site: Path) -> None:
    built(site)
    assert len(memory(site)) == 2
    edit(site / "content" / "site.yaml", f"[{FIRST}, {SECOND}]", f"[{SECOND}]")
    for path in sorted((site / "content").rglob(f"{FIRST}*"), reverse=True):
        if path.exists():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert built(site) == anew(site)
    assert len(memory(site)) == 1


def test_compiled_templates_wait_for_the_next_build_unless_a_link_is_in_their_place(site: Path) -> None:
    files = built(site)
    compiled = site / ".polylex-site" / "templates"
    assert list(compiled.iterdir())
    for path in compiled.iterdir():
        path.write_bytes(path.read_bytes()[:40])
    assert built(site, fresh=True) == files
    shutil.rmtree(compiled)
    compiled.symlink_to(site / "content")
    assert built(site, fresh=True) == files


def test_pages_of_documents_that_are_not_made_again_are_searched_too(site: Path, made: list[str]) -> None:
    pytest.importorskip("pagefind")
    with (site / "content" / "site.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("extras: [search]\n")
    built(site)
    made.clear()
    edit(site / "content" / "fr" / SECOND / "draft.md", "tiers", "autres")
    files = built(site)
    assert made == [SECOND]
    assert files == anew(site)
    assert any(path.startswith("pagefind/") for path in files)
