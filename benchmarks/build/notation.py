"""A version as Markdown: in the notation of Polylex, and in that of Hugo with everything written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from phrases import CIRCUMSTANCES, COMPLEMENTS, CONDITIONS, ITEMS, OBJECTS, PURPOSES, SUBJECTS, VERBS
from texts import CATEGORIES, Block, Clause, Contact, Listing, Paragraph, Section, Sentence, Table, Version, View

LANGUAGES = ("fr", "nl")
"""The languages, in the order of the pairs of phrases."""

TITLE = ("Règles du service {n}", "Regels van dienst {n}")
HOST = "https://www.exemple.example"
MAIL = "info@exemple.example"
ADDRESS = (("Exemple SA", "9000 Gand"), ("Voorbeeld NV", "9000 Gent"))
PREVAILS = ("La version néerlandaise l’emporte sur toute autre version.", "De Nederlandse versie heeft voorrang.")
HEADS = (("Objet", "Qui", "Comment"), ("Voorwerp", "Wie", "Hoe"))
RECORD_HEADS = (("Activité", "Exemple", "Contexte"), ("Activiteit", "Voorbeeld", "Context"))
INTRODUCTIONS = ("Voici ce que nous indiquons à ce sujet :", "Dit is wat wij daarover meedelen:")
ARTICLES = ("Article {n} –", "Artikel {n} –")
ARTICLE_REFERENCES = ("article {n}", "artikel {n}")
CATEGORY_LABELS = ("Catégorie {n}:", "Categorie {n}:")


@dataclass(frozen=True, slots=True)
class Notation:
    """How a version is written in one language (0 is French, 1 Dutch); this one as Polylex reads it."""

    side: int
    version: Version

    def text(self, number: int) -> str:
        """The whole text of a document of that number."""
        parts = [f"# {TITLE[self.side].format(n=number)}", *self.body()]
        return "\n\n".join(parts) + "\n"

    def body(self) -> Iterator[str]:
        """Headings and blocks in their order."""
        for section in self.version.sections:
            yield self.heading(section)
            for block in section.blocks:
                yield from self.block(block)

    def heading(self, section: Section) -> str:
        """A heading; Polylex numbers it."""
        return f"{'##' if section.is_article else '###'} {section.title[self.side]} {{#{section.id}}}"

    def reference(self, target: str) -> str:
        """A reference to a section."""
        return f"{{ref}}`{target}`"

    def foreign(self, words: str) -> str:
        """Words in English."""
        return f"[{words}]{{lang=en}}"

    def named(self, name: str, words: str) -> str:
        """A block with an id of its own."""
        return f"{{#{name}}}\n{words}" if name else words

    def view(self, name: str) -> Iterator[str]:
        """Records of the facts."""
        yield f":::{{records}} categories\n:view: {name}\n:::"

    def contact(self) -> str:
        """The address of the office."""
        return ":::{contact} office\n:use: letters\n:::"

    def block(self, block: Block) -> Iterator[str]:
        """A block, or several."""
        match block:
            case Paragraph(sentences, name):
                yield self.named(name, "\n".join(map(self.sentence, sentences)))
            case Listing(sentences, is_ordered):
                marks = (f"{n}." if is_ordered else "-" for n in range(1, len(sentences) + 1))
                yield "\n".join(f"{mark} {self.sentence(item)}" for mark, item in zip(marks, sentences, strict=True))
            case Table(sentences):
                yield table(HEADS[self.side], [self._cells(sentence) for sentence in sentences])
            case View(name):
                yield INTRODUCTIONS[self.side]
                yield from self.view(name)
            case Contact():
                yield f"{INTRODUCTIONS[self.side]} <{MAIL}>"
                yield self.contact()
            case Clause():
                yield self.named("prevailing-clause", PREVAILS[self.side])

    def sentence(self, sentence: Sentence) -> str:
        """One sentence; in Dutch the verb comes second, whatever stands first."""
        condition, subject, verb, what, whose, how = self._phrases(sentence)
        subject_first = self.side == 0
        who_does = f"{subject} {verb}" if subject_first else f"{verb} {subject}"
        match sentence.form:
            case "condition":
                return f"{condition} {who_does} {what} {whose} {how}."
            case "reference":
                opening = ("Conformément à l’", "Overeenkomstig ")[self.side] + self.reference(sentence.target)
                return f"{opening}{',' if subject_first else ''} {who_does} {what} {whose}."
            case "link":
                target = f"{HOST}/{LANGUAGES[self.side]}/page-{sentence.object}"
                return f"{_capital(subject)} {verb} [{what}]({target}) {whose} {how}."
            case "foreign":
                by = f"{('par', 'per')[self.side]} {self.foreign('e-mail')}"
                return f"{_capital(subject)} {verb} {what} {whose} {by} {how}."
            case _:
                return f"{_capital(subject)} {verb} {what} {whose} {how}."

    def _cells(self, sentence: Sentence) -> tuple[str, str, str]:
        _, subject, _, what, whose, how = self._phrases(sentence)
        return f"{what} {whose}", subject, how

    def _phrases(self, sentence: Sentence) -> tuple[str, str, str, str, str, str]:
        side = self.side
        return (
            CONDITIONS[sentence.condition][side],
            SUBJECTS[sentence.subject][side],
            VERBS[sentence.verb][side],
            OBJECTS[sentence.object][side],
            COMPLEMENTS[sentence.complement][side],
            CIRCUMSTANCES[sentence.circumstance][side].format(n=sentence.number),
        )


@dataclass(frozen=True, slots=True)
class HugoNotation(Notation):
    """The same in Markdown that Hugo renders alone: numbers, references, records and addresses are written out."""

    labels: Mapping[str, str]

    def heading(self, section: Section) -> str:
        """A heading with its number."""
        number = self.labels[section.id]
        words = section.title[self.side]
        if section.is_article:
            return f"## {ARTICLES[self.side].format(n=number)} {words} {{#{section.id}}}"
        return f"### {number}. {words} {{#{section.id}}}"

    def reference(self, target: str) -> str:
        """A link with the number of what it refers to."""
        return f"[{ARTICLE_REFERENCES[self.side].format(n=self.labels[target])}](#{target})"

    def foreign(self, words: str) -> str:
        """Words in English, which plain Markdown can't mark."""
        return words

    def named(self, name: str, words: str) -> str:
        """A block; Hugo puts attributes behind it."""
        return f"{words}\n{{#{name}}}" if name else words

    def view(self, name: str) -> Iterator[str]:
        """What the records say."""
        rows = [self._record(number) for number in range(len(CATEGORIES))]
        if name == "table":
            cells = [(f"{label} {what}", what, f"{purpose} {period}") for label, what, purpose, period in rows]
            yield table(RECORD_HEADS[self.side], cells)
            return
        at = {"list": 1, "purposes": 2, "retention": 3}[name]
        yield "\n".join(f"- {row[0]} {row[at]}" for row in rows)

    def _record(self, number: int) -> tuple[str, str, str, str]:
        label = CATEGORY_LABELS[self.side].format(n=number + 1)
        return label, item_words(number, self.side), purpose_words(number, self.side), self._period(number)

    def _period(self, number: int) -> str:
        return period_words(self.version.months[number], self.side)

    def contact(self) -> str:
        """The address, line by line."""
        return "\\\n".join(ADDRESS[self.side])


def hugo_notation(side: int, version: Version) -> HugoNotation:
    """A version as Hugo reads it."""
    labels: dict[str, str] = {}
    article = clause = 0
    for section in version.sections:
        article, clause = (article + 1, 0) if section.is_article else (article, clause + 1)
        labels[section.id] = str(article) if section.is_article else f"{article}.{clause}"
    return HugoNotation(side, version, labels)


def table(head: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


# ---------------------------------------------------------------- the words of the records


def item_words(number: int, side: int) -> str:
    """The data item of a category."""
    return ITEMS[number][1 + side]


def purpose_of(number: int) -> tuple[str, str, str]:
    """Id and words of a category's purpose."""
    return PURPOSES[number % len(PURPOSES)]


def purpose_words(number: int, side: int) -> str:
    """The purpose of a category."""
    return purpose_of(number)[1 + side]


def period_words(months: int, side: int) -> str:
    """For how long it is kept."""
    return (f"au plus {months} mois", f"ten hoogste {months} maanden")[side]
