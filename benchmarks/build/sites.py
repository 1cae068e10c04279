"""Write the measured texts to a folder: `python benchmarks/build/sites.py --size M FOLDER`.

The folder gets `polylex/`, a site that `polylex build` takes, and `hugo/`, the same texts for Hugo. The same size and
seed give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from notation import (
    ADDRESS,
    ARTICLE_REFERENCES,
    ARTICLES,
    CATEGORY_LABELS,
    LANGUAGES,
    RECORD_HEADS,
    TITLE,
    Notation,
    hugo_notation,
    item_words,
    period_words,
    purpose_of,
    purpose_words,
)
from phrases import ITEMS, PURPOSES
from sizes import SIZES, Size
from texts import CATEGORIES, Document, Version, documents

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOTES = ("Modifications de la version {n}.", "Wijzigingen van versie {n}.")
SITE = """\
base_url: https://policies.example/
time_zone: Europe/Brussels
authority: publisher
publisher: {fr: Exemple SA, nl: Voorbeeld NV}
title: {fr: Textes de référence, nl: Referentieteksten}
languages: [nl, fr]
"""
MANIFEST = """\
edition: BE
prevailing:
  language: nl
  section: language
  block: prevailing-clause
draft: public
"""
ROLES = "roles:\n  maintainers: {title: {fr: Responsables des textes, nl: Beheerders van de teksten}}\n"
DATE_LINES = ("Publié le {published:dd/MM/yyyy}", "Bekendgemaakt op {published:dd/MM/yyyy}")
LEGAL_FORMS = (("SA", "BCE"), ("NV", "KBO"))
BASES = ("contrat", "overeenkomst")
OFFICES = ("Bureau", "Kantoor")


def write_sites(folder: Path, size: Size, seed: int = 1) -> None:
    """Write both sites; the folder must not hold any."""
    made = documents(size, seed)
    write_polylex(folder / "polylex", made)
    write_hugo(folder / "hugo", made)


# ---------------------------------------------------------------- for Polylex


def write_polylex(root: Path, made: Iterable[Document]) -> None:
    """Write a site's `content/`, and the base template as a file of its own, so that it can be edited."""
    held = tuple(made)
    write_site_manifest(root, [document.id for document in held])
    _write(root / "content/data/roles.yaml", ROLES)
    for document in held:
        write_document(root, document)
    (root / "templates").mkdir()
    shutil.copy(ROOT / "templates/base.html", root / "templates/base.html")


def write_site_manifest(root: Path, ids: list[str]) -> None:
    """Write `site.yaml` with these documents."""
    _write(root / "content/site.yaml", f"{SITE}documents: [{', '.join(ids)}]\n")


def write_document(root: Path, document: Document) -> None:
    """Write a document's manifests, revisions, and a draft that equals the last one."""
    content = root / "content"
    _write(content / f"{document.id}.yaml", MANIFEST)
    write_revisions(root, document)
    for version in document.versions:
        write_version(root, document, version, version.id)
    write_version(root, document, document.versions[-1], "draft")


def write_revisions(root: Path, document: Document) -> None:
    """Write the list of a document's revisions."""
    entries = "".join(map(entry, document.versions))
    _write(root / f"content/{document.id}.revisions.yaml", f"revisions:\n{entries}")


def write_version(root: Path, document: Document, version: Version, name: str) -> None:
    """Write the texts, the wording and the facts of a version under a name."""
    content = root / "content"
    _write(content / f"data/{document.id}/{name}.yaml", _facts(version))
    for side, language in enumerate(LANGUAGES):
        _write(content / f"{language}/{document.id}/{name}.md", Notation(side, version).text(document.number))
        _write(content / f"{language}/{document.id}/{name}.yaml", _wording(version, side))


def entry(version: Version) -> str:
    """A revision's lines in that list."""
    notes = ", ".join(f"{lang}: {NOTES[side].format(n=version.number)}" for side, lang in enumerate(LANGUAGES))
    return (
        f"  - id: {version.id}\n    published: {version.published}\n    effective: {version.effective}\n"
        f"    origin: {{nl: official, fr: official}}\n    notes: {{{notes}}}\n"
    )


def _facts(version: Version) -> str:
    lines = [
        "controller: {name: Exemple, city: Gent, country: BE}",
        f"items: [{', '.join(item[0] for item in ITEMS)}]",
        "legal_bases:",
        "  contract: {kind: contract}",
        "purposes:",
    ]
    for number, purpose in enumerate(PURPOSES):
        items = ", ".join(item[0] for item in ITEMS[number :: len(PURPOSES)])
        lines.append(f"  {purpose[0]}: {{items: [{items}], bases: [contract]}}")
    lines.append("categories:")
    for number, (category, months) in enumerate(zip(CATEGORIES, version.months, strict=True)):
        lines += [
            f"  {category}:",
            "    kind: data",
            f"    items: [{ITEMS[number][0]}]",
            f"    purposes: [{purpose_of(number)[0]}]",
            "    retention:",
            f"      - {{rule: maximum, duration: P{months}M}}",
        ]
    lines += [
        "contacts:",
        '  office: {kind: post, values: {postcode: "9000", city: Gent}}',
        "jurisdiction: {law: BE, courts: not-stated}",
    ]
    return "\n".join(lines) + "\n"


def _wording(version: Version, side: int) -> str:
    form, register = LEGAL_FORMS[side]
    lines = [
        "patterns:",
        f'  article: "{ARTICLES[side]}"',
        '  clause: "{n}.{m}."',
        f'  article_reference: "{ARTICLE_REFERENCES[side]}"',
        f'  clause_reference: "{ARTICLE_REFERENCES[side]}.{{m}}"',
        f'  category: "{CATEGORY_LABELS[side]}"',
        f'  date_line: "{DATE_LINES[side]}"',
        f"table_head: [{', '.join(RECORD_HEADS[side])}]",
        f"legal_form: {form}",
        f"register: {register}",
        "categories:",
    ]
    for number, category in enumerate(CATEGORIES):
        lines += [f"  {category}:", *_category(number, version.months[number], side)]
    lines += ["contacts:", "  office:", "    letters:", *_literal(6, "\n        ".join(ADDRESS[side]))]
    return "\n".join([*lines, *_labels(side)]) + "\n"


def _category(number: int, months: int, side: int) -> list[str]:
    item, purpose = item_words(number, side), purpose_words(number, side)
    period = period_words(months, side)
    words = {"list": f"{item};", "activity": item, "example": item, "context": f"{purpose}, {period}"}
    words |= {"purpose": f"{purpose};", "retention": f"{period}."}
    lines: list[str] = []
    for place, text in words.items():
        lines.append(f"    {place}:")
        lines += [f"      items: [{ITEMS[number][0]}]"] if place in ("list", "example") else []
        lines += _literal(6, text)
    return lines


def _literal(indent: int, words: str) -> list[str]:
    return [f"{' ' * indent}text: |", f"{' ' * (indent + 2)}{words}"]


def _labels(side: int) -> list[str]:
    items = {name: words[side] for name, *words in ITEMS}
    labels = {
        "categories": dict(zip(CATEGORIES, items.values(), strict=True)),
        "items": items,
        "purposes": {name: words[side] for name, *words in PURPOSES},
        "legal_bases": {"contract": BASES[side]},
        "contacts": {"office": OFFICES[side]},
    }
    rows = ((name, ", ".join(f"{key}: {words}" for key, words in named.items())) for name, named in labels.items())
    return ["labels:", *(f"  {name}: {{{words}}}" for name, words in rows)]


# ---------------------------------------------------------------- for Hugo


def write_hugo(root: Path, made: Iterable[Document]) -> None:
    """Write a site for Hugo: its layouts, the stylesheet, and every text as a page."""
    shutil.copytree(HERE / "hugo", root)
    (root / "static/assets").mkdir(parents=True)
    for asset in ("polylex.css", "polylex.svg"):
        shutil.copy(ROOT / "templates/assets" / asset, root / "static/assets" / asset)
    for document in made:
        for side, language in enumerate(LANGUAGES):
            folder = root / "content" / language / document.id
            title = TITLE[side].format(n=document.number)
            _write(folder / "_index.md", _matter(title=title, weight=document.number))
            for version in document.versions:
                _write(folder / f"{version.id}.md", _page(document, version, side))


def _page(document: Document, version: Version, side: int) -> str:
    matter = _matter(
        title=TITLE[side].format(n=document.number),
        date=version.id,
        weight=version.number,
        params={
            "effective": version.effective.isoformat(),
            "origin": "official",
            "notes": NOTES[side].format(n=version.number),
            "dateline": DATE_LINES[side].partition("{")[0] + f"{version.published:%d/%m/%Y}",
        },
    )
    return matter + "\n\n".join(hugo_notation(side, version).body()) + "\n"


def _matter(**values: object) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def main() -> None:
    """Write the sites that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=SIZES, default="M")
    parser.add_argument("--documents", type=int, help="instead of those of the size")
    parser.add_argument("--revisions", type=int, help="instead of those of the size")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    size = SIZES[options.size]
    wanted = Size(options.documents or size.documents, options.revisions or size.revisions)
    write_sites(options.folder, wanted, options.seed)


if __name__ == "__main__":
    main()
