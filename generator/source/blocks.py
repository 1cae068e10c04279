"""Markdown into the model's blocks.

Everything that Markdown would drop, renumber or turn into something else without a word is an error with its
place: a cell too many, a list number that isn't the next, a deep level, a line of dashes under a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from generator.errors import Location, Problem
from generator.model import (
    Block,
    Cell,
    CodeBlock,
    ContactView,
    Divider,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Place,
    Quote,
    RecordView,
    Row,
    Table,
)
from generator.source.facts import VIEWS
from generator.source.inlines import read_inlines
from generator.source.shapes import id_remedy, nearest

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_LEVEL = 14
"""Levels of nesting in tokens; a list in a list counts two. Six lists deep is more than any policy needs."""

_MARKERS = re.compile(r"(?:[ \t>]|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*")
_NAME_LINE = re.compile(r"[ \t>]*\{#([^\s{}]+)[^{}]*\}[ \t]*")
_OPTION = re.compile(r":([a-z]+):[ \t]+(\S+)[ \t]*")
_DIRECTIVE = re.compile(r"\{([a-z]+)\}[ \t]+(\S+)[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")


def markdown() -> MarkdownIt:
    """A parser of the notation; HTML and unsafe links are recognised, so that they can be refused by name."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable("table")
    parser.use(attrs_plugin, spans=True).use(attrs_block_plugin).use(myst_role_plugin).use(colon_fence_plugin)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - its name is given
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


@dataclass(frozen=True, slots=True)
class ParsedBlocks:
    """Blocks with places relative to their source, and what is wrong with them, placed likewise."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one source; used once."""

    lines: list[str]
    tokens: list[Token]
    directives: bool = True
    position: int = 0
    problems: list[Problem] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def read(self) -> ParsedBlocks:
        """All blocks."""
        deep = next((token for token in self.tokens if token.level > MAX_LEVEL), None)
        if deep is not None:
            self.complain(deep, "lists and quotes are nested too deep here", "Use at most six levels.")
            return ParsedBlocks((), tuple(self.problems))
        blocks = tuple(self._blocks(""))
        self._complain_of_lost_names()
        return ParsedBlocks(blocks, tuple(self.problems))

    # ------------------------------------------------------------ places

    def place(self, token: Token) -> Place:
        """Where a block's own words begin."""
        line = (token.map or [0, 0])[0]
        text = self.lines[line] if line < len(self.lines) else ""
        markers = _MARKERS.match(text)
        return Place(line + 1, (markers.end() if markers else 0) + 1)

    def complain(self, token: Token, message: str, remedy: str) -> None:
        """Note a problem at a token."""
        place = self.place(token)
        self.problems.append(Problem(Location("", place.line, place.column), message, remedy))

    def _name(self, token: Token) -> str:
        """A block's id; other attributes than an id are refused."""
        extra = sorted(set(token.attrs) - {"id", "start", "style"})
        if extra or (token.attrs.get("style") and token.type not in ("th_open", "td_open")):
            wrong = extra[0] if extra else "style"
            self.complain(token, f"the attribute {wrong!r} is not allowed here", "Name a block with `{#id}` above it.")
        name = str(token.attrs.get("id", ""))
        remedy = id_remedy(name) if name else ""
        if remedy:
            self.complain(token, f"{name[:80]!r} can't be an id", remedy)
        self.names.add(name)
        return name

    def _complain_of_lost_names(self) -> None:
        """A `{#id}` line that names no block was dropped by the parser: tell it."""
        fences = [token.map for token in self.tokens if token.type in ("fence", "colon_fence") and token.map]
        for number, line in enumerate(self.lines):
            match = _NAME_LINE.fullmatch(line)
            inside = any(start <= number < end for start, end in fences)
            if match and match.group(1) not in self.names and not inside:
                message = f"the id {match.group(1)!r} names nothing"
                remedy = "Put the line directly above a paragraph, list or table, after a blank line."
                self.problems.append(Problem(Location("", number + 1, 1), message, remedy))

    # ------------------------------------------------------------ blocks

    def _blocks(self, closing: str) -> Iterator[Block]:
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            self.position += 1
            if token.type == closing:
                return
            block = self._block(token)
            if block is not None:
                yield block

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "paragraph_open":
                return self._paragraph(token)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "table_open":
                return self._table(token)
            case "blockquote_open":
                place, name = self.place(token), self._name(token)
                return Quote(place, tuple(self._blocks("blockquote_close")), name)
            case "hr":
                return Divider(self.place(token))
            case "fence":
                return self._fence(token)
            case "colon_fence":
                return self._directive(token)
            case _:
                self._refuse(token)
                return None

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        return read_inlines(token.children or [], lambda message, remedy: self.complain(token, message, remedy))

    def _paragraph(self, token: Token) -> Paragraph:
        inline = self.tokens[self.position]
        self.position += 2
        return Paragraph(self.place(token), self._inlines(inline), self._name(token))

    def _list(self, token: Token) -> ItemList:
        ordered = token.type == "ordered_list_open"
        place, name = self.place(token), self._name(token)
        start = int(token.attrs.get("start", 1))
        items: list[Item] = []
        while (item := self.tokens[self.position]).type == "list_item_open":
            self.position += 1
            if ordered and int(item.info) != start + len(items):
                message = f"this item is written as {item.info}. but would be shown as {start + len(items)}."
                self.complain(item, message, "Number the items one after the other, or write the number with `\\.`.")
            items.append(Item(self.place(item), tuple(self._blocks("list_item_close"))))
        self.position += 1
        return ItemList(place, tuple(items), ordered, start, name)

    def _refuse(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                message = "this line becomes a heading"
                remedy = "Put a blank line before a line of - or =; write articles as `## Title {#id}`."
                self.position += 2
            case "code_block":
                message = "this line is indented so far that it becomes program code"
                remedy = "Indent it less."
            case "html_block":
                message = f"HTML is not read: {token.content.strip()[:60]}"
                remedy = "Write Markdown, or `\\<` for the sign itself."
            case other:
                message, remedy = f"this notation is not read ({other})", "Write it as plain Markdown."
        self.complain(token, message, remedy)

    def _is_closed(self, token: Token) -> bool:
        start, end = token.map or [0, 0]
        last = self.lines[end - 1].strip(" \t>") if end - 1 > start else ""
        return last.startswith(token.markup) and not last.strip(token.markup[0])

    def _fence(self, token: Token) -> CodeBlock:
        if not self._is_closed(token):
            self.complain(token, f"this {token.markup} block is never closed", f"End it with a line {token.markup}.")
        if token.info.strip():
            self.complain(token, "a fixed-width block has no language here", "Delete what follows the fence.")
        return CodeBlock(self.place(token), token.content, self._name(token))

    # ------------------------------------------------------------ tables

    def _table(self, token: Token) -> Table:
        place, name = self.place(token), self._name(token)
        rows: list[Row] = []
        alignments: tuple[str, ...] = ()
        while (part := self.tokens[self.position]).type != "table_close":
            self.position += 1
            if part.type == "tr_open":
                row, row_alignments = self._row(part)
                alignments = alignments or row_alignments
                rows.append(row)
        self.position += 1
        for row in rows[1:]:
            self._complain_of_width(row, len(rows[0].cells))
        return Table(place, rows[0], tuple(rows[1:]), alignments, name)

    def _row(self, token: Token) -> tuple[Row, tuple[str, ...]]:
        line = (token.map or [0, 0])[0]
        columns = _cell_columns(self.lines[line])
        cells: list[Cell] = []
        alignments: list[str] = []
        while (part := self.tokens[self.position]).type != "tr_close":
            self.position += 1
            if part.type in ("th_open", "td_open"):
                column = columns[len(cells)] if len(cells) < len(columns) else 1
                inlines = self._inlines(self.tokens[self.position])
                cells.append(Cell(Place(line + 1, column), inlines))
                alignments.append(str(part.attrs.get("style", "")).removeprefix("text-align:"))
        self.position += 1
        return Row(Place(line + 1, columns[0] if columns else 1), tuple(cells)), tuple(alignments)

    def _complain_of_width(self, row: Row, width: int) -> None:
        written = len(_cell_columns(self.lines[row.place.line - 1]))
        if written != width:
            message = f"this row has {written} cells and the table {width} columns"
            remedy = "Write one cell a column; `\\|` for the sign itself."
            self.problems.append(Problem(Location("", row.place.line, row.place.column), message, remedy))

    # ------------------------------------------------------------ directives

    def _directive(self, token: Token) -> Block | None:
        if not self.directives or token.level:
            self.complain(token, "a directive can't stand here", "Put it between blocks of the text's Markdown file.")
            return None
        match = _DIRECTIVE.fullmatch(token.info.strip())
        if not match or not self._is_closed(token):
            remedy = "Write `:::{records} categories`, `:view: list` and `:::` on three lines."
            self.complain(token, "this directive is not complete", remedy)
            return None
        options = self._options(token)
        kind, subject = match.groups()
        if kind == "records":
            return self._record_view(token, subject, options)
        if kind == "contact":
            return self._contact_view(token, subject, options)
        self.complain(token, f"the directive {{{kind}}} is not known", nearest(kind, ("records", "contact")))
        return None

    def _options(self, token: Token) -> dict[str, str]:
        options: dict[str, str] = {}
        for line in token.content.split("\n"):
            match = _OPTION.fullmatch(line.strip())
            if match:
                options[match.group(1)] = match.group(2)
            elif line.strip():
                self.complain(token, f"{line.strip()[:60]!r} is not an option", "Write options like `:view: list`.")
        return options

    def _record_view(self, token: Token, records: str, options: dict[str, str]) -> Block | None:
        name, view = self._name(token), options.pop("view", "")
        if records != "categories":
            self.complain(token, f"there are no records {records!r}", nearest(records, ("categories",)))
        elif view not in VIEWS:
            self.complain(token, f"{view!r} is not a view", nearest(view, VIEWS))
        elif options:
            self.complain(token, f"the option {min(options)!r} is not known", nearest(min(options), ("view",)))
        else:
            return RecordView(self.place(token), records, view, name or f"{records}-{view}")
        return None

    def _contact_view(self, token: Token, contact: str, options: dict[str, str]) -> Block | None:
        name, use = self._name(token), options.pop("use", "")
        if not use:
            self.complain(token, "the place of use of this contact is missing", "Add a line `:use: …`.")
        elif options:
            self.complain(token, f"the option {min(options)!r} is not known", nearest(min(options), ("use",)))
        else:
            return ContactView(self.place(token), contact, use, name)
        return None


def _cell_columns(line: str) -> list[int]:
    """The column (from 1) where each cell's words begin."""
    body = line.rstrip()
    bounds = [match.start() for match in _PIPE.finditer(body)]
    if not bounds or body[: bounds[0]].strip(" \t>"):
        bounds.insert(0, -1)
    if bounds[-1] != len(body) - 1:
        bounds.append(len(body))
    return [
        start + 2 + len(body[start + 1 : end]) - len(body[start + 1 : end].lstrip())
        for start, end in zip(bounds, bounds[1:], strict=False)
    ]


def read_blocks(parser: MarkdownIt, source: str, *, directives: bool = True) -> ParsedBlocks:
    """The blocks of a section's body or of a passage of wording."""
    return BlockReader(source.split("\n"), parser.parse(source), directives).read()
