from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.compare import Nature, RecordAction, RecordChange, compare_facts, compare_revisions
from generator.model import (
    BasisUse,
    Category,
    CategoryKind,
    Contact,
    ContactKind,
    Controller,
    Duration,
    Facts,
    Jurisdiction,
    LegalBasis,
    LegalBasisKind,
    Purpose,
    Recipient,
    Retention,
    RetentionRule,
    Undecided,
)
from generator.source import load_site


def keeping(iso: str, condition: str = "") -> Retention:
    return Retention(RetentionRule.MINIMUM, Duration(iso), start="order", condition=condition)


PHOTOS = Category("photos", CategoryKind.DATA, ("images",), ("deliver",), (keeping("P24M"),), ("partners",))
ORDERS = Category("orders", CategoryKind.DATA, ("name", "address"), Undecided("why"), (keeping("P10Y"),))
COOKIES = Category("cookies", CategoryKind.MEANS)
FACTS = Facts(
    controller=Controller("Exemple", city="Bruxelles"),
    items=("images", "name", "address"),
    legal_bases=(LegalBasis("contract", LegalBasisKind.CONTRACT),),
    purposes=(Purpose("deliver", (BasisUse("contract"),)),),
    categories=(PHOTOS, ORDERS, COOKIES),
    recipients=(Recipient("partners"),),
    contacts=(Contact("dpo", ContactKind.EMAIL, {"email": "dpo@a.example"}),),
    jurisdiction=Jurisdiction("FR", "BE"),
)


def only(new: Facts) -> RecordChange:
    (change,) = compare_facts(FACTS, new)
    return change


def with_photos(photos: Category) -> Facts:
    return replace(FACTS, categories=(photos, ORDERS, COOKIES))


def test_equal_facts_have_no_change() -> None:
    assert compare_facts(FACTS, replace(FACTS)) == ()


def test_a_period_is_scope() -> None:
    change = only(with_photos(replace(PHOTOS, retention=(keeping("P36M"),))))
    expected = RecordChange(
        "categories", "photos", "retention/always/duration", RecordAction.CHANGED, "P24M", "P36M", Nature.SCOPE
    )
    assert change == expected


def test_a_second_rule_of_the_same_condition_has_its_own_name() -> None:
    change = only(with_photos(replace(PHOTOS, retention=(keeping("P24M"), keeping("P1M")))))
    assert (change.path, change.action, change.old) == ("retention/always#2", RecordAction.ADDED, None)
    assert change.new == {"rule": "minimum", "duration": "P1M", "start": "order"}


def test_a_new_recipient_is_scope() -> None:
    change = only(replace(FACTS, recipients=(Recipient("partners"), Recipient("carriers", "disclosure", "on-request"))))
    assert (change.record, change.id, change.action, change.nature) == (
        "recipients",
        "carriers",
        RecordAction.ADDED,
        Nature.SCOPE,
    )


def test_a_category_that_moved_is_one_change() -> None:
    change = only(replace(FACTS, categories=(ORDERS, COOKIES, PHOTOS)))
    expected = RecordChange("categories", "photos", "", RecordAction.MOVED, 1, 3, Nature.RENUMBERING)
    assert change == expected


def test_a_category_that_went_is_one_change_after_those_that_stayed() -> None:
    new = replace(FACTS, categories=(PHOTOS, replace(COOKIES, recipients=("partners",))))
    changes = compare_facts(FACTS, new)
    assert [(c.id, c.path, c.action) for c in changes] == [
        ("cookies", "recipients", RecordAction.ADDED),
        ("orders", "", RecordAction.REMOVED),
    ]


def test_a_decision_that_was_taken() -> None:
    changes = compare_facts(FACTS, replace(FACTS, categories=(PHOTOS, replace(ORDERS, purposes=("deliver",)), COOKIES)))
    assert {(c.path, c.action) for c in changes} == {
        ("purposes/undecided", RecordAction.REMOVED),
        ("purposes/deliver", RecordAction.ADDED),
    }


def test_how_a_category_is_shown_is_formatting() -> None:
    change = only(with_photos(replace(PHOTOS, views=("list", "table", "purposes"))))
    assert (change.path, change.nature) == ("views/retention", Nature.FORMATTING)


def test_other_facts_are_values_or_structure() -> None:
    new = replace(
        FACTS,
        controller=Controller("Exemple", city="Gand"),
        items=(*FACTS.items, "avis"),
        contacts=(Contact("dpo", ContactKind.EMAIL, {"email": "dpo@b.example"}, unresolved=True),),
        jurisdiction=None,
        legal_bases=(LegalBasis("contract", Undecided("basis")),),
        purposes=(Purpose("deliver", (BasisUse("contract", "if-necessary"),)),),
    )
    found = [(c.record, c.path, c.nature) for c in compare_facts(FACTS, new)]
    assert found == [
        ("controller", "city", Nature.VALUE),
        ("jurisdiction", "", Nature.VALUE),
        ("purposes", "bases/contract/condition", Nature.SCOPE),
        ("legal_bases", "kind", Nature.WORDING),
        ("contacts", "unresolved", Nature.VALUE),
        ("contacts", "values/email", Nature.VALUE),
        ("items", "", Nature.STRUCTURE),
    ]


def test_two_revisions_are_compared_in_each_language_and_in_their_facts(repository: Path) -> None:
    (document,) = load_site(repository / "tests" / "sites" / "minimal").corpus.documents
    old, new = document.revisions[:2]
    changeset = compare_revisions(old, new)
    assert (changeset.old_id, changeset.new_id) == (old.id, new.id)
    assert set(changeset.texts) == {"fr", "nl"}
    assert [(record.id, record.path) for record in changeset.records] == [("photos", "retention/always/duration")]
    assert changeset.nature is Nature.SCOPE
    for language, text in changeset.texts.items():
        keeping_changes = text.changes_of("keeping")
        assert [change.nature for change in keeping_changes] == [Nature.VALUE, Nature.VALUE], language
        assert text.section("keeping") is not None
        assert text.section("none") is None


def test_a_revision_without_changes_has_no_nature(repository: Path) -> None:
    (document,) = load_site(repository / "tests" / "sites" / "minimal").corpus.documents
    assert compare_revisions(document.revisions[0], document.revisions[0]).nature is None
    alone = replace(document.revisions[0], texts=document.revisions[0].texts[:1])
    assert len(compare_revisions(alone, document.revisions[0]).texts) == 1


def test_a_question_that_opens_is_no_change_of_scope() -> None:
    change = only(replace(FACTS, categories=(PHOTOS, ORDERS, replace(COOKIES, purposes=Undecided("which")))))
    assert (change.path, change.action, change.nature) == ("purposes", RecordAction.ADDED, Nature.WORDING)
    assert change.new == {"undecided": "which"}


def test_a_question_that_is_put_otherwise_is_no_change_of_scope() -> None:
    change = only(replace(FACTS, categories=(PHOTOS, replace(ORDERS, purposes=Undecided("who")), COOKIES)))
    assert (change.path, change.action, change.nature) == ("purposes/undecided", RecordAction.CHANGED, Nature.WORDING)


def test_an_answer_is_told_as_the_facts_that_came() -> None:
    changes = compare_facts(FACTS, replace(FACTS, categories=(PHOTOS, replace(ORDERS, purposes=("deliver",)), COOKIES)))
    natures = {change.path: change.nature for change in changes}
    assert natures == {"purposes/deliver": Nature.SCOPE, "purposes/undecided": Nature.WORDING}
