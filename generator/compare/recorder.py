"""Collects the changes while both texts are walked through, and gives each its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from generator.compare.changeset import Change, Detail, Kind, Nature, Op, Span
from generator.compare.leaves import Leaf
from generator.compare.nature import Edit, Judge, count_words, edits_of, is_typography
from generator.compare.spans import Spans
from generator.errors import Location

TITLE_SECTION = "title"
"""What stands in place of a section's id in the ids of changes of the title and the date line."""


_OF_ONE_LEAF = frozenset({Kind.INSERT, Kind.DELETE, Kind.REPLACE, Kind.RENUMBER, Kind.LINK, Kind.FORMAT, Kind.CELL})
"""Kinds of changes that, where words differ in part, are those of one leaf or cell, judged once."""


@dataclass(slots=True, eq=False)
class Draft:
    """A change that is being collected; `judged` are the whole wordings that went and came, without their labels."""

    id: str
    kind: Kind
    section: str
    nature: Nature | None = None
    old: Location | None = None
    new: Location | None = None
    spans: list[Sequence[Span]] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    old_section: str = ""
    anchors: int = 0
    judged: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    edits: Sequence[Edit] | None = None
    counted: Sequence[Edit] = ()
    is_whole: bool = False
    ends_with: Op = Op.EQUAL
    order: int = 0


class Recorder:
    """Collects changes; `judge` says what they weigh."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self._numbers: Counter[str] = Counter()
        self._drafts: list[Draft] = []
        self._open: Draft | None = None

    def draft(self, kind: Kind, section: str) -> Draft:
        """A new change of a section."""
        name = section or TITLE_SECTION
        self._numbers[name] += 1
        draft = Draft(f"{name}-{self._numbers[name]}", kind, section, order=len(self._drafts))
        self._drafts.append(draft)
        return draft

    def close(self) -> None:
        """What follows is no part of what went or came before."""
        self._open = None

    def whole(self, op: Op, section: str, location: Location, leaf: Leaf) -> str:
        """A leaf that went or came as a whole; neighbours are one change. Returns its id."""
        draft, separator = self._open, leaf.separator
        if draft is None or draft.section != section or (draft.ends_with is Op.INSERT and op is Op.DELETE):
            draft = self._open = self.draft(Kind.INSERT if op is Op.INSERT else Kind.DELETE, section)
            draft.is_whole = True
            separator = ""
        if draft.kind is Kind.DELETE and op is Op.INSERT:
            draft.kind = Kind.REPLACE
            separator = "" if draft.ends_with is Op.DELETE else separator
        draft.ends_with = op
        if op is Op.INSERT:
            draft.new = draft.new or location
        else:
            draft.old = draft.old or location
            draft.old_section = section
        draft.spans.append((Span(op, separator + leaf.text),))
        draft.judged[op is Op.INSERT].append(leaf.text[leaf.label :])
        return draft.id

    def edited(self, draft: Draft, places: tuple[Location | None, Location | None], spans: Sequence[Span]) -> None:
        """Words of a change that both sides hold, in part; spans in their normal form."""
        draft.old, draft.new = draft.old or places[0], draft.new or places[1]
        draft.spans.append(spans)

    def judged(self, draft: Draft, edits: Sequence[Edit], natures: Sequence[Nature], sides: tuple[str, str]) -> None:
        """Say what a change weighs by its edits, and which values and cue words they hold."""
        for nature in natures:
            draft.nature = max(draft.nature or nature, nature)
        draft.details += self.judge.details(edits, natures, *sides)
        if draft.kind in _OF_ONE_LEAF:
            draft.edits = edits
            pairs = zip(edits, natures, strict=True)
            draft.counted = [edit for edit, nature in pairs if nature is not Nature.TYPOGRAPHY]

    def changes(self) -> tuple[Change, ...]:
        """All changes in order."""
        return tuple(self._finished(draft) for draft in sorted(self._drafts, key=lambda draft: draft.order))

    def _finished(self, draft: Draft) -> Change:
        spans = Spans.of(chain.from_iterable(draft.spans)) if draft.edits is None else tuple(draft.spans[0])
        edits = edits_of(spans) if draft.edits is None else draft.edits
        if draft.is_whole:
            old, new = (" ".join(texts) for texts in draft.judged)
            draft.nature = self.judge.of_words(old, new) if spans else Nature.FORMATTING
            draft.details += self.judge.details([Edit(0, 0, old, new)], [draft.nature], old, new)
        counted = draft.counted
        if draft.edits is None:
            counted = [edit for edit in edits if not is_typography(edit.old, edit.new)]
        words_out, words_in = (
            sum([count_words(edit.old) for edit in counted]),
            sum([count_words(edit.new) for edit in counted]),
        )
        old_section = draft.old_section or (draft.section if draft.old else "")
        return Change(
            draft.id,
            draft.kind,
            draft.nature or Nature.WORDING,
            draft.section,
            draft.old,
            draft.new,
            spans,
            words_out,
            words_in,
            tuple(draft.details),
            old_section,
            max(1, len(edits)),
        )
