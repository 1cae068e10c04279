"""The plain list of all changes, section by section: before, after, and what makes each weigh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.compare.changeset import Change, Changeset, Kind, Op, Span
from generator.language.typography import normal
from generator.render.change_words import (
    KINDS,
    details,
    is_light,
    nature_counts,
    nature_words,
    section_name,
)
from generator.render.formats import Interface

CONTEXT = 70  # characters of unchanged words on each side of a change


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change; `before` and `after` are empty on a side that holds nothing of it."""

    href: str
    kind: str
    nature: str
    details: tuple[str, ...]
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class ListedSection:
    """A section's changes, the light ones apart with their counts as words."""

    name: str
    changes: tuple[ListedChange, ...]
    light: tuple[ListedChange, ...]
    counts: str


class ExcerptCache:
    """Both sides of changes, remembered by their spans, which comparisons of several revisions share."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], tuple[tuple[Span, ...], tuple[Markup, Markup]]] = {}

    def sides(self, spans: tuple[Span, ...], *, in_full: bool) -> tuple[Markup, Markup]:
        """Before and after; edits of typography alone are told only `in_full`."""
        known = self._known.get((id(spans), in_full))
        if known is None:
            shown = spans if in_full else weighty(spans)
            known = (spans, (excerpt(shown, Op.INSERT), excerpt(shown, Op.DELETE)))  # keeps the spans, and so their id
            self._known[id(spans), in_full] = known
        return known[1]


def change_list(
    changeset: Changeset, interface: Interface, excerpts: ExcerptCache | None = None
) -> tuple[ListedSection, ...]:
    """All changes of a text, in reading order."""
    names = {section.id: section_name(section, interface) for section in changeset.sections}
    by_section: dict[str, list[Change]] = {name: [] for name in ("", *names)}
    for change in changeset.changes:
        by_section.setdefault(change.section, []).append(change)
    lister = _Lister(names, interface, excerpts or ExcerptCache())
    return tuple(lister.section(name, changes) for name, changes in by_section.items() if changes)


@dataclass(frozen=True, slots=True)
class _Lister:
    """Lists the changes of one text; `names` are those of its sections."""

    names: Mapping[str, str]
    interface: Interface
    excerpts: ExcerptCache

    def section(self, section: str, changes: Sequence[Change]) -> ListedSection:
        light = [change for change in changes if is_light(change.nature)]
        counts = Counter(change.nature for change in light)
        return ListedSection(
            name=self.names.get(section) or self.interface.t("Title and date"),
            changes=tuple(self._change(change) for change in changes if not is_light(change.nature)),
            light=tuple(self._change(change) for change in light),
            counts="; ".join(nature_counts(counts, self.interface)),
        )

    def _change(self, change: Change) -> ListedChange:
        interface, light = self.interface, is_light(change.nature)
        is_whole = change.kind is Kind.MOVE and all(span.op is Op.EQUAL for span in change.spans)
        before, after = self.excerpts.sides(change.spans, in_full=light)
        nature = nature_words(change.nature, interface)
        return ListedChange(
            href=f"#{change.id}",
            kind=nature if light else interface.t(KINDS[change.kind]),
            nature="" if light else nature,
            details=(*_origin(change, self.names, interface), *details(change, interface)),
            before=before,
            after=Markup("") if is_whole else after,
        )


def _origin(change: Change, names: Mapping[str, str], interface: Interface) -> Iterator[str]:
    """Which section words moved from."""
    if change.old_section in names and change.old_section != change.section:
        yield interface.t("moved from: {place}", place=names[change.old_section])


def weighty(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of which edits of typography alone are told as unchanged, in the new form."""
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found else None
        if span.op is Op.INSERT and before and before.op is Op.DELETE and normal(before.text) == normal(span.text):
            found[-1:] = [Span(Op.EQUAL, span.text)]
        elif span.op is Op.EQUAL or normal(span.text) != normal(""):
            found.append(span)
        elif span.op is Op.INSERT:
            found.append(Span(Op.EQUAL, span.text))
    return tuple(_joined(found))


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    same = ""
    for span in spans:
        if span.op is Op.EQUAL:
            same += span.text
            continue
        if same:
            yield Span(Op.EQUAL, same)
        same = ""
        yield span
    if same:
        yield Span(Op.EQUAL, same)


def excerpt(spans: Sequence[Span], without: Op) -> Markup:
    """One side of a change with a little of what stands around it; empty where that side holds nothing."""
    if not any(span.op is not without and span.text.strip() for span in spans):
        return Markup("")
    return Markup("".join(_pieces(spans, without)).strip().replace("\t", " | "))  # noqa: S704 - escaped there


def _pieces(spans: Sequence[Span], without: Op) -> Iterator[str]:
    last = len(spans) - 1
    for place, (op, text) in enumerate(spans):
        if op is Op.EQUAL:
            yield escape(_shortened(text, is_first=place == 0, is_last=place == last), quote=False)
        elif op is not without:
            tag = "ins" if op is Op.INSERT else "del"
            yield f"<{tag}>{escape(text, quote=False)}</{tag}>"


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Unchanged words with only those kept that stand beside a change."""
    room = CONTEXT * (1 if is_first or is_last else 2)
    if len(text) <= room + CONTEXT // 2:
        return text
    head = text[:CONTEXT].rpartition(" ")[0] or text[:CONTEXT]
    tail = text[-CONTEXT:].partition(" ")[2] or text[-CONTEXT:]
    if is_first and is_last:
        return f"{head} …"
    if is_first:
        return f"… {tail}"
    return f"{head} …" if is_last else f"{head} … {tail}"
