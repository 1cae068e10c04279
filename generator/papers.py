"""The PDFs of a document's texts: their attached files, and the memory that spares making them anew."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.pages import OutputFile
from generator.render.links import CONTENT, STYLESHEET
from generator.render.paper import Paper, paper_name
from generator.render.scene import Subject
from generator.render.theme import asset_files, paper_rules
from generator.source.corpus import DRAFT, LoadedDocument
from generator.source.folder import Names
from generator.source.states import all_states
from generator.typeset import Attached, Relationship, Sheet, Typesetter
from generator.write import Keep

_MARKDOWN = "text/markdown"
_YAML = "application/yaml"
_JSON = "application/json"


@dataclass(slots=True)
class Papers:
    """Makes PDFs. `used` are the names under which those of this build are kept."""

    typesetter: Typesetter
    keep: Keep
    used: list[str] = field(default_factory=list)

    def made(self, paper: Paper, loaded: LoadedDocument) -> OutputFile:
        """The PDF of a page, as it was made before where nothing has changed. Raises `ConfigurationError`."""
        sheet = sheet_of(paper, loaded)
        key = self.typesetter.key(sheet)
        content = self.keep.get(key)
        if content is None:
            with _swept():
                content = self.typesetter.pdf(sheet)
            self.keep.put(key, content)
        self.used.append(key)
        return OutputFile(paper.path, content)


@contextmanager
def _swept() -> Iterator[None]:
    """Let go of all that is made inside, even if the collector of cycles is off; what was there isn't looked at."""
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()


def typesetter_of(base_url: str, folders: tuple[Path, ...]) -> Typesetter:
    """What typesets the pages of a site with a theme. Raises `ConfigurationError` where it can't be done."""
    assets = {file.path: file.content for file in asset_files(folders)}
    return Typesetter(base_url, assets, (STYLESHEET, paper_rules(folders)))


def sheet_of(paper: Paper, loaded: LoadedDocument) -> Sheet:
    """A page with the files that it was made from."""
    revision = paper.subject.revision
    corrected = revision.corrected
    return Sheet(
        path=paper.path,
        address=paper.address,
        page=paper.page,
        attached=tuple(_attached(paper, loaded)),
        created=revision.published,
        modified=corrected.date if corrected else revision.published,
    )


def _attached(paper: Paper, loaded: LoadedDocument) -> Iterator[Attached]:
    """The text, its wording of the facts, the facts, and the content that the digest in the head is taken of."""
    subject, words = paper.subject, paper.words
    text, name = subject.text, paper_name(subject)
    facts = name.removesuffix(f"-{text.language}") + "-facts"
    sources = (
        (f"{name}.md", text.path, _MARKDOWN, words.text),
        (f"{name}.yaml", text.wording_path, _YAML, words.wording),
        (f"{facts}.yaml", _facts_path(subject, loaded), _YAML, words.facts),
    )
    for attached, path, kind, description in sources:
        yield Attached(attached, loaded.sources[path].text.encode(), kind, Relationship.SOURCE, description)
    yield Attached(CONTENT, subject.content, _JSON, Relationship.DATA, words.content)


def _facts_path(subject: Subject, loaded: LoadedDocument) -> str:
    """The file that the facts of a wording stand in."""
    names = Names(loaded.id)
    if subject.revision.is_draft:
        return names.facts(DRAFT)
    entry = next(entry for entry in loaded.held.revisions if entry.id == subject.revision.id)
    return all_states(entry, loaded.held, names)[len(subject.revision.earlier)].facts
