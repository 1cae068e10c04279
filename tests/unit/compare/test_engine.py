"""Parts of the engine that no case file and no law reaches."""

from __future__ import annotations

import pytest

from generator.compare import Changeset, Kind, Nature, Op, RedlineParagraph, Run, Status, compare_texts
from generator.compare import words as words_module
from generator.compare.chain import heaviest_chain
from generator.compare.interner import Interner
from generator.compare.leaves import Leaf, LeafKind, leading_number
from generator.compare.nature import Judge, edits_of, is_typography
from generator.compare.runs import cut_inlines, links_of, make_runs
from generator.compare.spans import Spans, new_side, old_side
from generator.compare.table_redline import table_of
from generator.compare.words import compare_words
from generator.compare.work import cut_spans
from generator.errors import Location
from generator.model import (
    Code,
    Emphasis,
    Foreign,
    Inline,
    Level,
    LineBreak,
    Link,
    Origin,
    Paragraph,
    Patterns,
    Place,
    Reference,
    Section,
    Text,
    Wording,
    Words,
)
from generator.source.files import SourceText
from generator.source.plain import read_plain

HERE = Place(1)


def compare(old: str, new: str, language: str = "fr") -> Changeset:
    return compare_texts(*(read_plain(SourceText("a.md", source), language) for source in (old, new)))


def text_of(*inlines: Inline, title: str = "Titre", date_line: str = "") -> Text:
    section = Section("one", Level.ARTICLE, (), "", (), (Paragraph(HERE, inlines),), Location("a.md", 1), "")
    wording = Wording(Patterns("", "", "", ""))
    return Text("fr", Origin.OFFICIAL, title, date_line, (section,), wording, "a.md", "a.yaml", "")


# ---------------------------------------------------------------- the chain


def test_the_heaviest_chain_keeps_both_orders() -> None:
    assert heaviest_chain([(0, 2, 5.0), (1, 0, 2.0), (2, 1, 2.0)]) == [(0, 2)]
    assert heaviest_chain([(0, 2, 3.0), (1, 0, 2.0), (2, 1, 2.0)]) == [(1, 0), (2, 1)]
    assert heaviest_chain([(0, 0, 1.0), (0, 1, 3.0), (1, 1, 1.0), (1, 1, 0.5)]) == [(0, 1)]
    assert heaviest_chain([]) == []


# ---------------------------------------------------------------- words


def test_texts_too_long_for_one_comparison_are_cut_by_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"mot{number}" for number in range(400)]
    old, new = " ".join(words), " ".join([*words[:200], "nouveau", *words[200:390], "autre", *words[391:]])
    expected = compare_words(old, new, Interner())
    monkeypatch.setattr(words_module, "CELLS", 20_000)
    found = compare_words(old, new, Interner())
    assert found == expected
    assert len(edits_of(found)) == 2


def test_long_texts_without_an_anchor_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words_module, "CELLS", 10)
    old, new = "un deux trois quatre cinq", "six sept huit neuf dix"
    assert [op for op, _ in compare_words(old, new, Interner())] == [Op.DELETE, Op.INSERT]
    mixed = compare_words("un deux trois quatre a b c d", "un deux trois quatre e f g h", Interner())
    assert (old_side(mixed), new_side(mixed)) == ("un deux trois quatre a b c d", "un deux trois quatre e f g h")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{'mot ' * 30}10 000 euros {'fin ' * 30}", f"{'mot ' * 30}10 500 euros {'fin ' * 30}"),
        (f"{'mot ' * 30}1 10 000{' fin' * 30}", f"{'mot ' * 30}2 10 000{' fin' * 30}"),
        ("x" * 200 + "a", "x" * 200 + "b"),
        ("a" + "x" * 200, "b" + "x" * 200),
        ("1 2 " * 40 + "a", "1 2 " * 40 + "b"),
        ("a" + " 1 2" * 40, "b" + " 1 2" * 40),
    ],
)
def test_equal_ends_are_cut_at_no_number(old: str, new: str) -> None:
    spans = compare_words(old, new, Interner())
    assert (old_side(spans), new_side(spans)) == (old, new)
    assert len(edits_of(spans)) == 1


def test_a_deletion_is_moved_to_the_border_of_a_clause() -> None:
    spans = compare_words("le nom ; le prénom ; le reste", "le nom ; le reste", Interner())
    assert edits_of(spans)[0].old == "le prénom ; "
    spans = compare_words("un, (deux) trois, (deux) quatre", "un, (deux) quatre", Interner())
    assert edits_of(spans)[0].old.strip(" ,") in ("(deux) trois", "trois, (deux)")


def test_parts_of_spans_are_cut_at_the_new_side() -> None:
    spans = Spans.of(compare_words("un deux trois", "un deux\n\nquatre trois", Interner()))
    parts = cut_spans(spans, [(0, 7), (9, 21)])
    assert [new_side(part) for part in parts] == ["un deux", "quatre trois"]
    assert "".join(old_side(part) for part in parts).split() == ["un", "deux", "trois"]


# ---------------------------------------------------------------- natures


def test_typography_is_seen_whatever_the_letters() -> None:
    assert is_typography("é", "e\u0301")
    assert is_typography(" ", "\u00a0")
    assert not is_typography("", "mot")
    assert not is_typography("a", "b")
    assert not is_typography("a", "a" * 40)


def test_a_cue_word_that_only_changed_its_place_is_wording() -> None:
    (change,) = compare(
        "Il ne faut jamais copier les longues listes de mots du client.",
        "Jamais il ne faut copier les longues listes de mots du client.",
    ).changes
    assert change.nature is Nature.WORDING


def test_a_whole_change_of_no_words_is_formatting() -> None:
    (change,) = compare("Un mot.\n\nFin.", "Un mot.\n\n***\n\nFin.").changes
    assert (change.kind, change.nature, change.spans) == (Kind.INSERT, Nature.FORMATTING, ())


def test_another_reference_of_the_same_label_is_a_link() -> None:
    changeset = compare_texts(
        text_of(Words("Voir "), Reference("a", "article 1")), text_of(Words("Voir "), Reference("b", "article 1"))
    )
    (change,) = changeset.changes
    assert change.kind is Kind.LINK
    assert change.details[0].old == ("#a",)


def test_a_renumbered_reference_in_strong_words_is_quiet() -> None:
    old, new = (Emphasis((Words("voir "), Reference("a", f"article {n}")), strong=True) for n in (1, 2))
    (change,) = compare_texts(text_of(Words("Et "), old), text_of(Words("Et "), new)).changes
    assert (change.kind, change.nature) == (Kind.RENUMBER, Nature.RENUMBERING)


def test_the_date_line_is_quiet_and_a_missing_one_no_change() -> None:
    old, new = (text_of(Words("mot"), date_line=f"Le {day}/1/2024") for day in (1, 2))
    changeset = compare_texts(old, new)
    assert [(c.id, c.section, c.nature) for c in changeset.changes] == [("title-1", "", Nature.RENUMBERING)]
    assert changeset.redline.date_line
    assert compare_texts(old, text_of(Words("mot"))).is_empty


def test_another_title_is_a_change_of_no_section() -> None:
    changeset = compare_texts(text_of(Words("mot")), text_of(Words("mot"), title="Autre titre"))
    (change,) = changeset.changes
    assert (change.id, change.section, change.before, change.after) == ("title-1", "", "Titre", "Autre titre")
    assert (changeset.words_out, changeset.words_in) == (1, 2)
    assert changeset.nature is Nature.WORDING
    assert Nature.WORDING.label == "wording"


def test_no_language_has_no_cues() -> None:
    assert Judge("und").of_words("you must", "") is Nature.STRUCTURE


# ---------------------------------------------------------------- runs


def test_inlines_of_all_kinds_are_cut() -> None:
    inlines: tuple[Inline, ...] = (
        Words("ab"),
        Code("cd"),
        Reference("x", "ef"),
        Foreign("en", (Words("gh"),)),
        LineBreak(),
        Link("https://a.example", (Words("ij"),)),
    )
    assert cut_inlines(inlines, 1, 10) == (
        Words("b"),
        Code("cd"),
        Reference("x", "ef"),
        Foreign("en", (Words("gh"),)),
        LineBreak(),
        Link("https://a.example", (Words("i"),)),
    )
    assert cut_inlines(inlines, 3, 5) == (Code("d"), Reference("x", "e"))
    assert links_of((*inlines, Emphasis((Reference("y", "z"),)))) == ("#x", "https://a.example", "#y")


def test_runs_say_where_looks_differ() -> None:
    old: tuple[Inline, ...] = (Foreign("en", (Words("un"),)), Words(" mot "), Code("fin"))
    new: tuple[Inline, ...] = (Words("un mot "), Code("fin"))
    spans = compare_words("un mot fin", "un mot fin", Interner())
    runs = make_runs(old, new, spans, ())
    assert runs == (
        Run(Op.EQUAL, (Words("un"),), Nature.FORMATTING, (Foreign("en", (Words("un"),)),)),
        Run(Op.EQUAL, (Words(" mot "), Code("fin"))),
    )
    assert make_runs((), (), (), ()) == ()


def test_strong_emphasis_and_emphasised_strong_look_the_same() -> None:
    old = Emphasis((Emphasis((Words("mot"),), strong=True),))
    new = Emphasis((Emphasis((Words("mot"),)),), strong=True)
    assert compare_texts(text_of(old), text_of(new)).is_empty


# ---------------------------------------------------------------- leaves, tables, moves


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("4. Objet", 3),
        ("Article 4 – Objet", 12),
        ("IV. Objet", 4),
        ("a) objet", 3),
        ("Objet", 0),
        ("2023", 4),
        ("un mot", 0),
    ],
)
def test_leading_numbers_of_headings(words: str, length: int) -> None:
    assert leading_number(words) == length


def test_only_tables_hold_tables() -> None:
    with pytest.raises(TypeError, match="holds no table"):
        table_of(Leaf(LeafKind.WORDS, "mot", "", 0))


TABLE = (
    "| Nom | But |\n| --- | --- |\n| un premier nom assez long | livrer la commande au client |\n| autre | envoyer |\n"
)
LONG = "Un paragraphe assez long pour que le tableau soit plus léger que lui et qu’il reste bien à sa place ici.\n"


def test_a_table_that_moved_is_one_change_with_its_edits_inside() -> None:
    changeset = compare(f"{TABLE}\n{LONG}\n{LONG}", f"{LONG}\n{LONG}\n{TABLE.replace('livrer', 'porter')}")
    (change,) = changeset.changes
    assert (change.kind, change.words_out, change.words_in) == (Kind.MOVE, 1, 1)
    statuses = [block.status for block in changeset.redline.sections[0].blocks]
    assert statuses == [Status.MOVED_AWAY, Status.EQUAL, Status.EQUAL, Status.MOVED_HERE]


def test_a_link_in_a_cell_that_leads_elsewhere() -> None:
    old = TABLE.replace("autre", "[autre](https://a.example)")
    (change,) = compare(old, old.replace("a.example", "b.example")).changes
    assert (change.kind, change.details[-1].about) == (Kind.LINK, "link")


def test_rows_and_columns_without_a_common_word_are_paired_by_likeness_or_place() -> None:
    new = TABLE.replace("Nom", "Personne").replace("autre | envoyer", "divers | envoyer vite")
    kinds = [change.kind for change in compare(TABLE, new).changes]
    assert Kind.COLUMN in kinds
    same_cells = TABLE.replace("Nom", "Sujet").replace("But", "Objectif")
    changes = compare(TABLE, same_cells).changes
    assert [change.kind for change in changes] == [Kind.COLUMN, Kind.COLUMN]


def test_two_paragraphs_that_move_together_are_one_change() -> None:
    first = "Premier paragraphe qui parle de la livraison des colis.\n"
    second = "Deuxième paragraphe qui parle du retour des produits.\n"
    old, new = f"{first}\n{second}\n{LONG}\n{LONG}", f"{LONG}\n{LONG}\n{first}\n{second}"
    changeset = compare(old, new)
    (change,) = changeset.changes
    assert change.kind is Kind.MOVE
    blocks = [block for block in changeset.redline.sections[0].blocks if isinstance(block, RedlineParagraph)]
    away, here = blocks[:2], blocks[-2:]
    assert [block.counterpart for block in away] == [block.anchor for block in here]
    assert [block.anchor for block in away] == [block.counterpart for block in here]


def test_many_alike_paragraphs_are_compared_by_their_rare_words() -> None:
    old = "\n\n".join(
        f"La règle numéro {n} concerne le sujet sujet{n} et la personne nom{n} dans tous les cas." for n in range(12)
    )
    new = old.replace("dans tous", "en tous")
    assert {change.kind for change in compare(old, new).changes} == {Kind.REPLACE}
    assert len(compare(old, new).changes) == 12


def test_sections_of_plain_files_are_matched_by_most_of_their_words() -> None:
    body = "Un texte assez long pour être reconnu sous un autre titre, avec des mots du client.\n"
    old = f"# Avant\n\nDébut.\n\n# Ancien intitulé du chapitre\n\n{body}\nFin du chapitre.\n"
    new = f"# Avant\n\nDébut.\n\n# Nouveau nom donné\n\n{body}\nFin du chapitre.\n"
    changeset = compare(old, new)
    assert [(section.id, section.old_id) for section in changeset.sections] == [("s1", "s1"), ("s2", "s2")]
    assert [change.section for change in changeset.changes] == ["s2"]


def test_stable_ids_can_be_switched_off() -> None:
    old, new = text_of(Words("mot")), text_of(Words("autre"))
    assert compare_texts(old, new, stable_ids=False).changes
