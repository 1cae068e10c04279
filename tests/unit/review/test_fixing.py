"""`check --fix`: typography is mended in drafts, and nothing else anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import EXIT_ERROR, EXIT_FINDINGS, ConfigurationError
from generator.review import fixing
from generator.review.fixing import fix_site
from generator.review.mending import CURLY, STRAIGHT, Counts, Style, mended_markdown, mended_wording, usual_apostrophe
from tests.unit.review.samples import FR_DRAFT, check, edit, of, site

FR, NL = Style("fr", CURLY), Style("nl", CURLY)
N = "\u00a0"
Run = Callable[..., int]


def mended(text: str, style: Style = FR) -> str:
    return mended_markdown(text, style)[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Voici la liste: rien.", f"Voici la liste{N}: rien."),
        ("Voici la liste : rien ;\nsuite", f"Voici la liste{N}: rien{N};\nsuite"),
        ("Vraiment? Oui!", f"Vraiment{N}? Oui{N}!"),
        ("dit « oui » et «non»", f"dit «{N}oui{N}» et «{N}non{N}»"),
        ("**Note** : rien", f"**Note**{N}: rien"),
        ("## Titre: {#id}", f"## Titre{N}: {{#id}}"),
        ("[lien](https://a.example/b): suite", f"[lien](https://a.example/b){N}: suite"),
        ("l'usage d'un mot", "l’usage d’un mot"),
        ("un  mot   ici", "un mot ici"),
        ("e\u0301te\u0301", "été"),
        ("liste  : rien", f"liste{N}: rien"),
        ("- un\n- deux: trois", f"- un\n- deux{N}: trois"),
    ],
)
def test_prose_is_mended(before: str, after: str) -> None:
    assert mended(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "`code: l'usage  ici`",
        "``a ` b: c``",
        "```\nl'usage: ici  là\n```",
        "- ~~~\n  l'usage: ici\n  ~~~",
        "```\njamais fermé: l'usage",
        ":::{records} categories\n:view: list\n:::",
        "[mots: d'ici ]{lang=en}",
        "[mot](https://a.example/l'usage  \"titre: l'usage\")",
        "<https://a.example/l'usage>",
        "https://a.example/l'usage: suite",
        "l\\'usage",
        "caf&eacute; noir",
        "[mot]: https://a.example/ 'titre: ici'\n\n[l'usage: ici]",
        "[mot][l'usage]",
        "-   un\n    suite",
        "##  Titre",
        "deux espaces  \nà la fin",
        "| a   | b |\n| --- | --- |\n| un   | : |",
        "il est 12:30",
        f"déjà{N}: «\u202fbien\u202f»",
        "\u212b et \u1fef",
        "10'000",
        "un « \nmot",
    ],
)
def test_what_is_no_prose_stays(text: str) -> None:
    assert mended(text) == text


def test_what_follows_code_is_prose_again() -> None:
    text = "```\na: b\n```\nc: d\n\\`e: f `g: h` i: j"
    assert mended(text) == f"```\na: b\n```\nc{N}: d\n\\`e{N}: f `g: h` i{N}: j"


def test_only_french_has_spaces_before_its_signs() -> None:
    assert mended("Dit is de lijst: niets. Zo'n", NL) == "Dit is de lijst: niets. Zo’n"
    assert mended("Liste: rien", Style("fr-BE", CURLY)) == f"Liste{N}: rien"


def test_the_sign_that_stands_most_often_wins() -> None:
    assert usual_apostrophe(Counts({STRAIGHT: 2, CURLY: 1})) == STRAIGHT
    assert usual_apostrophe(Counts({STRAIGHT: 1, CURLY: 1})) == CURLY
    assert mended("l'un et l’autre", Style("fr", STRAIGHT)) == "l'un et l'autre"


def test_wording_is_mended_in_literal_blocks_only() -> None:
    yaml = (
        'patterns:\n  article: "l\'article  {n}: "\n'
        "photos:\n  list:\n    text: |\n      l'image: ici\n\n      - la: voilà\n  # l'usage: oui\n"
        "inferred_links:\n  - reason: l'usage  d'un\n"
    )
    new, counts = mended_wording(yaml, FR)
    assert new == yaml.replace("l'image: ici", f"l’image{N}: ici").replace("la: voilà", f"la{N}: voilà")
    assert counts == {"apostrophes": 1, "no-break spaces": 2}


# ---------------------------------------------------------------- a site


@pytest.fixture
def rough(tmp_path: Path) -> Path:
    """Give the minimal site with rough typography in its drafts."""
    root = site(tmp_path)
    edit(
        root,
        FR_DRAFT,
        "Elles ne valent pas pour les tiers.",
        "L’un, l’autre  et l'usage: «rien», dès l’e\u0301te\u0301;",
    )
    edit(root, FR_DRAFT, "# Conditions d'utilisation", "# Conditions d’utilisation")
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_drafts_are_mended_and_nothing_else(rough: Path) -> None:
    before = contents(rough)
    found = fix_site(rough)
    after = contents(rough)
    changed = {path for path, content in after.items() if before.get(path) != content}
    assert set(before) == set(after)
    assert changed == {one.path for one in found}
    assert {Path(path).name for path in changed} <= {"draft.md", "draft.yaml"}
    assert f"L’un, l’autre et l’usage{N}: «{N}rien{N}», dès l’été{N};" in after[f"content/{FR_DRAFT}"].decode()
    assert any(str(one).startswith(f"content/{FR_DRAFT}: apostrophes: ") for one in found)


def test_a_second_time_changes_nothing_and_the_findings_are_gone(rough: Path) -> None:
    rules = ("mixed-apostrophes", "french-spaces")
    before = {rule: len([j for j in of(check(rough), rule) if j.finding.revision == "draft"]) for rule in rules}
    fix_site(rough)
    assert fix_site(rough) == ()
    after = {rule: len([j for j in of(check(rough), rule) if j.finding.revision == "draft"]) for rule in rules}
    assert all(before.values())
    assert not any(after.values())


def test_line_ends_stay(rough: Path) -> None:
    path = rough / "content" / FR_DRAFT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert fix_site(rough)
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")


def test_if_a_word_would_change_nothing_is_written(rough: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(rough)
    monkeypatch.setattr(fixing, "mended_markdown", lambda text, _: (text.replace("usage", "user"), Counts()))
    with pytest.raises(ConfigurationError, match="nothing was written"):
        fix_site(rough)
    assert contents(rough) == before


def test_if_a_section_would_change_nothing_is_written(rough: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(rough)
    monkeypatch.setattr(fixing, "mended_markdown", lambda text, _: (text.replace("services", "services !?"), Counts()))
    with pytest.raises(ConfigurationError, match="more than its typography"):
        fix_site(rough)
    assert contents(rough) == before


# ---------------------------------------------------------------- the command


def test_the_command_tells_what_it_mended_apart_from_its_report(
    polylex: Run, rough: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert polylex("check", "-C", rough, "--fix", "--format", "json") == EXIT_FINDINGS
    told = capsys.readouterr()
    assert told.out.startswith("{")
    assert f"Mended content/{FR_DRAFT}: apostrophes: " in told.err
    polylex("check", "-C", rough, "--fix", "-q")
    assert capsys.readouterr().err == ""


def test_plain_files_are_never_mended(polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.md"
    file.write_text("# L'un: l’autre\n", "utf-8")
    assert polylex("check", "--fix", "--prevailing", f"nl={file}", "--translation", f"fr={file}") == EXIT_ERROR
    assert "--fix needs a site" in capsys.readouterr().err
    assert file.read_text("utf-8") == "# L'un: l’autre\n"
