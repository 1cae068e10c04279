"""All that YAML can do and a policy must not, and values of the wrong form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.source.planting import (
    DECISIONS,
    DOCUMENT,
    FACTS,
    REVISIONS,
    ROLES,
    SITE,
    WORDING,
    Fault,
    check,
    loaded,
    parametrize,
)

DRAFT = "draft: private"
ITEMS = "items: [email-address, photos]"
PERIOD = "P24M"
PUBLISHED = "published: 2024-01-15"
NINES = "9" * 5000

NOTATION = [
    Fault(
        "a key that stands twice",
        DOCUMENT,
        DRAFT,
        f"{DRAFT}\n⟦draft: public",
        "'draft' stands here for the second time",
    ),
    Fault(
        "a key that stands twice, deeper",
        DOCUMENT,
        "  language: nl",
        "  language: nl\n  ⟦language: fr",
        "first in line 3",
    ),
    Fault("an anchor", SITE, "", "a: ⟦&a [x]\n", "the anchor &a is not allowed", "Write values out"),
    Fault("an alias", DOCUMENT, DRAFT, "draft: ⟦*d", "the alias *d is not allowed", "Write the value out"),
    Fault(
        "billion laughs", SITE, "", "a: ⟦&a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "the anchor &a is not allowed"
    ),
    Fault("an alias of itself", SITE, "", "a: ⟦&a [*a]\n", "the anchor &a is not allowed"),
    Fault("a bomb of merge keys", SITE, "", "a: ⟦&a {x: y}\nb: {<<: [*a, *a]}\n", "the anchor &a is not allowed"),
    Fault("a merge key", DOCUMENT, DRAFT, "⟦<<: {draft: private}", "the field '<<' is not known"),
    Fault(
        "a tag that calls Python",
        SITE,
        "",
        "a: ⟦!!python/object/apply:os.system ['true']\n",
        "os.system is not allowed",
    ),
    Fault("a tag of nobody", DOCUMENT, DRAFT, "draft: ⟦!secret x", "the tag !secret is not allowed", "read as text"),
    Fault(
        "a tag of YAML's own", DOCUMENT, DRAFT, "draft: ⟦!!str private", "the tag tag:yaml.org,2002:str is not allowed"
    ),
    Fault("a tag of binary data", DOCUMENT, DRAFT, "draft: ⟦!!binary cHJpdmF0ZQ==", "is not allowed"),
    Fault(
        "a tag by a directive", SITE, "", "%TAG ! tag:x,2000:\n---\na: ⟦!b c\n", "the tag tag:x,2000:b is not allowed"
    ),
    Fault("another version of YAML", SITE, "", "⟦%YAML 9.9\n---\na: c\n", "not valid YAML"),
    Fault(
        "a second document",
        DOCUMENT,
        DRAFT,
        f"{DRAFT}\n⟦---\na: b",
        "a second document begins here",
        "delete the `---`",
    ),
    Fault("a tab before a key", DOCUMENT, "  section:", "⟦\tsection:", "not valid YAML", "YAML knows no tabs"),
    Fault("a quote that is never closed", DOCUMENT, "edition: BE", 'edition: ⟦"BE', "while scanning a quoted scalar"),
    Fault("a list that is never closed", SITE, "[nl, fr]", "⟦[nl, fr", "while parsing a flow sequence"),
    Fault("a mapping that is never closed", SITE, "{fr: Textes", "⟦{fr: {Textes", "flow mapping", "in quotes"),
    Fault("a colon in plain words", DOCUMENT, "edition: BE", "edition: BE⟦: x", "not valid YAML", "in a literal block"),
    Fault("an empty key", DOCUMENT, DRAFT, "⟦: private", "not valid YAML"),
    Fault("half a surrogate pair as a code", SITE, "Textes", '"\\u⟦d800"', "not valid YAML"),
    Fault("a code beyond Unicode", SITE, "fr: Textes de référence", 'fr: "\\U⟦FFFFFFFF"', "not valid YAML"),
    Fault("marks of a merge conflict", REVISIONS, "revisions:\n", "revisions:\n⟦<<<<<<< HEAD\n", "a merge conflict"),
    Fault("only the end of a merge conflict", DOCUMENT, DRAFT, f"{DRAFT}\n⟦>>>>>>> b", "a merge conflict", "Settle"),
]

SIZE = [
    Fault("30,000 brackets", SITE, "", "a: ⟦" + "[\n" * 30_000, "the file has 30,000 opening brackets"),
    Fault("9,000 brackets", SITE, "", "a: " + "[\n" * 19 + "⟦" + "[\n" * 9_000, "nested more than 20 levels deep"),
    Fault("9,000 braces", SITE, "", "a: " + "{a: " * 19 + "⟦" + "{a: " * 4_000, "nested more than 20 levels deep"),
    Fault("9,000 dashes", SITE, "", "- " * 20 + "⟦" + "- " * 9_000 + "x", "nested more than 20 levels deep"),
    Fault("9,000 question marks", SITE, "", "? " * 20 + "⟦" + "? " * 9_000 + "x", "nested more than 20 levels deep"),
    Fault(
        "a list of a million",
        FACTS,
        ITEMS,
        "items: [" + "a,\n" * 49_989 + "⟦" + "a,\n" * 300_000 + "]",
        "50,000 values",
    ),
    Fault(
        "a list of 2,000",
        FACTS,
        ITEMS,
        "items: ⟦[" + "a,\n" * 2_000 + "]",
        "2,000 entries stand here",
        "the right file",
    ),
    Fault("2,000 fields", DOCUMENT, "", "⟦" + "".join(f"a{n}: b\n" for n in range(2_000)), "2,000 entries stand here"),
]

VALUES = [
    Fault(
        "a word that YAML takes for false", DOCUMENT, DRAFT, "draft: ⟦no", "'no' is not known here", "public, private"
    ),
    Fault("a version for a code", DOCUMENT, "edition: BE", "edition: ⟦1.10", "'1.10' is not an edition"),
    Fault("a number for a period", FACTS, PERIOD, "⟦0o17", "'0o17' is not a duration"),
    Fault("sixty to the power of two", FACTS, PERIOD, "⟦190:20:30", "'190:20:30' is not a duration"),
    Fault("what is not a number", FACTS, PERIOD, "⟦.nan", "'.nan' is not a duration", "P24M (months)"),
    Fault("the infinite", FACTS, PERIOD, "⟦.inf", "'.inf' is not a duration"),
    Fault("more than any number", FACTS, PERIOD, "⟦1e400", "'1e400' is not a duration"),
    Fault("a period of 5,000 digits", FACTS, PERIOD, f"⟦P{NINES}M", "…' is not a duration"),
    Fault("a day of 5,000 digits", REVISIONS, PUBLISHED, f"published: ⟦{NINES}", "…' is not a day"),
    Fault(
        "an id of 5,000 digits", REVISIONS, "id: 2024-01-15", f"id: ⟦2024-01-15.{NINES}", "…' is not a revision's id"
    ),
    Fault("a period of no time", FACTS, PERIOD, "⟦P0D", "P0D is no time at all"),
    Fault("a period of hours", FACTS, PERIOD, "⟦PT5H", "'PT5H' is not a duration"),
    Fault("a period in words", FACTS, PERIOD, "⟦24 mois", "'24 mois' is not a duration"),
    Fault("a period with a no-break space", FACTS, PERIOD, "⟦P24\u00a0M", "is not a duration"),
    Fault("a period in Arabic digits", FACTS, PERIOD, "⟦P\u0662\u0664M", "is not a duration"),
    Fault("month 13", REVISIONS, PUBLISHED, "published: ⟦2023-13-45", "2023-13-45 is not a day of the calendar"),
    Fault("the thirtieth of February", REVISIONS, PUBLISHED, "published: ⟦2023-02-30", "is not a day of the calendar"),
    Fault("the year nought", REVISIONS, PUBLISHED, "published: ⟦0000-01-15", "is not a day of the calendar"),
    Fault("a day with slashes", REVISIONS, PUBLISHED, "published: ⟦31/12/2023", "is not a day", "like 2023-12-18"),
    Fault("a day with an hour", REVISIONS, PUBLISHED, "published: ⟦2023-12-31T00:00:00+02:00", "is not a day"),
    Fault("a day in Arabic digits", REVISIONS, PUBLISHED, "published: ⟦\u0662\u0660\u0662\u0664-01-15", "is not a day"),
    Fault("a day with a superscript", REVISIONS, PUBLISHED, "published: ⟦2024-01-1\u00b2", "is not a day"),
    Fault("nothing", DOCUMENT, "edition: BE", "edition:⟦", "'' is not an edition"),
    Fault("a tilde", DOCUMENT, "edition: BE", "edition: ⟦~", "'~' is not an edition"),
    Fault("empty words", SITE, "fr: Textes de référence", 'fr: "⟦"', "text is expected here, but it is empty"),
    Fault(
        "words on two lines",
        SITE,
        "fr: Textes de référence",
        'fr: "⟦a\\nb"',
        "must stand on one line",
        "Join the lines",
    ),
    Fault(
        "a word that is nearly known",
        SITE,
        "authority: publisher",
        "authority: ⟦publsher",
        "'publsher'",
        "'publisher'?",
    ),
    Fault(
        "neither true nor false",
        DOCUMENT,
        DRAFT,
        f"{DRAFT}\ndraft_is_proposal: ⟦yes",
        "'yes' is not known here",
        "true",
    ),
    Fault("a language in capitals", SITE, "[nl, fr]", "[nl, ⟦FR]", "'FR' is not a language tag", "`fr` or `pt-BR`"),
    Fault("a language that stands twice", SITE, "[nl, fr]", "[nl, fr, ⟦nl]", "nl stands in this list twice"),
    Fault("no language", SITE, "[nl, fr]", "⟦[]", "at least one entry must stand here", "Add one"),
    Fault("no document", SITE, "[terms]", "⟦[]", "at least one entry must stand here"),
    Fault("a country in small letters", FACTS, "country: BE", "country: ⟦be", "'be' is not a country code", "like BE"),
    Fault(
        "a digest that is none",
        REVISIONS,
        "    notes: {nl: Eerste",
        "    sources: [{name: a, sha256: ⟦zz}]\n    notes: {nl: Eerste",
        "'zz' is not a sha256 digest",
    ),
    Fault(
        "a time zone that is none",
        SITE,
        "Europe/Brussels",
        "⟦Europe/Bruxelles",
        "is not a time zone",
        "Europe/Brussels",
    ),
    Fault("a path for a time zone", SITE, "Europe/Brussels", "⟦../../etc/passwd", "is not a time zone"),
    Fault("an absolute path for a time zone", SITE, "Europe/Brussels", "⟦/etc/localtime", "is not a time zone"),
    Fault("a folder of time zones", SITE, "Europe/Brussels", "⟦Europe", "is not a time zone"),
    Fault(
        "an address without its slash",
        SITE,
        "https://policies.example/",
        "⟦https://policies.example",
        "is not an address",
        "final slash",
    ),
    Fault("an address that is a program", SITE, "https://policies.example/", "⟦javascript:x/", "is not an address"),
    Fault(
        "an address with a quote",
        SITE,
        "https://policies.example/",
        "⟦https://policies.example/'\"><script>/",
        "is not an address",
    ),
    Fault(
        "an address that climbs",
        SITE,
        "https://policies.example/",
        "⟦https://policies.example/a/../",
        "is not an address",
    ),
]

KINDS = [
    Fault("a list for a word", DOCUMENT, "edition: BE", "edition: ⟦[BE]", "an edition is expected here, not a list"),
    Fault(
        "fields for a word",
        DOCUMENT,
        "edition: BE",
        "edition: ⟦{a: b}",
        "an edition is expected here, not a set of fields",
    ),
    Fault(
        "a word for a list", SITE, "[nl, fr]", "⟦nl", "a list is expected here, not a single value", "Write `[a, b]`"
    ),
    Fault("fields for a list", SITE, "[nl, fr]", "⟦{nl: fr}", "a list is expected here, not a set of fields"),
    Fault(
        "a word for fields",
        DOCUMENT,
        "prevailing:\n  language: nl\n  section: language",
        "prevailing: ⟦nl",
        "fields are expected here",
    ),
    Fault(
        "a word for names",
        SITE,
        "title: {fr: Textes de référence, nl: Referentieteksten}",
        "title: ⟦x",
        "names with values are expected",
    ),
    Fault(
        "a word for records",
        ROLES,
        "roles:\n  maintainers: {title: {fr: Responsables du projet, nl: Beheerders van het project}}",
        "roles: ⟦x",
        "names with values are expected",
    ),
    Fault("a word for everything", DOCUMENT, "", "⟦hello\n", "fields are expected here, not a single value", "edition"),
    Fault("a list for everything", DOCUMENT, "", "⟦- a\n", "fields are expected here, not a list", "Known fields"),
    Fault(
        "a list for a literal block",
        WORDING,
        "|\n        votre adresse e-mail;",
        "⟦[a]",
        "a literal block is expected here, not a list",
    ),
    Fault("no list of revisions", REVISIONS, "", "revisions:⟦\n", "a list is expected here, not a single value"),
]

KEYS = [
    Fault(
        "a misspelt field",
        DOCUMENT,
        "prevailing:",
        "⟦prevaling:",
        "the field 'prevaling' is not known",
        "'prevailing'?",
    ),
    Fault(
        "a misspelt field, deeper",
        DOCUMENT,
        "  language:",
        "  ⟦langauge:",
        "the field 'langauge' is not known",
        "'language'?",
    ),
    Fault(
        "a misspelt field that need not be there", DOCUMENT, "draft:", "⟦drafts:", "'drafts' is not known", "'draft'?"
    ),
    Fault(
        "a field of nobody",
        DOCUMENT,
        DRAFT,
        f"{DRAFT}\n⟦colour: red",
        "the field 'colour' is not known",
        "Known here: edition",
    ),
    Fault(
        "a field that is missing", DOCUMENT, "edition: BE\n", "⟦", "the field 'edition' is missing", "a country code"
    ),
    Fault(
        "a field that is missing, deeper",
        DOCUMENT,
        "  language: nl\n  section",
        "  ⟦section",
        "the field 'language' is missing",
    ),
    Fault("a list for a key", DOCUMENT, DRAFT, "⟦[a, b]: private", "a key must be a word", "Write `key: value`"),
    Fault("fields for a key", DOCUMENT, DRAFT, "⟦{a: b}: private", "a key must be a word"),
    Fault("a number for a key", DOCUMENT, DRAFT, "⟦1: private", "the field '1' is not known"),
    Fault("a key of 2,000 letters", DOCUMENT, DRAFT, "? ⟦" + "x" * 2000 + "\n: private", "xxx…' is not known"),
    Fault("a key on two lines", DOCUMENT, DRAFT, "? |\n  ⟦a\n  b\n: private", "the field 'a\\nb\\n' is not known"),
    Fault("an id that can't be one for a key", FACTS, "  manage-account:\n", "  ⟦Manage:\n", "'Manage' can't be an id"),
    Fault(
        "a language that can't be one for a key",
        SITE,
        "{fr: Textes",
        "{⟦French: Textes",
        "'French' is not a language tag",
    ),
]


@parametrize(NOTATION)
def test_notation_that_is_refused(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(SIZE)
def test_a_file_that_is_too_deep_or_too_long(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(VALUES)
def test_a_value_of_the_wrong_form(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(KINDS)
def test_a_value_of_the_wrong_kind(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(KEYS)
def test_a_wrong_key(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


ACCEPTED = [
    (DOCUMENT, "edition: BE", "---\nedition: BE", "a mark where the document begins"),
    (DOCUMENT, DRAFT, f"{DRAFT}\n...\n", "a mark where it ends"),
    (DOCUMENT, DRAFT, f"{DRAFT} # kept by hand", "a remark"),
    (DOCUMENT, DRAFT, "'draft': \"private\"", "quotes"),
    (DOCUMENT, DRAFT, '"dr\\x61ft": private', "a code for a letter"),
    (REVISIONS, PUBLISHED, "published: '2024-01-15'", "a day in quotes"),
    (FACTS, 'postcode: "9000"', "postcode: 0900", "digits that begin with a nought"),
]


@pytest.mark.parametrize(("file", "old", "new"), [case[:3] for case in ACCEPTED], ids=[case[3] for case in ACCEPTED])
def test_what_is_accepted(tmp_path: Path, file: str, old: str, new: str) -> None:
    assert loaded(tmp_path, file, old, new).corpus.documents


def test_words_that_other_readers_take_for_something_else_stay_words(tmp_path: Path) -> None:
    words = ["no", "1.10", "0o17", "1e400", ".inf", "~", "2024-01-15"]
    for number, word in enumerate(words):
        folder = tmp_path / str(number)
        folder.mkdir()
        corpus = loaded(folder, SITE, "fr: Textes de référence", f"fr: {word}").corpus
        assert corpus.site.title["fr"] == word


def test_a_field_of_a_decision_that_is_missing(tmp_path: Path) -> None:
    new = "decisions:\n  one:\n    ⟦rule: some-rule\n    section: data\n    question: {fr: Quoi ?, nl: Wat?}\n"
    check(tmp_path, Fault("", DECISIONS, "", new, "the field 'owner' is missing", "the role that decides"))
