"""Approving and sealing: what is written, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.errors import AlteredError, ConfigurationError, InputError
from generator.integrity import verify_site
from generator.publish.approving import ApprovalOrder, approval_of, approve, draft_digest
from generator.publish.chosen import choose
from generator.publish.sealing import seal_document
from tests import publishing
from tests.publishing import TODAY, contents, edit

ORDER = ApprovalOrder("terms", "fr", "reviewers", "Read it all.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a sealed site with a draft that nobody has confirmed or approved."""
    root = publishing.sealed_site(tmp_path)
    publishing.edit_draft(root)
    return root


def test_an_approval_is_written_beside_the_confirmations(root: Path) -> None:
    assert approve(root, ORDER, TODAY) == "content/fr/terms/draft.signoff.yaml"
    publishing.confirm_draft(root)
    text = publishing.text_of(root, "fr/terms/draft.signoff.yaml")
    chosen = choose(root, "terms")
    assert f"approval:\n  digest: {draft_digest(chosen, 'fr')}\n  by: reviewers\n  date: 2025-06-01\n" in text
    assert "  preamble:\n" in text
    approve(root, ApprovalOrder("terms", "fr", "maintainers", "Read again."), date(2025, 6, 2))
    after = publishing.text_of(root, "fr/terms/draft.signoff.yaml")
    assert after.count("approval:") == 1
    assert after.partition("sections:")[2] == text.partition("sections:")[2]
    approval = approval_of(chosen, "fr")
    assert approval
    assert (approval.by, approval.date, approval.reason) == ("maintainers", date(2025, 6, 2), "Read again.")


def test_the_digest_is_blind_to_the_form_of_line_ends_only(root: Path) -> None:
    chosen = choose(root, "terms")
    before = draft_digest(chosen, "fr")
    path = root / "content" / publishing.FR_DRAFT
    content = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert draft_digest(chosen, "fr") == before
    path.write_bytes(content + b" ")
    assert draft_digest(chosen, "fr") != before
    assert approval_of(chosen, "nl") is None


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (ApprovalOrder("term", "fr", "reviewers", "Read."), "there is no document 'term'"),
        (ApprovalOrder("terms", "de", "reviewers", "Read."), "the draft has no text in 'de'"),
        (ApprovalOrder("terms", "fr", "a.b@policies.example", "Read."), "the role 'a.b@policies.example' is not known"),
        (ApprovalOrder("terms", "fr", "reviewers", "Ask a@policies.example."), "the reason holds an address"),
        (ApprovalOrder("terms", "fr", "reviewers", " "), "a reason is words on one line"),
        (ApprovalOrder("terms", "fr", "reviewers", "a\nb"), "a reason is words on one line"),
        (ApprovalOrder("terms", "fr", "reviewers", "a\x1bb"), "the reason can't be kept"),
    ],
)
def test_a_call_that_can_not_be_followed(root: Path, order: ApprovalOrder, told: str) -> None:
    before = contents(root)
    assert told in publishing.problems(lambda: approve(root, order, TODAY), ConfigurationError)
    assert contents(root) == before


def test_without_a_draft_there_is_nothing_to_approve(tmp_path: Path) -> None:
    root = publishing.sealed_site(tmp_path)
    told = publishing.problems(lambda: approve(root, ORDER, TODAY), ConfigurationError)
    assert "There is nothing to approve." in told


# ---------------------------------------------------------------- sealing


def test_an_archive_is_adopted(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    before = contents(root)
    assert seal_document(root, "terms") == (publishing.OLDEST, publishing.LATEST)
    after = contents(root)
    assert {path for path in after if after[path] != before.get(path)} == {publishing.LIST}
    assert verify_site(root)[0].unsealed == ()
    assert seal_document(root, "terms") == ()
    assert contents(root) == after


def test_what_was_sealed_keeps_its_seal_when_more_is(tmp_path: Path) -> None:
    root = publishing.sealed_site(tmp_path)
    held = publishing.revisions(root)
    text = publishing.text_of(root, publishing.LIST)
    for folder in publishing.FOLDERS:
        for path in sorted((root / "content" / folder).glob("draft.*")):
            path.with_name(path.name.replace("draft", "2025-04-01")).write_bytes(path.read_bytes())
    entry = "  - id: 2025-04-01\n    published: 2025-04-01\n    effective: not-stated\n    origin: {nl: official}\n"
    publishing.write_file(root, publishing.LIST, text + entry)
    assert seal_document(root, "terms") == ("2025-04-01",)
    assert publishing.revisions(root).revisions[:2] == held.revisions
    assert verify_site(root)[0].links == 3


def test_a_missing_file_can_not_be_sealed(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    (root / "content" / "fr" / "terms" / f"{publishing.OLDEST}.md").unlink()
    before = contents(root)
    assert "does not exist" in publishing.problems(lambda: seal_document(root, "terms"), InputError)
    assert contents(root) == before


def test_an_altered_chain_is_not_sealed_on(tmp_path: Path) -> None:
    root = publishing.sealed_site(tmp_path)
    edit(root, f"fr/terms/{publishing.OLDEST}.md", "12 mois", "13 mois")
    publishing.problems(lambda: seal_document(root, "terms"), AlteredError)


def test_only_a_document_of_the_site_is_sealed(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    assert "there is no document 'x'" in publishing.problems(lambda: seal_document(root, "x"), ConfigurationError)
