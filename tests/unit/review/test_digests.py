"""Which changes a digest sees, and which it doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model import Section, Text
from generator.review.digests import VERSION, digest_in, section_digest, text_digest
from generator.source import load_site
from generator.source.files import SourceText
from generator.source.plain import read_plain
from tests.unit.review.samples import FR_DRAFT, edit, site

SOURCE = "## A\n\nL'article dit « non » à [tous](https://a.example/) et *parfois*.\n\n1. un\n2. deux\n\n> cité\n\n---\n"
EVERY_BLOCK = SOURCE + "\n| a | b |\n| --- | --- |\n| c | `d` |\n\n```\ncode\n```\n"


def section(source: str) -> Section:
    """Return the section of a plain text."""
    (only,) = read_plain(SourceText("a.md", source), "fr").sections
    return only


def test_a_digest_names_its_version() -> None:
    digest = section_digest(section(SOURCE))
    assert digest.startswith(f"{VERSION}:sha256:")
    assert len(digest) == len("v1:sha256:") + 64


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("L'article", "L’article"),
        ("« non »", "«\u00a0non\u00a0»"),
        ("*parfois*", "**parfois**"),
        ("L'article dit", "L'article\ndit"),
    ],
)
def test_typography_and_emphasis_leave_a_digest_as_it_is(old: str, new: str) -> None:
    assert section_digest(section(EVERY_BLOCK)) == section_digest(section(EVERY_BLOCK.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## A", "## B"),
        ("non", "oui"),
        ("https://a.example/", "https://b.example/"),
        ("1. un\n2. deux", "1. un"),
        ("1. un\n2. deux", "1. un\n\n   deux"),
        ("> cité", "cité"),
        ("\n---\n", "\n"),
        ("| c |", "| e |"),
        ("`d`", "`e`"),
        ("code", "autre"),
    ],
)
def test_words_targets_and_blocks_change_a_digest(old: str, new: str) -> None:
    assert EVERY_BLOCK.count(old) == 1
    assert section_digest(section(EVERY_BLOCK)) != section_digest(section(EVERY_BLOCK.replace(old, new)))


def french(root: Path) -> Text:
    """Return the French draft of the site."""
    draft = load_site(root).corpus.documents[0].draft
    assert draft is not None
    text = draft.text("fr")
    assert text is not None
    return text


def test_an_article_inserted_before_leaves_later_digests_as_they_are(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = french(root)
    edit(root, FR_DRAFT, "## Données {#data}", "## Nouveau {#new}\n\nUn mot.\n\n## Données {#data}")
    after = french(root)
    old = {held.id: section_digest(held) for held in before.sections}
    new = {held.id: section_digest(held) for held in after.sections}
    assert {name: new[name] for name in old} == old
    assert [held.label for held in before.sections] != [held.label for held in after.sections if held.id != "new"]
    assert text_digest(before) != text_digest(after)


def test_the_digest_of_no_section_is_that_of_the_text(tmp_path: Path) -> None:
    text = french(site(tmp_path))
    assert digest_in(text, "") == text_digest(text)
    assert digest_in(text, "keeping").startswith("v1:")
    assert digest_in(text, "nowhere") == ""
