"""Markdown into the model's blocks.

Everything that Markdown would drop, renumber or turn into something else without a word is an error with its
place: a cell too many, a list number that isn't the next, a deep level, a line of dashes under a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from generator.errors import Location, Problem
from generator.model import (
    Block,
    Cell,
    CodeBlock,
    Divider,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Place,
    Quote,
    Row,
    Table,
)
from generator.source.definitions import definition_problems
from generator.source.directives import read_directive
from generator.source.finder import Finder
from generator.source.inlines import Complain, read_inlines
from generator.source.notation import NAME_LINE, notation_plugin
from generator.source.shapes import id_remedy, shown

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_LEVEL = 14
"""Levels of nesting in tokens; a list in a list counts two. Six lists deep is more than any policy needs."""

_MARKERS = re.compile(r"(?:[ \t>]|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*")
_NAME = re.compile(r"\{[ \t]*#([^\s{}]+)[ \t]*\}")
_PIPE = re.compile(r"(?<!\\)\|")


def markdown() -> MarkdownIt:
    """A parser of the notation; HTML and unsafe links are recognised, so that they can be refused by name."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable("table")
    parser.use(notation_plugin).use(myst_role_plugin).use(colon_fence_plugin)
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
    name: str = ""
    name_line: Token | None = None

    def read(self) -> ParsedBlocks:
        """All blocks."""
        deep = next((token for token in self.tokens if token.level > MAX_LEVEL), None)
        if deep is not None:
            self.complain(deep, "lists and quotes are nested too deep here", "Use at most six levels.")
            return ParsedBlocks((), tuple(self.problems))
        blocks = tuple(self._blocks(""))
        if not (blocks or self.directives or self.problems):
            self.problems.append(Problem(Location("", 1, 1), "no words stand here", "Write them, or delete the entry."))
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

    # ------------------------------------------------------------ names

    def _read_name(self, token: Token) -> None:
        """Keep the id of a `{#id}` line for the block below it."""
        self._complain_of_lost_name()
        match = _NAME.fullmatch(token.content)
        if match is None:
            message = f"these attributes have no place here: {shown(token.content)}"
            self.complain(token, message, "Only a name is read above a block: `{#id}`; `\\{` stands for the sign.")
            return
        remedy = id_remedy(match[1])
        if remedy:
            self.complain(token, f"{shown(match[1])} can't be an id", remedy)
        elif not self.directives:
            self.complain(token, f"the name {shown(match[1])} has no place here", "Names stand in the Markdown file.")
        else:
            self.name, self.name_line = match[1], token

    def _complain_of_lost_name(self) -> None:
        if self.name_line is not None:
            message = f"the id {shown(self.name)} names nothing"
            remedy = "Put the line directly above a paragraph, list, quote, table or fixed-width block."
            self.complain(self.name_line, message, remedy)
        self.name, self.name_line = "", None

    def _take_name(self) -> str:
        """The id that stands above the block that begins here."""
        name = self.name
        self.name, self.name_line = "", None
        return name

    # ------------------------------------------------------------ blocks

    def _blocks(self, closing: str) -> Iterator[Block]:
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            self.position += 1
            if token.type == closing:
                break
            block = self._block(token)
            if block is not None:
                yield block
        self._complain_of_lost_name()

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "paragraph_open":
                return self._paragraph(token)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "table_open":
                return self._table(token)
            case "blockquote_open":
                return self._quote(token)
            case "fence":
                return self._fence(token)
            case "colon_fence":
                return self._directive(token)
            case _:
                return self._other(token)

    def _other(self, token: Token) -> Block | None:
        """What has no name of its own: a name line itself, a divider, and all that is refused."""
        if token.type == NAME_LINE:
            self._read_name(token)
            return None
        self._complain_of_lost_name()
        if token.type == "hr":
            return Divider(self.place(token))
        self._refuse(token)
        return None

    def _inlines(self, token: Token, column: int = 0) -> tuple[Inline, ...]:
        first, end = token.map or (0, 0)
        return read_inlines(token.children or [], self._complainer(token, Finder(self.lines, first, end, column)))

    def _complainer(self, token: Token, finder: Finder) -> Complain:
        start = self.place(token)
        begin = (start.line, max(start.column, finder.column + 1))

        def complain(message: str, remedy: str, sought: str) -> None:
            line, column = finder.find(sought) or begin
            self.problems.append(Problem(Location("", line, column), message, remedy))

        return complain

    def _paragraph(self, token: Token) -> Paragraph:
        inline = self.tokens[self.position]
        self.position += 2
        paragraph = Paragraph(self.place(token), self._inlines(inline), self._take_name())
        self._complain_of_rows(inline)
        return paragraph

    def _complain_of_rows(self, inline: Token) -> None:
        """Lines like those of a table that Markdown doesn't take for one."""
        is_first = True
        for token in inline.children or []:
            if is_first and token.type == "text" and token.content.startswith("|"):
                remedy = "A table needs a line of dashes below its head, with as many cells; `\\|` stands for the sign."
                complain = self._complainer(inline, Finder(self.lines, *(inline.map or (0, 0))))
                complain("this looks like a row of a table, but no table begins here", remedy, token.content)
                return
            is_first = token.type in ("softbreak", "hardbreak")

    def _list(self, token: Token) -> ItemList:
        ordered = token.type == "ordered_list_open"
        place, name = self.place(token), self._take_name()
        start = int(token.attrs.get("start", 1))
        items: list[Item] = []
        while (item := self.tokens[self.position]).type == "list_item_open":
            self.position += 1
            if ordered and f"{item.info}{item.markup}" != f"{start + len(items)}.":
                written, read = f"{item.info}{item.markup}", f"{start + len(items)}."
                message = f"this item is written as {written} but would be shown as {read}"
                self.complain(item, message, "Number the items one after the other, or write the number with `\\.`.")
            items.append(Item(self.place(item), self._held(item, "list_item_close", "item")))
        self.position += 1
        return ItemList(place, tuple(items), ordered, start, name)

    def _quote(self, token: Token) -> Quote:
        place, name = self.place(token), self._take_name()
        return Quote(place, self._held(token, "blockquote_close", "quote"), name)

    def _held(self, token: Token, closing: str, kind: str) -> tuple[Block, ...]:
        """The blocks inside an item or a quote."""
        told = len(self.problems)
        blocks = tuple(self._blocks(closing))
        if not blocks and len(self.problems) == told:
            self.complain(token, f"this {kind} has no words", "Write them, or delete its mark.")
        return blocks

    def _refuse(self, token: Token) -> None:
        match token.type:
            case "heading_open" if token.markup.startswith("#"):
                message = "a heading can't stand here, inside a list, a quote or a passage"
                remedy = "Let it begin at the margin of the Markdown file, or write `\\#` for the sign."
                self.position += 2
            case "heading_open":
                message = "this line becomes a heading"
                remedy = "Put a blank line before a line of - or =; write articles as `## Title {#id}`."
                self.position += 2
            case "code_block":
                message = "this line is indented so far that it becomes program code"
                remedy = "Indent it less."
            case "html_block":
                message = f"HTML is not read: {shown(token.content.strip())}"
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
        return CodeBlock(self.place(token), token.content, self._take_name())

    # ------------------------------------------------------------ tables

    def _table(self, token: Token) -> Table:
        place, name = self.place(token), self._take_name()
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
        place = self.place(token)
        columns = _cell_columns(self.lines[place.line - 1])
        cells: list[Cell] = []
        alignments: list[str] = []
        while (part := self.tokens[self.position]).type != "tr_close":
            self.position += 1
            if part.type in ("th_open", "td_open"):
                column = columns[len(cells)] if len(cells) < len(columns) else place.column
                inlines = self._inlines(self.tokens[self.position], column - 1)
                cells.append(Cell(Place(place.line, column), inlines))
                alignments.append(str(part.attrs.get("style", "")).removeprefix("text-align:"))
        self.position += 1
        return Row(Place(place.line, columns[0]), tuple(cells)), tuple(alignments)

    def _complain_of_width(self, row: Row, width: int) -> None:
        written = len(_cell_columns(self.lines[row.place.line - 1]))
        if written != width:
            cells = f"{written} cell{'s' if written > 1 else ''}"
            message = f"this row has {cells}, and the table {width} column{'s' if width > 1 else ''}"
            remedy = "Write one cell a column; `\\|` for the sign itself."
            self.problems.append(Problem(Location("", row.place.line, row.place.column), message, remedy))

    def _directive(self, token: Token) -> Block | None:
        name = self._take_name()
        if not self.directives or token.level:
            self.complain(token, "a directive can't stand here", "Put it between blocks of the text's Markdown file.")
            return None
        if not self._is_closed(token):
            self.complain(token, "this directive is never closed", f"End it with a line {token.markup}.")
            return None
        view, problems = read_directive(token, self.place(token), name)
        self.problems += problems
        return view


def _cell_columns(line: str) -> list[int]:
    """The column (from 1) where each cell's words begin."""
    body = line.rstrip()
    markers = _MARKERS.match(body)
    first = markers.end() if markers else 0
    bounds = [match.start() for match in _PIPE.finditer(body)]
    if not bounds or bounds[0] > first:
        bounds.insert(0, first - 1)
    if bounds[-1] != len(body) - 1:
        bounds.append(len(body))
    return [
        start + 2 + len(body[start + 1 : end]) - len(body[start + 1 : end].lstrip()) for start, end in pairwise(bounds)
    ]


def read_blocks(parser: MarkdownIt, source: str, *, directives: bool = True) -> ParsedBlocks:
    """The blocks of a section's body or of a passage of wording."""
    lines = source.split("\n")
    env: dict[str, object] = {}
    tokens = parser.parse(source, env)
    parsed = BlockReader(lines, tokens, directives).read()
    return ParsedBlocks(parsed.blocks, (*parsed.problems, *definition_problems(lines, tokens, env)))
