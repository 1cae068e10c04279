"""Confirmations: written, kept, and found stale, with the words that changed since."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.check import Severity
from generator.errors import ConfigurationError, InputError, OutputError
from generator.review import Order, confirm
from generator.review.files import write_whole
from tests.unit.review.samples import FR_DRAFT, NL_DRAFT, TODAY, check, edit, of, site, write

SIGNOFF = "content/fr/terms/draft.signoff.yaml"
ALL = Order("terms", "fr", "maintainers", "Comparés, rien à changer.")


def keeping(**values: object) -> Order:
    """Return the order to confirm one section."""
    fields = {"document": "terms", "language": "fr", "by": "maintainers", "reason": "Same.", "sections": ("keeping",)}
    return Order(**{**fields, **values})  # type: ignore[arg-type]


def test_all_sections_are_confirmed_in_the_order_of_the_text(tmp_path: Path) -> None:
    root = site(tmp_path)
    done = confirm(root, ALL, TODAY)
    assert done.path == SIGNOFF
    assert done.changed[:3] == ("preamble", "definitions", "data")
    assert done.kept == ()
    text = (root / SIGNOFF).read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    assert "# Written by `polylex confirm`." in text
    assert [line.strip(" :") for line in text.split("\n") if line.startswith("  ") and line[2] != " "] == list(
        done.changed
    )
    assert 'reason: "Comparés, rien à changer."' in text
    assert of(check(root), "section-stale") == of(check(root), "section-unconfirmed") == []


def test_confirming_again_writes_nothing(tmp_path: Path) -> None:
    root = site(tmp_path)
    confirm(root, ALL, TODAY)
    before = (root / SIGNOFF).read_bytes()
    (root / SIGNOFF).chmod(0o444)
    done = confirm(root, ALL, TODAY.replace(year=2026))
    assert done.changed == ()
    assert "keeping" in done.kept
    assert (root / SIGNOFF).read_bytes() == before


def test_a_named_section_is_renewed_and_the_others_stay(tmp_path: Path) -> None:
    root = site(tmp_path)
    confirm(root, ALL, TODAY)
    before = (root / SIGNOFF).read_text("utf-8")
    assert confirm(root, keeping(), TODAY.replace(year=2026)).changed == ("keeping",)
    after = (root / SIGNOFF).read_text("utf-8")
    assert after.count("2026-06-01") == 1
    assert len(after.split("\n")) == len(before.split("\n"))


def test_a_file_keeps_its_permissions_and_no_other_is_left(tmp_path: Path) -> None:
    root = site(tmp_path)
    confirm(root, ALL, TODAY)
    (root / SIGNOFF).chmod(0o640)
    confirm(root, keeping(), TODAY.replace(year=2026))
    assert stat.S_IMODE((root / SIGNOFF).stat().st_mode) == 0o640
    assert [path.name for path in (root / "content/fr/terms").iterdir() if path.name.startswith(".")] == []


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="can't be written"):
        write_whole(tmp_path, "nowhere/a.yaml", "a")
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(OutputError, match="can't be written"):
        write_whole(tmp_path, "a.yaml", "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize(
    ("edits", "state", "languages"),
    [
        ([(NL_DRAFT, "36 maanden", "48 maanden")], "prevailing-newer", ["nl"]),
        ([(FR_DRAFT, "36 mois", "48 mois")], "translation-newer", ["fr"]),
        ([(NL_DRAFT, "36 maanden", "48 maanden"), (FR_DRAFT, "36 mois", "48 mois")], "both-changed", ["nl", "fr"]),
    ],
)
def test_a_changed_section_is_stale(
    tmp_path: Path, edits: list[tuple[str, str, str]], state: str, languages: list[str]
) -> None:
    root = site(tmp_path)
    confirm(root, ALL, TODAY)
    for file, old, new in edits:
        edit(root, file, old, new)
    (stale,) = of(check(root), "section-stale")
    assert stale.finding.section == "keeping"
    assert stale.finding.severity is Severity.WARNING
    assert f"({state})" in stale.finding.message
    assert "'maintainers' confirmed this section on 2025-06-01" in stale.finding.message
    assert "polylex confirm terms keeping --language fr" in stale.finding.remedy
    assert stale.finding.counterpart is not None
    assert [diff.language for diff in stale.diffs] == languages
    assert [diff.revision for diff in stale.diffs] == [""] * len(languages)
    assert [one.finding.severity for one in of(check(root, strict=True), "section-stale")] == [Severity.ERROR]


def test_the_words_since_are_shown_where_a_revision_holds_the_old_ones(tmp_path: Path) -> None:
    root = site(tmp_path)
    for file, words in ((NL_DRAFT, "maanden"), (FR_DRAFT, "mois")):
        for one in (file, file.replace(".md", ".yaml")):
            edit(root, one, f"36 {words}", f"24 {words}")  # as in the latest revision
    confirm(root, ALL, TODAY)
    edit(root, FR_DRAFT, "24 mois", "60 mois")
    (stale,) = of(check(root), "section-stale")
    (diff,) = stale.diffs
    assert (diff.language, diff.revision) == ("fr", "2025-03-01")
    (spans,) = diff.changes
    assert [(op.value, text) for op, text in spans if op.value != "equal"] == [("delete", "24"), ("insert", "60")]


def test_typography_makes_nothing_stale(tmp_path: Path) -> None:
    root = site(tmp_path)
    confirm(root, ALL, TODAY)
    edit(root, FR_DRAFT, "Citation d'une règle", "Citation d’une règle")
    edit(root, FR_DRAFT, "peut changer :", "peut changer\u00a0:")
    assert of(check(root), "section-stale") == []


def test_what_was_never_confirmed_is_one_notice_and_strictly_an_error_each(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert of(check(root), "section-unconfirmed") == []  # nobody confirms here
    confirm(root, keeping(), TODAY)
    (notice,) = of(check(root), "section-unconfirmed")
    assert notice.finding.severity is Severity.NOTICE
    assert "sections are not confirmed in French: preamble, definitions" in notice.finding.message
    errors = of(check(root, strict=True), "section-unconfirmed")
    assert len(errors) > 3
    assert {one.finding.severity for one in errors} == {Severity.ERROR}
    assert "keeping" not in {one.finding.section for one in errors}


def test_one_section_that_was_never_confirmed_is_told_in_the_singular(tmp_path: Path) -> None:
    root = site(tmp_path)
    confirm(root, ALL, TODAY)
    for file in (FR_DRAFT, NL_DRAFT):
        edit(root, file, "{#language}", "{#tongue}")
    edit(root, "terms.yaml", "section: language", "section: tongue")
    (notice,) = of(check(root), "section-unconfirmed")
    assert notice.finding.message == "1 section is not confirmed in French: tongue"


def test_a_confirmation_answers_a_change_in_one_language(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert [one.finding.section for one in of(check(root), "delta-one-side")] == ["preamble"]
    confirm(root, keeping(sections=("preamble",)), TODAY)
    assert of(check(root), "delta-one-side") == []
    edit(root, FR_DRAFT, "PRIVATE-MARKER", "PRIVATE-MARKER encore")
    assert [one.finding.section for one in of(check(root), "delta-one-side")] == ["preamble"]


def test_a_draft_keeps_the_confirmations_of_the_latest_revision(tmp_path: Path) -> None:
    root = site(tmp_path)
    confirm(root, ALL, TODAY)
    (root / SIGNOFF).rename(root / "content/fr/terms/2025-03-01.signoff.yaml")
    report = check(root)
    assert {one.finding.revision for one in of(report, "section-stale")} == {"2025-03-01"}
    assert confirm(root, ALL, TODAY).changed == ()


def test_a_digest_of_another_version_confirms_nothing(tmp_path: Path) -> None:
    root = site(tmp_path)
    confirm(root, keeping(), TODAY)
    edit(root, "fr/terms/draft.signoff.yaml", "prevailing: v1:", "prevailing: v2:")
    (notice,) = of(check(root), "section-unconfirmed")
    assert "keeping" in notice.finding.message
    assert of(check(root), "section-stale") == []


@pytest.mark.parametrize(
    ("values", "message", "remedy"),
    [
        ({"document": "term"}, "there is no document 'term'", "'terms'"),
        ({"language": "de"}, "the draft has no text in 'de'", "Known here"),
        ({"language": "nl"}, "'nl' prevails", "Known here: fr."),
        ({"by": "maintainer"}, "the role 'maintainer' is not known", "'maintainers'"),
        ({"sections": ("keepin",)}, "no section 'keepin'", "'keeping'"),
        ({"reason": "  "}, "a reason is words", "Say what"),
        ({"reason": "a\nb"}, "a reason is words", "Say what"),
        ({"reason": "asked a@b.example"}, "the reason holds an address", "Name roles"),
        ({"reason": "a\u200bb"}, "the reason can't be kept", "Delete it"),
    ],
)
def test_what_can_not_be_confirmed_is_told(
    tmp_path: Path, values: dict[str, object], message: str, remedy: str
) -> None:
    root = site(tmp_path)
    with pytest.raises(ConfigurationError) as told:
        confirm(root, keeping(**values), TODAY)
    (problem,) = told.value.problems
    assert message in problem.message
    assert remedy in problem.remedy
    assert not (root / SIGNOFF).exists()


def without_draft(root: Path, *, revisions: bool) -> None:
    """Make the draft equal to the latest revision, or take the revisions away."""
    for folder, endings in (("fr/terms", (".md", ".yaml")), ("nl/terms", (".md", ".yaml")), ("data/terms", (".yaml",))):
        for ending in endings:
            held = root / "content" / folder
            (held / f"draft{ending}").write_text((held / f"2025-03-01{ending}").read_text("utf-8"), "utf-8")
    if not revisions:
        write(root, "terms.revisions.yaml", "revisions: []\n")


def test_without_a_draft_the_latest_revision_is_confirmed(tmp_path: Path) -> None:
    root = site(tmp_path)
    without_draft(root, revisions=True)
    assert confirm(root, ALL, TODAY).path == "content/fr/terms/2025-03-01.signoff.yaml"
    with pytest.raises(ConfigurationError, match="the revision 2025-03-01 has no text in 'de'"):
        confirm(root, keeping(language="de"), TODAY)


def test_without_revisions_the_draft_is_confirmed(tmp_path: Path) -> None:
    root = site(tmp_path)
    without_draft(root, revisions=False)
    assert confirm(root, ALL, TODAY).path == SIGNOFF
    assert check(root).checked == ("terms draft",)


def test_a_translation_alone_can_not_be_confirmed(tmp_path: Path) -> None:
    root = site(tmp_path)
    edit(root, "site.yaml", "authority: publisher", "authority: copy")
    write(
        root,
        "terms.revisions.yaml",
        "revisions:\n  - {id: 2025-03-01, published: 2025-03-01, effective: not-stated, origin: {fr: official}}\n",
    )
    for path in (root / "content/nl/terms").iterdir():
        path.unlink()
    with pytest.raises(ConfigurationError, match="'nl' prevails, but the draft isn't held in it"):
        confirm(root, keeping(), TODAY)
    assert check(root).checked == ("terms 2025-03-01", "terms draft")


def test_a_damaged_file_is_told_with_its_place(tmp_path: Path) -> None:
    root = site(tmp_path)
    confirm(root, keeping(), TODAY)
    edit(root, "fr/terms/draft.signoff.yaml", "by: maintainers", "by: somebody")
    with pytest.raises(InputError, match=r"draft\.signoff\.yaml:5:5: the role 'somebody' is not known"):
        check(root)
    edit(root, "fr/terms/draft.signoff.yaml", "by: somebody", "by: maintainers\n    bye: x")
    with pytest.raises(InputError, match="the field 'bye' is not known"):
        check(root)
