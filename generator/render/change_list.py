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


def change_list(changeset: Changeset, interface: Interface) -> tuple[ListedSection, ...]:
    """All changes of a text, in reading order."""
    names = {section.id: section_name(section, interface) for section in changeset.sections}
    order = dict.fromkeys(["", *names, *(change.section for change in changeset.changes)])
    listed = (_listed(name, changeset.changes_of(name), names, interface) for name in order)
    return tuple(section for section in listed if section.changes or section.light)


def _listed(section: str, changes: Sequence[Change], names: Mapping[str, str], interface: Interface) -> ListedSection:
    light = [change for change in changes if is_light(change.nature)]
    counts = Counter(change.nature for change in light)
    return ListedSection(
        name=names.get(section) or interface.t("Title and date"),
        changes=tuple(_change(change, names, interface) for change in changes if not is_light(change.nature)),
        light=tuple(_change(change, names, interface) for change in light),
        counts="; ".join(nature_counts(counts, interface)),
    )


def _change(change: Change, names: Mapping[str, str], interface: Interface) -> ListedChange:
    is_whole = change.kind is Kind.MOVE and all(span.op is Op.EQUAL for span in change.spans)
    spans = change.spans if is_light(change.nature) else weighty(change.spans)
    return ListedChange(
        href=f"#{change.id}",
        kind=interface.t(KINDS[change.kind]) if not is_light(change.nature) else nature_words(change.nature, interface),
        nature=nature_words(change.nature, interface) if not is_light(change.nature) else "",
        details=(*_origin(change, names, interface), *details(change, interface)),
        before=excerpt(spans, Op.INSERT),
        after=Markup("") if is_whole else excerpt(spans, Op.DELETE),
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
