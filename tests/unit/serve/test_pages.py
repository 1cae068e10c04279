"""What is served is what `build` writes, and the preview besides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from tests.unit.serve.conftest import TODAY, Served, Start

PRIVATE = "PRIVATE-MARKER"
ADDED = re.compile(
    rb'<link rel="stylesheet" href="/_preview/serve\.css">\n<script src="/_preview/serve\.js" [^>]*></script>\n'
    rb"|; script-src &#x27;self&#x27;"
)

TERM = (
    "service:\n  words:\n    fr: {preferred: [services]}\n    nl: {preferred: [diensten]}\n  defined_in: definitions\n"
)


def built(root: Path, output: Path) -> dict[str, bytes]:
    build(BuildOptions(root, output, TODAY), lambda _: None)
    files = (file for file in sorted(output.rglob("*")) if file.is_file() and not file.name.startswith("."))
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("draft", ["private", "public"])
def test_every_file_is_the_one_that_build_writes(start: Start, root: Path, tmp_path: Path, draft: str) -> None:
    manifest = root / "content" / "terms.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("private", draft), "utf-8")
    (root / "content" / "data" / "terms.yaml").write_text(TERM, "utf-8")
    files = built(root, tmp_path / "site-of-build")
    served = start()
    assert len(files) > 30
    for path, content in files.items():
        _, body = served.ask(f"/{path.removesuffix('index.html')}")
        assert ADDED.sub(b"", body) == content, path
    assert b'<a class="term" href="#definitions">' in files["fr/terms/index.html"]


def test_a_page_may_run_the_script_of_this_server_and_no_other(served: Served) -> None:
    page = served.page("/fr/terms/")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src &#39;none&#39;; ")
    assert policy.count("script-src &#39;self&#39;") == policy.count("script-src") == 1
    assert policy.count("connect-src &#39;self&#39;") == policy.count("connect-src") == 1
    assert re.findall(r'<script src="([^"]+)"', page) == ["../../assets/text.js", "/_preview/serve.js"]
    (bare,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', served.page("/fr/"))
    assert bare.endswith("; script-src &#x27;self&#x27;")


def test_what_is_missing_gets_the_page_of_the_site_for_it(served: Served) -> None:
    response, body = served.ask("/fr/nowhere/")
    assert response.status == 404
    assert ADDED.sub(b"", body) == ADDED.sub(b"", served.ask("/404.html")[1])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/assets/polylex.css", "text/css; charset=utf-8"),
        ("/assets/polylex.svg", "image/svg+xml"),
        ("/_preview/serve.js", "text/javascript; charset=utf-8"),
        ("/_preview/serve.css", "text/css; charset=utf-8"),
        ("/fr/terms/2025-03-01/index.json", "application/json"),
        ("/fr/terms/2025-03-01/text.txt", "text/plain; charset=utf-8"),
        ("/fr/terms/2025-03-01/SHA256SUMS", "text/plain; charset=utf-8"),
        ("/fr/terms/changes/feed.xml", "application/xml"),
        ("/fr/terms/changes/changes.ics", "text/calendar; charset=utf-8"),
        ("/404.html", "text/html; charset=utf-8"),
    ],
)
def test_each_kind_of_file_is_named(served: Served, path: str, kind: str) -> None:
    assert served.ask(path)[0].getheader("Content-Type") == kind


class TestPreview:
    def test_the_start_page_leads_to_each_document(self, served: Served) -> None:
        page = served.page("/_preview/")
        assert 'href="/_preview/terms/"' in page
        assert "This draft is private: only this preview shows it." in page

    def test_a_private_draft_is_shown_with_its_banner(self, served: Served) -> None:
        page = served.page("/_preview/terms/fr/")
        assert PRIVATE in page
        assert 'class="banner warning banner-draft"' in page
        assert page.index("banner-draft") < page.index(PRIVATE)

    def test_and_nowhere_else(self, served: Served) -> None:
        assert served.status_of("/fr/terms/draft/") == 404
        assert PRIVATE not in served.page("/fr/terms/")

    def test_a_document_shows_its_prevailing_text_first(self, served: Served) -> None:
        page = served.page("/_preview/terms/")
        assert '<h1 lang="nl">Gebruiksvoorwaarden</h1>' in page
        assert '<span aria-current="page">Text (nl)</span>' in page

    def test_what_the_draft_changes_is_marked(self, served: Served) -> None:
        page = served.page("/_preview/terms/fr/changes/")
        assert re.search(rf"<ins>[^<]*(<span[^>]*>[^<]*</span>)?[^<]*{PRIVATE}", page)
        assert "It is compared with the version 2025-03-01." in page

    def test_what_it_does_not_change_is_folded(self, served: Served) -> None:
        page = served.page("/_preview/terms/fr/changes/")
        folded = re.findall(r'<details class="sections unchanged">.*?</details>', page, re.DOTALL)
        assert any("La version néerlandaise" in part for part in folded)
        assert not any(PRIVATE in part for part in folded)

    def test_the_languages_stand_side_by_side(self, served: Served) -> None:
        page = served.page("/_preview/terms/both/")
        row = next(part for part in page.split("<tr>") if PRIVATE in part)
        assert '<td lang="nl"' in row
        assert '<td lang="fr"' in row

    def test_a_draft_without_changes_is_the_latest_version(self, start: Start, root: Path) -> None:
        for name in ("fr/terms/{}.md", "nl/terms/{}.md", "fr/terms/{}.yaml", "nl/terms/{}.yaml", "data/terms/{}.yaml"):
            latest = (root / "content" / name.format("2025-03-01")).read_text("utf-8")
            (root / "content" / name.format("draft")).write_text(latest, "utf-8")
        served = start()
        assert "The draft is the same as the version 2025-03-01." in served.page("/_preview/terms/fr/")
        assert "Changes (fr)" not in served.page("/_preview/terms/fr/")
        assert "The draft is the same" in served.page("/_preview/terms/fr/changes/")

    def test_a_first_draft_has_nothing_to_be_compared_with(self, start: Start, root: Path) -> None:
        (root / "content" / "terms.revisions.yaml").write_text("revisions: []\n", "utf-8")
        for file in root.rglob("*20??-??-??*"):
            file.unlink()
        served = start()
        assert "There is no earlier version." in served.page("/_preview/terms/fr/changes/")
        assert PRIVATE in served.page("/_preview/terms/fr/")

    def test_a_language_may_be_new(self, start: Start, root: Path) -> None:
        revisions = root / "content" / "terms.revisions.yaml"
        words = revisions.read_text("utf-8").replace("{nl: official, fr: official}", "{nl: official}")
        revisions.write_text(words, "utf-8")
        served = start()
        page = served.page("/_preview/terms/fr/changes/")
        assert "The version 2025-03-01 isn&#39;t held in the language fr." in page


def test_the_preview_leaves_the_search_out(start: Start, root: Path) -> None:
    with (root / "content" / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("extras: [search]\n")
    served = start()
    assert "site-search" not in served.page("/fr/terms/")
    assert served.ask("/fr/search/")[0].status == 404
