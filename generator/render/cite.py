"""Cite this passage: label, version, lasting address and digest, so that anyone can check a quotation.

The panel of a section opens without a script. A script only fills in the passage that was chosen, and copies.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from generator.model import Section
from generator.render.forms import SectionForms
from generator.render.passages import Passage, passages, section_label
from generator.render.scene import Subject
from generator.render.version import version_name

SUFFIX = "--cite"  # no id of an author holds two hyphens
NOTHING_TAKEN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Citation:
    """What all citations of a text share, as escaped characters; `address` is that of the text's own page."""

    before: str
    after: str
    address: str
    digest: str


def citation(subject: Subject) -> Citation:
    """The parts of a citation around its label."""
    t = subject.interface.t
    version = version_name(subject.revision, subject.interface)
    if subject.revision.is_draft:
        words = t("draft, not published")
    elif subject.is_as_published:
        words = t("version of {version}, as published", version=version)
    else:
        words = t("version of {version}", version=version)
    digest = "" if subject.revision.is_draft else f"SHA-256 {subject.content_digest}"
    return Citation(
        escape(subject.text.title, quote=False),
        escape(words, quote=False),
        escape(subject.scene.site.base_url + subject.own_folder),
        digest,
    )


def taken_names(forms: tuple[SectionForms, ...]) -> frozenset[str]:
    """The names that counted anchors of this text had to avoid; none where nothing collided."""
    collided = any(name.endswith("x") for form in forms for name in form.generated)
    return frozenset(name for form in forms for name in form.own) if collided else NOTHING_TAKEN


def cite_button(section: Section, name: str, words: str) -> str:
    """The button that opens the panel; `name` is the section's escaped name."""
    label = escape(words)
    return f'<button type="button" popovertarget="{section.id}{SUFFIX}" aria-label="{label}: {name}">{label}</button>'


def cite_panel(subject: Subject, section: Section, shared: Citation, taken: frozenset[str]) -> str:
    """The panel with the citation of a section, and the way to each of its passages."""
    t = subject.interface.t
    label, panel = section_label(section, subject.interface), f"{section.id}{SUFFIX}"
    listed = passages(section, subject.interface, taken)
    links = "".join(_link(passage) for passage in listed)
    more = f'<ul class="passages">{links}</ul>\n' if listed else ""
    title = escape(t("Cite this passage"), quote=False)
    digest = f" {shared.digest}." if shared.digest else ""
    return (
        f'<div class="cite" id="{panel}" popover role="dialog" aria-labelledby="{panel}d" data-pagefind-ignore>\n'
        f'<p class="cite-title" id="{panel}d">{title}</p>\n'
        f'<p class="citation">{shared.before}, <span class="cite-label">{escape(label, quote=False)}</span>, '
        f'{shared.after}, <span class="cite-address">{shared.address}#{section.id}</span>.{digest}</p>\n{more}</div>\n'
    )


def _link(passage: Passage) -> str:
    return f'<li><a href="#{passage.anchor}">{escape(passage.label, quote=False)}</a></li>'
