"""The table of categories: each fact in words, and nothing that the text doesn't state."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

from generator.model import BasisUse, LegalBasis, Purpose, Undecided
from tests.unit.render.samples import copied, corpus, document, facts, pages, revision

PATH = "fr/privacy/data/index.html"


def words(path: str, made: dict[str, str] | None = None) -> str:
    content = (made or pages(copied()))[path]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content.partition("<main")[2])).split())


class TestRows:
    def test_retention_in_french(self) -> None:
        shown = words(PATH).replace("\u00a0", " ")
        assert "au moins 24 mois à compter de : commande renouvelée par : commande" in shown
        assert "1 mois à compter de : non indiqué" in shown
        assert "au plus 1 semaine condition : si nécessaire" in shown
        assert "précisée ailleurs voir : Article 2 – Droit applicable" in shown
        assert "jusqu'à un événement événement : end-of-visit (sans nom court)" in shown
        assert "pas de durée fixe critère : contract (sans nom court)" in shown

    def test_retention_in_dutch(self) -> None:
        shown = words("nl/privacy/data/index.html")
        assert "ten minste 24 maanden te rekenen vanaf: commande" in shown
        assert "elders bepaald zie: Artikel 2 – Toepasselijk recht" in shown

    def test_purposes_have_their_legal_bases_and_conditions(self) -> None:
        shown = words(PATH)
        assert "sécurité base légale\u00a0: intérêts légitimes condition\u00a0: si nécessaire" in shown.replace(
            " :", "\u00a0:"
        ) or ("sécurité base légale : intérêts légitimes condition : si nécessaire" in shown)

    def test_what_is_undecided_is_an_open_question(self) -> None:
        assert re.search(r"Question ouverte\s: Quelle est la finalité\?", words(PATH))

    def test_what_is_not_stated_is_said_to_be_so(self) -> None:
        assert words(PATH).count("non indiqué") >= 4

    def test_an_id_without_a_short_name_is_marked(self) -> None:
        assert '<code>photos</code> <span class="unlabelled">(sans nom court)</span>' in pages(copied())[PATH]

    def test_purposes_and_recipients_outside_the_categories_are_listed(self) -> None:
        shown = words(PATH)
        assert "clients existants Article 2 – Droit applicable" in shown
        assert "Autres destinataires affiliates" in shown

    def test_an_undecided_basis_and_kind_are_open_questions(self) -> None:
        own = replace(
            facts(),
            legal_bases=(LegalBasis("interest", Undecided("photos-purpose")),),
            purposes=(
                Purpose("security", (BasisUse("interest"),)),
                Purpose("existing-customers", Undecided("unknown-decision")),
            ),
        )
        shown = words(PATH, pages(corpus(document(replace(revision(), facts=own)))))
        assert re.search(r"nature de la base légale\s: Question ouverte\s: Quelle est la finalité\?", shown)
        assert re.search(r"Question ouverte\s: unknown-decision", shown)


class TestPage:
    def test_every_header_has_a_scope(self) -> None:
        assert "<th>" not in pages(copied())[PATH]

    def test_sections_are_linked_in_their_revision(self) -> None:
        assert '<a href="../2023-12-18/#law">Article 2 – Droit applicable</a>' in pages(copied())[PATH]

    def test_banners_lead_into_the_text(self) -> None:
        assert '<a href="../2023-12-18/#prevailing-clause">Lire l&#39;article 2</a>' in pages(copied())[PATH]

    def test_without_categories_there_is_none(self) -> None:
        made = pages(corpus(document(replace(revision(), facts=replace(facts(), categories=())))))
        assert PATH not in made
        assert "/data/" not in made["fr/privacy/index.html"]

    def test_its_twin_holds_facts_names_and_questions(self) -> None:
        twin = json.loads(pages(copied())["fr/privacy/data/index.json"])
        assert twin["labels"]["categories"] == {"no-account": "Sans compte"}
        assert twin["open_decisions"] == {"photos-purpose": "Quelle est la finalité?"}
        assert "sections" not in twin
