"""What is added to the words of a section without changing one of them: links to definitions, and labels of cells.

A term is linked where it first stands in a section, outside of links, to the section that defines it. A cell bears its
column's heading as an attribute, so that a narrow window can show a row as a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from generator.model import Text
from generator.render.forms import SectionForms
from generator.source.terms import Standing, TermBase, TermMatch

TAG = re.compile(r"(<[^>]+>)")
TABLE = re.compile(r"<table .*?</table>", re.DOTALL)
CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
CLOSED = re.compile(r"<(a|code|pre|span)\b")
NO_TERMS = TermBase()


@dataclass(frozen=True, slots=True)
class BodyMarks:
    """Marks bodies, each once for the definitions that its text holds."""

    terms: TermBase = NO_TERMS
    _defined: dict[str, TermBase] = field(default_factory=dict, compare=False, repr=False)
    _known: dict[tuple[object, ...], tuple[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def bodies(self, text: Text, forms: tuple[SectionForms, ...]) -> tuple[str, ...]:
        """The bodies of a text's sections, marked."""
        held = {section.id for section in text.sections}
        defined = TermBase(tuple(term for term in self.terms.terms if term.defined_in in held))
        base = self._defined.setdefault(",".join(term.id for term in defined.terms), defined)
        return tuple(
            self._body(form.body, section.id, text.language, base)
            for section, form in zip(text.sections, forms, strict=True)
        )

    def _body(self, body: str, section: str, language: str, terms: TermBase) -> str:
        key = (id(body), section, language, id(terms))
        if key not in self._known:
            marked = labelled(body) if "<table " in body else body
            marked = _linked(marked, section, language, terms) if terms.terms else marked
            self._known[key] = (body, marked)  # keeps the body, so its id isn't reused
        return self._known[key][1]


def labelled(body: str) -> str:
    """HTML whose tables bear the heading of its column on each cell."""
    return TABLE.sub(lambda table: _labelled_table(table.group()), body)


def _labelled_table(table: str) -> str:
    head, sign, rows = table.partition("</thead>")
    labels = [escape(TAG.sub("", words)) for _, _, words in CELL.findall(head)]
    return head + sign + "</tr>".join(_labelled_row(row, labels) for row in rows.split("</tr>"))


def _labelled_row(row: str, labels: list[str]) -> str:
    names = iter(labels)

    def cell(match: re.Match[str]) -> str:
        tag, attributes, words = match.groups()
        name = next(names, "")
        own = f' data-label="{name}"' if name and words and tag == "td" else ""
        return f"<{tag}{attributes}{own}>{words}</{tag}>"

    return CELL.sub(cell, row)


def _linked(body: str, section: str, language: str, terms: TermBase) -> str:
    seen: set[str] = set()
    closed: list[str] = []
    parts: list[str] = []
    for part in TAG.split(body):
        if part.startswith("<"):
            _follow(part, closed)
        elif not any(closed):
            part = _with_links(part, terms.matches(part, language), section, seen)  # noqa: PLW2901 - the same part
        parts.append(part)
    return "".join(parts)


def _follow(tag: str, closed: list[str]) -> None:
    """Keep the open elements that may be closed to links: "" for a span whose words are the source's."""
    match = CLOSED.match(tag)
    if match:
        is_open = match.group(1) == "span" and "data-generated" not in tag
        closed.append("" if is_open else match.group(1))
    elif closed and tag in {"</a>", "</code>", "</pre>", "</span>"}:
        closed.pop()


def _with_links(words: str, matches: tuple[TermMatch, ...], section: str, seen: set[str]) -> str:
    parts, end = [], 0
    for match in _first(matches, section, seen):
        parts += [words[end : match.start], f'<a class="term" href="#{match.term.defined_in}">{match.text}</a>']
        end = match.start + len(match.text)
    return "".join((*parts, words[end:]))


def _first(matches: tuple[TermMatch, ...], section: str, seen: set[str]) -> Iterator[TermMatch]:
    for match in matches:
        if match.term.id not in seen and match.standing is not Standing.DEPRECATED and match.term.defined_in != section:
            seen.add(match.term.id)
            yield match
