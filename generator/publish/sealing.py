"""Sealing revisions that were listed without seals: how an archive is adopted."""

from __future__ import annotations

from pathlib import Path

from generator.integrity.chain import unsealed
from generator.integrity.entries import as_yaml
from generator.integrity.sealing import seal_all
from generator.publish.chosen import choose
from generator.publish.commit import Plan, commit


def seal_document(root: Path, name: str) -> tuple[str, ...]:
    """Seal the revisions of a document that have no seal, oldest first, and return their ids.

    What is sealed already is verified first. Raises PolicyError, AlteredError among them.
    """
    chosen = choose(root, name)
    waiting = tuple(entry.id for entry in unsealed(chosen.held))
    if waiting:
        revisions = {revision.id: revision for revision in chosen.document.revisions}
        held = seal_all(root, name, chosen.held, revisions)
        path = chosen.names.revisions
        commit(root, Plan(path, as_yaml(held), chosen.loaded.sources[path]))
    return waiting
