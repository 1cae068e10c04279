"""What comparisons of the revisions of one document share: the same texts, sections and blocks stand in many pairs.

All is known again by its content, or by identity; what is known by identity is held, so that no other object takes its
place. A comparison with a memory and one without give the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from generator.compare.changeset import RedlineSection
from generator.compare.interner import Interner
from generator.compare.leaves import CutText, cut_text
from generator.language.cues import stop_words
from generator.model import Section, Text

T = TypeVar("T")


@dataclass(slots=True)
class Memory:
    """The memory; new and empty, it makes a comparison neither quicker nor different."""

    _interners: dict[str, Interner] = field(default_factory=dict)
    _texts: dict[tuple[int, bool], tuple[Text, CutText]] = field(default_factory=dict)
    _sections: dict[tuple[Hashable, ...], tuple[Section, RedlineSection, str]] = field(default_factory=dict)
    _values: dict[Hashable, object] = field(default_factory=dict)

    def interner(self, language: str) -> Interner:
        """The codes of a language's words."""
        found = self._interners.get(language)
        if found is None:
            found = self._interners[language] = Interner(stop_words(language))
        return found

    def cut(self, text: Text, *, dated: bool) -> CutText:
        """A text cut into its leaves, with its date line or without."""
        found = self._texts.get((id(text), dated))
        if found is None:
            found = self._texts[id(text), dated] = (text, cut_text(text, dated=dated))
        return found[1]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned when it was first called for this key, which tells all that it depends on."""
        found = self._values.get(key)
        if found is None:
            found = self._values[key] = make()
        return cast("T", found)

    def section(self, section: Section) -> tuple[RedlineSection, str] | None:
        """The node of a section in which nothing changed, and its characters; None if it wasn't made yet."""
        found = self._sections.get(_name(section))
        return found[1:] if found else None

    def keep_section(self, section: Section, node: RedlineSection, characters: str) -> None:
        """Remember the node of a section in which nothing changed, and its characters."""
        self._sections[_name(section)] = (section, node, characters)


def _name(section: Section) -> tuple[Hashable, ...]:
    """What sections with one node have in common."""
    return (id(section.blocks), id(section.title), section.id, section.level, section.label)
