"""The JSON Schemas of all YAML files under `content/`, those around the check too."""

from __future__ import annotations

from collections.abc import Mapping

from generator.check.differences import DIFFERENCES
from generator.review.files import SIGNOFF, WAIVERS
from generator.review.known_rules import KNOWN_RULES
from generator.source.schemas import KINDS, Kinds, schemas_of
from generator.source.shapes import Schema
from generator.source.terms import TERMS

_AROUND: Kinds = {
    "terms": ("The terms: content/data/terms.yaml", TERMS),
    "waivers": ("The waivers of a document: content/DOCUMENT.waivers.yaml", WAIVERS),
    "differences": ("What differs on purpose in a document: content/DOCUMENT.differences.yaml", DIFFERENCES),
    "signoff": ("The confirmations of a translation: content/LANGUAGE/DOCUMENT/REVISION.signoff.yaml", SIGNOFF),
    "findings": ("The rules that revisions know: content/DOCUMENT.findings.yaml", KNOWN_RULES),
}


def schemas() -> Mapping[str, Schema]:
    """The schema of each kind of file (draft 2020-12), by its name."""
    return schemas_of({**KINDS, **_AROUND})
