"""The page that says which text applied on a day, and the banners for days to come."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape

from generator.model import Authority, Corpus, Document, Origin
from tests.unit.render.changed import change_pages, changing
from tests.unit.render.samples import TODAY, copied, corpus, document, pages, revision, text

OFFICIAL = (text("nl"), text("fr"))
PAGE = "fr/privacy/on/index.html"


def copy_of(owner: Document) -> Corpus:
    return corpus(owner, authority=Authority.COPY)


def entries(site: Corpus, language: str = "fr", today: date = TODAY) -> list[str]:
    """The sentences of the page, the latest first."""
    content = pages(site, today)[f"{language}/privacy/on/index.html"]
    listed = re.findall(r'<li id="(?:from--|before)[^>]*>\n(.*?)\n</li>', content, re.DOTALL)
    return [unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", one))).strip() for one in listed]


def dated(*days: tuple[str, str]) -> Document:
    return document(*(revision(one, effective=date.fromisoformat(other), texts=OFFICIAL) for one, other in days))


class TestSentences:
    def test_of_a_publisher(self) -> None:
        owner = dated(("2023-12-18", "2024-01-01"), ("2025-01-01", "2025-01-01"), ("2026-11-01", "2027-01-01"))
        assert entries(corpus(owner)) == [
            "À partir du 1er janvier 2027 : la version du 1er novembre 2026, sauf si une autre est publiée avant",
            "Du 1er janvier 2025 au 31 décembre 2026 inclus : la version du 1er janvier 2025",
            "Du 1er janvier 2024 au 31 décembre 2024 inclus : la version du 18 décembre 2023",
            "Du 18 décembre 2023 au 31 décembre 2023 inclus : aucune version applicable",
            "Jusqu'au 17 décembre 2023 inclus : rien n'était encore publié ici",
        ]
        assert entries(corpus(owner), "nl")[1:3] == [
            "Van 1 januari 2025 tot en met 31 december 2026: de versie van 1 januari 2025",
            "Van 1 januari 2024 tot en met 31 december 2024: de versie van 18 december 2023",
        ]

    def test_they_stay_true_on_a_later_day(self) -> None:
        owner = dated(("2023-12-18", "2024-01-01"), ("2025-01-01", "2025-01-01"))
        assert entries(corpus(owner), today=date(2025, 2, 1)) == entries(corpus(owner), today=date(2040, 2, 1))

    def test_a_text_that_states_no_day(self) -> None:
        assert entries(corpus(document()))[0] == (
            "À partir du 18 décembre 2023 : la version du 18 décembre 2023 "
            "Publié le 18 décembre 2023\u00a0; le texte n'indique pas de date d'application."
        ).replace("\u00a0", " ")

    def test_a_copy_claims_no_application(self) -> None:
        owner = replace(dated(("2023-12-18", "2024-01-01"), ("2025-01-01", "2025-02-01")), history_complete=False)
        told = entries(copy_of(owner))
        assert told == [
            (
                "À partir du 1er février 2025 : la dernière version conservée ici, celle du 1er janvier 2025 "
                "Publié le 1er janvier 2025 ; selon ses propres termes, le texte s'applique à partir du 1er février "
                "2025."
            ),
            (
                "Du 1er janvier 2024 au 31 janvier 2025 inclus : la dernière version conservée ici, celle du "
                "18 décembre 2023 Publié le 18 décembre 2023 ; selon ses propres termes, le texte s'applique à "
                "partir du 1er janvier 2024."
            ),
            "Jusqu'au 31 décembre 2023 inclus : non conservé ici ; des versions antérieures peuvent exister",
        ]
        content = pages(copy_of(owner))[PAGE]
        assert "banner-copy" in content
        assert "Quelle version était la dernière à une date donnée" in content
        assert "Quel texte s&#39;appliquait" not in content

    def test_a_copy_does_not_know_where_nothing_applied(self) -> None:
        owner = dated(("2023-12-18", "2024-01-01"))
        assert entries(copy_of(owner))[1] == "Du 18 décembre 2023 au 31 décembre 2023 inclus : non connu ici"
        states = [one["state"] for one in json.loads(pages(copy_of(owner))["fr/privacy/on/index.json"])["intervals"]]
        assert states == ["nothing-published", "not-known", "latest-held"]

    def test_one_day_withdrawn_and_ended(self) -> None:
        first = replace(revision("2023-12-18", texts=OFFICIAL), withdrawn=date(2023, 12, 19))
        owner = replace(document(first), ended=date(2024, 1, 1))
        assert entries(corpus(owner))[:3] == [
            "À partir du 1er janvier 2024 : le document a pris fin",
            "Du 19 décembre 2023 au 31 décembre 2023 inclus : aucune version applicable",
            (
                "Le 18 décembre 2023 : la version du 18 décembre 2023 "
                "Publié le 18 décembre 2023 ; le texte n'indique pas de date d'application. Retiré le 19 décembre 2023."
            ),
        ]


class TestPage:
    def test_intervals_stand_in_the_page_as_data(self) -> None:
        content = pages(corpus(dated(("2023-12-18", "2024-01-01"), ("2026-11-01", "2027-01-01"))))[PAGE]
        assert '<li id="from--2024-01-01" data-first="2024-01-01" data-end="2027-01-01">' in content
        assert '<li id="from--2027-01-01" data-first="2027-01-01">' in content
        assert '<li id="before" data-end="2023-12-18">' in content
        assert '<form class="ask" data-zone="Europe/Brussels" hidden>' in content
        assert '<div class="answer" role="status" id="page--answer"></div>' in content
        assert '<script src="../../../assets/on-day.js" defer></script>' in content

    def test_an_announced_version_leads_to_what_it_changes(self) -> None:
        content = change_pages(changing())[PAGE]
        assert '<a href="../changes/2025-01-01..2026-11-01/"' in content
        assert "../changes/2023-12-18..2025-01-01/" not in content

    def test_a_version_that_is_not_held_in_the_language_is_read_in_another(self) -> None:
        owner = document(revision("2023-12-18", texts=OFFICIAL), revision("2024-05-01", texts=(text("nl"),)))
        assert '<a href="../../../nl/privacy/2024-05-01/">la version du 1er mai 2024</a>' in pages(corpus(owner))[PAGE]

    def test_versions_without_a_day_are_named_apart(self) -> None:
        content = pages(corpus(document(revision("2023-12-18"), revision("2023-12-18.2"))))[PAGE]
        assert "Versions sans jour qui leur soit propre" in content
        assert '<li><a href="../2023-12-18/">18 décembre 2023</a></li>' in content
        assert "Versions sans jour" not in pages(copied())[PAGE]

    def test_every_text_leads_there(self) -> None:
        made = pages(copied())
        words = "Welke versie was op een bepaalde dag de laatste?"
        assert f'<a href="../on/">{words}</a>' in made["nl/privacy/2023-12-18/index.html"]
        assert f'<a href="on/">{words}</a>' in made["nl/privacy/index.html"]
        assert f'<a href="../on/">{words}</a>' in made["nl/privacy/draft/index.html"]

    def test_a_document_without_a_current_text_leads_there(self) -> None:
        made = pages(corpus(dated(("2026-11-01", "2027-01-01"))))
        assert (
            '<p><a href="on/">Quel texte s&#39;appliquait à une date donnée\u00a0?</a></p>'
            in made["fr/privacy/index.html"]
        )

    def test_a_document_of_which_only_the_draft_is_public_has_none(self) -> None:
        owner = replace(
            document(revision("2030-01-01")), draft=replace(revision(), published=None, id="draft"), draft_public=True
        )
        made = pages(corpus(owner))
        assert not [path for path in made if "/on/" in path]
        assert 'href="on/"' not in made["fr/privacy/index.html"]

    def test_its_twin(self) -> None:
        twin = json.loads(pages(copied())["fr/privacy/on/index.json"])
        assert (twin["authority"], twin["time_zone"], twin["history"]) == ("copy", "Europe/Brussels", "incomplete")
        assert twin["intervals"] == [
            {"first": None, "end": "2023-12-18", "state": "not-held"},
            {
                "first": "2023-12-18",
                "end": None,
                "state": "latest-held",
                "revision": "2023-12-18",
                "published": "2023-12-18",
                "effective": "not-stated",
            },
        ]

    def test_the_twin_of_a_publisher(self) -> None:
        first = replace(revision("2023-12-18", texts=OFFICIAL), withdrawn=date(2024, 2, 1))
        owner = replace(
            document(first, revision("2024-03-01", effective=date(2024, 4, 1), texts=OFFICIAL)), ended=date(2025, 1, 1)
        )
        twin = json.loads(pages(corpus(owner))["fr/privacy/on/index.json"])
        states = [one["state"] for one in twin["intervals"]]
        assert states == ["nothing-published", "not-stated", "none-applies", "applies", "ended"]


class TestComing:
    def coming(self, content: str) -> list[tuple[str, str]]:
        box = content.partition('<div id="page--coming"')[2].partition("</div>")[0]
        return re.findall(r'data-first="([^"]+)" hidden>(.*?)</p>', box)

    def test_each_text_prepares_a_banner_for_the_announced_one(self) -> None:
        made = pages(corpus(dated(("2023-12-18", "2024-01-01"), ("2026-11-01", "2027-01-01"))))
        for path in ("fr/privacy/index.html", "fr/privacy/2023-12-18/index.html"):
            [(first, words)] = self.coming(made[path])
            assert first == "2027-01-01"
            assert words.startswith(
                "Depuis le 1er janvier 2027, la version du 1er novembre 2026 s&#39;applique. <a href="
            )
            assert 'data-zone="Europe/Brussels"' in made[path]
            assert "assets/status.js" in made[path]
        assert "page--coming" not in made["fr/privacy/2026-11-01/index.html"]
        assert "status.js" not in made["fr/privacy/2026-11-01/index.html"]

    def test_on_its_own_page_an_announced_one_only_ends_the_banner_before(self) -> None:
        owner = dated(("2023-12-18", "2024-01-01"), ("2026-11-01", "2027-01-01"), ("2026-11-02", "2027-02-01"))
        found = self.coming(pages(corpus(owner))["fr/privacy/2026-11-02/index.html"])
        assert [(first, bool(words)) for first, words in found] == [("2027-01-01", True), ("2027-02-01", False)]

    def test_a_copy_claims_no_application(self) -> None:
        made = pages(copy_of(dated(("2023-12-18", "2024-01-01"), ("2026-11-01", "2027-01-01"))))
        [(_, words)] = self.coming(made["nl/privacy/index.html"])
        assert words.startswith("Volgens haar eigen woorden is de versie van 1 november 2026 sinds 1 januari 2027")

    def test_without_an_announced_one_there_is_neither_banner_nor_script(self) -> None:
        owner = document(revision("2023-12-18", texts=(text("nl", Origin.OFFICIAL),)))
        for path, content in pages(corpus(owner)).items():
            assert "page--coming" not in content or path.startswith("assets/"), path
            assert "status.js" not in content
