"""Anchors: what is known of a chain from outside, which shows an end cut off or a chain rewritten as a whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import ConfigurationError, InputError, Location, Problem
from generator.integrity.chain import head_of, links_of
from generator.integrity.verify import Sealed
from generator.source.files import SourceText, read_any_file
from generator.source.folder import CONTENT
from generator.source.revisions import REVISIONS, RevisionList
from generator.source.yaml_tree import parse_yaml

CHAIN_FILE = "chain.json"
"""The name of the file in a built site, in a document's folder, that lists the links of its chain."""

_LIST = ".revisions.yaml"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an outside source knows: by document, the digest that its chain ended with then.

    `name` is the source as it was given. A document that isn't in `heads` wasn't sealed there yet, or is new since.
    With `is_bare`, there is one digest without a document, under an empty name.
    """

    name: str
    heads: Mapping[str, str]
    is_bare: bool = False


def read_anchor(root: Path, given: str, documents: tuple[str, ...]) -> Anchor:
    """An anchor from the command line: a digest, a folder with a site or a built site, or a commit of git.

    Raises ConfigurationError for one that is none of these, or that knows none of the documents.
    """
    if _DIGEST.fullmatch(given):
        return Anchor(given, {"": given}, is_bare=True)
    is_folder = os.path.isdir(given)  # noqa: PTH112 - unlike Path, it takes any word
    heads = _in_folder(Path(given)) if is_folder else _in_git(root, given)
    known = set(heads or ()) & set(documents)
    heads = heads if known or not is_folder else None
    if heads is None:
        remedy = "Name a digest, a folder that holds the site's sources or a built site, or a commit of git."
        raise ConfigurationError(Problem(Location(""), f"{given!r} holds no chain of this site's documents", remedy))
    return Anchor(given, {document: head for document, head in heads.items() if head})


def _in_folder(folder: Path) -> dict[str, str]:
    """What a folder knows of each document, an empty digest where nothing was sealed."""
    found: dict[str, str] = {}
    for path in (*sorted(folder.glob(f"{CONTENT}/*{_LIST}")), *sorted(folder.glob(f"*{_LIST}"))):
        found.setdefault(path.name.removesuffix(_LIST), head_of(_list(read_any_file(path))))
    for path in sorted(folder.glob(f"*/*/{CHAIN_FILE}")):
        found.setdefault(path.parent.name, _built_head(path))
    return found


def _built_head(path: Path) -> str:
    try:
        links = json.loads(path.read_bytes())["links"]
        return str(links[-1]["digest"]) if links else ""
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        problem = Problem(Location(str(path)), "this is no list of a chain's links", "Take it from a built site.")
        raise ConfigurationError(problem) from None


def _in_git(root: Path, ref: str) -> dict[str, str] | None:
    """What a commit knows; None if there is no such commit."""
    if ref.startswith("-") or _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}") is None:
        return None
    found = {}
    for path in (_git(root, "ls-tree", "--name-only", "-z", ref, f"{CONTENT}/") or "").split("\0"):
        if path.endswith(_LIST):
            held = _git(root, "show", f"{ref}:./{path}") or ""
            document = path.rpartition("/")[2].removesuffix(_LIST)
            found[document] = head_of(_list(SourceText(f"{ref}:{path}", held)))
    return found


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None if there is no such thing, or no git."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - fixed words, no shell
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _list(source: SourceText) -> RevisionList:
    try:
        return REVISIONS.read(parse_yaml(source))
    except InputError as error:
        raise ConfigurationError(*error.problems) from None


# ---------------------------------------------------------------- holding a chain against it


def anchor_problems(anchor: Anchor, sealed: tuple[Sealed, ...]) -> Iterator[Problem]:
    """Where a chain doesn't hold the digest that it had at the anchor."""
    if anchor.is_bare:
        if not any(_holds(one, digest) for one in sealed for digest in anchor.heads.values()):
            paths = ", ".join(one.path for one in sealed)
            message = f"the chain doesn't hold the anchor {anchor.name}: its end was cut off, or it was rewritten"
            yield Problem(Location(paths), message, _REMEDY)
        return
    for one in sealed:
        digest = anchor.heads.get(one.document, "")
        if digest and not _holds(one, digest):
            message = (
                f"the chain doesn't hold the link {digest[:12]}… that it ended with in {anchor.name}: "
                "its end was cut off, or it was rewritten"
            )
            yield Problem(Location(one.path), message, _REMEDY)
    for document in sorted(anchor.heads.keys() - {one.document for one in sealed}):
        message = f"the document {document!r}, which {anchor.name} holds, is gone"
        yield Problem(Location(f"{CONTENT}/site.yaml"), message, _REMEDY)


_REMEDY = "Compare with the anchor (`git log -p` shows who changed what), and restore what was published."


def _holds(sealed: Sealed, digest: str) -> bool:
    return any(link.seal.digest == digest for link in links_of(sealed.held))


def anchored(anchors: tuple[Anchor, ...], sealed: Sealed) -> tuple[str, ...]:
    """The names of the anchors that know a document."""
    return tuple(
        anchor.name
        for anchor in anchors
        if (_holds(sealed, anchor.heads[""]) if anchor.is_bare else sealed.document in anchor.heads)
    )
