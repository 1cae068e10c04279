"""What stands around the content of a new site: schemas, the interface's words, CI, and notes for the team."""

from __future__ import annotations

from generator.review.schemas import schemas
from generator.source.schemas import as_text, file_name
from generator.start.content import AUTHOR, REVIEWER, SEVERAL
from generator.start.kit import catalog_of, kit_files
from generator.start.options import StartOptions

_PUBLISHED = "published"
"""The tag of lines that stand only where there are revisions."""


def files_around(options: StartOptions) -> dict[str, str]:
    """Every file that isn't under `content/`, by its path."""
    values = {
        "author": AUTHOR,
        "reviewer": REVIEWER,
        "document": options.document,
        "language": options.prevailing,
        "translation": next((one for one in options.languages if one != options.prevailing), ""),
        "owned": "".join(f"# /content/{language}/ @your-organisation/{REVIEWER}\n" for language in options.languages),
    }
    tags = [tag for tag, holds in ((SEVERAL, options.is_multilingual), (_PUBLISHED, options.has_revisions)) if holds]
    files = {f"schemas/{file_name(kind)}": as_text(schema) for kind, schema in schemas().items()}
    files |= kit_files("site", values, tags)
    for language in options.languages:
        catalog = catalog_of(language)
        if catalog:
            files[f"templates/catalogs/{language.partition('-')[0]}.po"] = catalog
    if options.forges:
        files |= kit_files("ci", values)
    for forge in options.forges:
        files |= kit_files(forge.value, values)
    return files
