"""The part of a change that is worth showing: its edits, with a few words around each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.compare.changeset import Op, Span
from generator.language import normal

CONTEXT = 6
"""Words kept on each side of an edit."""

ELLIPSIS = "…"
_WORD_AND_SPACE = re.compile(r"\s*\S+\s*")


def excerpt(spans: tuple[Span, ...], context: int = CONTEXT) -> Iterator[Span]:
    """The spans with long unchanged stretches shortened; what changed is never shortened."""
    last = len(spans) - 1
    for position, span in enumerate(spans):
        if span.op is not Op.EQUAL:
            yield span
            continue
        text = _shortened(span.text, keep_start=position > 0, keep_end=position < last, context=context)
        yield Span(Op.EQUAL, text)


def _shortened(text: str, *, keep_start: bool, keep_end: bool, context: int) -> str:
    words = _WORD_AND_SPACE.findall(text)
    wanted = context * (keep_start + keep_end)
    if len(words) <= wanted + 2:
        return text
    head = "".join(words[:context]) if keep_start else ""
    tail = "".join(words[-context:]) if keep_end else ""
    return f"{head}{ELLIPSIS} {tail}" if keep_end else f"{head}{ELLIPSIS}"


def one_line(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans with line ends and tabs shown as spaces."""
    return (Span(span.op, re.sub(r"[\n\t]+", " ", span.text)) for span in spans)


def without_typography(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with edits of typography alone shown as unchanged, in their new form."""
    shown: list[Span] = []
    for span in spans:
        last = shown[-1] if shown else None
        if span.op is Op.INSERT and last and last.op is Op.DELETE and normal(last.text) == normal(span.text):
            shown[-1] = Span(Op.EQUAL, span.text)
        elif span.op is Op.INSERT and not normal(span.text):
            shown.append(Span(Op.EQUAL, span.text))
        elif span.op is not Op.DELETE or normal(span.text):
            shown.append(span)
    return _joined(shown)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].op is span.op:
            joined[-1] = Span(span.op, joined[-1].text + span.text)
        else:
            joined.append(span)
    return tuple(joined)
