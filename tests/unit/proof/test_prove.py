"""A page that lost, gained, moved or changed a word must not leave the house."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.build import theme_folders
from generator.errors import LossError
from generator.pages import OutputFile
from generator.proof import prove
from generator.render import RenderOptions, render_site
from generator.render.results import Fragment, RenderedSite
from generator.source import LoadedSite, load_site

MINIMAL = Path(__file__).parents[2] / "sites" / "minimal"


@pytest.fixture(scope="module")
def loaded() -> LoadedSite:
    return load_site(MINIMAL)


@pytest.fixture(scope="module")
def rendered(loaded: LoadedSite) -> RenderedSite:
    return render_site(loaded.corpus, RenderOptions(date(2025, 6, 1), theme_folders(MINIMAL)))


def changed(site: RenderedSite, section: str, change: Callable[[str], str]) -> RenderedSite:
    """The site with one section's body changed on the page and in the fragment, in the first Dutch text."""
    text = next(text for text in site.texts if text.text.language == "nl")
    old = next(fragment for fragment in text.fragments if fragment.section == section)
    new = Fragment(old.section, old.heading, change(old.body))
    assert new.body != old.body
    files = tuple(
        OutputFile(f.path, f.content.replace(old.body.encode(), new.body.encode())) if f.path == text.path else f
        for f in site.files
    )
    fragments = tuple(new if fragment is old else fragment for fragment in text.fragments)
    return RenderedSite(files, (replace(text, fragments=fragments),))


def test_a_sound_site_is_proven(loaded: LoadedSite, rendered: RenderedSite) -> None:
    prove(rendered, loaded.sources)
    assert len(rendered.texts) >= 4


@pytest.mark.parametrize(
    ("section", "change", "message"),
    [
        ("preamble", lambda body: body.replace("gelden", "", 1), "the word 'gelden' is missing"),
        (
            "preamble",
            lambda body: body.replace("</p>", " extra</p>", 1),
            "the word 'Zij' is missing on the page: 'extra'",
        ),
        ("preamble", lambda body: body.replace("gelden", "gelde", 1), "'gelde' stands there"),
        ("preamble", lambda body: body + "<p>nog</p>", "the page shows 'nog' after the last word"),
        ("what", lambda body: body.replace("data-generated", "data-other", 1), "missing on the page"),
        ("definitions", lambda body: body.replace("foto", "beeld", 1), "the word 'foto' is missing"),
        ("language", lambda _: "", "the section ends there"),
    ],
)
def test_a_changed_page_is_found(
    loaded: LoadedSite,
    rendered: RenderedSite,
    section: str,
    change: Callable[[str], str],
    message: str,
) -> None:
    with pytest.raises(LossError) as caught:
        prove(changed(rendered, section, change), loaded.sources)
    assert message in str(caught.value)
    assert caught.value.problems[0].location.line > 0


def test_words_of_wording_are_named_in_their_file(loaded: LoadedSite, rendered: RenderedSite) -> None:
    with pytest.raises(LossError) as caught:
        prove(changed(rendered, "keeping", lambda body: body.replace("ten hoogste", "ten")), loaded.sources)
    (problem,) = caught.value.problems
    assert problem.location.path.endswith(".yaml")
    source = loaded.sources[problem.location.path].split("\n")
    assert "hoogste" in source[problem.location.line - 1]


def test_a_generated_number_that_is_missing_or_doubled_is_found(loaded: LoadedSite, rendered: RenderedSite) -> None:
    extra = changed(rendered, "preamble", lambda body: body + "<span data-generated>9</span>")
    with pytest.raises(LossError, match="0 generated numbers and references are expected here, but 1 are shown"):
        prove(extra, loaded.sources)


def test_a_fragment_that_is_not_on_its_page_is_found(loaded: LoadedSite, rendered: RenderedSite) -> None:
    text = rendered.texts[0]
    files = tuple(replace(f, content=b"<h1>x</h1>") if f.path == text.path else f for f in rendered.files)
    with pytest.raises(LossError, match="doesn't show the section"):
        prove(RenderedSite(files, rendered.texts), loaded.sources)


def test_a_page_with_another_title_is_found(loaded: LoadedSite, rendered: RenderedSite) -> None:
    text = rendered.texts[0]
    files = tuple(
        replace(f, content=f.content.replace(b"<h1", b"<h1 hidden>Anders</h1><h1", 1)) if f.path == text.path else f
        for f in rendered.files
    )
    with pytest.raises(LossError, match="doesn't show the title"):
        prove(RenderedSite(files, rendered.texts), loaded.sources)


def test_sections_that_were_left_out_are_found(loaded: LoadedSite, rendered: RenderedSite) -> None:
    text = rendered.texts[0]
    fewer = replace(text, text=replace(text.text, sections=text.text.sections[:-1]), fragments=text.fragments[:-1])
    with pytest.raises(LossError, match="a part of this file belongs to no section"):
        prove(RenderedSite(rendered.files, (fewer,)), loaded.sources)
    shorter = replace(text, fragments=text.fragments[:-1])
    with pytest.raises(LossError, match="doesn't show every section"):
        prove(RenderedSite(rendered.files, (shorter,)), loaded.sources)
