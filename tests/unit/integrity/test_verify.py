"""Published files that were altered, removed or replaced: found, and named with the place where they differ."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import AlteredError, InputError
from generator.integrity import load_verified, verify_site
from generator.integrity.chain import link_digest
from generator.integrity.entries import as_yaml
from generator.integrity.originals import draft_path, find_original, first_difference
from generator.integrity.sealing import seal_all
from generator.model import Revision
from generator.source import load_site
from tests import publishing

FILE = f"fr/terms/{publishing.OLDEST}.md"
LATEST_FILE = f"fr/terms/{publishing.LATEST}.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with two sealed revisions and no draft."""
    return publishing.sealed_site(tmp_path)


def found(root: Path) -> str:
    """Return what both ways of verifying say of an altered site, which is the same."""
    told = publishing.problems(lambda: verify_site(root), AlteredError)
    assert publishing.problems(lambda: load_verified(root), AlteredError) == told
    return told


def in_git(root: Path) -> None:
    """Put the whole site into a new repository."""
    (root / ".gitignore").write_text(".polylex-seals/\n")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        call = ["git", "-c", "user.name=a", "-c", "user.email=a@policies.example", *words]
        subprocess.run(call, cwd=root, check=True)


def test_what_was_sealed_is_consistent(root: Path) -> None:
    (verdict,) = verify_site(root)
    assert (verdict.links, verdict.unsealed, verdict.anchors) == (2, (), ())
    assert load_verified(root).corpus == load_site(root).corpus


def test_a_site_without_seals_is_read(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    (verdict,) = verify_site(root)
    assert (verdict.links, verdict.head) == (0, "")
    assert verdict.unsealed == (publishing.OLDEST, publishing.LATEST)
    load_verified(root)
    publishing.edit(root, FILE, "12 mois", "13 mois")
    load_verified(root)


# ---------------------------------------------------------------- altered


def test_an_altered_file_is_named(root: Path) -> None:
    publishing.edit(root, FILE, "12 mois", "13 mois")
    told = found(root)
    assert f"content/{FILE}: this file of the revision 2024-01-15 was altered after publication" in told
    assert "Restore it (`git checkout`), and edit the draft instead" in told


def test_the_place_is_told_where_the_draft_still_is_what_was_published(root: Path) -> None:
    publishing.edit(root, LATEST_FILE, "24 mois", "25 mois")
    told = found(root)
    assert f"content/{LATEST_FILE}:40:21: this file of the revision 2025-03-01 was altered after publication" in told
    assert "published: “1. La durée est de 24 mois.”, now: “1. La durée est de 25 mois.”" in told


def test_the_place_is_told_where_git_knows_the_file(root: Path) -> None:
    in_git(root)
    publishing.edit(root, FILE, "12 mois", "13 mois")
    assert f"content/{FILE}:40:21: " in found(root)


def test_the_place_is_told_in_a_repository_that_holds_the_site_in_a_folder(root: Path) -> None:
    in_git(root.parent)
    publishing.edit(root, FILE, "12 mois", "13 mois")
    assert f"content/{FILE}:40:21: " in found(root)


def test_long_lines_are_cut_around_the_place(root: Path) -> None:
    long = "mot " * 100
    publishing.edit(root, publishing.FR_DRAFT, "Citation", f"{long}Citation")
    publishing.edit(root, publishing.NL_DRAFT, "Aanhaling", f"{'woord ' * 100}Aanhaling")
    publishing.make_ready(root)
    publishing.publish(root)
    publishing.edit(root, f"fr/terms/{publishing.NEXT}.md", "Citation d'une", "Citation de cette")
    told = found(root)
    assert "published: “…t mot mot Citation d'une règle.”, now: “…t mot mot Citation de cette règle.”" in told
    publishing.edit(root, f"fr/terms/{publishing.NEXT}.md", "> mot", "> mots")
    assert "published: “> mot mot mot mot mot mot mot mot mot mot mot…”, now: “> mots mot" in found(root)


def test_lines_that_were_added_or_removed_are_told(root: Path) -> None:
    text = publishing.text_of(root, LATEST_FILE)
    publishing.write_file(root, LATEST_FILE, text + "\nEncore.\n")
    assert "published: an empty line, now: “Encore.”" in found(root)
    publishing.write_file(root, LATEST_FILE, text.replace("La version néerlandaise l'emporte.\n", ""))
    assert "published: “La version néerlandaise l'emporte.”, now: an empty line" in found(root)


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: text + "\n"])
def test_a_last_line_end_that_comes_or_goes_is_found(root: Path, change: object) -> None:
    assert callable(change)
    publishing.write_file(root, LATEST_FILE, change(publishing.text_of(root, LATEST_FILE)))
    assert f"content/{LATEST_FILE}:" in found(root)


def test_every_file_that_was_altered_is_told_at_once(root: Path) -> None:
    publishing.edit(root, FILE, "12 mois", "13 mois")
    publishing.edit(root, f"data/terms/{publishing.OLDEST}.yaml", "P12M", "P13M")
    publishing.edit(root, f"nl/terms/{publishing.LATEST}.yaml", "ten hoogste 24", "ten hoogste 25")
    told = found(root)
    for file in (FILE, f"data/terms/{publishing.OLDEST}.yaml", f"nl/terms/{publishing.LATEST}.yaml"):
        assert f"content/{file}" in told


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"# Titre\n\n<b>brut</b>\n", b"{", b"\x00" * 10])
def test_a_file_that_can_not_be_read_any_more_is_altered(root: Path, content: bytes) -> None:
    (root / "content" / FILE).write_bytes(content)
    assert f"content/{FILE}" in found(root)
    (root / "content" / FILE.replace(".md", ".yaml")).write_bytes(content)
    assert f"content/{FILE.replace('.md', '.yaml')}" in found(root)


def test_a_file_that_was_removed_is_missed(root: Path) -> None:
    (root / "content" / FILE).unlink()
    assert f"content/{FILE}: this file of the revision 2024-01-15 was removed" in found(root)


def test_a_file_in_whose_place_stands_something_else_is_altered(root: Path) -> None:
    path = root / "content" / FILE
    path.unlink()
    path.mkdir()
    assert f"content/{FILE}: this file of the revision 2024-01-15 can't be verified: this is not a" in found(root)
    path.rmdir()
    path.symlink_to("/etc/hostname")
    assert "leads out of the site's folder" in found(root)
    path.unlink()
    path.write_bytes(b"x" * 2_000_001)
    assert "at most 2,000,000 are read" in found(root)


def test_a_draft_may_change(root: Path) -> None:
    publishing.edit_draft(root)
    verify_site(root)
    load_verified(root)


def test_a_site_that_can_not_be_read_for_another_reason_is_no_alteration(root: Path) -> None:
    publishing.write_file(root, publishing.FR_DRAFT, "# Titre\n\n<b>brut</b>\n")
    for read in (verify_site, load_verified):
        publishing.problems(lambda read=read: read(root), InputError)  # type: ignore[misc]


# ---------------------------------------------------------------- seals that don't fit


def reseal(root: Path, index: int, **values: object) -> None:
    """Give a revision's seal other values, and a digest that fits them; later links follow no more."""
    held = publishing.revisions(root)
    entry = held.revisions[index]
    assert entry.seal
    seal = replace(entry.seal, **values)  # type: ignore[arg-type]
    sealed = replace(entry, seal=replace(seal, digest=link_digest(entry, seal)))
    entries = tuple(sealed if n == index else one for n, one in enumerate(held.revisions))
    publishing.write_file(root, publishing.LIST, as_yaml(replace(held, revisions=entries)))


def test_a_seal_that_does_not_name_a_file_is_found(root: Path) -> None:
    seal = publishing.revisions(root).revisions[1].seal
    assert seal
    reseal(root, 1, source={path: digest for path, digest in seal.source.items() if not path.endswith(".md")})
    told = found(root)
    assert f"the seal of the revision 2025-03-01 doesn't name content/{LATEST_FILE}" in told


def test_what_readers_get_is_held_against_the_seal_too(root: Path) -> None:
    reseal(root, 1, content={"fr": "0" * 64, "de": "1" * 64})
    told = found(root)
    assert f"content/{LATEST_FILE}: what readers get of the revision 2025-03-01 in 'fr' isn't what was sealed" in told
    assert "content/terms.revisions.yaml:26:5: what readers get of the revision 2025-03-01 in 'de'" in told
    assert "in 'nl' isn't what was sealed" in told


def test_sealing_goes_in_the_order_of_the_list(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    loaded = load_site(root)
    revisions: dict[str, Revision] = {one.id: one for one in loaded.corpus.documents[0].revisions}
    held = seal_all(root, "terms", loaded.lists["terms"], revisions)
    assert [entry.seal.number for entry in held.revisions if entry.seal] == [1, 2]
    assert seal_all(root, "terms", held, {}) == held


# ---------------------------------------------------------------- originals


def test_the_draft_of_a_file_lies_beside_it() -> None:
    assert draft_path("content/fr/terms/2025-03-01.corrected-1.md") == "content/fr/terms/draft.md"
    assert draft_path("content/data/terms/2025-03-01.yaml") == "content/data/terms/draft.yaml"


def test_an_original_is_only_what_its_digest_proves(root: Path) -> None:
    in_git(root)
    path = f"content/{LATEST_FILE}"
    assert find_original(root, path, "0" * 64) is None
    seal = publishing.revisions(root).revisions[1].seal
    assert seal
    assert find_original(root, path, seal.source[LATEST_FILE]) == publishing.text_of(root, LATEST_FILE)


def test_without_git_only_the_draft_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert find_original(root, f"content/{FILE}", "0" * 64) is None


@pytest.mark.parametrize(
    ("old", "new", "place", "lines"),
    [
        ("a\nb\n", "a\nc\n", "f:2:1", ("b", "c")),
        ("a\nbcd\n", "a\nbce\n", "f:2:3", ("bcd", "bce")),
        ("a\n", "a\nb\n", "f:2:1", ("", "b")),
        ("a\nb\n", "a\n", "f:2:1", ("b", "")),
        ("a\n", "a", "f:1:2", ("a", "a")),
        ("a", "a\n", "f:1:2", ("a", "a")),
        ("a\n", "a\n\n", "f:2:1", ("", "")),
        ("", "a", "f:1:1", ("", "a")),
    ],
)
def test_where_two_wordings_part(old: str, new: str, place: str, lines: tuple[str, str]) -> None:
    location, *found = first_difference("f", old, new)
    assert (str(location), tuple(found)) == (place, lines)
