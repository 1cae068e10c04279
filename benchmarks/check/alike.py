"""Edits that are alike in both languages: whatever the rules on a change report of them is a false alarm.

Three kinds: a real revision as both languages of a text; typography mended in one language; and a paragraph that goes,
or comes, in both languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from own_texts import Pair

from generator.align import NodeKind, align
from generator.check import Finding, check_delta
from generator.compare import compare_texts
from generator.model import Text
from generator.source.files import SourceText
from generator.source.plain import read_plain

REVISIONS_LANGUAGE = "en"
"""Of the texts in a folder of revisions, unless `fr` or `nl` is a part of the folder's name."""


class Alike(NamedTuple):
    """A kind of edit: how many sections changed in it, and what was found."""

    name: str
    sections: int
    findings: tuple[Finding, ...]


def alike(pairs: list[Pair], revisions: Path | None) -> Iterator[Alike]:
    """Each kind of edit that the texts allow."""
    if revisions:
        yield _total("a revision as both languages", _same_twice(revisions))
    if pairs:
        yield _total("typography in one language", (_typography(pair) for pair in pairs))
        yield _total("a paragraph deleted in both", (edit for pair in pairs for edit in _paragraphs(pair, back=False)))
        yield _total("a paragraph added in both", (edit for pair in pairs for edit in _paragraphs(pair, back=True)))


_Edit = tuple[int, tuple[Finding, ...]]


def _total(name: str, edits: Iterator[_Edit]) -> Alike:
    held = list(edits)
    return Alike(name, sum(n for n, _ in held), tuple(finding for _, found in held for finding in found))


def _read(markdown: str, language: str, name: str) -> Text:
    return read_plain(SourceText(f"{name}/{language}.md", markdown), language)


def _same_twice(folder: Path) -> Iterator[_Edit]:
    for path in sorted(folder.glob("**/old.md")):
        if path.with_name("new.md").exists():
            words = [path.with_name(name).read_text("utf-8") for name in ("old.md", "new.md")]
            language = next((code for code in ("fr", "nl") if code in path.parent.name), REVISIONS_LANGUAGE)
            old, new = (_read(text, language, path.parent.name) for text in words)
            yield len(compare_texts(old, new).sections), check_delta((old, old), (new, new))


def _typography(pair: Pair) -> _Edit:
    """Other apostrophes, quotes and spaces in the French text, and other line ends."""
    nl, fr = _read(pair.nl, "nl", pair.name), _read(pair.fr, "fr", pair.name)
    mended = re.sub(r"(?<=\w)['’](?=\w)", lambda m: "’" if m.group() == "'" else "'", pair.fr)
    mended = re.sub(r"(?<=\w) ?(?=[:;!?](?:\s|$))", "\u00a0", mended)
    mended = re.sub(r"« ?(?=\w)", "«\u00a0", mended)
    mended = "\n".join(_wrapped(line) for line in mended.split("\n"))
    other = _read(mended, "fr", pair.name)
    return len(compare_texts(fr, other).sections), check_delta((nl, fr), (nl, other))


def _wrapped(line: str) -> str:
    """A long line of prose as two."""
    middle = line.find(" ", len(line) // 2)
    return f"{line[:middle]}\n{line[middle + 1 :]}" if re.match(r"[A-ZÀ-Ý]\w+ .{80}", line) and middle > 0 else line


MOST = 6
"""Paragraphs of one pair that are deleted or added in turn."""


def _paragraphs(pair: Pair, *, back: bool) -> Iterator[_Edit]:
    nl, fr = _read(pair.nl, "nl", pair.name), _read(pair.fr, "fr", pair.name)
    whole = (nl, fr)
    for lines in _paired_paragraphs(nl, fr)[:MOST]:
        without = (_read(_cut(pair.nl, lines[0]), "nl", pair.name), _read(_cut(pair.fr, lines[1]), "fr", pair.name))
        old, new = (without, whole) if back else (whole, without)
        yield 1, check_delta(old, new)


def _paired_paragraphs(nl: Text, fr: Text) -> list[tuple[int, int]]:
    """The lines of paragraphs that are partners, stand by themselves, and take one line each."""
    found = [
        (block.prevailing.location.line, block.translation.location.line)
        for section in align(nl, fr).sections
        for block in section.blocks
        if block.prevailing and block.translation
        if block.prevailing.kind is block.translation.kind is NodeKind.PARAGRAPH
        if "\n" not in block.prevailing.text + block.translation.text
    ]
    alone = [Counter(line for lines in found for line in (lines[side],)) for side in (0, 1)]
    return [lines for lines in found if alone[0][lines[0]] == alone[1][lines[1]] == 1]


def _cut(markdown: str, line: int) -> str:
    lines = markdown.split("\n")
    return "\n".join([*lines[: line - 1], *lines[line:]])
