"""What every part of one comparison needs, and how two leaves are compared into spans, natures and runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.compare.changeset import Kind, Nature, Op, Run, Span
from generator.compare.interner import Interner
from generator.compare.leaves import Leaf, LeafKind, locate
from generator.compare.memory import Memory
from generator.compare.nature import Edit, Judge, edits_of
from generator.compare.pairing import Side
from generator.compare.recorder import Recorder
from generator.compare.runs import formatting_nature, make_runs
from generator.compare.spans import Spans, swapped
from generator.compare.words import compare_words
from generator.errors import Location


class Compared(NamedTuple):
    """Two leaves compared; `natures` has one for each edit, and `form` is set where only the looks differ."""

    spans: tuple[Span, ...]
    edits: list[Edit]
    natures: list[Nature]
    runs: tuple[Run, ...]
    form: Nature | None


@dataclass(slots=True)
class Work:
    """One comparison under way; used once."""

    old: Side
    new: Side
    interner: Interner
    judge: Judge
    recorder: Recorder
    memory: Memory = field(default_factory=Memory)
    flat: Spans = field(default_factory=Spans)

    def place(self, leaf: Leaf, *, is_new: bool) -> Location:
        """The place of one leaf in its file."""
        return locate(self.new.text if is_new else self.old.text, leaf)

    def locations(self, old: Leaf | None, new: Leaf | None) -> tuple[Location | None, Location | None]:
        """The places of two leaves in their files."""
        return locate(self.old.text, old) if old else None, locate(self.new.text, new) if new else None

    def words(self, old: str, new: str) -> tuple[Span, ...]:
        """The words of two blocks compared; the mirrored comparison gives the mirrored spans."""
        if old <= new:
            return compare_words(old, new, self.interner)
        return swapped(compare_words(new, old, self.interner))

    def compared(self, old: Leaf, new: Leaf) -> Compared:
        """Two leaves with inlines compared."""
        labels = old.label, new.label, new.kind is LeafKind.DATE
        key = (self.judge.language, old.text, new.text, labels, old.inlines, new.inlines)
        return self.memory.once(key, lambda: self._compared(old, new))

    def _compared(self, old: Leaf, new: Leaf) -> Compared:
        spans = self.words(old.text, new.text)
        edits = edits_of(spans) if old.text != new.text else []
        natures = self.judge.natures(edits, old, new)
        runs = make_runs(old.inlines, new.inlines, spans, natures)
        return Compared(spans, edits, natures, runs, formatting_nature(runs) if old.inlines != new.inlines else None)


def mirrored(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans seen from the other side."""
    return swapped(Spans.of(spans))


def separator_spans(old: str, new: str) -> tuple[Span, ...]:
    """The spans of what parts two leaves from those before."""
    if old == new:
        return (Span(Op.EQUAL, old),)
    return Span(Op.DELETE, old), Span(Op.INSERT, new)


def kind_of(compared: Compared) -> Kind:
    """What was done to a leaf that both sides have."""
    ops = {span.op for span in compared.spans}
    if not compared.edits:
        return Kind.LINK if compared.form is Nature.LINK else Kind.FORMAT
    if set(compared.natures) <= {Nature.RENUMBERING, Nature.TYPOGRAPHY} and Nature.RENUMBERING in compared.natures:
        return Kind.RENUMBER
    if Op.INSERT not in ops:
        return Kind.DELETE
    return Kind.INSERT if Op.DELETE not in ops else Kind.REPLACE


def shape_difference(old: Side, new: Side, pair: tuple[Leaf, Leaf]) -> Nature | None:
    """Whether a leaf became something else (a paragraph an item), or its list or heading looks different."""
    one, other = pair
    if one.kind != other.kind or one.form != other.form:
        return Nature.STRUCTURE
    if one.kind is LeafKind.HEADING:
        is_level = old.text.sections[one.section].level is new.text.sections[other.section].level
        return None if is_level else Nature.FORMATTING
    return Nature.FORMATTING if one.looks and other.looks and one.looks != other.looks else None


def cut_spans(spans: Sequence[Span], bounds: Sequence[tuple[int, int]]) -> list[tuple[Span, ...]]:
    """Spans cut at offsets of the new side; what went belongs to the part that it stands in or after."""
    parts: list[Spans] = [Spans() for _ in bounds]
    at = part = 0
    for op, text in spans:
        if op is Op.DELETE:
            parts[part].extend((Span(op, text),))
            continue
        end = at + len(text)
        for number, (start, stop) in enumerate(bounds):
            if start < end and at < stop:
                parts[number].extend((Span(op, text[max(0, start - at) : stop - at]),))
                part = number
        at = end
    return [part.done() for part in parts]
