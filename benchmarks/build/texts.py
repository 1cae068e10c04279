"""Documents with their revisions, as they are before they are written in any notation; one seed, one corpus.

Both languages are written from the same values, so they say the same and change in the same sections.
"""

# ruff: noqa: PLR2004 - shares and counts are told by what they do

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from phrases import CIRCUMSTANCES, COMPLEMENTS, CONDITIONS, ITEMS, OBJECTS, SUBJECTS, TITLES, VERBS
from sizes import Size

FIRST_DAY = date(2008, 1, 7)
DAYS_BETWEEN = 120
DAYS_UNTIL_EFFECTIVE = 30
SENTENCES = 158
"""Sentences of a text; with its records that makes some 3,000 words."""


# ---------------------------------------------------------------- what a text is made of


class Sentence(NamedTuple):
    """A sentence by the numbers of its phrases; `target` is a section that it refers to, or empty."""

    form: str
    condition: int
    subject: int
    verb: int
    object: int
    complement: int
    circumstance: int
    number: int
    target: str


class Paragraph(NamedTuple):
    """Sentences, one a line; `name` is the block's own id, or empty."""

    sentences: tuple[Sentence, ...]
    name: str = ""


class Listing(NamedTuple):
    """A list, one sentence an item."""

    sentences: tuple[Sentence, ...]
    is_ordered: bool


class Table(NamedTuple):
    """Rows of what is kept, of whom, and how: the phrases of a sentence, one a cell."""

    sentences: tuple[Sentence, ...]


class View(NamedTuple):
    """The records of the facts, in one of their forms."""

    name: str


class Contact(NamedTuple):
    """The address of the office."""


class Clause(NamedTuple):
    """The sentence that says which language prevails."""


Block = Paragraph | Listing | Table | View | Contact | Clause


@dataclass(frozen=True, slots=True)
class Section:
    """An article, or a clause of one. `title` is a pair of French and Dutch."""

    id: str
    title: tuple[str, str]
    is_article: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A revision: its number from 1, its sections, and for how many months each category is kept."""

    number: int
    sections: tuple[Section, ...]
    months: tuple[int, ...]

    @property
    def published(self) -> date:
        """The day of publication."""
        return FIRST_DAY + timedelta(days=DAYS_BETWEEN * (self.number - 1))

    @property
    def effective(self) -> date:
        """The day from which it applies."""
        return self.published + timedelta(days=DAYS_UNTIL_EFFECTIVE)

    @property
    def id(self) -> str:
        """Its name in addresses and files."""
        return self.published.isoformat()


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its revisions, oldest first."""

    number: int
    versions: tuple[Version, ...]

    @property
    def id(self) -> str:
        """Its name in addresses and files."""
        return f"policy-{self.number:03}"


def documents(size: Size, seed: int = 1) -> tuple[Document, ...]:
    """The documents of a size; those of a smaller size are the first of a larger one, and so are their revisions."""
    return tuple(document(number, size.revisions, seed) for number in range(1, size.documents + 1))


def document(number: int, revisions: int, seed: int = 1) -> Document:
    """One document."""
    version = _Maker(f"{seed}/{number}").first()
    versions = [version]
    for later in range(2, revisions + 1):
        version = _Maker(f"{seed}/{number}/{later}").later(version, later)
        versions.append(version)
    return Document(number, tuple(versions))


# ---------------------------------------------------------------- the first version


class _Maker:
    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a benchmark must repeat itself

    def first(self) -> Version:
        """Articles and clauses of sentences, an article of records, and the one that says which language prevails."""
        counts = [SENTENCES // len(TITLES)] * len(TITLES)
        for number in self.random.sample(range(len(TITLES)), SENTENCES % len(TITLES)):
            counts[number] += 1
        sections = [self._section(number, count) for number, count in enumerate(counts)]
        language = Section("language", ("Langue", "Taal"), is_article=True, blocks=(Clause(),))
        return Version(1, (*sections, *_record_sections(), language), tuple(self.random.sample(range(6, 37), 5)))

    def _section(self, number: int, count: int) -> Section:
        name, french, dutch = TITLES[number]
        return Section(name, (french, dutch), is_article=number % 3 == 0, blocks=self._blocks(name, number, count))

    def _blocks(self, name: str, number: int, count: int) -> tuple[Block, ...]:
        """Paragraphs with a list in two sections of three, and a table in one of five."""
        sentences = [self.sentence() for _ in range(count)]
        blocks: list[Block] = [Paragraph(tuple(sentences[:2]), f"{name}-rule" if number % 4 == 0 else "")]
        left = sentences[2:]
        if number % 3:
            blocks.append(Listing(tuple(left[:3]), is_ordered=number % 2 == 0))
            left = left[3:]
        if number % 5 == 1:
            blocks.append(Table(tuple(self.sentence("plain") for _ in range(4))))
        blocks += [Paragraph(tuple(left[at : at + 2])) for at in range(0, len(left), 2)]
        return tuple(blocks)

    def sentence(self, form: str = "") -> Sentence:
        """Any sentence; one in ten refers to a section, one in twenty has a link."""
        chance = self.random.random()
        form = form or next(form for form, share in _FORMS if chance < share)
        number = self.random.randrange
        return Sentence(
            form=form,
            condition=number(len(CONDITIONS)),
            subject=number(len(SUBJECTS)),
            verb=number(len(VERBS)),
            object=number(len(OBJECTS)),
            complement=number(len(COMPLEMENTS)),
            circumstance=number(len(CIRCUMSTANCES)),
            number=self.random.randint(2, 48),
            target=TITLES[number(len(TITLES))][0] if form == "reference" else "",
        )

    # ------------------------------------------------------------ later versions

    def later(self, old: Version, number: int) -> Version:
        """The next version: phrases replaced, a sentence more or less, sometimes a move and a clause more or less."""
        sections = list(old.sections)
        plain = [at for at, section in enumerate(sections) if section.id in _EDITABLE]
        for at in sorted(self.random.sample(plain, 8)):
            sections[at] = self._edited(sections[at])
        self._resize(sections, plain, number)
        if number % 3 == 0:
            self._move(sections, plain)
        if number % 4 == 2:
            sections.insert(self._place_of_clause(sections), self._new_clause(number))
        if number % 8 == 7:
            sections = [section for section in sections if section.id != f"addition-{number - 5}"]
        months = tuple(self._months(count, number) for count in old.months)
        return Version(number, tuple(sections), months)

    def _edited(self, section: Section) -> Section:
        """A section in which some two sentences have another phrase."""
        spots = [(at, n) for at, block in enumerate(section.blocks) for n in range(len(_sentences(block)))]
        blocks = list(section.blocks)
        for at, n in self.random.sample(spots, 2):
            sentences = list(_sentences(blocks[at]))
            sentences[n] = self._reworded(sentences[n])
            blocks[at] = _with(blocks[at], tuple(sentences))
        return replace(section, blocks=tuple(blocks))

    def _reworded(self, sentence: Sentence) -> Sentence:
        """The sentence with one phrase or the number replaced."""
        fields = {"verb": VERBS, "object": OBJECTS, "complement": COMPLEMENTS, "circumstance": CIRCUMSTANCES}
        has_number = "{n}" in CIRCUMSTANCES[sentence.circumstance][0]
        name = self.random.choice([*fields, *(["number"] if has_number else [])])
        if name == "number":
            return sentence._replace(number=sentence.number + self.random.randint(1, 12))
        old = getattr(sentence, name)
        count = len(fields[name])
        return sentence._replace(**{name: (old + self.random.randrange(1, count)) % count})

    def _resize(self, sections: list[Section], plain: list[int], number: int) -> None:
        """A sentence more in an even version, one less in an odd one."""
        at = self.random.choice(plain)
        blocks = list(sections[at].blocks)
        spots = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph)]
        spot = max(spots, key=lambda n: len(_sentences(blocks[n]))) if number % 2 else self.random.choice(spots)
        sentences = _sentences(blocks[spot])
        if number % 2 == 0:
            blocks[spot] = _with(blocks[spot], (*sentences, self.sentence()))
        elif len(sentences) > 1:
            blocks[spot] = _with(blocks[spot], sentences[:-1])
        sections[at] = replace(sections[at], blocks=tuple(blocks))

    def _move(self, sections: list[Section], plain: list[int]) -> None:
        """The last paragraph without a name of one section goes to the end of another."""
        movable = [at for at in plain if sections[at].blocks[1:] and isinstance(sections[at].blocks[-1], Paragraph)]
        source = self.random.choice(movable)
        target = self.random.choice([at for at in plain if at != source])
        moved = sections[source].blocks[-1]
        sections[source] = replace(sections[source], blocks=sections[source].blocks[:-1])
        sections[target] = replace(sections[target], blocks=(*sections[target].blocks, moved))

    def _place_of_clause(self, sections: list[Section]) -> int:
        """Behind some section of the texts, so that it is a clause of the article there."""
        return self.random.choice([at for at, section in enumerate(sections) if section.id in _EDITABLE]) + 1

    def _new_clause(self, number: int) -> Section:
        title = (f"Règle complémentaire {number}", f"Aanvullende regel {number}")
        blocks = (Paragraph((self.sentence(), self.sentence())), Paragraph((self.sentence(),)))
        return Section(f"addition-{number}", title, is_article=False, blocks=blocks)

    def _months(self, months: int, number: int) -> int:
        """In every third version some categories are kept longer."""
        return months + 6 if number % 3 == 0 and self.random.random() < 0.4 else months


_FORMS = (("reference", 0.1), ("link", 0.15), ("foreign", 0.18), ("condition", 0.5), ("plain", 1.1))
_EDITABLE = frozenset(title[0] for title in TITLES)


def _record_sections() -> tuple[Section, ...]:
    return (
        Section("personal-data", ("Données personnelles", "Persoonsgegevens"), is_article=True, blocks=()),
        Section("kept", ("Ce que nous gardons", "Wat wij bewaren"), is_article=False, blocks=(View("list"),)),
        Section("kept-table", ("Exemples", "Voorbeelden"), is_article=False, blocks=(View("table"),)),
        Section("reasons", ("Finalités", "Doeleinden"), is_article=False, blocks=(View("purposes"),)),
        Section("periods", ("Durées", "Termijnen"), is_article=False, blocks=(View("retention"),)),
        Section("contact", ("Contact", "Contact"), is_article=False, blocks=(Contact(),)),
    )


def _sentences(block: Block) -> tuple[Sentence, ...]:
    return block.sentences if isinstance(block, (Paragraph, Listing, Table)) else ()


def _with(block: Block, sentences: tuple[Sentence, ...]) -> Block:
    return block._replace(sentences=sentences) if isinstance(block, (Paragraph, Listing, Table)) else block


CATEGORIES = tuple(f"{item[0]}-kept" for item in ITEMS)
"""The ids of the categories, in their order."""
