"""The content of a site as a commit of git holds it, in a folder for a while."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import ConfigurationError, Location, Problem
from generator.source.folder import CONTENT


@contextmanager
def content_at(root: Path, ref: str) -> Iterator[Path | None]:
    """A folder with the `content/` of a commit; None if the commit has none.

    Raises ConfigurationError if there is no git, no repository or no such commit.
    """
    named = _git(root, ref, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    commit = named.decode().strip()
    if not _git(root, ref, "ls-tree", commit, "--", f"{CONTENT}/"):
        yield None
        return
    archive = _git(root, ref, "archive", "--format=tar", commit, CONTENT)
    with tempfile.TemporaryDirectory(prefix="polylex-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)


def _git(root: Path, ref: str, *words: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise _error("git is not installed, so there is nothing to compare with", "Install git, or leave out --base.")
    done = subprocess.run([git, *words], cwd=root, capture_output=True, check=False)  # noqa: S603 - no shell; a ref can't be an option
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ") or "there is no such commit"
        remedy = "Name a branch, a tag or a commit of this repository, and fetch its history."
        raise _error(f"git can't read {ref!r}: {reason}", remedy)
    return done.stdout


def _error(message: str, remedy: str) -> ConfigurationError:
    return ConfigurationError(Problem(Location(""), message, remedy))
