"""Each file of tests/cases/redline is one case: two texts, and the redline that a reader should get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from generator.compare import (
    Changeset,
    Op,
    RedlineBlock,
    RedlineCode,
    RedlineDivider,
    RedlineList,
    RedlineParagraph,
    RedlineQuote,
    RedlineTable,
    Run,
    Status,
    compare_texts,
)
from generator.model import Facts, Origin, Patterns, Text, plain
from generator.source.files import SourceText
from generator.source.parsed import Parser
from generator.source.plain import read_plain
from generator.source.resolve import Resolver, TextSources
from generator.source.wording import RawWording

CASES = sorted((Path(__file__).resolve().parents[2] / "cases" / "redline").glob("*.md"))
PATTERNS = Patterns("Article {n} –", "{n}.{m}.", "article {n}", "article {n}.{m}")


def read(reader: str, language: str, name: str, source: str) -> Text:
    """Return the text of one side."""
    markdown = SourceText(name, source + "\n")
    if reader == "plain":
        return read_plain(markdown, language)
    wording = SourceText("wording.yaml", "")
    sources = TextSources(language, Origin.OFFICIAL, date(2024, 1, 1), markdown, wording, RawWording(PATTERNS), Facts())
    return Resolver(Parser()).text(sources)


# ---------------------------------------------------------------- a redline as characters


def runs(found: Sequence[Run]) -> str:
    """Return runs with [-what went-] and {+what came+}; {~before~>after~} where only the looks or a link differ."""
    return "".join(run(one) for one in found)


def run(one: Run) -> str:
    words = plain(one.inlines)
    if one.op is Op.DELETE:
        return f"[-{words}-]"
    if one.op is Op.INSERT:
        return f"{{+{words}+}}"
    return f"{{~{words}~}}" if one.nature else words


def mark(status: Status) -> str:
    return "" if status in (Status.EQUAL, Status.CHANGED) else f"({status}) "


def lines(blocks: Sequence[RedlineBlock], indent: str = "") -> Iterator[str]:
    for block in blocks:
        match block:
            case RedlineList(_, items):
                for item in items:
                    inner = list(lines(item.blocks, f"{indent}  "))
                    yield f"{indent}- {inner[0].strip()}"
                    yield from inner[1:]
            case RedlineQuote(_, inner_blocks):
                yield from (f"{indent}> {line}" for line in lines(inner_blocks))
            case _:
                yield from (f"{indent}{line}" for line in leaf_lines(block))


def leaf_lines(block: RedlineBlock) -> Iterator[str]:
    match block:
        case RedlineParagraph(status, found):
            yield f"{mark(status)}{runs(found)}"
        case RedlineCode(status, spans):
            yield f"{mark(status)}code: " + "".join(sign(op, text) for op, text in spans)
        case RedlineDivider(status):
            yield f"{mark(status)}***"
        case RedlineTable():
            yield f"{mark(block.status)}columns: " + ", ".join(block.columns)
            for row in (block.head, *block.rows):
                yield f"{mark(row.status)}| " + " | ".join(runs(cell.runs) for cell in row.cells) + " |"


def sign(op: Op, text: str) -> str:
    return {Op.EQUAL: text, Op.DELETE: f"[-{text}-]", Op.INSERT: f"{{+{text}+}}"}[op]


def readable(changeset: Changeset) -> str:
    """Return the redline, then the sections that changed, then the changes."""
    return "\n".join(readable_lines(changeset)).replace("\u00a0", "~") + "\n"


def readable_lines(changeset: Changeset) -> Iterator[str]:
    for node in changeset.redline.sections:
        if node.heading or node.status not in (Status.EQUAL, Status.CHANGED):
            yield f"## {mark(node.status)}{runs(node.heading)}"
        yield from lines(node.blocks)
    for section in changeset.sections:
        if section.changes:
            counts = ", ".join(f"{count} {nature.label}" for nature, count in section.counts.items())
            yield f"section {section.id}: {section.status}, -{section.words_out} +{section.words_in}, {counts}"
    for change in changeset.changes:
        places = ", ".join(f"{place.line}:{place.column}" if place else "none" for place in (change.old, change.new))
        counts = f"-{change.words_out} +{change.words_in}"
        yield f"change {change.id}: {change.kind}, {change.nature.label}, {places}, {counts}"
        for detail in change.details:
            yield f"  {detail.about}: {', '.join(detail.old)} > {', '.join(detail.new)}"


# ---------------------------------------------------------------- the tests


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_redline_reads_as_it_should(path: Path, *, update_golden: bool) -> None:
    head, expected = path.read_text("utf-8").split("=== redline\n")
    title, old, new = (part.strip("\n") for part in head.replace("=== old\n", "=== new\n").split("=== new\n"))
    options = dict(line.split(": ", 1) for line in title.split("\n")[1:])
    texts = [
        read(options["reader"], options["language"], name, part) for name, part in (("old.md", old), ("new.md", new))
    ]
    changeset = compare_texts(*texts)
    found = readable(changeset)
    if update_golden:
        path.write_text(f"{head}=== redline\n{found}", "utf-8")
    else:
        assert found == expected
    assert "".join(text for op, text in changeset.flat if op is not Op.INSERT) == changeset.old_text
    assert "".join(text for op, text in changeset.flat if op is not Op.DELETE) == changeset.new_text


def test_there_are_cases() -> None:
    assert CASES
