"""Edits of a site, chosen at random: all that an author, a designer or an accident may change between two builds."""

# ruff: noqa: PLR2004 - shares and counts are told by what they do

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

from sites import ROOT, entry, write_document, write_site_manifest, write_version
from texts import FIRST_DAY, document
from world import SOURCES, World

LAST_WORD = re.compile(r"(?<= )\w+(?=\.$)", re.MULTILINE)
MOST_DOCUMENTS = 3


# ---------------------------------------------------------------- texts, notes, facts


def _word_of_a_revision(world: World) -> str:
    path = world.any_file("content/??/*/2*.md")
    return world.replaced(path, LAST_WORD.pattern, world.word())


def _word_of_a_draft(world: World) -> str:
    return world.replaced(world.any_file("content/??/*/draft.md"), LAST_WORD.pattern, world.word())


def _same_size_and_time(world: World) -> str:
    """What a program that trusts size and time of the last write would overlook."""
    path = world.any_file("content/??/*/*.md")
    found = path.stat()
    match = LAST_WORD.search(path.read_text("utf-8"))
    if match is None:
        return ""
    told = world.replaced(path, rf"\b{match.group()}(?=\.$)", match.group()[::-1])
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    return told


def _sentence_removed(world: World) -> str:
    return world.replaced(world.any_file("content/??/*/*.md"), r"^[A-ZÀ-Ý].*\.\n(?=[A-ZÀ-Ý])", "")


def _heading(world: World) -> str:
    return world.replaced(world.any_file("content/??/*/*.md"), r"(?<=### )[^{\n]+(?= \{)", world.word().capitalize())


def _note(world: World) -> str:
    path = world.any_file("content/*.revisions.yaml")
    return world.replaced(path, r"(?<=fr: )Modifications[^,}]*", f"Modifications de {world.word()}")


def _fact(world: World) -> str:
    return world.replaced(world.any_file("content/data/*/*.yaml"), r"P\d+M", f"P{world.random.randint(2, 60)}M")


def _wording(world: World) -> str:
    path = world.any_file("content/fr/*/*.yaml")
    return world.replaced(path, r"au plus \d+", f"au plus {world.random.randint(2, 60)}")


def _label(world: World) -> str:
    return world.replaced(world.any_file("content/??/*/*.yaml"), r"(?<=email-address: )[^,}\n]+", world.word())


def _effective(world: World) -> str:
    path = world.any_file("content/*.revisions.yaml")
    return world.replaced(path, r"effective: .*", "effective: not-stated")


# ---------------------------------------------------------------- look and configuration


def _template(world: World) -> str:
    attribute = f'<body data-word="{world.word()}">'
    return world.replaced(world.root / "templates/base.html", r"<body[^>]*>", attribute)


def _own_template(world: World) -> str:
    """A template of the theme overridden, or no longer."""
    name = world.random.choice(["_versions.html", "_contents.html", "history.html", "redline.html", "matrix.html"])
    path = world.root / "templates" / name
    if path.exists():
        path.unlink()
        return f"{name} removed"
    path.write_text((ROOT / "templates" / name).read_text("utf-8") + f"<!-- {world.word()} -->\n", "utf-8")
    return f"{name} added"


def _catalog(world: World) -> str:
    path = world.root / "templates/catalogs/fr.po"
    if path.exists() and world.random.random() < 0.4:
        path.unlink()
        return "removed"
    path.parent.mkdir(exist_ok=True)
    header = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    path.write_text(f'{header}msgid "Contents"\nmsgstr "{world.word()}"\n', "utf-8")
    return "written"


def _asset(world: World) -> str:
    path = world.root / "templates/assets" / world.random.choice(["polylex.css", "own.css"])
    if path.exists() and world.random.random() < 0.4:
        path.unlink()
        return f"{path.name} removed"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"/* {world.word()} */\n", "utf-8")
    return f"{path.name} written"


def _title(world: World) -> str:
    return world.replaced(world.root / "content/site.yaml", r"(?<=title: \{fr: )[^,]*", f"Textes {world.word()}")


def _draft_shown(world: World) -> str:
    path = world.root / f"content/{world.document()}.yaml"
    is_public = "draft: public" in path.read_text("utf-8")
    return world.replaced(path, r"draft: \w+", "draft: private" if is_public else "draft: public")


def _base_url(world: World) -> str:
    word = world.random.choice(["policies", "texts", "rules"])
    return world.replaced(world.root / "content/site.yaml", r"base_url: .*", f"base_url: https://{word}.example/")


def _day(world: World) -> str:
    world.day = FIRST_DAY + timedelta(days=world.random.randint(0, 700))
    return world.day.isoformat()


# ---------------------------------------------------------------- files that come and go


def _document_added(world: World) -> str:
    free = [n for n in range(1, MOST_DOCUMENTS + 1) if f"policy-{n:03}" not in world.revisions]
    if not free:
        return ""
    made = document(world.random.choice(free), world.random.randint(1, 3))
    write_document(world.root, made)
    world.revisions[made.id] = [version.id for version in made.versions]
    write_site_manifest(world.root, sorted(world.revisions))
    return made.id


def _document_removed(world: World) -> str:
    if len(world.revisions) < 2:
        return ""
    gone = world.document()
    del world.revisions[gone]
    write_site_manifest(world.root, sorted(world.revisions))
    for path in sorted(world.root.glob(f"content/{gone}.*")):
        path.unlink()
    for path in sorted(world.root.glob(f"content/*/{gone}")):
        shutil.rmtree(path)
    return gone


def _revision_added(world: World) -> str:
    name = world.document()
    held = world.revisions[name]
    made = document(int(name[-3:]), len(held) + 1)
    version = made.versions[-1]
    write_version(world.root, made, version, version.id)
    listing = world.root / f"content/{name}.revisions.yaml"
    listing.write_text(listing.read_text("utf-8") + entry(version), "utf-8")
    world.revisions[name] = [*held, version.id]
    return f"{name} {version.id}"


def _revision_removed(world: World) -> str:
    name = world.document()
    *left, gone = world.revisions[name]
    if not left:
        return ""
    listing = world.root / f"content/{name}.revisions.yaml"
    listing.write_text(listing.read_text("utf-8").partition(f"  - id: {gone}")[0], "utf-8")
    for path in sorted(world.root.glob(f"content/*/{name}/{gone}.*")):
        path.unlink()
    world.revisions[name] = left
    return f"{name} {gone}"


def _language_removed(world: World) -> str:
    name = world.document()
    listing = world.root / f"content/{name}.revisions.yaml"
    revision = world.random.choice(world.revisions[name])
    pattern = rf"(?<=  - id: {revision}\n)((?:    .*\n)*?    origin: \{{nl: official), fr: official"
    text, count = re.subn(pattern, r"\1", listing.read_text("utf-8"))
    if not count:
        return ""
    listing.write_text(text, "utf-8")
    for path in sorted(world.root.glob(f"content/fr/{name}/{revision}.*")):
        path.unlink()
    return f"{name} {revision} fr"


# ---------------------------------------------------------------- accidents


def undone(world: World) -> str:
    """An earlier state of the sources comes back, with new times."""
    if not world.states:
        return ""
    at = len(world.states) - 1 if world.is_broken else world.random.randrange(len(world.states))
    backup, revisions = world.states[at]
    for name in SOURCES:
        shutil.rmtree(world.root / name)
        shutil.copytree(backup / name, world.root / name)
    world.revisions, world.is_broken = deepcopy(revisions), False
    return f"{len(world.states) - at} states back"


def _touched(world: World) -> str:
    for path in sorted(world.root.glob("content/**/*.md")):
        path.touch()
    return "all texts"


def _nothing(_world: World) -> str:
    return "-"


def _broken(world: World) -> str:
    path = world.any_file("content/??/*/2*.md")
    path.write_text(path.read_text("utf-8") + "\n{Ref}`nowhere`.\n", "utf-8")
    world.is_broken = True
    return str(path.relative_to(world.root))


def _output_damaged(world: World) -> str:
    path = world.any_file("site/??/**/*.html")
    if world.random.random() < 0.5:
        path.unlink()
        return f"{path.relative_to(world.root)} removed"
    path.write_text("damaged\n", "utf-8")
    return f"{path.relative_to(world.root)} overwritten"


def _memory_damaged(world: World) -> str:
    """A file that a build left for the next one, cut in half."""
    held = [path for path in sorted(world.root.glob(".polylex*/**/*")) if path.is_file() and path.stat().st_size > 1]
    if not held:
        return ""
    path = world.random.choice(held)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return str(path.relative_to(world.root))


def _memory_removed(world: World) -> str:
    held = sorted(world.root.glob(".polylex*"))
    for path in held:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return ", ".join(path.name for path in held)


EDITS: dict[str, Callable[[World], str]] = {
    "word of a revision": _word_of_a_revision,
    "word of a draft": _word_of_a_draft,
    "same size and time": _same_size_and_time,
    "sentence removed": _sentence_removed,
    "heading": _heading,
    "note": _note,
    "fact": _fact,
    "wording": _wording,
    "label": _label,
    "day of application": _effective,
    "template": _template,
    "own template": _own_template,
    "catalog": _catalog,
    "asset": _asset,
    "title of the site": _title,
    "draft shown or hidden": _draft_shown,
    "base address": _base_url,
    "as-of day": _day,
    "document added": _document_added,
    "document removed": _document_removed,
    "revision added": _revision_added,
    "revision removed": _revision_removed,
    "language removed": _language_removed,
    "undone": undone,
    "touched": _touched,
    "nothing": _nothing,
    "broken": _broken,
    "output damaged": _output_damaged,
    "memory damaged": _memory_damaged,
    "memory removed": _memory_removed,
}
"""Each kind of edit; one that isn't possible now says nothing, and another is chosen."""


def edit_once(world: World, number: int) -> str:
    """Do one edit, the one of that number; what it was. A site that can't be built is mended by the next edit."""
    kinds = [("mended", undone)] if world.is_broken else list(EDITS.items())
    while True:
        name, change = world.random.choice(kinds)
        if change is not undone:
            world.remember(number)
        told = change(world)
        if told:
            return f"{name}: {told}"
