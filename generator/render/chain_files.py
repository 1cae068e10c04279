"""The hash chain of a document as readers may see it: digests of its publications and corrections, for anyone to hold.

It holds no roles and no reasons, and no link of a revision whose day of publication is still to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.integrity.chain import FORM
from generator.model import Document, Revision, Seal
from generator.pages import OutputFile
from generator.render.links import CHAIN, folder
from generator.render.press import Made
from generator.render.scene import Scene
from generator.render.twin import Plain, encode


def chain_files(scene: Scene, document: Document, language: str) -> Made:
    """The chain beside a document's own page; it is the same in every language."""
    lines = ",\n".join(encode(link) for _, link in sorted(_links(scene, document), key=lambda pair: pair[0]))
    content = f'{{\n"document": {encode(document.id)},\n"form": {encode(FORM)},\n"links": [\n{lines}\n]\n}}\n'
    return Made((OutputFile(folder(language, document.id) + CHAIN, content.encode()),))


def has_chain(scene: Scene, document: Document) -> bool:
    """Whether anything that readers may see is sealed."""
    return any(revision.last_seal for revision in scene.versions(document))


def _links(scene: Scene, document: Document) -> Iterator[tuple[int, Plain]]:
    for revision in scene.versions(document):
        if revision.seal and revision.published:
            yield revision.seal.number, _link("revision", revision, revision.published, revision.seal)
        for correction in revision.corrections:
            if correction.seal:
                yield correction.seal.number, _link("correction", revision, correction.date, correction.seal)


def _link(kind: str, revision: Revision, day: date, seal: Seal) -> Plain:
    return {
        "number": seal.number,
        "kind": kind,
        "revision": revision.id,
        "date": day.isoformat(),
        "content": {language: seal.content[language] for language in sorted(seal.content)},
        "source": {path: seal.source[path] for path in sorted(seal.source)},
        "previous": seal.previous,
        "digest": seal.digest,
    }
