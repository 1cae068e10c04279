"""The rows of two texts side by side: each part beside its partner, none left out, both in their own order.

Sections are paired by their ids. Their parts are paired one by one where both sections are built alike, and else as
`generator.align` pairs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.align import BlockPair, NodeKind, align
from generator.model import Section, Text
from generator.render.cite import taken_names
from generator.render.forms import FormCache, SectionForms
from generator.render.side_by_side_parts import Part, parts

CONTAINERS = frozenset({NodeKind.LIST, NodeKind.TABLE})


@dataclass(frozen=True, slots=True)
class Row:
    """A part and its partner, as HTML, empty where there is none; `id` is the anchor of the first there is."""

    id: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section of two texts, None on the side that doesn't hold it, with its headings and rows."""

    id: str
    first: Section | None
    second: Section | None
    headings: tuple[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RowCache:
    """The rows of pairs of sections, each pair made once whatever revisions hold it."""

    _known: dict[tuple[object, ...], tuple[object, tuple[Row, ...]]] = field(default_factory=dict)

    def of_texts(self, first: Text, second: Text, forms: FormCache) -> tuple[SectionRows, ...]:
        """All sections of two texts, in the order of the first."""
        sides = [_Side(text, forms.of_text(text)) for text in (first, second)]
        return tuple(self._section((first, second), sides, name) for name in _order(first, second))

    def _section(self, texts: tuple[Text, Text], sides: Sequence[_Side], name: str) -> SectionRows:
        one, other = (side.sections.get(name) for side in sides)
        headings = (sides[0].headings.get(name, ""), sides[1].headings.get(name, ""))
        key = tuple(_key(section) for section in (one, other))
        if key not in self._known:
            cut = [parts(part, side.taken) if part else () for part, side in zip((one, other), sides, strict=True)]
            paired = _paired(texts, (one, other), (cut[0], cut[1]))
            self._known[key] = ((one, other), tuple(_named(paired, texts[1].language)))  # keeps the sections' blocks
        return SectionRows(name, one, other, headings, self._known[key][1])


class _Side:
    """One of the two texts, by the ids of its sections."""

    def __init__(self, text: Text, forms: tuple[SectionForms, ...]) -> None:
        self.sections = {section.id: section for section in text.sections}
        self.headings = {section.id: form.heading for section, form in zip(text.sections, forms, strict=True)}
        self.taken = taken_names(forms)


def _key(section: Section | None) -> tuple[object, ...]:
    return (id(section.blocks), section.id, section.label, bool(section.title)) if section else ()


def _order(first: Text, second: Text) -> list[str]:
    """The ids of both texts: those that only the second one has stand after their predecessor in it."""
    names = [section.id for section in first.sections]
    held, before = set(names), ""
    for section in second.sections:
        if section.id not in held:
            names.insert(names.index(before) + 1 if before else 0, section.id)
        before = section.id
    return names


Pair = tuple[Part | None, Part | None]


def _paired(
    texts: tuple[Text, Text], sections: tuple[Section | None, Section | None], cut: tuple[tuple[Part, ...], ...]
) -> list[Pair]:
    one, other = sections
    left, right = cut
    if one is None or other is None:
        return [(part, None) for part in left] + [(None, part) for part in right]
    if [(part.kind, part.id) for part in left] == [(part.kind, part.id) for part in right]:
        return list(zip(left, right, strict=True))
    alone = [replace(text, sections=(section,)) for text, section in zip(texts, (one, other), strict=True)]
    aligned = align(alone[0], alone[1], by_id=True)
    sides = (iter(left), iter(right))
    return [
        (next(sides[0]) if pair.prevailing else None, next(sides[1]) if pair.translation else None)
        for block in aligned.sections[0].blocks
        if NodeKind.HEADING not in _kinds(block)
        for pair in (block.children if _kinds(block) & CONTAINERS else (block,))
    ]


def _kinds(pair: BlockPair) -> set[NodeKind]:
    return {node.kind for node in (pair.prevailing, pair.translation) if node}


def _named(pairs: list[Pair], language: str) -> Iterator[Row]:
    """The rows with their ids; a part that only the second text has can't take an id of the first one's."""
    for one, other in pairs:
        anchor = one.anchor if one else f"{other.anchor}--{language}" if other and other.anchor else ""
        yield Row(anchor, one.html if one else "", other.html if other else "")
