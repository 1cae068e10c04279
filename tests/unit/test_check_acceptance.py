"""What a legal team must never miss: each edit of the declaration makes `polylex check` fail, and says where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import EXIT_CLEAN, EXIT_FINDINGS

ROOT = Path(__file__).parents[2]
Run = Callable[..., int]
FR, NL = "content/fr/privacy/draft", "content/nl/privacy/draft"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "site" / "content")
    return tmp_path / "site"


def edit(site: Path, file: str, old: str, new: str) -> None:
    path = site / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), "utf-8")


def test_the_declaration_itself_is_clean(polylex: Run, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("check", "-C", site) == EXIT_CLEAN
    assert "notices" in capsys.readouterr().out


CASES = {
    "a sentence deleted": (
        f"{NL}.md",
        "In dat geval is het niet nodig de reden van uw weigering te vermelden.\n",
        "",
        ("objection", FR),
    ),
    "24 months become 12": (
        f"{NL}.yaml",
        "ten minste 24 maanden",
        "ten minste 12 maanden",
        ("24 maanden", "12 maanden", FR, NL),
    ),
    "niet dropped": (
        f"{NL}.md",
        "U bent niet verplicht uw Persoonsgegevens te verstrekken",
        "U bent verplicht uw Persoonsgegevens te verstrekken",
        ("general-purposes", NL),
    ),
    "an English sentence left": (
        f"{NL}.md",
        "Voor zover de verwerking op uw voorafgaande toestemming is gebaseerd, hebt u het recht om deze toestemming",
        "Insofar as the processing is based on your prior consent, you have the right to withdraw this consent",
        ("withdrawal", NL),
    ),
    "only the Dutch text edited": (
        f"{NL}.md",
        "Wij raden u aan ze aandachtig te lezen en regelmatig te raadplegen.",
        "Wij raden u aan ze grondig te bestuderen en elke maand opnieuw op te vragen bij onze klantendienst.",
        ("preamble", NL),
    ),
    "a reference changed": (
        f"{FR}.yaml",
        "Voir {ref}`disclosure` pour",
        "Voir {ref}`legal-requirements` pour",
        ("data-you-provide", FR, NL),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_edit_is_found_and_named(
    polylex: Run,
    site: Path,
    capsys: pytest.CaptureFixture[str],
    case: str,
) -> None:
    file, old, new, told = CASES[case]
    edit(site, file, old, new)
    assert polylex("check", "-C", site) == EXIT_FINDINGS
    out = capsys.readouterr().out
    for words in told:
        assert words in out


def test_two_cells_swapped(polylex: Run, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, f"{NL}.yaml", "        Uw foto’s\n", "        @@\n")
    edit(
        site,
        f"{NL}.yaml",
        "        De foto’s die u op uw account uploadt, worden door ons opgeslagen.\n",
        "        Uw foto’s\n",
    )
    edit(
        site,
        f"{NL}.yaml",
        "        @@\n",
        "        De foto’s die u op uw account uploadt, worden door ons opgeslagen.\n",
    )
    assert polylex("check", "-C", site) == EXIT_FINDINGS
    assert "data-you-provide" in capsys.readouterr().out


def test_plain_files(polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    french, dutch = tmp_path / "fr.md", tmp_path / "nl.md"
    french.write_text("# Conditions\n\n## Délai\n\nVous avez 30 jours pour nous écrire.\n", "utf-8")
    dutch.write_text("# Voorwaarden\n\n## Termijn\n\nU hebt 30 dagen om ons te schrijven.\n", "utf-8")
    call = ("check", "--prevailing", f"nl={dutch}", "--translation", f"fr={french}")
    assert polylex(*call) == EXIT_CLEAN
    dutch.write_text(dutch.read_text("utf-8").replace("30", "14"), "utf-8")
    capsys.readouterr()
    assert polylex(*call) == EXIT_FINDINGS
    out = capsys.readouterr().out
    assert f"{dutch}:5" in out or "nl.md:5" in out
    assert "30 jours" in out
