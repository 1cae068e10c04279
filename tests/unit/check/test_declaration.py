"""The declaration of 18 December 2023: every known defect is found in its section, and the draft holds up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.check import Context, Finding, Severity, check_delta, check_pair, check_text
from generator.model import Document, Revision, Text
from generator.source.corpus import load_site
from tests.unit.check.reading import ROOT, TERMS


@cache
def declaration() -> Document:
    return load_site(ROOT).corpus.documents[0]


def revision(name: str) -> Revision:
    document = declaration()
    known = [*document.revisions, *([document.draft] if document.draft else [])]
    return next(found for found in known if found.id == name)


def text(name: str, language: str) -> Text:
    found = revision(name).text(language)
    assert found is not None
    return found


def context(name: str) -> Context:
    found = revision(name)
    return Context("privacy", name, TERMS, found.facts, has_effective_date=found.effective is not None)


@cache
def findings(name: str) -> tuple[Finding, ...]:
    used = context(name)
    fr, nl = text(name, "fr"), text(name, "nl")
    return (*check_pair(nl, fr, used), *check_text(fr, used), *check_text(nl, used))


PUBLISHED = "2023-12-18"
KNOWN = [
    ("foreign-words", "data-you-provide", "that you upload to your account are stored by us"),
    ("odd-character", "general-purposes", "²vos"),
    ("doubled-punctuation", "disclosure", "circonstances.."),
    ("open-ended-list", "data-you-provide", ", ..."),
    ("staging-host", "cookie-policy", "https://smartphoto-fr-sta.stgr.cloud/gestion-des-cookies"),
    ("tracking-parameters", "disclosure", "helpref"),
    ("tracking-parameters", "disclosure", "sjid"),
    ("link-text-language", "cookie-policy", "Cookie Policy"),
    ("thin-reference", "data-you-provide", "cookie-policy"),
    ("thin-reference", "general-purposes", "cookie-policy"),
    ("thin-reference", "retention", "cookie-policy"),
    ("vague-reference", "data-we-collect", "voir ci-dessous"),
    ("category-without-purpose", "general-purposes", "Photos"),
    ("category-without-purpose", "general-purposes", "Cookies"),
    ("purpose-without-basis", "general-purposes", "conseils"),
    ("purpose-without-basis", "general-purposes", "géographiques"),
    ("purpose-without-basis", "direct-marketing", "liste de destinataires"),
    ("retention-without-value", "retention", "Cookies"),
    ("retention-by-opaque-criterion", "retention", "contrat conclu avec le partenaire"),
    ("minimum-without-maximum", "retention", "P24M"),
    ("views-differ", "data-you-provide", "adresse postale"),
    ("views-differ", "data-you-provide", "Transfert à des tiers"),
    ("basis-under-several-names", "general-purposes", "3 names"),
    ("basis-under-several-names", "general-purposes", "2 names"),
    ("term-variants", "data-we-collect", "“données personnelles” (5)"),
    ("abbreviation-twice", "dpo", "RGPD"),
    ("synonyms", "disclosure", "email"),
    ("synonyms", "data-you-provide", "e-mail"),
    ("superseded-authority", "declaration", "Commission de la protection de la vie privée"),
    ("superseded-wording", "objection", "raisons sérieuses et légitimes"),
    ("contact-labels-differ", "exercise", "service clientèle"),
    ("law-and-courts-differ", "law", "FR"),
    ("agreement", "retention", "vos adresse"),
    ("agreement", "data-you-provide", "votre commandes"),
    ("agreement", "data-you-provide", "vous téléchargées"),
    ("spelling", "data-you-provide", "et/ ou"),
    ("spelling", "general-purposes", "A chaque"),
    ("spelling", "data-you-provide", "évènements"),
    ("mixed-apostrophes", "disclosure", "straight"),
    ("french-spaces", "general-purposes", "punctuation"),
    ("effective-date-missing", "preamble", "numeric date"),
    ("information-duty", "disclosure", "13(1)(f)"),
    ("information-duty", "disclosure", "26(2)"),
    ("information-duty", "general-purposes", "13(2)(f)"),
    ("information-duty", "general-purposes", "article 8 "),
    ("information-duty", "data-we-collect", "article 14 "),
    ("information-duty", "objection", "21(4)"),
    ("information-duty", "complaint", "13(2)(d)"),
    ("information-duty", "retention", "données de paiement"),
    ("information-duty", "retention", "préférences"),
]


@pytest.mark.parametrize(("rule", "section", "words"), KNOWN)
def test_a_known_defect_of_the_published_text_is_found(rule: str, section: str, words: str) -> None:
    told = [
        f"{finding.message} {finding.excerpt}"
        for finding in findings(PUBLISHED)
        if finding.language == "fr" and finding.rule == rule and finding.section == section
    ]
    assert any(words in message for message in told), told


def test_places_are_exact() -> None:
    """What a finding quotes stands at its line and column, in Markdown and in wordings alike."""
    held = ("agreement", "spelling", "odd-character", "doubled-punctuation", "vague-reference", "staging-host")
    for finding in findings(PUBLISHED):
        if finding.rule in held:
            at = finding.location
            line = (ROOT / at.path).read_text("utf-8").split("\n")[at.line - 1]
            assert line[at.column - 1 :].startswith(finding.excerpt)


def test_both_languages_say_the_same_but_for_the_english_leftover() -> None:
    pair = [f for f in findings(PUBLISHED) if f.counterpart and f.severity is not Severity.NOTICE]
    assert [(f.rule, f.section) for f in pair] == [("sentence-missing", "data-you-provide")]


def test_the_draft_has_nothing_but_open_decisions() -> None:
    decided = {(decision.rule, decision.section) for decision in declaration().decisions}
    heavy = {(f.rule, f.section) for f in findings("draft") if f.severity is not Severity.NOTICE}
    assert heavy <= decided
    notices = {f.rule for f in findings("draft")} - {rule for rule, _ in decided}
    assert notices <= {"thin-reference", "abbreviation-twice", "negation-differs"}


def test_the_draft_changed_alike_in_both_languages() -> None:
    """The draft mends slips of the French text alone; no value and no block changed."""
    old = (text(PUBLISHED, "nl"), text(PUBLISHED, "fr"))
    new = (text("draft", "nl"), text("draft", "fr"))
    found = check_delta(old, new, context("draft"))
    assert {(f.rule, f.severity) for f in found} <= {("delta-one-side", Severity.WARNING)}
    assert check_delta(old, old) == ()


def test_fingerprints_are_unique_and_stay_when_lines_move(tmp_path: Path) -> None:
    first = [finding.fingerprint for finding in findings(PUBLISHED)]
    assert len(first) == len(set(first))
    for path in ("content", "tests"):
        (tmp_path / path).mkdir()
    content = tmp_path / "site"
    for source in sorted((ROOT / "content").rglob("*")):
        target = content / source.relative_to(ROOT)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            words = source.read_text("utf-8")
            moved = words.replace("\n\n", "\n\n\n") if target.suffix == ".md" else words
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(moved, "utf-8")
    moved_document = load_site(content).corpus.documents[0]
    held = moved_document.revisions[0]
    fr, nl = held.text("fr"), held.text("nl")
    assert fr is not None
    assert nl is not None
    used = Context("privacy", PUBLISHED, TERMS, held.facts, has_effective_date=False)
    again = (*check_pair(nl, fr, used), *check_text(fr, used), *check_text(nl, used))
    assert sorted(finding.fingerprint for finding in again) == sorted(first)
