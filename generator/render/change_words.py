"""What the interface says of changes: their kinds and natures, what happened to sections, counts, what weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.compare.bilingual import Divergence, DivergenceKind
from generator.compare.changeset import Change, Kind, Nature, RevisionChangeset, SectionChange, SectionStatus
from generator.render.catalog import msgid
from generator.render.formats import Interface

NATURES = {
    Nature.TYPOGRAPHY: msgid("typography"),
    Nature.FORMATTING: msgid("formatting"),
    Nature.LINK: msgid("link"),
    Nature.RENUMBERING: msgid("numbering"),
    Nature.WORDING: msgid("wording"),
    Nature.STRUCTURE: msgid("structure"),
    Nature.VALUE: msgid("value"),
    Nature.OBLIGATION: msgid("obligation"),
    Nature.SCOPE: msgid("scope"),
}
KINDS = {
    Kind.INSERT: msgid("inserted"),
    Kind.DELETE: msgid("deleted"),
    Kind.REPLACE: msgid("reworded"),
    Kind.MOVE: msgid("moved"),
    Kind.SPLIT: msgid("split in two"),
    Kind.MERGE: msgid("merged into one"),
    Kind.RENUMBER: msgid("renumbered"),
    Kind.ROW: msgid("table row"),
    Kind.COLUMN: msgid("table column"),
    Kind.CELL: msgid("table cell"),
    Kind.LINK: msgid("link target"),
    Kind.FORMAT: msgid("form"),
    Kind.RECORD: msgid("fact"),
}
STATUSES = {
    SectionStatus.ADDED: msgid("new"),
    SectionStatus.REMOVED: msgid("deleted"),
    SectionStatus.MOVED: msgid("moved"),
    SectionStatus.REWORDED: msgid("reworded"),
    SectionStatus.RENUMBERED: msgid("renumbered"),
    SectionStatus.UNCHANGED: msgid("unchanged"),
}
ABOUTS = {
    "value": msgid("value"),
    "negation": msgid("negation"),
    "obligation": msgid("obligation"),
    "link": msgid("link"),
    "row": msgid("table row"),
    "column": msgid("table column"),
    "number": msgid("number"),
}
DIFFERENCES = {
    "words": msgid("wording"),
    "values": msgid("values"),
    "negations": msgid("negations"),
    "obligations": msgid("obligations"),
    "structure": msgid("structure"),
}
LIGHT = (Nature.TYPOGRAPHY, Nature.FORMATTING)
"""Natures that are folded and counted."""
QUIET = (*LIGHT, Nature.RENUMBERING)
"""Natures that leave a section's words as they are."""


def is_light(nature: Nature | None) -> bool:
    """Whether a change is one to fold."""
    return nature in LIGHT


def nature_words(nature: Nature, interface: Interface) -> str:
    """A nature's name."""
    return interface.t(NATURES[nature])


def nature_counts(counts: Mapping[Nature, int], interface: Interface) -> tuple[str, ...]:
    """How many changes there are of each nature, the weightiest first ("value: 2")."""
    return tuple(
        interface.t("{name}: {value}", name=nature_words(nature, interface), value=counts[nature])
        for nature in sorted(counts, reverse=True)
    )


def word_counts(words_out: int, words_in: int, interface: Interface) -> tuple[str, ...]:
    """How many words went and came; what is none is left out."""
    went = interface.n("{number} word deleted", "{number} words deleted", words_out) if words_out else ""
    came = interface.n("{number} word inserted", "{number} words inserted", words_in) if words_in else ""
    return tuple(words for words in (went, came) if words)


def overall_nature(changeset: RevisionChangeset, language: str) -> Nature | None:
    """The weightiest nature of a comparison as a reader of one language sees it: its text, and the facts."""
    text = changeset.texts.get(language)
    natures = [record.nature for record in changeset.records]
    natures += [text.nature] if text and text.nature else []
    return max(natures, default=None)


def section_name(section: SectionChange, interface: Interface) -> str:
    """What a section is called: its new number and title, or the old ones of a section that is gone."""
    return (section.new_heading or section.old_heading).rstrip(" :\u00a0\u202f") or interface.t("Preamble")


def is_light_section(section: SectionChange) -> bool:
    """Whether nothing but light changes happened to a section."""
    return bool(section.counts) and not section.moved and all(is_light(nature) for nature in section.counts)


def section_status(section: SectionChange, interface: Interface) -> str:
    """What happened to a section, in words."""
    if not section.changes:
        return interface.t("a part moved elsewhere")
    if is_light_section(section):
        return ", ".join(nature_words(nature, interface) for nature in sorted(section.counts))
    words = [interface.t(STATUSES[section.status])]
    if section.moved and section.status is not SectionStatus.MOVED:
        words.append(interface.t("moved"))
    if section.renumbered and section.status is not SectionStatus.RENUMBERED:
        words.append(interface.t("renumbered"))
    return ", ".join(words)


def details(change: Change, interface: Interface) -> Iterator[str]:
    """What makes a change weigh, one line each."""
    for detail in change.details:
        about = ABOUTS.get(detail.about)
        if about is None or not (detail.old or detail.new):
            continue
        old, new = _listed(detail.old), _listed(detail.new)
        if old and new:
            yield interface.t("{name}: {old} → {new}", name=interface.t(about), old=old, new=new) if old != new else old
        elif new:
            yield interface.t("{name}: {new} added", name=interface.t(about), new=new)
        else:
            yield interface.t("{name}: {old} removed", name=interface.t(about), old=old)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(word for word in words if word)


def divergence_words(divergence: Divergence, interface: Interface) -> str:
    """How the languages differ in what changed, as a sentence."""
    match divergence.kind:
        case DivergenceKind.ONE_SIDE:
            return interface.changed_only(divergence.languages)
        case DivergenceKind.SPELLING:
            return interface.t("Spelling only, in {language}.", language=interface.language_list(divergence.languages))
        case DivergenceKind.DIFFERENT:
            about = ", ".join(interface.t(DIFFERENCES[name]) for name in divergence.about if name in DIFFERENCES)
            return interface.t("Changed differently in each language: {about}.", about=about)


def short(words: str, limit: int) -> str:
    """Words cut between two of them, so that no more than `limit` characters are left."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    head = words[: limit - 1]
    return head[: head.rfind(" ")].rstrip(" ,;:") + "…" if " " in head else head + "…"
