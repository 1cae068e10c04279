"""The review page of a check: both texts side by side, each finding once and in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.check import Severity
from generator.compare import Op, Span
from generator.errors import EXIT_FINDINGS, Location
from generator.model import OpenDecision, Text, plain
from generator.render.review_page import review_page
from generator.review import CheckOptions, CheckReport, Judged, Question, WordDiff, side_by_side
from generator.review.files import Waiver
from generator.review.run import check_files
from generator.review.side_by_side import SideBySide, checked_files, checked_texts
from generator.source import load_site
from generator.source.files import SourceText
from generator.source.plain import read_plain
from tests.unit.review.samples import FR_DRAFT, NL_DRAFT, TODAY, check, edit, finding, site

Run = Callable[..., int]

VOID = {"br", "hr", "meta"}
OPTIONS = CheckOptions(as_of=TODAY)
EMPTY = CheckReport((), (), (), (), {})
WAIVER = Waiver("Published <so>.", "maintainers", TODAY, fingerprint="2" * 16)


class Page(HTMLParser):
    """What stands on a page, and below which ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.inside: dict[str, tuple[str, ...]] = {}
        self.words: dict[str, list[str]] = {}
        self.all_words: list[str] = []
        self.lang: list[str] = []
        self.columns: dict[str, list[str]] = {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("id") or ""
        if name:
            self.ids.append(name)
            self.inside[name] = tuple(held for _, held in self.open if held)
        if tag == "a":
            self.targets.append(given.get("href") or "")
        if tag not in VOID:
            self.open.append((tag, name))
            self.lang.append(given.get("lang") or (self.lang[-1] if self.lang else ""))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag
        self.lang.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "style":
            return
        self.all_words += data.split()
        self.columns.setdefault(self.lang[-1] if self.lang else "", []).extend(re.findall(r"\w+", data))
        for _, name in self.open:
            if name:
                self.words.setdefault(name, []).extend(data.split())

    def said(self, name: str) -> str:
        """The words of an element."""
        return " ".join(self.words[name])


def words_of(text: Text) -> Counter[str]:
    """All words of a text's headings and blocks, cells and items included."""
    from generator.align import nodes_of  # noqa: PLC0415 - a second reader of the same sections

    wholes = [node.whole for section in text.sections for node in nodes_of(section)]
    return Counter(re.findall(r"\w+", " ".join([*wholes, text.title])))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Give the minimal site with several faults in its draft."""
    root = site(tmp_path)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    edit(root, FR_DRAFT, "Elles ne valent pas pour les tiers.", "Elles ne valent pas pour les tiers..")
    return root


def page_of(root: Path) -> tuple[CheckReport, tuple[SideBySide, ...], str]:
    report, texts = check(root), checked_texts(root, OPTIONS)
    return report, texts, review_page(report, texts)


# ---------------------------------------------------------------- laws


def test_every_finding_appears_once_in_its_section(faulty: Path) -> None:
    report, texts, html = page_of(faulty)
    page = Page(html)
    findings = [*report.findings, *report.absorbed]
    shown = [name for name in page.ids if re.fullmatch(r"finding-\d+", name)]
    assert sorted(shown) == sorted(f"finding-{n}" for n in range(1, len(findings) + 1))
    for number, judged in enumerate(findings, 1):
        one = judged.finding
        said = page.said(f"finding-{number}")
        assert one.rule in said
        assert one.message[1:].split() == [w for w in one.message[1:].split() if w in said]
        assert str(one.location) in said
        assert " ".join(one.excerpt.split()) in said
        held = [name for name in page.inside[f"finding-{number}"] if "-section-" in name]
        if one.section and any(p.revision == one.revision and p.prevailing.section(one.section) for p in texts):
            assert f"Section {one.section}" in page.said(held[0])


def test_both_texts_are_there_whole(faulty: Path) -> None:
    _, texts, html = page_of(faulty)
    columns = Page(html).columns
    for language in ("nl", "fr", "en"):
        columns.setdefault(language, [])
    held = Counter(word for words in columns.values() for word in words)
    wanted = Counter[str]()
    for pair in texts:
        for text in pair.texts:
            wanted += words_of(text)
    assert not wanted - held


def test_no_id_twice_and_every_link_leads_somewhere(faulty: Path) -> None:
    page = Page(page_of(faulty)[2])
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    assert [target for target in page.targets if target.startswith("#") and target[1:] not in page.ids] == []


def test_labels_name_what_is_there(faulty: Path) -> None:
    html = page_of(faulty)[2]
    ids = set(Page(html).ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= ids


def test_it_is_whole_in_itself_and_the_same_each_time(faulty: Path) -> None:
    _, _, html = page_of(faulty)
    assert html == page_of(faulty)[2]
    for word in ("<script", "<link", "<img", "@import", " src="):
        assert word not in html
    assert '<html lang="en"' in html
    assert "prefers-color-scheme: dark" in html


# ---------------------------------------------------------------- in its place


def test_a_finding_stands_below_the_row_that_holds_its_words(faulty: Path) -> None:
    report, _, html = page_of(faulty)
    all_findings = [*report.findings, *report.absorbed]
    number = next(n for n, j in enumerate(all_findings, 1) if j.finding.rule == "doubled-punctuation")
    before = html.partition(f'id="finding-{number}"')[0]
    row = before.rpartition("<tr>\n<td colspan")[0].rpartition("<tr>")[2]
    assert "Elles ne valent pas pour les tiers.." in re.sub(r"</?mark[^>]*>", "", row)


def test_what_a_finding_quotes_is_marked_in_both_languages(faulty: Path) -> None:
    report, _, html = page_of(faulty)
    number = next(n for n, j in enumerate(report.findings, 1) if j.finding.rule == "duration-differs")
    assert f'id="finding-{number}--here">36 mois</mark>' in html
    assert f'id="finding-{number}--there">48 maanden</mark>' in html
    assert f'<a href="#finding-{number}--here"><code>' in html
    assert f'<a href="#finding-{number}--there"><code>' in html


def test_a_mark_looks_as_its_finding_weighs(faulty: Path) -> None:
    quoted = finding(location=Location(f"content/{FR_DRAFT}", 40, 20), excerpt="36 mois", counterpart=None)
    texts = checked_texts(faulty, OPTIONS)
    html = review_page(replace(EMPTY, findings=(Judged(quoted), Judged(quoted, waiver=WAIVER))), texts)
    inner = '<mark class="found settled" id="finding-2--here">36 mois</mark>'
    assert f'<mark class="found error" id="finding-1--here">{inner}</mark>' in html


def test_an_item_of_a_list_is_a_row_with_its_findings(faulty: Path) -> None:
    quoted = finding(location=Location(f"content/{FR_DRAFT}", 41, 4), excerpt="Elle peut changer", counterpart=None)
    html = review_page(replace(EMPTY, findings=(Judged(quoted),)), checked_texts(faulty, OPTIONS))
    row = html.partition('id="finding-1"')[0].rpartition("<tr>\n<td colspan")[0].rpartition("<tr>")[2]
    assert re.search(r'<ol [^>]*start="2">', row)
    assert "La durée est de" not in row
    assert "Elle peut changer" in row


def test_the_second_of_equal_words_is_marked(tmp_path: Path) -> None:
    source = "# T\n\n## A\n\nUn mot et un mot, mot.\n"
    path = tmp_path / "FR.md"
    path.write_text(source, "utf-8")
    (pair,) = checked_files(("fr", path), ("nl", path))
    section = pair.prevailing.sections[-1]
    place = Location(str(path), 5, source.split("\n")[4].index("mot,") + 1)
    quoted = finding(document="", revision="", section=section.id, location=place, excerpt="mot", counterpart=None)
    html = review_page(replace(EMPTY, findings=(Judged(quoted),)), (pair,))
    assert 'Un mot et un <mark class="found error" id="finding-1--here">mot</mark>, mot.' in html


def test_words_of_a_heading_are_marked_and_a_heading_as_a_whole_is_not(faulty: Path) -> None:
    texts = checked_texts(faulty, OPTIONS)
    section = texts[-1].texts[1].section("what")
    assert section
    part = finding(section="what", location=section.location, excerpt="nous traitons", counterpart=None)
    whole = replace(part, excerpt="2.1. Ce que nous traitons")
    html = review_page(replace(EMPTY, findings=(Judged(part), Judged(whole))), texts)
    assert '<mark class="found error" id="finding-1--here">nous traitons</mark>' in html
    assert 'id="finding-2--here"' not in html


def test_the_prevailing_text_stands_left_and_is_marked(faulty: Path) -> None:
    html = page_of(faulty)[2]
    heads = re.findall(r'<span class="column-name">([^<]+)</span>', html)
    assert set(heads[::2]) == {"nl (prevailing)"}
    assert set(heads[1::2]) == {"fr"}


def test_the_summary_counts_and_links(faulty: Path) -> None:
    report, _, html = page_of(faulty)
    page = Page(html)
    assert f"<dt>Errors</dt><dd>{report.count(Severity.ERROR)}</dd>" in html
    assert "The check fails" in html
    linked = [target for target in page.targets if re.fullmatch(r"#finding-\d+", target)]
    assert len(linked) == len(report.findings) + len(report.absorbed)


# ---------------------------------------------------------------- what becomes of findings


def test_waived_ones_are_folded_with_their_reason() -> None:
    html = review_page(replace(EMPTY, findings=(Judged(finding(), waiver=WAIVER),)), ())
    assert re.search(r'<details class="finding settled" id="finding-1">\s*<summary><strong>Error, waived:', html)
    assert "Published &lt;so&gt;. (maintainers, 2025-06-01)" in html
    assert "The check passes." in html


def test_absorbed_ones_name_their_decision() -> None:
    html = review_page(replace(EMPTY, absorbed=(Judged(finding(), decisions=("how-long",)),)), ())
    assert "Error, open decision:" in html
    assert "how-long" in html


def test_what_changed_since_a_confirmation_is_marked() -> None:
    spans = (Span(Op.EQUAL, "un "), Span(Op.DELETE, "an"), Span(Op.INSERT, "mois"), Span(Op.EQUAL, ""))
    diffs = (WordDiff("fr", (spans,), "2025-03-01"), WordDiff("nl"))
    html = review_page(replace(EMPTY, findings=(Judged(finding(), diffs=diffs),)), ())
    assert "un <del>an</del><ins>mois</ins>" in html
    assert "The wording that was confirmed isn't held." in html


def test_a_finding_on_a_file_alone_stands_around_the_texts(faulty: Path) -> None:
    lone = finding(
        rule="waiver-unused", revision="", section="", language="", counterpart=None, location=Location("w.yaml")
    )
    html = review_page(replace(EMPTY, findings=(Judged(lone),)), checked_texts(faulty, OPTIONS))
    assert html.index("Around the texts") < html.index('id="finding-1"') < html.index('id="text-1"')


def test_a_finding_about_the_whole_text_stands_before_its_sections(faulty: Path) -> None:
    whole = finding(section="", location=Location(f"content/{FR_DRAFT}", 1, 0))
    html = review_page(replace(EMPTY, findings=(Judged(whole),)), checked_texts(faulty, OPTIONS))
    assert html.index('id="text-2"') < html.index('id="finding-1"') < html.index('id="text-2-section-1"')


def test_a_finding_on_a_heading_stands_above_the_rows(faulty: Path) -> None:
    texts = checked_texts(faulty, OPTIONS)
    section = texts[-1].texts[1].section("keeping")
    assert section
    heading = finding(location=replace(section.location, column=0), language="fr")
    html = review_page(replace(EMPTY, findings=(Judged(heading),)), texts)
    before, _, after = html.partition('id="finding-1"')
    assert "<td" not in before.rpartition("Section <code>keeping</code>")[2]
    assert "36 mois" in after


DECISION = OpenDecision(
    "how-long", "duration-differs", "keeping", "maintainers", {"fr": "Combien ?", "nl": "Hoe lang?"}
)


@pytest.mark.parametrize(("document", "place"), [("terms", "text-2-section-"), ("other", "")])
def test_open_decisions_stand_in_the_section_of_the_draft(faulty: Path, document: str, place: str) -> None:
    report = replace(EMPTY, questions=(Question(document, DECISION, 0),))
    html = review_page(report, checked_texts(faulty, OPTIONS))
    assert html.count("Hoe lang?") == html.count("Combien ?") == 1
    before = html.partition("Hoe lang?")[0]
    assert before.rpartition('<section class="pair" id="')[2].startswith(place)
    assert ("Around the texts" in html) is not place.startswith("text")


def test_without_a_draft_a_decision_stands_in_the_last_revision(faulty: Path) -> None:
    report = replace(EMPTY, questions=(Question("terms", DECISION, 0),))
    texts = [pair for pair in checked_texts(faulty, OPTIONS) if pair.revision != "draft"]
    assert "Around the texts" not in review_page(report, texts)


# ---------------------------------------------------------------- other texts


def test_plain_files_are_shown_too(tmp_path: Path) -> None:
    nl, fr = ("nl", tmp_path / "NL.md"), ("fr", tmp_path / "FR.md")
    nl[1].write_text("# Titel\n\n## Bewaring\n\nWij bewaren uw foto's 24 maanden.\n\n## Slot\n\nEinde.\n", "utf-8")
    fr[1].write_text("# Titre\n\n## Conservation\n\nNous conservons vos photos 12 mois.\n", "utf-8")
    report, texts = check_files(nl, fr, OPTIONS), checked_files(nl, fr)
    html = review_page(report, texts)
    page = Page(html)
    assert report.findings
    assert "This language holds no such section." in html
    assert "Nothing stands here." in html
    assert len(page.ids) == len(set(page.ids))


def test_a_text_in_one_language_stands_alone(faulty: Path) -> None:
    pair = replace(checked_texts(faulty, OPTIONS)[-1], translation=None)
    html = review_page(EMPTY, (pair,))
    Page(html)
    assert "(prevailing)" not in html
    assert "Nothing found." in html
    assert {int(n) for n in re.findall(r'colspan="(\d)"', html)} <= {1}


def test_a_heading_without_a_partner_is_no_row() -> None:
    left = read_plain(SourceText("NL.md", "# T\n\n## A\n\nWoord.\n"), "nl")
    right = read_plain(SourceText("FR.md", "# T\n\nMot.\n"), "fr")
    html = review_page(EMPTY, (SideBySide("", "", left, right),))
    assert plain(left.sections[-1].title) in html


# ---------------------------------------------------------------- the command


def test_the_command_writes_the_page(polylex: Run, faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert polylex("check", "-C", faulty, "--as-of", TODAY, "--format", "html") == EXIT_FINDINGS
    assert capsys.readouterr().out == page_of(faulty)[2]
    assert polylex("check", "-C", faulty, "--format", "html", "-q") == EXIT_FINDINGS
    assert capsys.readouterr().out == ""


def test_the_command_writes_the_page_of_plain_files(
    polylex: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "NL.md").write_text("# Titel\n\nWij bewaren uw foto's 24 maanden.\n", "utf-8")
    (tmp_path / "FR.md").write_text("# Titre\n\nNous conservons vos photos 12 mois.\n", "utf-8")
    files = ("--prevailing", f"nl={tmp_path / 'NL.md'}", "--translation", f"fr={tmp_path / 'FR.md'}")
    assert polylex("check", "--format", "html", *files) == EXIT_FINDINGS
    told = capsys.readouterr().out
    assert "duration-differs" in told
    assert "nl (prevailing)" in told


def test_a_revision_without_texts_has_no_page(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site_of = load_site(faulty)
    document = site_of.corpus.documents[0]
    bare = replace(document, revisions=(), draft=replace(document.revisions[0], id="draft", texts=(), published=None))
    corpus = replace(site_of.corpus, documents=(bare,))
    monkeypatch.setattr(side_by_side, "load_site", lambda _: replace(site_of, corpus=corpus))
    assert checked_texts(faulty, OPTIONS) == ()
