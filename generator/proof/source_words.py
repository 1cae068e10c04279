"""The words of a source file, read from its raw lines.

This scanner knows the notation by its marks alone and shares no code with the parser, so that a word which the
parser loses is missed here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
SILENT = str.maketrans("", "", "*_`~\u00ad")
"""Marks that may stand inside a word without parting it."""

_HEADING = re.compile(r"\s{0,3}(#+)\s*(.*?)\s*#*\s*$")
_ATTRIBUTES_AT_END = re.compile(r"(?:^|\s)\{[^{}]*\}\s*$")
_NAME_LINE = re.compile(r"[\s>]*\{[#.][^{}]*\}\s*$")
_DELIMITER_ROW = re.compile(r"[\s>]*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*$")
_DEFINITION = re.compile(r"\s{0,3}\[([^\]]+)\]:\s*\S+(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*$")
_ITEM = re.compile(r"([\s>]*)(?:[-*+]|(\d{1,9})[.)])(\s+|$)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_DIRECTIVE = re.compile(r"\s{0,3}:{3,}\{(\w+)\}\s+(\S+)")
_OPTION = re.compile(r"\s*:(\w+):\s+(\S+)")
_TARGET = re.compile(r"\]\((?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)")
_SPAN_ATTRIBUTES = re.compile(r"\]\{[^{}]*\}")
_ROLE = re.compile(r"\{[Rr]ef\}`[^`]*`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = "\ue000{}\ue001"


class SourceWord(NamedTuple):
    """A word with its file and line."""

    text: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class View:
    """A place where records or a contact are shown: their kind, and the view or place of use."""

    kind: str
    subject: str
    choice: str


@dataclass(slots=True)
class Scan:
    """What the raw lines of a section hold, in order, and how many references are generated in them."""

    pieces: list[SourceWord | View] = field(default_factory=list)
    references: int = 0
    names_number: bool = False


_new = tuple.__new__


def scan_lines(lines: list[str], path: str, first_line: int) -> Scan:
    """Scan Markdown lines; `first_line` is the number of the first in its file."""
    scan = Scan()
    definitions = {match.group(1).lower() for line in lines if (match := _DEFINITION.match(line))}
    kinds = _classified(lines)
    for offset, (kind, text) in enumerate(kinds):
        line = first_line + offset
        if kind == "directive":
            scan.pieces.append(_view(text))
        elif kind == "words":
            visible, references = _visible(text, definitions)
            scan.references += references
            scan.pieces += [_new(SourceWord, (word, path, line)) for word in WORD.findall(visible)]
        elif kind == "code":
            scan.pieces += [_new(SourceWord, (word, path, line)) for word in WORD.findall(text.translate(SILENT))]
        elif kind == "heading":
            title = _ATTRIBUTES_AT_END.sub("", text)
            scan.names_number = ".unnumbered" not in text
            visible, references = _visible(title, definitions)
            scan.references += references
            scan.pieces += [_new(SourceWord, (word, path, line)) for word in WORD.findall(visible)]
    return scan


def _classified(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What each line is, and its words without the marks at its beginning."""
    fence, directive, previous, in_list = "", "", "", False
    for line in lines:
        if fence:
            closes = line.strip().startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
            yield ("mark", "") if closes else ("code", line)
        elif directive:
            closes = line.strip().strip(":") == "" and line.strip().startswith(":::")
            directive += "" if closes else "\n" + line
            yield ("directive", directive) if closes else ("mark", "")
            directive = "" if closes else directive
        elif match := _FENCE.match(line):
            fence = match.group(1)
            yield "mark", ""
        elif _DIRECTIVE.match(line):
            directive = line
            yield "mark", ""
        elif match := _HEADING.match(line):
            yield "heading", match.group(2)
        else:
            text, in_list = _unmarked(line, previous, in_list=in_list)
            yield ("mark", "") if _is_mark(line) else ("words", text)
        previous = line


def _is_mark(line: str) -> bool:
    return bool(_NAME_LINE.match(line) or _DELIMITER_ROW.match(line) or _DEFINITION.match(line))


def _unmarked(line: str, previous: str, *, in_list: bool) -> tuple[str, bool]:
    """A line without its list mark, and whether it stands in a list.

    A number and a full stop at the start of a line are a mark only where Markdown sees one: not in the middle of
    a paragraph, unless the number is 1.
    """
    text = line
    while match := _ITEM.match(text):
        number = match.group(2)
        continues = bool(previous.strip()) and not in_list and not _is_mark(previous) and not _HEADING.match(previous)
        if number and continues and number != "1":
            break
        in_list = True
        text = text[match.end() :]
    if not line.strip() or line[:1].isspace():
        return text, in_list
    return text, in_list if text != line or previous.strip() else False


def _visible(text: str, definitions: set[str]) -> tuple[str, int]:
    """What a reader sees of a line, and how many references it holds."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group(1))
        return _KEPT.format(len(kept) - 1)

    text, references = _ROLE.subn(" ", text)
    text = _ESCAPE.sub(keep, text)
    text = _TARGET.sub("]", text)
    text = _SPAN_ATTRIBUTES.sub("]", text)
    for name in definitions:
        text = re.sub(rf"\]\[{re.escape(name)}\]", "]", text, flags=re.IGNORECASE)
    text = html.unescape(text.replace("[", "").replace("]", ""))
    text = re.sub("\ue000(\\d+)\ue001", lambda match: kept[int(match.group(1))], text)
    return text.translate(SILENT), references


def _view(lines: str) -> View:
    head, _, body = lines.partition("\n")
    match = _DIRECTIVE.match(head)
    kind, subject = match.groups() if match else ("", "")
    option = _OPTION.search(body)
    return View(kind, subject, option.group(2) if option else "")


# ---------------------------------------------------------------- YAML, by its indentation alone

_KEY = re.compile(r"(\s*)([\w-]+):(?:\s+(.*?))?\s*$")
_DASH = re.compile(r"\s*-\s+(.*)$")


@dataclass(slots=True)
class Entry:
    """A key's value as the file writes it: what follows on its line, and the lines of its block."""

    value: str
    line: int
    block: list[str] = field(default_factory=list)


def scan_keys(text: str) -> Mapping[tuple[str, ...], Entry]:
    """Every key of a YAML file by its path, without parsing YAML."""
    found: dict[tuple[str, ...], Entry] = {}
    path: list[tuple[int, str]] = []
    literal = -1
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" "))
        if literal >= 0 and (not line.strip() or indent > literal):
            found[tuple(name for _, name in path)].block.append(line)
            continue
        literal = -1
        match = _KEY.match(line)
        if match and not line.lstrip().startswith(("#", "- ")):
            path = [(depth, name) for depth, name in path if depth < indent]
            path.append((indent, match.group(2)))
            value = match.group(3) or ""
            found[tuple(name for _, name in path)] = Entry(value, number)
            literal = indent if value[:1] == "|" else -1
        elif (dash := _DASH.match(line)) and path:
            found[tuple(name for _, name in path)].block.append(dash.group(1))
    return found


def flow_names(value: str, key: str = "") -> list[str] | None:
    """The names in a flow list (`[a, b]`); with `key`, that of a key in a flow mapping. None if there is none."""
    match = re.search(rf"{re.escape(key)}:\s*\[([^\]]*)\]" if key else r"\[([^\]]*)\]", value)
    return [name.strip().strip("'\"") for name in match.group(1).split(",")] if match else None
