"""Corrections: slips are mended beside the text as published; whatever weighs more is refused."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator.errors import AlteredError
from generator.integrity import load_verified, verify_site
from generator.model import CorrectionKind
from generator.publish.correcting import correct
from generator.source import load_site
from tests import publishing
from tests.publishing import LATEST, OLDEST, TODAY, contents, edit, order

FILE = f"fr/terms/{LATEST}.md"
CORRECTED = f"fr/terms/{LATEST}.corrected-1.md"
TYPO = ("Citation d'une règle", "Citation d'une regle")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a sealed site without a draft."""
    return publishing.sealed_site(tmp_path)


def in_git(root: Path) -> None:
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@policies.example", *words], cwd=root, check=True
        )


def refused(root: Path, **values: object) -> str:
    """Return why a correction is refused; nothing may be written."""
    before = contents(root)
    told = publishing.problems(lambda: correct(root, order(**values), TODAY))
    assert contents(root) == before
    return told


def seen(root: Path, revision: int = -1) -> list[str]:
    """Return the French source of each state of a revision, as published first."""
    found = load_verified(root).corpus.documents[0].revisions[revision]
    return [text.source for state in (*found.earlier, found) if (text := state.text("fr"))]


# ---------------------------------------------------------------- a slip


def test_a_slip_mended_in_the_published_file(root: Path) -> None:
    before = contents(root)
    edit(root, FILE, *TYPO)
    assert correct(root, order(), TODAY) == (f"content/{CORRECTED}",)
    after = contents(root)
    assert after[FILE] == before[FILE]
    assert after[CORRECTED].decode() == before[FILE].decode().replace(*TYPO)
    assert after[publishing.FR_DRAFT] == after[CORRECTED]
    assert {path for path in after if after[path] != before.get(path)} == {
        CORRECTED,
        publishing.FR_DRAFT,
        publishing.LIST,
    }
    old, new = seen(root)
    assert TYPO[0] in old
    assert TYPO[1] in new
    document = load_site(root).corpus.documents[0]
    assert document.draft is None
    told = document.revisions[-1].corrected
    assert told
    assert (told.kind, told.date, dict(told.notes)) == (CorrectionKind.EDITORIAL, TODAY, dict(order().notes))
    assert verify_site(root)[0].links == 3


def test_a_slip_mended_in_the_draft(root: Path) -> None:
    before = contents(root)
    edit(root, publishing.FR_DRAFT, *TYPO)
    assert correct(root, order(), TODAY) == (f"content/{CORRECTED}",)
    after = contents(root)
    assert after[FILE] == before[FILE]
    assert after[CORRECTED] == after[publishing.FR_DRAFT]
    assert load_site(root).corpus.documents[0].draft is None
    verify_site(root)


def test_a_slip_whose_original_is_only_in_git(root: Path) -> None:
    in_git(root)
    publishing.edit_draft(root)
    before = contents(root)
    edit(root, FILE, *TYPO)
    correct(root, order(), TODAY)
    after = contents(root)
    assert after[FILE] == before[FILE]
    assert after[publishing.FR_DRAFT] == before[publishing.FR_DRAFT]
    assert TYPO[1] in seen(root)[-1]
    assert load_site(root).corpus.documents[0].draft is not None


def test_a_slip_whose_original_is_nowhere(root: Path) -> None:
    publishing.edit_draft(root)
    edit(root, FILE, *TYPO)
    told = refused(root)
    assert f"content/{FILE}: this file was edited, and its text as published is neither in the draft nor" in told
    assert "Restore it from a backup" in told


def test_slips_in_several_files_are_one_correction(root: Path) -> None:
    edit(root, FILE, *TYPO)
    edit(root, f"nl/terms/{LATEST}.md", "Aanhaling", "Aanhalling")
    edit(root, f"fr/terms/{LATEST}.yaml", "Deux alinéas", "Deux alineas")
    written = correct(root, order(), TODAY)
    assert written == tuple(
        f"content/{path}"
        for path in (CORRECTED, f"fr/terms/{LATEST}.corrected-1.yaml", f"nl/terms/{LATEST}.corrected-1.md")
    )
    assert verify_site(root)[0].links == 3
    assert len(load_site(root).corpus.documents[0].revisions[-1].corrections) == 1


def test_two_corrections_follow_each_other(root: Path) -> None:
    first = contents(root)[FILE]
    edit(root, FILE, *TYPO)
    correct(root, order(), TODAY)
    edit(root, CORRECTED, TYPO[1], "Citation d'une régle")
    assert correct(root, order(), TODAY) == (f"content/fr/terms/{LATEST}.corrected-2.md",)
    edit(root, publishing.NL_DRAFT, "Aanhaling", "Aanhalling")
    assert correct(root, order(), TODAY) == (f"content/nl/terms/{LATEST}.corrected-3.md",)
    after = contents(root)
    assert after[FILE] == first
    assert TYPO[1] in after[CORRECTED].decode()
    one, other, third, last = seen(root)
    assert (TYPO[0] in one, TYPO[1] in other, "régle" in third, "régle" in last) == (True, True, True, True)
    assert verify_site(root)[0].links == 5


def test_an_older_revision_is_corrected_in_its_own_file(root: Path) -> None:
    in_git(root)
    file = f"fr/terms/{OLDEST}.md"
    before = contents(root)
    edit(root, file, *TYPO)
    assert correct(root, order(revision=OLDEST), TODAY) == (f"content/fr/terms/{OLDEST}.corrected-1.md",)
    after = contents(root)
    assert after[file] == before[file]
    assert after[publishing.FR_DRAFT] == before[publishing.FR_DRAFT]
    assert [TYPO[1] in text for text in seen(root, 0)] == [False, True]


def test_an_older_revision_is_not_corrected_from_the_draft(root: Path) -> None:
    edit(root, publishing.FR_DRAFT, *TYPO)
    assert f"nothing of {OLDEST} is edited, so there is nothing to correct" in refused(root, revision=OLDEST)


def test_nothing_edited_is_nothing_to_correct(root: Path) -> None:
    assert "there is nothing to correct" in refused(root)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("l'emporte", "l\u2019emporte"),
        ("Deuxième alinéa.", "*Deuxième* alinéa."),
        ("contrat;", "contrat ;"),
        ("Citation", "citation"),
        ("personnel", "personel"),
    ],
)
def test_typography_and_spelling_are_slips(root: Path, old: str, new: str) -> None:
    edit(root, FILE, old, new)
    correct(root, order(), TODAY)
    assert verify_site(root)[0].links == 3


# ---------------------------------------------------------------- more than a slip

HEAVY = {
    "a value": (FILE, "La durée est de 24 mois", "La durée est de 26 mois"),
    "a value in words": (f"fr/terms/{LATEST}.yaml", "au plus 24 mois", "au plus 12 mois"),
    "a negation": (FILE, "Elles ne valent pas pour", "Elles valent pour"),
    "an obligation": (FILE, "Elle peut changer", "Elle doit changer"),
    "a bound": (f"fr/terms/{LATEST}.yaml", "au plus 24 mois", "au moins 24 mois"),
    "another person": (f"fr/terms/{LATEST}.yaml", "vos photos.", "nos photos."),
    "a word with another beginning": (FILE, "une image, voir", "une mage, voir"),
    "a word that stands elsewhere": (FILE, "Elles lient [les", "Elles lient [lesd"),
    "an added word": (FILE, "Citation d'une règle", "Citation d'une autre règle"),
    "a removed word": (FILE, "pour *tous* les services", "pour les services"),
    "another word": (FILE, "Citation d'une règle", "Citation d'une idée"),
    "an added section": (FILE, "## Langue", "## Rien {#nothing}\n\nRien.\n\n## Langue"),
    "an added paragraph": (FILE, "La version néerlandaise", "Voici.\n\nLa version néerlandaise"),
    "a removed paragraph": (FILE, "> Deuxième alinéa.\n", "> \n"),
    "another target": (FILE, "https://info.example/terms", "https://info.example/other"),
    "another address": (FILE, "info@policies.example", "into@policies.example"),
    "another reference": (FILE, "image, voir {ref}`keeping`", "image, voir {ref}`what`"),
    "a title": (FILE, "# Conditions d'utilisation", "# Conditions générales"),
    "a label": (f"fr/terms/{LATEST}.yaml", "email-address: adresse e-mail", "email-address: adresse postale"),
    "a label's number": (f"fr/terms/{LATEST}.yaml", "photos: Photos}\n  items", "photos: Photos 2}\n  items"),
    "the line of the day": (f"fr/terms/{LATEST}.yaml", '  date_line: "Publié le {published:d MMMM yyyy}"\n', ""),
}


@pytest.mark.parametrize(("file", "old", "new"), HEAVY.values(), ids=HEAVY)
@pytest.mark.parametrize("where", ["published", "draft"])
def test_whatever_weighs_more_is_refused_with_its_place(root: Path, file: str, old: str, new: str, where: str) -> None:
    edit(root, file if where == "published" else file.replace(LATEST, "draft"), old, new)
    told = refused(root)
    assert "this changes more than a slip" in told or "comes or goes" in told
    assert "Publish a new revision instead: edit the draft, and run `polylex publish`." in told
    assert "corrected-1" not in told
    assert f"content/{file}" in told


def test_a_fact_is_no_slip(root: Path) -> None:
    edit(root, f"data/terms/{LATEST}.yaml", "P24M", "P25M")
    told = refused(root)
    assert f"content/data/terms/{LATEST}.yaml: the facts change, which is more than a slip" in told


def test_every_heavy_change_is_told_at_once(root: Path) -> None:
    edit(root, FILE, "24 mois", "26 mois")
    edit(root, FILE, "Elles ne valent pas pour", "Elles valent pour")
    edit(root, f"nl/terms/{LATEST}.md", "24 maanden", "26 maanden")
    assert refused(root).count("this changes more than a slip") == 3


def test_a_text_that_can_not_be_read_is_no_correction(root: Path) -> None:
    edit(root, FILE, "## Langue {#language}", "## Langue {#langue")
    refused(root)


# ---------------------------------------------------------------- technical


def test_a_source_written_otherwise_is_a_technical_correction(root: Path) -> None:
    before = contents(root)
    edit(root, FILE, "services.\nElles lient", "services. Elles\nlient")
    technical = order(kind=CorrectionKind.TECHNICAL, notes={})
    assert correct(root, technical, TODAY) == (f"content/{CORRECTED}",)
    held = publishing.revisions(root)
    assert held.revisions[-1].seal
    assert held.corrections[0].seal.content == held.revisions[-1].seal.content
    assert contents(root)[FILE] == before[FILE]
    revision = load_verified(root).corpus.documents[0].revisions[-1]
    assert revision.corrected is None
    assert len(revision.earlier) == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "languages"),
    [
        (FILE, *TYPO, ["fr"]),
        (FILE, "l'emporte.", "l'emporte .", ["fr"]),
        (f"data/terms/{LATEST}.yaml", "P24M", "P2Y", ["fr", "nl"]),
        (f"nl/terms/{LATEST}.yaml", "photos: Foto’s}", "photos: Foto's}", ["nl"]),
    ],
)
def test_a_technical_correction_changes_nothing_for_readers(
    root: Path, file: str, old: str, new: str, languages: list[str]
) -> None:
    edit(root, file, old, new)
    told = refused(root, kind=CorrectionKind.TECHNICAL)
    assert [one for one in ("fr", "nl") if f"readers would get another text in {one!r}" in told] == languages


# ---------------------------------------------------------------- withdrawal


def test_a_withdrawal_changes_no_file(root: Path) -> None:
    before = contents(root)
    day = date(2025, 8, 1)
    assert correct(root, order(kind=CorrectionKind.WITHDRAWAL, withdrawn=day), TODAY) == ()
    after = contents(root)
    assert {path for path in after if after[path] != before.get(path)} == {publishing.LIST}
    assert load_verified(root).corpus.documents[0].revisions[-1].withdrawn == day
    assert verify_site(root)[0].links == 3
    later = date(2025, 9, 1)
    correct(root, order(kind=CorrectionKind.WITHDRAWAL, withdrawn=later), TODAY)
    assert load_verified(root).corpus.documents[0].revisions[-1].withdrawn == later


def test_a_correction_between_withdrawals_holds(root: Path) -> None:
    withdrawal = order(kind=CorrectionKind.WITHDRAWAL, withdrawn=date(2025, 8, 1))
    correct(root, withdrawal, TODAY)
    edit(root, FILE, *TYPO)
    correct(root, order(), TODAY)
    correct(root, withdrawal, TODAY)
    assert verify_site(root)[0].links == 5
    assert len(seen(root)) == 2


def test_a_withdrawal_does_not_take_edits_with_it(root: Path) -> None:
    edit(root, FILE, *TYPO)
    told = refused(root, kind=CorrectionKind.WITHDRAWAL, withdrawn=date(2025, 8, 1))
    assert "files of the revision were edited" in told


def test_a_withdrawal_before_the_publication_is_refused(root: Path) -> None:
    told = refused(root, kind=CorrectionKind.WITHDRAWAL, withdrawn=date(2025, 2, 28))
    assert "the first day without the revision, 2025-02-28, comes before its publication" in told


@pytest.mark.parametrize(
    "values",
    [{}, {"kind": CorrectionKind.WITHDRAWAL, "withdrawn": date(2026, 1, 1)}, {"kind": CorrectionKind.TECHNICAL}],
)
def test_what_is_not_published_yet_is_not_corrected(tmp_path: Path, values: dict[str, object]) -> None:
    root = publishing.drafted_site(tmp_path)
    publishing.publish(root, published=date(2025, 9, 1), effective=date(2025, 10, 1))
    edit(root, publishing.FR_DRAFT, *TYPO)
    told = refused(root, revision="2025-09-01", **values)
    assert "2025-09-01 is not published yet: today is 2025-06-01" in told


# ---------------------------------------------------------------- wrong calls


def test_another_file_that_was_altered_stops_a_correction(root: Path) -> None:
    edit(root, FILE, *TYPO)
    edit(root, f"fr/terms/{OLDEST}.md", *TYPO)
    before = contents(root)
    told = publishing.problems(lambda: correct(root, order(), TODAY), AlteredError)
    assert f"content/fr/terms/{OLDEST}.md" in told
    assert f"content/{FILE}" not in told
    assert contents(root) == before


def test_a_file_that_was_removed_stops_a_correction(root: Path) -> None:
    (root / "content" / FILE).unlink()
    told = publishing.problems(lambda: correct(root, order(), TODAY), AlteredError)
    assert "was removed" in told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"document": "term"}, "there is no document 'term'"),
        ({"revision": "2025-03-02"}, "'terms' has no revision '2025-03-02'"),
        ({"by": "reviewer"}, "the role 'reviewer' is not known"),
        ({"notes": {"nl": "Tikfout."}}, "the note on the correction is missing in 'fr'"),
        ({"notes": {"nl": "a", "fr": "b", "de": "c"}}, "the note on the correction is given in 'de'"),
        ({"notes": {"nl": "a", "fr": "b@c.example"}}, "the note on the correction in 'fr' holds an e-mail address"),
        ({"notes": {"nl": "a", "fr": "b\x1b[0m"}}, "the note on the correction in 'fr' can't be kept"),
    ],
)
def test_a_call_that_can_not_be_followed(root: Path, values: dict[str, object], told: str) -> None:
    edit(root, FILE, *TYPO)
    assert told in refused(root, **values)


def test_what_is_not_sealed_is_not_corrected(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    assert "2025-03-01 isn't sealed yet" in refused(root)


def test_a_foreign_file_with_the_name_of_the_correction_is_not_lost(root: Path) -> None:
    publishing.write_file(root, CORRECTED, "# Autre\n")
    edit(root, publishing.FR_DRAFT, *TYPO)
    assert f"content/{CORRECTED}: this file is in the way" in refused(root)
