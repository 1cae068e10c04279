from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.pages import OutputFile
from generator.write.contents import contents_of, listed_in

EMPTY_DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
A_DIGEST = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


def messages(*paths: str) -> list[str]:
    with pytest.raises(OutputError) as caught:
        contents_of([OutputFile(path, b"") for path in paths], Path("site"))
    return [problem.message for problem in caught.value.problems]


def test_the_marker_lists_every_other_file_by_path_for_sha256sum() -> None:
    contents = contents_of([OutputFile("fr/b.html", b"a"), OutputFile("fr/été.html", b"")], Path("site"))
    marker = f"{EMPTY_DIGEST}  .gitkeep\n{A_DIGEST}  fr/b.html\n{EMPTY_DIGEST}  fr/été.html\n"
    assert contents.files[".polylex"] == marker.encode()
    assert list(contents.files) == [".gitkeep", ".polylex", "fr/b.html", "fr/été.html"]
    assert contents.folders == {"fr"}


def test_the_order_of_the_files_does_not_matter() -> None:
    files = [OutputFile(path, path.encode()) for path in ("b/c", "a", "b/a", "b!")]
    assert contents_of(files, Path("x")) == contents_of(reversed(files), Path("y"))


def test_a_marker_reads_back_to_what_it_lists() -> None:
    contents = contents_of([OutputFile("a  b/index.html", b"a")], Path("site"))
    marker = contents.files[".polylex"]
    assert isinstance(marker, bytes)
    assert listed_in(marker) == frozenset({".gitkeep", "a  b/index.html"})


@pytest.mark.parametrize(
    "marker",
    [b"", b"\n", b"\xff", b"{}", f"{A_DIGEST} one-space".encode(), f"{A_DIGEST}  a\n\n{A_DIGEST}  b\n".encode()],
)
def test_anything_else_is_no_marker(marker: bytes) -> None:
    assert listed_in(marker) is None


@pytest.mark.parametrize("path", ["", "a//b", "a/", ".", "./a", "a/./b", "..", "../a", "a/../b", "a/.."])
def test_empty_and_dotted_parts_are_refused(path: str) -> None:
    assert messages(path) == [f"the path {path!a} has an empty part, '.' or '..'"]


@pytest.mark.parametrize("path", ["/etc/passwd", "//host/a"])
def test_absolute_paths_are_refused(path: str) -> None:
    assert messages(path) == [f"the path {path!a} is absolute"]


@pytest.mark.parametrize("path", ["a\\b", "a\0", "a\nb", "\x1b[31m", "a\x7f", "\udce9"])
def test_unsafe_characters_are_refused(path: str) -> None:
    assert messages(path) == [f"the path {path!a} has a backslash, a control character or half a character"]


@pytest.mark.parametrize("path", [".gitkeep", ".polylex", ".Polylex"])
def test_the_names_of_the_writer_are_refused(path: str) -> None:
    assert messages(path) == [f"the path {path!a} belongs to the writer"]


def test_the_marker_can_be_no_folder() -> None:
    assert messages(".polylex/a") == ["the path '.polylex' is a file and the folder of '.polylex/a'"]


def test_names_that_only_look_dangerous_are_allowed() -> None:
    paths = ["changes/2018..2023/index.html", ".well-known/security.txt", "-rf", "...", "con", "__proto__", "a b"]
    assert set(paths) < set(contents_of([OutputFile(path, b"") for path in paths], Path("site")).files)


def test_a_path_that_comes_twice_is_refused_even_with_equal_content() -> None:
    assert messages("a/b", "a/b") == ["the path 'a/b' stands for 2 files"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("A.html", "a.html"), ("FR/x", "fr/y"), ("e\u0301te\u0301", "\u00e9t\u00e9"), ("stra\u00dfe", "strasse")],
)
def test_names_that_differ_only_in_case_or_form_are_refused(one: str, other: str) -> None:
    (message,) = messages(one, other)
    assert message.endswith("differ only in case or in the form of their characters")


def test_a_file_can_not_be_a_folder_too() -> None:
    assert messages("a", "a/b/c") == ["the path 'a' is a file and the folder of 'a/b/c'"]


def test_all_faults_are_told_at_once_with_the_output_folder() -> None:
    with pytest.raises(OutputError) as caught:
        contents_of([OutputFile(path, b"") for path in ("/a", "b\\", "c/../d")], Path("out"))
    assert [problem.location.path for problem in caught.value.problems] == ["out"] * 3
    assert all(problem.remedy for problem in caught.value.problems)
