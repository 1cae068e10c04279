"""The cases in tests/cases/markdown: a title, a text, and what becomes of it. With --update they are written anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.source.dump import outline

CASES = Path(__file__).parents[2] / "cases" / "markdown"
CASE = re.compile(r"^(?P<title>\S[^\n]*)\n\.\n(?P<source>.*?)\n?^\.\n(?P<expected>.*?)^\.$", re.MULTILINE | re.DOTALL)


def cases() -> list[tuple[Path, str, str, str]]:
    """Return each case: its file, its title, its text and its outline."""
    return [
        (path, match["title"], match["source"], match["expected"])
        for path in sorted(CASES.glob("*.md"))
        for match in CASE.finditer(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(
    ("path", "title", "source", "expected"),
    [pytest.param(*case, id=f"{case[0].stem}: {case[1]}") for case in cases()],
)
def test_a_case(path: Path, title: str, source: str, expected: str, *, update_golden: bool) -> None:
    found = outline(source + "\n")
    if update_golden:
        old, new = f"{title}\n.\n{source}\n.\n{expected}.", f"{title}\n.\n{source}\n.\n{found}\n."
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    else:
        assert found == expected.rstrip("\n")


def test_every_case_is_found_and_has_a_title_of_its_own() -> None:
    titles = [(path.name, title) for path, title, _, _ in cases()]
    assert len(titles) == len(set(titles))
    for path in CASES.glob("*.md"):
        dots = [line for line in path.read_text("utf-8").split("\n") if line == "."]
        assert len(dots) == 3 * sum(case[0] == path for case in cases()), f"a dot is missing or too many in {path.name}"
