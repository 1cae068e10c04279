"""A text as an outline that a lawyer can read and write: one line for each section, block, item, row and problem."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import InputError, Problem
from generator.model import (
    Block,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Facts,
    Foreign,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Origin,
    Paragraph,
    Patterns,
    Quote,
    Reference,
    Section,
    Table,
    Text,
    Words,
)
from generator.source.files import SourceText
from generator.source.parsed import Parser
from generator.source.resolve import Resolver, TextSources
from generator.source.wording import RawWording

PATTERNS = Patterns("Article {n} –", "{n}.{m}.", "article {n}", "article {n}.{m}")


def read(source: str) -> Text:
    """Return a French text by itself, with its articles numbered as "Article 1 –"."""
    markdown, wording = SourceText("text.md", source), SourceText("text.yaml", "")
    sources = TextSources("fr", Origin.OFFICIAL, None, markdown, wording, RawWording(PATTERNS), Facts())
    return Resolver(Parser()).text(sources)


def outline(source: str) -> str:
    """Return the outline of a text, or what is wrong with it."""
    try:
        text = read(source)
    except InputError as error:
        return "\n".join(told(problem) for problem in error.problems)
    return "\n".join([f"title: {text.title}", *(line for section in text.sections for line in of_section(section))])


def told(problem: Problem) -> str:
    """Return a problem as line:column and its message."""
    return f"{problem.location.line}:{problem.location.column} {problem.message}"


def of_section(section: Section) -> Iterator[str]:
    """Yield the lines of a section."""
    name = " ".join(part for part in (section.label, words(section.title)) if part)
    yield f"{section.level} #{section.id}{': ' + name if name else ''}"
    yield from of_blocks(section.blocks, "  ")


def of_block(block: Block, indent: str) -> Iterator[str]:
    """Yield the lines of a block; what stands in it is indented."""
    name = f" #{block.id}" if getattr(block, "id", "") else ""  # type: ignore[union-attr]
    inner = indent + "  "
    match block:
        case Paragraph(inlines=inlines):
            yield f"{indent}paragraph{name}: {words(inlines)}"
        case ItemList():
            yield f"{indent}{f'list from {block.start}' if block.ordered else 'list'}{name}"
            for item in block.items:
                yield f"{inner}item"
                yield from of_blocks(item.blocks, inner + "  ")
        case Quote(blocks=blocks):
            yield f"{indent}quote{name}"
            yield from of_blocks(blocks, inner)
        case Table():
            yield f"{indent}table{name}"
            yield from (inner + line for line in of_rows(block))
        case CodeBlock(text=text):
            yield f"{indent}fixed width{name}"
            yield from (f"{inner}{line}" for line in text.splitlines())
        case Divider():
            yield f"{indent}divider"


def of_blocks(blocks: tuple[Block, ...], indent: str) -> Iterator[str]:
    """Yield the lines of several."""
    for block in blocks:
        yield from of_block(block, indent)


def of_rows(table: Table) -> Iterator[str]:
    """Yield how the columns are aligned, where they are, and the rows."""
    if any(table.alignments):
        yield f"columns: {' | '.join(alignment or '-' for alignment in table.alignments)}"
    for kind, row in (("head", table.head), *(("row", row) for row in table.rows)):
        yield f"{kind}: {' | '.join(words(cell.inlines) or '(empty)' for cell in row.cells)}"


def words(inlines: tuple[Inline, ...]) -> str:
    """Return inlines on one line: *emphasis*, **bold**, `code`, words -> target, [words in en], <reference>."""
    return "".join(of_inline(inline) for inline in inlines)


def of_inline(inline: Inline) -> str:
    """Return one of them."""
    match inline:
        case Words(text):
            return text
        case Code(text):
            return f"`{text}`"
        case LineBreak(hard):
            return " / " if hard else " "
        case Emphasis(children, strong):
            mark = "**" if strong else "*"
            return f"{mark}{words(children)}{mark}"
        case Link(target, children, title):
            return f"[{words(children)} -> {target}{f' ({title})' if title else ''}]"
        case Foreign(language, children):
            return f"[{words(children)} in {language}]"
        case Reference(target, label):
            return f"<{label}: {target}>"
