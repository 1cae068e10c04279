"""Approving: a role says that a draft may be published as it is, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import ConfigurationError
from generator.integrity.content import digest_of, encode
from generator.integrity.sealing import source_digests
from generator.publish.chosen import DRAFT, Chosen, check_role, choose, error
from generator.review.confirming import as_yaml, reason_problems
from generator.review.digests import VERSION
from generator.review.files import Approval, read_roles, read_signoff, signoff_path, write_whole
from generator.source.shapes import nearest


@dataclass(frozen=True, slots=True)
class ApprovalOrder:
    """What is approved: the draft of a document in a language, by which role, and why."""

    document: str
    language: str
    by: str
    reason: str


def approve(root: Path, order: ApprovalOrder, today: date) -> str:
    """Write the approval of a draft; it ends when a character of the text, its wording or the facts changes.

    Returns the path of the file. Raises PolicyError for a document, language or role that isn't there, a document
    without a draft, and a reason that is no plain line of words.
    """
    chosen = choose(root, order.document)
    draft = chosen.document.draft
    check_role(root, order.by)
    problems = reason_problems(order.reason)
    if problems:
        raise ConfigurationError(*problems)
    if draft is None:
        raise error(f"the draft of {order.document!r} equals the latest revision", "There is nothing to approve.")
    if draft.text(order.language) is None:
        raise error(f"the draft has no text in {order.language!r}", nearest(order.language, draft.languages))
    path = signoff_path(order.language, order.document, DRAFT)
    held = read_signoff(root, path, read_roles(root))
    approval = Approval(draft_digest(chosen, order.language), order.by, today, order.reason)
    write_whole(root, path, as_yaml(held.sections, approval))
    return path


def draft_digest(chosen: Chosen, language: str) -> str:
    """The digest of the draft's text, its wording and the facts, with its version in front."""
    names = chosen.names
    paths = (names.text(language, DRAFT), names.wording(language, DRAFT), names.facts(DRAFT))
    return f"{VERSION}:sha256:{digest_of(encode(dict(source_digests(chosen.root, paths))).encode())}"


def approval_of(chosen: Chosen, language: str) -> Approval | None:
    """The approval of the draft in a language, whether or not the draft changed since; None if there is none."""
    path = signoff_path(language, chosen.document.id, DRAFT)
    return read_signoff(chosen.root, path, read_roles(chosen.root)).approval
