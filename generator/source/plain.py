"""Any Markdown file as a text, leniently: nothing is refused, and no visible word is lost.

For comparing files that were never written for Polylex. Headings of any level cut sections, raw HTML and images
are read as the words that they show, footnotes as the words that they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from generator.errors import Location
from generator.model import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Inline,
    Item,
    ItemList,
    Level,
    LineBreak,
    Link,
    Origin,
    Paragraph,
    Patterns,
    Place,
    Quote,
    Row,
    Section,
    Table,
    Text,
    Wording,
    Words,
    plain,
)
from generator.source.files import SourceText

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_NESTING = 100
"""Levels of tokens that are read as Markdown; a file that is nested deeper is read as its characters."""

ARTICLE_DEPTH = 2
"""Headings of this level and above begin an article, deeper ones a clause."""

_FOOTNOTE = re.compile(r"^([ \t>]*)(\[\^[^\]\n]+\]:)", re.MULTILINE)
_MARKERS = re.compile(r"(?:[ \t>#]|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*")
_PIPE = re.compile(r"(?<!\\)\|")
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "head", "template"})
_FLOWING = frozenset({"a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "font", "i", "kbd", "label", "mark"})
_FLOWING_TOO = frozenset({"q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "img"})


def read_plain(source: SourceText, language: str = "und") -> Text:
    """The file as a text without ids; its sections are called s1, s2 … in order. Raises nothing."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - its name is given
    tokens = parser.parse(_FOOTNOTE.sub(r"\1\\\2", source.text))
    reader = _Reader(parser, source.lines, tokens)
    is_deep = any(token.level >= MAX_NESTING - 1 for token in tokens)
    sections = [_Piece(1, 0, (), _paragraphs(source.text, 1))] if is_deep else reader.pieces()
    return Text(
        language=language,
        origin=Origin.UNOFFICIAL,
        title="",
        date_line="",
        sections=tuple(_sections(sections, source)),
        wording=Wording(Patterns("", "", "", "")),
        path=source.path,
        wording_path="",
        source=source.text,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A section by itself; `depth` is its heading's level, 0 without one. Places count from the file's first line."""

    line: int
    depth: int
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


def _sections(pieces: list[_Piece], source: SourceText) -> Iterator[Section]:
    ends = [piece.line for piece in pieces[1:]] + [len(source.lines)]
    article = ""
    lines = source.lines
    for number, (piece, end) in enumerate(zip(pieces, ends, strict=False), 1):
        level = Level.ARTICLE if piece.depth <= ARTICLE_DEPTH else Level.CLAUSE
        article = f"s{number}" if piece.depth and level is Level.ARTICLE else article
        yield Section(
            id=f"s{number}",
            level=level if piece.depth else Level.PREAMBLE,
            number=(),
            label="",
            title=piece.title,
            blocks=tuple(_Shift(1 - piece.line).block(block) for block in piece.blocks),
            location=Location(source.path, piece.line, 1),
            source="\n".join(lines[piece.line - 1 : end - 1]) + "\n",
            parent=article if level is Level.CLAUSE else "",
        )


@dataclass(frozen=True, slots=True)
class _Shift:
    """Moves the places of blocks by a number of lines."""

    lines: int

    def block(self, block: Block) -> Block:
        place = self.place(block.place)
        match block:
            case ItemList(items=items):
                moved = tuple(
                    replace(item, place=self.place(item.place), blocks=tuple(map(self.block, item.blocks)))
                    for item in items
                )
                return replace(block, place=place, items=moved)
            case Quote(blocks=blocks):
                return replace(block, place=place, blocks=tuple(map(self.block, blocks)))
            case Table(head=head, rows=rows):
                return replace(block, place=place, head=self.row(head), rows=tuple(map(self.row, rows)))
            case _:
                return replace(block, place=place)

    def place(self, place: Place) -> Place:
        return Place(place.line + self.lines, place.column)

    def row(self, row: Row) -> Row:
        cells = tuple(replace(cell, place=self.place(cell.place)) for cell in row.cells)
        return replace(row, place=self.place(row.place), cells=cells)


def _paragraphs(text: str, line: int) -> tuple[Block, ...]:
    """Paragraphs between blank lines, their characters as they are."""
    found: list[Block] = []
    for piece in _split_blank(text):
        words = piece.strip("\n")
        first = line + len(piece) - len(piece.lstrip("\n"))
        if words.strip():
            found.append(Paragraph(Place(first), (Words(words.strip()),)))
        line += piece.count("\n")
    return tuple(found)


def _split_blank(text: str) -> Iterator[str]:
    start = 0
    for match in _BLANK.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


# ---------------------------------------------------------------- blocks


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of one file; used once. Places count from the file's first line."""

    parser: MarkdownIt
    lines: list[str]
    tokens: list[Token]
    position: int = 0
    found: list[_Piece] = field(default_factory=list)

    def pieces(self) -> list[_Piece]:
        """The sections in order; words before the first heading are one without a title."""
        heading: Token | None = None
        title: tuple[Inline, ...] = ()
        blocks: list[Block] = []
        while self.position < len(self.tokens):
            token = self._next()
            if token.type == "heading_open":
                self._close(heading, title, blocks)
                heading, title, blocks = token, self._heading_words(), []
            else:
                blocks += self._block(token)
        self._close(heading, title, blocks)
        return self.found

    def _close(self, heading: Token | None, title: tuple[Inline, ...], blocks: list[Block]) -> None:
        if heading is not None or blocks:
            line = _line(heading) + 1 if heading else 1
            self.found.append(_Piece(line, int(heading.tag[1]) if heading else 0, title, tuple(blocks)))

    def _next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def _heading_words(self) -> tuple[Inline, ...]:
        inline = self._next()
        self.position += 1
        return read_inlines(inline.children or [])

    def _blocks(self, closing: str) -> Iterator[Block]:
        while (token := self._next()).type != closing:
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "paragraph_open" | "heading_open":
                yield from self._paragraph(token)
            case "bullet_list_open" | "ordered_list_open":
                yield self._list(token)
            case "blockquote_open":
                yield Quote(self._place(token), tuple(self._blocks("blockquote_close")))
            case "table_open":
                yield self._table(token)
            case "fence" | "code_block":
                yield CodeBlock(self._place(token), token.content)
            case "html_block":
                yield from _html_paragraphs(token.content, self._place(token))
            case "hr":
                yield Divider(self._place(token))

    def _paragraph(self, token: Token) -> Iterator[Block]:
        """A paragraph; a heading inside a list or a quote is one in strong words."""
        words = self._heading_words()
        if words:
            strong = (Emphasis(words, strong=True),) if token.type == "heading_open" else words
            yield Paragraph(self._place(token), strong)

    def _place(self, token: Token) -> Place:
        line = _line(token)
        text = self.lines[line] if line < len(self.lines) else ""
        markers = _MARKERS.match(text)
        return Place(line + 1, (markers.end() if markers else 0) + 1)

    def _list(self, token: Token) -> ItemList:
        items: list[Item] = []
        closing = token.type.replace("open", "close")
        while (part := self._next()).type != closing:
            items.append(Item(self._place(part), tuple(self._blocks("list_item_close"))))
        start = int(token.attrs.get("start", 1))
        return ItemList(self._place(token), tuple(items), token.type == "ordered_list_open", start)

    # ------------------------------------------------------------ tables

    def _table(self, token: Token) -> Table:
        rows: list[Row] = []
        alignments: tuple[str, ...] = ()
        while (part := self._next()).type != "table_close":
            if part.type == "tr_open":
                row, styles = self._row(part)
                alignments = alignments or styles
                rows.append(row)
        return Table(self._place(token), rows[0], tuple(rows[1:]), alignments)

    def _row(self, token: Token) -> tuple[Row, tuple[str, ...]]:
        place = self._place(token)
        written = _written_cells(self.lines[place.line - 1])
        cells: list[Cell] = []
        styles: list[str] = []
        while (part := self._next()).type != "tr_close":
            if part.type in ("th_open", "td_open"):
                column = written[len(cells)][0] if len(cells) < len(written) else place.column
                cells.append(Cell(Place(place.line, column), read_inlines(self._next().children or [])))
                styles.append(str(part.attrs.get("style", "")).removeprefix("text-align:"))
        for column, words in written[len(cells) :]:  # Markdown drops what stands beyond the last column
            inline = self.parser.parseInline(words.replace("\\|", "|"))
            cells.append(Cell(Place(place.line, column), read_inlines(inline[0].children or [])))
        return Row(place, tuple(cells)), tuple(styles)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _written_cells(line: str) -> list[tuple[int, str]]:
    """The columns (from 1) and the characters of the cells that a table's line holds."""
    body = line.rstrip()
    bounds = [match.start() for match in _PIPE.finditer(body)]
    if not bounds or body[: bounds[0]].strip(" \t>"):
        bounds.insert(0, -1)
    if bounds[-1] != len(body) - 1:
        bounds.append(len(body))
    cells = [(start + 1, body[start + 1 : end]) for start, end in pairwise(bounds)]
    return [(start + 1 + len(words) - len(words.lstrip()), words.strip()) for start, words in cells]


# ---------------------------------------------------------------- inlines


def read_inlines(tokens: Sequence[Token]) -> tuple[Inline, ...]:
    """The inlines of a block."""
    return _merged(_read(iter(tokens), ""))


def _read(tokens: Iterator[Token], closing: str) -> Iterator[Inline]:
    for token in tokens:
        if token.type == closing:
            return
        match token.type:
            case "em_open" | "strong_open":
                children = _merged(_read(tokens, token.type.replace("open", "close")))
                yield Emphasis(children, strong=token.type == "strong_open")
            case "link_open":
                children = _merged(_read(tokens, "link_close"))
                yield Link(str(token.attrs.get("href", "")), children, str(token.attrs.get("title", "")))
            case _:
                yield _leaf(token)


def _leaf(token: Token) -> Inline:
    match token.type:
        case "softbreak" | "hardbreak":
            return LineBreak(hard=token.type == "hardbreak")
        case "code_inline":
            return Code(token.content)
        case "image":
            return Words(plain(read_inlines(token.children or [])) or str(token.attrs.get("alt", "")))
        case "html_inline":
            return _tag(token.content)
        case _:
            return Words(token.content)


def _tag(tag: str) -> Inline:
    """What a tag shows by itself: a line end, an image's words, else nothing."""
    if _BREAK.match(tag):
        return LineBreak(hard=True)
    return Words("".join(_shown(tag)) if _IMAGE.match(tag) else "")


def _merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring words as one value; a soft line end after a hard one goes, as at an edge."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Words) and isinstance(last, Words):
            merged[-1] = Words(last.text + inline.text)
        elif inline != Words("") and not (
            isinstance(inline, LineBreak) and (last is None or last == LineBreak(hard=True)) and not inline.hard
        ):
            merged.append(inline)
    return tuple(merged)


# ---------------------------------------------------------------- HTML


class _Shown(HTMLParser):
    """Collects the characters that HTML shows, a blank line between its blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An image shows its words; a block parts the words around it."""
        self.silent += tag in _SILENT
        if tag == "img":
            self.pieces.append(next((value or "" for name, value in attrs if name == "alt"), ""))
        elif tag == "br":
            self.pieces.append("\n")
        elif tag not in _FLOWING and tag not in _FLOWING_TOO:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a block parts words too."""
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag not in _FLOWING and tag not in _FLOWING_TOO:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Characters that are shown, unless they are a program."""
        if not self.silent:
            self.pieces.append(data)


def _shown(source: str) -> list[str]:
    parser = _Shown()
    parser.feed(source)
    parser.close()
    return parser.pieces


def _html_paragraphs(source: str, place: Place) -> Iterator[Block]:
    for words in re.split(r"\n\s*\n", "".join(_shown(source))):
        if shown := " ".join(words.split()):
            yield Paragraph(place, (Words(shown),))
