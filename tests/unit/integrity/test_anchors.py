"""Anchors show what a chain can't show of itself: an end that was cut off, and a chain that was rewritten."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import AlteredError, ConfigurationError
from generator.integrity import verify_site
from generator.integrity.chain import head_of, links_of
from generator.integrity.entries import as_yaml
from generator.integrity.verify import read_sealed
from generator.publish.sealing import seal_document
from generator.source.revisions import RevisionList
from tests import publishing

NOTHING = "holds no chain of this site's documents"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with three sealed revisions."""
    return publishing.published_site(tmp_path)


def rewrite(root: Path, held: RevisionList) -> None:
    publishing.write_file(root, publishing.LIST, as_yaml(held))


def rewritten(root: Path) -> None:
    """Alter a published text, and seal everything anew: the chain is consistent, but another one."""
    publishing.edit(root, f"fr/terms/{publishing.OLDEST}.md", "12 mois", "13 mois")
    held = publishing.revisions(root)
    rewrite(root, replace(held, revisions=tuple(replace(entry, seal=None) for entry in held.revisions)))
    seal_document(root, "terms")


def cut_off(root: Path) -> None:
    held = publishing.revisions(root)
    rewrite(root, replace(held, revisions=held.revisions[:-1]))


def committed(root: Path, message: str) -> str:
    """Commit everything, and return the name of the commit."""
    words = ["git", "-c", "user.name=a", "-c", "user.email=a@policies.example"]
    if not (root / ".git").exists():
        subprocess.run([*words, "init", "-q"], cwd=root, check=True)
    subprocess.run([*words, "add", "."], cwd=root, check=True)
    subprocess.run([*words, "commit", "-qm", message], cwd=root, check=True)
    done = subprocess.run([*words, "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def terms_of(root: Path) -> RevisionList:
    return read_sealed(root)[0].held


def built(root: Path, folder: Path) -> str:
    """Make a folder as a built site has it, with the links of the chain, and return its path."""
    links = [{"number": link.seal.number, "digest": link.seal.digest} for link in links_of(terms_of(root))]
    for language in ("nl", "fr"):
        path = folder / language / "terms" / "chain.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"links": links}))
    return str(folder)


def anchors(root: Path, folder: Path) -> dict[str, str]:
    """Return every kind of anchor of a site as it is now."""
    sources = str(shutil.copytree(root, folder / "sources"))
    return {
        "digest": head_of(terms_of(root)),
        "commit": committed(root, "published"),
        "sources": sources,
        "content": f"{sources}/content",
        "built": built(root, folder / "built"),
    }


ALTERATIONS = {"rewritten": rewritten, "cut off": cut_off}
KINDS = ["digest", "commit", "sources", "content", "built"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("alter", ALTERATIONS.values(), ids=ALTERATIONS)
def test_an_anchor_shows_what_the_chain_does_not(root: Path, tmp_path: Path, kind: str, alter: object) -> None:
    assert callable(alter)
    anchor = anchors(root, tmp_path)[kind]
    (verdict,) = verify_site(root, (anchor,))
    assert verdict.anchors == (anchor,)
    alter(root)
    (verdict,) = verify_site(root)
    assert verdict.anchors == ()
    told = publishing.problems(lambda: verify_site(root, (anchor,)), AlteredError)
    assert "its end was cut off, or it was rewritten" in told
    assert "content/terms.revisions.yaml: " in told


@pytest.mark.parametrize("kind", KINDS)
def test_an_older_anchor_holds_while_the_chain_grows(tmp_path: Path, kind: str) -> None:
    root = publishing.drafted_site(tmp_path)
    anchor = anchors(root, tmp_path)[kind]
    publishing.publish(root)
    (verdict,) = verify_site(root, (anchor,))
    assert (verdict.links, verdict.anchors) == (3, (anchor,))


def test_several_anchors_are_all_held_against(root: Path, tmp_path: Path) -> None:
    known = anchors(root, tmp_path)
    (verdict,) = verify_site(root, (known["digest"], "HEAD"))
    assert verdict.anchors == (known["digest"], "HEAD")
    publishing.problems(lambda: verify_site(root, ("HEAD", "0" * 64)), AlteredError)


def test_a_branch_and_an_earlier_commit_are_anchors(root: Path, tmp_path: Path) -> None:
    anchors(root, tmp_path)
    publishing.write_file(root, publishing.FR_DRAFT, publishing.text_of(root, publishing.FR_DRAFT) + "\nEncore.\n")
    committed(root, "draft")
    for anchor in ("HEAD~1", "HEAD"):
        (verdict,) = verify_site(root, (anchor,))
        assert verdict.anchors == (anchor,)


def test_a_site_in_a_folder_of_a_repository_is_found_in_its_commits(root: Path) -> None:
    committed(root.parent, "all")
    (verdict,) = verify_site(root, ("HEAD",))
    assert verdict.anchors == ("HEAD",)
    cut_off(root)
    publishing.problems(lambda: verify_site(root, ("HEAD",)), AlteredError)


def test_an_anchor_before_the_first_seal_knows_nothing_yet(tmp_path: Path) -> None:
    root = publishing.site(tmp_path)
    commit = committed(root, "unsealed")
    unsealed = str(shutil.copytree(root, tmp_path / "unsealed"))
    seal_document(root, "terms")
    (verdict,) = verify_site(root, (commit, unsealed))
    assert verdict.anchors == ()


def test_all_seals_removed_are_found_with_an_anchor(root: Path, tmp_path: Path) -> None:
    anchor = anchors(root, tmp_path)["built"]
    held = publishing.revisions(root)
    rewrite(root, replace(held, revisions=tuple(replace(entry, seal=None) for entry in held.revisions)))
    publishing.problems(lambda: verify_site(root, (anchor,)), AlteredError)


# ---------------------------------------------------------------- several documents


def add_document(root: Path) -> None:
    """Give the site a second document, the same as the first."""
    for folder in ("nl", "fr", "data"):
        shutil.copytree(root / "content" / folder / "terms", root / "content" / folder / "rules")
    for name in ("yaml", "revisions.yaml", "findings.yaml"):
        shutil.copyfile(root / "content" / f"terms.{name}", root / "content" / f"rules.{name}")
    text = publishing.text_of(root, "rules.revisions.yaml").replace("/terms/", "/rules/")
    held = text.replace("    seal:", "    XX")
    lines, skipping = [], False
    for line in held.split("\n"):
        skipping = line.startswith("    XX") or (skipping and line.startswith("      "))
        lines += [] if skipping else [line]
    publishing.write_file(root, "rules.revisions.yaml", "\n".join(lines))
    publishing.edit(root, "site.yaml", "[terms]", "[terms, rules]")
    seal_document(root, "rules")


def remove_document(root: Path) -> None:
    for folder in ("nl", "fr", "data"):
        shutil.rmtree(root / "content" / folder / "rules")
    for path in (root / "content").glob("rules.*"):
        path.unlink()
    publishing.edit(root, "site.yaml", "[terms, rules]", "[terms]")


def test_a_digest_anchors_the_document_that_holds_it_and_no_other(root: Path) -> None:
    add_document(root)
    terms, rules = verify_site(root)
    assert terms.head != rules.head
    terms, rules = verify_site(root, (rules.head,))
    assert (terms.anchors, rules.anchors) == ((), (rules.head,))


@pytest.mark.parametrize("kind", ["commit", "sources", "content", "built"])
def test_a_document_that_is_gone_is_missed(root: Path, tmp_path: Path, kind: str) -> None:
    add_document(root)
    known = anchors(root, tmp_path)
    shutil.copytree(tmp_path / "built" / "nl" / "terms", tmp_path / "built" / "nl" / "rules")
    remove_document(root)
    verify_site(root)
    told = publishing.problems(lambda: verify_site(root, (known[kind],)), AlteredError)
    assert f"content/site.yaml: the document 'rules', which {known[kind]} holds, is gone" in told


def test_a_document_that_is_new_needs_no_anchor(root: Path, tmp_path: Path) -> None:
    anchor = anchors(root, tmp_path)["sources"]
    add_document(root)
    terms, rules = verify_site(root, (anchor,))
    assert (terms.anchors, rules.anchors) == ((anchor,), ())


# ---------------------------------------------------------------- no anchors


@pytest.mark.parametrize(
    "given", ["nonsense", "HEAD", "-h", "--help", "ABCDEF", "0" * 63, "a" * 5000, "é\u202e", "", ":/x", "content/x"]
)
def test_what_is_no_anchor_is_told(root: Path, given: str) -> None:
    assert NOTHING in publishing.problems(lambda: verify_site(root, (given,)), ConfigurationError)


def test_a_folder_without_a_chain_is_no_anchor(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = publishing.problems(lambda: verify_site(root, (str(tmp_path / "empty"),)), ConfigurationError)
    assert NOTHING in told
    add_document(root)
    other = Path(shutil.copytree(root, tmp_path / "other"))
    remove_document(root)
    for path in (other / "content").glob("terms.*"):
        path.unlink()
    assert NOTHING in publishing.problems(lambda: verify_site(root, (str(other),)), ConfigurationError)


BROKEN = [b"", b"[]", b"{}", b'{"links": 1}', b'{"links": [1]}', b'{"links": [{}]}', b"\xff", b'{"links": {"a": 1}}']


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_list_of_links_is_told(root: Path, tmp_path: Path, content: bytes) -> None:
    folder = built(root, tmp_path / "built")
    for path in Path(folder).rglob("chain.json"):
        path.write_bytes(content)
    told = publishing.problems(lambda: verify_site(root, (folder,)), ConfigurationError)
    assert "this is no list of a chain's links" in told


def test_a_built_site_without_links_knows_nothing(root: Path, tmp_path: Path) -> None:
    folder = built(root, tmp_path / "built")
    for path in Path(folder).rglob("chain.json"):
        path.write_text('{"links": []}')
    (verdict,) = verify_site(root, (folder,))
    assert verdict.anchors == ()


def test_a_broken_list_of_revisions_in_an_anchor_is_told(root: Path, tmp_path: Path) -> None:
    known = anchors(root, tmp_path)
    path = Path(known["sources"]) / "content" / publishing.LIST
    path.write_text("revisions: {")
    told = publishing.problems(lambda: verify_site(root, (known["sources"],)), ConfigurationError)
    assert "not valid YAML" in told
    shutil.copyfile(path, root / "content" / publishing.LIST)
    held = publishing.text_of(root, publishing.LIST)
    committed(root, "broken")
    assert held == "revisions: {"
    subprocess.run(["git", "checkout", "-q", "HEAD~1", "content"], cwd=root, check=True)
    told = publishing.problems(lambda: verify_site(root, ("HEAD",)), ConfigurationError)
    assert "HEAD:content/terms.revisions.yaml" in told


def test_without_git_a_commit_is_no_anchor(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert NOTHING in publishing.problems(lambda: verify_site(root, ("HEAD",)), ConfigurationError)
