import pytest

from generator.proof.source_words import SourceWord, View, flow_names, scan_keys, scan_lines


def words(markdown: str) -> str:
    scan = scan_lines(markdown.split("\n"), "a.md", 1)
    return " ".join(piece.text for piece in scan.pieces if isinstance(piece, SourceWord))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Une phrase d'un mot.", "Une phrase d un mot"),
        ("## Titre {#id}", "Titre"),
        ("### Titre [word]{lang=en} {#id .unnumbered}", "Titre word"),
        ("{#id}\nDes mots.", "Des mots"),
        ("- un\n- deux", "un deux"),
        ("3. trois\n4. quatre", "trois quatre"),
        ("- a\n  2. b", "a b"),
        ("Le contrat de\n2016. Puis la suite.", "Le contrat de 2016 Puis la suite"),
        ("> cité\n> - point", "cité point"),
        ("| a | b |\n| --- | :-: |\n| c | *d* |", "a b c d"),
        ('[mots](https://a.example/x_(y) "titre") après', "mots après"),
        ("[mots](<https://a.example/x y>)", "mots"),
        ("Écrire à <info@a.example>.", "Écrire à info a example"),
        ("[mots][n]\n\n[n]: https://a.example/chemin", "mots"),
        ("[mots][autre]", "motsautre"),
        ("un*deux*trois __quatre__", "undeuxtrois quatre"),
        (r"5 \* 3 et \[mots\] \{ref}", "5 3 et mots ref"),
        ("voir {ref}`keeping`, {Ref}`what`", "voir"),
        ("&amp; &eacute;t&eacute;", "été"),
        ("```\ncode ici\n```", "code ici"),
        ("---", ""),
        ("²vos circonstances..", "²vos circonstances"),
    ],
)
def test_words_that_a_reader_sees(markdown: str, expected: str) -> None:
    assert words(markdown) == expected


def test_references_and_the_number_of_a_heading_are_counted_apart() -> None:
    scan = scan_lines(["## Titre {#id}", "", "voir {ref}`a` et {ref}`b`"], "a.md", 7)
    assert (scan.references, scan.names_number) == (2, True)
    assert scan.pieces[-1] == SourceWord("et", "a.md", 9)
    assert not scan_lines(["## Titre {#id .unnumbered}"], "a.md", 1).names_number


def test_views_stand_between_the_words() -> None:
    lines = [
        "avant",
        "",
        ":::{records} categories",
        ":view: table",
        ":::",
        "",
        ":::{contact} office",
        ":use: letters",
        ":::",
    ]
    scan = scan_lines(lines, "a.md", 1)
    assert scan.pieces[1:] == [View("records", "categories", "table"), View("contact", "office", "letters")]


def test_keys_of_yaml_by_indentation() -> None:
    text = "a:\n  b:\n    text: |\n      mots: ici\n\n      encore\n  c: [x, 'y']\nlist:\n  - un\n  - deux\n"
    keys = scan_keys(text)
    assert [line.strip() for line in keys["a", "b", "text"].block] == ["mots: ici", "", "encore"]
    assert keys["a", "b", "text"].line == 3
    assert flow_names(keys["a", "c"].value) == ["x", "y"]
    assert keys["list",].block == ["un", "deux"]
    assert flow_names("{kind: data, views: [list, table]}", "views") == ["list", "table"]
    assert flow_names("{kind: data}", "views") is None
