"""What a redline says of its changes beside the words: ways to the next one, moves, folded light changes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from generator.compare.changeset import Change, Changeset, Kind, Nature, Run
from generator.model import Inline, plain
from generator.render.catalog import msgid
from generator.render.change_words import (
    QUIET,
    details,
    is_light,
    nature_counts,
    section_name,
    short,
)
from generator.render.redline_runs import Light, RunWriter, Style, targets

BEFORE_AFTER = (msgid("Before"), msgid("After"))
QUOTED = 60  # characters of a quotation in a note


class Notes:
    """The notes of one redline; every id is given once."""

    def __init__(self, changeset: Changeset, style: Style) -> None:
        self.style = style
        self._t = style.interface.t
        self._writer = RunWriter(style)
        self._changes = {change.id: change for change in changeset.changes}
        self._sections = {section.id: section for section in changeset.sections}
        self._of_section: dict[str, list[Change]] = {}
        for change in changeset.changes:
            self._of_section.setdefault(change.section, []).append(change)
        stops = [change.id for change in changeset.changes if change.nature not in QUIET]
        self._before = {after: before for before, after in pairwise(stops)}
        self._after = dict(pairwise(stops))
        self._given: set[str] = set()
        self._typography: list[tuple[int, str]] = []
        self._told: set[tuple[str, bool]] = set()

    def change(self, name: str) -> Change | None:
        """The change with this id."""
        return self._changes.get(name)

    def is_given(self, name: str) -> bool:
        """Whether a change has its place already."""
        return name in self._given

    def id(self, name: str) -> str:
        """The attribute that makes an element the place of an id; empty for one that has its place already."""
        if self.style.bare or not name or name in self._given:
            return ""
        self._given.add(name)
        return f' id="{self.style.prefix}{escape(name)}"'

    def steps(self, name: str) -> str:
        """Links to the changes before and after one; nothing for a quiet change, which may lie folded."""
        if self.style.bare or name not in self._changes or self._changes[name].nature in QUIET:
            return ""
        links = (
            self._step(self._before.get(name, ""), "↑", self._t("Previous change")),
            self._step(self._after.get(name, ""), "↓", self._t("Next change")),
        )
        found = "".join(links)
        return f' <span class="steps" data-note>{found}</span>' if found else ""

    def _step(self, target: str, sign: str, words: str) -> str:
        if not target:
            return ""
        return f'<a href="#{self.style.prefix}{escape(target)}" aria-label="{escape(words)}">{sign}</a>'

    def note(self, words: str, *, attributes: str = "", tag: str = "p") -> str:
        """A quiet line."""
        return f'<{tag} class="note"{attributes} data-note>{words}</{tag}>'

    def move(self, name: str, counterpart: str, *, is_here: bool) -> str:
        """Where a change's words came from, or went to, as a link to that place; told once on each side."""
        if (name, is_here) in self._told:
            return ""
        self._told.add((name, is_here))
        change = self._changes.get(name)
        place = (change.old_section or change.section if is_here else change.section) if change else ""
        section = self._sections.get(place)
        where = section_name(section, self.style.interface) if section else ""
        if is_here:
            words = self._t("moved from: {place}", place=where) if where else self._t("moved from another place")
        else:
            words = self._t("moved to: {place}", place=where) if where else self._t("moved to another place")
        return self._way(words, counterpart)

    def row_move(self, counterpart: str, *, is_here: bool) -> str:
        """Where a row of the same table came from, or went to."""
        words = self._t("row moved from another place") if is_here else self._t("row moved to another place")
        return self._way(words, counterpart)

    def _way(self, words: str, counterpart: str) -> str:
        if self.style.bare or not counterpart:
            return escape(words, quote=False)
        return f'<a href="#{self.style.prefix}{escape(counterpart)}">{escape(words, quote=False)}</a>'

    def kind(self, name: str) -> str:
        """What happened to a paragraph that was split, or to several that were merged."""
        change = self._changes.get(name)
        if change is None or self.style.bare or self.is_given(name):
            return ""
        words = {
            Kind.SPLIT: self._t("One paragraph became several."),
            Kind.MERGE: self._t("Several paragraphs became one."),
        }.get(change.kind)
        return self.note(escape(words, quote=False), attributes=self.id(name)) + "\n" if words else ""

    def unplaced(self, section: str) -> str:
        """Lines for the changes of a section that stand at no single place in it, such as a table's column."""
        if self.style.bare:
            return ""
        left = [change for change in self._of_section.get(section, ()) if not self.is_given(change.id)]
        return "".join([self._unplaced(change) for change in left])

    def _unplaced(self, change: Change) -> str:
        interface = self.style.interface
        words = "; ".join(details(change, interface)) or ", ".join(nature_counts({change.nature: 1}, interface))
        steps = self.steps(change.id)
        return self.note(escape(words, quote=False) + steps, attributes=self.id(change.id)) + "\n"

    def light(self, light: Light, runs: tuple[Run, ...], name: str = "") -> str:
        """What changed in a block's looks and links, folded; its typography is kept for the end of the section."""
        if self.style.bare:
            return ""
        change = self._changes.get(name)
        identity = self.id(name) if change and is_light(change.nature) else ""
        if light.typography:
            self._typography.append((light.typography, f"<li{identity}>{self._writer.runs(runs)}</li>\n"))
            identity = ""
        forms: list[str] = []
        for run in light.runs:
            forms.append(self._form(run, identity))
            identity = ""
        return "".join(forms) + (self._formed(identity) if identity else "")

    def typography(self) -> str:
        """The changes of typography since the last call, folded as one and counted."""
        if not self._typography:
            return ""
        number = sum(count for count, _ in self._typography)
        words = self.style.interface.n(
            "{number} change of typography only", "{number} changes of typography only", number
        )
        items = "".join([html for _, html in self._typography])
        self._typography = []
        return self._folded(words, f"<ul>\n{items}</ul>")

    def _formed(self, identity: str) -> str:
        """The place of a change of form that no single word shows, such as the kind of a list."""
        return self.note(escape(self._t("formatting"), quote=False), attributes=identity, tag="div")

    def _folded(self, words: str, body: str, identity: str = "") -> str:
        summary = escape(words, quote=False)
        return f'<details class="folded"{identity} data-note>\n<summary>{summary}</summary>\n{body}\n</details>\n'

    def _form(self, run: Run, identity: str) -> str:
        words = short(plain(run.inlines), QUOTED)
        before = self._writer.words(run.before, self.style.old_page)
        after = self._writer.words(run.inlines, self.style.new_page)
        if run.nature is Nature.LINK:
            title = self._t("Link changed: {words}", words=words)
            before, after = (self._targets(before, run.before), self._targets(after, run.inlines))
        else:
            title = self._t("Formatting changed: {words}", words=words)
        pair = "".join(
            f"<div><dt>{escape(self._t(term), quote=False)}</dt><dd>{html}</dd></div>"
            for term, html in zip(BEFORE_AFTER, (before, after), strict=True)
        )
        return self._folded(title, f"<dl>{pair}</dl>", identity)

    def _targets(self, html: str, inlines: Sequence[Inline]) -> str:
        found = ", ".join(f"<code>{escape(target, quote=False)}</code>" for target in targets(inlines))
        return found or html
