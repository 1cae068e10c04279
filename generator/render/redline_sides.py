"""One side of a redline: the old wording with what went marked in it, or the new one with what came."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generator.compare.changeset import Nature, Op, Run, Span, Status
from generator.model import plain
from generator.render.change_words import is_light
from generator.render.redline_runs import RunWriter, Style

ARRIVED = frozenset({Status.INSERTED, Status.MOVED_HERE})
GONE = frozenset({Status.DELETED, Status.MOVED_AWAY})


class SideWriter:
    """Writes one side.

    `absent` are the statuses of blocks that it doesn't hold; `joins` is that of paragraphs which are one on it.
    """

    def __init__(self, style: Style, *, is_old: bool) -> None:
        self._writer = RunWriter(style)
        self._is_old = is_old
        self._page = style.old_page if is_old else style.new_page
        self._other = Op.INSERT if is_old else Op.DELETE
        self._tag = "del" if is_old else "ins"
        self.absent = ARRIVED if is_old else GONE
        self.joins = Status.SPLIT if is_old else Status.MERGED

    def runs(self, runs: Sequence[Run], *, is_marked: bool = True) -> str:
        """The words of this side; with `is_marked`, those that the other side lacks are marked."""
        return "".join([self._run(run, is_marked=is_marked) for run in runs if run.op is not self._other])

    def _run(self, run: Run, *, is_marked: bool) -> str:
        html = self._writer.words(run.before if self._is_old and run.before else run.inlines, self._page)
        return html if run.op is Op.EQUAL or not is_marked else self._marked(html, run.nature)

    def _marked(self, html: str, nature: Nature | None = None) -> str:
        if is_light(nature):
            return f'<{self._tag} class="light">{html}</{self._tag}>'
        return self._writer.deleted(html, nature) if self._is_old else self._writer.inserted(html, nature)

    def spans(self, spans: Sequence[Span], *, is_marked: bool) -> str:
        """The characters of this side."""
        return "".join([self._span(span, is_marked=is_marked) for span in spans if span.op is not self._other])

    def _span(self, span: Span, *, is_marked: bool) -> str:
        html = escape(span.text, quote=False)
        return html if span.op is Op.EQUAL or not is_marked else self._marked(html)

    def divider(self, status: Status) -> str:
        """A line across the text."""
        if status in self.absent:
            return ""
        is_own = status in ARRIVED | GONE
        return f"<{self._tag}><hr></{self._tag}>\n" if is_own else "<hr>\n"

    def plain(self, runs: Sequence[Run]) -> str:
        """The characters of this side, without any marks."""
        return "".join(plain(run.inlines) for run in runs if run.op is not self._other)


def sides_of(style: Style) -> tuple[SideWriter, SideWriter]:
    """The old and the new side."""
    return SideWriter(style, is_old=True), SideWriter(style, is_old=False)
