from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.start.content import NOTICE_DAYS, content_files, revision_days
from tests.unit.start.starting import DAY, FIRST, OPTIONS, SECOND, with_languages


def test_the_latest_revision_applies_from_the_day_on() -> None:
    (published, effective), (second, applies) = revision_days(DAY)
    assert published == effective == date(2025, 3, 1)
    assert applies == DAY
    assert (applies - second).days - 1 == NOTICE_DAYS


def test_a_leap_day_has_a_day_a_year_before() -> None:
    assert revision_days(date(2028, 2, 29))[0][0] == date(2027, 3, 1)


def test_there_are_texts_wording_and_facts_of_each_state() -> None:
    states = (FIRST, SECOND, "draft")
    texts = {
        f"content/{language}/privacy/{one}{end}"
        for language in ("nl", "fr")
        for one in states
        for end in (".md", ".yaml")
    }
    facts = {f"content/data/privacy/{one}.yaml" for one in states}
    around = {"site", "privacy", "privacy.revisions", "data/roles", "data/terms"}
    assert content_files(OPTIONS).keys() == texts | facts | {f"content/{name}.yaml" for name in around}


def test_the_draft_has_the_bytes_of_the_latest_revision() -> None:
    files = content_files(OPTIONS)
    drafts = [name for name in files if "/draft." in name]
    assert len(drafts) == 5
    assert all(files[name] == files[name.replace("draft", SECOND)] for name in drafts)
    assert all(files[name] != files[name.replace("draft", FIRST)] for name in drafts)


def test_one_language_has_no_clause_on_languages() -> None:
    several, one = content_files(OPTIONS), content_files(with_languages("nl"))
    assert "{#prevailing-clause}" in several["content/nl/privacy/draft.md"]
    assert "de Nederlandse versie" in several["content/nl/privacy/draft.md"]
    assert "la version néerlandaise" in several["content/fr/privacy/draft.md"]
    assert "{#languages}" not in one["content/nl/privacy/draft.md"]
    assert "section:" not in one["content/privacy.yaml"]


def test_names_stand_where_the_placeholder_stood() -> None:
    plain = content_files(OPTIONS)
    named = content_files(replace(OPTIONS, publisher='De "Test" & Co', titles={"fr": "Vie privée"}))
    assert "UW ORGANISATIE" in plain["content/nl/privacy/draft.md"]
    assert not any("ORGANISATI" in text for text in named.values())
    assert 'De "Test" & Co' in named["content/nl/privacy/draft.md"]
    assert 'name: "De \\"Test\\" & Co"' in named["content/data/privacy/draft.yaml"]
    assert named["content/fr/privacy/draft.md"].startswith("# Vie privée\n")
    assert named["content/nl/privacy/draft.md"].startswith("# Privacyverklaring\n")


def test_a_draft_alone_has_no_revision() -> None:
    files = content_files(replace(OPTIONS, has_revisions=False))
    assert "revisions: []" in files["content/privacy.revisions.yaml"]
    assert not any(FIRST in name or SECOND in name for name in files)
    assert files["content/nl/privacy/draft.md"] == content_files(OPTIONS)["content/nl/privacy/draft.md"]


def test_roles_write_and_approve_and_no_person_is_named() -> None:
    files = content_files(OPTIONS)
    assert "author: editors" in files["content/privacy.yaml"]
    assert "notice_days: 14" in files["content/privacy.yaml"]
    assert (
        '  legal:\n    title: {nl: "Juridische nalezers", fr: "Relecture juridique"}'
        in files["content/data/roles.yaml"]
    )
