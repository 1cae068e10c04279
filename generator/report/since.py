"""The words that changed in a section since it was confirmed, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare import Op, Span
from generator.export.excerpt import excerpt, one_line
from generator.review import WordDiff


def since(diff: WordDiff) -> Iterator[str]:
    """A line for each change in one language, what went in `[-…-]` and what came in `{+…+}`."""
    if not diff.revision:
        yield f"since ({diff.language}): the wording that was confirmed isn't held"
    for spans in diff.changes:
        words = "".join(_marked(span) for span in one_line(excerpt(spans)))
        yield f"since ({diff.language}, {diff.revision}): {words}"


def _marked(span: Span) -> str:
    if span.op is Op.EQUAL or not span.text:
        return span.text
    return f"[-{span.text}-]" if span.op is Op.DELETE else f"{{+{span.text}+}}"
