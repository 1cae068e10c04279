"""Sites whose texts changed in every way, compared and rendered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from types import MappingProxyType

from generator.compare import compare_revisions
from generator.compare.changeset import Changeset
from generator.compare.comparisons import DocumentComparisons, compare_document
from generator.model import (
    Block,
    Cell,
    CodeBlock,
    Corpus,
    Divider,
    Duration,
    Emphasis,
    Item,
    ItemList,
    Link,
    Origin,
    Paragraph,
    Quote,
    Reference,
    Retention,
    RetentionRule,
    Revision,
    Row,
    Section,
    Table,
    Text,
    Words,
)
from generator.render import RenderedSite, RenderOptions, default_theme, render_site
from tests.unit.render.samples import HERE, TODAY, corpus, document, facts, paragraph, revision, section, text, words

LONG = (
    "Nous conservons vos données pendant la durée qui est nécessaire à la finalité pour laquelle elles sont traitées."
)


def table(*rows: tuple[str, ...], heads: bool = True) -> Table:
    made = [Row(HERE, tuple(Cell(HERE, words(cell) if cell else ()) for cell in row)) for row in rows]
    return Table(HERE, made[0], tuple(made[1:]), ("left", "right"), row_heads=heads)


def items(*lines: str, ordered: bool = False) -> ItemList:
    return ItemList(HERE, tuple(Item(HERE, (paragraph(line),)) for line in lines), ordered=ordered, start=2)


def held(language: str, sections: tuple[Section, ...], origin: Origin = Origin.OFFICIAL) -> Text:
    return replace(text(language, origin), sections=sections)


def article(section_id: str, number: int, title: str, *blocks: Block) -> Section:
    return section(section_id, (number,), f"Article {number} –", title, *blocks)


def linked(target: str) -> Paragraph:
    return Paragraph(
        HERE, (Words("Voir "), Link(target, words("la page")), Words(" et "), Reference("law", "article 9"))
    )


OLD_ROWS = (
    ("Quoi", "Durée", "Endroit"),
    ("les photos envoyées", "24 mois", "Wetteren"),
    ("votre adresse postale", "12 mois", "Wetteren"),
    ("vos avis publiés", "3 ans", "Lille"),
    ("votre mot de passe", "1 an", "Lille"),
    ("vos commandes passées", "10 ans", "Wetteren"),
)
NEW_ROWS = (
    ("Quoi", "Durée", "Endroit", "Base"),
    ("votre mot de passe", "1 an", "Lille", "contrat"),
    ("les photos envoyées", "36 mois", "Wetteren", "contrat"),
    ("vos avis publiés", "3 ans", "Lille", "accord"),
    ("vos vidéos envoyées", "6 mois", "Lille", "accord"),
    ("vos commandes passées", "10 ans", "Wetteren", "loi"),
)
OLD = (
    section("preamble", (), "", "", paragraph("Bienvenue & merci <à vous>.")),
    article("same", 1, "Rien", paragraph("Ceci reste."), paragraph("Cela aussi.")),
    article(
        "value", 2, "Durée", paragraph("Les photos sont gardées 24 mois après la commande, sauf demande contraire.")
    ),
    article("typography", 3, "Signes", paragraph("L'adresse de l'entreprise est connue.")),
    article("form", 4, "Forme", Paragraph(HERE, (Words("Un mot important ici."),)), linked("https://one.example/")),
    article(
        "moved-from", 5, "Départ", paragraph(LONG), paragraph("Une autre phrase qui reste à sa place dans ce texte.")
    ),
    article(
        "gone", 6, "Ancien", paragraph("Cette partie disparaît entièrement."), Divider(HERE), CodeBlock(HERE, "a < b\n")
    ),
    article(
        "blocks",
        7,
        "Blocs",
        items("premier point", "deuxième point de la liste", ordered=True),
        Quote(HERE, (paragraph("Une citation ancienne."),)),
        CodeBlock(HERE, "x = 1\ny = 2\n"),
    ),
    article("tables", 8, "Tableaux", table(*OLD_ROWS)),
    article("law", 9, "Droit", paragraph("Le droit belge s'applique.", "prevailing-clause")),
)
NEW = (
    OLD[0],
    OLD[1],
    article(
        "value",
        2,
        "Durée",
        paragraph("Les photos ne sont pas gardées 36 mois après la commande, sauf demande contraire."),
    ),
    article("typography", 3, "Signes", paragraph("L\u2019adresse de l\u2019entreprise est connue.")),
    article(
        "form",
        4,
        "Forme",
        Paragraph(HERE, (Words("Un mot "), Emphasis(words("important"), strong=True), Words(" ici."))),
        linked("https://two.example/?a=1&b=2"),
    ),
    article("moved-from", 5, "Départ", paragraph("Une autre phrase qui reste à sa place dans ce texte.")),
    article(
        "arrival",
        6,
        "Nouveau",
        paragraph("Une partie toute nouvelle arrive."),
        paragraph(LONG.replace("finalité", "raison")),
        Divider(HERE),
    ),
    article(
        "blocks",
        7,
        "Blocs",
        items("premier point", "un point inséré entre eux", "deuxième point de la liste", ordered=True),
        Quote(HERE, (paragraph("Une citation nouvelle."),)),
        CodeBlock(HERE, "x = 1\ny = 3\n"),
    ),
    article("tables", 8, "Tableaux", table(*NEW_ROWS), table(("Un", "Deux"), ("trois", "quatre"))),
    article("added", 9, "Ajout", paragraph("Une partie ajoutée.")),
    article("law", 10, "Droit", paragraph("Le droit belge s'applique.", "prevailing-clause")),
)
NIEUW = tuple(
    replace(part, blocks=(paragraph("De foto's worden 24 maanden bewaard."),)) if part.id == "value" else part
    for part in OLD
)


def new_facts() -> Revision:
    """The newer revision with another period, a purpose less and a recipient more."""
    own = facts()
    category = own.categories[0]
    first = Retention(RetentionRule.MINIMUM, Duration("P36M", months=36), start="order", renewed_by="order")
    rest = category.retention[1:] if isinstance(category.retention, tuple) else ()
    changed = replace(category, retention=(first, *rest), items=("ip-address",), recipients=())
    categories = (changed, *own.categories[1:])
    return replace(
        revision("2025-01-01"), facts=replace(own, categories=categories), notes={"fr": "Durée; portée & suites."}
    )


def changing() -> Corpus:
    """Three versions: all changes between the first two, none before the third, which is announced; and a draft."""
    first = replace(revision("2023-12-18", texts=(held("nl", OLD), held("fr", OLD))), effective=date(2024, 1, 1))
    second = replace(new_facts(), texts=(held("nl", NIEUW), held("fr", NEW)), effective=date(2025, 1, 1))
    third = replace(second, id="2026-11-01", published=date(2026, 11, 1), effective=date(2027, 1, 1), notes={})
    draft = Revision("draft", None, None, (held("nl", OLD), held("fr", OLD)), second.facts)
    return corpus(replace(document(first, second, third), draft=draft, draft_public=True))


def comparisons_of(site: Corpus, today: date = TODAY) -> Mapping[str, DocumentComparisons]:
    return {one.id: compare_document(one, today, compare_revisions) for one in site.documents}


def render_changes(site: Corpus, today: date = TODAY) -> RenderedSite:
    return render_site(site, RenderOptions(today, (default_theme(),)), comparisons_of(site, today))


def change_pages(site: Corpus, today: date = TODAY) -> dict[str, str]:
    return {file.path: file.content.decode() for file in render_changes(site, today).files}


@cache
def changed_pages() -> Mapping[str, str]:
    """The pages of `changing`, rendered once."""
    return MappingProxyType(change_pages(changing()))


def between(old: tuple[Section, ...], new: tuple[Section, ...], language: str = "fr") -> Changeset:
    sides = (revision("2023-12-18", texts=(held(language, old),)), revision("2025-01-01", texts=(held(language, new),)))
    return compare_revisions(*sides).texts[language]


class Sides(HTMLParser):
    """The words of both sides of a redline: what is in no note and no deletion, or in no note and no insertion."""

    VOID = ("br", "hr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.old: list[str] = []
        self.new: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("a", "code", "em", "span", "strong", "ins", "del"):
            self.old.append(" ")
            self.new.append(" ")
        if tag not in self.VOID:
            self.stack.append("note" if "data-note" in dict(attrs) else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if "note" in self.stack:
            return
        if "del" not in self.stack:
            self.new.append(data)
        if "ins" not in self.stack:
            self.old.append(data)

    @staticmethod
    def words(pieces: list[str]) -> list[str]:
        return re.findall(r"\S+", "".join(pieces))
