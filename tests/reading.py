"""Reading a built text page as a reader does: its title, its date line and its own text, without the interface."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "meta", "link", "input", "wbr", "img"}
INLINE = {"a", "b", "code", "em", "i", "span", "strong"}


@dataclass
class TextReader(HTMLParser):
    """Collects the visible characters of a text page; `ids` are those of its sections."""

    pieces: list[str] = field(default_factory=list)
    stack: list[tuple[str, bool]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        inside = bool(self.stack) and self.stack[-1][1]
        if tag == "h1" or "date-line" in classes or "policy-text" in classes:
            inside = True
        elif {"section-links", "cite", "gap"} & set(classes):
            inside = False
        if tag == "section" and inside:
            self.ids.append(values.get("id") or "")
        if tag not in INLINE:
            self.pieces.append(" ")
        if tag not in VOID:
            self.stack.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()
        if tag not in INLINE:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][1]:
            self.pieces.append(data)


def read_page(html: str) -> TextReader:
    """Read a page."""
    reader = TextReader()
    reader.feed(html)
    reader.close()
    return reader


def words_of(text: str) -> list[str]:
    """Runs of letters and digits."""
    return re.findall(r"\w+", text)
