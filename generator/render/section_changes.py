"""The line beside a section of a text: with which version it last changed, and the way to its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from generator.compare.comparisons import Comparison
from generator.render.compared import changes_folder
from generator.render.history import draft_steps
from generator.render.links import HISTORY, folder
from generator.render.redline_html import section_anchor
from generator.render.scene import Subject
from generator.render.version import version_name


def change_lines(subject: Subject, names: Mapping[str, str]) -> Mapping[str, str]:
    """The line for each section that ever changed, as HTML; `names` are the sections' escaped names."""
    comparisons = subject.scene.comparisons.get(subject.document.id)
    if comparisons is None:
        return {}
    steps = {step.name: step for step in comparisons.all}
    history = subject.scene.history(subject.document, subject.text.language)
    last = _last_steps(subject)
    anchors = {name: section_anchor(steps[name].changeset.texts[subject.text.language]) for name in set(last.values())}
    lines: dict[str, str] = {}
    for section, name in names.items():
        links = (
            [_changed(subject, steps[last[section]], anchors[last[section]](section), name)] if section in last else []
        )
        links += list(_history(subject, section, name)) if section in history.stands else []
        if links:
            lines[section] = f'<p class="section-links changed">{" ".join(links)}</p>\n'
    return lines


def _last_steps(subject: Subject) -> Mapping[str, str]:
    """The comparison that shows the last change of each section."""
    scene, document, language = subject.scene, subject.document, subject.text.language
    history, versions = scene.history(document, language), scene.versions(document)
    if not subject.revision.is_draft:
        return history.last_steps.get(subject.revision.id, {})
    before = history.last_steps.get(versions[-1].id, {}) if versions else {}
    return {**before, **draft_steps(scene.comparisons[document.id], language)}


def _changed(subject: Subject, step: Comparison, anchor: str, name: str) -> str:
    t = subject.interface.t
    if step.new.is_draft:
        words = t("Changed in the draft")
    else:
        words = t("Changed in the version of {version}", version=version_name(step.new, subject.interface))
    target = subject.link(changes_folder(subject.text.language, subject.document, step.name))
    return _link(f"{target}#{anchor}", words, name)


def _history(subject: Subject, section: str, name: str) -> Iterator[str]:
    target = subject.link(folder(subject.text.language, subject.document.id, HISTORY, section))
    yield _link(target, subject.interface.t("All wordings"), name)


def _link(target: str, words: str, name: str) -> str:
    return f'<a href="{escape(target)}" aria-label="{escape(words)}: {name}">{escape(words, quote=False)}</a>'
