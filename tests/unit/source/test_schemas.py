"""The schemas are what the shapes say, editors can use them, and they accept what the program accepts."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from generator.review.schemas import schemas
from generator.source.schemas import as_text, file_name
from tests.unit.source.planting import MINIMAL

KINDS = (
    ("site", r"site"),
    ("roles", r"data/roles"),
    ("terms", r"data/terms"),
    ("decisions", r"data/[^/]+/decisions"),
    ("facts", r"data/[^/]+/[^/]+"),
    ("signoff", r"[a-z-]+/[^/]+/[^/]+\.signoff"),
    ("wording", r"[a-z-]+/[^/]+/[^/]+"),
    ("waivers", r"[^/]+\.waivers"),
    ("differences", r"[^/]+\.differences"),
    ("findings", r"[^/]+\.findings"),
    ("revisions", r"[^/]+\.revisions"),
    ("document", r"[^/.]+"),
)


def typed(value: Any) -> Any:
    """Return what an editor makes of the characters: flags are no words to it; everything else is written as words."""
    match value:
        case dict():
            return {key: typed(inner) for key, inner in value.items()}
        case list():
            return [typed(inner) for inner in value]
        case _:
            return {"true": True, "false": False}.get(value, value)


def samples(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield each YAML file of a site with its kind."""
    folder = root / "content"
    for path in sorted(folder.rglob("*.yaml")):
        name = str(path.relative_to(folder)).removesuffix(".yaml")
        yield next(kind for kind, pattern in KINDS if re.fullmatch(pattern, name)), path


@pytest.mark.parametrize("kind", schemas().keys())
def test_the_file_of_a_schema_is_current(repository: Path, kind: str) -> None:
    text = (repository / "schemas" / file_name(kind)).read_text("utf-8")
    assert text == as_text(schemas()[kind]), "run scripts/write-schemas"


def test_the_script_writes_the_files_as_they_are(repository: Path) -> None:
    folder = repository / "schemas"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    subprocess.run([repository / "scripts" / "write-schemas"], check=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert sorted(before) == sorted(file_name(kind) for kind in schemas())


@pytest.mark.parametrize("kind", schemas().keys())
def test_a_schema_is_one(kind: str) -> None:
    schema = schemas()[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://polylex.example/schemas/{kind}.schema.json"
    assert schema["title"]


def fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of a schema, however deep."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for inner in schema.values():
            yield from fields(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from fields(inner)


@pytest.mark.parametrize("kind", schemas().keys())
def test_every_field_says_what_it_is_for(kind: str) -> None:
    assert [name for name, field in fields(schemas()[kind]) if not field.get("description")] == []


@pytest.mark.parametrize("place", ["minimal", "repository"])
def test_the_sample_files_are_valid(repository: Path, place: str) -> None:
    found = list(samples(MINIMAL if place == "minimal" else repository))
    assert {kind for kind, _ in found} >= {"site", "document", "revisions", "facts", "wording", "roles"}
    for kind, path in found:
        words = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - makes nothing but words
        Draft202012Validator(schemas()[kind]).validate(typed(words))


def test_the_repository_has_a_file_of_nearly_every_kind(repository: Path) -> None:
    assert {kind for kind, _ in samples(repository)} >= set(schemas()) - {"differences"}


def test_each_file_of_the_repository_names_its_schema(repository: Path) -> None:
    for kind, path in samples(repository):
        first, _, _ = path.read_text("utf-8").partition("\n")
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, path
        assert (path.parent / named[1]).resolve() == repository / "schemas" / file_name(kind)


WRONG = {
    "a misspelt field": ("document", {"edition": "FR", "prevaling": {"language": "nl"}}),
    "a missing field": ("document", {"edition": "FR"}),
    "a word that is not known": ("document", {"edition": "FR", "prevailing": {"language": "nl"}, "draft": "no"}),
    "a flag in words": ("document", {"edition": "FR", "prevailing": {"language": "nl"}, "draft_is_proposal": "yes"}),
    "an id that can't be one": ("document", {"edition": "FR", "prevailing": {"language": "nl", "section": "A"}}),
    "a language that is none": ("document", {"edition": "FR", "prevailing": {"language": "NL"}}),
    "a day that is none": ("document", {"edition": "FR", "prevailing": {"language": "nl"}, "ended": "31/12/2023"}),
    "a list for fields": ("roles", {"roles": []}),
    "an item twice": ("facts", {"items": ["a", "a"]}),
    "a rule of nobody": (
        "facts",
        {"categories": {"a": {"kind": "data", "purposes": [], "retention": [{"rule": "x"}]}}},
    ),
    "a period in words": (
        "facts",
        {
            "categories": {
                "a": {"kind": "data", "purposes": [], "retention": [{"rule": "exactly", "duration": "24 mois"}]}
            }
        },
    ),
    "a waiver of nothing": ("waivers", {"waivers": [{"reason": "a", "by": "b", "date": "2026-01-01"}]}),
    "a waiver of two kinds": (
        "waivers",
        {
            "waivers": [
                {
                    "reason": "a",
                    "by": "b",
                    "date": "2026-01-01",
                    "rule": "spelling",
                    "revision": "2023-12-18",
                    "fingerprint": "0" * 16,
                    "digests": {"fr": f"v1:sha256:{'0' * 64}"},
                }
            ]
        },
    ),
    "a term in no language": ("terms", {"processor": {"note": "a"}}),
    "a confirmation by hand": ("signoff", {"sections": {"law": {"by": "maintainers", "date": "2026-01-01"}}}),
    "a severity that is none": ("site", {"severities": {"spelling": "fatal"}}),
    "a difference of no kind": ("differences", {"differences": [{"kind": "word", "section": "a", "reason": "b"}]}),
    "a difference without its words": (
        "differences",
        {"differences": [{"kind": "value", "section": "a", "reason": "b"}]},
    ),
    "a set of rules without a digest": ("findings", {"rules": {"all": ["spelling"]}, "revisions": {}}),
    "a table's head of two": ("wording", {"table_head": ["a", "b"]}),
}


@pytest.mark.parametrize(("kind", "value"), WRONG.values(), ids=WRONG.keys())
def test_a_schema_refuses_what_the_program_refuses(kind: str, value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Draft202012Validator(schemas()[kind]).validate(value)


def test_the_text_of_a_schema_is_in_order() -> None:
    text = as_text(schemas()["site"])
    assert text.endswith("}\n")
    assert json.loads(text) == schemas()["site"]
    assert list(json.loads(text)) == sorted(schemas()["site"])
