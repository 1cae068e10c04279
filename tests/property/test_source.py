"""Laws of the reader: it raises nothing but `InputError`, loses no word, and doesn't care how a file ends its lines."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import InputError, Location, Problem
from generator.model import Block, CodeBlock, ItemList, Paragraph, Quote, Section, Table, plain
from generator.source import load_site
from generator.source.files import character_problems
from tests.unit.source.dump import read
from tests.unit.source.planting import (
    DECISIONS,
    DOCUMENT,
    FACTS,
    MINIMAL,
    REVISIONS,
    ROLES,
    SITE,
    TEXT,
    WORDING,
    content,
)

SITES = settings().max_examples // 2
"""Examples of laws that load a whole site, which takes longer."""

FILES = [SITE, DOCUMENT, REVISIONS, FACTS, DECISIONS, ROLES, TEXT, WORDING]

# ---------------------------------------------------------------- any characters

PIECES = (
    *("#", "##", "###", "{#", "}", ".unnumbered", ":::", "{records}", "categories", ":view:", "list", "```", "~~~"),
    *(
        "[",
        "]",
        "(",
        ")",
        "{lang=en}",
        "{ref}`",
        "`",
        "*",
        "**",
        "_",
        "|",
        "-",
        "1.",
        "2)",
        ">",
        "<",
        "<b>",
        "<!--",
        "-->",
    ),
    *(
        "&",
        "&amp;",
        "&#0;",
        "\\",
        "https://a.example/",
        "javascript:",
        "mailto:",
        "[^1]",
        "[a]:",
        "[a][b]",
        "![",
        "===",
        "---",
    ),
    *(
        "a",
        "é",
        "²",
        "\u00a0",
        "{{",
        "}}",
        "{%",
        "%}",
        "text:",
        "a:",
        "b:",
        "{fr:",
        "nl:",
        "[a,",
        "b]",
        "'",
        '"',
        "!",
        "!!",
    ),
    *(
        "? ",
        "%YAML",
        "...",
        "roles:",
        "items:",
        "categories:",
        "patterns:",
        "2024-01-15",
        "not-stated",
        "P1M",
        "true",
        "~",
    ),
    *("<<:", "undecided", "\n", "\n\n", "\n  ", "\n    ", " ", "\t"),
)
FRAGMENTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
ANYTHING = st.one_of(st.text(max_size=200), FRAGMENTS, st.binary(max_size=200))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the minimal site, of which each example changes one file."""
    return Path(shutil.copytree(MINIMAL, tmp_path_factory.mktemp("property") / "site"))


def problems_with(root: Path, file: str, planted: bytes) -> tuple[Problem, ...]:
    """Return what is told of the site with something in the place of a file; afterwards the file is as it was."""
    path = content(root, file)
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(planted)
    try:
        load_site(root)
    except InputError as error:
        return error.problems or (Problem(Location(""), ""),)
    finally:
        path.unlink()
        if before is not None:
            path.write_bytes(before)
    return ()


def is_well_told(problem: Problem) -> bool:
    """Whether a problem has a place, a message, and can be shown."""
    return bool(problem.location.path and problem.message and str(problem).encode("utf-8"))


@settings(max_examples=SITES)
@given(st.sampled_from(FILES), ANYTHING)
def test_anything_in_the_place_of_a_file_is_read_or_told(root: Path, file: str, anything: str | bytes) -> None:
    planted = anything.encode("utf-8", "surrogatepass") if isinstance(anything, str) else anything
    assert all(map(is_well_told, problems_with(root, file, planted)))


@settings(max_examples=SITES)
@given(st.sampled_from([TEXT, WORDING, FACTS, REVISIONS]), st.floats(0, 1), st.integers(0, 40), FRAGMENTS)
def test_anything_inside_a_file_is_read_or_told(root: Path, file: str, place: float, width: int, new: str) -> None:
    text = content(root, file).read_text("utf-8")
    start = int(place * len(text))
    planted = f"{text[:start]}{new}{text[start + width :]}".encode()
    assert all(map(is_well_told, problems_with(root, file, planted)))


# ---------------------------------------------------------------- words


@dataclass(frozen=True)
class Written:
    """Some Markdown, and the words that it must show."""

    source: str
    words: tuple[str, ...]

    def within(self, form: str) -> Written:
        """Return it inside other notation, at the place of {}."""
        return Written(form.replace("{}", self.source), self.words)


def together(pieces: Sequence[Written], glue: str) -> Written:
    """Return pieces one after the other."""
    words = tuple(word for piece in pieces for word in piece.words)
    return Written(glue.join(piece.source for piece in pieces), words)


def several(pieces: st.SearchStrategy[Written], glue: str, most: int = 3) -> st.SearchStrategy[Written]:
    """Return one piece or more."""
    return st.lists(pieces, min_size=1, max_size=most).map(lambda found: together(found, glue))


def listed(found: list[Written], mark: str) -> Written:
    """Return a list; `#` in its mark is the number of the item."""
    return together([item.within(f"{mark.replace('#', str(n))} {{}}") for n, item in enumerate(found, 1)], "\n")


WORDS = ["mot", "l’usage", "24", "²vos", "été", "smartphoto", "R&D", "fin.", "(oui)", "x_y", "donne\u0301e", "5\u202f%"]
FORMS = [
    "{}",
    "*{}*",
    "**{}**",
    "`{}`",
    "[{}]{lang=en}",
    "[{}](https://a.example/b_(c))",
    '[{}](https://a.example "x")',
]

word = st.sampled_from(WORDS).map(lambda text: Written(text, tuple(text.split())))
words = several(word, " ", 4)
sentence = several(st.builds(Written.within, words, st.sampled_from(FORMS)), " ")
paragraph = several(sentence, "\n", 2)
items = st.lists(sentence, min_size=1, max_size=3)
HEAD = Written("| a | b |\n| --- | :-: |", ("a", "b"))
row = st.tuples(sentence, sentence).map(lambda pair: together(pair, " | ").within("| {} |"))
block = st.one_of(
    paragraph,
    items.map(lambda found: listed(found, "-")),
    items.map(lambda found: listed(found, "#.")),
    items.map(lambda found: together([Written("- un", ("un",)), listed(found, "  #.")], "\n")),
    st.lists(row, min_size=1, max_size=2).map(lambda rows: together([HEAD, *rows], "\n")),
    paragraph.map(lambda text: Written("> " + text.source.replace("\n", "\n> "), text.words)),
    words.map(lambda text: text.within("```\n{}\n```")),
)
# Two lists side by side would be one: words stand between the blocks.
body = st.lists(block, min_size=1, max_size=3).map(
    lambda blocks: together([part for held in blocks for part in (held, Written("Suite.", ("Suite.",)))], "\n\n"),
)


@given(words, body, st.lists(st.tuples(sentence, body), min_size=1, max_size=3))
def test_no_word_of_a_text_is_lost(title: Written, preamble: Written, found: list[tuple[Written, Written]]) -> None:
    pieces = [title.within("# {}"), preamble]
    for number, (heading, held) in enumerate(found):
        pieces += [heading.within(f"{'##' if number % 2 == 0 else '###'} {{}} {{#s{number}}}"), held]
    text_as_written = together(pieces, "\n\n")
    text = read(text_as_written.source + "\n")
    assert (
        *text.title.split(),
        *(part for section in text.sections for part in words_of(section)),
    ) == text_as_written.words
    assert [section.id for section in text.sections] == ["preamble", *(f"s{number}" for number in range(len(found)))]
    lines = text_as_written.source.split("\n")
    for section in text.sections:
        assert "\n".join(lines[section.location.line - 1 :]).startswith(section.source.rstrip("\n"))
        assert all(lines[section.locate(held.place).line - 1].strip() for held in section.blocks)


def words_of(held: Section | Block) -> Iterator[str]:
    """Yield the words of a section or a block, in the order of reading."""
    match held:
        case Section(title=title, blocks=blocks):
            yield from plain(title).split()
            yield from (part for inner in blocks for part in words_of(inner))
        case Paragraph(inlines=inlines):
            yield from plain(inlines).split()
        case ItemList(items=found):
            yield from (part for item in found for inner in item.blocks for part in words_of(inner))
        case Quote(blocks=blocks):
            yield from (part for inner in blocks for part in words_of(inner))
        case Table(head=head, rows=rows):
            yield from (part for row in (head, *rows) for cell in row.cells for part in plain(cell.inlines).split())
        case CodeBlock(text=text):
            yield from text.split()


# ---------------------------------------------------------------- the form of a file


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=10)
@given(
    endings=st.lists(st.sampled_from([b"\n", b"\r\n", b"\r"]), min_size=1, max_size=7),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    ends=st.booleans(),
)
def test_the_form_of_the_files_never_changes_the_corpus(
    root: Path, endings: list[bytes], mark: bytes, ends: bool
) -> None:
    expected = load_site(MINIMAL)
    for path in sorted((MINIMAL / "content").rglob("*.*")):
        lines = path.read_bytes().rstrip(b"\n").split(b"\n")
        text = lines[0]
        for number, line in enumerate(lines[1:]):
            ending = endings[number % len(endings)]
            text += (b"\r\n" if ending == b"\n" and text.endswith(b"\r") else ending) + line
        target = root / path.relative_to(MINIMAL)
        target.write_bytes(mark + text + (b"\r\n" if ends else b""))
    assert load_site(root) == expected


@given(st.text(max_size=300))
def test_the_problems_of_characters_stand_where_the_characters_do(text: str) -> None:
    lines = text.split("\n")
    for problem in character_problems(text, "a.md"):
        place = problem.location
        match = re.match(r"the character U\+([0-9A-F]+)", problem.message)
        if match:
            assert ord(lines[place.line - 1][place.column - 1]) == int(match[1], 16)
