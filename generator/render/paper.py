"""The pages of texts that are also made as PDF, and where those lie."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Extra
from generator.render.links import AS_PUBLISHED, DRAFT
from generator.render.scene import Scene, Subject


@dataclass(frozen=True, slots=True)
class FileWords:
    """What the files inside a PDF are, in the language of the page."""

    text: str
    wording: str
    facts: str
    content: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A text's own page that is to be a PDF as well; `page` is its HTML."""

    subject: Subject
    page: bytes

    @property
    def path(self) -> str:
        """Where the PDF lies in the site."""
        return paper_path(self.subject)

    @property
    def address(self) -> str:
        """The absolute address of the page."""
        return self.subject.scene.site.base_url + self.subject.folder

    @property
    def words(self) -> FileWords:
        """What its attached files are."""
        t = self.subject.interface.t
        return FileWords(
            text=t("the text in Markdown"),
            wording=t("the facts as this text words them"),
            facts=t("the facts as data"),
            content=t("content under the digest"),
        )


def has_papers(scene: Scene) -> bool:
    """Whether texts are made as PDF."""
    return Extra.PDF in scene.site.extras


def paper_path(subject: Subject) -> str:
    """The PDF of a wording, beside its own page: `fr/privacy/2023-12-18/privacy-2023-12-18-fr.pdf`."""
    return f"{subject.own_folder}{paper_name(subject)}.pdf"


def paper_name(subject: Subject) -> str:
    """What the files of a wording are called once they lie in somebody's folder."""
    version = DRAFT if subject.revision.is_draft else subject.revision.id
    state = f"-{AS_PUBLISHED}" if subject.is_as_published else ""
    return f"{subject.document.id}-{version}{state}-{subject.text.language}"
