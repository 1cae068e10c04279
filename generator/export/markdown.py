"""A comparison as Markdown, for a comment on a pull request or a message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.compare.changeset import Change, Kind, Op, SectionChange, Span
from generator.export.compared import Compared
from generator.export.excerpt import excerpt, one_line, without_typography
from generator.export.words import ASSESSMENT, KINDS, LIGHT, detail_line, headline, light_line, record_line, summary

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def as_markdown(compared: Compared) -> str:
    """The comparison as Markdown: what went struck out, what came in bold."""
    lines = [f"**{_escaped(summary(compared))}**", ""]
    if not compared.is_empty:
        lines += [ASSESSMENT, ""]
    for section in compared.changeset.sections:
        if section.changes:
            lines += [*_section_lines(compared, section), ""]
    if compared.records:
        lines += ["### Facts", "", *(f"- {_escaped(record_line(record))}" for record in compared.records), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section_lines(compared: Compared, section: SectionChange) -> Iterator[str]:
    yield f"### {_escaped(headline(section))}"
    yield ""
    changes = compared.changeset.changes_of(section.id)
    for change in changes:
        if change.nature not in LIGHT and not (change.kind is Kind.RENUMBER and section.renumbered):
            yield from _change_lines(change)
    light = [change for change in changes if change.nature in LIGHT]
    if light:
        yield f"- {light_line(light)}"


def _change_lines(change: Change) -> Iterator[str]:
    details = detail_line(change)
    facts = [KINDS[change.kind], change.nature.label, *([details] if details else [])]
    yield f"- {_escaped(' · '.join(facts))}: " + "".join(
        _marked(span) for span in one_line(excerpt(without_typography(change.spans)))
    )


def _marked(span: Span) -> str:
    """A span with its marks, which must touch words and not white space."""
    words = _escaped(span.text)
    bare = words.strip()
    if span.op is Op.EQUAL or not bare:
        return words
    start, end = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    mark = "~~" if span.op is Op.DELETE else "**"
    return f"{start}{mark}{bare}{mark}{end}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
