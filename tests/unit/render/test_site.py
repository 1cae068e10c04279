"""The whole site: what is there, where it leads, and what must not be there."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from posixpath import join, normpath

import pytest

from generator.errors import ConfigurationError
from generator.model import Authority, Corpus, Origin, plain
from tests.unit.render.samples import (
    BASE,
    copied,
    corpus,
    document,
    draft,
    pages,
    render,
    revision,
    searchable,
    section,
    text,
)

OFFICIAL = (text("nl"), text("fr"))


def several() -> Corpus:
    """A publisher's site with a superseded, an applicable and an announced version, and a public draft."""
    revisions = (
        revision("2023-12-18", texts=OFFICIAL),
        revision("2024-05-01", texts=(text("nl"),)),
        revision("2026-11-01", effective=date(2027, 1, 1), texts=OFFICIAL),
    )
    return corpus(replace(document(*revisions), draft=draft(), draft_public=True))


class Page(HTMLParser):
    """The ids, links and words of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if own.get("id"):
            self.ids.append(str(own["id"]))
        absolute = own.get("rel") in {"canonical", "alternate"} and "hreflang" in own
        if tag in {"a", "link"} and not absolute and own.get("rel") != "canonical":
            self.links.append(str(own.get("href")))


def html_pages(made: dict[str, str]) -> dict[str, Page]:
    return {path: Page(content) for path, content in made.items() if path.endswith(".html")}


@pytest.mark.parametrize("site", [copied(), several(), searchable(several())], ids=["copy", "publisher", "searchable"])
class TestEveryPage:
    def test_links_lead_somewhere(self, site: Corpus) -> None:
        made = pages(site)
        parsed = html_pages(made)
        for path, page in parsed.items():
            for href in page.links:
                if href.startswith(("http:", "https:", "mailto:")):
                    continue
                target, _, fragment = href.partition("#")
                found = normpath(join("/", path.rpartition("/")[0], target)).lstrip("/") if target else path
                found = f"{found}/index.html".lstrip("/") if target.endswith("/") else found
                assert found in made, (path, href)
                assert not fragment or fragment in parsed[found].ids, (path, href)

    def test_ids_stand_once(self, site: Corpus) -> None:
        for path, page in html_pages(pages(site)).items():
            assert len(page.ids) == len(set(page.ids)), path

    def test_every_page_has_a_language_a_policy_and_no_script_or_style_inside(self, site: Corpus) -> None:
        for path, content in pages(site).items():
            if path.endswith(".html"):
                assert re.search(r'<html lang="(fr|nl)" dir="ltr">', content), path
                assert "default-src &#39;none&#39;" in content
                assert not re.search(r"<script(?! type=\"application/ld| src=)|<style| style=| on\w+=", content), path

    def test_only_a_page_with_a_script_allows_one(self, site: Corpus) -> None:
        for path, content in pages(site).items():
            if path.endswith(".html"):
                scripts = re.findall(r'<script src="[./]*(assets/[a-z-]+\.js)" defer></script>', content)
                assert len(scripts) == len(set(scripts)), path
                assert ("script-src &#39;self&#39;" in content) is bool(scripts), path
                assert all(script in pages(site) for script in scripts), path

    def test_the_base_address_stands_only_in_the_head_and_in_citations(self, site: Corpus) -> None:
        for path, content in pages(site).items():
            if path.endswith(".html"):
                body = re.sub(r'<span class="cite-address">[^<]+</span>', "", content.partition("<body>")[2])
                assert BASE not in body, path

    def test_everything_is_the_same_twice(self, site: Corpus) -> None:
        assert render(site).files == render(site).files

    def test_files_are_in_order_and_end_their_last_line(self, site: Corpus) -> None:
        files = render(site).files
        assert [file.path for file in files] == sorted({file.path for file in files})
        assert all(file.content.endswith(b"\n") for file in files)


class TestFragments:
    def test_they_stand_on_their_page_in_order(self) -> None:
        made = pages(several())
        texts = render(several()).texts
        assert {shown.path for shown in texts} >= {"fr/privacy/2023-12-18/index.html", "nl/privacy/draft/index.html"}
        for shown in texts:
            place = 0
            for fragment in shown.fragments:
                for part in (fragment.heading, fragment.body):
                    place = made[shown.path].index(part, place) + len(part)

    def test_without_generated_words_they_hold_the_words_of_the_text(self) -> None:
        for shown in render(copied()).texts:
            html = "".join(fragment.heading + " " + fragment.body for fragment in shown.fragments)
            kept = re.sub(r"<span[^>]* data-generated>[^<]*</span>", "", html)
            words = unescape(re.sub(r"<[^>]+>", "", kept)).split()
            assert "Premiers" in words
            assert "Catégorie" not in words
            assert plain(shown.text.sections[0].blocks[0].inlines).split()[0] in words  # type: ignore[union-attr]


class TestPrivacy:
    def test_what_is_not_public_reaches_no_file(self) -> None:
        hidden = replace(draft(), texts=(replace(text("fr"), title="Titre caché"),))
        later = replace(revision("2026-12-24", texts=(replace(text("fr"), title="Titre à venir"),)))
        site = corpus(replace(document(revision(), later), draft=hidden, draft_public=False))
        for path, content in pages(site).items():
            for word in ("caché", "venir", "2026-12-24", "24 décembre", "draft", "Projet"):
                assert word not in content or path.startswith("assets/"), (path, word)
            assert "draft" not in path

    def test_a_document_of_which_nothing_is_public_is_not_listed(self) -> None:
        hidden = replace(document(revision("2027-01-01")), id="secret")
        made = pages(corpus(document(), hidden))
        assert not [path for path, content in made.items() if "secret" in path + content]

    def test_a_withdrawal_to_come_is_in_no_twin(self) -> None:
        site = corpus(document(replace(revision(), withdrawn=date(2030, 5, 6))))
        assert not [path for path, content in pages(site).items() if "2030" in content]


class TestIndexing:
    def test_a_copy_is_never_listed(self) -> None:
        made = pages(copied())
        assert all('content="noindex"' in content for path, content in made.items() if path.endswith(".html"))
        assert "sitemap.xml" not in made
        assert "Sitemap" not in made["robots.txt"]
        assert "X-Robots-Tag: noindex" in made["_headers"]

    def test_a_publishers_site_lists_all_but_drafts(self) -> None:
        made = pages(several())
        listed = re.findall(r"<loc>(.*)</loc>", made["sitemap.xml"])
        assert f"{BASE}fr/privacy/2023-12-18/" in listed
        assert not [url for url in listed if "draft" in url or "404" in url]
        assert 'content="noindex"' in made["fr/privacy/draft/index.html"]
        assert 'content="noindex"' not in made["fr/privacy/2023-12-18/index.html"]
        assert "/fr/privacy/draft/*\n  X-Robots-Tag: noindex" in made["_headers"]
        assert f"Sitemap: {BASE}sitemap.xml" in made["robots.txt"]

    def test_every_listed_page_is_its_own_canonical(self) -> None:
        made = pages(several())
        for url in re.findall(r"<loc>(.*)</loc>", made["sitemap.xml"]):
            content = made[url.removeprefix(BASE) + "index.html"]
            assert f'<link rel="canonical" href="{url}">' in content

    def test_alternates_name_only_texts_that_are_held(self) -> None:
        content = pages(several())["nl/privacy/2024-05-01/index.html"]
        assert re.findall(r'<link rel="alternate" hreflang="([^"]+)"', content) == ["nl", "x-default"]


class TestLanguages:
    def test_the_switch_leads_to_the_document_where_the_text_is_not_held(self) -> None:
        made = pages(several())
        assert 'href="../../../fr/privacy/" hreflang="fr"' in made["nl/privacy/2024-05-01/index.html"]
        assert "Le texte en français n&#39;est pas disponible ici." in made["fr/privacy/index.html"]

    def test_each_section_leads_to_itself_in_the_other_language(self) -> None:
        content = pages(copied())["fr/privacy/index.html"]
        assert '<a href="../../nl/privacy/#law" hreflang="nl" lang="nl" aria-label="NL: Artikel 2 – ' in content

    def test_a_missing_section_is_a_loud_gap_at_its_place(self) -> None:
        full, lacking = text("nl"), text("fr")
        lacking = replace(lacking, sections=tuple(part for part in lacking.sections if part.id != "general-words"))
        content = pages(corpus(document(revision(texts=(full, lacking)))))["fr/privacy/index.html"]
        gap = content.index('<section id="general-words" class="gap">')
        assert content.index('id="general"') < gap < content.index('id="general-table"')
        assert "Une partie du texte manque ici. Elle n'est pas disponible en français." in content
        assert 'href="../../nl/privacy/#general-words" hreflang="nl" lang="nl">1.1.</a>' in content

    def test_a_gap_before_the_first_section_stands_first(self) -> None:
        full, lacking = text("nl"), text("fr")
        lacking = replace(lacking, sections=lacking.sections[1:])
        content = pages(corpus(document(revision(texts=(full, lacking)))))["fr/privacy/index.html"]
        assert re.search(r'<div class="policy-text">\n<section id="preamble" class="gap">', content)

    def test_one_language_has_no_switch_and_no_other_links(self) -> None:
        site = corpus(document(revision(texts=(text("nl"),))))
        lone = replace(site, site=replace(site.site, languages=("nl",)))
        content = pages(lone)["nl/privacy/index.html"]
        assert 'hreflang="fr"' not in content

    def test_any_further_language_works_by_configuration(self) -> None:
        turkish = replace(text("fr"), language="tr")
        site = corpus(document(revision(texts=(text("nl"), turkish))))
        wider = replace(site, site=replace(site.site, languages=("nl", "tr")))
        content = pages(wider)["tr/privacy/index.html"]
        assert '<html lang="tr"' in content
        assert "18 Aral\u0131k 2023" in content
        assert "According to article 2, the version in Felemenkçe prevails" in content

    def test_a_language_written_from_the_right(self) -> None:
        site = corpus(document(revision(texts=(replace(text("fr"), language="ar"),))))
        wider = replace(site, site=replace(site.site, languages=("ar",)))
        assert '<html lang="ar" dir="rtl">' in pages(wider)["ar/privacy/index.html"]


class TestVersions:
    def test_neighbours_are_linked(self) -> None:
        content = pages(several())["nl/privacy/2024-05-01/index.html"]
        assert re.search(r'<dt>Vorige versie</dt>\n<dd><a href="../2023-12-18/">18 december 2023</a>', content)
        assert re.search(r'<dt>Volgende versie</dt>\n<dd><a href="../2026-11-01/">1 november 2026</a>', content)

    def test_the_documents_page_lists_all_of_them(self) -> None:
        content = pages(several())["nl/privacy/index.html"].partition('id="page--versions"')[2]
        assert re.findall(r'<li><a href="([^"]+)"', content) == ["draft/", "2026-11-01/", "2024-05-01/", "2023-12-18/"]

    def test_a_second_version_of_a_day_is_told_apart(self) -> None:
        site = corpus(document(revision("2023-12-18"), revision("2023-12-18.2")))
        assert "18 décembre 2023 (2)" in pages(site)["fr/privacy/index.html"]

    def test_where_none_applies_the_documents_page_says_so(self) -> None:
        site = corpus(document(revision("2026-11-01", effective=date(2027, 1, 1))))
        content = pages(site)["fr/privacy/index.html"]
        assert "Aucune version de ce document ne s&#39;applique actuellement." in content
        assert 'href="2026-11-01/"' in content

    def test_on_a_copy_the_latest_version_held_is_shown(self) -> None:
        site = corpus(document(revision("2026-11-01", effective=date(2027, 1, 1))), authority=Authority.COPY)
        assert 'class="policy-text"' in pages(site)["fr/privacy/index.html"]

    def test_the_table_of_contents_has_articles_and_titled_clauses(self) -> None:
        content = pages(copied())["fr/privacy/index.html"]
        contents = content[content.index('<nav class="contents"') : content.index('<div class="policy-text"')]
        assert re.findall(r'<a href="#([^"]+)">([^<]+)', contents) == [
            ("general", "Article 1 – Généralités"),
            ("general-table", "1.2. Vos droits"),
            ("law", "Article 2 – Droit applicable"),
        ]


class TestTwins:
    def test_a_revisions_twin(self) -> None:
        twin = json.loads(pages(copied())["nl/privacy/2023-12-18/index.json"])
        assert twin["prevailing"]["held"] == "unofficial"
        assert twin["prevailing"]["this_text_prevails"] is False
        assert [part["id"] for part in twin["sections"]] == [
            "preamble",
            "general",
            "general-words",
            "general-table",
            "law",
        ]
        assert twin["sections"][1]["blocks"][0]["references"] == [{"text": "artikel 2", "target": "law"}]
        assert twin["facts"]["categories"][1]["purposes"] == {"undecided": "photos-purpose"}
        assert twin["facts"]["categories"][0]["retention"][0]["duration"] == "P24M"

    def test_only_an_official_published_prevailing_text_prevails(self) -> None:
        twin = json.loads(pages(several())["nl/privacy/2023-12-18/index.json"])
        assert twin["prevailing"]["this_text_prevails"] is True
        assert json.loads(pages(several())["nl/privacy/draft/index.json"])["prevailing"]["this_text_prevails"] is False

    def test_a_revisions_twin_does_not_change_with_the_day(self) -> None:
        name = "fr/privacy/2023-12-18/index.json"
        assert pages(several())[name] == pages(several(), date(2030, 1, 1))[name]

    def test_checksums_hold(self) -> None:
        made = pages(copied())
        for line in made["fr/privacy/2023-12-18/SHA256SUMS"].splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(made[f"fr/privacy/2023-12-18/{name}"].encode()).hexdigest() == digest

    def test_plain_text(self) -> None:
        lines = pages(copied())["fr/privacy/2023-12-18/text.txt"]
        assert lines.startswith("Déclaration de confidentialité\n\nDernière adaptation: 18/12/2023\n\nNous traitons")
        assert "\n\nVoir article 2 ici, la page, cookies et x.\n\n1.1. Premiers mots.\n\n" in lines
        assert "- Catégorie 1: l'adresse IP;\n- des images;\n\n  et leurs dates.\n" in lines
        assert "\n\n3. trois\n\nActivité\tExemple\tContexte\nCatégorie 1: visite\tadresse IP\t" in lines

    def test_an_untitled_section_without_a_paragraph_still_has_its_number(self) -> None:
        held = replace(text("fr"), sections=(section("a", (1, 1), "1.1.", ""),))
        made = pages(corpus(document(revision(texts=(held,)))))
        assert made["fr/privacy/2023-12-18/text.txt"].endswith("\n\n1.1.\n")


class TestStructuredData:
    def read(self, made: dict[str, str], path: str) -> dict[str, object]:
        match = re.search(r'<script type="application/ld\+json">(.*?)</script>', made[path])
        assert match
        found: dict[str, object] = json.loads(match[1])
        return found

    def test_an_official_text_names_its_publisher(self) -> None:
        data = self.read(pages(several()), "fr/privacy/2023-12-18/index.html")
        assert data["@type"] == "DigitalDocument"
        assert data["datePublished"] == "2023-12-18"
        assert data["publisher"] == {"@type": "Organization", "name": "Exemple SA"}
        assert "translationOfWork" not in data

    def test_an_unofficial_translation_names_what_it_translates_and_no_publisher(self) -> None:
        data = self.read(pages(copied()), "nl/privacy/2023-12-18/index.html")
        assert "publisher" not in data
        assert data["translationOfWork"]["inLanguage"] == "fr"  # type: ignore[index]

    def test_a_copied_text_names_its_source(self) -> None:
        data = self.read(pages(copied()), "fr/privacy/2023-12-18/index.html")
        assert data["isBasedOn"] == [{"@type": "MediaObject", "name": "declaration.pdf", "sha256": "a" * 64}]

    def test_a_draft_has_no_publisher_and_no_day(self) -> None:
        data = self.read(pages(copied()), "fr/privacy/draft/index.html")
        assert data["creativeWorkStatus"] == "Draft"
        assert not {"publisher", "datePublished"} & set(data)

    def test_a_title_cannot_end_the_script(self) -> None:
        held = replace(text("fr"), title="</script><b>&")
        made = pages(corpus(document(revision(texts=(held,)))))
        assert self.read(made, "fr/privacy/2023-12-18/index.html")["name"] == "</script><b>&"


class TestOverviews:
    def test_languages_are_named_in_themselves(self) -> None:
        content = pages(copied())["index.html"]
        assert '<a href="nl/" hreflang="nl">Nederlands</a>' in content
        assert '<a href="fr/" hreflang="fr">Français</a>' in content
        assert 'http-equiv="refresh"' not in content

    def test_documents_are_listed_with_status_and_dates(self) -> None:
        content = pages(several())["nl/index.html"]
        assert '<a href="privacy/">Privacyverklaring</a>' in content
        assert "<dd>van toepassing</dd>" in content
        assert "<dd>Frankrijk</dd>" in content
        assert "<dd>1 mei 2024</dd>" in content

    def test_a_title_in_another_language_is_marked(self) -> None:
        site = corpus(document(revision(texts=(text("nl", Origin.OFFICIAL),))))
        assert '<h2 lang="nl"><a href="privacy/">Privacyverklaring</a></h2>' in pages(site)["fr/index.html"]

    def test_the_page_for_a_wrong_address_works_at_any_depth(self) -> None:
        made = pages(corpus(base_url="https://policies.example/texts/"))
        assert 'href="/texts/assets/polylex.css"' in made["404.html"]
        assert 'href="/texts/fr/"' in made["404.html"]


def test_an_unknown_language_is_told() -> None:
    site = corpus()
    wrong = replace(site, site=replace(site.site, languages=("nl", "qq")))
    with pytest.raises(ConfigurationError, match="unknown language 'qq'"):
        render(wrong)
