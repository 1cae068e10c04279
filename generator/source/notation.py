"""The two forms that Polylex adds to Markdown's own rules: names above blocks, and words in another language.

Whatever looks like one of them and isn't exactly that stays in the tokens, so that it can be refused by name; nothing
is dropped. What only looks a little like it, as `{{ 7*7 }}` or `{%…%}`, stays the characters that it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

ATTRIBUTES = re.compile(r"\{[ \t]*(?:#[^\s{}]|\.[^\s{}.]|[A-Za-z_:][\w:.-]*=)[^{}\n]*\}")
"""Braces that hold an id, a class or a value: `{#id}`, `{.class}`, `{lang=en}`."""

NAME_LINE = "name_line"
"""The type of the token of a line that holds nothing but attributes; its content is that line."""


def notation_plugin(parser: MarkdownIt) -> None:
    """Add both forms, and keep escaped characters apart from others, so that none of them is taken for a mark."""
    parser.block.ruler.before("fence", NAME_LINE, _name_line)
    parser.inline.ruler.after("link", "span", _span)
    parser.core.ruler.disable("text_join")
    parser.options["store_labels"] = True


def _name_line(state: StateBlock, line: int, _: int, silent: bool) -> bool:  # noqa: FBT001 - called by the parser
    content = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
    if state.is_code_block(line) or not ATTRIBUTES.fullmatch(content):
        return False
    if not silent:
        token = state.push(NAME_LINE, "", 0)
        token.content = content
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - called by the parser
    if state.src[state.pos] != "[":
        return False
    start, end, last = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos), state.posMax
    attributes = ATTRIBUTES.match(state.src, end + 1, last) if end >= 0 else None
    if attributes is None:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        state.push("span_open", "span", 1).content = attributes.group()
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = attributes.end(), last
    return True
