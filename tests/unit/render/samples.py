"""A small site made by hand: two languages, one document, every kind of block and fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.errors import Location
from generator.model import (
    Authority,
    BasisUse,
    Block,
    Category,
    CategoryKind,
    Cell,
    Code,
    CodeBlock,
    Corpus,
    Divider,
    Document,
    Duration,
    Emphasis,
    Extra,
    Facts,
    Foreign,
    Inline,
    Item,
    ItemList,
    LegalBasis,
    LegalBasisKind,
    Level,
    LineBreak,
    Link,
    OpenDecision,
    Origin,
    Paragraph,
    Patterns,
    Place,
    Prevailing,
    Purpose,
    Quote,
    Recipient,
    Reference,
    Retention,
    RetentionRule,
    Revision,
    Row,
    Section,
    Site,
    SourceFile,
    Table,
    Text,
    Undecided,
    Wording,
    Words,
)
from generator.render import RenderedSite, RenderOptions, default_theme, render_site

HERE = Place(1)
TODAY = date(2026, 11, 24)
BASE = "https://policies.example/"

WORDS = {
    "fr": {
        "title": "Déclaration de confidentialité",
        "date": "Dernière adaptation: 18/12/2023",
        "article": "Article",
        "reference": "article",
        "general": "Généralités:",
        "law": "Droit applicable",
        "body": "Nous traitons vos données & respectons <la loi>.",
        "clause": "Vos droits:",
        "category": "Catégorie",
    },
    "nl": {
        "title": "Privacyverklaring",
        "date": "Laatst aangepast: 18/12/2023",
        "article": "Artikel",
        "reference": "artikel",
        "general": "Algemeen:",
        "law": "Toepasselijk recht",
        "body": "Wij verwerken uw gegevens & volgen <de wet>.",
        "clause": "Uw rechten:",
        "category": "Categorie",
    },
}


def words(text: str) -> tuple[Inline, ...]:
    return (Words(text),)


def paragraph(text: str, block_id: str = "") -> Paragraph:
    return Paragraph(HERE, words(text), block_id)


def section(section_id: str, number: tuple[int, ...], label: str, title: str, *blocks: Block) -> Section:
    level = Level.PREAMBLE if section_id == "preamble" else Level.CLAUSE if len(number) > 1 else Level.ARTICLE
    return Section(section_id, level, number, label, words(title) if title else (), blocks, Location("a.md", 1), "")


def many_blocks(category: str) -> tuple[Block, ...]:
    cells = (Cell(HERE, words("visite"), f"{category} 1:"), Cell(HERE, words("adresse IP")), Cell(HERE, ()))
    items = (
        Item(HERE, (paragraph("l'adresse IP;"),), "categories-list-no-account", f"{category} 1:"),
        Item(HERE, (paragraph("des images;"), paragraph("et leurs dates."))),
    )
    return (
        ItemList(HERE, items, id="categories-list"),
        ItemList(HERE, (Item(HERE, (paragraph("trois"),)),), ordered=True, start=3),
        Table(
            HERE,
            Row(HERE, (Cell(HERE, words("Activité")), Cell(HERE, words("Exemple")), Cell(HERE, words("Contexte")))),
            (Row(HERE, cells, "categories-table-no-account"), Row(HERE, cells)),
            ("left", "right", ""),
            row_heads=True,
        ),
        Quote(HERE, (paragraph("Cité."),)),
        CodeBlock(HERE, "a < b\n"),
        Divider(HERE),
        Paragraph(HERE, (Words("Exemple SA"), LineBreak(hard=True), Words("1000 Bruxelles")), address=True),
    )


def many_inlines(reference: str) -> tuple[Inline, ...]:
    return (
        Words("Voir "),
        Reference("law", f"{reference} 2"),
        LineBreak(),
        Emphasis(words("ici"), strong=True),
        Words(", "),
        Link("https://example.org/?a=1&b=2", words("la page"), 'Une "page"'),
        Words(", "),
        Foreign("en", words("cookies")),
        Words(" et "),
        Code("x"),
        Emphasis(words(".")),
    )


def text(language: str, origin: Origin = Origin.OFFICIAL) -> Text:
    own = WORDS[language]
    sections = (
        section("preamble", (), "", "", paragraph(own["body"])),
        section(
            "general", (1,), f"{own['article']} 1 –", own["general"], Paragraph(HERE, many_inlines(own["reference"]))
        ),
        section("general-words", (1, 1), "1.1.", "", paragraph("Premiers mots."), paragraph("Suite.")),
        section("general-table", (1, 2), "1.2.", own["clause"], *many_blocks(own["category"])),
        section("law", (2,), f"{own['article']} 2 –", own["law"], paragraph("Clause.", "prevailing-clause")),
    )
    patterns = Patterns("Article {n} –", "{n}.{m}.", "article {n}", "article {n}.{m}")
    labels = {
        ("categories", "no-account"): "Sans compte",
        ("items", "ip-address"): "adresse IP",
        ("purposes", "security"): "sécurité",
        ("purposes", "existing-customers"): "clients existants",
        ("legal_bases", "interest"): "intérêts légitimes",
        ("conditions", "if-necessary"): "si nécessaire",
        ("events", "order"): "commande",
        ("recipients", "partners"): "partenaires",
    }
    return Text(
        language=language,
        origin=origin,
        title=own["title"],
        date_line=own["date"],
        sections=sections,
        wording=Wording(patterns, labels=labels),
        path=f"{language}.md",
        wording_path=f"{language}.yaml",
        source="",
    )


def facts() -> Facts:
    return Facts(
        items=("ip-address", "photos"),
        legal_bases=(LegalBasis("interest", LegalBasisKind.LEGITIMATE_INTERESTS),),
        purposes=(
            Purpose("security", (BasisUse("interest", "if-necessary"),)),
            Purpose("existing-customers", (), section="law"),
        ),
        categories=(
            Category(
                "no-account",
                CategoryKind.DATA,
                items=("ip-address", "photos"),
                purposes=("security",),
                retention=(
                    Retention(RetentionRule.MINIMUM, Duration("P24M", months=24), start="order", renewed_by="order"),
                    Retention(RetentionRule.EXACTLY, Duration("P1M", months=1), start="not-stated"),
                    Retention(RetentionRule.MAXIMUM, Duration("P1W", weeks=1), condition="if-necessary"),
                    Retention(RetentionRule.SEE_SECTION, section="law"),
                    Retention(RetentionRule.UNTIL_EVENT, event="end-of-visit"),
                    Retention(RetentionRule.CRITERION, criterion="contract"),
                    Retention(RetentionRule.NOT_STATED),
                ),
                recipients=("partners",),
            ),
            Category("photos", CategoryKind.MEANS, purposes=Undecided("photos-purpose")),
        ),
        recipients=(Recipient("partners", listed="on-request"), Recipient("affiliates", section="law")),
    )


def revision(
    revision_id: str = "2023-12-18", *, effective: date | None = None, texts: tuple[Text, ...] | None = None
) -> Revision:
    published = date.fromisoformat(revision_id[:10])
    held = texts if texts is not None else (text("nl", Origin.UNOFFICIAL), text("fr"))
    return Revision(revision_id, published, effective, held, facts())


def draft() -> Revision:
    unofficial = (text("nl", Origin.UNOFFICIAL), text("fr", Origin.UNOFFICIAL))
    return Revision("draft", None, None, tuple(replace(held, date_line="") for held in unofficial), facts())


def document(*revisions: Revision) -> Document:
    return Document(
        id="privacy",
        edition="FR",
        prevailing=Prevailing("nl", "law", "prevailing-clause"),
        revisions=revisions or (revision(),),
        draft=None,
        decisions=(
            OpenDecision(
                "photos-purpose",
                "category-without-purpose",
                "law",
                "maintainers",
                {"fr": "Quelle est la finalité?", "nl": "Wat is het doeleinde?"},
            ),
        ),
    )


def corpus(*documents: Document, authority: Authority = Authority.PUBLISHER, base_url: str = BASE) -> Corpus:
    site = Site(
        base_url=base_url,
        time_zone="Europe/Brussels",
        authority=authority,
        publisher={"fr": "Exemple SA", "nl": "Voorbeeld NV"},
        title={"fr": "Textes de référence", "nl": "Referentieteksten"},
        languages=("nl", "fr"),
    )
    return Corpus(site, documents or (document(),))


def copied() -> Corpus:
    """A copy as the sample content is one: an official French text, an unofficial Dutch one, a public proposal."""
    source = SourceFile("declaration.pdf", "a" * 64, {"fr": "Texte extrait", "nl": "Geëxtraheerde tekst"})
    held = replace(revision(), sources=(source,), notes={"fr": "Première version.", "nl": "Eerste versie."})
    shown = replace(document(held), draft=draft(), draft_public=True, draft_is_proposal=True, history_complete=False)
    return corpus(shown, authority=Authority.COPY)


def searchable(site: Corpus) -> Corpus:
    """The same site with a search."""
    return replace(site, site=replace(site.site, extras=(Extra.SEARCH,)))


def render(site: Corpus, today: date = TODAY) -> RenderedSite:
    return render_site(site, RenderOptions(today, (default_theme(),)))


def pages(site: Corpus, today: date = TODAY) -> dict[str, str]:
    return {file.path: file.content.decode() for file in render(site, today).files}
