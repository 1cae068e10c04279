"""What must not stand in any file of the project, and what the README must show."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

# In pieces, so that this file does not hold what it forbids.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
    )
)
REGISTRY = re.compile("|".join(re.escape(host) for host in HOSTS) + r"|https?://\S*/" + r"simple\b")
FOLDERS = ("home", "root", "Users", "work", "tmp/bash" + "_jobs")
MACHINE_PATH = re.compile(rf"(?<![\w.~-])/(?:{'|'.join(FOLDERS)})/[\w.]")
README_HEAD = 15  # lines


@pytest.fixture(scope="module")
def files(repository: Path) -> tuple[Path, ...]:
    """Return every file that git tracks, or would track once it is added."""
    if not (repository / ".git").exists() or not shutil.which("git"):
        pytest.skip("this is no git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout
    found = tuple(repository / name for name in sorted(set(listing.split("\0"))) if name)
    assert found
    return tuple(file for file in found if file.is_file())


def places(files: tuple[Path, ...], pattern: re.Pattern[str]) -> list[str]:
    """Return file, line and words wherever the pattern matches; files that aren't text have no lines."""
    return [
        f"{file}:{number}: {match.group()}"
        for file in files
        for number, line in enumerate(file.read_bytes().decode("utf-8", "replace").split("\n"), 1)
        if (match := pattern.search(line))
    ]


def test_no_file_names_a_package_registry(files: tuple[Path, ...]) -> None:
    assert places(files, REGISTRY) == []


def test_no_file_names_a_path_of_one_machine(files: tuple[Path, ...]) -> None:
    assert places(files, MACHINE_PATH) == []


def test_nothing_built_is_kept_in_git(files: tuple[Path, ...], repository: Path) -> None:
    built = [file for file in files if file.is_relative_to(repository / "site") and file.name != ".gitkeep"]
    assert built == []


def test_the_patterns_find_what_they_are_for(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(f"see https://{HOSTS[0]}/project\nin /{FOLDERS[1]}/notes\n", "utf-8")
    assert [place.rsplit(": ", 1)[1] for place in places((bad,), REGISTRY)] == [HOSTS[0]]
    assert len(places((bad,), MACHINE_PATH)) == 1


def test_the_readme_shows_how_to_build_and_to_test(repository: Path) -> None:
    readme = (repository / "README.md").read_text("utf-8")
    assert "make site" in readme
    assert "make test" in readme


def test_the_readme_begins_with_an_example(repository: Path) -> None:
    head = (repository / "README.md").read_text("utf-8").split("\n")[:README_HEAD]
    assert any(line.startswith("```") for line in head)
