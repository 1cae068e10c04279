"""Runs of a redline as HTML: what went in `del`, what came in `ins`, each with words or signs that say so.

Everything that belongs to neither wording stands in elements with the attribute `data-note`. Without these and
without `del` a redline holds the new wording, without these and without `ins` the old one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from generator.compare.changeset import Nature, Op, Run, Span
from generator.model import Emphasis, Foreign, Inline, Link, Reference, Words, plain
from generator.render.change_words import is_light
from generator.render.formats import Interface
from generator.render.html import inlines_html


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands before and after inserted and deleted words, as HTML."""

    insertion: tuple[str, str]
    deletion: tuple[str, str]


class WordCache:
    """The HTML of inlines, remembered by identity: revisions, and the pages that compare them, share most of theirs."""

    def __init__(self) -> None:
        self._free: dict[int, tuple[tuple[Inline, ...], str]] = {}
        self._bound: dict[tuple[int, str], tuple[tuple[Inline, ...], str]] = {}

    def html(self, inlines: tuple[Inline, ...], page: str) -> str:
        """Inlines as HTML, references leading into a page; the inlines are kept, so that no other gets their place."""
        name = id(inlines)
        known = self._free.get(name) or self._bound.get((name, page))
        if known is None:
            known = (inlines, inlines_html(tuple(_rebased(inlines, page))))
            if _leads_anywhere(inlines):
                self._bound[name, page] = known
            else:
                self._free[name] = known
        return known[1]


class RedlineCache:
    """What redlines share: their words, and whole sections, each with what makes its place in memory its own."""

    def __init__(self) -> None:
        self.words = WordCache()
        self.sections: dict[tuple[object, ...], tuple[object, str]] = {}


def _leads_anywhere(inlines: tuple[Inline, ...]) -> bool:
    """Whether references stand in inlines, whose addresses depend on the page."""
    return any(
        isinstance(inline, Reference)
        or (isinstance(inline, Emphasis | Link | Foreign) and _leads_anywhere(inline.children))
        for inline in inlines
    )


@dataclass(frozen=True, slots=True)
class Style:
    """How a redline is written.

    `interface` is that of the redline's language; references lead to `old_page` and `new_page`, the pages of the two
    texts. `cache` remembers what was written before. `prefix` stands before every id. A `bare` redline has no ids, no
    links between changes and no folded parts, for readers of feeds.
    """

    interface: Interface
    marks: Marks
    old_page: str
    new_page: str
    prefix: str = ""
    bare: bool = False
    cache: RedlineCache = field(default_factory=RedlineCache, compare=False)


def hidden_marks(interface: Interface) -> Marks:
    """Words for those who hear a page; those who see it have the stylesheet's signs."""
    t = interface.t
    return Marks(
        insertion=(_hidden(f"{t('inserted:')} "), _hidden(f" {t('end of insertion')} ")),
        deletion=(_hidden(f"{t('deleted:')} "), _hidden(f" {t('end of deletion')} ")),
    )


MINUS = "\u2212"
SHOWN_MARKS = Marks(
    insertion=("<span data-note>[+</span>", "<span data-note>+]</span>"),
    deletion=(f"<span data-note>[{MINUS}</span>", f"<span data-note>{MINUS}]</span>"),
)
"""Signs for where no stylesheet goes."""


def _hidden(words: str) -> str:
    return f'<span class="visually-hidden" data-note>{escape(words, quote=False)}</span>'


@dataclass(slots=True)
class Light:
    """Collects the light changes of a block: runs whose looks or link differ, and how many edits are typography."""

    runs: list[Run] = field(default_factory=list)
    typography: int = 0

    def take(self, run: Run, before: Run | None) -> bool:
        """Take a run if it is light; whether it is one to fold away. An insertion belongs to a deletion before it."""
        if run.op is Op.EQUAL:
            self.runs += [run] if run.before else []
            return False
        if not is_light(run.nature):
            return False
        is_second = run.op is Op.INSERT and before is not None and before.op is Op.DELETE and is_light(before.nature)
        self.typography += not is_second
        return True


class RunWriter:
    """Writes runs in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._words = style.cache.words.html

    def runs(self, runs: Sequence[Run], light: Light | None = None) -> str:
        """Runs as HTML. With `light`, light changes are collected there and typography is folded away."""
        if len(runs) == 1 and runs[0].op is Op.EQUAL and not runs[0].before:
            return self.words(runs[0].inlines, self.style.new_page)
        before: Run | None = None
        parts: list[str] = []
        for run in runs:
            parts.append(self._run(run, is_folded=light is not None and light.take(run, before)))
            before = run
        return "".join(parts)

    def _run(self, run: Run, *, is_folded: bool) -> str:
        match run.op:
            case Op.EQUAL:
                return self.words(run.inlines, self.style.new_page)
            case Op.INSERT:
                return self.inserted(self.words(run.inlines, self.style.new_page), run.nature, is_folded=is_folded)
            case Op.DELETE:
                return self.deleted(self.words(run.inlines, self.style.old_page), run.nature, is_folded=is_folded)

    def spans(self, spans: Sequence[Span]) -> str:
        """Spans of plain characters as HTML."""
        return "".join([self._span(span) for span in spans])

    def _span(self, span: Span) -> str:
        words = escape(span.text, quote=False)
        match span.op:
            case Op.EQUAL:
                return words
            case Op.INSERT:
                return self.inserted(words)
            case Op.DELETE:
                return self.deleted(words)

    def inserted(self, html: str, nature: Nature | None = None, *, is_folded: bool = False) -> str:
        """What came."""
        if is_folded:
            return f'<ins class="light">{html}</ins>'
        before, after = self.style.marks.insertion
        return f"<ins{_quiet(nature)}>{before}{html}{after}</ins>"

    def deleted(self, html: str, nature: Nature | None = None, *, is_folded: bool = False) -> str:
        """What went."""
        if is_folded:
            return f'<del class="light" hidden>{html}</del>'
        before, after = self.style.marks.deletion
        return f"<del{_quiet(nature)}>{before}{html}{after}</del>"

    def words(self, inlines: tuple[Inline, ...], page: str) -> str:
        """Inlines as HTML, references leading into a page."""
        return self._words(inlines, page)


def _quiet(nature: Nature | None) -> str:
    return ' class="quiet"' if nature is Nature.RENUMBERING else ""


def _rebased(inlines: tuple[Inline, ...], page: str) -> Iterator[Inline]:
    """Inlines with references as links into a page; a link on nothing but spaces is none."""
    for inline in inlines:
        match inline:
            case Reference(target, label):
                yield Link(f"{page}#{target}", (Words(label),)) if label.strip() else Words(label)
            case Link(_, children):
                inner = tuple(_rebased(children, page))
                if plain(children).strip():
                    yield replace(inline, children=inner)
                else:
                    yield from inner
            case Emphasis(children) | Foreign(_, children):
                yield replace(inline, children=tuple(_rebased(children, page)))
            case _:
                yield inline


def targets(inlines: Sequence[Inline]) -> Iterator[str]:
    """Where the links and references in some inlines lead."""
    for inline in inlines:
        match inline:
            case Link(target, children):
                yield target
                yield from targets(children)
            case Reference(target):
                yield f"#{target}"
            case Emphasis(children) | Foreign(_, children):
                yield from targets(children)
            case _:
                pass
