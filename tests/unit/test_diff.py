"""`polylex diff`: each kind of change is named as what it is, in words and in data."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diff import RevisionPair, diff_files, diff_revisions
from generator.errors import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, ConfigurationError, InputError
from generator.export.data import as_data
from generator.export.terminal import as_terminal

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "sites" / "minimal"
OLD = """# Conditions

Ces conditions lient les parties depuis le premier jour de leur contrat avec la société.

## Définitions {#definitions}

| Mot | Sens |
| --- | --- |
| compte | un accès |
| photo | une image |

## Données {#data}

Nous gardons vos photos pendant 24 mois après la dernière commande.

Nous vendons vos données à des tiers.

Lisez [la politique](https://a.example/one) avant de commander chez nous.

## Fin {#end}

Le contrat prend fin quand vous fermez votre compte ou quand nous cessons le service.
"""
CASES = {
    "value": (("24 mois", "36 mois"), ("replace", "value"), "value: 24 mois → 36 mois"),
    "negation": (("Nous vendons", "Nous ne vendons pas"), ("replace", "obligation"), "negation added: ne, pas"),
    "renumbering": (
        ("## Fin {#end}", "## Neuf {#fresh}\n\nUn article nouveau.\n\n## Fin {#end}"),
        ("renumber", "renumbering"),
        "Article 3 Fin becomes Article 4 Fin, text unchanged",
    ),
    "column": (
        (
            "| Mot | Sens |\n| --- | --- |\n| compte | un accès |\n| photo | une image |",
            (
                "| Mot | Sens | Base |\n| --- | --- | --- |\n"
                "| compte | un accès | contrat |\n| photo | une image | accord |"
            ),
        ),
        ("column", "structure"),
        "table column",
    ),
    "link": (("https://a.example/one", "https://a.example/two"), ("link", "link"), "https://a.example/two"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose draft can be edited against a revision with the text above."""
    root = Path(shutil.copytree(MINIMAL, tmp_path / "site"))
    patterns = (
        'patterns:\n  article: "Article {n}"\n  clause: "{n}.{m}"\n'
        '  article_reference: "article {n}"\n  clause_reference: "article {n}.{m}"\n'
    )
    (root / "content/terms.yaml").write_text("edition: BE\nprevailing: {language: fr}\n", "utf-8")
    for revision in ("2024-01-15", "2025-03-01", "draft"):
        (root / f"content/data/terms/{revision}.yaml").write_text("items: []\n", "utf-8")
        for language in ("fr", "nl"):
            (root / f"content/{language}/terms/{revision}.md").write_text(OLD, "utf-8")
            (root / f"content/{language}/terms/{revision}.yaml").write_text(patterns, "utf-8")
    return root


def edit(root: Path, old: str, new: str) -> None:
    path = root / "content/fr/terms/draft.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("case", CASES)
def test_each_change_is_named_as_what_it_is(site: Path, case: str) -> None:
    edit_pair, (kind, nature), words = CASES[case]
    edit(site, *edit_pair)
    compared = diff_revisions(site, RevisionPair("terms", "2025-03-01", "draft", "fr"))
    found = [(change["kind"], change["class"]) for change in as_data(compared)["changes"]]  # type: ignore[attr-defined]
    assert (kind, nature) in found
    assert words in as_terminal(compared, colour=False)
    if case not in ("renumbering", "column"):
        assert len(found) == 1


def test_a_paragraph_that_moved_with_two_words_changed(site: Path) -> None:
    moved = "Le contrat prend fin quand vous fermez votre compte ou quand nous cessons le service.\n"
    edit(site, moved, "Une autre fin vient ici à la place de la première.\n")
    changed = moved.replace("fermez", "supprimez").replace("cessons", "arrêtons")
    edit(site, "## Définitions {#definitions}\n", f"## Définitions {{#definitions}}\n\n{changed}")
    compared = diff_revisions(site, RevisionPair("terms", "2025-03-01", "draft"))
    (move,) = [change for change in compared.changeset.changes if change.kind == "move"]
    assert (move.old_section, move.section) == ("end", "definitions")
    assert (move.words_out, move.words_in) == (2, 2)
    assert "moved" in as_terminal(compared, colour=False)


def test_a_draft_that_equals_the_latest_revision_changes_nothing(site: Path) -> None:
    assert diff_revisions(site, RevisionPair("terms", "2025-03-01", "draft")).is_empty
    assert diff_revisions(site, RevisionPair("terms", "2024-01-15", "2025-03-01", "nl")).is_empty


@pytest.mark.parametrize(
    ("pair", "message", "remedy"),
    [
        (RevisionPair("term", "draft", "draft"), "there is no document 'term'", "Did you mean 'terms'?"),
        (RevisionPair("terms", "2024-01-14", "draft"), "no revision '2024-01-14'", "Did you mean '2024-01-15'?"),
        (RevisionPair("terms", "draft", "draft", "fi"), "no text in 'fi'", "Known here: nl, fr."),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest_that_is(
    site: Path,
    pair: RevisionPair,
    message: str,
    remedy: str,
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        diff_revisions(site, pair)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.remedy == remedy


def test_plain_files_need_no_site(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("# A\n\nOne two <b>three</b>.\n\u200bodd\n", "utf-8")
    new.write_text("# A\n\nOne two four.\n\u200bodd\n", "utf-8")
    compared = diff_files(old, new, "en")
    (change,) = compared.changeset.changes
    assert (change.words_out, change.words_in) == (1, 1)
    with pytest.raises(InputError) as caught:
        diff_files(old, tmp_path / "missing.md", "en")
    assert caught.value.problems[0].location.path == str(tmp_path / "missing.md")


Run = Callable[..., int]


def test_the_command(polylex: Run, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, "24 mois", "36 mois")
    call = ("diff", "-C", site, "terms", "2025-03-01", "draft")
    assert polylex(*call) == EXIT_CLEAN
    assert "[-24-]{+36+}" in capsys.readouterr().out
    assert polylex(*call, "--exit-code", "-q") == EXIT_FINDINGS
    assert capsys.readouterr().out == ""
    assert polylex(*call, "--format", "markdown") == EXIT_CLEAN
    assert "~~24~~**36**" in capsys.readouterr().out
    assert polylex(*call, "--format", "json") == EXIT_CLEAN
    assert json.loads(capsys.readouterr().out)["class"] == "value"
    assert polylex("diff", "-C", site, "terms", "2024-01-15", "2025-03-01", "--exit-code") == EXIT_CLEAN


def test_colour_only_where_it_shows(
    polylex: Run,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit(site, "24 mois", "36 mois")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert polylex("diff", "-C", site, "terms", "2025-03-01", "draft") == EXIT_CLEAN
    assert "\x1b[31;9m24\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert polylex("diff", "-C", site, "terms", "2025-03-01", "draft") == EXIT_CLEAN
    assert "\x1b" not in capsys.readouterr().out


def test_usage(polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("diff", "a.md") == EXIT_ERROR
    assert "two Markdown files" in capsys.readouterr().err
    assert polylex("diff", tmp_path / "a.md", tmp_path / "b.md") == EXIT_ERROR
    assert "this file does not exist" in capsys.readouterr().err


def test_the_draft_of_the_declaration_in_both_languages() -> None:
    """Each correction of the French draft and nothing else; Dutch had none of the slips."""
    french = diff_revisions(ROOT, RevisionPair("privacy", "2023-12-18", "draft", "fr"))
    weighty = [change for change in french.changeset.changes if change.nature.label not in ("typography", "formatting")]
    assert {change.nature.label for change in weighty} == {"wording"}
    assert [change.section for change in weighty] == [
        *["data-you-provide"] * 5,
        "general-purposes",
        *["disclosure"] * 2,
        "retention",
    ]
    assert french.records == ()
    assert diff_revisions(ROOT, RevisionPair("privacy", "2023-12-18", "draft", "nl")).is_empty
