"""What publishing made, as readers see it: digests, seals and the chain; corrections, and the text as published."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from html import unescape

import pytest

from generator.model import Corpus, CorrectionKind, Revision
from tests.unit.render.changed import change_pages, changed_pages
from tests.unit.render.samples import BASE, copied, corpus, document, pages, render
from tests.unit.render.sealed import corrected, sealed_site

FOLDERS = ("fr/privacy/2023-12-18/", "nl/privacy/2025-01-01/", "fr/privacy/2025-01-01/as-published/")


@cache
def made() -> dict[str, str]:
    return change_pages(sealed_site())


def only(shown: Revision) -> Corpus:
    return corpus(document(shown))


def sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


class TestDigests:
    @pytest.mark.parametrize("folder", FOLDERS)
    def test_checksums_of_a_folder_hold(self, folder: str) -> None:
        lines = made()[f"{folder}SHA256SUMS"].splitlines()
        assert [line.split("  ")[1] for line in lines] == ["index.json", "text.txt", "content.json"]
        for line in lines:
            digest, name = line.split("  ")
            assert sha256(made()[folder + name]) == digest

    def test_the_content_of_a_wording_is_that_of_its_seal(self) -> None:
        second = corrected()
        for path, seal in (("2025-01-01/", second.last_seal), ("2025-01-01/as-published/", second.seal)):
            for language in ("fr", "nl"):
                assert seal is not None
                assert sha256(made()[f"{language}/privacy/{path}content.json"]) == seal.content[language]

    def test_a_content_that_is_not_the_sealed_one_is_a_bug(self) -> None:
        second = corrected()
        with pytest.raises(ValueError, match="the nl text of privacy 2025-01-01 isn't what seal 4 was taken of"):
            render(only(replace(second, notes={"nl": "Een andere nota."})))

    def test_a_text_without_a_place_in_its_seal_is_a_bug(self) -> None:
        second = corrected()
        assert second.seal
        with pytest.raises(ValueError, match="seal 2"):
            render(only(replace(second, corrections=(), seal=replace(second.seal, content={}))))

    def test_the_box_shows_digest_and_seal(self) -> None:
        content = made()["fr/privacy/2025-01-01/index.html"]
        own = sha256(made()["fr/privacy/2025-01-01/content.json"])
        assert f"<dt>SHA-256 du contenu</dt>\n<dd><code>{own}</code></dd>" in content
        assert '<dd><a href="../chain.json">numéro 4 de la chaîne</a></dd>' in content
        assert f"<dd><code>{'4' * 64}</code></dd>" in content
        assert '<a href="content.json">' in content

    def test_the_documents_own_page_leads_to_the_revisions_files(self) -> None:
        content = made()["fr/privacy/index.html"]
        assert '<a href="2025-01-01/content.json">' in content
        assert '<a href="chain.json">' in content

    def test_the_footer_says_which_text_this_is(self) -> None:
        footer = made()["fr/privacy/2023-12-18/index.html"].partition("<footer")[2]
        assert "Déclaration de confidentialité – 18 décembre 2023 – remplacée" in footer
        assert sha256(made()["fr/privacy/2023-12-18/content.json"]) in footer
        assert "applicable (au 24 novembre 2026)" in made()["fr/privacy/index.html"].partition("<footer")[2]

    def test_a_draft_has_none(self) -> None:
        content = pages(copied())["fr/privacy/draft/index.html"]
        assert "SHA-256 du contenu" not in content
        assert "fr/privacy/draft/content.json" not in pages(copied())

    def test_what_is_not_sealed_says_nothing_of_a_seal(self) -> None:
        for path, content in changed_pages().items():
            assert not path.endswith("chain.json")
            if path.endswith((".html", ".json")):
                assert not re.search(r'Scellé|Zegel|"seal"|chain\.json', content), path


class TestChain:
    def test_it_holds_what_is_public_in_order(self) -> None:
        chain = json.loads(made()["fr/privacy/chain.json"])
        assert made()["nl/privacy/chain.json"] == made()["fr/privacy/chain.json"]
        assert (chain["document"], chain["form"]) == ("privacy", "polylex-chain/1")
        kinds = [(link["number"], link["kind"], link["revision"], link["date"]) for link in chain["links"]]
        assert kinds == [
            (1, "revision", "2023-12-18", "2023-12-18"),
            (2, "revision", "2025-01-01", "2025-01-01"),
            (3, "correction", "2025-01-01", "2025-02-03"),
            (4, "correction", "2025-01-01", "2025-03-04"),
        ]
        assert [link["previous"] for link in chain["links"]] == ["", "1" * 64, "2" * 64, "3" * 64]
        assert chain["links"][0]["source"] == {"fr/privacy/a.md": "a" * 64}
        assert set(chain["links"][0]["content"]) == {"fr", "nl"}

    def test_a_link_to_come_is_nowhere(self) -> None:
        assert not [path for path, content in made().items() if "2030" in content + path or "5" * 64 in content]

    def test_a_correction_without_a_seal_is_no_link(self) -> None:
        second = corrected()
        bare = replace(second.corrections[0], kind=CorrectionKind.TECHNICAL, seal=None)
        chain = json.loads(
            pages(only(replace(second, corrections=(bare, second.corrections[1]))))["fr/privacy/chain.json"]
        )
        assert [link["number"] for link in chain["links"]] == [2, 4]

    def test_the_twin_has_seal_and_corrections(self) -> None:
        twin = json.loads(made()["fr/privacy/2025-01-01/index.json"])
        assert (twin["seal"]["number"], twin["seal"]["digest"]) == (4, "4" * 64)
        assert sha256(made()["nl/privacy/2025-01-01/content.json"]) == twin["seal"]["content"]["nl"]
        assert twin["corrections"] == [
            {"date": "2025-02-03", "note": "Une lettre manquait."},
            {"date": "2025-03-04", "note": "Une autre aussi."},
        ]
        first = json.loads(made()["fr/privacy/2025-01-01/as-published/index.json"])
        assert (first["seal"]["number"], first["corrections"]) == (2, [])


class TestCorrections:
    def test_the_page_shows_the_corrected_text_and_the_way_to_the_first(self) -> None:
        content = made()["fr/privacy/2025-01-01/index.html"]
        assert "Bienvenue &amp; merci &lt;à vous&gt;." in content
        assert (
            '<p class="banner note banner-corrected">Rectifié le 4 mars 2025. '
            '<a href="as-published/">Voir le texte tel que publié.</a></p>'
        ) in content
        assert (
            "<dd>3 février 2025\u00a0: Une lettre manquait.</dd>\n<dd>4 mars 2025\u00a0: Une autre aussi.</dd>"
            in content
        )
        assert '"dateModified":"2025-03-04"' in content
        assert '<a href="2025-01-01/as-published/">' in made()["fr/privacy/index.html"]
        assert "Rechtgezet op 4 maart 2025." in made()["nl/privacy/2025-01-01/index.html"]

    def test_the_text_as_published_stays(self) -> None:
        content = made()["fr/privacy/2025-01-01/as-published/index.html"]
        assert "Bienvenu &amp; merci &lt;à vou&gt;." in content
        assert (
            '<p class="banner warning banner-as-published">Texte tel que publié. Il a été rectifié le 4 mars 2025. '
            '<a href="../">Lire le texte rectifié</a></p>'
        ) in content
        assert "banner-corrected" not in content
        assert "(1er janvier 2025, tel que publié)" in content
        assert '<a href="../../../../nl/privacy/2025-01-01/as-published/" hreflang="nl"' in content

    def test_no_search_engine_lists_the_text_as_published(self) -> None:
        content = made()["fr/privacy/2025-01-01/as-published/index.html"]
        assert '<meta name="robots" content="noindex">' in content
        assert f'<link rel="canonical" href="{BASE}fr/privacy/2025-01-01/">' in content
        assert re.findall(r'rel="alternate" hreflang="([^"]+)"', content) == ["x-default"]
        assert f'"@id":"{BASE}fr/privacy/2025-01-01/as-published/"' in content
        assert "as-published" not in made()["sitemap.xml"]
        assert "/fr/privacy/2025-01-01/as-published/*\n  X-Robots-Tag: noindex" in made()["_headers"]

    def test_its_words_are_proven_too(self) -> None:
        shown = [text for text in render(sealed_site()).texts if "as-published" in text.path]
        assert [text.path for text in shown] == [
            "fr/privacy/2025-01-01/as-published/index.html",
            "nl/privacy/2025-01-01/as-published/index.html",
        ]
        assert "vou>" in str(shown[0].text.sections[0].blocks)

    def test_a_technical_correction_is_only_in_the_chain(self) -> None:
        second = corrected(CorrectionKind.TECHNICAL)
        bare = replace(second, corrections=second.corrections[1:])
        made_of_it = pages(only(bare))
        assert not [path for path in made_of_it if "as-published" in path]
        assert not [path for path, content in made_of_it.items() if "Une autre aussi" in content]
        assert json.loads(made_of_it["fr/privacy/chain.json"])["links"][-1]["kind"] == "correction"

    def test_comparisons_use_the_corrected_wording(self) -> None:
        redline = made()["fr/privacy/changes/2023-12-18..2025-01-01/index.html"]
        assert "Bienvenue" in redline
        assert "Bienvenu " not in redline
        assert "vou&gt;" not in redline

    def test_the_changelog_tells_notes_and_word_changes(self) -> None:
        content = made()["fr/privacy/changes/index.html"]
        assert '<li id="correction--2025-01-01--1">3 février 2025\u00a0: Une lettre manquait.</li>' in content
        assert '<li id="correction--2025-01-01--2">4 mars 2025\u00a0: Une autre aussi.</li>' in content
        redline = content.partition("Ce que les rectifications ont modifié")[2].partition("</details>")[0]
        words = re.sub(r"\s+", " ", unescape(re.sub(r"<span[^>]*data-note>[^<]*</span>|<[^>]+>", "", redline)))
        assert "Bienvenu" in words
        assert "Bienvenue" in words
        assert "<del>" in redline
        assert '<a href="../2025-01-01/as-published/"' in content
        ids = re.findall(r' id="([^"]+)"', content)
        assert len(ids) == len(set(ids))

    def test_a_language_that_nothing_was_mended_in_has_the_note_and_no_word_changes(self) -> None:
        content = made()["nl/privacy/changes/index.html"]
        assert "Een letter ontbrak." in content
        assert "Wat de rechtzettingen hebben gewijzigd" not in content

    def test_the_changelogs_twin_tells_them(self) -> None:
        changes = json.loads(made()["fr/privacy/changes/index.json"])["changes"]
        assert [len(change["corrections"]) for change in changes] == [2, 0]

    def test_an_own_entry_of_the_feeds(self) -> None:
        feed = json.loads(made()["fr/privacy/changes/feed.json"])
        ids = [item["id"].removeprefix(BASE) for item in feed["items"]]
        assert ids == [
            "fr/privacy/changes/#correction--2025-01-01--2",
            "fr/privacy/changes/#correction--2025-01-01--1",
            "fr/privacy/2025-01-01/",
            "fr/privacy/2023-12-18/",
        ]
        item = feed["items"][0]
        assert item["title"] == "Rectification de la version du 1er janvier 2025 : Une autre aussi."
        assert item["date_published"] == "2025-03-04T00:00:00+01:00"
        assert item["_polylex"] == {
            "document": "privacy",
            "edition": "FR",
            "revision": "2025-01-01",
            "published": "2025-01-01",
            "effective": "2025-01-01",
            "correction": 2,
        }
        assert "<del>" in item["content_html"]
        assert f'<a href="{BASE}fr/privacy/2025-01-01/as-published/">' in item["content_html"]
        assert ' href="#' not in item["content_html"]
        atom = made()["fr/privacy/changes/feed.xml"]
        assert atom.index("<updated>2025-03-04T00:00:00+01:00") < atom.index("<entry>")
        assert atom.count("<entry>") == 4

    def test_a_correction_without_a_note_still_has_a_title(self) -> None:
        second = corrected()
        silent = replace(second, corrections=(replace(second.corrections[1], notes={}),))
        [item, _] = json.loads(change_pages(only(silent))["fr/privacy/changes/feed.json"])["items"]
        assert item["title"] == "Rectification de la version du 1er janvier 2025"

    def test_a_language_that_was_not_held_when_published_has_no_such_page(self) -> None:
        second = corrected()
        first = replace(second.earlier[0], texts=tuple(t for t in second.earlier[0].texts if t.language == "nl"))
        shown = replace(second, earlier=(first,), seal=None)
        content = change_pages(only(shown))
        assert "fr/privacy/2025-01-01/as-published/index.html" not in content
        assert "banner-corrected" not in content["fr/privacy/2025-01-01/index.html"]
        assert "as-published" not in content["fr/privacy/changes/index.html"] + content["fr/privacy/changes/feed.xml"]


class TestShortNotice:
    def test_it_is_told_on_the_page_and_in_the_changelog(self) -> None:
        shown = replace(corrected(), short_notice={"fr": "Un juge l'impose."}, corrections=(), earlier=(), seal=None)
        content = change_pages(only(shown))
        sentence = "Le préavis a été plus court que d&#39;habitude\u00a0: Un juge l&#39;impose."
        assert f"<dd>{sentence}</dd>" in content["fr/privacy/2025-01-01/index.html"]
        assert f"<dd>{sentence}</dd>" in content["fr/privacy/changes/index.html"]
        assert json.loads(content["fr/privacy/2025-01-01/index.json"])["short_notice"] == "Un juge l'impose."
        assert "Aankondigingstermijn" not in content["nl/privacy/2025-01-01/index.html"]
