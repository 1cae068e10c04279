"""When the sections of a document changed in one language, from the comparisons of consecutive revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.compare.changeset import Changeset, Nature, SectionChange, SectionStatus
from generator.compare.comparisons import Comparison, DocumentComparisons
from generator.model import Revision
from generator.render.plain import section_plain

NO_REWORDING = frozenset({Nature.TYPOGRAPHY, Nature.FORMATTING, Nature.RENUMBERING})


@dataclass(frozen=True, slots=True)
class Stand:
    """A wording of a section, from the revision that brought it on.

    `step` is the comparison that shows how it came about, empty for the first revision held. With `is_gone` the
    revision no longer holds the section.
    """

    revision: Revision
    step: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The changes of each section.

    `last_steps` maps a revision's id to the sections that ever changed up to it, each with the name of the
    comparison that shows its last change. `stands` maps a section with two or more wordings to all of them,
    the oldest first.
    """

    last_steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stands: Mapping[str, tuple[Stand, ...]] = field(default_factory=dict)


def make_history(versions: tuple[Revision, ...], comparisons: DocumentComparisons, language: str) -> History:
    """The history of a document's sections in a language over the revisions that readers may see."""
    steps = {step.new.id: step for step in comparisons.steps}
    last: dict[str, str] = {}
    last_steps: dict[str, Mapping[str, str]] = {}
    stands: dict[str, list[Stand]] = {}
    for revision in versions:
        step = steps.get(revision.id)
        changeset = step.changeset.texts.get(language) if step else None
        if step and changeset:
            last = {**last, **dict.fromkeys(_changed(changeset), step.name)}
            _take_step(stands, step, changeset)
        else:
            _take_first(stands, revision, language)
        last_steps[revision.id] = last
    return History(last_steps, {name: tuple(found) for name, found in stands.items() if len(found) > 1})


def draft_steps(comparisons: DocumentComparisons, language: str) -> Mapping[str, str]:
    """The sections that the draft changes, each with the name of the comparison that shows it."""
    draft = comparisons.draft
    changeset = draft.changeset.texts.get(language) if draft else None
    return dict.fromkeys(_changed(changeset), draft.name) if draft and changeset else {}


def _changed(changeset: Changeset) -> tuple[str, ...]:
    return tuple(section.id for section in changeset.sections if _is_reworded(section))


def _is_reworded(section: SectionChange) -> bool:
    """Whether a section has another wording than before, beyond its number and its typography."""
    if section.status in {SectionStatus.ADDED, SectionStatus.REMOVED, SectionStatus.MOVED}:
        return True
    return any(nature not in NO_REWORDING for nature in section.counts)


def _take_first(stands: dict[str, list[Stand]], revision: Revision, language: str) -> None:
    """The sections of a revision that none before it can be compared with."""
    text = revision.text(language)
    for section in text.sections if text else ():
        known = stands.setdefault(section.id, [])
        before = known[-1].revision.text(language) if known else None
        old = before.section(section.id) if before else None
        if old is None or section_plain(old) != section_plain(section):
            known.append(Stand(revision))


def _take_step(stands: dict[str, list[Stand]], step: Comparison, changeset: Changeset) -> None:
    for section in changeset.sections:
        if section.status is SectionStatus.REMOVED:
            stands.setdefault(section.id, []).append(Stand(step.new, step.name, is_gone=True))
        elif _is_reworded(section) and (
            section.status is not SectionStatus.MOVED or section.words_out or section.words_in
        ):
            stands.setdefault(section.id, []).append(Stand(step.new, step.name))
