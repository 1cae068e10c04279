"""Words that stand beside the Markdown: where their problems are told, and what they must name."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model import Item, ItemList, Table
from tests.unit.source.planting import FACTS, WORDING, Fault, check, loaded, parametrize, plant, problems_of, site

LIST = "      text: |\n        votre adresse e-mail;\n"
CELL = "      text: |\n        Compte\n"
LINES = "        Exemple SA\n        9000 Gent\n"
DATE = "{published:d MMMM yyyy}"
ARTICLE = 'article: "Article {n} –"'
MONTHS = "[janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre]"


def words(name: str, new: str, message: str = "HTML is not read", remedy: str = "") -> Fault:
    """Return a fault of the words of a list item."""
    return Fault(name, WORDING, LIST, new, message, remedy)


PLACES = [
    words("in the first line", "      text: |\n        votre ⟦<b> adresse\n"),
    words("in the second line", "      text: |\n        votre\n        adresse ⟦<b> x\n"),
    words("in the second paragraph", "      text: |\n        votre\n\n        adresse ⟦<b> x\n"),
    words("in an item", "      text: |\n        votre\n\n        - a\n        - b ⟦<b>\n"),
    words("below blank lines", "      text: |\n\n\n        adresse ⟦<b> x\n"),
    words("below lines of spaces", "      text: |\n        \n     \n        adresse ⟦<b> x\n"),
    words("with |-", "      text: |-\n        adresse ⟦<b> x\n"),
    words("with |+", "      text: |+\n        adresse ⟦<b> x\n\n\n"),
    words("with |2", "      text: |2\n        adresse ⟦<b> x\n"),
    words("with |2 and more spaces", "      text: |2\n           adresse ⟦<b> x\n        b\n"),
    words("with |2 below blank lines", "      text: |2\n\n           adresse ⟦<b> x\n        b\n"),
    words("with |2-", "      text: |2-\n          adresse ⟦<b> x\n"),
    words("with |-2", "      text: |-2\n          adresse ⟦<b> x\n"),
    words("with |1", "      text: |1\n         adresse ⟦<b> x\n"),
    words("with a remark", "      text: | # a remark\n        adresse ⟦<b> x\n"),
    words("with the mark on a line of its own", "      text:\n        |\n        adresse ⟦<b> x\n"),
    words("a block's own place", "      text: |\n        a\n\n        ⟦<div>\n        b\n        </div>\n"),
    words("a cell's", "      text: |\n        | a | b |\n        | - | - |\n        | 1 | c ⟦<br> |\n"),
]


@parametrize(PLACES)
def test_the_place_of_a_problem(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


FORMS = [
    words("folded", "      text: ⟦>\n        a\n", "must stand in a literal block", "`text: |`"),
    words("plain", "      text: ⟦a\n", "must stand in a literal block"),
    words("quoted", '      text: "⟦a"\n', "must stand in a literal block"),
    words("nothing but spaces", "      text: |\n        ⟦\n", "the block is empty", "Write the words"),
    words("a heading", "      text: |\n        a\n\n        ⟦## B {#b}\n", "a heading can't stand here"),
    words(
        "a directive",
        "      text: |\n        ⟦:::{contact} office\n        :use: letters\n        :::\n",
        "a directive can't stand here",
    ),
    words("a name", "      text: |\n        ⟦{#x}\n        a\n", "the name 'x' has no place here", "the Markdown file"),
    words("a name of a section", "      text: |\n        ⟦{#data}\n        a\n", "the name 'data' has no place here"),
    words("indented words", "      text: |\n        a\n\n            ⟦b\n", "program code"),
    Fault(
        "a cell of two paragraphs",
        WORDING,
        CELL,
        "      text: |\n        ⟦Compte\n\n        b\n",
        "must be one paragraph",
        "blank lines",
    ),
    Fault("a cell that is a list", WORDING, CELL, "      text: |\n        ⟦- Compte\n", "must be one paragraph"),
    Fault(
        "a contact of two paragraphs",
        WORDING,
        LINES,
        "        ⟦Exemple SA\n\n        9000 Gent\n",
        "must be one paragraph",
    ),
    Fault("a contact that is a list", WORDING, LINES, "        ⟦9000. Gent\n", "must be one paragraph"),
]


@parametrize(FORMS)
def test_the_form_of_words(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@pytest.mark.parametrize("old", [LIST, CELL])
def test_words_that_would_show_nothing(tmp_path: Path, old: str) -> None:
    messages = messages_of(tmp_path, Fault("", WORDING, old, "      text: |\n        [a]: https://a.example/\n", ""))
    assert "no words stand here" in messages
    assert any("no link in this section uses this definition" in message for message in messages)


def messages_of(folder: Path, fault: Fault) -> list[str]:
    """Return what is told of a fault, wherever it is told."""
    root = site(folder)
    plant(root, fault)
    return [problem.message for problem in problems_of(root)]


NAMES = [
    Fault(
        "a misspelt place of use", WORDING, "    activity:", "    ⟦activty:", "'activty' is not known", "'activity'?"
    ),
    Fault(
        "an unknown data item",
        WORDING,
        "items: [email-address]",
        "items: ⟦[email-adress]",
        "the data item 'email-adress' is not among the facts",
        "'email-address'?",
    ),
    Fault(
        "an unknown category",
        WORDING,
        "  photos:\n    list:\n",
        "  fotos:\n    ⟦list:\n",
        "the category 'fotos' is not among the facts",
        "'photos'?",
    ),
    Fault(
        "an unknown contact",
        WORDING,
        "  office:\n    letters:\n",
        "  ofice:\n    ⟦letters:\n",
        "the contact 'ofice' is not among the facts",
        "'office'?",
    ),
    Fault(
        "a label of nothing",
        WORDING,
        "{account: Compte",
        "{acount: ⟦Compte",
        "the category 'acount' is not among the facts",
        "'account'?",
    ),
    Fault(
        "a label of no event", WORDING, "{end-of-contract: fin", "{end: ⟦fin", "the event 'end' is not among the facts"
    ),
    Fault("labels of no kind", WORDING, "  events:", "  ⟦event:", "'event' is not known", "'events'?"),
    Fault(
        "a link that is not in the text",
        WORDING,
        "labels:",
        "inferred_links:\n  - {target: '⟦https://a.example/', reason: x}\nlabels:",
        "is not in the text",
        "Delete the entry",
    ),
    Fault(
        "a link that leads astray",
        WORDING,
        "labels:",
        "inferred_links:\n  - {target: '⟦javascript:x', reason: x}\nlabels:",
        "a link may not lead to",
        "the whole address",
    ),
]


@parametrize(NAMES)
def test_what_words_name(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


PATTERNS = [
    Fault("without its number", WORDING, ARTICLE, 'article: "⟦Article –"', "the pattern lacks {n}", "It may hold {n}"),
    Fault("with another slot", WORDING, ARTICLE, 'article: "⟦Article {n}{m} –"', "the pattern can't hold {m}"),
    Fault("with a slot that stays open", WORDING, ARTICLE, 'article: "⟦Article {n –"', "can't hold {n –"),
    Fault("with a brace too many", WORDING, ARTICLE, 'article: "⟦Article {n}} –"', "can't hold }"),
    Fault("with a template", WORDING, ARTICLE, 'article: "⟦Article {{n}} –"', "can't hold {"),
    Fault("with an attribute", WORDING, ARTICLE, 'article: "⟦Article {n.__class__} –"', "can't hold {n.__class__}"),
    Fault("of clauses without their number", WORDING, 'clause: "{n}.{m}."', 'clause: "⟦{n}."', "lacks {m}", "{n}, {m}"),
    Fault("of references without the article", WORDING, '"article {n}.{m}"', '"⟦article {m}"', "lacks {n}"),
    Fault("without a date", WORDING, f'"Publié le {DATE}"', '"⟦Publié hier"', "needs exactly one date", "dd/MM/yyyy"),
    Fault("with two dates", WORDING, f'"Publié le {DATE}"', '"⟦{published:d} {published:M}"', "exactly one date"),
    Fault("with an empty date", WORDING, f'"Publié le {DATE}"', '"⟦{published:}"', "exactly one date"),
    Fault(
        "with a day of three digits",
        WORDING,
        f'"Publié le {DATE}"',
        '"⟦{published:ddd/MM}"',
        "'ddd' stand for no part of a date",
    ),
    Fault(
        "with a year of two digits", WORDING, f'"Publié le {DATE}"', '"⟦{published:d/M/yy}"', "'yy' stand for no part"
    ),
    Fault("with a short month", WORDING, f'"Publié le {DATE}"', '"⟦{published:d MMM yyyy}"', "'MMM' stand for no part"),
    Fault("with a weekday", WORDING, f'"Publié le {DATE}"', '"⟦{published:EEEE}"', "'EEEE' stand for no part"),
    Fault("with eleven months", WORDING, "[janvier, ", "⟦[", "needs the names of twelve months, but 11 are given"),
    Fault(
        "without a way to write articles",
        WORDING,
        f"  {ARTICLE}\n  clause:",
        "  ⟦clause:",
        "the field 'article' is missing",
        "how an article is numbered",
    ),
    Fault(
        "a table's head of two",
        WORDING,
        "[Activité, Exemple, Contexte]",
        "⟦[Activité, Exemple]",
        "at least 3 entries must stand here",
    ),
    Fault(
        "a table's head of four",
        WORDING,
        "[Activité, Exemple, Contexte]",
        "⟦[a, b, c, d]",
        "has three cells",
        "three names",
    ),
    Fault("a table's head with HTML", WORDING, "[Activité, Exemple, Contexte]", "⟦[a <b>, b, c]", "HTML is not read"),
    Fault(
        "a table's head with a reference",
        WORDING,
        "[Activité, Exemple, Contexte]",
        "⟦['{ref}`what`', b, c]",
        "only words may stand here",
    ),
]


@parametrize(PATTERNS)
def test_patterns(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


def test_a_date_line_that_names_months_without_their_names(tmp_path: Path) -> None:
    whole = (Path(__file__).parents[2] / "sites" / "minimal" / "content" / WORDING).read_text("utf-8")
    new = whole.replace(f"  months: {MONTHS}\n", "").replace("  article:", "  ⟦article:", 1)
    check(tmp_path, Fault("", WORDING, "", new, "but none are given", "`months: […]`"))


SHOWN = [
    (
        "a view without words",
        WORDING,
        "    activity:\n      text: |\n        Compte\n",
        "",
        "has no words for 'account' in the place 'activity'",
    ),
    (
        "a contact without words",
        WORDING,
        "    letters:",
        "    lettres:",
        "has no words for 'office' in the place 'letters'",
    ),
    ("no pattern for categories", WORDING, '  category: "Catégorie {n}:"\n', "", "has no pattern for categories"),
    ("no head for the table", WORDING, "table_head: [Activité, Exemple, Contexte]\n", "", "has no head for the table"),
    (
        "words that no view shows",
        FACTS,
        "  photos:\n    kind: data\n",
        "  photos:\n    kind: data\n    views: [list, purposes, retention]\n",
        "these words (categories, photos, activity) are shown nowhere",
    ),
    (
        "words of a contact that no text shows",
        WORDING,
        "    letters:",
        "    lettres:",
        "these words (contacts, office, lettres) are shown nowhere",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"), [case[1:] for case in SHOWN], ids=[case[0] for case in SHOWN]
)
def test_words_and_views_must_fit(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    assert any(message in told for told in messages_of(tmp_path, Fault("", file, old, new, "")))


# ---------------------------------------------------------------- places of what is read


def test_records_have_the_places_of_their_words(tmp_path: Path) -> None:
    new = "      text: |\n\n\n        votre adresse;\n"
    (document,) = loaded(tmp_path, WORDING, LIST, new).corpus.documents
    assert document.draft is not None
    text = document.draft.text("fr")
    assert text is not None
    section = text.section("what")
    assert section is not None
    items = next(block for block in section.blocks if isinstance(block, ItemList))
    assert isinstance(items.items[0], Item)
    assert str(section.locate(items.items[0].place)) == f"content/{WORDING}:19:9"
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert str(section.locate(table.rows[0].cells[0].place)) == f"content/{WORDING}:22:9"
    assert str(section.locate(table.head.place)) == f"content/{WORDING}:9:13"


def test_the_date_line_follows_the_pattern(tmp_path: Path) -> None:
    loaded_site = loaded(tmp_path, "fr/terms/2025-03-01.yaml", DATE, "{published:dd/MM/yyyy}")
    (document,) = loaded_site.corpus.documents
    assert [text.date_line for text in document.revisions[1].texts] == [
        "Bekendgemaakt op 1/3/2025",
        "Publié le 01/03/2025",
    ]
    assert [text.date_line for text in document.revisions[0].texts] == [
        "Bekendgemaakt op 15/1/2024",
        "Publié le 15 janvier 2024",
    ]
