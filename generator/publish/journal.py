"""The journal of a command that writes: which files an unfinished one left, so that the next one can clean up.

It lies beside the list of revisions while a command is at work, and says what the list will be, and the digest of
each file that comes before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.integrity.content import digest_of
from generator.review.files import write_whole
from generator.source.files import SourceText
from generator.source.folder import CONTENT
from generator.source.manifests import REVISION_ID
from generator.source.revisions import REVISIONS
from generator.source.states import listed_states
from generator.source.yaml_tree import parse_yaml

_STATE = re.compile(rf"({REVISION_ID}(?:\.corrected-[0-9]+)?)(?:\.md|\.yaml|\.signoff\.yaml)")
_TEMPORARY = r"\.[a-z0-9_]{8}"
"""How the name of a file ends that is being written: what `tempfile.mkstemp` adds."""


@dataclass(frozen=True, slots=True)
class Left:
    """What an unfinished command left: the digest of the list that it was about to write, and those of its files.

    `later` are the paths of what it was to write after the list.
    """

    list_digest: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal beside a list of revisions, which holds `expected` now."""

    root: Path
    list_path: str
    expected: str

    @property
    def path(self) -> str:
        """Where it lies, relative to the site's folder; no command reads it as content."""
        folder, _, name = self.list_path.rpartition("/")
        return f"{folder}/.{name}.journal"

    def note(self, list_text: str, files: Mapping[str, str], later: Iterable[str] = ()) -> None:
        """Note what is about to be written, before anything is."""
        digests = {path: digest_of(text.encode()) for path, text in files.items()}
        held = {"list": digest_of(list_text.encode()), "files": digests, "later": sorted(later)}
        write_whole(self.root, self.path, json.dumps(held, indent=1) + "\n")

    def end(self) -> None:
        """Remove it: everything is written."""
        (self.root / self.path).unlink(missing_ok=True)

    def clean_up(self, about_to_write: Iterable[str]) -> None:
        """Remove what an unfinished command left.

        A file goes only if no revision of the list has it, and if it still is what that command wrote, to the byte.
        Half-written files, which have names of their own, go too.
        """
        left = self._left()
        for path in sorted({*about_to_write, self.list_path, self.path, *left.files, *left.later}):
            self._remove_half_written(path)
        for path in self.leftovers():
            (self.root / path).unlink()
        self.end()

    def leftovers(self) -> tuple[str, ...]:
        """The files that `clean_up` would remove."""
        left = self._left()
        if left.list_digest == digest_of(self.expected.encode()):
            return ()  # it was published; only what follows is missing
        return tuple(path for path, digest in sorted(left.files.items()) if self._is_left(path, digest))

    def is_listed(self, path: str) -> bool:
        """Whether a file belongs to a revision of the list, or to a correction of one."""
        match = _STATE.fullmatch(path.rpartition("/")[2])
        return match is not None and match.group(1) in self._listed()

    def _listed(self) -> set[str]:
        return listed_states(REVISIONS.read(parse_yaml(SourceText(self.list_path, self.expected))))

    def _left(self) -> Left:
        """What the journal says; nothing if there is none, or something else in its place."""
        with suppress(OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError):
            held = json.loads((self.root / self.path).read_bytes())
            files = {str(path): str(digest) for path, digest in held["files"].items()}
            dated = {path: digest for path, digest in files.items() if _STATE.fullmatch(path.rpartition("/")[2])}
            later = tuple(map(str, held["later"]))
            content = (self.root / CONTENT).resolve()
            if all((self.root / path).resolve().is_relative_to(content) for path in (*files, *later)):
                return Left(str(held["list"]), dated, later)
        return Left()

    def _is_left(self, path: str, digest: str) -> bool:
        with suppress(OSError):
            return not self.is_listed(path) and digest_of((self.root / path).read_bytes()) == digest
        return False

    def _remove_half_written(self, path: str) -> None:
        target = self.root / path
        pattern = re.compile(re.escape(f".{target.name}") + _TEMPORARY)
        with suppress(OSError):
            for other in sorted(target.parent.iterdir()):
                if pattern.fullmatch(other.name) and other.is_file():
                    other.unlink()
