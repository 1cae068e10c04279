"""The JSON Schema of a YAML file, made of the shape that reads it, so that editors can help while one writes.

This layer knows the files that a site is built from; `generator.review.schemas` adds those around the check.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from generator.source.facts import FACTS
from generator.source.manifests import DECISIONS, DOCUMENT, ROLES, SITE
from generator.source.revisions import REVISIONS
from generator.source.shapes import Schema, Shape
from generator.source.wording import WORDING

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE = "https://polylex.example/schemas/"

Kinds = Mapping[str, tuple[str, Shape[object]]]
"""Each kind of file, with what it is, where it lies, and its shape."""

KINDS: Kinds = {
    "site": ("The site: content/site.yaml", SITE),
    "document": ("A document: content/DOCUMENT.yaml", DOCUMENT),
    "revisions": ("The revisions of a document: content/DOCUMENT.revisions.yaml", REVISIONS),
    "facts": ("The facts of a revision: content/data/DOCUMENT/REVISION.yaml", FACTS),
    "decisions": ("The open decisions on a document: content/data/DOCUMENT/decisions.yaml", DECISIONS),
    "roles": ("The roles: content/data/roles.yaml", ROLES),
    "wording": ("The wording of a revision in a language: content/LANGUAGE/DOCUMENT/REVISION.yaml", WORDING),
}
"""The files that a site is built from."""


def schemas_of(kinds: Kinds) -> Mapping[str, Schema]:
    """The schema of each kind of file (draft 2020-12), by its name."""
    return MappingProxyType({kind: _schema(kind, title, shape) for kind, (title, shape) in kinds.items()})


def _schema(kind: str, title: str, shape: Shape[object]) -> Schema:
    return {"$schema": DIALECT, "$id": f"{BASE}{file_name(kind)}", "title": title, **shape.schema()}


def file_name(kind: str) -> str:
    """The name of a schema's file."""
    return f"{kind}.schema.json"


def as_text(schema: Schema) -> str:
    """A schema as its file holds it: keys in order, so that a change shows as a change of few lines."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
