"""Each file of tests/cases/check/RULE/{finds,ignores,known-failures} is one case.

The first line says what it is about; `=== NAME` begins a part: a language, `old` and a language, `facts`, `wording`,
`contacts`, `effective`. A case of `finds` may say `=== at` with lines like `fr 3:14 24 mois`: language, line, column,
words. A known failure says `=== should` with `find` or `ignore`, and fails once it no longer does.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import Finding, rule
from tests.unit.check.reading import findings_of

CASES = Path(__file__).resolve().parents[2] / "cases" / "check"


def cases(kind: str) -> list[Path]:
    return sorted(CASES.glob(f"*/{kind}/*.md"))


def name(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.stem}"


def parts_of(path: Path) -> dict[str, str]:
    """The parts of a case."""
    _, *pieces = path.read_text("utf-8").split("\n=== ")
    parts = {}
    for piece in pieces:
        head, _, body = piece.partition("\n")
        parts[head.strip()] = body.strip("\n") + "\n"
    return parts


def found_in(path: Path) -> list[Finding]:
    return [finding for finding in findings_of(parts_of(path)) if finding.rule == path.parent.parent.name]


def places(finding: Finding) -> set[str]:
    spots = [(finding.language, finding.location, finding.excerpt)]
    if finding.counterpart:
        about = finding.counterpart
        spots.append((about.language, about.location, about.excerpt))
    return {f"{language} {at.line}:{at.column} {words}" for language, at, words in spots}


def test_every_folder_is_a_rule() -> None:
    assert all(rule(folder.name) for folder in CASES.iterdir())
    assert {folder.name for folder in CASES.glob("*/*")} <= {"finds", "ignores", "known-failures"}


@pytest.mark.parametrize("path", cases("finds"), ids=name)
def test_finds(path: Path) -> None:
    found = found_in(path)
    assert found
    told = {place for finding in found for place in places(finding)}
    for line in parts_of(path).get("at", "").splitlines():
        assert line in told


@pytest.mark.parametrize("path", cases("ignores"), ids=name)
def test_ignores(path: Path) -> None:
    assert found_in(path) == []


@pytest.mark.parametrize("path", cases("known-failures"), ids=name)
def test_known_failures_still_fail(path: Path) -> None:
    should_find = parts_of(path)["should"].strip() == "find"
    assert bool(found_in(path)) is not should_find
