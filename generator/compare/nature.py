"""How weighty an edit is: calculated from values and cue words, without legal assessment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import decomposition

from generator.compare.changeset import Detail, Nature, Op, Span
from generator.compare.leaves import Leaf, LeafKind
from generator.language.cues import CueKind, cues_in
from generator.language.typography import normal
from generator.language.values import numbers_in, values_in
from generator.model import Emphasis, Foreign, Inline, Link, Reference, plain

_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b|\b[a-z]\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_PARENTS = (Emphasis, Link, Foreign)
_VALUE = re.compile(r"\d|@|://")


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
                edits.append(Edit(old_at - len(gone), new_at, gone, ""))
            gone = ""
            old_at += len(text)
            new_at += len(text)
        elif op is Op.DELETE:
            gone = text
            old_at += len(text)
        else:
            edits.append(Edit(old_at - len(gone), new_at, gone, text))
            gone = ""
            new_at += len(text)
    if gone:
        edits.append(Edit(old_at - len(gone), new_at, gone, ""))
    return edits


def count_words(text: str) -> int:
    """The words of a text: what stands between spaces, signs that stand alone left out."""
    parts = text.split()
    return len(parts) - sum(1 for part in parts if len(part) == 1 and not part.isalnum())


class Judge:
    """Judges edits in one language; "und" has no cue words."""

    def __init__(self, language: str) -> None:
        self.language = language

    def natures(self, edits: Sequence[Edit], old: Leaf, new: Leaf) -> list[Nature]:
        """The nature of each edit between two leaves."""
        has_cues = self._have_cues(edits)
        natures = [_quiet(edit, old, new) or self._loud(edit, has_cues=has_cues) for edit in edits]
        if Nature.OBLIGATION in natures:
            loud = [edit for edit, nature in zip(edits, natures, strict=True) if nature >= Nature.WORDING]
            if not any(self._cues(loud)):
                natures = [Nature.WORDING if nature is Nature.OBLIGATION else nature for nature in natures]
        return natures

    def of_words(self, old: str, new: str) -> Nature:
        """The nature of whole blocks that went or came."""
        return max(Nature.STRUCTURE, self._loud(Edit(0, 0, old, new)))

    def _have_cues(self, edits: Sequence[Edit]) -> bool:
        """Whether there is any cue word in some edits, which is cheap to see."""
        return bool(cues_in(" ".join([edit.old + " " + edit.new for edit in edits]), self.language))

    def _loud(self, edit: Edit, *, has_cues: bool = True) -> Nature:
        if has_cues and any(self._cues((edit,))):
            return Nature.OBLIGATION
        if _VALUE.search(edit.old + edit.new) and Counter(numbers_in(edit.old)) != Counter(numbers_in(edit.new)):
            return Nature.VALUE
        return Nature.WORDING

    def _cues(self, edits: Iterable[Edit]) -> tuple[list[tuple[CueKind, str]], list[tuple[CueKind, str]]]:
        """Cue words that went, and that came."""
        if self.language == "und":
            return [], []
        old, new = Counter[tuple[CueKind, str]](), Counter[tuple[CueKind, str]]()
        for edit in edits:
            gone, came = cues_in(edit.old, self.language), cues_in(edit.new, self.language)
            if gone != came:
                old.update(gone)
                new.update(came)
        return sorted((old - new).elements()), sorted((new - old).elements())

    def details(self, edits: Sequence[Edit], natures: Sequence[Nature], old: str, new: str) -> list[Detail]:
        """The values and cue words that changed; `old` and `new` are the whole wordings."""
        weighty = [edit for edit, nature in zip(edits, natures, strict=True) if nature >= Nature.VALUE]
        found: list[Detail] = []
        if any(_VALUE.search(edit.old + edit.new) for edit in weighty):
            olds, news = values_in(old, self.language), values_in(new, self.language)
            gone, came = Counter(olds) - Counter(news), Counter(news) - Counter(olds)
            if gone or came:
                found.append(Detail("value", _in_order(olds, gone), _in_order(news, came)))
        went, came_cues = self._cues(weighty) if weighty else ([], [])
        for kind in CueKind:
            words = tuple(w for k, w in went if k is kind), tuple(w for k, w in came_cues if k is kind)
            if any(words):
                found.append(Detail(str(kind), *words))
        return found


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


def _quiet(edit: Edit, old: Leaf, new: Leaf) -> Nature | None:
    if is_typography(edit.old, edit.new):
        return Nature.TYPOGRAPHY
    if new.kind is LeafKind.DATE:  # generated from the revision, as numbers are
        return Nature.RENUMBERING
    in_label = edit.old_at + len(edit.old) <= old.label and edit.new_at + len(edit.new) <= new.label
    if in_label and _DIGITS.sub("", normal(edit.old)) == _DIGITS.sub("", normal(edit.new)):
        return Nature.RENUMBERING
    if edit.old and edit.new and _has_references(new.inlines) and _is_one_reference(edit, old.inlines, new.inlines):
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
