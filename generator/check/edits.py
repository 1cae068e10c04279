"""What changed in a section of one language, as a finding tells it: the old wording, the new one, and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.align import Node, nodes_of
from generator.check.finding import Spot
from generator.check.subject import TextSubject
from generator.language.typography import normal
from generator.model import Section

if TYPE_CHECKING:
    from generator.compare.changeset import Change, Span

AROUND = 3
"""Words that are quoted on each side of an edit."""

LONGEST = 100
"""Characters of a wording that are quoted."""

_EQUAL, _DELETE, _INSERT = "equal", "delete", "insert"
_WORD = re.compile(r"\S+")
_HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Edit:
    """What went and what came between two stretches of words that stayed.

    `offset` is where `came` begins in the new wording, or where the words stood that went.
    """

    before: str
    went: str
    came: str
    after: str
    offset: int

    @property
    def told(self) -> str:
        """The two wordings, apart, with a few words around; a whole block is added or deleted."""
        old, new = _shown(self._within(self.went)), _shown(self._within(self.came))
        if not old:
            return f"added: “{new}”"
        return f"“{old}” became “{new}”" if new else f"deleted: “{old}”"

    def _within(self, core: str) -> str:
        before, after = _last(self.before), _first(self.after)
        return f"{before}{core}{after}"

    @property
    def place(self) -> tuple[str, int]:
        """Words of the new wording that stand at the edit, and where they begin in it."""
        if _HAS_WORD.search(self.came):
            return self.came.strip(), self.offset + len(self.came) - len(self.came.lstrip())
        end = self.offset + len(self.came)
        following = self._following(end)
        return following if following[0] else self._preceding()

    def _following(self, end: int) -> tuple[str, int]:
        words = _words(self.after, AROUND)
        return words, end + self.after.find(words) if words else end

    def _preceding(self) -> tuple[str, int]:
        found = [match for match in _WORD.finditer(self.before) if _HAS_WORD.search(match.group())]
        return (self.before[found[-1].start() :].strip(), found[-1].start()) if found else ("", self.offset)


def first_edit(change: Change) -> Edit | None:
    """The first edit of a change that is more than typography; None if there is none."""
    return next(_edits(change.spans), None)


def _edits(spans: Sequence[Span]) -> Iterator[Edit]:
    offset, start = 0, 0
    while start < len(spans):
        stop = start
        while stop < len(spans) and spans[stop].op.value != _EQUAL:
            stop += 1
        went, came = _joined(spans[start:stop], _DELETE), _joined(spans[start:stop], _INSERT)
        if normal(went) != normal(came):
            before, after = _new(spans[:start]), _new(spans[stop:])
            yield Edit(before, went, came, after, offset)
        offset += len(came)
        if stop < len(spans):
            offset += len(spans[stop].text)
        start = stop + 1


def _joined(spans: Sequence[Span], op: str) -> str:
    return "".join(span.text for span in spans if span.op.value == op)


def _new(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans if span.op.value != _DELETE)


def _last(text: str) -> str:
    found = list(_WORD.finditer(text))
    return text[found[-AROUND].start() :] if len(found) >= AROUND else text


def _first(text: str) -> str:
    found = list(_WORD.finditer(text))
    return text[: found[AROUND - 1].end()] if len(found) >= AROUND else text


def _words(text: str, most: int) -> str:
    found = list(_WORD.finditer(text))
    start = next((n for n, match in enumerate(found) if _HAS_WORD.search(match.group())), None)
    if start is None:
        return ""
    return text[found[start].start() : found[min(start + most, len(found)) - 1].end()]


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[:LONGEST].rpartition(" ")[0] + " …"


def spot_of(change: Change, node: Node | None, section: Section, side: TextSubject) -> Spot:
    """Where an edit stands in its node of the new text; the section's heading where nothing of it is left."""
    if node is None:
        return side.section_spot(section)
    edit = first_edit(change)
    words, offset = edit.place if edit else ("", 0)
    if not words or not (edit and (edit.before or edit.after)):
        return side.spot(node)
    return side.spot(node, words, offset - len(change.after) + len(node.text))


def node_of(change: Change, section: Section, side: TextSubject) -> Node | None:
    """The node with words that begins last before a change."""
    place = change.new
    if place is None:
        return None
    nodes = next((nodes for held, nodes in side.nodes if held is section), ())
    found: Node | None = None
    for node in (leaf for top in nodes for leaf in top.leaves()):
        at = node.location
        if at.path == place.path and (at.line, at.column) <= (place.line, place.column):
            found = node
    return found


@dataclass(frozen=True, slots=True)
class Edited:
    """A section in one language before and after, with the changes in it that weigh."""

    side: TextSubject
    before: Section | None
    after: Section
    changes: tuple[Change, ...]

    def spot(self, *abouts: str) -> Spot:
        """Where the first change is that concerns one of some matters, else the first; the heading without one."""
        change = self._change(abouts)
        node = self.node(*abouts)
        return spot_of(change, node, self.after, self.side) if change else self.side.section_spot(self.after)

    def node(self, *abouts: str) -> Node | None:
        """The node of the new text where that change is, None where nothing of it is left."""
        change = self._change(abouts)
        return node_of(change, self.after, self.side) if change else None

    def told(self, *abouts: str) -> str:
        """The old and the new wording there, apart; empty without a change."""
        change = self._change(abouts)
        edit = first_edit(change) if change else None
        return edit.told if edit else ""

    def _change(self, abouts: tuple[str, ...]) -> Change | None:
        concerned = (c for c in self.changes if any(detail.about in abouts for detail in c.details))
        return next(concerned, self.changes[0] if self.changes else None)

    @property
    def reworded(self) -> tuple[tuple[str, str], ...]:
        """The wordings before and after of each block that changed and was there before."""
        return tuple((change.before, change.after) for change in self.changes if change.before and change.after)

    @property
    def words(self) -> tuple[str, str]:
        """All its words before and after."""
        return _words_of(self.before), _words_of(self.after)


def _words_of(section: Section | None) -> str:
    return "\n".join(node.whole for node in nodes_of(section)) if section else ""
