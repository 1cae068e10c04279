"""Texts of the project's own as pairs of plain Markdown: the sample site's revisions, test sites, generated ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from words import CELLS, CLAUSES, TITLES

from generator.align.nodes import Node, NodeKind, nodes_of
from generator.model import Code, Emphasis, Foreign, Inline, Level, LineBreak, Link, Reference, Text, Words
from generator.source.corpus import load_site


class Pair(NamedTuple):
    """Two texts, by language code, as Markdown."""

    name: str
    fr: str
    nl: str


def pairs_of_sites(*roots: Path, newest: bool = False) -> Iterator[Pair]:
    """Each revision of each document that is held in French and Dutch; with `newest`, the last one only."""
    for root in roots:
        for document in load_site(root).corpus.documents:
            revisions = (*document.revisions, *([document.draft] if document.draft else []))
            for revision in revisions[-1:] if newest else revisions:
                fr, nl = revision.text("fr"), revision.text("nl")
                if fr and nl:
                    yield Pair(f"{root.name}/{document.id}/{revision.id}", as_markdown(fr), as_markdown(nl))


def pairs_of_folder(folder: Path) -> Iterator[Pair]:
    """Each folder below that holds `fr.md` and `nl.md`."""
    for fr in sorted(folder.glob("**/fr.md")):
        nl = fr.with_name("nl.md")
        if nl.exists():
            yield Pair(fr.parent.name, fr.read_text("utf-8"), nl.read_text("utf-8"))


# ---------------------------------------------------------------- a text as Markdown


def as_markdown(text: Text) -> str:
    """A resolved text as plain Markdown: records and contacts written out, ids left out."""
    parts = [f"# {text.title}"]
    for section in text.sections:
        marks = {Level.PREAMBLE: "", Level.ARTICLE: "##", Level.CLAUSE: "###"}[section.level]
        heading = f"{section.label} {_inlines(section.title)}".strip()
        parts += [f"{marks} {heading}".strip()] if marks and heading else []
        parts += [_block(node) for node in nodes_of(section) if node.kind is not NodeKind.HEADING]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(node: Node) -> str:
    match node.kind:
        case NodeKind.LIST:
            return "\n".join(_item(item, n, ordered=bool(node.detail)) for n, item in enumerate(node.children, 1))
        case NodeKind.TABLE:
            head, *rows = [_row(row) for row in node.children]
            return "\n".join([head, "|" + " --- |" * len(node.children[0].children), *rows])
        case NodeKind.QUOTE:
            return "\n>\n".join(f"> {_block(child)}" for child in node.children)
        case _:
            return _inlines(node.inlines)


def _item(item: Node, number: int, *, ordered: bool) -> str:
    mark = f"{number}. " if ordered else "- "
    words = "\n\n".join(_block(child) for child in item.children)
    label = f"{item.label} " if item.label else ""
    return mark + (label + words).replace("\n", "\n" + " " * len(mark))


def _row(row: Node) -> str:
    return "| " + " | ".join(f"{c.label} {_inlines(c.inlines)}".strip().replace("\n", " ") for c in row.children) + " |"


def _inlines(inlines: tuple[Inline, ...]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Words(text):
            return text.replace("*", "\\*")
        case Code(text):
            return f"`{text}`"
        case LineBreak(hard):
            return "\\\n" if hard else "\n"
        case Emphasis(children, strong):
            mark = "**" if strong else "*"
            return f"{mark}{_inlines(children)}{mark}"
        case Link(target, children):
            words = _inlines(children)
            return f"<{words}>" if target == f"mailto:{words}" else f"[{words}]({target})"
        case Foreign(_, children):
            return _inlines(children)
        case Reference(_, label):
            return label


# ---------------------------------------------------------------- generated texts


def generated(count: int, seed: int) -> Iterator[Pair]:
    """Pairs that say the same by construction, put together from a stock of clauses."""
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311 - a benchmark must repeat itself
        yield _generated(f"generated/{number}", rng)


def _generated(name: str, rng: random.Random) -> Pair:
    texts: list[list[str]] = [["# Exemple"], ["# Voorbeeld"]]
    clauses = rng.sample(CLAUSES, len(CLAUSES))
    for title in rng.sample(TITLES, 6):
        blocks = [_paragraph(clauses, rng) for _ in range(rng.randint(1, 2))]
        blocks.insert(rng.randint(0, len(blocks)), _list(clauses, rng) if rng.random() < 0.6 else _table(rng))  # noqa: PLR2004
        for side in (0, 1):
            texts[side].append(f"## {title[side]}")
            texts[side] += [block[side] for block in blocks]
    return Pair(name, "\n\n".join(texts[0]) + "\n", "\n\n".join(texts[1]) + "\n")


def _filled(clause: tuple[str, str], rng: random.Random) -> tuple[str, str]:
    values = {
        "months": rng.randint(2, 36),
        "count": rng.randint(3, 12),
        "years": rng.randint(2, 10),
        "days": rng.randint(10, 90),
        "mail": f"{rng.choice(['info', 'contact', 'dpo'])}@{rng.choice(['exemple', 'voorbeeld'])}.example",
        "host": f"www.{rng.choice(['exemple', 'voorbeeld'])}.example",
        "article": f"{rng.randint(1, 12)}.{rng.randint(1, 9)}",
        "amount": rng.randint(2, 99),
        "day": rng.randint(1, 28),
        "month": rng.randint(1, 12),
        "year": rng.randint(15, 26),
        "phone": f"{rng.randint(200, 399)} {rng.randint(10, 99)} {rng.randint(10, 99)}",
        "company": _company(rng),
        "percent": rng.randint(3, 60),
    }
    return clause[0].format(**values), clause[1].format(**values)


def _company(rng: random.Random) -> str:
    """A Belgian company number, without its first zero, that passes its check digits."""
    digits = rng.randint(4_000_000, 7_999_999)
    number = f"{digits}{97 - digits % 97:02d}"
    return f"{number[:3]}.{number[3:6]}.{number[6:]}"


def _paragraph(clauses: list[tuple[str, str]], rng: random.Random) -> tuple[str, str]:
    chosen = [_filled(clauses[rng.randrange(len(clauses))], rng) for _ in range(rng.randint(2, 4))]
    chosen = list(dict.fromkeys(chosen))
    return "\n".join(one for one, _ in chosen), "\n".join(other for _, other in chosen)


def _list(clauses: list[tuple[str, str]], rng: random.Random) -> tuple[str, str]:
    chosen = [_filled(clause, rng) for clause in rng.sample(clauses, rng.randint(2, 4))]
    return "\n".join(f"- {one}" for one, _ in chosen), "\n".join(f"- {other}" for _, other in chosen)


def _table(rng: random.Random) -> tuple[str, str]:
    rows = rng.sample(CELLS, 3)
    months = [rng.randint(2, 36) for _ in rows]
    sides = []
    for side, head, unit in (
        (0, "| Données | Finalité | Durée |", "mois"),
        (1, "| Gegevens | Doel | Duur |", "maanden"),
    ):
        lines = [head, "| --- | --- | --- |"]
        lines += [f"| {a[side]} | {b[side]} | {n} {unit} |" for (a, b), n in zip(rows, months, strict=True)]
        sides.append("\n".join(lines))
    return sides[0], sides[1]
