"""Ids, names of files, and what may lie in a folder in the place of a file."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import InputError, Location
from generator.source import files, load_site
from tests.unit.source.planting import (
    FACTS,
    SITE,
    TEXT,
    WORDING,
    Fault,
    check,
    content,
    parametrize,
    plant,
    problems_of,
    site,
)

PATH = f"content/{TEXT}"

BAD_IDS = {
    "a path upwards": "../x",
    "an absolute path": "/etc",
    "a backslash": "a\\b",
    "a coded path upwards": "..%2f",
    "300 characters": "a" * 300,
    "an option": "-rf",
    "a hidden folder": ".git",
    "a prototype": "__proto__",
    "a constructor": "constructor",
    "a device": "con",
    "a numbered device": "lpt1",
    "capitals": "Language",
    "a letter with an accent": "\u00e9tat",
    "the same, decomposed": "e\u0301tat",
    "a digit at the start": "1a",
    "two hyphens": "a--b",
    "a hyphen at the end": "a-",
    "a low line": "a_b",
    "a full stop": "a.b",
    "superscript digits": "a\u00b2",
    "Arabic digits": "a\u0662",
}


def quoted(text: str) -> str:
    """Return a word in YAML's single quotes."""
    return "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize("word", BAD_IDS.values(), ids=BAD_IDS.keys())
def test_an_id_that_can_not_be_one(tmp_path: Path, word: str) -> None:
    faults = [
        Fault("of a section", TEXT, "## Langue {#language}", f"⟦## Langue {{#{word}}}", "can't be an id"),
        Fault("of a block", TEXT, "{#scope-note}", f"⟦{{#{word}}}", "can't be an id"),
        Fault("of a document", SITE, "[terms]", f"[⟦{quoted(word)}]".replace("⟦'", "'⟦"), "can't be an id"),
        Fault("of a category", FACTS, "  photos:\n", f"  ⟦{quoted(word)}:\n".replace("⟦'", "'⟦"), "can't be an id"),
    ]
    for number, fault in enumerate(faults):
        folder = tmp_path / str(number)
        folder.mkdir()
        root = site(folder)
        places = plant(root, fault)
        found = [p for p in problems_of(root) if p.location == places[0]]
        assert found, fault.name
        assert fault.message in found[0].message
        assert found[0].remedy


TWICE = [
    Fault(
        "two sections",
        TEXT,
        "## Langue {#language}",
        "⟦## Langue {#data}",
        "'data' stands in this text twice (first in line 16)",
    ),
    Fault(
        "a section and a clause",
        TEXT,
        "## Langue {#language}",
        "⟦## Langue {#what}",
        "'what' stands in this text twice",
    ),
    Fault("a section and a block", TEXT, "La version", "{#data}\n⟦La version", "'data' stands in this text twice"),
    Fault(
        "two blocks",
        TEXT,
        "La version",
        "{#scope-note}\n⟦La version",
        "'scope-note' stands in this text twice (first in line 7)",
    ),
    Fault("a block and a view", TEXT, "La version", "{#categories-list}\n⟦La version", "twice (first in line 20)"),
    Fault(
        "a block and an item of a view",
        TEXT,
        "La version",
        "{#categories-list-photos}\n⟦La version",
        f"twice (first in content/{WORDING}:38:9)",
    ),
    Fault(
        "a block and a row of a view",
        TEXT,
        "La version",
        "{#categories-table-account}\n⟦La version",
        "twice (first in content/",
    ),
    Fault(
        "the preamble's own id",
        TEXT,
        "## Langue {#language}",
        "⟦## Langue {#preamble}",
        "'preamble' names the words before",
    ),
    Fault(
        "an item in the facts",
        FACTS,
        "[email-address, photos]",
        "[photos, ⟦photos]",
        "photos stands in this list twice",
    ),
    Fault(
        "a category in the facts", FACTS, "  photos:\n", "  ⟦account:\n", "'account' stands here for the second time"
    ),
    Fault("a document", SITE, "[terms]", "[terms, ⟦terms]", "terms stands in this list twice"),
]


@parametrize(TWICE)
def test_an_id_that_stands_twice(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@pytest.mark.parametrize("name", ["assets", "data", "site"])
def test_a_document_can_not_have_a_name_that_the_site_uses(tmp_path: Path, name: str) -> None:
    check(tmp_path, Fault("", SITE, "[terms]", f"[⟦{name}]", f"a document can't be called {name!r}", "uses that name"))


# ---------------------------------------------------------------- in the place of a file


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def longer_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("other"))
    path.with_name("other").symlink_to(path)


def device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def link_out(path: Path) -> None:
    outside = path.parents[4] / "outside.md"
    path.rename(outside)
    path.symlink_to(outside)


def broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def nothing(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


IN_PLACE: list[tuple[Callable[[Path], None], str]] = [
    (fifo, "this is not a regular file"),
    (loop, "this is a link that leads back to itself"),
    (longer_loop, "this is a link that leads back to itself"),
    (device, "this leads out of the site's folder"),
    (link_out, "this leads out of the site's folder"),
    (broken_link, "this file does not exist"),
    (nothing, "this file does not exist"),
    (folder, "this is not a regular file"),
]


@pytest.mark.parametrize(("put", "message"), IN_PLACE, ids=[case[0].__name__ for case in IN_PLACE])
@pytest.mark.parametrize("file", [TEXT, WORDING, FACTS])
def test_what_lies_in_the_place_of_a_file(tmp_path: Path, put: Callable[[Path], None], message: str, file: str) -> None:
    root = site(tmp_path)
    put(content(root, file))
    told = [problem for problem in problems_of(root) if problem.message == message]
    assert [problem.location for problem in told] == [Location(f"content/{file}")]
    assert told[0].remedy


def test_a_socket_in_the_place_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = content(site(tmp_path), TEXT)
    path.unlink()
    monkeypatch.chdir(path.parent)  # a socket's name is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
        (problem,) = problems_of(tmp_path / "site")
    assert problem.message == "this is not a regular file"


def test_a_link_inside_the_site_is_read(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = load_site(root)
    path = content(root, TEXT)
    (root / "texts").mkdir()
    path.rename(root / "texts" / "french.md")
    path.symlink_to(root / "texts" / "french.md")
    assert load_site(root) == before


def test_a_folder_that_leads_out_of_the_site(tmp_path: Path) -> None:
    root = site(tmp_path)
    shutil.move(root / "content" / "fr", tmp_path / "fr")
    (root / "content" / "fr").symlink_to(tmp_path / "fr")
    assert {p.message for p in problems_of(root)} == {"this leads out of the site's folder"}


def test_a_folder_that_leads_back_to_itself(tmp_path: Path) -> None:
    root = site(tmp_path)
    shutil.rmtree(root / "content" / "fr")
    (root / "content" / "fr").symlink_to(root / "content" / "fr")
    problems = problems_of(root)
    assert problems[0].location == Location("content/fr")
    assert problems[0].message == "the folder can't be read: too many levels of symbolic links"


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    root = site(tmp_path)
    shutil.rmtree(root / "content" / "fr")
    (root / "content" / "fr").write_text("x", "utf-8")
    problems = problems_of(root)
    assert problems[0].location == Location("content/fr")
    assert problems[0].message == "this is no folder"
    assert "Put a folder in its place" in problems[0].remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("file", [TEXT, SITE])
def test_a_file_that_may_not_be_read(tmp_path: Path, file: str) -> None:
    root = site(tmp_path)
    content(root, file).chmod(0)
    (problem,) = problems_of(root)
    assert problem.location == Location(f"content/{file}")
    assert "permission denied" in problem.message


def refuse(*_: object, **__: object) -> int:
    """Refuse to open anything, as a system does whose permissions root doesn't feel."""
    raise PermissionError(13, "Permission denied")


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    monkeypatch.setattr(os, "open", refuse)
    (problem,) = problems_of(root)
    assert problem.location == Location(f"content/{SITE}")
    assert problem.message == "this file can't be read: permission denied"
    assert "Check its permissions" in problem.remedy


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    monkeypatch.setattr(Path, "iterdir", refuse)
    problems = problems_of(root)
    assert problems[0].location == Location("content")
    assert problems[0].message == "the folder can't be read: permission denied"


def test_a_file_that_vanishes_between_listing_and_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    opened = os.open

    def vanishing(path: str, flags: int) -> int:
        if str(path).endswith(TEXT):
            Path(path).unlink()
        return opened(path, flags)

    monkeypatch.setattr(os, "open", vanishing)
    (problem,) = problems_of(root)
    assert (problem.location, problem.message) == (Location(PATH), "this file does not exist")


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    measured = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        before = measured(descriptor)
        with content(root, TEXT).open("ab") as file:
            file.truncate(files.MAX_BYTES + 10)
        return before

    monkeypatch.setattr(os, "fstat", growing)
    (problem,) = problems_of(root)
    assert "bytes; at most 2,000,000 are read" in problem.message


def test_a_file_that_becomes_a_pipe_while_it_is_read_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(tmp_path)
    opened = os.open

    def becoming(path: str, flags: int) -> int:
        if str(path).endswith(TEXT):
            fifo(Path(path))
        return opened(path, flags)

    monkeypatch.setattr(os, "open", becoming)
    (problem,) = problems_of(root)
    assert problem.location == Location(PATH, 1, 1)  # it is empty: nobody writes into it


# ---------------------------------------------------------------- names of files

STRAY = {
    "another ending": ("fr/terms/draft.txt", "'draft.md'?"),
    "a misspelt name": ("fr/terms/drft.md", "'draft.md'?"),
    "capitals": ("fr/terms/Draft.md", "'draft.md'?"),
    "the other ending of YAML": ("site.yml", "'site.yaml'?"),
    "a document that no manifest names": ("cookies.yaml", "Known here: site.yaml, terms.yaml"),
    "a text that lies too high": ("fr/draft.md", "move it elsewhere"),
    "a composed name": ("fr/terms/\u00c9t\u00e9.md", "Known here: draft.md"),
    "a decomposed name": ("fr/terms/E\u0301te\u0301.md", "Known here: draft.md"),
    "a name with an escape": ("fr/terms/\x1b[31m.md", "Known here"),
    "a name with a line end": ("fr/terms/a\nb.md", "Known here"),
    "a name with a direction mark": ("fr/terms/\u202edm.md", "Known here"),
}


@pytest.mark.parametrize(("file", "remedy"), STRAY.values(), ids=STRAY.keys())
def test_a_name_that_means_nothing(tmp_path: Path, file: str, remedy: str) -> None:
    root = site(tmp_path)
    content(root, file).write_text("x", "utf-8")
    (problem,) = problems_of(root)
    assert problem.message == "this name means nothing here"
    assert remedy in problem.remedy
    assert str(problem).split("\n")[0].isprintable()


@pytest.mark.parametrize("name", ["de", "fr/cookies", "data/cookies", "fr/terms/old", "data/terms/old"])
def test_a_folder_that_means_nothing(tmp_path: Path, name: str) -> None:
    root = site(tmp_path)
    (root / "content" / name).mkdir()
    (problem,) = problems_of(root)
    assert problem.location == Location(f"content/{name}")
    assert problem.message == "this folder means nothing here"


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    root = site(tmp_path)
    folder_path = os.fsencode(root / "content" / "fr" / "terms")
    try:
        os.close(os.open(folder_path + b"/\xff\xfe.md", os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system takes no such name")
    (problem,) = problems_of(root)
    assert problem.location == Location("content/fr/terms/\\xff\\xfe.md")
    str(problem).encode("utf-8")


def test_names_that_differ_only_by_their_composition(tmp_path: Path) -> None:
    root = site(tmp_path)
    for name in ("\u00c9t\u00e9.md", "E\u0301te\u0301.md"):
        content(root, f"fr/terms/{name}").write_text("x", "utf-8")
    assert {problem.message for problem in problems_of(root)} == {"this name means nothing here"}


@pytest.mark.parametrize("name", [".DS_Store", "site.yaml~", "#site.yaml#", "Thumbs.db", "desktop.ini", ".git"])
def test_files_of_editors_and_systems_are_passed_over(tmp_path: Path, name: str) -> None:
    root = site(tmp_path)
    before = load_site(root)
    content(root, name).write_text("x", "utf-8")
    assert load_site(root) == before


@pytest.mark.parametrize("name", ["a b", "a'b\"c", "a\nb", "\u00e9t\u00e9"])
def test_a_site_may_lie_in_any_folder(tmp_path: Path, name: str) -> None:
    here = tmp_path / name
    here.mkdir()
    assert load_site(site(here)).corpus.documents


# ---------------------------------------------------------------- the site itself


def gone(root: Path) -> None:
    (root / "content" / SITE).unlink()


def renamed(root: Path) -> None:
    (root / "content" / SITE).rename(root / "content" / "site.yml")


def no_content(root: Path) -> None:
    shutil.rmtree(root / "content")


def content_is_a_file(root: Path) -> None:
    no_content(root)
    (root / "content").write_text("x", "utf-8")


def content_leads_to_itself(root: Path) -> None:
    no_content(root)
    (root / "content").symlink_to(root / "content")


@pytest.mark.parametrize(
    "spoil", [gone, renamed, no_content, content_is_a_file, content_leads_to_itself, shutil.rmtree]
)
def test_a_folder_without_a_site(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    root = site(tmp_path)
    spoil(root)
    (problem,) = problems_of(root)
    assert problem.location == Location(f"content/{SITE}")
    assert "there is no site here" in problem.message
    assert "-C" in problem.remedy


def test_a_site_whose_content_leads_elsewhere(tmp_path: Path) -> None:
    root = site(tmp_path)
    shutil.move(root / "content", tmp_path / "elsewhere")
    (root / "content").symlink_to(tmp_path / "elsewhere")
    (problem,) = problems_of(root)
    assert problem.message == "this leads out of the site's folder"


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    root = site(tmp_path)
    for language in ("fr", "nl"):
        path = content(root, f"{language}/terms/draft.md")
        path.write_text(path.read_text("utf-8") + "\n<b>a</b>\n\n#### B\n", "utf-8")
    content(root, FACTS).write_text("controller: x\n", "utf-8")
    with pytest.raises(InputError) as told:
        load_site(root)
    assert {problem.location.path for problem in told.value.problems} == {f"content/{FACTS}"}
    content(root, FACTS).write_text(content(root, "data/terms/2025-03-01.yaml").read_text("utf-8"), "utf-8")
    assert {p.location.path for p in problems_of(root)} == {f"content/{x}/terms/draft.md" for x in ("fr", "nl")}
