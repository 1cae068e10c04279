"""A chain that was altered: entries changed, removed, inserted, swapped, damaged; each is named."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import AlteredError, InputError
from generator.integrity import load_verified, verify_site
from generator.integrity.chain import chain_problems, head_of, link_digest, links_of, unsealed
from generator.integrity.entries import as_yaml
from generator.integrity.sealing import changes_files
from generator.model import CorrectionKind
from generator.publish.correcting import correct
from generator.source.revisions import RevisionEntry, RevisionList
from tests import publishing

SECOND = "2025-06-01.2"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with three sealed revisions, and two corrections of the second."""
    root = publishing.sealed_site(tmp_path_factory.mktemp("sealed"))
    for old, new in (("une règle", "une regle"), ("une regle", "une régle")):
        publishing.edit(root, publishing.FR_DRAFT, old, new)
        correct(root, publishing.order(), publishing.TODAY)
    publishing.edit_draft(root)
    publishing.make_ready(root)
    publishing.publish(root)
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path) -> Path:
    """Return a copy of that site."""
    return Path(shutil.copytree(published, tmp_path / "copy"))


def rewrite(root: Path, held: RevisionList) -> None:
    publishing.write_file(root, publishing.LIST, as_yaml(held))


def found(root: Path) -> str:
    """Return what both ways of verifying say of an altered site."""
    told = publishing.problems(lambda: verify_site(root), AlteredError)
    publishing.problems(lambda: load_verified(root), AlteredError)
    return told


def test_a_chain_that_holds_has_no_problem(root: Path) -> None:
    held = publishing.revisions(root)
    assert list(chain_problems(held)) == []
    assert [link.seal.number for link in links_of(held)] == [1, 2, 3, 4, 5]
    assert [link.name for link in links_of(held)][2:] == [
        "the correction of 2025-03-01 on 2025-06-01",
        "the correction of 2025-03-01 on 2025-06-01",
        "the revision 2025-06-01",
    ]
    assert head_of(held) == links_of(held)[-1].seal.digest
    assert not unsealed(held)
    (verdict,) = verify_site(root)
    assert (verdict.document, verdict.links, verdict.head, verdict.anchors) == ("terms", 5, head_of(held), ())


def test_each_link_is_over_all_that_its_entry_says(root: Path) -> None:
    held = publishing.revisions(root)
    for entry in held.revisions:
        assert entry.seal
        assert link_digest(entry, entry.seal) == entry.seal.digest
        assert link_digest(replace(entry, notes={}), entry.seal) != entry.seal.digest
        for seal in (
            replace(entry.seal, number=9),
            replace(entry.seal, source={}),
            replace(entry.seal, content={}),
            replace(entry.seal, previous="0" * 64),
        ):
            assert link_digest(entry, seal) != entry.seal.digest


def test_nothing_sealed_has_no_head() -> None:
    assert head_of(RevisionList()) == ""


def test_which_corrections_have_files() -> None:
    entries = [replace(publishing.CORRECTION, kind=kind) for kind in CorrectionKind]
    assert [entry.kind for entry in entries if changes_files(entry)] == ["editorial", "technical"]


# ---------------------------------------------------------------- entries

Alter = Callable[[RevisionList], RevisionList]
CHANGES: dict[str, tuple[str, str, str]] = {
    "note": ("De bewaartermijn wordt langer.", "De bewaartermijn wordt korter.", "revision 2025-03-01 was altered"),
    "effective": ("effective: 2025-04-01", "effective: 2025-04-02", "revision 2025-03-01 was altered"),
    "not stated": ("effective: 2025-04-01", "effective: not-stated", "revision 2025-03-01 was altered"),
    "correction": ('fr: "Coquille."', 'fr: "Faute."', "correction of 2025-03-01 on 2025-06-01 was altered"),
    "by": ("by: reviewers", "by: maintainers", "correction of 2025-03-01 on 2025-06-01 was altered"),
}


@pytest.mark.parametrize(("old", "new", "message"), CHANGES.values(), ids=CHANGES)
def test_an_entry_that_was_altered_is_named(root: Path, old: str, new: str, message: str) -> None:
    publishing.write_file(root, publishing.LIST, publishing.text_of(root, publishing.LIST).replace(old, new, 1))
    told = found(root)
    assert message in told
    assert re.search(r"content/terms\.revisions\.yaml:\d+:\d+: ", told)


def test_an_origin_that_was_altered_is_named(root: Path) -> None:
    held = publishing.revisions(root)
    entry = held.revisions[0]
    text = publishing.text_of(root, publishing.LIST)
    publishing.write_file(root, publishing.LIST, text.replace("nl: official", "nl: unofficial", 1))
    assert f"the entry of the revision {entry.id} was altered" in found(root)


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        (0, "the revision 2025-03-01 is the first link that stands here, but not the first of the chain"),
        (
            1,
            "link 2 of the chain was removed: the correction of 2025-03-01 on 2025-06-01 follows the revision",
        ),
    ],
)
def test_a_revision_that_was_removed_is_missed(root: Path, gone: int, message: str) -> None:
    held = publishing.revisions(root)
    rewrite(root, replace(held, revisions=tuple(e for n, e in enumerate(held.revisions) if n != gone)))
    assert message in found(root)


@pytest.mark.parametrize("gone", [0, 1])
def test_a_correction_that_was_removed_is_missed(root: Path, gone: int) -> None:
    held = publishing.revisions(root)
    rewrite(root, replace(held, corrections=tuple(e for n, e in enumerate(held.corrections) if n != gone)))
    assert f"link {gone + 3} of the chain was removed" in found(root)


def test_the_last_entry_can_be_removed_unseen_without_an_anchor(root: Path) -> None:
    held = publishing.revisions(root)
    head = head_of(held)
    rewrite(root, replace(held, revisions=held.revisions[:-1]))
    (verdict,) = verify_site(root)
    assert verdict.links == 4
    told = publishing.problems(lambda: verify_site(root, (head,)), AlteredError)
    assert f"the chain doesn't hold the anchor {head}: its end was cut off, or it was rewritten" in told


def swapped(entries: Sequence[RevisionEntry], one: int, other: int) -> tuple[RevisionEntry, ...]:
    new = list(entries)
    new[one], new[other] = new[other], new[one]
    return tuple(new)


def test_revisions_that_were_swapped_are_found(root: Path) -> None:
    held = publishing.revisions(root)
    rewrite(root, replace(held, revisions=swapped(held.revisions, 0, 1)))
    assert "the entries were put in another order: link 1 stands after link 2" in found(root)


def test_corrections_that_were_swapped_are_found(root: Path) -> None:
    held = publishing.revisions(root)
    rewrite(root, replace(held, corrections=held.corrections[::-1]))
    assert "the entries were put in another order: link 3 stands after link 4" in found(root)


def test_seals_that_were_swapped_are_found(root: Path) -> None:
    held = publishing.revisions(root)
    one, other, *rest = held.revisions
    rewrite(root, replace(held, revisions=(replace(one, seal=other.seal), replace(other, seal=one.seal), *rest)))
    assert "was altered after it was sealed" in found(root)


def test_an_entry_that_was_inserted_is_found(root: Path) -> None:
    held = publishing.revisions(root)
    first, *rest = held.revisions
    copied = replace(first, id=SECOND)
    rewrite(root, replace(held, revisions=(first, copied, *rest)))
    told = found(root)
    assert "the revision 2025-06-01.2 has the number 1 of the revision 2024-01-15: one of them was inserted" in told
    rewrite(root, replace(held, revisions=(first, replace(copied, seal=None), *rest)))
    assert f"the revision {SECOND} was inserted before sealed ones, or its seal was removed" in found(root)


@pytest.mark.parametrize("gone", [0, 1])
def test_a_seal_that_was_removed_is_missed(root: Path, gone: int) -> None:
    held = publishing.revisions(root)
    entries = tuple(replace(e, seal=None) if n == gone else e for n, e in enumerate(held.revisions))
    rewrite(root, replace(held, revisions=entries))
    assert f"the revision {entries[gone].id} was inserted before sealed ones, or its seal was removed" in found(root)


def test_all_seals_of_revisions_removed_are_missed_while_a_correction_is_sealed(root: Path) -> None:
    held = publishing.revisions(root)
    load_verified(root)
    rewrite(root, replace(held, revisions=tuple(replace(entry, seal=None) for entry in held.revisions)))
    assert "but not the first of the chain: one was removed" in found(root)


def test_a_link_that_follows_another_chain_is_found(root: Path) -> None:
    held = publishing.revisions(root)
    last = held.revisions[-1]
    assert last.seal
    seal = replace(last.seal, previous="0" * 64)
    forged = replace(last, seal=replace(seal, digest=link_digest(last, seal)))
    rewrite(root, replace(held, revisions=(*held.revisions[:-1], forged)))
    told = found(root)
    assert "the revision 2025-06-01 doesn't follow the correction of 2025-03-01 on 2025-06-01 as it stands here" in told
    seal = replace(last.seal, number=9)
    forged = replace(last, seal=replace(seal, digest=link_digest(last, seal)))
    rewrite(root, replace(held, revisions=(*held.revisions[:-1], forged)))
    assert "link 5 of the chain was removed: the revision 2025-06-01 follows" in found(root)


# ---------------------------------------------------------------- the file

MERGES = {
    "both sides": "<<<<<<< ours\n{0}=======\n{0}>>>>>>> theirs\n",
    "the middle only": "=======\n{0}",
    "the end only": "{0}>>>>>>> theirs\n",
    "the beginning only": "<<<<<<< HEAD\n{0}",
}


@pytest.mark.parametrize("form", MERGES.values(), ids=MERGES)
def test_what_a_merge_left_is_told_with_its_line(root: Path, form: str) -> None:
    text = publishing.text_of(root, publishing.LIST)
    head, last = text[: text.index("  - id: 2025-06-01")], text[text.index("  - id: 2025-06-01") : text.index("corr")]
    publishing.write_file(root, publishing.LIST, head + form.format(last) + text[text.index("corr") :])
    told = found(root)
    assert "a merge left both sides of a conflict in the chain of published revisions" in told
    first = next(n for n, line in enumerate((head + form.format(last)).split("\n"), 1) if re.match("<<<|===|>>>", line))
    assert f"content/terms.revisions.yaml:{first}: " in told


def test_the_marks_of_a_merge_in_a_list_that_is_not_sealed_are_no_alteration(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    publishing.edit(root, publishing.LIST, "  - id: 2025-03-01", "<<<<<<< ours\n  - id: 2025-03-01")
    assert "merge conflict" in publishing.problems(lambda: verify_site(root), InputError)


DAMAGED = {
    "an open quote": ('nl: "Eerste versie."', 'nl: "Eerste versie.'),
    "an unknown field": ("      number: 1", "      nummer: 1"),
    "no seal": ("    seal:\n      number: 1", "    seel:\n      number: 1"),
    "a digest cut short": ("previous: none", "previous: nine"),
    "a tab": ("  - id: 2024-01-15", "\t- id: 2024-01-15"),
    "two documents": ("revisions:\n", "revisions: []\n---\nrevisions:\n"),
    "an invisible character": ("Eerste versie.", "Eerste\u200b versie."),
    "a strange kind": ("kind: editorial", "kind: edited"),
}


@pytest.mark.parametrize(("old", "new"), DAMAGED.values(), ids=DAMAGED)
def test_a_sealed_list_that_was_damaged_is_altered(root: Path, old: str, new: str) -> None:
    publishing.write_file(root, publishing.LIST, publishing.text_of(root, publishing.LIST).replace(old, new, 1))
    assert "content/terms.revisions.yaml" in found(root)


def test_the_only_seal_damaged_is_altered(tmp_path: Path) -> None:
    root = publishing.sealed_site(tmp_path)
    text = publishing.text_of(root, publishing.LIST)
    one = text[: text.index("  - id: 2025-03-01")]
    for word in ("seal", "digest", "previous", "number", "source"):
        publishing.write_file(root, publishing.LIST, re.sub(rf"\b{word}:", f"{word}x:", one))
        found(root)


def test_a_damaged_list_without_seals_is_an_error_of_its_author(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    publishing.edit(root, publishing.LIST, "  - id: 2024-01-15", "  - idd: 2024-01-15")
    publishing.problems(lambda: verify_site(root), InputError)
    publishing.problems(lambda: load_verified(root), InputError)


def test_a_list_that_is_gone_is_told(root: Path) -> None:
    (root / "content" / publishing.LIST).unlink()
    for read in (verify_site, load_verified):
        assert "this file does not exist" in publishing.problems(lambda read=read: read(root))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('nl: "Eerste versie."', "nl: Eerste versie."),
        ("revisions:\n", "revisions:  # all of them\n"),
        ("# Written by polylex", "# Written by Polylex"),
        ("      nl: official\n      fr: official\n", "      {fr: official, nl: official}\n"),
        ("previous: none", "previous: 'none'"),
    ],
)
def test_what_changes_no_value_of_the_list_is_no_alteration(root: Path, old: str, new: str) -> None:
    text = publishing.text_of(root, publishing.LIST)
    assert old in text
    publishing.write_file(root, publishing.LIST, text.replace(old, new, 1))
    verify_site(root)
    load_verified(root)


def test_a_withdrawal_without_a_day_is_no_crash(root: Path) -> None:
    text = publishing.text_of(root, publishing.LIST).replace("kind: editorial", "kind: withdrawal", 1)
    publishing.write_file(root, publishing.LIST, text)
    assert "was altered after it was sealed" in found(root)
