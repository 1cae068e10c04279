"""A site to publish from: the minimal one with a second role, an author and a notice, and the steps of publishing."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.errors import Location, PolicyError
from generator.integrity.verify import read_sealed
from generator.model import CorrectionKind, Seal
from generator.publish.approving import ApprovalOrder, approve
from generator.publish.correcting import CorrectionOrder
from generator.publish.publishing import Prepared, prepare, write
from generator.publish.request import Request
from generator.publish.sealing import seal_document
from generator.review.confirming import Order, confirm
from generator.source.revisions import CorrectionEntry, RevisionList

MINIMAL = Path(__file__).parent / "sites" / "minimal"
TODAY = date(2025, 6, 1)
EFFECTIVE = date(2025, 7, 1)
NOWHERE = Location("")
OLDEST, LATEST, NEXT = "2024-01-15", "2025-03-01", "2025-06-01"
LIST = "terms.revisions.yaml"
NL_DRAFT, FR_DRAFT, FACTS_DRAFT = "nl/terms/draft.md", "fr/terms/draft.md", "data/terms/draft.yaml"
FOLDERS = ("nl/terms", "fr/terms", "data/terms")
NOTES = {"nl": "De aanhef wordt duidelijker.", "fr": "Le préambule devient plus clair."}
CORRECTION = CorrectionEntry(LATEST, CorrectionKind.EDITORIAL, TODAY, "reviewers", Seal(1, {}, {}, "", "0" * 64))
ROLES = """\
roles:
  maintainers: {title: {fr: Responsables du projet, nl: Beheerders van het project}}
  reviewers: {title: {fr: Relecteurs, nl: Nalezers}}
"""
MANIFEST = """\
edition: BE
prevailing:
  language: nl
  section: language
draft: private
author: maintainers
notice_days: 10
"""
NL_EDIT = ("alle* diensten", "alle* onze diensten")
FR_EDIT = ("tous* les services", "tous* nos services")
"""One change of words in both languages, in the preamble."""


def site(folder: Path) -> Path:
    """Return a site in which nothing is sealed, and whose draft equals the latest revision."""
    root = Path(shutil.copytree(MINIMAL, folder / "site"))
    write_file(root, "data/roles.yaml", ROLES)
    write_file(root, "terms.yaml", MANIFEST)
    for name in FOLDERS:
        for latest in sorted((root / "content" / name).glob(f"{LATEST}.*")):
            shutil.copyfile(latest, latest.with_name(f"draft{latest.suffix}"))
    return root


def sealed_site(folder: Path) -> Path:
    """Return the same site with its two revisions sealed."""
    return Path(shutil.copytree(_sealed(), folder / "site"))


def drafted_site(folder: Path) -> Path:
    """Return a sealed site whose draft is ready: edited in both languages, confirmed and approved."""
    return Path(shutil.copytree(_drafted(), folder / "site"))


def published_site(folder: Path) -> Path:
    """Return a site with three sealed revisions and no draft."""
    return Path(shutil.copytree(_published(), folder / "site"))


@cache
def _sealed() -> Path:
    root = site(_folder())
    seal_document(root, "terms")
    return root


@cache
def _drafted() -> Path:
    root = sealed_site(_folder())
    edit_draft(root)
    make_ready(root)
    return root


@cache
def _published() -> Path:
    root = drafted_site(_folder())
    publish(root)
    return root


def _folder() -> Path:
    """A folder that lasts as long as the tests do."""
    folder = tempfile.mkdtemp(prefix="polylex-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def edit_draft(root: Path) -> None:
    """Change the same words of the draft in both languages."""
    edit(root, NL_DRAFT, *NL_EDIT)
    edit(root, FR_DRAFT, *FR_EDIT)


def make_ready(root: Path) -> None:
    """Confirm every section of the draft, and approve it in both languages."""
    confirm_draft(root)
    approve_draft(root)


def confirm_draft(root: Path, *sections: str) -> None:
    """Confirm sections of the draft; all that aren't in sync if none is named."""
    confirm(root, Order("terms", "fr", "reviewers", "Compared.", sections), TODAY)


def approve_draft(root: Path, by: str = "reviewers") -> None:
    """Approve the draft in both languages."""
    for language in ("nl", "fr"):
        approve(root, ApprovalOrder("terms", language, by, "Read it all."), TODAY)


def request(**values: object) -> Request:
    """Return what is asked for when the draft of that site is published."""
    return replace(Request("terms", TODAY, EFFECTIVE, NOTES), **values)  # type: ignore[arg-type]


def prepared(root: Path, **values: object) -> Prepared:
    """Prepare a publication, and return it with its reasons against it."""
    return prepare(root, request(**values), TODAY)


def publish(root: Path, **values: object) -> str:
    """Publish the draft, and return the id of the revision."""
    found = prepared(root, **values)
    assert found.refusal.is_empty, found.refusal
    write(found)
    return found.id


def order(**values: object) -> CorrectionOrder:
    """Return an order to correct the latest revision."""
    notes = {"nl": "Tikfout.", "fr": "Coquille."}
    usual = CorrectionOrder("terms", LATEST, CorrectionKind.EDITORIAL, "reviewers", notes)
    return replace(usual, **values)  # type: ignore[arg-type]


def revisions(root: Path) -> RevisionList:
    """Return the list of revisions as its file holds it."""
    (sealed,) = read_sealed(root)
    return sealed.held


# ---------------------------------------------------------------- files


def write_file(root: Path, file: str, text: str) -> None:
    """Write a file of the site's content."""
    path = root / "content" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def text_of(root: Path, file: str) -> str:
    """Return the characters of a file of the site's content."""
    return (root / "content" / file).read_text("utf-8")


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace words of a file that hold once."""
    text = text_of(root, file)
    assert text.count(old) == 1, (file, old, text.count(old))
    write_file(root, file, text.replace(old, new))


def tree(root: Path) -> dict[str, bytes]:
    """Return every file of the site, apart from the memory of what was verified and from the lock."""
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and ".polylex-seals" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of the site's content, by its path below it."""
    return {path.removeprefix("content/"): data for path, data in tree(root).items() if path.startswith("content/")}


def problems(call: Callable[[], object], kind: type[PolicyError] = PolicyError) -> str:
    """Return what a call that fails says, the place included."""
    with pytest.raises(PolicyError) as caught:
        call()
    assert type(caught.value) is kind or kind is PolicyError, caught.value
    return str(caught.value)


def refused(root: Path, **values: object) -> list[str]:
    """Return why a publication is refused, the check's errors by their rules; nothing may be written."""
    before = tree(root)
    found = prepared(root, **values)
    assert found.plan is None or found.refusal.is_empty
    assert tree(root) == before
    return [*(str(one) for one in found.refusal.problems), *_rules(found)]


def _rules(found: Prepared) -> Iterator[str]:
    for judged in found.refusal.errors:
        yield f"{judged.finding.rule} {judged.finding.section}"
