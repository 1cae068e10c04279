"""The index of a site: what is in it, that it is the same twice, and what happens where it can't be made."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.build import BuildOptions, build
from generator.errors import EXIT_ERROR, ConfigurationError, OutputError
from generator.model import Extra
from generator.pages import OutputFile
from generator.search import TextPages, find_program

MINIMAL = Path(__file__).parents[1] / "sites" / "minimal"
PRIVATE = "PRIVATE-MARKER"
DAY = date(2025, 6, 1)
Build = Callable[..., dict[str, bytes]]


@pytest.fixture
def pagefind() -> None:
    """Skip where Pagefind is missing; under CI, where it must be there, fail."""
    if find_spec("pagefind") is None:
        if "CI" in os.environ:
            pytest.fail("Pagefind is missing; under CI it must be there", pytrace=False)
        pytest.skip("Pagefind is missing: pip install 'polylex[search]'")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "source"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def built(root: Path, output: Path, day: date = DAY, jobs: int = 1, *extras: Extra) -> dict[str, bytes]:
    build(BuildOptions(root, output, day, jobs, extras or (Extra.SEARCH,)), lambda _: None)
    return snapshot(output)


def texts(site: dict[str, bytes]) -> dict[str, str]:
    """The words that can be found, by the address of the page."""
    packed = (content for path, content in site.items() if path.endswith(".pf_fragment"))
    unpacked = [json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd")) for content in packed]
    return {fragment["url"]: fragment["content"] for fragment in unpacked}


@pytest.mark.usefixtures("pagefind")
class TestIndex:
    def test_it_holds_each_text_once(self, root: Path, output: Path) -> None:
        assert texts(built(root, output)).keys() == {
            "/fr/terms/",
            "/nl/terms/",
            "/fr/terms/2024-01-15/",
            "/nl/terms/2024-01-15/",
        }

    def test_what_is_private_or_not_yet_published_is_not_in_it(self, root: Path, output: Path) -> None:
        for file in (root / "content").rglob("2025-03-01.*"):
            file.write_text(file.read_text("utf-8").replace("Exemple", PRIVATE).replace("Voorbeeld", PRIVATE), "utf-8")
        found = texts(built(root, output, date(2025, 2, 28)))
        assert found.keys() == {"/fr/terms/", "/nl/terms/"}
        assert not any(PRIVATE in words for words in found.values())

    def test_a_public_draft_is_in_it(self, root: Path, output: Path) -> None:
        manifest = root / "content" / "terms.yaml"
        manifest.write_text(manifest.read_text("utf-8").replace("draft: private", "draft: public"), "utf-8")
        found = texts(built(root, output))
        assert PRIVATE in found["/fr/terms/draft/"]
        assert PRIVATE not in found["/fr/terms/"]

    def test_it_holds_the_words_of_the_text_alone_each_by_itself(self, root: Path, output: Path) -> None:
        words = texts(built(root, output))["/nl/terms/"]
        assert "Woord Betekenis account. een persoonlijke toegang. foto" in words
        assert "Bewaring" in words
        assert not [word for word in ("#", "Citeer", "FR", "Wijzigingen") if word in words]

    def test_it_is_the_same_twice_whoever_makes_the_pages(
        self, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = built(root, tmp_path / "one")
        monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "footer")
        assert built(root, tmp_path / "two", DAY, 2) == first
        languages = list(json.loads(first["pagefind/pagefind-entry.json"])["languages"])
        assert languages == sorted(languages) == ["fr", "nl"]

    def test_it_brings_the_programs_of_its_languages_and_no_pages_of_pagefinds_own(
        self, root: Path, output: Path
    ) -> None:
        site = built(root, output)
        names = {path.split("/")[1] for path in site if path.startswith("pagefind/") and path.count("/") == 1}
        assert {name for name in names if not name.endswith(".pf_meta")} == {
            "pagefind-entry.json",
            "pagefind.js",
            "wasm.fr.pagefind",
            "wasm.nl.pagefind",
        }

    def test_its_files_are_files_of_the_site(self, root: Path, output: Path) -> None:
        site = built(root, output)
        listed = {line.split("  ", 1)[1] for line in site[".polylex"].decode().splitlines()}
        assert {path for path in site if path.startswith("pagefind/")} <= listed
        build(BuildOptions(root, output, DAY), lambda _: None)
        assert not [path for path in snapshot(output) if path.startswith("pagefind/")]

    def test_a_site_may_name_it_itself(self, root: Path, output: Path) -> None:
        with (root / "content" / "site.yaml").open("a", encoding="utf-8") as file:
            file.write("extras: [search]\n")
        build(BuildOptions(root, output, DAY), lambda _: None)
        assert "pagefind/pagefind.js" in snapshot(output)

    def test_without_a_page_there_is_no_index(self, tmp_path: Path) -> None:
        assert list(TextPages(tmp_path, find_program()).index(())) == []


class TestFailure:
    def test_a_missing_package_is_told_before_anything_is_made(
        self, root: Path, output: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build(BuildOptions(root, output, DAY), lambda _: None)
        before = snapshot(output)
        monkeypatch.setitem(sys.modules, "pagefind.service", None)
        steps: list[str] = []
        with pytest.raises(ConfigurationError, match=r"pip install 'polylex\[search\]'"):
            build(BuildOptions(root, output, DAY, extras=(Extra.SEARCH,)), steps.append)
        assert steps == ["Reading the sources"]
        assert snapshot(output) == before

    @pytest.mark.parametrize("has_been_removed", [True, False])
    def test_so_is_a_missing_program(self, *, has_been_removed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        def get_executable() -> None:
            if has_been_removed:
                raise FileNotFoundError

        monkeypatch.setitem(sys.modules, "pagefind.service", SimpleNamespace(get_executable=get_executable))
        with pytest.raises(ConfigurationError, match="isn't installed"):
            find_program()

    def test_the_command_ends_with_2(
        self,
        root: Path,
        output: Path,
        polylex: Callable[..., int],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setitem(sys.modules, "pagefind.service", None)
        assert polylex("-C", root, "build", "-o", output, "--extra", "search") == EXIT_ERROR
        assert "pip install 'polylex[search]'" in capsys.readouterr().err
        assert not output.exists()

    def test_a_document_that_has_its_address_is_refused(self, root: Path, output: Path) -> None:
        for file in sorted((root / "content").rglob("terms*"), reverse=True):
            file.rename(file.with_name(file.name.replace("terms", "search")))
        site = root / "content" / "site.yaml"
        site.write_text(site.read_text("utf-8").replace("[terms]", "[search]"), "utf-8")
        build(BuildOptions(root, output, DAY), lambda _: None)
        with pytest.raises(ConfigurationError, match="would stand where the search stands"):
            built(root, output)

    @pytest.mark.parametrize(
        ("program", "message"),
        [
            ("#!/bin/sh\necho; echo no room >&2; echo >&2; exit 3\n", "search index: no room"),
            ("#!/bin/sh\nexit 3\n", "it ended with code 3"),
            ("", "search index: "),
        ],
    )
    def test_what_the_program_says_is_told(self, program: str, message: str, tmp_path: Path) -> None:
        file = tmp_path / "program"
        file.write_text(program, "utf-8")
        file.chmod(0o700 if program else 0o600)
        pages = TextPages(tmp_path, file)
        with pytest.raises(ConfigurationError, match=message):
            list(pages.index([OutputFile("fr/a/index.html", b"<p>a</p>")]))

    def test_a_folder_that_takes_nothing_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "pages").write_bytes(b"")
        with pytest.raises(OutputError, match="the search index can't be made"):
            list(TextPages(tmp_path, tmp_path).index([OutputFile("fr/a/index.html", b"")]))
