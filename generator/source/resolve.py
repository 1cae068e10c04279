"""From parsed sections to a text: numbers, references, record views, contacts; every id checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from types import MappingProxyType

from generator.errors import InputError, Location, Problem
from generator.model import (
    Block,
    Cell,
    ContactView,
    Facts,
    Item,
    ItemList,
    Level,
    Origin,
    Paragraph,
    Passage,
    Patterns,
    Place,
    RecordView,
    Row,
    Section,
    Table,
    Text,
    Wording,
    plain,
)
from generator.source.files import MAX_PROBLEMS, SourceText, locate
from generator.source.parsed import ParsedSection, Parser, references_in, targets_in, walk
from generator.source.rewrite import Rewrite
from generator.source.sections import CutText, Slice, cut
from generator.source.shapes import nearest
from generator.source.wording import CELL_USES, USES_OF_VIEW, RawPassage, RawWording

_LEVELS = {0: Level.PREAMBLE, 2: Level.ARTICLE, 3: Level.CLAUSE}
_DATE_SLOT = re.compile(r"\{published:([^{}]+)\}")
_DATE_LETTERS = re.compile(r"d+|M+|y+")


@dataclass(frozen=True, slots=True)
class TextSources:
    """All that one text is made of."""

    language: str
    origin: Origin
    published: date | None
    markdown: SourceText
    wording_source: SourceText
    wording: RawWording
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A parsed section with its number."""

    piece: Slice
    parsed: ParsedSection
    number: tuple[int, ...]
    parent: str


@dataclass(slots=True)
class Resolver:
    """Resolves texts; equal sections in equal surroundings become one value."""

    parser: Parser
    _resolved: dict[tuple[int, tuple[str, ...]], tuple[Block, ...]] = field(default_factory=dict)

    def text(self, sources: TextSources) -> Text:
        """The text; raises `InputError` with everything that is wrong with it."""
        pieces = cut(sources.markdown)
        parsed = [(piece, self.parser.section(piece)) for piece in pieces.slices]
        problems = [shifted(p, sources.markdown.path, piece.line) for piece, s in parsed for p in s.problems]
        title_line = sources.markdown.lines[pieces.title_line - 1]
        title, title_problems = self.parser.words(pieces.title, title_line.find(pieces.title) + 1)
        problems += [shifted(p, sources.markdown.path, pieces.title_line) for p in title_problems]
        numbered, number_problems = _number(parsed, sources.markdown.path)
        problems += number_problems
        passages, passage_problems = self._passages(sources)
        problems += passage_problems
        if problems:
            raise InputError(*problems)
        work = _TextWork(sources, pieces, tuple(numbered), passages, self)
        return work.resolve(plain(title))

    def blocks(self, section: ParsedSection, labels: Mapping[str, str]) -> tuple[Block, ...]:
        """A section's blocks with its references filled in."""
        if not section.references:
            return section.blocks
        wanted = sorted(section.references)
        key = (id(section), tuple(labels[target] for target in wanted))
        if key not in self._resolved:
            self._resolved[key] = Rewrite(labels).blocks(section.blocks)
        return self._resolved[key]

    def _passages(self, sources: TextSources) -> tuple[Mapping[tuple[str, str, str], Passage], list[Problem]]:
        passages: dict[tuple[str, str, str], Passage] = {}
        problems: list[Problem] = []
        raw = sources.wording
        groups = (("categories", raw.categories), ("contacts", raw.contacts))
        for kind, records in groups:
            for name, uses in records.items():
                for use, passage in uses.items():
                    passages[kind, name, use], wrong = self._passage(passage, hard=kind == "contacts")
                    is_cell = use in CELL_USES or kind == "contacts"
                    problems += wrong or _shape_problems(passages[kind, name, use], is_cell=is_cell)
        return passages, problems

    def _passage(self, raw: RawPassage, *, hard: bool) -> tuple[Passage, list[Problem]]:
        place = raw.text.location
        parsed = self.parser.passage(raw.text.text)
        problems = [shifted(problem, place.path, place.line, place.column) for problem in parsed.problems]
        blocks = Rewrite(base=place, hard=hard).blocks(parsed.blocks) if not problems else ()
        return Passage(blocks, raw.items, raw.text.text, place), problems


def shifted(problem: Problem, path: str, line: int, column: int = 1) -> Problem:
    """A problem of a section or passage, with its place in the file."""
    place = problem.location
    return replace(problem, location=Location(path, line + place.line - 1, column + place.column - 1))


def _shape_problems(passage: Passage, *, is_cell: bool) -> list[Problem]:
    if not is_cell or (len(passage.blocks) == 1 and isinstance(passage.blocks[0], Paragraph)):
        return []
    message = "these words must be one paragraph"
    return [Problem(passage.location, message, "Delete blank lines, list marks and other blocks.")]


# ---------------------------------------------------------------- numbers


def _number(parsed: list[tuple[Slice, ParsedSection]], path: str) -> tuple[list[_Numbered], list[Problem]]:
    numbered: list[_Numbered] = []
    problems: list[Problem] = []
    article: _Numbered | None = None
    articles = clauses = 0
    for piece, section in parsed:
        number: tuple[int, ...] = ()
        if piece.depth == 2:  # noqa: PLR2004 - the depth of an article
            articles, clauses = articles + section.numbered, 0
            number = (articles,) if section.numbered else ()
        elif piece.depth and section.numbered:
            clauses += 1
            number = (*article.number, clauses) if article and article.number else ()
            if not number:
                message = "a numbered clause needs a numbered article above it"
                problems.append(Problem(Location(path, piece.line, 1), message, "Add `.unnumbered` after its id."))
        entry = _Numbered(piece, section, number, article.parsed.id if article and piece.depth > 2 else "")  # noqa: PLR2004
        article = entry if piece.depth == 2 else article  # noqa: PLR2004
        numbered.append(entry)
    return numbered, problems


def _label(patterns: Patterns, number: tuple[int, ...]) -> str:
    if not number:
        return ""
    return _fill(patterns.article if len(number) == 1 else patterns.clause, number)


def _reference(patterns: Patterns, entry: _Numbered) -> str:
    if not entry.number:
        return plain(entry.parsed.title).rstrip(" :\u00a0")
    pattern = patterns.article_reference if len(entry.number) == 1 else patterns.clause_reference
    return _fill(pattern, entry.number)


def _fill(pattern: str, number: tuple[int, ...]) -> str:
    filled = pattern.replace("{n}", str(number[0]))
    return filled.replace("{m}", str(number[1])) if len(number) > 1 else filled


def date_line(patterns: Patterns, published: date | None) -> str:
    """The sentence with the day of publication, worded by the revision's own pattern; empty without a day."""
    if published is None or not patterns.date_line:
        return ""

    def letters(match: re.Match[str]) -> str:
        return _date_part(match.group(), published, patterns.months)

    return _DATE_SLOT.sub(lambda slot: _DATE_LETTERS.sub(letters, slot.group(1)), patterns.date_line)


def _date_part(letters: str, day: date, months: tuple[str, ...]) -> str:
    if letters == "MMMM":
        return months[day.month - 1]
    value = {"d": day.day, "M": day.month, "y": day.year}[letters[0]]
    return str(value).zfill(len(letters))


# ---------------------------------------------------------------- one text


@dataclass(slots=True)
class _TextWork:
    """What is known while one text is resolved."""

    sources: TextSources
    pieces: CutText
    numbered: tuple[_Numbered, ...]
    passages: Mapping[tuple[str, str, str], Passage]
    resolver: Resolver
    problems: list[Problem] = field(default_factory=list)
    shown: set[tuple[str, str, str]] = field(default_factory=set)

    def resolve(self, title: str) -> Text:
        labels = {entry.parsed.id: _reference(self.sources.wording.patterns, entry) for entry in self.numbered}
        self._check_references(labels)
        if self.problems:
            raise InputError(*self.problems)
        sections = tuple(self._section(entry, labels) for entry in self.numbered)
        self._check_ids(sections)
        self._check_shown()
        self._check_links(sections)
        if self.problems:
            raise InputError(*self.problems)
        sources = self.sources
        return Text(
            language=sources.language,
            origin=sources.origin,
            title=title,
            date_line=date_line(sources.wording.patterns, sources.published),
            sections=sections,
            wording=self._wording(labels),
            path=sources.markdown.path,
            wording_path=sources.wording_source.path,
            source=sources.markdown.text,
            title_line=self.pieces.title_line,
        )

    def _wording(self, labels: Mapping[str, str]) -> Wording:
        raw = self.sources.wording
        rewrite = Rewrite(labels)
        filled = {key: replace(p, blocks=rewrite.blocks(p.blocks)) for key, p in self.passages.items()}
        return Wording(
            patterns=raw.patterns,
            table_head=raw.table_head[0],
            categories=MappingProxyType({(n, use): p for (kind, n, use), p in filled.items() if kind == "categories"}),
            contacts=MappingProxyType({(n, use): p for (kind, n, use), p in filled.items() if kind == "contacts"}),
            labels=MappingProxyType(
                {(kind, name): label for kind, names in raw.labels.items() for name, label in names.items()},
            ),
            inferred_links=raw.inferred_links,
            legal_form=raw.legal_form,
            register=raw.register,
            table_head_location=raw.table_head[1],
        )

    def _section(self, entry: _Numbered, labels: Mapping[str, str]) -> Section:
        parsed = entry.parsed
        blocks = self.resolver.blocks(parsed, labels)
        if parsed.has_views:
            blocks = tuple(self._viewed(block, entry.piece, labels) for block in blocks)
        return Section(
            id=parsed.id,
            level=_LEVELS[entry.piece.depth],
            number=entry.number,
            label=_label(self.sources.wording.patterns, entry.number),
            title=Rewrite(labels).inlines(parsed.title) if parsed.references else parsed.title,
            blocks=blocks,
            location=Location(self.sources.markdown.path, entry.piece.line, 1),
            source=entry.piece.source,
            parent=entry.parent,
        )

    # ------------------------------------------------------------ checks

    def _check_references(self, labels: Mapping[str, str]) -> None:
        known = tuple(name for name, label in labels.items() if label)
        path = self.sources.markdown.path
        held = [(e.parsed.references, e.piece.source, Location(path, e.piece.line, 1)) for e in self.numbered]
        held += [(references_in(p.blocks), p.source, p.location) for p in self.passages.values()]
        wrong = ((target, text, at) for names, text, at in held for target in sorted(names - set(known)))
        for target, source, start in islice(wrong, MAX_PROBLEMS):
            message = f"the reference leads to {target!r}, which is no section with a number or a title"
            problem = Problem(_place_of_reference(source, target), message, nearest(target, known))
            self.problems.append(shifted(problem, start.path, start.line, start.column))

    def _check_ids(self, sections: tuple[Section, ...]) -> None:
        seen: dict[str, Location] = {}
        for name, location in (pair for section in sections for pair in _ids(section)):
            if name in seen:
                first = f"line {seen[name].line}" if seen[name].path == location.path else seen[name]
                message = f"the id {name!r} stands in this text twice (first in {first})"
                self.problems.append(Problem(location, message, "Give one of the two another id."))
            seen.setdefault(name, location)

    def _check_shown(self) -> None:
        """Wording that no view shows would be lost without a word."""
        for key, passage in self.passages.items():
            if key not in self.shown:
                kind, name, use = key
                message = f"these words ({kind}, {name}, {use}) are shown nowhere in the text"
                remedy = "Delete them, or add the view or contact that shows them to the text."
                self.problems.append(Problem(passage.location, message, remedy))

    def _check_links(self, sections: tuple[Section, ...]) -> None:
        """An inferred link must be one that the text holds."""
        targets = {target for section in sections for target in targets_in(section.blocks)}
        for link in self.sources.wording.inferred_links:
            if link.target not in targets:
                message = f"the inferred link {link.target[:80]} is not in the text"
                place = _first_place(self.sources.wording_source, link.target)
                self.problems.append(Problem(place, message, "Delete the entry, or mend its address."))

    # ------------------------------------------------------------ views

    def _viewed(self, block: Block, piece: Slice, labels: Mapping[str, str]) -> Block:
        location = Location(self.sources.markdown.path, piece.line + block.place.line - 1, block.place.column)
        match block:
            case RecordView(view="table"):
                return self._table(block, location, labels)
            case RecordView():
                return self._list(block, location, labels)
            case ContactView():
                return self._contact(block, location, labels)
            case _:
                return block

    def _passage(self, key: tuple[str, str, str], location: Location) -> Passage | None:
        passage = self.passages.get(key)
        self.shown.add(key)
        if passage is None:
            kind, name, use = key
            message = f"{self.sources.wording_source.path} has no words for {name!r} in the place {use!r}"
            self.problems.append(Problem(location, message, f"Add `{name}:` / `{use}:` / `text: |` under `{kind}`."))
        return passage

    def _categories(self, view: RecordView, location: Location) -> Iterator[tuple[str, str]]:
        """The ids of the categories in this view, each with its generated number."""
        pattern = self.sources.wording.patterns.category
        if not pattern:
            message = f"{self.sources.wording_source.path} has no pattern for categories"
            self.problems.append(Problem(location, message, 'Add `category: "Catégorie {n}:"` under `patterns`.'))
        for position, category in enumerate(self.sources.facts.categories, 1):
            if view.view in category.views:
                yield category.id, pattern.replace("{n}", str(position))

    def _list(self, view: RecordView, location: Location, labels: Mapping[str, str]) -> ItemList:
        items: list[Item] = []
        (use,) = USES_OF_VIEW[view.view]
        for name, label in self._categories(view, location):
            passage = self._passage(("categories", name, use), location)
            if passage is not None:
                blocks = Rewrite(labels).blocks(passage.blocks)
                items.append(Item(blocks[0].place, blocks, f"{view.id}-{name}", label))
        return ItemList(view.place, tuple(items), id=view.id)

    def _table(self, view: RecordView, location: Location, labels: Mapping[str, str]) -> Table:
        words, head_location = self.sources.wording.table_head
        if not words:
            message = f"{self.sources.wording_source.path} has no head for the table"
            self.problems.append(Problem(location, message, "Add `table_head: […]` with three names."))
        head_place = Place(head_location.line, head_location.column, head_location.path)
        read = [self.resolver.parser.words(word) for word in words]
        self.problems += [replace(p, location=head_location) for _, problems in read for p in problems]
        head = Row(head_place, tuple(Cell(head_place, inlines) for inlines, _ in read))
        rows: list[Row] = []
        for name, label in self._categories(view, location):
            passages = [self._passage(("categories", name, use), location) for use in CELL_USES]
            cells = [_cell(passage, labels) for passage in passages if passage is not None]
            if len(cells) == len(CELL_USES):
                cells[0] = replace(cells[0], label=label)
                rows.append(Row(cells[0].place, tuple(cells), f"{view.id}-{name}"))
        return Table(view.place, head, tuple(rows), ("",) * len(CELL_USES), view.id, row_heads=True)

    def _contact(self, view: ContactView, location: Location, labels: Mapping[str, str]) -> Block:
        known = tuple(contact.id for contact in self.sources.facts.contacts)
        if view.contact not in known:
            message = f"the contact {view.contact!r} is not among the facts"
            self.problems.append(Problem(location, message, nearest(view.contact, known)))
            return Paragraph(view.place, ())
        passage = self._passage(("contacts", view.contact, view.use), location)
        if passage is None:
            return Paragraph(view.place, ())
        paragraph = _only_paragraph(passage)
        return Paragraph(paragraph.place, Rewrite(labels).inlines(paragraph.inlines), view.id, address=True)


def _only_paragraph(passage: Passage) -> Paragraph:
    """The paragraph of a cell or a contact, which was read as one."""
    return next(block for block in passage.blocks if isinstance(block, Paragraph))


def _cell(passage: Passage, labels: Mapping[str, str]) -> Cell:
    paragraph = _only_paragraph(passage)
    return Cell(paragraph.place, Rewrite(labels).inlines(paragraph.inlines))


def _ids(section: Section) -> Iterator[tuple[str, Location]]:
    """Every id that a section's page will show, with its place."""
    yield section.id, section.location
    for block in walk(section.blocks):
        parts = block.items if isinstance(block, ItemList) else block.rows if isinstance(block, Table) else ()
        for part in (block, *parts):
            name = getattr(part, "id", "")
            if name:
                yield name, section.locate(part.place)


def _place_of_reference(source: str, target: str) -> Location:
    match = re.search(rf"\{{[Rr]ef\}}(`+)[ \n]*{re.escape(target)}[ \n]*\1", source)
    return locate(source, match.start() if match else 0, "")


def _first_place(source: SourceText, sought: str) -> Location:
    found = source.text.find(sought)
    return locate(source.text, found, source.path) if found >= 0 else Location(source.path)
