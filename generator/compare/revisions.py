"""Two revisions of a document compared: each language that both hold, and the facts."""

from __future__ import annotations

from types import MappingProxyType

from generator.compare.changeset import RevisionChangeset
from generator.compare.memory import Memory
from generator.compare.records import compare_facts
from generator.compare.texts import compare_texts
from generator.model import Revision


def compare_revisions(old: Revision, new: Revision, memory: Memory | None = None) -> RevisionChangeset:
    """All that differs between two revisions; a language that only one of them holds has no changeset.

    `memory` is what comparisons of other revisions of the document have made already.
    """
    memory = memory or Memory()
    pairs = ((language, old.text(language), new.text(language)) for language in new.languages)
    texts = {language: compare_texts(one, other, memory=memory) for language, one, other in pairs if one and other}
    return RevisionChangeset(old.id, new.id, MappingProxyType(texts), compare_facts(old.facts, new.facts))
