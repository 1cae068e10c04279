"""Lists of spans in their normal form, and the two wordings that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.compare.changeset import Op, Span

_EQUAL, _DELETE, _INSERT = Op.EQUAL, Op.DELETE, Op.INSERT
_new = tuple.__new__


class Spans:
    """Collects spans: empty ones go, neighbours join, and between two equal ones deletion comes before insertion."""

    __slots__ = ("_found", "_in", "_out", "_same")

    def __init__(self) -> None:
        self._found: list[Span] = []
        self._same: list[str] = []
        self._out: list[str] = []
        self._in: list[str] = []

    @classmethod
    def of(cls, spans: Iterable[tuple[Op, str]]) -> tuple[Span, ...]:
        """Spans in their normal form."""
        collected = cls()
        collected.extend(spans)
        return collected.done()

    def extend(self, spans: Iterable[tuple[Op, str]]) -> None:
        """Take more spans."""
        same, out, came = self._same, self._out, self._in
        for op, text in spans:
            if not text:
                continue
            if op is _EQUAL:
                if out or came:
                    self._flush()
                same.append(text)
            elif op is _DELETE:
                out.append(text)
            else:
                came.append(text)

    def same(self, text: str, before: str = "") -> None:
        """Take equal characters, and those before them."""
        if text or before:
            if self._out or self._in:
                self._flush()
            self._same += (before, text)

    def _flush(self) -> None:
        found = self._found
        for op, texts in ((_EQUAL, self._same), (_DELETE, self._out), (_INSERT, self._in)):
            if texts:
                found.append(_new(Span, (op, texts[0] if len(texts) == 1 else "".join(texts))))
                texts.clear()

    def done(self) -> tuple[Span, ...]:
        """All spans that were taken."""
        self._flush()
        return tuple(self._found)


def swapped(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in their normal form, seen from the other side."""
    found: list[Span] = []
    before = _EQUAL
    for span in spans:
        op, text = span
        if op is _EQUAL:
            found.append(span)
        elif op is _DELETE:
            found.append(_new(Span, (_INSERT, text)))
        elif before is _DELETE:
            found.insert(-1, _new(Span, (_DELETE, text)))
        else:
            found.append(_new(Span, (_DELETE, text)))
        before = op
    return tuple(found)


def old_side(spans: Iterable[Span]) -> str:
    """The old wording."""
    return "".join([text for op, text in spans if op is not _INSERT])


def new_side(spans: Iterable[Span]) -> str:
    """The new wording."""
    return "".join([text for op, text in spans if op is not _DELETE])
