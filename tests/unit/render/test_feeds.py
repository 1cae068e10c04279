"""Feeds and calendar against the rules of their formats."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from generator.model import Authority, Corpus
from generator.render.events import folded
from tests.unit.render.changed import NEW, OLD, change_pages, changed_pages, changing, held, table
from tests.unit.render.changed import article as make_article
from tests.unit.render.samples import BASE, corpus, document, paragraph, revision

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOME = f"{BASE}fr/privacy/changes/"


def nasty() -> Corpus:
    """Words that mean something to each of the formats."""
    old = (make_article("a", 1, "A & B", paragraph("Il est dit ]]> & <b>, \\ ; rien\x0b de plus ici.")),)
    new = (make_article("a", 1, "A & B", paragraph("Il est dit ]]> & <i>, \\ ; rien\x0b de plus ici.")),)
    notes = {"fr": "Une note; avec, des \\ signes & <balises> ]]>\net deux lignes " + "très longues " * 20}
    return corpus(
        document(
            revision("2020-02-29", texts=(held("fr", old),)),
            replace(revision("2021-07-01", texts=(held("fr", new),)), notes=notes, effective=date(2021, 8, 1)),
            revision("2021-07-01.2", texts=(held("fr", new),), effective=date(2021, 7, 1)),
        )
    )


SITES = {"changing": changing, "nasty": nasty}


@pytest.fixture(params=SITES)
def made(request: pytest.FixtureRequest) -> dict[str, str]:
    return change_pages(SITES[request.param]())


def parsed(feed: str) -> ET.Element:
    """A feed that the test itself made."""
    return ET.fromstring(feed)  # noqa: S314


def moment(words: str) -> datetime:
    """A moment as RFC 3339 wants it: with seconds and an offset."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", words)
    return datetime.fromisoformat(words)


class TestAtom:
    def test_a_feed_has_what_it_must_have(self, made: dict[str, str]) -> None:
        feed = parsed(made["fr/privacy/changes/feed.xml"])
        assert feed.tag == f"{ATOM}feed"
        assert feed.get(LANG) == "fr"
        assert [feed.findtext(f"{ATOM}{name}") for name in ("id",)] == [HOME]
        assert feed.findtext(f"{ATOM}title")
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Exemple SA"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links == {"self": f"{HOME}feed.xml", "alternate": HOME}
        newest = max(moment(str(entry.findtext(f"{ATOM}updated"))) for entry in feed.findall(f"{ATOM}entry"))
        assert moment(str(feed.findtext(f"{ATOM}updated"))) == newest

    def test_entries_have_what_they_must_have(self, made: dict[str, str]) -> None:
        entries = parsed(made["fr/privacy/changes/feed.xml"]).findall(f"{ATOM}entry")
        ids = [str(entry.findtext(f"{ATOM}id")) for entry in entries]
        assert len(ids) == len(set(ids)) == 3
        for entry in entries:
            assert 0 < len(str(entry.findtext(f"{ATOM}title"))) < 140
            assert moment(str(entry.findtext(f"{ATOM}published"))) <= moment(str(entry.findtext(f"{ATOM}updated")))
            assert entry.findtext(f"{ATOM}summary")
            content = entry.find(f"{ATOM}content")
            assert content is not None
            assert content.get("type") == "html"
            assert content.text
            [link] = entry.findall(f"{ATOM}link")
            assert link.get("rel") == "alternate"
            assert str(link.get("href")).startswith(BASE)

    def test_each_id_is_the_permanent_address(self, made: dict[str, str]) -> None:
        for entry in parsed(made["fr/privacy/changes/feed.xml"]).findall(f"{ATOM}entry"):
            assert str(entry.findtext(f"{ATOM}id")).removeprefix(BASE) + "index.html" in made

    def test_content_has_absolute_addresses_only_and_no_ids(self, made: dict[str, str]) -> None:
        for entry in parsed(made["fr/privacy/changes/feed.xml"]).findall(f"{ATOM}entry"):
            html = str(entry.findtext(f"{ATOM}content"))
            assert all(href.startswith(("https:", "http:", "mailto:")) for href in re.findall(r'href="([^"]*)"', html))
            assert " id=" not in html
            assert "<details" not in html

    def test_the_redline_is_inside(self) -> None:
        feed = parsed(changed_pages()["fr/privacy/changes/feed.xml"])
        html = str(feed.findall(f"{ATOM}entry")[1].findtext(f"{ATOM}content"))
        assert "<del><span data-note>[\u2212</span>24<span data-note>\u2212]</span></del>" in html
        assert "<ins><span data-note>[+</span>36<span data-note>+]</span></ins>" in html
        assert "Ceci reste." not in html
        assert "calculée automatiquement, sans appréciation juridique" in html
        assert f'<a href="{BASE}fr/privacy/2025-01-01/#law">' in html

    def test_days_are_those_of_the_data_in_the_sites_time_zone(self) -> None:
        feed = parsed(change_pages(nasty())["fr/privacy/changes/feed.xml"])
        days = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
        assert days == ["2021-07-01T00:00:00+02:00", "2021-07-01T00:00:00+02:00", "2020-02-29T00:00:00+01:00"]

    def test_the_draft_is_no_entry(self) -> None:
        assert "draft" not in changed_pages()["fr/privacy/changes/feed.xml"]

    def test_a_copys_feed_says_so(self) -> None:
        site = changing()
        made = change_pages(replace(site, site=replace(site.site, authority=Authority.COPY)))
        feed = parsed(made["fr/privacy/changes/feed.xml"])
        assert str(feed.findtext(f"{ATOM}subtitle")).startswith("Copies de textes publiés par Exemple SA.")
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Textes de référence"
        assert json.loads(made["fr/privacy/changes/feed.json"])["description"].startswith("Copies de textes")


class TestJsonFeed:
    def test_it_has_what_it_must_have(self, made: dict[str, str]) -> None:
        feed = json.loads(made["fr/privacy/changes/feed.json"])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["home_page_url"] == HOME
        assert feed["feed_url"] == f"{HOME}feed.json"
        assert feed["language"] == "fr"
        assert feed["authors"] == [{"name": "Exemple SA"}]
        ids = [item["id"] for item in feed["items"]]
        assert len(ids) == len(set(ids)) == 3
        for item in feed["items"]:
            assert item["content_html"]
            assert 0 < len(item["title"]) < 140
            assert moment(item["date_published"]) <= moment(item["date_modified"])
            assert item["url"].startswith(BASE)
            assert all(isinstance(tag, str) for tag in item["tags"])
            assert not {key for key in item if key.startswith("_")} - {"_polylex"}

    def test_it_says_the_same_as_atom(self, made: dict[str, str]) -> None:
        entries = parsed(made["fr/privacy/changes/feed.xml"]).findall(f"{ATOM}entry")
        items = json.loads(made["fr/privacy/changes/feed.json"])["items"]
        assert [item["id"] for item in items] == [entry.findtext(f"{ATOM}id") for entry in entries]
        assert [item["title"] for item in items] == [entry.findtext(f"{ATOM}title") for entry in entries]
        for item, entry in zip(items, entries, strict=True):
            assert item["content_html"].replace("\x0b", "") == entry.findtext(f"{ATOM}content")

    def test_nature_and_sections_are_data_as_well(self) -> None:
        item = json.loads(changed_pages()["fr/privacy/changes/feed.json"])["items"][1]
        assert item["_polylex"]["nature"] == "scope"
        assert item["_polylex"]["revision"] == "2025-01-01"
        assert item["_polylex"]["facts"]
        assert "value" in item["tags"]


def unfolded(calendar: str) -> list[str]:
    return calendar.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


class TestCalendar:
    def test_lines_end_and_fold_as_they_must(self, made: dict[str, str]) -> None:
        content = made["fr/privacy/changes/changes.ics"]
        assert content.endswith("\r\n")
        assert "\n" not in content.replace("\r\n", "")
        assert max(len(line.encode()) for line in content.split("\r\n")) <= 75
        assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f]", content)

    def test_it_has_what_it_must_have(self, made: dict[str, str]) -> None:
        lines = unfolded(made["fr/privacy/changes/changes.ics"])
        assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
        assert lines[-1] == "END:VCALENDAR"
        assert sum(line.startswith("PRODID:") for line in lines) == 1
        ids = [line for line in lines if line.startswith("UID:")]
        count = lines.count("BEGIN:VEVENT")
        assert count == lines.count("END:VEVENT") == len(set(ids)) == len(ids)
        for name in ("DTSTAMP:", "DTSTART;VALUE=DATE:", "SUMMARY:", "URL:"):
            assert sum(line.startswith(name) for line in lines) == count
        stamps = [line for line in lines if line.startswith("DTSTAMP:")]
        assert all(re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", line) for line in stamps)

    def test_days_of_publication_and_of_application(self) -> None:
        lines = unfolded(change_pages(nasty())["fr/privacy/changes/changes.ics"])
        days = [line.removeprefix("DTSTART;VALUE=DATE:") for line in lines if line.startswith("DTSTART")]
        assert days == ["20200229", "20210701", "20210801", "20210701"]
        ids = [line for line in lines if line.startswith("UID:")]
        assert ids[0] == "UID:privacy-2020-02-29-published-fr@policies.example"
        assert ids[3] == "UID:privacy-2021-07-01.2-applies-fr@policies.example"
        assert "DTSTAMP:20200228T230000Z" in lines

    def test_signs_are_escaped(self) -> None:
        lines = unfolded(change_pages(nasty())["fr/privacy/changes/changes.ics"])
        description = next(line for line in lines if "Une note" in line)
        assert r"Une note\; avec\, des \\ signes & <balises> ]]>\net deux lignes" in description

    def test_a_version_without_a_day_of_application_claims_none(self) -> None:
        lines = unfolded(change_pages(corpus())["fr/privacy/changes/changes.ics"])
        assert [line for line in lines if "applies" in line] == []
        assert any("Le texte n'indique pas de date d'application." in line for line in lines)

    @pytest.mark.parametrize("line", ["", "a" * 75, "a" * 76, "é" * 100, "a" + "\U0001f4c5" * 60])
    def test_folding_loses_nothing(self, line: str) -> None:
        made = folded(line)
        assert made.replace("\r\n ", "").removesuffix("\r\n") == line
        assert all(len(part.encode()) <= 75 for part in made.split("\r\n"))


def test_feeds_do_not_change_with_the_day() -> None:
    later = date(2026, 11, 24) + timedelta(days=300)
    for name in ("feed.xml", "feed.json", "changes.ics"):
        path = f"fr/privacy/changes/{name}"
        assert changed_pages()[path] == change_pages(changing(), later)[path]


def test_a_whole_new_table_is_in_the_feed() -> None:
    new = (*OLD, make_article("z", 11, "Z", table(("Un", "Deux"), ("trois", "quatre"))))
    site = corpus(
        document(revision("2020-01-01", texts=(held("fr", OLD),)), revision("2021-01-01", texts=(held("fr", new),)))
    )
    content = unescape(change_pages(site)["fr/privacy/changes/feed.xml"])
    assert "tableau ajouté" in content or "[+</span>Un" in content
    assert NEW
