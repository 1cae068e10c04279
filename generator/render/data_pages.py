"""The page that shows the facts of the current revision as one table, and its twin."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.pages import OutputFile
from generator.render.banners import Banner, banners
from generator.render.links import TWIN
from generator.render.matrix import Matrix, matrix, questions
from generator.render.press import Made, Press
from generator.render.scene import Subject
from generator.render.shell import Face, Shell, shell
from generator.render.text_pages import twin_head
from generator.render.twin import Plain, document, facts_plain
from generator.render.version import version_name


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The table of categories, with the banners of the text that it is drawn from."""

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    version: str
    href: str
    matrix: Matrix


def data_files(press: Press, subject: Subject) -> Made:
    """The table of a revision's categories in one language."""
    text = subject.link(subject.version_folder(subject.revision))
    view = MatrixPage(
        shell=shell(press.scene, _face(subject)),
        banners=tuple(_elsewhere(banner, text) for banner in banners(subject)),
        title=subject.text.title,
        version=version_name(subject.revision, subject.interface),
        href=text,
        matrix=matrix(subject),
    )
    page = press.print("matrix", view, subject.folder)
    return Made((page, OutputFile(subject.folder + TWIN, _twin(subject))), view.shell.indexed())


def _elsewhere(banner: Banner, text: str) -> Banner:
    """A banner whose link leads into the text, for a page that doesn't hold it."""
    return replace(banner, href=text + banner.href) if banner.href.startswith("#") else banner


def _face(subject: Subject) -> Face:
    languages = [text.language for text in subject.scene.texts(subject.revision)]
    return Face(
        language=subject.text.language,
        title=f"{subject.text.title}: {subject.interface.t('Categories of data')}",
        folders={language: subject.counterpart(language) for language in subject.scene.site.languages},
        same=tuple(languages),
        twins=(("application/json", TWIN),),
    )


def _twin(subject: Subject) -> bytes:
    labels: dict[str, Plain] = {}
    for (kind, name), label in sorted(subject.text.wording.labels.items()):
        group = labels.setdefault(kind, {})
        if isinstance(group, dict):
            group[name] = label
    facts: dict[str, Plain] = {
        "facts": facts_plain(subject.revision.facts),
        "labels": labels,
        "open_decisions": dict(sorted(questions(subject).items())),
    }
    return document(twin_head(subject), [], facts)
