"""The list of revisions as the commands write it: plain for people, and read again as it was."""

from __future__ import annotations

from datetime import date

import pytest

from generator.integrity.entries import as_yaml, entry_plain
from generator.model import Consequence, CorrectionKind, Origin, Seal, SourceFile
from generator.source.files import SourceText
from generator.source.revisions import REVISIONS, Adjourned, CorrectionEntry, RevisionEntry, RevisionList
from generator.source.yaml_tree import parse_yaml

ONE, TWO = "1" * 64, "ab" * 32
REVISION = RevisionEntry(
    id="2025-03-01",
    published=date(2025, 3, 1),
    effective=None,
    origin={"nl": Origin.UNOFFICIAL, "fr": Origin.OFFICIAL},
    notes={"nl": "Nee: “no”.", "fr": "no"},
    withdrawn=date(2025, 9, 1),
    sources=(SourceFile("Conditions 2025.pdf", ONE, {"fr": "Copie."}), SourceFile("b.html", TWO)),
    short_notice={"fr": "Une loi."},
    consequence=Consequence.ASK_CONSENT,
    consequence_by="reviewers",
    adjourned={"who-decides": Adjourned("maintainers", "Later.")},
    seal=Seal(1, {"fr/terms/2025-03-01.md": ONE}, {"fr": TWO}, "", TWO),
)
CORRECTION = CorrectionEntry(
    "2025-03-01",
    CorrectionKind.WITHDRAWAL,
    date(2025, 8, 1),
    "reviewers",
    Seal(2, {}, {}, ONE, TWO),
    withdrawn=date(2025, 9, 1),
)
WRITTEN = f"""\
# yaml-language-server: $schema=../schemas/revisions.schema.json
# Written by polylex (publish, seal, correct). An entry that is changed by hand breaks its seal.
revisions:
  - id: 2025-03-01
    published: 2025-03-01
    effective: not-stated
    origin:
      nl: unofficial
      fr: official
    notes:
      nl: "Nee: “no”."
      fr: "no"
    withdrawn: 2025-09-01
    sources:
      - name: "Conditions 2025.pdf"
        sha256: "{ONE}"
        note:
          fr: "Copie."
      - name: b.html
        sha256: {TWO}
    short_notice:
      fr: "Une loi."
    consequence: ask-consent
    consequence_by: reviewers
    adjourned:
      who-decides:
        by: maintainers
        reason: "Later."
    seal:
      number: 1
      source:
        fr/terms/2025-03-01.md: "{ONE}"
      content:
        fr: {TWO}
      previous: none
      digest: {TWO}
corrections:
  - revision: 2025-03-01
    kind: withdrawal
    date: 2025-08-01
    by: reviewers
    withdrawn: 2025-09-01
    seal:
      number: 2
      source: {{}}
      content: {{}}
      previous: "{ONE}"
      digest: {TWO}
"""


@pytest.mark.parametrize(
    ("held", "written"),
    [
        (RevisionList((REVISION,), (CORRECTION,)), WRITTEN),
        (RevisionList(), WRITTEN[: WRITTEN.index("revisions:\n")] + "revisions: []\n"),
    ],
)
def test_a_list_is_written_in_one_form_and_read_as_it_was(held: RevisionList, written: str) -> None:
    assert as_yaml(held) == written
    assert REVISIONS.read(parse_yaml(SourceText("", written))) == held


def test_a_revision_that_is_not_sealed_has_no_seal() -> None:
    held = RevisionList((RevisionEntry("2025-03-01", date(2025, 3, 1), date(2025, 4, 1), {"nl": Origin.OFFICIAL}),))
    assert "seal" not in as_yaml(held).partition("revisions:")[2]
    assert "effective: 2025-04-01" in as_yaml(held)


def test_what_an_entry_does_not_say_is_left_out_of_what_is_sealed() -> None:
    bare = RevisionEntry("2025-03-01", date(2025, 3, 1), None, {"nl": Origin.OFFICIAL})
    assert entry_plain(bare) == {
        "id": "2025-03-01",
        "published": "2025-03-01",
        "effective": "not-stated",
        "origin": {"nl": "official"},
    }
