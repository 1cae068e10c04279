"""Link definitions (`[name]: https://…`): every one must be used once at least, and none may stand there twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from generator.errors import Location, Problem
from generator.source.shapes import shown

if TYPE_CHECKING:
    from markdown_it.token import Token

    Definition = Mapping[str, object]


def definition_problems(lines: Sequence[str], tokens: Sequence[Token], env: Mapping[str, object]) -> Iterator[Problem]:
    """What is wrong with the definitions that the parser kept in `env`: it would drop their words without a word."""
    used = {child.meta.get("label") for token in tokens for child in token.children or []}
    for label, definition in cast("Mapping[str, Definition]", env.get("references", {})).items():
        if label not in used:
            yield _unused(label, definition, lines)
    for double in cast("Sequence[Definition]", env.get("duplicate_refs", ())):
        yield _at(double, lines, "a second link of this name is defined here", "Give one of the two another name.")


def _unused(label: str, definition: Definition, lines: Sequence[str]) -> Problem:
    if label.startswith("^"):
        return _at(definition, lines, "footnotes are not read", "Put the note into the text, or `\\[` for the sign.")
    remedy = "Delete it, or write `[words][name]`."
    return _at(definition, lines, "no link in this section uses this definition", remedy)


def _at(definition: Definition, lines: Sequence[str], message: str, remedy: str) -> Problem:
    line, _ = cast("tuple[int, int]", definition["map"])
    return Problem(Location("", line + 1, 1), f"{message}: {shown(lines[line].strip())}", remedy)
