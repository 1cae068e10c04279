"""The forms that a section takes, made once for each distinct section whatever pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.model import Section, Text
from generator.render.anchors import Anchors, own_ids
from generator.render.contents import ContentCache
from generator.render.html import body_html, heading_html, title_html
from generator.render.plain import section_name, section_plain
from generator.render.redline_runs import RedlineCache
from generator.render.twin import section_json

NOTHING_TAKEN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SectionForms:
    """A section as HTML, as a line of JSON and as plain text.

    `words` are number and title without links, for the table of contents; `name` is the same as escaped characters.
    `own` are the ids that its author gave, `generated` the anchors that were counted out.
    """

    heading: str
    words: Markup
    name: str
    body: str
    json: str
    plain: str
    own: tuple[str, ...]
    generated: tuple[str, ...]


class FormCache:
    """The forms of sections. Two sections are the same when they share id, label, title and blocks as objects.

    `contents` remembers what a reader gets of each text, `redlined` what redlines share.
    """

    def __init__(self) -> None:
        self.contents = ContentCache()
        self.redlined = RedlineCache()
        self._forms: dict[tuple[object, ...], tuple[Section, SectionForms]] = {}
        self._texts: dict[int, tuple[Text, tuple[SectionForms, ...]]] = {}

    def of_text(self, text: Text) -> tuple[SectionForms, ...]:
        """The forms of all sections of a text, in order; no anchor stands twice."""
        known = self._texts.get(id(text))
        if known is None:
            known = self._texts[id(text)] = (text, self._make_text(text))  # keeps the text, so its id isn't reused
        return known[1]

    def _make_text(self, text: Text) -> tuple[SectionForms, ...]:
        forms = [self._of_section(section) for section in text.sections]
        own = {name for form in forms for name in form.own}
        return tuple(
            form if own.isdisjoint(form.generated) else make_forms(section, frozenset(own))
            for section, form in zip(text.sections, forms, strict=True)
        )

    def _of_section(self, section: Section) -> SectionForms:
        key = (id(section.blocks), id(section.title), section.id, section.label)
        known = self._forms.get(key)
        if known is None:
            known = self._forms[key] = (section, make_forms(section, NOTHING_TAKEN))
        return known[1]


def make_forms(section: Section, taken: frozenset[str]) -> SectionForms:
    """The forms of a section, whose generated anchors avoid the names in `taken`."""
    anchors = Anchors(section.id, taken)
    return SectionForms(
        heading=heading_html(section),
        words=Markup(title_html(section)),  # noqa: S704 - escaped there
        name=escape(section_name(section)),
        body=body_html(section, anchors),
        json=section_json(section, Anchors(section.id, taken)),
        plain=section_plain(section),
        own=(section.id, *own_ids(section.blocks)),
        generated=tuple(anchors.generated),
    )
