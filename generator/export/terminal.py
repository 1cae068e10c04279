"""A comparison as words on a terminal: coloured where colours show, with signs where they don't."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from generator.compare.changeset import Change, Kind, Op, SectionChange, Span
from generator.export.compared import Compared
from generator.export.excerpt import excerpt, one_line, without_typography
from generator.export.words import ASSESSMENT, KINDS, LIGHT, detail_line, headline, light_line, record_line, summary

WIDTH = 100
BOLD, RED_STRUCK, GREEN_UNDERLINED = "1", "31;9", "32;4"


def as_terminal(compared: Compared, *, colour: bool, everything: bool = False) -> str:
    """The comparison for a person; with `everything`, changes of typography and formatting are shown one by one."""
    lines = [_bold(summary(compared), colour=colour)]
    if not compared.is_empty:
        lines.append(ASSESSMENT)
    for section in compared.changeset.sections:
        if section.changes:
            lines += ["", *_section_lines(compared, section, colour=colour, everything=everything)]
    if compared.records:
        lines += ["", _bold("Facts", colour=colour), *(f"  {record_line(record)}" for record in compared.records)]
    return "\n".join(lines) + "\n"


def _section_lines(compared: Compared, section: SectionChange, *, colour: bool, everything: bool) -> Iterator[str]:
    yield _bold(headline(section), colour=colour)
    changes = compared.changeset.changes_of(section.id)
    light = [] if everything else [change for change in changes if change.nature in LIGHT]
    for change in changes:
        if change.kind is Kind.RENUMBER and section.renumbered:
            continue  # the headline says it
        if change not in light:
            spans = change.spans if everything else without_typography(change.spans)
            yield from _change_lines(change, spans, colour=colour)
    if light:
        yield f"  {light_line(light)}"


def _change_lines(change: Change, spans: tuple[Span, ...], *, colour: bool) -> Iterator[str]:
    place = change.new or change.old
    details = detail_line(change)
    facts = [change.id, KINDS[change.kind], change.nature.label, *([details] if details else [])]
    yield f"  {' · '.join(facts)}"
    if place is not None:
        yield f"    {place}"
    words = "".join(_marked(span, colour=colour) for span in one_line(excerpt(spans)))
    yield from (f"    {line}" for line in _wrapped(words))


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH - 4, break_long_words=False, break_on_hyphens=False) or [""]


def _marked(span: Span, *, colour: bool) -> str:
    if span.op is Op.EQUAL or not span.text:
        return span.text
    if not colour:
        return f"[-{span.text}-]" if span.op is Op.DELETE else f"{{+{span.text}+}}"
    if span.op is Op.DELETE:
        return _styled(span.text, RED_STRUCK)
    return _styled(span.text, GREEN_UNDERLINED)


def _styled(text: str, codes: str) -> str:
    """Words in a style of ECMA-48, which every terminal with colours knows."""
    return f"\x1b[{codes}m{text}\x1b[0m"


def _bold(text: str, *, colour: bool) -> str:
    return _styled(text, BOLD) if colour else text
