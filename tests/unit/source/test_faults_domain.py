"""Revisions, languages, facts and decisions that contradict each other."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.errors import Location
from generator.model import Document, Status, status_of
from generator.source import LoadedSite, load_site
from tests.unit.source.planting import (
    DECISIONS,
    DOCUMENT,
    FACTS,
    REVISIONS,
    ROLES,
    SITE,
    TEXT,
    WORDING,
    Fault,
    check,
    content,
    loaded,
    parametrize,
    plant,
    problems_of,
    rewrite,
    site,
)

SECOND = "  - id: 2025-03-01\n    published: 2025-03-01\n    effective: 2025-04-01\n"
ORIGIN = "origin: {nl: official, fr: official}"
PREVAILING = "prevailing:\n  language: nl\n  section: language\n"
LONGEST = "{rule: maximum, duration: P24M}"


def second(name: str, new: str, message: str, remedy: str = "") -> Fault:
    """Return a fault of the second revision's days."""
    return Fault(name, REVISIONS, SECOND, new, message, remedy)


DAYS = [
    second(
        "listed twice",
        "  - ⟦id: 2024-01-15\n    published: 2024-01-15\n    effective: 2025-04-01\n",
        "stands after 2024-01-15, but isn't later",
        "DATE.2",
    ),
    second(
        "its id is another day",
        "  - ⟦id: 2025-03-01\n    published: 2025-03-02\n    effective: 2025-04-01\n",
        "its id must say the same day",
        "Mend the id",
    ),
    second(
        "effective before it is published",
        "  - ⟦id: 2025-03-01\n    published: 2025-03-01\n    effective: 2025-02-28\n",
        "'effective' (2025-02-28) comes before 'published'",
    ),
    second(
        "withdrawn before it is published",
        "  - ⟦id: 2025-03-01\n    published: 2025-03-01\n    effective: 2025-04-01\n    withdrawn: 2025-01-01\n",
        "'withdrawn' (2025-01-01) comes before",
    ),
    second(
        "numbered as the first of its day",
        "  - id: ⟦2025-03-01.1\n    published: 2025-03-01\n    effective: 2025-04-01\n",
        "'2025-03-01.1' is not a revision's id",
    ),
    second(
        "numbered with a nought",
        "  - id: ⟦2025-03-01.02\n    published: 2025-03-01\n    effective: 2025-04-01\n",
        "is not a revision's id",
    ),
    second(
        "not said from when",
        "  - ⟦id: 2025-03-01\n    published: 2025-03-01\n",
        "the field 'effective' is missing",
        "`not-stated`",
    ),
    second(
        "said in another word",
        "  - id: 2025-03-01\n    published: 2025-03-01\n    effective: ⟦never\n",
        "'never' is not a day",
    ),
    Fault(
        "in no language",
        REVISIONS,
        f"  - id: 2024-01-15\n    published: 2024-01-15\n    effective: 2024-02-01\n    {ORIGIN}",
        "  - ⟦id: 2024-01-15\n    published: 2024-01-15\n    effective: 2024-02-01\n    origin: {}",
        "held in no language",
        "`origin`",
    ),
    Fault(
        "with an origin of nobody",
        REVISIONS,
        ORIGIN,
        "origin: {nl: ⟦oficial, fr: official}",
        "'oficial' is not known here",
        "'official'?",
    ),
]


@parametrize(DAYS)
def test_a_revision(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


def messages_of(folder: Path, *faults: Fault) -> list[str]:
    """Return what is told when several things are planted, wherever it is told."""
    root = site(folder)
    for fault in faults:
        plant(root, fault)
    return [problem.message for problem in problems_of(root)]


def test_revisions_out_of_order(tmp_path: Path) -> None:
    root = site(tmp_path)
    lines = content(root, REVISIONS).read_text("utf-8").split("\n")
    content(root, REVISIONS).write_text("\n".join([lines[0], *lines[6:11], *lines[1:6], ""]), "utf-8")
    (problem,) = problems_of(root)
    assert problem.location == Location(f"content/{REVISIONS}", 7, 5)
    assert problem.message == "the revision 2024-01-15 stands after 2025-03-01, but isn't later"


@pytest.mark.parametrize("old", ["notes: {nl: Eerste", ORIGIN])
def test_a_revision_in_a_language_of_nobody(tmp_path: Path, old: str) -> None:
    messages = messages_of(
        tmp_path,
        Fault("", REVISIONS, old, old.replace("{nl", "{de: x, nl" if "notes" in old else "{de: official, nl"), ""),
    )
    assert "the language 'de' is not one of the site's" in messages


def test_the_note_of_a_source_in_a_language_of_nobody(tmp_path: Path) -> None:
    source = f"sources: [{{name: a, sha256: {'0' * 64}, note: {{de: x}}}}]"
    fault = Fault("", REVISIONS, f"    {ORIGIN}", f"    {source}\n    {ORIGIN}", "")
    assert messages_of(tmp_path, fault) == ["the language 'de' is not one of the site's"]


MISSING = [
    "fr/terms/2024-01-15.md",
    "fr/terms/2024-01-15.yaml",
    "data/terms/2024-01-15.yaml",
    FACTS,
    TEXT,
    WORDING,
    DOCUMENT,
    REVISIONS,
]


@pytest.mark.parametrize("file", MISSING)
def test_a_file_that_is_missing(tmp_path: Path, file: str) -> None:
    root = site(tmp_path)
    content(root, file).unlink()
    (problem,) = problems_of(root)
    assert problem.location == Location(f"content/{file}")
    assert problem.message == "this file does not exist"
    assert problem.remedy == "Create it, or remove what names it."


def test_a_document_without_any_file(tmp_path: Path) -> None:
    root = site(tmp_path)
    rewrite(root, SITE, lambda text: text.replace("[terms]", "[terms, cookies]"))
    assert {problem.location.path for problem in problems_of(root)} == {
        "content/cookies.yaml",
        "content/cookies.revisions.yaml",
    }


# ---------------------------------------------------------------- languages

LANGUAGES = [
    Fault(
        "no prevailing language",
        DOCUMENT,
        f"edition: BE\n{PREVAILING}",
        "⟦edition: BE\n",
        "the field 'prevailing' is missing",
        "which language decides",
    ),
    Fault(
        "two prevailing languages",
        DOCUMENT,
        "language: nl",
        "language: ⟦[nl, fr]",
        "a language is expected here, not a list",
    ),
    Fault(
        "a prevailing language of nobody",
        DOCUMENT,
        "language: nl",
        "language: ⟦de",
        "'de' is not one of the site's",
        "Known here: nl, fr",
    ),
    Fault(
        "a prevailing section of no text",
        DOCUMENT,
        "section: language",
        "section: ⟦langage",
        "no text has the section 'langage'",
        "'language'?",
    ),
    Fault(
        "a prevailing block of no text",
        DOCUMENT,
        "section: language",
        "section: language\n  block: ⟦clause",
        "the section 'language' has no block 'clause'",
    ),
    Fault(
        "a title in one language",
        SITE,
        "title: {fr: Textes de référence, ",
        "title: ⟦{",
        "'title' lacks the language 'fr'",
        "`fr: …`",
    ),
    Fault(
        "a title in a language of nobody",
        SITE,
        "title: {",
        "title: ⟦{de: x, ",
        "the language 'de' is not one of the site's",
    ),
    Fault(
        "a publisher in one language",
        SITE,
        "publisher: {fr: Exemple SA, ",
        "publisher: ⟦{",
        "'publisher' lacks the language 'fr'",
    ),
    Fault(
        "a role in one language",
        ROLES,
        "title: {fr: Responsables du projet, ",
        "title: ⟦{",
        "'title' lacks the language 'fr'",
    ),
]


@parametrize(LANGUAGES)
def test_languages(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


def test_a_publisher_holds_every_revision_in_the_prevailing_language(tmp_path: Path) -> None:
    root = site(tmp_path)
    rewrite(root, REVISIONS, lambda text: text.replace(ORIGIN, "origin: {fr: official}", 1))
    (problem,) = problems_of(root)
    assert problem.location == Location(f"content/{DOCUMENT}", 3, 13)
    assert problem.message == "the prevailing language 'nl' has no text of 2024-01-15"
    rewrite(root, SITE, lambda text: text.replace("authority: publisher", "authority: copy"))
    (document,) = load_site(root).corpus.documents
    assert [revision.languages for revision in document.revisions] == [("fr",), ("nl", "fr")]


def test_a_block_that_names_the_prevailing_language(tmp_path: Path) -> None:
    root = site(tmp_path)
    rewrite(root, DOCUMENT, lambda text: text.replace("section: language", "section: language\n  block: clause"))
    rewrite(root, TEXT, lambda text: text.replace("La version", "{#clause}\nLa version"))
    (document,) = load_site(root).corpus.documents
    assert document.prevailing.block == "clause"


# ---------------------------------------------------------------- facts

USES = [
    Fault(
        "a data item of a purpose",
        FACTS,
        "items: [email-address]\n    bases",
        "items: ⟦[email-adress]\n    bases",
        "the data item 'email-adress' is not defined",
        "'email-address'?",
    ),
    Fault(
        "a data item of a category",
        FACTS,
        "    items: [photos]",
        "    items: ⟦[photo]",
        "the data item 'photo' is not defined",
    ),
    Fault(
        "a legal basis",
        FACTS,
        "bases: [contract]",
        "bases: ⟦[consentment]",
        "the legal basis 'consentment' is not defined",
        "contract",
    ),
    Fault(
        "the condition of a legal basis",
        FACTS,
        "bases: [contract]",
        "bases: ⟦[{basis: contract, condition: c}]",
        "the condition 'c' is not defined",
        "None is known",
    ),
    Fault(
        "a purpose",
        FACTS,
        "[manage-account]",
        "⟦[manage-acount]",
        "the purpose 'manage-acount' is not defined",
        "'manage-account'?",
    ),
    Fault(
        "a recipient",
        FACTS,
        "    items: [photos]",
        "    recipients: ⟦[x]\n    items: [photos]",
        "the recipient 'x' is not defined",
    ),
    Fault(
        "an event",
        FACTS,
        "      - {rule: until-event, event: end-of-contract}",
        "      ⟦- {rule: until-event, event: end-of-contrat}",
        "the event 'end-of-contrat' is not defined",
    ),
    Fault(
        "a start",
        FACTS,
        f"      - {LONGEST}",
        "      ⟦- {rule: maximum, duration: P24M, start: x}",
        "the event 'x' is not defined",
    ),
    Fault(
        "a criterion",
        FACTS,
        f"      - {LONGEST}",
        "      ⟦- {rule: criterion, criterion: x}",
        "the criterion 'x' is not defined",
    ),
    Fault(
        "the condition of a rule",
        FACTS,
        f"      - {LONGEST}",
        "      ⟦- {rule: not-stated, condition: x}",
        "the condition 'x' is not defined",
    ),
    Fault(
        "the condition of a contact",
        FACTS,
        "{kind: post,",
        "{kind: post, condition: ⟦x,",
        "the condition 'x' is not defined",
    ),
    Fault(
        "the section of a rule",
        FACTS,
        f"      - {LONGEST}",
        "      ⟦- {rule: see-section, section: keping}",
        "the section 'keping' is not defined",
        "'keeping'?",
    ),
    Fault(
        "the section of a purpose",
        FACTS,
        "    bases: [contract]",
        "    section: ⟦x\n    bases: [contract]",
        "the section 'x' is not defined",
        "definitions",
    ),
    Fault(
        "the section of a recipient",
        FACTS,
        "contacts:",
        "recipients:\n  a: {section: ⟦x}\ncontacts:",
        "the section 'x' is not defined",
    ),
    Fault(
        "the decision on a basis",
        FACTS,
        "kind: contract}",
        "kind: {undecided: ⟦x}}",
        "the open decision 'x' is not defined",
    ),
    Fault(
        "the decision on bases",
        FACTS,
        "bases: [contract]",
        "bases: {undecided: ⟦x}",
        "the open decision 'x' is not defined",
    ),
    Fault(
        "the decision on purposes",
        FACTS,
        "purposes: []",
        "purposes: {undecided: ⟦x}",
        "the open decision 'x' is not defined",
    ),
    Fault(
        "the decision on a period",
        FACTS,
        f"\n      - {LONGEST}",
        " {undecided: ⟦x}",
        "the open decision 'x' is not defined",
    ),
    Fault(
        "the decision on the law", FACTS, "courts: not-stated", "undecided: ⟦x", "the open decision 'x' is not defined"
    ),
    Fault(
        "a rule without its period",
        FACTS,
        LONGEST,
        "⟦{rule: maximum}",
        "the rule 'maximum' needs 'duration'",
        "`duration: …`",
    ),
    Fault(
        "a rule with a period too many",
        FACTS,
        LONGEST,
        "⟦{rule: not-stated, duration: P24M}",
        "the rule 'not-stated' has no 'duration'",
        "the fitting rule",
    ),
    Fault(
        "a view of nobody",
        FACTS,
        "    items: [photos]",
        "    views: [⟦lst]\n    items: [photos]",
        "'lst' is not known here",
        "'list'?",
    ),
    Fault(
        "a view that stands twice",
        FACTS,
        "    items: [photos]",
        "    views: [list, ⟦list]\n    items: [photos]",
        "list stands in this list twice",
    ),
]


@parametrize(USES)
def test_what_facts_name(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


DECISION = "decisions:\n  one:\n    rule: some-rule\n    section: {}\n    owner: {}\n    question: {{fr: Quoi ?{}}}\n"
DECIDED = [
    Fault(
        "by nobody",
        DECISIONS,
        "",
        DECISION.format("data", "⟦nobody", ", nl: Wat?"),
        "the role 'nobody' of 'one' is not known",
        "maintainers",
    ),
    Fault(
        "on no section",
        DECISIONS,
        "",
        DECISION.format("⟦dta", "maintainers", ", nl: Wat?"),
        "no text has the section 'dta' that 'one' concerns",
        "'data'?",
    ),
    Fault(
        "asked in one language",
        DECISIONS,
        "",
        DECISION.replace("question: ", "question: ⟦").format("data", "maintainers", ""),
        "'question' lacks the language 'nl'",
    ),
]


@parametrize(DECIDED)
def test_decisions(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


def test_a_decision_that_is_defined(tmp_path: Path) -> None:
    root = site(tmp_path)
    content(root, DECISIONS).write_text(DECISION.format("data", "maintainers", ", nl: Wat?"), "utf-8")
    rewrite(root, FACTS, lambda text: text.replace("purposes: []", "purposes: {undecided: one}"))
    (document,) = load_site(root).corpus.documents
    assert [decision.id for decision in document.decisions] == ["one"]


def test_a_site_without_roles(tmp_path: Path) -> None:
    root = site(tmp_path)
    content(root, ROLES).unlink()
    assert load_site(root).corpus.documents
    content(root, DECISIONS).write_text(DECISION.format("data", "maintainers", ", nl: Wat?"), "utf-8")
    (problem,) = problems_of(root)
    assert problem.remedy == "None is known here."


def test_decisions_that_can_not_be_read(tmp_path: Path) -> None:
    check(tmp_path, Fault("", DECISIONS, "", "decisions: ⟦x\n", "names with values are expected here"))


# ---------------------------------------------------------------- what is no fault


def only(loaded_site: LoadedSite) -> Document:
    """Return the one document."""
    (document,) = loaded_site.corpus.documents
    return document


def test_a_draft_that_equals_the_latest_revision_is_none(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert only(load_site(root)).draft is not None
    for folder, ending in (("data", "yaml"), ("fr", "md"), ("fr", "yaml"), ("nl", "md"), ("nl", "yaml")):
        shutil.copy(
            content(root, f"{folder}/terms/2025-03-01.{ending}"), content(root, f"{folder}/terms/draft.{ending}")
        )
    assert only(load_site(root)).draft is None
    rewrite(root, FACTS, lambda text: text.replace("P24M", "P25M"))
    assert only(load_site(root)).draft is not None


def test_a_draft_of_a_document_without_revisions(tmp_path: Path) -> None:
    document = only(loaded(tmp_path, REVISIONS, "", "revisions: []\n"))
    assert document.revisions == ()
    assert document.draft is not None
    assert document.draft.languages == ("nl", "fr")


def test_a_revision_that_is_announced(tmp_path: Path) -> None:
    loaded_site = loaded(tmp_path, REVISIONS, "effective: 2025-04-01", "effective: 2100-01-01")
    document = only(loaded_site)
    day = date(2026, 1, 1)
    assert status_of(document, document.revisions[1], loaded_site.corpus.site, day) is Status.ANNOUNCED
    assert document.applicable(day) is document.revisions[0]


def test_a_second_revision_on_a_day(tmp_path: Path) -> None:
    root = site(tmp_path)
    rewrite(
        root,
        REVISIONS,
        lambda text: (
            text
            + text[text.index("  - id: 2025") :]
            .replace("id: 2025-03-01", "id: 2025-03-01.2")
            .replace("effective: 2025-04-01", "effective: not-stated")
        ),
    )
    for folder, ending in (("data", "yaml"), ("fr", "md"), ("fr", "yaml"), ("nl", "md"), ("nl", "yaml")):
        shutil.copy(
            content(root, f"{folder}/terms/2025-03-01.{ending}"), content(root, f"{folder}/terms/2025-03-01.2.{ending}")
        )
    document = only(load_site(root))
    assert [revision.id for revision in document.revisions] == ["2024-01-15", "2025-03-01", "2025-03-01.2"]
    assert document.revisions[2].effective is None


def test_files_of_a_day_that_is_not_listed_are_noticed_and_not_read(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = load_site(root)
    for name in ("fr/terms/2026-01-01.md", "nl/terms/2026-01-01.yaml", "data/terms/2026-01-01.yaml"):
        content(root, name).write_bytes(b"\xff")
    after = load_site(root)
    assert after.corpus == before.corpus
    assert [notice.location.path for notice in after.notices] == [
        "content/data/terms/2026-01-01.yaml",
        "content/fr/terms/2026-01-01.md",
        "content/nl/terms/2026-01-01.yaml",
    ]
    assert "doesn't list this revision" in after.notices[0].message


def test_files_that_later_commands_write_are_known(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = load_site(root)
    for name in ("fr/terms/draft.signoff.yaml", "terms.waivers.yaml", "data/terms.yaml"):
        content(root, name).write_text("x: y\n", "utf-8")
    assert load_site(root) == before


def test_all_that_a_document_can_say(tmp_path: Path) -> None:
    new = "draft: public\ndraft_is_proposal: true\nhistory: incomplete\nended: 2030-01-01"
    document = only(loaded(tmp_path, DOCUMENT, "draft: private", new))
    assert (document.draft_public, document.draft_is_proposal, document.history_complete) == (True, True, False)
    assert document.ended == date(2030, 1, 1)
    assert (document.edition, document.prevailing.language) == ("BE", "nl")


def test_sections_are_numbered_and_references_filled_in(tmp_path: Path) -> None:
    document = only(load_site(site(tmp_path)))
    text = document.revisions[0].text("fr")
    assert text is not None
    assert [(s.id, s.number, s.label, s.parent) for s in text.sections] == [
        ("preamble", (), "", ""),
        ("definitions", (1,), "Article 1 –", ""),
        ("data", (2,), "Article 2 –", ""),
        ("what", (2, 1), "2.1.", "data"),
        ("why", (2, 2), "2.2.", "data"),
        ("keeping", (2, 3), "2.3.", "data"),
        ("contact", (), "", "data"),
        ("language", (3,), "Article 3 –", ""),
    ]
    assert "Reference(target='keeping', label='article 2.3')" in repr(text.sections[1].blocks)
    assert "Reference(target='what', label='Article 2.1')" in repr(text.sections[4].blocks)


def test_a_section_keeps_its_source(tmp_path: Path) -> None:
    root = site(tmp_path)
    for revision in only(load_site(root)).revisions:
        for text in revision.texts:
            title, *rest = (root / text.path).read_text("utf-8").split("\n", 1)
            assert title == f"# {text.title}"
            assert "".join(section.source for section in text.sections).rstrip("\n") == "".join(rest).rstrip("\n")
