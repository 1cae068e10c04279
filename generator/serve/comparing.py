"""Comparisons that outlive a reading: two texts that are the same objects as before are not compared again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from generator.compare import Changeset, RecordChange, RevisionChangeset, compare_facts, compare_texts
from generator.model import Facts, Revision, Text

S = TypeVar("S")
R = TypeVar("R")

_HELD = 400
"""How many comparisons of texts, and of facts, are held; the oldest go first."""


@dataclass(slots=True)
class _Memory:
    """Results by the identity of both sides, which are held as well so that no other object takes their place."""

    held: dict[tuple[int, int], tuple[object, object, object]] = field(default_factory=dict)

    def once(self, compare: Callable[[S, S], R], old: S, new: S) -> R:
        key = (id(old), id(new))
        if key not in self.held:
            self.held[key] = (old, new, compare(old, new))
            if len(self.held) > _HELD:
                del self.held[next(iter(self.held))]
        result: R = self.held[key][2]  # type: ignore[assignment]
        return result


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares revisions as `compare_revisions` does, and remembers texts and facts."""

    _texts: _Memory = field(default_factory=_Memory)
    _facts: _Memory = field(default_factory=_Memory)

    def compare(self, old: Revision, new: Revision) -> RevisionChangeset:
        """All that differs between two revisions."""
        pairs = ((language, old.text(language), new.text(language)) for language in new.languages)
        texts = {language: self._compared(one, other) for language, one, other in pairs if one and other}
        return RevisionChangeset(old.id, new.id, MappingProxyType(texts), self._changed_facts(old.facts, new.facts))

    def _compared(self, old: Text, new: Text) -> Changeset:
        return self._texts.once(compare_texts, old, new)

    def _changed_facts(self, old: Facts, new: Facts) -> tuple[RecordChange, ...]:
        return self._facts.once(compare_facts, old, new)
