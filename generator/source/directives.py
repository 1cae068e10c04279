"""Directives: places of a text where records or a contact are to be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model import ContactView, Place, RecordView
from generator.source.facts import VIEWS
from generator.source.shapes import nearest, shown

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPTION = re.compile(r":([a-z]+):[ \t]+(\S+)[ \t]*")
_DIRECTIVE = re.compile(r"\{([a-z]+)\}[ \t]+(\S+)[ \t]*")
_OPTION_OF: Mapping[str, str] = {"records": "view", "contact": "use"}
"""The option of each directive; it needs it and knows no other."""


def read_directive(token: Token, place: Place, name: str) -> tuple[RecordView | ContactView | None, list[Problem]]:
    """The view that a closed directive stands for; `name` is the id above it."""
    match = _DIRECTIVE.fullmatch(token.info.strip())
    if match is None:
        remedy = "Write `:::{records} categories`, `:view: list` and `:::` on three lines."
        return None, [Problem(Location("", place.line, place.column), "this directive is not complete", remedy)]
    kind, subject = match.groups()
    known = _OPTION_OF.get(kind, "")
    option, problems = _option(token, place, known)
    told = _complaint(kind, subject, option)
    if told:
        problems.insert(0, Problem(Location("", place.line, place.column), *told))
    if problems:
        return None, problems
    if kind == "records":
        return RecordView(place, subject, option, name or f"{subject}-{option}"), []
    return ContactView(place, subject, option, name), []


def _complaint(kind: str, subject: str, option: str) -> tuple[str, str] | None:
    """What is wrong with a directive as a whole, and the remedy."""
    if kind not in _OPTION_OF:
        return f"the directive {{{kind}}} is not known", nearest(kind, tuple(_OPTION_OF))
    if kind == "contact":
        return None if option else ("the place of use of this contact is missing", "Add a line `:use: …`.")
    if subject != "categories":
        return f"there are no records {shown(subject)}", nearest(subject, ("categories",))
    if not option:
        return "the view of these records is missing", f"Add a line `:view: …`: {', '.join(VIEWS)}."
    return None if option in VIEWS else (f"{shown(option)} is not a view", nearest(option, VIEWS))


def _option(token: Token, place: Place, known: str) -> tuple[str, list[Problem]]:
    """The value of the option, and what else stands in the directive."""
    value, problems = "", []
    for number, line in enumerate(token.content.split("\n") if known else (), place.line + 1):
        match = _OPTION.fullmatch(line.strip())
        if match and match[1] == known and not value:
            value = match[2]
        elif line.strip():
            told = _odd_option(line.strip(), match[1] if match else "", known)
            problems.append(Problem(Location("", number, 1), *told))
    return value, problems


def _odd_option(words: str, option: str, known: str) -> tuple[str, str]:
    if option == known:
        return f"the option {option!r} stands here twice", "Delete one of them."
    if option:
        return f"the option {shown(option)} is not known", nearest(option, (known,))
    return f"{shown(words)} is not an option", f"Write it like `:{known}: …`."
