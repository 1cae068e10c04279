"""The article of a redline: changed sections open, all others folded where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from markupsafe import Markup

from generator.compare.changeset import (
    Changeset,
    RedlineSection,
    SectionChange,
    SectionStatus,
    Status,
)
from generator.render.change_words import QUIET, nature_counts, section_name
from generator.render.redline_columns import ColumnWriter
from generator.render.redline_html import RedlineWriter, statuses
from generator.render.redline_runs import Style


def redline_article(changeset: Changeset, style: Style) -> Markup:
    """The whole text of both sides in one."""
    article = _Article(changeset, style, RedlineWriter(changeset, style))
    return Markup(article.whole())  # noqa: S704 - built from escaped words only


def columns_article(changeset: Changeset, style: Style) -> Markup:
    """The whole text of both sides, the old one beside the new one."""
    article = _Article(changeset, style, ColumnWriter(changeset, style))
    return Markup(article.whole())  # noqa: S704 - the same


def changed_sections(changeset: Changeset, style: Style) -> Markup:
    """The title and the sections that changed, without the rest."""
    writer = RedlineWriter(changeset, style)
    nodes = [node for node in changeset.redline.sections if node.status is not Status.EQUAL]
    return Markup("".join([writer.head(), *(writer.section(node) for node in nodes)]))  # noqa: S704 - the same


def affected_sections(changeset: Changeset) -> tuple[SectionChange, ...]:
    """The sections in which anything changed, in reading order; also those that words were only moved out of."""
    changed = {node.id for node in changeset.redline.sections if node.status is not Status.EQUAL}
    return tuple(section for section in changeset.sections if section.changes or section.id in changed)


class _Article:
    """Puts one article together; used once."""

    def __init__(self, changeset: Changeset, style: Style, writer: RedlineWriter | ColumnWriter) -> None:
        self.changeset, self.style, self.writer = changeset, style, writer
        self.sections = {section.id: section for section in changeset.sections}
        self.t = style.interface.t
        self.same: list[RedlineSection] = []

    def whole(self) -> str:
        parts = [self.writer.head()]
        for node in self.changeset.redline.sections:
            if node.status is Status.EQUAL:
                self.same.append(node)
                continue
            parts += [*self._unchanged(), self._changed(node)]
        return "".join([*parts, *self._unchanged()])

    def _unchanged(self) -> Iterator[str]:
        """The unchanged sections since the last changed one, folded as one."""
        if not self.same:
            return
        first, last = self._name(self.same[0]), self._name(self.same[-1])
        if len(self.same) == 1:
            words = self.t("Unchanged: {section}", section=first)
        else:
            words = self.t("Unchanged: from {first} to {last}", first=first, last=last)
        yield self._folded("unchanged", words, "".join([self.writer.section(node) for node in self.same]))
        self.same = []

    def _changed(self, node: RedlineSection) -> str:
        if node.status is Status.MOVED_AWAY:
            words = self.t("Moved away from here: {section}", section=self._name(node))
            return self._folded("moved-away", words, self.writer.section(node))
        section = self.sections.get(node.id)
        if section is None or not _is_quiet(node, section):
            return self.writer.section(node)
        return self._folded("quiet", self._quiet_words(section), self.writer.section(node))

    def _quiet_words(self, section: SectionChange) -> str:
        if section.status is SectionStatus.RENUMBERED:
            old, new = section.old_heading.rstrip(" :"), section.new_heading.rstrip(" :")
            return self.t("{old} becomes {new}, text unchanged", old=old, new=new)
        counts = "; ".join(nature_counts(section.counts, self.style.interface))
        return self.t("{section} ({counts})", section=section_name(section, self.style.interface), counts=counts)

    def _name(self, node: RedlineSection) -> str:
        section = self.sections.get(node.id)
        return section_name(section, self.style.interface) if section else self.t("Preamble")

    def _folded(self, role: str, words: str, body: str) -> str:
        summary = f"<summary data-note>{escape(words, quote=False)}</summary>"
        return f'<details class="sections {role}">\n{summary}\n{body}</details>\n'


def _is_quiet(node: RedlineSection, section: SectionChange) -> bool:
    """Whether nothing but numbers, looks and typography changed."""
    if not section.counts or section.moved or any(nature not in QUIET for nature in section.counts):
        return False
    return not any(status in {Status.MOVED_AWAY, Status.MOVED_HERE} for status in statuses(node.blocks))
