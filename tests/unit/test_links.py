"""No link of a built site leads nowhere, and each absolute address is that of a page."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from generator.build import BuildOptions, build

ROOT = Path(__file__).parents[2]
SITES = {
    "declaration": (ROOT, "https://polylex.example/"),
    "minimal": (ROOT / "tests" / "sites" / "minimal", "https://policies.example/"),
    "german": (ROOT / "tests" / "sites" / "german", "https://regeln.example/texte/"),
}
OUTSIDE = {"https", "http", "mailto", "tel"}


@dataclass
class LinkReader(HTMLParser):
    """Collects the links and the ids of a page."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its name is given
        values = {name: value or "" for name, value in attrs}
        self.links += [values[name] for name in ("href", "src") if name in values]
        if "id" in values:
            self.ids.append(values["id"])


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    source, base = SITES[request.param]
    if request.param == "minimal":  # with a public draft, so that every kind of page is there
        source = Path(shutil.copytree(source, tmp_path_factory.mktemp("source") / "site"))
        manifest = source / "content" / "terms.yaml"
        manifest.write_text(manifest.read_text("utf-8").replace("draft: private", "draft: public"), "utf-8")
    output = tmp_path_factory.mktemp(request.param) / "site"
    build(BuildOptions(source, output, date(2025, 3, 15)), lambda _: None)
    return output, base


def read(folder: Path) -> dict[str, LinkReader]:
    pages: dict[str, LinkReader] = {}
    for path in sorted(folder.rglob("*.html")):
        reader = LinkReader()
        reader.feed(path.read_text("utf-8"))
        pages[path.relative_to(folder).as_posix()] = reader
    return pages


def test_no_id_stands_twice(site: tuple[Path, str]) -> None:
    for path, page in read(site[0]).items():
        assert len(page.ids) == len(set(page.ids)), path


def test_every_internal_link_leads_to_a_file_and_a_place(site: tuple[Path, str]) -> None:
    folder, base = site
    pages = read(folder)
    checked = 0
    for path, page in pages.items():
        for link in page.links:
            absolute = urljoin(base + path.removesuffix("index.html"), link)
            if not absolute.startswith(base):
                assert urlsplit(link).scheme in OUTSIDE, f"{path}: {link}"
                continue
            address, fragment = urldefrag(absolute)
            target = unquote(address.removeprefix(base))
            target += "index.html" if not target or target.endswith("/") else ""
            assert (folder / target).is_file(), f"{path}: {link}"
            if fragment:
                assert unquote(fragment) in pages[target].ids, f"{path}: {link}"
            checked += 1
    assert checked > 50
