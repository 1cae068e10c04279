"""One section's source, parsed once, whatever revisions hold it."""

from __future__ import annotations

import re
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
    plain,
)
from generator.source.blocks import ParsedBlocks, markdown, read_blocks
from generator.source.inlines import read_inlines
from generator.source.shapes import id_remedy

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from generator.source.sections import Slice

PREAMBLE = "preamble"

_HEADING_LINE = re.compile(r" {0,3}#+[ \t]*(?P<title>.*?)(?:(?:^|(?<=[ \t#]))\{(?P<attributes>[^{}]*)\})?[ \t]*")
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

    def title(self, source: str) -> tuple[tuple[Inline, ...], tuple[Problem, ...]]:
        """A heading's words, and what is wrong with them."""
        problems: list[Problem] = []

        def complain(message: str, remedy: str) -> None:
            problems.append(Problem(Location("", 1, 1), message, remedy))

        tokens = self.markdown.parseInline(source)
        return read_inlines(tokens[0].children or [], complain), tuple(problems)

    def _parse(self, piece: Slice) -> ParsedSection:
        if not piece.depth:
            body = read_blocks(self.markdown, piece.source)
            return _section(PREAMBLE, False, (), body, ())
        heading, _, rest = piece.source.partition("\n")
        match = _HEADING_LINE.fullmatch(heading)
        words, attributes = match.group("title", "attributes") if match else ("", None)
        title, problems = self.title(words.strip().rstrip("#").strip() if words.strip("# ") else "")
        name, numbered, attribute_problems = _attributes(attributes, plain(title))
        body = read_blocks(self.markdown, "\n" + rest)
        heading_problems = (*problems, *attribute_problems, *_title_problems(title, numbered, piece.depth))
        return _section(name, numbered, title, body, heading_problems)


def _section(
    name: str,
    numbered: bool,  # noqa: FBT001 - one of the section's fields
    title: tuple[Inline, ...],
    body: ParsedBlocks,
    problems: tuple[Problem, ...],
) -> ParsedSection:
    blocks = list(walk(body.blocks))
    title_references = frozenset(i.target for i in _flat(title) if isinstance(i, Reference))
    return ParsedSection(
        id=name,
        numbered=numbered,
        title=title,
        blocks=body.blocks,
        problems=(*problems, *body.problems),
        references=title_references | references_in(body.blocks),
        names=tuple(name for block in blocks if (name := getattr(block, "id", ""))),
        has_views=any(isinstance(block, RecordView | ContactView) for block in blocks),
    )


def _attributes(attributes: str | None, title: str) -> tuple[str, bool, list[Problem]]:
    place = Location("", 1, 1)
    if attributes is None:
        suggestion = re.sub(r"[^a-z0-9]+", "-", title.lower().encode("ascii", "ignore").decode()).strip("-") or "id"
        remedy = f"Add one that never changes and is the same in every language, like {{#{suggestion[:40]}}}."
        return "", True, [Problem(place, "this heading has no id", remedy)]
    name, numbered = "", True
    problems: list[Problem] = []
    for word in attributes.split():
        if word == ".unnumbered":
            numbered = False
        elif word.startswith("#") and not name:
            name = word[1:]
        else:
            problems.append(Problem(place, f"{word!r} is not allowed in a heading", _FORM))
    remedy = id_remedy(name)
    if remedy:
        message = f"{name[:80]!r} can't be an id" if name else "this heading has no id"
        problems.append(Problem(place, message, remedy))
    if name == PREAMBLE:
        problems.append(Problem(place, "'preamble' names the words before the first article", "Choose another id."))
    return name, numbered, problems


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
