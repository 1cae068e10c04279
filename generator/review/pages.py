"""The reference of rules as Markdown: a page for each rule, and a list of all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.review.rules import RulePage, rule_pages

INDEX = "README.md"
_NOTE = "<!-- Written by scripts/write-rule-pages from the docstrings of the rules. -->"
_HEAD = re.compile(r"[A-Z][A-Za-z ]*:")
_INDENT = "    "


def rule_files() -> Mapping[str, str]:
    """The files of the reference by their names, sorted."""
    pages = rule_pages()
    files = {INDEX: _index(pages), **{f"{page.id}.md": page_as_markdown(page) for page in pages}}
    return dict(sorted(files.items()))


def page_as_markdown(page: RulePage) -> str:
    """A rule's page; its examples and lists that stand indented below a name become fenced blocks."""
    facts = f"Family `{page.family}`, severity {page.severity.value}."
    return "\n".join([_NOTE, "", f"# {page.id}", "", facts, "", *_body(page.page)]).rstrip() + "\n"


def _body(text: str) -> Iterator[str]:
    is_fenced = False
    lines = text.rstrip().split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if is_fenced and line and not line.startswith(_INDENT):
            is_fenced = False
            yield from ("```", "")
        if not is_fenced and _HEAD.fullmatch(line) and following.startswith(_INDENT):
            is_fenced = True
            yield from (f"## {line[:-1]}", "", "```text")
        elif line or not is_fenced:
            yield line.removeprefix(_INDENT) if is_fenced else line
    if is_fenced:
        yield "```"


def _index(pages: tuple[RulePage, ...]) -> str:
    intro = "What `polylex check` looks for. `polylex explain RULE` shows the same pages on a terminal."
    lines = [_NOTE, "", "# Rules", "", intro]
    for family in dict.fromkeys(page.family for page in pages):
        lines += ["", f"## {family.capitalize()}", "", "| rule | severity | what it finds |", "| --- | --- | --- |"]
        lines += [
            f"| [{page.id}]({page.id}.md) | {page.severity.value} | {page.summary.replace('|', chr(92) + '|')} |"
            for page in pages
            if page.family == family
        ]
    return "\n".join(lines) + "\n"
