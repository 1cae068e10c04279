"""What a reader gets, as bytes: frozen for ever, and blind only to how the source was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.errors import Location
from generator.integrity.content import ContentForms, digest_of, encode
from generator.integrity.plain_facts import facts_plain
from generator.model import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Contact,
    ContactKind,
    ContactView,
    Divider,
    Duration,
    Emphasis,
    Facts,
    Foreign,
    Item,
    ItemList,
    Level,
    LineBreak,
    Link,
    Origin,
    Paragraph,
    Patterns,
    Place,
    Quote,
    RecordView,
    Reference,
    Revision,
    Row,
    Section,
    Table,
    Text,
    Undecided,
    Wording,
    Words,
)
from generator.source import load_site
from tests import publishing

HERE = Place(1)
PATTERNS = Patterns("Article {n} –", "{n}.{m}.", "article {n}", "article {n}.{m}")

INLINES = (
    Words("Mots "),
    Words("« joints »"),
    LineBreak(),
    Emphasis((Words("appuyés"),)),
    Emphasis((Words("gras"), Code("x"), Words("")), strong=True),
    LineBreak(hard=True),
    Code("`a`"),
    Link("https://policies.example/", (Words("ici"),), "titre"),
    Foreign("en", (Words("demand"),)),
    Reference("keeping", "article 2"),
)
BLOCKS: tuple[Block, ...] = (
    Paragraph(HERE, INLINES, "note"),
    Paragraph(HERE, (Words("9000 Gent"),), address=True),
    ItemList(HERE, (Item(HERE, (Paragraph(HERE, (Words("un"),)),), "a", "Catégorie 1:"),), id="puces"),
    ItemList(HERE, (), ordered=True, start=3),
    Table(
        HERE,
        Row(HERE, (Cell(HERE, (Words("Mot"),)),)),
        (Row(HERE, (Cell(HERE, (), "1"),), "r"),),
        ("left",),
        "t",
        row_heads=True,
    ),
    Quote(HERE, (Paragraph(HERE, (Words("cité"),)),)),
    CodeBlock(HERE, "fixe\n"),
    Divider(HERE),
)
SECTIONS = (
    Section("preamble", Level.PREAMBLE, (), "", (), BLOCKS, Location("a"), ""),
    Section("keeping", Level.CLAUSE, (2, 1), "2.1.", (Words("Durée"),), (), Location("a"), "", "data"),
)
TEXT = Text(
    "fr",
    Origin.OFFICIAL,
    "Conditions",
    "Publié le 1er mars 2025",
    SECTIONS,
    Wording(PATTERNS, labels={("items", "photos"): "photos"}),
    "content/fr/terms/2025-03-01.md",
    "content/fr/terms/2025-03-01.yaml",
    "source",
)
FACTS = Facts(items=("photos",), contacts=(Contact("office", ContactKind.POST, {"postcode": "9000"}),))
REVISION = Revision("2025-03-01", date(2025, 3, 1), date(2025, 4, 1), (TEXT,), FACTS, {"fr": "Note « une »."})

FROZEN = (
    '{"date_line":"Publié le 1er mars 2025","document":"terms","effective":"2025-04-01",'
    '"facts":{"contacts":[{"id":"office","kind":"post","values":{"postcode":"9000"}}],"items":["photos"]},'
    '"form":"polylex-content/1","labels":{"items/photos":"photos"},"language":"fr","note":"Note « une ».",'
    '"published":"2025-03-01","revision":"2025-03-01","sections":[{"blocks":['
    '{"id":"note","kind":"paragraph","text":["Mots « joints » ",["emphasis","appuyés"],["strong","gras",["code","x"]],'
    '["break"],["code","`a`"],["link","https://policies.example/","titre","ici"],["foreign","en","demand"],'
    '["reference","keeping","article 2"]]},'
    '{"id":"","kind":"address","text":["9000 Gent"]},'
    '{"id":"puces","items":[{"blocks":[{"id":"","kind":"paragraph","text":["un"]}],"id":"a","label":"Catégorie 1:"}],'
    '"kind":"list","start":0},'
    '{"id":"","items":[],"kind":"list","start":3},'
    '{"head":{"cells":[{"label":"","text":["Mot"]}],"id":""},"id":"t","kind":"table","row_heads":true,'
    '"rows":[{"cells":[{"label":"1","text":[]}],"id":"r"}]},'
    '{"blocks":[{"id":"","kind":"paragraph","text":["cité"]}],"id":"","kind":"quote"},'
    '{"id":"","kind":"code","text":"fixe\\n"},'
    '{"kind":"divider"}],'
    '"id":"preamble","label":"","level":"preamble","number":[],"parent":"","title":[]},'
    '{"blocks":[],"id":"keeping","label":"2.1.","level":"clause","number":[2,1],"parent":"data","title":["Durée"]}],'
    '"title":"Conditions"}\n'
)
FROZEN_DIGEST = "a6edaff4a5529ed2ee8ccb3dbb283a9a9c4c090b2b05d7b76de87b8624ffb055"


def digest(revision: Revision) -> str:
    return ContentForms().digests("terms", revision)["fr"]


def test_the_bytes_of_a_text_are_frozen() -> None:
    content = ContentForms().content("terms", REVISION, TEXT)
    assert content.decode() == FROZEN
    assert digest_of(content) == FROZEN_DIGEST
    assert digest(REVISION) == FROZEN_DIGEST


def test_a_text_without_days_or_note_has_a_form_too() -> None:
    bare = Revision("draft", None, None, (TEXT,), Facts())
    content = ContentForms().content("terms", bare, TEXT).decode()
    assert '"effective":"not-stated"' in content
    assert '"published":""' in content
    assert '"note":""' in content
    assert '"facts":{}' in content


def text(**values: object) -> Revision:
    return replace(REVISION, texts=(replace(TEXT, **values),))  # type: ignore[arg-type]


def blocks(*held: Block) -> Revision:
    return text(sections=(replace(SECTIONS[0], blocks=held),))


CHANGED = {
    "title": text(title="Conditions."),
    "date line": text(date_line=""),
    "label": text(wording=Wording(PATTERNS, labels={("items", "photos"): "photo"})),
    "section order": text(sections=SECTIONS[::-1]),
    "section gone": text(sections=SECTIONS[:1]),
    "number": text(sections=(SECTIONS[0], replace(SECTIONS[1], number=(2, 2)))),
    "number's words": text(sections=(SECTIONS[0], replace(SECTIONS[1], label="2.1"))),
    "id": text(sections=(SECTIONS[0], replace(SECTIONS[1], id="kept"))),
    "level": text(sections=(SECTIONS[0], replace(SECTIONS[1], level=Level.ARTICLE))),
    "parent": text(sections=(SECTIONS[0], replace(SECTIONS[1], parent=""))),
    "heading": text(sections=(SECTIONS[0], replace(SECTIONS[1], title=(Words("Duree"),)))),
    "published": replace(REVISION, published=date(2025, 3, 2)),
    "effective": replace(REVISION, effective=date(2025, 4, 2)),
    "effective not stated": replace(REVISION, effective=None),
    "note": replace(REVISION, notes={"fr": "Note “une”."}),
    "no note": replace(REVISION, notes={}),
    "facts": replace(REVISION, facts=replace(FACTS, items=("photos", "email-address"))),
    "id of the revision": replace(REVISION, id="2025-03-01.2"),
}


@pytest.mark.parametrize("revision", CHANGED.values(), ids=CHANGED)
def test_whatever_a_reader_gets_changes_the_digest(revision: Revision) -> None:
    assert digest(revision) != digest(REVISION)


def paragraph(*inlines: object) -> Revision:
    return blocks(Paragraph(HERE, inlines))  # type: ignore[arg-type]


DIFFERENT = [
    paragraph(Words("a")),
    paragraph(Words("b")),
    paragraph(Words("a"), LineBreak()),
    paragraph(Words("a"), LineBreak(hard=True)),
    paragraph(Code("a")),
    paragraph(Emphasis((Words("a"),))),
    paragraph(Emphasis((Words("a"),), strong=True)),
    paragraph(Link("https://a.example", (Words("a"),))),
    paragraph(Link("https://b.example", (Words("a"),))),
    paragraph(Link("https://a.example", (Words("a"),), "t")),
    paragraph(Foreign("en", (Words("a"),))),
    paragraph(Foreign("de", (Words("a"),))),
    paragraph(Reference("a", "a")),
    paragraph(Reference("b", "a")),
    paragraph(Reference("a", "b")),
    blocks(Paragraph(HERE, (Words("a"),), "id")),
    blocks(Paragraph(HERE, (Words("a"),), address=True)),
    blocks(Quote(HERE, (Paragraph(HERE, (Words("a"),)),))),
    blocks(CodeBlock(HERE, "a")),
    blocks(ItemList(HERE, (Item(HERE, (Paragraph(HERE, (Words("a"),)),)),))),
    blocks(ItemList(HERE, (Item(HERE, (Paragraph(HERE, (Words("a"),)),)),), ordered=True)),
    blocks(ItemList(HERE, (Item(HERE, (Paragraph(HERE, (Words("a"),)),)),), ordered=True, start=2)),
    blocks(Paragraph(HERE, (Words("a"),)), Divider(HERE)),
]


def test_every_kind_of_block_and_words_has_a_form_of_its_own() -> None:
    assert len({digest(revision) for revision in DIFFERENT}) == len(DIFFERENT)


SAME = {
    "where it stands": blocks(Paragraph(Place(9, 4), (Words("a"),))),
    "words in pieces": paragraph(Words(""), Words("a"), Words("")),
    "where the file lies": replace(paragraph(Words("a")), seal=None, sources=()),
}


@pytest.mark.parametrize("revision", SAME.values(), ids=SAME)
def test_how_a_text_was_written_does_not_change_the_digest(revision: Revision) -> None:
    assert digest(revision) == digest(paragraph(Words("a")))


def test_where_a_line_ends_is_a_space() -> None:
    assert digest(paragraph(Words("a"), LineBreak(), Words("b"))) == digest(paragraph(Words("a b")))


def test_how_a_table_is_aligned_does_not_change_the_digest() -> None:
    table = Table(HERE, Row(HERE, ()), (), ("left",))
    assert digest(blocks(table)) == digest(blocks(replace(table, alignments=("center",))))
    assert digest(blocks(table)) != digest(blocks(replace(table, row_heads=True)))


@pytest.mark.parametrize("view", [RecordView(HERE, "categories", "list", "v"), ContactView(HERE, "office", "letters")])
def test_a_view_that_was_not_filled_in_has_no_form(view: Block) -> None:
    with pytest.raises(TypeError, match="wasn't resolved"):
        digest(blocks(view))


# ---------------------------------------------------------------- facts


def test_facts_say_durations_as_iso_8601_does_and_undecided_ones_by_their_decision() -> None:
    facts = Facts(controller=Undecided("who"), items=("b", "a"))  # type: ignore[arg-type]
    assert facts_plain(facts) == {"controller": {"undecided": "who"}, "items": ["b", "a"]}


def test_facts_of_the_site_hold_each_kind_of_value(tmp_path: Path) -> None:
    facts = load_site(publishing.site(tmp_path)).corpus.documents[0].revisions[0].facts
    plain = encode(facts_plain(facts))
    assert '"P12M"' in plain
    assert '"contract"' in plain
    assert "location" not in plain


def test_facts_without_a_plain_form_are_a_mistake() -> None:
    with pytest.raises(TypeError, match="no plain form"):
        facts_plain(Facts(items=(1.5,)))  # type: ignore[arg-type]


# ---------------------------------------------------------------- from the source

FILE = f"fr/terms/{publishing.LATEST}.md"
WORDING = f"fr/terms/{publishing.LATEST}.yaml"
DATA = f"data/terms/{publishing.LATEST}.yaml"


def digests(root: Path) -> dict[str, str]:
    revision = load_site(root).corpus.documents[0].revisions[-1]
    return ContentForms().digests("terms", revision)


Change = Callable[[Path], None]


def changing(file: str, old: str, new: str) -> Change:
    return lambda root: publishing.edit(root, file, old, new)


@pytest.mark.parametrize(
    "change",
    [
        changing(FILE, "services.\nElles lient", "services. Elles\nlient"),
        changing(FILE, "*tous*", "_tous_"),
        changing(FILE, "| compte | un", "|   compte   | un"),
        changing(FILE, "| --- | :---: |", "| --- | --- |"),
        changing(FILE, "\n---\n", "\n***\n"),
        changing(FILE, "   - à la fin du contrat;\n   - sur", "   * à la fin du contrat;\n   * sur"),
        changing(DATA, "jurisdiction: {law: BE, courts: not-stated}", "jurisdiction:\n  law: BE\n  courts: not-stated"),
        changing(WORDING, 'article: "Article {n} –"', "article: 'Article {n} –'  # as ever"),
    ],
)
def test_a_source_that_is_written_otherwise_gives_the_same_text(tmp_path: Path, change: Change) -> None:
    root = publishing.site(tmp_path)
    before = digests(root)
    change(root)
    assert digests(root) == before


@pytest.mark.parametrize(
    ("change", "languages"),
    [
        (
            changing(FILE, "les deux parties](https://info.example/terms", "les deux parties](https://info.example/t"),
            "fr",
        ),
        (changing(FILE, '"titre"', '"Titre"'), "fr"),
        (changing(FILE, "image, voir", "image ; voir"), "fr"),
        (changing(FILE, "{#scope-note}\n", ""), "fr"),
        (changing(FILE, "contrat;\n", "contrat ;\n"), "fr"),
        (changing(WORDING, 'clause_reference: "article', 'clause_reference: "art.'), "fr"),
        (changing(WORDING, "{n}.{m}.", "{n}.{m}"), "fr"),
        (changing(WORDING, "{published:d MMMM yyyy}", "{published:dd MMMM yyyy}"), "fr"),
        (changing(WORDING, "9000 Gent", "9000 Gand"), "fr"),
        (changing(WORDING, "items: {email-address: adresse e-mail", "items: {email-address: courriel"), "fr"),
        (changing(DATA, "P24M", "P25M"), "fr nl"),
        (changing(DATA, "law: BE", "law: FR"), "fr nl"),
        (changing(publishing.LIST, "La durée de conservation augmente.", "La durée augmente."), "fr"),
        (changing(publishing.LIST, "effective: 2025-04-01", "effective: 2025-04-02"), "fr nl"),
    ],
)
def test_whatever_changes_for_a_reader_changes_the_digest(tmp_path: Path, change: Change, languages: str) -> None:
    root = publishing.site(tmp_path)
    before = digests(root)
    change(root)
    after = digests(root)
    assert [language for language in ("fr", "nl") if after[language] != before[language]] == languages.split()


def test_shared_sections_and_facts_are_put_into_their_form_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revisions = load_site(publishing.site(tmp_path)).corpus.documents[0].revisions
    forms = ContentForms()
    before = forms.digests("terms", revisions[0])
    monkeypatch.setattr("generator.integrity.content._section", None)
    monkeypatch.setattr("generator.integrity.content.facts_plain", None)
    assert forms.digests("terms", revisions[0]) == before


def test_a_duration_is_a_plain_word() -> None:
    assert facts_plain(Facts(items=(Duration("P2Y", 2),))) == {"items": ["P2Y"]}  # type: ignore[arg-type]
