"""Two texts of one language to a changeset: pair, order, walk, and put the sections together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from generator.compare.changeset import (
    Change,
    Changeset,
    Kind,
    Nature,
    Redline,
    RedlineParagraph,
    RedlineSection,
    Run,
    SectionChange,
    SectionStatus,
    Status,
)
from generator.compare.leaves import Leaf, LeafKind
from generator.compare.memory import Memory
from generator.compare.nature import Judge
from generator.compare.nest import Containers, nest, summary
from generator.compare.order import SectionKey, Step, match_sections, steps
from generator.compare.pairing import Pairing, Side, pair_leaves
from generator.compare.recorder import Recorder
from generator.compare.walk import Shown, Walker
from generator.compare.work import Work
from generator.model import Section, Text


def compare_texts(old: Text, new: Text, *, stable_ids: bool | None = None, memory: Memory | None = None) -> Changeset:
    """All that differs between two texts of one language.

    Dropping what was inserted gives the old visible text, dropping what was deleted the new one. Sections and
    blocks are matched by their ids where both texts have stable ones: `stable_ids`, or if that is None, where both
    come from a site. The date line counts only where both texts have one: a draft has none yet. Comparing the other
    way round gives the mirrored changeset. `memory` is what other comparisons have made already.
    """
    memory = memory or Memory()
    stable = bool(old.wording_path and new.wording_path) if stable_ids is None else stable_ids
    dated = bool(old.date_line and new.date_line)
    cuts = memory.cut(old, dated=dated), memory.cut(new, dated=dated)
    sides = Side(old, cuts[0], stable), Side(new, cuts[1], stable)
    interner = memory.interner(new.language)
    old_text, new_text = (cut.visible for cut in cuts)
    is_forward = old_text <= new_text
    pairing = pair_leaves(*sides, interner) if is_forward else pair_leaves(*sides[::-1], interner).mirrored()
    work = Work(*sides, interner, Judge(new.language), Recorder(Judge(new.language)), memory)
    return _Comparison(work, pairing).changeset(old_text, new_text)


_section_of = attrgetter("section")
_new = tuple.__new__


class _Comparison:
    """Puts one changeset together; used once."""

    def __init__(self, work: Work, pairing: Pairing) -> None:
        self.work, self.pairing = work, pairing
        self.old, self.new = work.old, work.new
        self.forth = match_sections(work.old, work.new, pairing)
        self.back = {new: old for old, new in enumerate(self.forth) if new >= 0}
        self.containers = Containers(work.old.leaves, work.new.leaves, pairing.groups)
        self.walker = Walker(work, pairing)
        self.new_ids = {section.id for section in work.new.text.sections}
        self.title: list[Run] = []
        self.date_line: list[Run] = []

    def changeset(self, old_text: str, new_text: str) -> Changeset:
        order = steps(self.old.leaves, self.new.leaves, self.pairing.groups, self.forth)
        sections: list[tuple[SectionKey, RedlineSection]] = []
        for key, group in groupby(order, key=_section_of):
            if key.at < 0:
                self._take_title(list(group))
            else:
                sections.append((key, self._section(key, list(group))))
        changes = self.work.recorder.changes()
        return Changeset(
            language=self.new.text.language,
            changes=changes,
            sections=tuple(self._section_changes(sections, changes)),
            redline=Redline(tuple(self.title), tuple(self.date_line), tuple(node for _, node in sections)),
            flat=self.work.flat.done(),
            old_text=old_text,
            new_text=new_text,
        )

    def _take_title(self, group: Sequence[Step]) -> None:
        for shown in self.walker.shown(group, ""):
            if isinstance(shown.node, RedlineParagraph):
                (self.title if shown.leaf.kind is LeafKind.TITLE else self.date_line).extend(shown.node.runs)
        self.work.recorder.close()

    # ------------------------------------------------------------ sections

    def _id(self, key: SectionKey) -> str:
        """The section's id; one that is gone keeps its own, unless another section has it now."""
        if key.is_new:
            return self.new.text.sections[key.at].id
        partner = self.forth[key.at]
        if partner >= 0:
            return self.new.text.sections[partner].id
        name = self.old.text.sections[key.at].id
        return f"old-{name}" if name in self.new_ids else name

    def _section(self, key: SectionKey, group: Sequence[Step]) -> RedlineSection:
        """The node of a section; one in which nothing changed is made once for all comparisons."""
        same = self._same(key, group)
        if same is None:
            return self._walked(key, group)
        memory = self.work.memory
        known = memory.section(same)
        if known is None:
            node = self._walked(key, group)
            start, end = self.new.cut.ranges[key.at]
            leaves = self.new.leaves[start:end]
            pieces = [leaves[0].text, *(piece for leaf in leaves[1:] for piece in (leaf.separator, leaf.text))]
            memory.keep_section(same, node, "".join(pieces))
            return node
        self.work.recorder.close()
        self.work.flat.same(known[1], self.new.leaves[group[0].new[0]].separator)
        return known[0]

    def _same(self, key: SectionKey, group: Sequence[Step]) -> Section | None:
        """The new side's section, if it is the old side's, stands whole in both, and nothing moved into it."""
        at = self.back.get(key.at, -1) if key.is_new else -1
        if at < 0:
            return None
        old, new = self.old.text.sections[at], self.new.text.sections[key.at]
        is_one = old.blocks is new.blocks and old.id == new.id and old.label == new.label
        if not is_one or old.level is not new.level or old.title != new.title:
            return None
        olds, news = self.old.cut.ranges.get(at, (0, 0)), self.new.cut.ranges.get(key.at, (0, 0))
        places = [(gone[0], came[0]) for gone, came, _ in group if len(gone) == 1 == len(came)]
        if not places or len(places) < len(group) or places != list(zip(range(*olds), range(*news), strict=False)):
            return None
        if len(places) != olds[1] - olds[0]:
            return None
        is_after_the_same = self.old.leaves[olds[0]].separator == self.new.leaves[news[0]].separator
        return new if is_after_the_same else None

    def _walked(self, key: SectionKey, group: Sequence[Step]) -> RedlineSection:
        name = self._id(key)
        shown = self.walker.shown(group, name)
        self.work.recorder.close()
        headings = _leading_headings(shown)
        path = self.containers.path
        entries = [(leaf.path if is_new else path(leaf, is_new=False), node) for node, leaf, is_new in shown[headings:]]
        blocks = nest(entries)
        nodes = [node for node, _, _ in shown[:headings]]
        sections = (self.new if key.is_new else self.old).text.sections
        runs: list[Run] = []
        ends = "", "", ""
        for node in nodes:
            if isinstance(node, RedlineParagraph):
                runs += node.runs
                ends = ends if ends[0] else (node.change, node.anchor, node.counterpart)
        status = self._status(key, [node.status for node in (*nodes, *blocks)], has_heading=bool(nodes))
        return _new(RedlineSection, (name, status, str(sections[key.at].level), tuple(runs), blocks, *ends))

    def _status(self, key: SectionKey, statuses: Sequence[Status], *, has_heading: bool) -> Status:
        whole = summary(statuses)
        if not key.is_new:
            return Status.DELETED if self.forth[key.at] < 0 else Status.MOVED_AWAY
        if key.at not in self.back:
            return whole if whole in (Status.INSERTED, Status.MOVED_HERE) else Status.CHANGED
        first = statuses[0] if statuses else Status.EQUAL
        if first is Status.MOVED_HERE and (has_heading or whole is first):
            return Status.MOVED_HERE
        return whole if whole is Status.EQUAL else Status.CHANGED

    # ------------------------------------------------------------ changes of sections

    def _section_changes(
        self, sections: Sequence[tuple[SectionKey, RedlineSection]], changes: Sequence[Change]
    ) -> Iterator[SectionChange]:
        by_section: dict[str, list[Change]] = {}
        for change in changes:
            by_section.setdefault(change.section, []).append(change)
        headings = self.old.cut.headings, self.new.cut.headings
        seen: set[str] = set()
        shown = {key.at for key, _ in sections if key.is_new}
        for key, node in sections:
            if node.id in seen or (not key.is_new and self.forth[key.at] in shown):
                continue
            seen.add(node.id)
            places = (self.back.get(key.at, -1), key.at) if key.is_new else (key.at, -1)
            ends = headings[0].get(places[0]), headings[1].get(places[1])
            yield self._section_change(node, places, ends, by_section.get(node.id, []))

    def _section_change(
        self,
        node: RedlineSection,
        places: tuple[int, int],
        ends: tuple[Leaf | None, Leaf | None],
        changes: Sequence[Change],
    ) -> SectionChange:
        moved = node.status is Status.MOVED_HERE and places[0] >= 0
        renumbered = _is_renumbered(*ends)
        reworded = any(
            change.nature is not Nature.RENUMBERING and not (moved and _is_pure_move(change)) for change in changes
        )
        fields = (
            node.id,
            _section_status(places, (moved, reworded, renumbered or bool(changes))),
            ends[0].text if ends[0] else "",
            ends[1].text if ends[1] else "",
            self.old.text.sections[places[0]].id if places[0] >= 0 else "",
            len(changes),
        )
        if not changes:
            return SectionChange(*fields, 0, 0, None, {}, moved, renumbered)
        natures = [change.nature for change in changes]
        return SectionChange(
            *fields,
            words_out=sum([change.words_out for change in changes]),
            words_in=sum([change.words_in for change in changes]),
            nature=max(natures),
            counts={nature: natures.count(nature) for nature in sorted(set(natures))},
            moved=moved,
            renumbered=renumbered,
        )


def _leading_headings(shown: Sequence[Shown]) -> int:
    """How many headings a section's nodes begin with: one, or an old and a new one."""
    end = 0
    while end < len(shown) and shown[end].leaf.kind is LeafKind.HEADING:
        end += 1
    return end


def _is_renumbered(old: Leaf | None, new: Leaf | None) -> bool:
    if old is None or new is None:
        return False
    if old.label == new.label == 0:
        return False
    numbers = old.text[: old.label], new.text[: new.label]
    return numbers[0] != numbers[1] and any(map(str.isdigit, "".join(numbers)))


def _is_pure_move(change: Change) -> bool:
    return change.kind is Kind.MOVE and not change.words_in and not change.words_out


def _section_status(places: tuple[int, int], what: tuple[bool, bool, bool]) -> SectionStatus:
    moved, reworded, renumbered = what
    if places[0] < 0:
        return SectionStatus.ADDED
    if places[1] < 0:
        return SectionStatus.REMOVED
    if moved:
        return SectionStatus.MOVED
    if reworded:
        return SectionStatus.REWORDED
    return SectionStatus.RENUMBERED if renumbered else SectionStatus.UNCHANGED
