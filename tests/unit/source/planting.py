"""The minimal site with one fault planted in it, and what must be told about it.

A fault's text shows with ⟦ where the problem must be told, so that nobody counts lines and columns by hand.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.errors import InputError, Location, Problem
from generator.source import LoadedSite, load_site

MINIMAL = Path(__file__).parents[2] / "sites" / "minimal"
HERE = "⟦"

SITE = "site.yaml"
DOCUMENT = "terms.yaml"
REVISIONS = "terms.revisions.yaml"
FACTS = "data/terms/draft.yaml"
DECISIONS = "data/terms/decisions.yaml"
ROLES = "data/roles.yaml"
TEXT = "fr/terms/draft.md"
WORDING = "fr/terms/draft.yaml"


@dataclass(frozen=True)
class Fault:
    """One fault: in `file`, the words `old` become `new`; without `old`, `new` is the whole file.

    `message` and `remedy` are words that the problem at each ⟦ must hold; without any ⟦ it is told of the file.
    """

    name: str
    file: str
    old: str
    new: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return self.name


def parametrize(faults: list[Fault]) -> pytest.MarkDecorator:
    """Run a test once for each fault, under the fault's name."""
    return pytest.mark.parametrize("fault", faults, ids=str)


def site(folder: Path) -> Path:
    """Return a copy of the minimal site."""
    return Path(shutil.copytree(MINIMAL, folder / "site"))


def content(root: Path, file: str) -> Path:
    """Return a file of the site, the folders above it made if need be."""
    path = root / "content" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def rewrite(root: Path, file: str, change: Callable[[str], str]) -> None:
    """Change a file's characters, and no line end."""
    path = content(root, file)
    path.write_bytes(change(path.read_bytes().decode("utf-8")).encode("utf-8"))


def plant(root: Path, fault: Fault) -> list[Location]:
    """Plant a fault; return the places where it must be told."""
    path = content(root, fault.file)
    text = fault.new
    if fault.old:
        before = path.read_text("utf-8")
        assert fault.old in before, "the fault finds no soil"
        text = before.replace(fault.old, fault.new, 1)
    first, *rest = text.split(HERE)
    places = []
    for piece in rest:
        places.append(Location(f"content/{fault.file}", first.count("\n") + 1, len(first) - first.rfind("\n")))
        first += piece
    path.write_bytes(first.encode("utf-8"))
    return places or [Location(f"content/{fault.file}")]


def problems_of(root: Path) -> tuple[Problem, ...]:
    """Return what is told of a site that can't be read."""
    with pytest.raises(InputError) as told:
        load_site(root)
    assert str(told.value)
    return told.value.problems


def check(folder: Path, fault: Fault) -> None:
    """Assert that a fault is told at its places, in its words, and that nothing else is."""
    root = site(folder)
    if fault.file in (TEXT, WORDING, FACTS):  # the revisions are as they were, and take time
        content(root, REVISIONS).write_text("revisions: []\n", "utf-8")
    places = plant(root, fault)
    problems = problems_of(root)
    assert [problem.location for problem in problems] == sorted(places), "\n".join(map(str, problems))
    for problem in problems:
        assert fault.message in problem.message
        assert problem.remedy
    assert any(fault.remedy in problem.remedy for problem in problems), problems


def loaded(folder: Path, file: str, old: str, new: str) -> LoadedSite:
    """Load the site with something planted that is no fault."""
    root = site(folder)
    plant(root, Fault("no fault", file, old, new, ""))
    return load_site(root)
