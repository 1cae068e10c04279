"""The banners say what the law asks for, in its words, and claim nothing that the data doesn't say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.model import Authority, Corpus, Document, Origin, Prevailing, Revision
from generator.render.banners import banners
from generator.render.formats import load_interface
from generator.render.forms import FormCache
from generator.render.scene import Scene, Subject, timeline
from generator.render.theme import default_theme
from tests.unit.render.samples import TODAY, copied, corpus, document, draft, revision, text

INTERFACES = {language: load_interface(language, (default_theme(),)) for language in ("nl", "fr")}
OFFICIAL = (text("nl"), text("fr"))


def subject(site: Corpus, language: str, shown: Revision | None = None, today: date = TODAY) -> Subject:
    owner = site.documents[0]
    timelines = {owner.id: timeline(owner, site.site, today)}
    scene = Scene(site, today, INTERFACES, FormCache(), timelines)
    held = shown or owner.revisions[0]
    wording = held.text(language)
    assert wording is not None
    return Subject(scene, owner, held, wording, held.id)


def told(made: Subject) -> dict[str, str]:
    return {banner.kind: banner.text for banner in banners(made)}


def two(first: date | None, second: date | None) -> Document:
    return document(
        revision("2023-12-18", effective=first, texts=OFFICIAL),
        revision("2025-03-01", effective=second, texts=OFFICIAL),
    )


class TestCopy:
    def test_french(self) -> None:
        assert told(subject(copied(), "fr")) == {
            "copy": "Copie d'un texte publié par Exemple SA. Ce site n'est pas le sien. "
            "Nous ignorons si ce texte s'applique encore.",
            "prevailing": "Selon l'article 2, la version néerlandaise l'emporte en cas de conflit.",
            "prevailing-unofficial": "Le texte en néerlandais disponible ici est une traduction non officielle.",
            "no-date": "Le texte n'indique pas de date d'application.",
            "history": "Des versions antérieures peuvent exister\u00a0; elles ne sont pas conservées ici.",
        }

    def test_dutch(self) -> None:
        assert told(subject(copied(), "nl")) == {
            "copy": "Kopie van een tekst van Voorbeeld NV. Dit is niet haar website. "
            "Of deze tekst nog van toepassing is, is hier niet bekend.",
            "unofficial": "Onofficiële vertaling uit het Frans. "
            "Dit is niet de Nederlandse versie waaraan artikel 2 voorrang geeft.",
            "no-date": "De tekst vermeldt geen datum van toepassing.",
            "history": "Er kunnen eerdere versies bestaan; die worden hier niet bewaard.",
        }

    def test_a_draft_is_a_proposal_of_this_project(self) -> None:
        site = copied()
        made = told(subject(site, "fr", site.documents[0].draft))
        assert made["draft"] == "Projet. Ce texte n'est pas publié et ne s'applique pas."
        assert made["proposal"] == (
            "Proposition du projet Polylex. Elle n'émane pas de Exemple SA, qui ne l'a pas approuvée."
        )
        assert "copy" not in made
        dutch = told(subject(site, "nl", site.documents[0].draft))
        assert dutch["draft"] == "Ontwerp. Deze tekst is niet gepubliceerd en is niet van toepassing."
        assert dutch["proposal"].startswith("Voorstel van het Polylex-project. Het gaat niet uit van Voorbeeld NV en")
        assert dutch["unofficial"].startswith("Onofficiële vertaling uit het Frans.")

    def test_no_period_of_application_is_claimed(self) -> None:
        site = corpus(two(date(2024, 1, 1), date(2025, 4, 1)), authority=Authority.COPY)
        assert told(subject(site, "fr"))["superseded"] == "Version remplacée."


class TestPrevailing:
    def test_an_official_prevailing_text_claims_it(self) -> None:
        made = told(subject(corpus(document(revision(texts=OFFICIAL))), "nl"))
        assert made["prevailing"] == "Volgens artikel 2 heeft bij tegenstrijdigheid de Nederlandse versie voorrang."
        assert "unofficial" not in made

    def test_an_official_draft_does_not(self) -> None:
        shown = replace(draft(), texts=OFFICIAL)
        site = corpus(replace(document(), draft=shown, draft_public=True))
        assert "prevailing" not in told(subject(site, "nl", shown))

    def test_a_text_that_is_not_held_is_told(self) -> None:
        made = told(subject(corpus(document(revision(texts=(text("fr"),)))), "fr"))
        assert made["prevailing-missing"] == "Le texte en néerlandais n'est pas disponible ici."

    def test_without_a_numbered_clause_no_article_is_named(self) -> None:
        site = corpus(replace(document(), prevailing=Prevailing("nl")))
        assert told(subject(site, "fr"))["prevailing"] == "En cas de conflit, la version néerlandaise l'emporte."
        assert told(subject(site, "nl"))["unofficial"] == (
            "Onofficiële vertaling uit het Frans. "
            "Dit is niet de Nederlandse versie die bij tegenstrijdigheid voorrang heeft."
        )

    def test_an_unofficial_text_without_an_official_one_is_no_translation(self) -> None:
        lone = (text("nl", Origin.UNOFFICIAL),)
        assert told(subject(corpus(document(revision(texts=lone))), "nl"))["unofficial"].startswith(
            "Onofficiële tekst."
        )

    def test_an_unofficial_language_version_beside_an_official_prevailing_one(self) -> None:
        texts = (text("nl"), text("fr", Origin.UNOFFICIAL))
        made = told(subject(corpus(document(revision(texts=texts))), "fr"))
        assert made["unofficial"] == "Traduction non officielle."

    def test_a_document_in_one_language_says_nothing_of_languages(self) -> None:
        assert "prevailing" not in told(subject(corpus(document(revision(texts=(text("nl"),)))), "nl"))


class TestDates:
    def test_announced(self) -> None:
        site = corpus(two(date(2024, 1, 1), date(2027, 1, 1)))
        later = site.documents[0].revisions[1]
        assert told(subject(site, "fr", later))["announced"] == (
            "S'applique à partir du 1er janvier 2027 inclus. "
            "La version du 18 décembre 2023 s'applique jusqu'au 31 décembre 2026 inclus."
        )
        assert told(subject(site, "nl", later))["announced"] == (
            "Van toepassing vanaf 1 januari 2027. Tot en met 31 december 2026 geldt de versie van 18 december 2023."
        )
        assert told(subject(site, "nl"))["successor"] == "Vanaf 1 januari 2027 is een nieuwe versie van toepassing."

    def test_announced_without_a_version_that_applies(self) -> None:
        site = corpus(document(revision(effective=date(2027, 5, 2), texts=OFFICIAL)))
        assert told(subject(site, "fr"))["announced"] == "S'applique à partir du 2 mai 2027 inclus."

    def test_superseded(self) -> None:
        site = corpus(two(date(2024, 1, 1), date(2025, 4, 1)))
        assert told(subject(site, "fr"))["superseded"] == (
            "Version remplacée. Elle s'est appliquée du 1er janvier 2024 au 31 mars 2025 inclus."
        )
        assert told(subject(site, "nl"))["superseded"] == (
            "Vervangen versie. Van toepassing van 1 januari 2024 tot en met 31 maart 2025."
        )

    @pytest.mark.parametrize(
        ("first", "second"),
        [(None, date(2025, 4, 1)), (date(2024, 1, 1), None)],
    )
    def test_superseded_without_a_stated_day(self, first: date | None, second: date | None) -> None:
        site = corpus(two(first, second))
        assert told(subject(site, "fr"))["superseded"] == "Version remplacée."

    def test_withdrawn(self) -> None:
        shown = replace(revision(texts=OFFICIAL), withdrawn=date(2025, 1, 1))
        made = told(subject(corpus(document(shown)), "nl"))
        assert made["withdrawn"] == "Ingetrokken op 1 januari 2025. Deze versie is niet meer van toepassing."

    def test_a_withdrawal_to_come_is_not_told(self) -> None:
        shown = replace(revision(texts=OFFICIAL), withdrawn=date(2030, 1, 1))
        assert "withdrawn" not in told(subject(corpus(document(shown)), "nl"))

    def test_ended(self) -> None:
        site = corpus(replace(document(revision(texts=OFFICIAL)), ended=date(2026, 1, 1)))
        assert told(subject(site, "fr"))["ended"] == "Ce document a pris fin le 1er janvier 2026."
        assert "ended" not in told(subject(site, "fr", today=date(2025, 12, 31)))


def test_a_superseded_text_leads_to_the_current_one() -> None:
    (banner,) = [b for b in banners(subject(corpus(two(None, None)), "fr")) if b.kind == "superseded"]
    assert (banner.href, banner.link) == ("../", "Lire la version applicable")
