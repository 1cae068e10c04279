"""How weighty an edit is: calculated from values and cue words, without legal assessment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import decomposition

from generator.compare.changeset import Detail, Nature, Op, Span
from generator.compare.leaves import Leaf, LeafKind
from generator.language.cues import CueKind, cues_in
from generator.language.typography import normal
from generator.language.values import numbers_in, spelled_in, values_in
from generator.model import Emphasis, Foreign, Inline, Link, Reference, plain

_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b|\b[a-z]\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_PARENTS = (Emphasis, Link, Foreign)
_VALUE = re.compile(r"\d|@|://")
_new = tuple.__new__


class Edit(NamedTuple):
    """What went and what came at one place, with the offsets on both sides."""

    old_at: int
    new_at: int
    old: str
    new: str


def edits_of(spans: Iterable[Span]) -> list[Edit]:
    """The edits of spans in their normal form."""
    edits: list[Edit] = []
    old_at = new_at = 0
    gone = ""
    for op, text in spans:
        if op is Op.EQUAL:
            if gone:
                edits.append(_new(Edit, (old_at - len(gone), new_at, gone, "")))
                gone = ""
            old_at += len(text)
            new_at += len(text)
        elif op is Op.DELETE:
            gone = text
            old_at += len(text)
        else:
            edits.append(_new(Edit, (old_at - len(gone), new_at, gone, text)))
            gone = ""
            new_at += len(text)
    if gone:
        edits.append(_new(Edit, (old_at - len(gone), new_at, gone, "")))
    return edits


def count_words(text: str) -> int:
    """The words of a text: what stands between spaces, signs that stand alone left out."""
    parts = text.split()
    return len(parts) - sum([len(part) == 1 and not part.isalnum() for part in parts])


Cue = tuple[CueKind, str]


class Judge:
    """Judges edits in one language; "und" has no cue words. `known` holds details that were found before."""

    def __init__(self, language: str, known: dict[Hashable, list[Detail]] | None = None) -> None:
        self.language = language
        self._known: dict[Hashable, list[Detail]] = {} if known is None else known

    def natures(self, edits: Sequence[Edit], old: Leaf, new: Leaf) -> list[Nature]:
        """The nature of each edit between two leaves."""
        if not edits:
            return []
        has_cues = self._have_cues(edits)
        has_references = _has_references(new.inlines)
        natures = [
            _quiet(edit, old, new, has_references=has_references) or self._loud(edit, has_cues=has_cues)
            for edit in edits
        ]
        if Nature.OBLIGATION in natures and len(natures) > 1:
            loud = [edit for edit, nature in zip(edits, natures, strict=True) if nature >= Nature.WORDING]
            if not _differ(*self._all_cues(loud)):
                natures = [Nature.WORDING if nature is Nature.OBLIGATION else nature for nature in natures]
        return natures

    def of_words(self, old: str, new: str) -> Nature:
        """The nature of whole blocks that went or came."""
        return max(Nature.STRUCTURE, self._loud(Edit(0, 0, old, new), is_block=True))

    def _have_cues(self, edits: Sequence[Edit]) -> bool:
        """Whether there is any cue word in some edits, which is cheap to see."""
        if len(edits) == 1:
            return bool(cues_in(edits[0].old, self.language) or cues_in(edits[0].new, self.language))
        return bool(cues_in(" ".join([f"{old} {new}" for _, _, old, new in edits]), self.language))

    def _loud(self, edit: Edit, *, has_cues: bool = True, is_block: bool = False) -> Nature:
        if has_cues and _differ(*self._all_cues((edit,))):
            return Nature.OBLIGATION
        if _VALUE.search(edit.old + edit.new) and sorted(numbers_in(edit.old)) != sorted(numbers_in(edit.new)):
            return Nature.VALUE
        return Nature.VALUE if not is_block and self._is_spelled(edit) else Nature.WORDING

    def _is_spelled(self, edit: Edit) -> bool:
        """Whether a number that is written in words changed."""
        return self._spelled(edit.old) != self._spelled(edit.new)

    def _spelled(self, text: str) -> list[str]:
        """The numbers written in words, in an order that doesn't matter."""
        return sorted(number.casefold() for number in spelled_in(text, self.language))

    def _all_cues(self, edits: Iterable[Edit]) -> tuple[list[Cue], list[Cue]]:
        """The cue words of both sides of those edits that hold others on each side."""
        old: list[Cue] = []
        new: list[Cue] = []
        for edit in edits:
            gone, came = cues_in(edit.old, self.language), cues_in(edit.new, self.language)
            if gone != came:
                old += gone
                new += came
        return old, new

    def details(self, edits: Sequence[Edit], natures: Sequence[Nature], old: str, new: str) -> list[Detail]:
        """The values and cue words that changed; `old` and `new` are the whole wordings."""
        key = (self.language, old, new, tuple(edits), tuple(natures))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._details(edits, natures, old, new)
        return found

    def _details(self, edits: Sequence[Edit], natures: Sequence[Nature], old: str, new: str) -> list[Detail]:
        weighty = [edit for edit, nature in zip(edits, natures, strict=True) if nature >= Nature.VALUE]
        if not weighty:
            return []
        found: list[Detail] = []
        if any(_VALUE.search(edit.old + edit.new) or self._is_spelled(edit) for edit in weighty):
            olds, news = ((*values_in(side, self.language), *spelled_in(side, self.language)) for side in (old, new))
            gone, came = Counter(olds) - Counter(news), Counter(news) - Counter(olds)
            if gone or came:
                found.append(Detail("value", _in_order(olds, gone), _in_order(news, came)))
        cues = self._all_cues(weighty)
        if _differ(*cues):
            found += _cue_details(*cues)
        return found


def _differ(old: list[Cue], new: list[Cue]) -> bool:
    """Whether one side holds another cue word than the other, or holds one more often."""
    return old != new and sorted(old) != sorted(new)


def _cue_details(old: list[Cue], new: list[Cue]) -> Iterator[Detail]:
    """The cue words that went, and that came, by their kind."""
    olds, news = Counter(old), Counter(new)
    went, came = sorted((olds - news).elements()), sorted((news - olds).elements())
    for kind in CueKind:
        words = tuple(w for k, w in went if k is kind), tuple(w for k, w in came if k is kind)
        if any(words):
            yield Detail(str(kind), *words)


def _in_order(values: Sequence[str], wanted: Counter[str]) -> tuple[str, ...]:
    left = Counter(wanted)
    found: list[str] = []
    for value in values:
        if left[value] > 0:
            left[value] -= 1
            found.append(value)
    return tuple(found)


def is_typography(old: str, new: str) -> bool:
    """Whether two wordings have one normal form; most have not, which is cheap to see."""
    first, other = _LETTER.search(old), _LETTER.search(new)
    if (first is None) is not (other is None):
        return False
    if first and other and first.group() != other.group():
        return _may_be_one(first.group(), other.group()) and normal(old) == normal(new)
    if abs(len(old) - len(new)) * 2 > min(len(old), len(new)) + 8:  # signs and spaces change no length that much
        return False
    return normal(old) == normal(new)


def _may_be_one(letter: str, other: str) -> bool:
    """Whether two letters can be the same one, composed and decomposed."""
    return bool(decomposition(letter) or decomposition(other))


def _quiet(edit: Edit, old: Leaf, new: Leaf, *, has_references: bool) -> Nature | None:
    if is_typography(edit.old, edit.new):
        return Nature.TYPOGRAPHY
    if new.kind is LeafKind.DATE:  # generated from the revision, as numbers are
        return Nature.RENUMBERING
    in_label = edit.old_at + len(edit.old) <= old.label and edit.new_at + len(edit.new) <= new.label
    if in_label and _DIGITS.sub("", normal(edit.old)) == _DIGITS.sub("", normal(edit.new)):
        return Nature.RENUMBERING
    if has_references and edit.old and edit.new and _is_one_reference(edit, old.inlines, new.inlines):
        return Nature.RENUMBERING
    return None


def _has_references(inlines: tuple[Inline, ...]) -> bool:
    for inline in inlines:
        if isinstance(inline, Reference):
            return True
        if isinstance(inline, _PARENTS) and _has_references(inline.children):
            return True
    return False


def _is_one_reference(edit: Edit, old: tuple[Inline, ...], new: tuple[Inline, ...]) -> bool:
    """Whether both sides of an edit lie in a reference to one section."""
    target = _reference_at(old, edit.old_at, len(edit.old))
    return bool(target) and target == _reference_at(new, edit.new_at, len(edit.new))


def _reference_at(inlines: tuple[Inline, ...], start: int, length: int) -> str:
    at = 0
    for inline in inlines:
        end = at + len(plain((inline,)))
        if at <= start and start + length <= end:
            if isinstance(inline, Reference):
                return inline.target
            inner = inline.children if isinstance(inline, Emphasis | Link | Foreign) else ()
            return _reference_at(inner, start - at, length)
        at = end
    return ""
