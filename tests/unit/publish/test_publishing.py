"""Publishing: every reason against it, alone and together, and what is written when there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.errors import ConfigurationError, InputError, OutputError
from generator.integrity import verify_site
from generator.model import Consequence, Origin
from generator.publish.publishing import prepare, write
from generator.publish.refused import errors_told
from generator.publish.summary import summary_lines
from generator.review.known_rules import read_known_rules
from generator.source import load_site
from tests import publishing
from tests.publishing import EFFECTIVE, LATEST, NEXT, NOTES, TODAY, edit, prepared, refused, request

TOMORROW = date(2025, 6, 2)
DECISIONS = """\
decisions:
  who-decides:
    rule: number-differs
    section: data
    owner: maintainers
    question: {fr: Qui décide ?, nl: Wie beslist er?}
"""
RECIPIENT = ("jurisdiction:", "recipients:\n  - {id: carrier, kind: third-party}\njurisdiction:")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site whose draft is ready."""
    return publishing.drafted_site(tmp_path)


def one(root: Path, **values: object) -> str:
    """Return the only reason against a publication."""
    (reason,) = refused(root, **values)
    return reason


# ---------------------------------------------------------------- nothing against it


def test_a_draft_that_is_ready_is_published(root: Path) -> None:
    assert publishing.publish(root) == NEXT
    (verdict,) = verify_site(root)
    assert verdict.links == 3
    document = load_site(root).corpus.documents[0]
    published = document.revisions[-1]
    assert (published.id, published.published, published.effective) == (NEXT, TODAY, EFFECTIVE)
    assert dict(published.notes) == NOTES
    assert document.draft is None


def test_the_draft_is_copied_to_the_byte_and_stays(root: Path) -> None:
    before = publishing.contents(root)
    publishing.publish(root)
    after = publishing.contents(root)
    drafts = [path for path in before if "/draft." in path and "signoff" not in path]
    assert len(drafts) == 5
    for path in drafts:
        assert after[path] == before[path]
        assert after[path.replace("draft", NEXT)] == before[path]


def test_the_signoffs_move_with_it(root: Path) -> None:
    before = publishing.contents(root)
    publishing.publish(root)
    after = publishing.contents(root)
    for language in ("fr", "nl"):
        assert f"{language}/terms/draft.signoff.yaml" not in after
        assert after[f"{language}/terms/{NEXT}.signoff.yaml"] == before[f"{language}/terms/draft.signoff.yaml"]


def test_nothing_else_is_written(root: Path) -> None:
    before = publishing.tree(root)
    publishing.publish(root)
    after = publishing.tree(root)
    fresh = {path for path in after if path not in before}
    assert fresh == {
        "content/terms.findings.yaml",
        *(f"content/{folder}/{NEXT}.yaml" for folder in publishing.FOLDERS),
        *(
            f"content/{folder}/{NEXT}.{ending}"
            for folder in publishing.FOLDERS[:2]
            for ending in ("md", "signoff.yaml")
        ),
    }
    changed = {path for path in before if path in after and after[path] != before[path]}
    assert changed == {"content/terms.revisions.yaml"}


def test_the_rules_that_were_known_are_recorded(root: Path) -> None:
    publishing.publish(root)
    known, _ = read_known_rules(root, load_site(root).corpus.documents[0])
    assert set(known.by_revision) == {NEXT}
    assert "number-differs" in known.by_revision[NEXT]
    edit(root, publishing.NL_DRAFT, "onze diensten", "onze vele diensten")
    edit(root, publishing.FR_DRAFT, "nos services", "nos nombreux services")
    publishing.make_ready(root)
    assert publishing.publish(root) == f"{NEXT}.2"
    known, _ = read_known_rules(root, load_site(root).corpus.documents[0])
    assert set(known.by_revision) == {NEXT, f"{NEXT}.2"}


def test_a_confirmation_of_the_latest_revision_holds_on(root: Path) -> None:
    publishing.publish(root)
    edit(root, publishing.NL_DRAFT, "onze diensten", "onze vele diensten")
    edit(root, publishing.FR_DRAFT, "nos services", "nos nombreux services")
    publishing.confirm_draft(root, "preamble")
    publishing.approve_draft(root)
    publishing.publish(root)
    signoff = publishing.text_of(root, f"fr/terms/{NEXT}.2.signoff.yaml")
    assert "sections:\n  preamble:\n" in signoff
    assert "  keeping:" in signoff


def test_the_third_of_a_day_has_its_number(root: Path) -> None:
    for number, word in enumerate(("vele", "goede", "nieuwe"), 1):
        edit(root, publishing.NL_DRAFT, "alle* ", f"alle* {word} ")
        publishing.make_ready(root)
        publishing.confirm_draft(root)
        name = publishing.publish(root)
        assert name == (NEXT if number == 1 else f"{NEXT}.{number}")
    assert verify_site(root)[0].links == 5


def test_a_publication_may_be_announced(root: Path) -> None:
    day = date(2025, 9, 1)
    assert publishing.publish(root, published=day, effective=date(2025, 10, 1)) == "2025-09-01"


def test_a_text_may_state_no_day_of_application(tmp_path: Path) -> None:
    root = publishing.drafted_site(tmp_path)
    edit(root, "terms.yaml", "notice_days: 10\n", "")
    publishing.publish(root, effective=None)
    assert "effective: not-stated" in publishing.text_of(root, publishing.LIST)


def test_the_wording_of_a_language_may_be_unofficial(root: Path) -> None:
    publishing.publish(root, origin={"fr": Origin.UNOFFICIAL})
    origin = {text.language: text.origin for text in load_site(root).corpus.documents[0].revisions[-1].texts}
    assert origin == {"nl": Origin.OFFICIAL, "fr": Origin.UNOFFICIAL}
    edit(root, publishing.NL_DRAFT, "onze diensten", "onze vele diensten")
    publishing.make_ready(root)
    publishing.publish(root)
    origin = {text.language: text.origin for text in load_site(root).corpus.documents[0].revisions[-1].texts}
    assert origin == {"nl": Origin.OFFICIAL, "fr": Origin.UNOFFICIAL}


def first_site(folder: Path) -> Path:
    """Return a site whose document has no revision yet, and a draft that is ready."""
    root = publishing.site(folder)
    publishing.write_file(root, publishing.LIST, "revisions: []\n")
    for path in sorted((root / "content").rglob("202*")):
        path.unlink()
    publishing.make_ready(root)
    return root


def test_the_first_revision_of_a_document(tmp_path: Path) -> None:
    root = first_site(tmp_path)
    found = prepared(root, published=TODAY, effective=TODAY)
    assert found.refusal.is_empty
    assert "  the first revision of this document" in summary_lines(found, colour=False)
    write(found)
    assert verify_site(root)[0].links == 1
    assert load_site(root).corpus.documents[0].draft is None


def test_a_list_without_a_last_line_end_is_no_other_list(root: Path) -> None:
    path = root / "content" / publishing.LIST
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().rstrip().replace(b"\n", b"\r\n"))
    assert publishing.publish(root) == NEXT


def test_a_draft_that_differs_in_typography_only(tmp_path: Path) -> None:
    root = publishing.sealed_site(tmp_path)
    edit(root, publishing.FR_DRAFT, "Elle peut changer :", "Elle peut changer\u202f:")
    publishing.make_ready(root)
    found = prepared(root)
    assert found.refusal.is_empty
    assert "typograph" in "\n".join(summary_lines(found, colour=False))
    write(found)
    assert verify_site(root)[0].links == 3


# ---------------------------------------------------------------- no draft, no document


def test_a_draft_equal_to_the_latest_revision_is_no_draft(tmp_path: Path) -> None:
    root = publishing.sealed_site(tmp_path)
    told = publishing.problems(lambda: prepared(root), ConfigurationError)
    assert "the draft of 'terms' equals the latest revision" in told


def test_an_unknown_document_is_told_with_the_nearest(root: Path) -> None:
    told = publishing.problems(lambda: prepare(root, request(document="term"), TODAY), ConfigurationError)
    assert "there is no document 'term'" in told
    assert "Did you mean 'terms'?" in told


def test_what_is_refused_can_not_be_written(root: Path) -> None:
    found = prepared(root, notes={})
    assert found.plan is None
    publishing.problems(lambda: write(found), ConfigurationError)


def test_a_published_text_that_was_altered_stops_it(root: Path) -> None:
    edit(root, f"fr/terms/{LATEST}.md", "24 mois", "25 mois")
    assert "was altered after publication" in publishing.problems(lambda: prepared(root))


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"published": date(2025, 2, 28)}, "comes before the latest revision, 2025-03-01"),
        ({"published": date(2025, 5, 31)}, "the day of publication, 2025-05-31, is past: today is 2025-06-01"),
        ({"effective": date(2025, 5, 31), "published": TODAY}, "comes before the publication"),
        ({"effective": date(2025, 6, 11)}, "the notice is 9 whole days; content/terms.yaml asks for 10"),
        ({"effective": None}, "the notice is 0 whole days; content/terms.yaml asks for 10"),
    ],
)
def test_days_that_can_not_be(root: Path, values: dict[str, object], reason: str) -> None:
    assert any(reason in found for found in refused(root, **values)), refused(root, **values)


def test_the_tenth_whole_day_is_enough(root: Path) -> None:
    assert refused(root, effective=date(2025, 6, 12)) == []


def test_a_text_can_not_apply_before_the_one_that_it_follows(tmp_path: Path) -> None:
    root = publishing.published_site(tmp_path)  # applies from the 1st of July
    publishing.edit(root, publishing.NL_DRAFT, "onze diensten", "onze vele diensten")
    publishing.make_ready(root)
    reason = one(root, effective=date(2025, 6, 30))
    assert "it would apply before the latest revision does, which applies from 2025-07-01" in reason
    assert "Name 2025-07-01 or a later day with --effective." in reason


def test_a_copy_may_be_dated_back(root: Path) -> None:
    edit(root, "site.yaml", "authority: publisher", "authority: copy")
    assert refused(root, published=date(2025, 5, 1)) == []


def test_a_short_notice_needs_a_reason_in_every_language(root: Path) -> None:
    short = {"effective": TOMORROW}
    reasons = refused(root, **short)
    assert len(reasons) == 1
    assert "--short-notice nl=TEXT --short-notice fr=TEXT" in reasons[0]
    assert "--short-notice fr=TEXT." in one(root, **short, short_notice={"nl": "Een wet vraagt het."})
    words = {"nl": "Een wet vraagt het.", "fr": "Une loi le demande."}
    publishing.publish(root, **short, short_notice=words)
    assert dict(load_site(root).corpus.documents[0].revisions[-1].short_notice) == words


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"nl": "Wet.", "fr": "Loi: a.b@policies.example"}, "the reason for the short notice in 'fr' holds an e-mail"),
        ({"nl": "Wet.", "fr": "Loi.", "de": "Gesetz."}, "the reason for the short notice is given in 'de'"),
        ({"nl": "Wet.", "fr": "Lo\u200bi."}, "the reason for the short notice in 'fr' can't be kept"),
    ],
)
def test_the_reason_for_a_short_notice_is_public_for_ever(root: Path, words: dict[str, str], reason: str) -> None:
    assert reason in one(root, effective=TOMORROW, short_notice=words)


def test_a_notice_that_is_long_enough_needs_no_reason(root: Path) -> None:
    words = {"nl": "Een wet vraagt het.", "fr": "Une loi le demande."}
    assert "the notice isn't short (29 whole days), so there is no reason to tell" in one(root, short_notice=words)


# ---------------------------------------------------------------- words


def test_a_note_is_needed_in_every_language(root: Path) -> None:
    assert "the change note is missing in 'fr'" in one(root, notes={"nl": NOTES["nl"]})
    assert "Add --note fr=TEXT." in one(root, notes={"nl": NOTES["nl"]})
    assert len(refused(root, notes={})) == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"de": "Klarer."}, "the change note is given in 'de', which the text isn't held in"),
        ({"fr": "Deux\nlignes."}, "the change note in 'fr' isn't words on one line"),
        ({"fr": "  "}, "the change note in 'fr' isn't words on one line"),
        ({"fr": "Écrire à x@policies.example."}, "the change note in 'fr' holds an e-mail address"),
        ({"fr": "a\x07b"}, "the change note in 'fr' can't be kept: the character U+0007"),
        ({"fr": "a\u202eb"}, "the change note in 'fr' can't be kept: the character U+202E"),
    ],
)
def test_words_that_can_not_be_published(root: Path, words: dict[str, str], reason: str) -> None:
    assert reason in one(root, notes={**NOTES, **words})


def test_a_strange_language_can_not_be_unofficial(root: Path) -> None:
    reason = one(root, origin={"rf": Origin.UNOFFICIAL})
    assert "'rf' is named as unofficial, but the draft isn't held in it" in reason


# ---------------------------------------------------------------- approvals and roles


def test_each_language_needs_an_approval(root: Path) -> None:
    (root / "content" / "nl" / "terms" / "draft.signoff.yaml").unlink()
    reason = one(root)
    assert "nobody has approved the draft in 'nl'" in reason
    assert "`polylex approve terms --language nl --by ROLE --reason TEXT`" in reason


@pytest.mark.parametrize(
    ("file", "old", "new", "languages"),
    [
        (publishing.FR_DRAFT, "{lang=en}.", "{lang=en} .", ["fr"]),
        ("nl/terms/draft.yaml", "ten hoogste 24 maanden.", "ten hoogste 24 maanden .", ["nl"]),
        (publishing.FACTS_DRAFT, "photos]\nevents", "photos]\n# now\nevents", ["nl", "fr"]),
    ],
)
def test_one_character_ends_an_approval(root: Path, file: str, old: str, new: str, languages: list[str]) -> None:
    edit(root, file, old, new)
    told = [reason for reason in refused(root) if "changed since 'reviewers' approved it on 2025-06-01" in reason]
    assert [language for language in ("nl", "fr") if any(f"in {language!r}" in one for one in told)] == languages


def test_the_author_can_not_approve(root: Path) -> None:
    publishing.approve_draft(root, by="maintainers")
    reasons = refused(root)
    assert len(reasons) == 2
    assert all("was approved by 'maintainers', the role that wrote it" in reason for reason in reasons)


def test_another_author_can_be_named(root: Path) -> None:
    publishing.approve_draft(root, by="maintainers")
    assert refused(root, author="reviewers") == []


def test_an_author_is_needed(root: Path) -> None:
    edit(root, "terms.yaml", "author: maintainers\n", "")
    reason = one(root)
    assert "it isn't known which role wrote the draft" in reason
    assert "Add --author ROLE, or `author: ROLE` to content/terms.yaml." in reason
    assert refused(root, author="maintainers") == []


def test_an_unknown_role_is_told(root: Path) -> None:
    assert "the role 'reviewer' is not known" in one(root, author="reviewer")


# ---------------------------------------------------------------- sections


def test_a_stale_section_is_refused(root: Path) -> None:
    edit(root, publishing.NL_DRAFT, "De termijn is 24 maanden.", "De gewone termijn is 24 maanden.")
    publishing.approve_draft(root)
    assert one(root) == "section-stale keeping"
    told = errors_told(prepared(root), colour=False)
    assert "`polylex confirm terms keeping --language fr --by ROLE --reason TEXT`" in told
    assert "gewone" in told
    assert f"content/{publishing.FR_DRAFT}" in told
    publishing.confirm_draft(root, "keeping")
    assert refused(root) == []


def test_a_section_that_nobody_confirmed_is_refused(tmp_path: Path) -> None:
    root = publishing.sealed_site(tmp_path)
    publishing.edit_draft(root)
    publishing.confirm_draft(root, "preamble", "definitions", "data", "what", "why", "keeping", "contact")
    publishing.approve_draft(root)
    assert one(root) == "section-unconfirmed language"


def test_a_text_with_an_error_is_refused(root: Path) -> None:
    edit(root, publishing.FR_DRAFT, "La durée est de 24 mois.", "La durée est de 25 mois.")
    publishing.make_ready(root)
    assert any(reason.startswith("duration-differs keeping") for reason in refused(root))


# ---------------------------------------------------------------- what only a role can decide


def scope_site(root: Path) -> None:
    for file, old, new in (
        (publishing.FACTS_DRAFT, "P24M", "P36M"),
        (publishing.NL_DRAFT, "24 maanden", "36 maanden"),
        (publishing.FR_DRAFT, "24 mois", "36 mois"),
        ("nl/terms/draft.yaml", "24 maanden", "36 maanden"),
        ("fr/terms/draft.yaml", "24 mois", "36 mois"),
    ):
        edit(root, file, old, new)
    publishing.make_ready(root)


def test_a_change_of_scope_needs_a_consequence(root: Path) -> None:
    scope_site(root)
    reason = one(root)
    assert "the scope changes (recipients, categories, legal bases or periods), and no consequence is decided" in reason
    undecided = one(root, consequence=Consequence.INFORM)
    assert "it isn't said who decided the consequence" in undecided
    assert "the role 'nobody' is not known" in one(root, consequence=Consequence.INFORM, decided_by="nobody")
    found = prepared(root, consequence=Consequence.INFORM_BEFORE, decided_by="reviewers")
    lines = summary_lines(found, colour=False)
    assert "  consequence: inform-before-processing, decided by reviewers" in lines
    assert any(line.startswith("  fact: ") for line in lines)
    write(found)
    text = publishing.text_of(root, publishing.LIST)
    assert "consequence: inform-before-processing\n    consequence_by: reviewers\n" in text


def test_a_consequence_may_be_decided_without_a_change_of_scope(root: Path) -> None:
    publishing.publish(root, consequence=Consequence.NONE, decided_by="reviewers")
    assert "consequence: none" in publishing.text_of(root, publishing.LIST)


def test_an_open_decision_must_be_put_off(root: Path) -> None:
    publishing.write_file(root, "data/terms/decisions.yaml", DECISIONS)
    edit(root, publishing.FR_DRAFT, "## Données {#data}\n", "## Données {#data}\n\nIl y en a 7.\n")
    edit(root, publishing.NL_DRAFT, "## Gegevens {#data}\n", "## Gegevens {#data}\n\nEr zijn er 8.\n")
    publishing.make_ready(root)
    reason = one(root)
    assert (
        "content/data/terms/decisions.yaml: the decision 'who-decides' is still open; 'maintainers' decides" in reason
    )
    assert "--adjourn who-decides=REASON --adjourned-by ROLE" in reason
    put_off = {"adjourned": {"who-decides": "Later this year."}}
    assert "it isn't said who puts the decisions off" in one(root, **put_off)
    assert "the role 'me' is not known" in one(root, **put_off, adjourned_by="me")
    odd = {"who-decides": "Ask x@policies.example."}
    assert "holds an e-mail address" in one(root, adjourned=odd, adjourned_by="reviewers")
    found = prepared(root, **put_off, adjourned_by="reviewers")
    assert "  put off: who-decides (Later this year.)" in summary_lines(found, colour=False)
    write(found)
    held = publishing.revisions(root).revisions[-1].adjourned
    assert {name: (one.by, one.reason) for name, one in held.items()} == {
        "who-decides": ("reviewers", "Later this year.")
    }
    verify_site(root)


def test_a_decision_that_is_not_open_can_not_be_put_off(root: Path) -> None:
    reason = one(root, adjourned={"who": "Later."}, adjourned_by="reviewers")
    assert "no decision 'who' is open" in reason


# ---------------------------------------------------------------- everything at once


def test_every_reason_is_told_at_once(root: Path) -> None:
    scope_site(root)
    (root / "content" / "nl" / "terms" / "draft.signoff.yaml").unlink()
    edit(root, publishing.FR_DRAFT, "nos services", "nos bons services")
    reasons = refused(
        root,
        published=date(2025, 2, 1),
        effective=date(2025, 1, 1),
        notes={"de": "x"},
        consequence=None,
        adjourned={"who": "Later."},
        author="nobody",
    )
    told = "\n".join(reasons)
    for part in (
        "comes before the latest revision",
        "is past",
        "comes before the publication",
        "it would apply before",
        "asks for 10",
        "missing in 'nl'",
        "missing in 'fr'",
        "is given in 'de'",
        "nobody has approved the draft in 'nl'",
        "the draft in 'fr' changed since",
        "no decision 'who' is open",
        "who puts the decisions off",
        "no consequence is decided",
        "the role 'nobody' is not known",
        "section-stale preamble",
    ):
        assert part in told, part


# ---------------------------------------------------------------- the summary


def test_the_summary_says_what_will_be(root: Path) -> None:
    lines = summary_lines(prepared(root), colour=False)
    assert lines[0] == "terms, revision 2025-06-01"
    assert lines[1] == "  published 2025-06-01, applies from: 2025-07-01 (29 whole days between)"
    assert f"  note (nl): {NOTES['nl']}" in lines
    assert any("calculated automatically" in line for line in lines)
    assert summary_lines(prepared(root), colour=True)[0] == "\x1b[1mterms, revision 2025-06-01\x1b[0m"
    short = {"nl": "Wet.", "fr": "Loi."}
    lines = summary_lines(prepared(root, effective=None, short_notice=short), colour=False)
    assert "applies from: not stated in the text" in lines[1]
    assert "  notice is short (fr): Loi." in lines


# ---------------------------------------------------------------- a disk that refuses


def test_a_preview_that_can_not_be_made_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.publish.preview.shutil.copytree", refuse)
    told = publishing.problems(lambda: prepared(root), OutputError)
    assert "can't be tried out in a temporary folder: no space left on device" in told


def test_files_of_editors_do_not_hinder(root: Path) -> None:
    folder = root / "content" / "fr" / "terms"
    (folder / ".#draft.md").symlink_to("somebody@somewhere.1234")
    (folder / "draft.md~").write_text("old")
    publishing.publish(root)
    assert verify_site(root)[0].links == 3


def test_a_signoff_by_a_role_that_is_gone_is_an_error_of_its_file(root: Path) -> None:
    edit(root, "data/roles.yaml", "reviewers:", "readers:")
    told = publishing.problems(lambda: prepared(root), InputError)
    assert "the role 'reviewers' is not known" in told


def test_what_was_prepared_is_what_is_written(root: Path) -> None:
    found = prepared(root)
    edit(root, publishing.FR_DRAFT, "nos services", "leurs services")
    write(found)
    assert "nos services" in publishing.text_of(root, f"fr/terms/{NEXT}.md")
    assert "leurs services" in publishing.text_of(root, publishing.FR_DRAFT)
    assert verify_site(root)[0].links == 3
