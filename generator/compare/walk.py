"""Walks through both texts at once and makes, leaf by leaf, the redline's nodes, the changes and the flat spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.compare.changeset import (
    Detail,
    Kind,
    Nature,
    Op,
    RedlineBlock,
    RedlineCode,
    RedlineDivider,
    RedlineParagraph,
    Run,
    Span,
    Status,
)
from generator.compare.leaves import Leaf, LeafKind
from generator.compare.nature import edits_of
from generator.compare.order import Step
from generator.compare.pairing import Pairing, runs_of
from generator.compare.recorder import Draft
from generator.compare.runs import cut_inlines, links_of, make_runs
from generator.compare.spans import old_side
from generator.compare.table_redline import (
    TableRedline,
    compare_tables,
    is_same_table,
    table_of,
    whole_table,
    with_move,
)
from generator.compare.work import (
    Compared,
    Work,
    cut_spans,
    kind_of,
    mirrored,
    separator_spans,
    shape_difference,
)
from generator.model import Inline, Paragraph, Words


class Ends(NamedTuple):
    """A change's id, and the anchors of a moved leaf at this place and at the other."""

    change: str = ""
    anchor: str = ""
    counterpart: str = ""


_NO_ENDS = Ends()
_new = tuple.__new__


class Shown(NamedTuple):
    """A leaf's node, the leaf that it shows, and whether that is the new side's."""

    node: RedlineBlock
    leaf: Leaf
    is_new: bool


class Walker:
    """Walks through both texts; used once."""

    def __init__(self, work: Work, pairing: Pairing) -> None:
        self.work = work
        self.old, self.new = work.old.leaves, work.new.leaves
        self.forth = pairing.moves
        self.back = {new: old for old, new in pairing.moves.items()}
        self._drafts: dict[int, Draft] = {}
        self._firsts: dict[int, int] = {}
        for run in runs_of(sorted(pairing.moves.items())):
            for i, _ in run:
                self._firsts[i] = run[0][0]

    def shown(self, steps: Sequence[Step], section: str) -> list[Shown]:
        """The nodes of some steps; `section` is the id of the redline's section that they stand in."""
        found: list[Shown] = []
        for olds, news, _ in steps:
            if not news:
                found.append(self._gone(olds[0], section))
            elif not olds:
                found.append(self._come(news[0], section))
            else:
                self.work.recorder.close()
                if len(olds) > 1 or len(news) > 1:
                    found += self._parted((olds, news), section)
                else:
                    old, new = self.old[olds[0]], self.new[news[0]]
                    found.append(self._same(old, new) or self._both(old, new, section))
        return found

    # ------------------------------------------------------------ on one side only

    def _gone(self, at: int, section: str) -> Shown:
        leaf = self.old[at]
        self.work.flat.extend((Span(Op.DELETE, leaf.separator + leaf.text),))
        if at in self.forth:
            self.work.recorder.close()
            ends = self._ends(at)
            return Shown(_whole(leaf, Op.DELETE, Status.MOVED_AWAY, ends), leaf, is_new=False)
        place = self.work.place(leaf, is_new=False)
        change = self.work.recorder.whole(Op.DELETE, section, place, leaf)
        return Shown(_whole(leaf, Op.DELETE, Status.DELETED, Ends(change)), leaf, is_new=False)

    def _come(self, at: int, section: str) -> Shown:
        leaf = self.new[at]
        self.work.flat.extend((Span(Op.INSERT, leaf.separator + leaf.text),))
        if at in self.back:
            self.work.recorder.close()
            return self._moved_here(self.back[at], at)
        place = self.work.place(leaf, is_new=True)
        change = self.work.recorder.whole(Op.INSERT, section, place, leaf)
        return Shown(_whole(leaf, Op.INSERT, Status.INSERTED, Ends(change)), leaf, is_new=True)

    # ------------------------------------------------------------ moves

    def _draft(self, at: int) -> Draft:
        """The change of an old leaf that moved; leaves that moved together share it."""
        first = self._firsts[at]
        if first not in self._drafts:
            there = self.new[self.forth[first]].section
            section = self.work.new.text.sections[there].id if there >= 0 else ""
            draft = self._drafts[first] = self.work.recorder.draft(Kind.MOVE, section)
            draft.nature = Nature.STRUCTURE
            here = self.old[first].section
            draft.old_section = self.work.old.text.sections[here].id if here >= 0 else ""
        return self._drafts[first]

    def _ends(self, at: int, *, is_new: bool = False) -> Ends:
        draft = self._draft(at)
        number = at - self._firsts[at] + 1
        old, new = f"{draft.id}-old-{number}", f"{draft.id}-new-{number}"
        return Ends(draft.id, new, old) if is_new else Ends(draft.id, old, new)

    def _moved_here(self, old_at: int, new_at: int) -> Shown:
        old, new = self.old[old_at], self.new[new_at]
        draft, ends = self._draft(old_at), self._ends(old_at, is_new=True)
        if old_at != self._firsts[old_at]:
            draft.spans.append(separator_spans(old.separator, new.separator))
        places = self.work.locations(old, new)
        if new.kind is LeafKind.TABLE:
            table = compare_tables(self.work, (old, new), draft.section, records=False)
            draft.nature = max([draft.nature or Nature.STRUCTURE, *table.natures])
            self.work.recorder.edited(draft, places, table.spans)
            return Shown(with_move(table.node, Status.MOVED_HERE, ends), new, is_new=True)
        compared = self.work.compared(old, new)
        self.work.recorder.edited(draft, places, compared.spans)
        self.work.recorder.judged(draft, compared.edits, compared.natures, (old.text, new.text))
        return Shown(_node(new, Status.MOVED_HERE, compared, ends), new, is_new=True)

    # ------------------------------------------------------------ on both sides

    def _same(self, old: Leaf, new: Leaf) -> Shown | None:
        """The node of a leaf in which nothing changed; None if anything did, or if it can't be told at once."""
        if old[:3] != new[:3] or old[9:] != new[9:]:  # kind, words, separator; form, looks
            return None
        kind = new.kind
        if kind is LeafKind.TABLE or not (_are_plain(old.inlines, new.inlines) or old.inlines == new.inlines):
            return None
        if kind is LeafKind.HEADING and shape_difference(self.work.old, self.work.new, (old, new)):
            return None
        self.work.flat.same(new.text, new.separator)
        return _new(Shown, (_equal(new), new, True))

    def _both(self, old: Leaf, new: Leaf, section: str) -> Shown:
        flat = self.work.flat
        shape = shape_difference(self.work.old, self.work.new, (old, new))
        flat.extend(separator_spans(old.separator, new.separator))
        if new.kind is LeafKind.TABLE:
            table = self._table(old, new, section)
            flat.extend(table.spans)
            return Shown(table.node, new, is_new=True)
        compared = self.work.compared(old, new)
        flat.extend(compared.spans)
        if not compared.edits and compared.form is None and shape is None:
            return Shown(_node(new, Status.EQUAL, compared, _NO_ENDS), new, is_new=True)
        change = self._record(old, new, compared, (section, shape))
        return Shown(_node(new, Status.CHANGED, compared, Ends(change)), new, is_new=True)

    def _record(self, old: Leaf, new: Leaf, compared: Compared, what: tuple[str, Nature | None]) -> str:
        section, shape = what
        recorder = self.work.recorder
        draft = recorder.draft(kind_of(compared), section)
        recorder.edited(draft, self.work.locations(old, new), compared.spans)
        recorder.judged(draft, compared.edits, compared.natures, (old.text, new.text))
        natures = [nature for nature in (draft.nature, compared.form, shape) if nature]
        draft.nature = max(natures)
        if old.section >= 0:
            draft.old_section = self.work.old.text.sections[old.section].id
        if compared.form is Nature.LINK:
            draft.details.append(Detail("link", links_of(old.inlines), links_of(new.inlines)))
        if draft.kind is Kind.RENUMBER and (old.label or new.label):
            draft.details.append(Detail("number", (old.text[: old.label].strip(),), (new.text[: new.label].strip(),)))
        return draft.id

    def _table(self, old: Leaf, new: Leaf, section: str) -> TableRedline:
        if old.block == new.block or is_same_table(table_of(old), table_of(new)):
            block = table_of(new)
            table, _ = self.work.memory.once(
                ("table", id(block)), lambda: (whole_table(block, Op.EQUAL, Status.EQUAL), block)
            )
            return TableRedline(table, (Span(Op.EQUAL, new.text),), ())
        return compare_tables(self.work, (old, new), section)

    # ------------------------------------------------------------ splits and merges

    def _parted(self, positions: tuple[Sequence[int], Sequence[int]], section: str) -> list[Shown]:
        """A paragraph that was split, or several that were merged: neighbours with one change."""
        olds, news = [self.old[i] for i in positions[0]], [self.new[j] for j in positions[1]]
        is_split = len(news) > 1
        spans = self.work.words(_joined(olds), _joined(news))
        self.work.flat.extend((*separator_spans(olds[0].separator, news[0].separator), *spans))
        recorder = self.work.recorder
        draft = recorder.draft(Kind.SPLIT if is_split else Kind.MERGE, section)
        draft.nature = Nature.STRUCTURE
        recorder.edited(draft, self.work.locations(olds[0], news[0]), spans)
        natures = self.work.judge.natures(edits_of(spans), olds[0], news[0])
        recorder.judged(draft, edits_of(spans), natures, (_joined(olds), _joined(news)))
        status = Status.SPLIT if is_split else Status.MERGED
        whole, parts = (olds[0], news) if is_split else (news[0], olds)
        pieces = cut_spans(spans if is_split else mirrored(spans), _bounds(parts))
        shown: list[Shown] = []
        at = 0
        for part, piece in zip(parts, pieces, strict=True):
            length = len(old_side(piece))
            share = whole._replace(
                text=whole.text[at : at + length], inlines=cut_inlines(whole.inlines, at, at + length)
            )
            at += length
            runs = self._part_runs(share, part, piece) if is_split else self._part_runs(part, share, mirrored(piece))
            node = RedlineParagraph(status, runs, draft.id, id=getattr(part.block, "id", ""))
            shown.append(Shown(node, part if is_split else whole, is_new=True))
        return shown

    def _part_runs(self, old: Leaf, new: Leaf, spans: tuple[Span, ...]) -> tuple[Run, ...]:
        natures = self.work.judge.natures(edits_of(spans), old, new)
        return make_runs(old.inlines, new.inlines, spans, natures)


def _are_plain(old: tuple[Inline, ...], new: tuple[Inline, ...]) -> bool:
    """Whether two leaves hold nothing but plain words, so that their characters tell all."""
    return len(old) == 1 == len(new) and type(old[0]) is Words is type(new[0])


def _joined(leaves: Sequence[Leaf]) -> str:
    first, *rest = leaves
    return first.text + "".join(leaf.separator + leaf.text for leaf in rest)


def _bounds(leaves: Sequence[Leaf]) -> list[tuple[int, int]]:
    """Where each leaf's own characters stand in the joined ones."""
    bounds: list[tuple[int, int]] = []
    at = 0
    for number, leaf in enumerate(leaves):
        at += len(leaf.separator) if number else 0
        bounds.append((at, at + len(leaf.text)))
        at += len(leaf.text)
    return bounds


# ---------------------------------------------------------------- nodes


def _equal(leaf: Leaf) -> RedlineBlock:
    """The node of a leaf in which nothing changed."""
    block = leaf.block
    if type(block) is Paragraph:
        runs = (_new(Run, (Op.EQUAL, leaf.inlines, None, ())),) if leaf.inlines else ()
        return _new(RedlineParagraph, (Status.EQUAL, runs, "", "", "", block.address, block.id))
    return _whole(leaf, Op.EQUAL, Status.EQUAL, _NO_ENDS)


def _whole(leaf: Leaf, op: Op, status: Status, ends: Ends) -> RedlineBlock:
    """The node of a leaf that has one fate."""
    if leaf.kind is LeafKind.WORDS or leaf.kind < LeafKind.WORDS:
        runs = (Run(op, leaf.inlines, None if op is Op.EQUAL else Nature.STRUCTURE),) if leaf.inlines else ()
        return _paragraph(leaf, status, runs, ends)
    if leaf.kind is LeafKind.TABLE:
        return with_move(whole_table(table_of(leaf), op, status), status, ends)
    if leaf.kind is LeafKind.CODE:
        return RedlineCode(status, (Span(op, leaf.text),), *ends, id=_id(leaf))
    return RedlineDivider(status, ends.change)


def _paragraph(leaf: Leaf, status: Status, runs: tuple[Run, ...], ends: Ends) -> RedlineParagraph:
    block = leaf.block
    if isinstance(block, Paragraph):
        return RedlineParagraph(status, runs, *ends, block.address, block.id)
    return RedlineParagraph(status, runs, *ends)


def _node(leaf: Leaf, status: Status, compared: Compared, ends: Ends) -> RedlineBlock:
    """The node of a leaf that both sides have."""
    match leaf.kind:
        case LeafKind.CODE:
            return RedlineCode(status, compared.spans, *ends, id=_id(leaf))
        case LeafKind.DIVIDER:
            return RedlineDivider(status, ends.change)
        case _:
            return _paragraph(leaf, status, compared.runs, ends)


def _id(leaf: Leaf) -> str:
    return str(getattr(leaf.block, "id", ""))
