"""The minimal site to check: copied, edited, and its report asked for what matters."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.check import Finding, Severity, Spot
from generator.errors import Location
from generator.review import CheckOptions, CheckReport, Judged, run_check

ROOT = Path(__file__).parents[3]
MINIMAL = ROOT / "tests" / "sites" / "minimal"
TODAY = date(2025, 6, 1)
NL_DRAFT, FR_DRAFT = "nl/terms/draft.md", "fr/terms/draft.md"
WAIVERS = "terms.waivers.yaml"
DECISIONS = "data/terms/decisions.yaml"


def site(folder: Path) -> Path:
    """Return a copy of the minimal site."""
    return Path(shutil.copytree(MINIMAL, folder / "site"))


def write(root: Path, file: str, text: str) -> None:
    """Write a file of the site's content."""
    path = root / "content" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace words of a file that hold once."""
    path = root / "content" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new), "utf-8")


def check(root: Path, **options: object) -> CheckReport:
    """Return the report of a site on a fixed day."""
    return run_check(root, replace(CheckOptions(as_of=TODAY), **options))  # type: ignore[arg-type]


def of(report: CheckReport, rule: str) -> list[Judged]:
    """Return the findings of a rule."""
    return [judged for judged in report.findings if judged.finding.rule == rule]


def finding(**values: object) -> Finding:
    """Return a finding; what isn't given is something plausible."""
    usual = Finding(
        rule="duration-differs",
        severity=Severity.ERROR,
        message="the duration '12 mois' stands where Dutch has '24 maanden'",
        remedy="Correct the one that is wrong.",
        document="terms",
        revision="draft",
        section="keeping",
        language="fr",
        location=Location("content/fr/terms/draft.md", 2, 15),
        excerpt="12 mois",
        counterpart=Spot("nl", Location("content/nl/terms/draft.md", 1, 14), "24 maanden"),
        fingerprint="0123456789abcdef",
    )
    return replace(usual, **values)  # type: ignore[arg-type]
