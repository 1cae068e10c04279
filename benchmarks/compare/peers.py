"""The tools that are compared, each behind one function from two texts to spans."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

import fast_diff_match_patch
import redlines

Spans = list[tuple[str, str]]
_OPS = {"=": "equal", "-": "delete", "+": "insert"}
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def with_fast_diff_match_patch(old: str, new: str) -> Spans:
    """fast-diff-match-patch on words with its semantic clean-up."""
    codes: dict[str, str] = {}
    tokens = [_TOKEN.findall(text) for text in (old, new)]
    encoded = ["".join(codes.setdefault(token, chr(0x100 + len(codes))) for token in side) for side in tokens]
    found: Spans = []
    at = [0, 0]
    for op, count in fast_diff_match_patch.diff(*encoded, timelimit=0, checklines=False, cleanup="Semantic"):
        side = 0 if op == "-" else 1
        found.append((_OPS[op], "".join(tokens[side][at[side] : at[side] + count])))
        at[0] += count if op != "+" else 0
        at[1] += count if op != "-" else 0
    return found


def with_redlines(old: str, new: str) -> Spans:
    """The tool redlines as it comes; its paragraph marks are read as blank lines."""
    found: Spans = []
    for operation in redlines.Redlines(old, new)._diff_ops:  # noqa: SLF001 - its public values leave equal text out
        tag, old_start, old_end, new_start, new_end = operation.opcodes
        old_text = "".join(operation.source_chunk.text[old_start:old_end]).replace("¶", "\n\n")
        new_text = "".join(operation.test_chunk.text[new_start:new_end]).replace("¶", "\n\n")
        found += [("equal", new_text)] if tag == "equal" else [("delete", old_text), ("insert", new_text)]
    return found


def with_difflib(old: str, new: str) -> Spans:
    """The module difflib as it comes, on words."""
    sides = [_TOKEN.findall(text) for text in (old, new)]
    found: Spans = []
    for tag, old_start, old_end, new_start, new_end in difflib.SequenceMatcher(None, *sides).get_opcodes():
        if tag == "equal":
            found.append(("equal", "".join(sides[1][new_start:new_end])))
        else:
            found.append(("delete", "".join(sides[0][old_start:old_end])))
            found.append(("insert", "".join(sides[1][new_start:new_end])))
    return found


PEERS: Sequence[tuple[str, Callable[[str, str], Spans]]] = (
    ("fast-diff-match-patch, semantic", with_fast_diff_match_patch),
    ("redlines", with_redlines),
    ("difflib", with_difflib),
)
