"""One section's source, parsed once, whatever revisions hold it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model import (
    Block,
    ContactView,
    Emphasis,
    Foreign,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Quote,
    RecordView,
    Reference,
    Table,
    Words,
    plain,
)
from generator.source.blocks import ParsedBlocks, markdown, read_blocks
from generator.source.finder import Finder
from generator.source.inlines import read_inlines
from generator.source.sections import without_closing_marks
from generator.source.shapes import id_remedy, shown

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from generator.source.sections import Slice

PREAMBLE = "preamble"

_HEADING_LINE = re.compile(r" {0,3}#+[ \t]*(?P<title>.*?)(?:(?:^|(?<=[ \t#]))\{(?P<attributes>[^{}]*)\})?")
_FORM = "Write `## Title {#id}`, with `.unnumbered` after the id for a part without a number."


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """A section by itself: not numbered, its references and records not filled in.

    The problems' lines count from the section's first line. `references` holds the ids that it refers to;
    `names` the ids of its blocks; `has_views` says whether records or contacts stand in it.
    """

    id: str
    numbered: bool
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    references: frozenset[str]
    names: tuple[str, ...]
    has_views: bool


@dataclass(slots=True)
class Parser:
    """Parses sections and passages, each distinct source once."""

    markdown: MarkdownIt = field(default_factory=markdown)
    _sections: dict[tuple[int, str], ParsedSection] = field(default_factory=dict)
    _passages: dict[str, ParsedBlocks] = field(default_factory=dict)

    def section(self, piece: Slice) -> ParsedSection:
        """The parsed section of a slice."""
        key = (piece.depth, piece.source)
        if key not in self._sections:
            self._sections[key] = self._parse(piece)
        return self._sections[key]

    def passage(self, source: str) -> ParsedBlocks:
        """The parsed blocks of a passage of wording."""
        if source not in self._passages:
            self._passages[source] = read_blocks(self.markdown, source, directives=False)
        return self._passages[source]

    def title(self, source: str, column: int = 1) -> tuple[tuple[Inline, ...], tuple[Problem, ...]]:
        """A heading's words, and what is wrong with them; `column` is where they begin in their line."""
        problems: list[Problem] = []
        finder = Finder([source], 0, 1)

        def complain(message: str, remedy: str, sought: str) -> None:
            _, found = finder.find(sought) or (1, 1)
            problems.append(Problem(Location("", 1, column + found - 1), message, remedy))

        tokens = self.markdown.parseInline(source, {})
        return read_inlines(tokens[0].children or [], complain), tuple(problems)

    def words(self, source: str, column: int = 1) -> tuple[tuple[Inline, ...], tuple[Problem, ...]]:
        """The same where only words may stand: in the title of a text, and in the head of the table of records."""
        inlines, problems = self.title(source, column)
        if problems or all(isinstance(inline, Words) for inline in inlines):
            return inlines, problems
        remedy = "Write them without marks, links and references."
        return inlines, (Problem(Location("", 1, column), f"only words may stand here: {shown(source)}", remedy),)

    def _parse(self, piece: Slice) -> ParsedSection:
        if not piece.depth:
            return _section(_Heading(PREAMBLE), read_blocks(self.markdown, piece.source))
        line, _, rest = piece.source.partition("\n")
        return _section(self._heading(line.rstrip(" \t"), piece.depth), read_blocks(self.markdown, "\n" + rest))

    def _heading(self, line: str, depth: int) -> _Heading:
        match = _HEADING_LINE.fullmatch(line)
        words, attributes = match.group("title", "attributes") if match else ("", None)
        title, problems = self.title(without_closing_marks(words), match.start("title") + 1 if match else 1)
        name, numbered, wrong = _attributes(attributes, plain(title))
        problems = (*problems, *wrong) if problems else (*wrong, *_title_problems(title, numbered, depth))
        return _Heading(name, numbered, title, problems)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a heading's line says, and what is wrong with it."""

    id: str
    numbered: bool = False
    title: tuple[Inline, ...] = ()
    problems: tuple[Problem, ...] = ()


def _section(heading: _Heading, body: ParsedBlocks) -> ParsedSection:
    blocks = list(walk(body.blocks))
    title_references = frozenset(i.target for i in _flat(heading.title) if isinstance(i, Reference))
    return ParsedSection(
        id=heading.id,
        numbered=heading.numbered,
        title=heading.title,
        blocks=body.blocks,
        problems=(*heading.problems, *body.problems),
        references=title_references | references_in(body.blocks),
        names=tuple(name for block in blocks if (name := getattr(block, "id", ""))),
        has_views=any(isinstance(block, RecordView | ContactView) for block in blocks),
    )


def _attributes(attributes: str | None, title: str) -> tuple[str, bool, list[Problem]]:
    place = Location("", 1, 1)
    if attributes is None and "{#" in title:
        message = "the id of this heading does not stand at its end, after a space"
        return "", True, [Problem(place, message, _FORM)]
    if attributes is None:
        remedy = f"Add one that never changes and is the same in every language, like {{#{_suggested_id(title)}}}."
        return "", True, [Problem(place, "this heading has no id", remedy)]
    name, numbered = "", True
    problems: list[Problem] = []
    for word in attributes.split():
        if word == ".unnumbered":
            numbered = False
        elif word.startswith("#") and not name:
            name = word[1:]
        else:
            problems.append(Problem(place, f"{shown(word)} is not allowed in a heading", _FORM))
    remedy = id_remedy(name)
    if remedy:
        message = f"{shown(name)} can't be an id" if name else "this heading has no id"
        problems.append(Problem(place, message, remedy if name else _FORM))
    if name == PREAMBLE:
        problems.append(Problem(place, "'preamble' names the words before the first article", "Choose another id."))
    return name, numbered, problems


def _suggested_id(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).lstrip("-0123456789")[:40].strip("-") or "id"


def _title_problems(title: tuple[Inline, ...], numbered: bool, depth: int) -> list[Problem]:  # noqa: FBT001
    words = plain(title)
    if re.search(r"\w", words):
        return []
    place = Location("", 1, 1)
    if words.strip():
        return [Problem(place, "this heading has no words", "Write a title, or leave it out for a numbered clause.")]
    if not numbered or depth == 2:  # noqa: PLR2004 - the depth of an article
        return [Problem(place, "this heading has no title", "Only a numbered clause (`### {#id}`) can do without.")]
    return []


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, and every block inside it."""
    for block in blocks:
        yield block
        match block:
            case ItemList(items=items):
                for item in items:
                    yield from walk(item.blocks)
            case Quote(blocks=inner):
                yield from walk(inner)


def inlines_of(block: Block) -> Iterator[Inline]:
    """The inlines that stand directly in a block."""
    match block:
        case Paragraph(inlines=inlines):
            yield from inlines
        case Table(head=head, rows=rows):
            for row in (head, *rows):
                for cell in row.cells:
                    yield from cell.inlines


def _flat(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Link | Foreign):
            yield from _flat(inline.children)


def references_in(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The ids that blocks refer to."""
    inlines = (inline for block in walk(blocks) for inline in inlines_of(block))
    return frozenset(inline.target for inline in _flat(tuple(inlines)) if isinstance(inline, Reference))


def targets_in(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The addresses that blocks link to."""
    inlines = (inline for block in walk(blocks) for inline in inlines_of(block))
    return frozenset(inline.target for inline in _flat(tuple(inlines)) if isinstance(inline, Link))
