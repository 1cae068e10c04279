"""The built packages carry all that Polylex needs, and the wheel works without the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest


def build(repository: Path, kind: str, folder: Path) -> Path:
    """Return the package that hatchling builds, offline."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True)
    (package,) = folder.iterdir()
    return package


def theme_files(repository: Path) -> set[str]:
    """Return the theme's files, as paths below templates/."""
    theme = repository / "templates"
    found = {file.relative_to(theme).as_posix() for file in theme.rglob("*") if file.is_file()}
    assert found
    return {name for name in found if "__pycache__" not in name}


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this repository."""
    return build(repository, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the wheel's content, as an installation would."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            archive.extract(name, folder)
    return folder


def test_the_wheel_carries_the_theme(repository: Path, unpacked: Path) -> None:
    theme = unpacked / "generator" / "theme"
    for name in theme_files(repository):
        assert (theme / name).read_bytes() == (repository / "templates" / name).read_bytes()


def test_the_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        heads = {name.split("/")[0].split("-")[0] for name in archive.namelist()}
    assert heads == {"generator", "polylex"}


def test_the_wheel_brings_the_command_and_the_licence(unpacked: Path) -> None:
    (metadata,) = unpacked.glob("polylex-*.dist-info")
    assert "polylex = generator.entry:main" in (metadata / "entry_points.txt").read_text("utf-8")
    assert "MIT License" in (metadata / "licenses" / "LICENSE").read_text("utf-8")


def test_the_source_package_can_build_the_wheel(repository: Path, tmp_path: Path) -> None:
    package = build(repository, "sdist", tmp_path)
    with tarfile.open(package) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {f"templates/{name}" for name in theme_files(repository)} <= names
    assert {"LICENSE", "README.md", "constraints.txt", "generator/cli.py", "pyproject.toml"} <= names


def test_the_wheel_builds_the_site_without_the_repository(repository: Path, unpacked: Path, tmp_path: Path) -> None:
    shutil.copytree(repository / "content", tmp_path / "content")  # and no templates/
    command = [sys.executable, "-m", "generator.cli", "build"]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    where = [sys.executable, "-c", "import generator; print(generator.__file__)"]
    origin = subprocess.run(where, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    assert origin.startswith(str(unpacked))
    run = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "site" / "index.html").is_file()
