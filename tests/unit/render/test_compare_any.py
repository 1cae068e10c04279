"""The page that compares any two versions, as it is without a script."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.compare import compare_revisions
from generator.compare.comparisons import compare_document
from generator.render import RenderOptions, default_theme, render_site
from tests.unit.render.changed import changed_pages
from tests.unit.render.samples import TODAY, copied, corpus, document, revision, text

STEP = "2023-12-18..2025-01-01"


def compared(*, only: str = "") -> dict[str, str]:
    """The pages of a copy with its draft; with `only`, the revision is held in one language."""
    site = copied()
    held = site.documents[0]
    if only:
        shown = tuple(replace(one, texts=tuple(t for t in one.texts if t.language == only)) for one in held.revisions)
        held = replace(held, revisions=shown)
        site = replace(site, documents=(held,))
    comparisons = {held.id: compare_document(held, TODAY, compare_revisions)}
    made = render_site(site, RenderOptions(TODAY, (default_theme(),)), comparisons)
    return {file.path: file.content.decode() for file in made.files}


def test_it_lists_the_versions_and_the_built_comparisons() -> None:
    made = changed_pages()
    page = made["fr/privacy/changes/compare/index.html"]
    options = re.findall(r'<option value="([^"]+)" data-twin="([^"]+)"', page)
    assert options[: len(options) // 2] == options[len(options) // 2 :]
    for name, twin in options:
        folder = "draft" if name == "draft" else name
        assert twin == f"../../{folder}/index.json"
        assert f"fr/privacy/{folder}/index.json" in made
    assert f'<a href="../{STEP}/" data-old="2023-12-18" data-new="2025-01-01">' in page
    assert page.count("data-new=") == len(re.findall(r"fr/privacy/changes/[^/]+\.\.[^/]+/index\.html", "\n".join(made)))


def test_the_oldest_and_the_latest_are_chosen_first() -> None:
    page = changed_pages()["nl/privacy/changes/compare/index.html"]
    old, new = (re.findall(r'value="([^"]+)"[^>]* selected>', part) for part in page.split("</select>")[:2])
    assert old == ["2023-12-18"]
    assert new == ["draft"]


def test_the_form_waits_for_its_script_and_may_read_the_data() -> None:
    page = changed_pages()["fr/privacy/changes/compare/index.html"]
    assert '<form class="ask" id="page--compare" hidden' in page
    assert '<script src="../../../../assets/compare.js" defer></script>' in page
    assert "connect-src &#39;self&#39;" in page


def test_a_draft_among_the_versions_is_told_first() -> None:
    page = compared()["fr/privacy/changes/compare/index.html"]
    assert page.index("banner-copy") < page.index("banner-draft") < page.index("<h1>")
    assert "Le projet n&#39;est pas publié et ne s&#39;applique pas." in page


def test_one_version_alone_is_compared_with_nothing() -> None:
    made = compared(only="fr")
    assert "fr/privacy/changes/compare/index.html" in made
    assert "nl/privacy/changes/compare/index.html" not in made  # only the draft is held in Dutch
    assert 'href="../../../../nl/privacy/"' in made["fr/privacy/changes/compare/index.html"]


def test_the_changelog_leads_there_only_where_there_is_something_to_compare() -> None:
    made = changed_pages()
    assert '<a href="compare/">' in made["fr/privacy/changes/index.html"]
    alone = corpus(document(revision(texts=(text("fr"),))))
    comparisons = {"privacy": compare_document(alone.documents[0], TODAY, compare_revisions)}
    site = render_site(alone, RenderOptions(TODAY, (default_theme(),)), comparisons)
    pages = {file.path: file.content.decode() for file in site.files}
    assert '<a href="compare/">' not in pages["fr/privacy/changes/index.html"]
    assert not [path for path in pages if "compare" in path and path.endswith(".html")]
