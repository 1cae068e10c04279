"""The folders that a site's look comes from. The first one that holds a file wins."""

from __future__ import annotations

from pathlib import Path

from generator.errors import ConfigurationError, Location, Problem
from generator.pages import OutputFile

ASSETS = "assets"
PAPER_RULES = "paper.css"
PACKAGE = Path(__file__).resolve().parent.parent


def default_theme() -> Path:
    """The theme that comes with the program: inside an installed package, else at the top of the repository."""
    installed = PACKAGE / "theme"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


def asset_files(folders: tuple[Path, ...]) -> tuple[OutputFile, ...]:
    """The static files of the theme, in order of their paths. Raises `ConfigurationError` for an unreadable one."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        root = folder / ASSETS
        paths = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
        found.update({f"{ASSETS}/{path.relative_to(root).as_posix()}": path for path in paths})
    return tuple(OutputFile(name, _read(found[name])) for name in sorted(found))


def paper_rules(folders: tuple[Path, ...]) -> bytes:
    """The rules that follow the stylesheet's where a page is typeset for paper; none in a theme without them."""
    found = next((folder / PAPER_RULES for folder in folders if (folder / PAPER_RULES).is_file()), None)
    return _read(found) if found else b""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = Problem(Location(str(path)), f"can't read the file: {error.strerror}", "check its permissions")
        raise ConfigurationError(problem) from error
