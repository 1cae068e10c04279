"""Laws of what is published: no character changes unseen, and the list of revisions says what it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.errors import AlteredError, InputError
from generator.integrity import load_verified, verify_site
from generator.integrity.entries import as_yaml
from generator.integrity.plain_facts import facts_plain
from generator.model import Consequence, CorrectionKind, Facts, Origin, Seal, SourceFile
from generator.publish.correcting import correct
from generator.source.files import SourceText, character_problems, normal_bytes
from generator.source.revisions import REVISIONS, Adjourned, CorrectionEntry, RevisionEntry, RevisionList
from generator.source.yaml_tree import parse_yaml
from tests import publishing

SITES = settings().max_examples // 4
"""Examples of laws that read a whole site, which takes longer."""

SOME = settings(max_examples=SITES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

# ---------------------------------------------------------------- any changed character


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with three sealed revisions, the second corrected, the last one withdrawn."""
    root = publishing.sealed_site(tmp_path_factory.mktemp("sealed"))
    publishing.edit(root, f"fr/terms/{publishing.LATEST}.md", "Deuxième alinéa", "Deuxième alinea")
    correct(root, publishing.order(), publishing.TODAY)
    publishing.edit_draft(root)
    publishing.make_ready(root)
    publishing.publish(root)
    withdrawal = publishing.order(revision=publishing.NEXT, kind=CorrectionKind.WITHDRAWAL, withdrawn=date(2025, 8, 1))
    correct(root, withdrawal, publishing.TODAY)
    return root


def sealed_files(root: Path) -> list[str]:
    """Return the list of revisions, and every file that a seal names."""
    held = publishing.revisions(root)
    seals = [entry.seal for entries in (held.revisions, held.corrections) for entry in entries if entry.seal]
    return [publishing.LIST, *sorted({path for seal in seals for path in seal.source})]


@dataclass(frozen=True)
class Edit:
    """A character that is put in the place of another, put before it, or taken away."""

    file: float
    at: float
    character: str
    kind: str

    def file_of(self, files: list[str]) -> str:
        return files[int(self.file * (len(files) - 1))]

    def edited(self, content: bytes) -> bytes:
        text = content.decode()
        at = int(self.at * (len(text) - 1))
        new = "" if self.kind == "delete" else self.character
        return (text[:at] + new + text[at + (self.kind != "insert") :]).encode()


SHARES = st.floats(0, 1)
TELLING = st.sampled_from(
    [*"\"'#:-{}[]|>&*!%@`,? \t\n\r0123456789abcdefé=<", "\ufeff", "\u200b", "\u2028", "\x85", "\x00"]
)
ANY = st.characters(exclude_categories=["Cs"])
KINDS = st.sampled_from(["replace", "insert", "delete"])
EDITS = st.builds(Edit, SHARES, SHARES, TELLING | ANY, KINDS)
LIST_EDITS = st.builds(Edit, st.just(0.0), SHARES, TELLING | ANY, KINDS)


@contextmanager
def holding(path: Path, content: bytes) -> Iterator[None]:
    """A file with another content, for a while."""
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


def values(content: bytes) -> RevisionList | None:
    """What a list of revisions says; None if it can't be read."""
    try:
        text = normal_bytes(content).decode()
        return None if character_problems(text, "") else REVISIONS.read(parse_yaml(SourceText("", text)))
    except (InputError, UnicodeDecodeError):
        return None


def is_unchanged(file: str, before: bytes, after: bytes) -> bool:
    """Whether a file says the same as before; of a list of revisions its values count, of others each character."""
    if file == publishing.LIST:
        return values(after) == values(before)
    return normal_bytes(after) == normal_bytes(before)


READERS: list[Callable[[Path], object]] = [verify_site, load_verified]


@pytest.mark.parametrize("read", READERS)
@SOME
@given(edit=EDITS | LIST_EDITS)
@example(edit=Edit(0.1, 1.0, "", "delete"))
@example(edit=Edit(0.0, 0.0, "\ufeff", "insert"))
@example(edit=Edit(0.5, 0.0, "\ufeff", "insert"))
def test_any_changed_character_is_found_and_named(published: Path, read: Callable[[Path], object], edit: Edit) -> None:
    file = edit.file_of(sealed_files(published))
    path = published / "content" / file
    before = path.read_bytes()
    after = edit.edited(before)
    with holding(path, after):
        if is_unchanged(file, before, after):
            read(published)
            return
        with pytest.raises(AlteredError) as caught:
            read(published)
    assert f"content/{file}" in str(caught.value)


@pytest.mark.parametrize("read", READERS)
def test_a_byte_that_is_no_character_is_found(published: Path, read: Callable[[Path], object]) -> None:
    for file in sealed_files(published):
        path = published / "content" / file
        content = path.read_bytes()
        with holding(path, content[:-9] + b"\xff" + content[-8:]), pytest.raises(AlteredError, match=file):
            read(published)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("form", [b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_form_of_line_ends_and_a_mark_of_the_encoding_change_nothing(
    published: Path, read: Callable[[Path], object], form: bytes, mark: bytes
) -> None:
    paths = [published / "content" / file for file in sealed_files(published)]
    before = {path: path.read_bytes() for path in paths}
    for path, content in before.items():
        path.write_bytes(mark + content.replace(b"\n", form))
    try:
        read(published)
    finally:
        for path, content in before.items():
            path.write_bytes(content)


# ---------------------------------------------------------------- the list of revisions

ODD_WORDS = st.sampled_from(
    [
        "no",
        "yes",
        "null",
        "~",
        "1.10",
        "0x1F",
        "2023-12-18",
        "- a",
        "a: b",
        "# c",
        "'",
        '"',
        "\\n",
        "{ref}`x`",
        "🙂",
        "é",
        "%",
    ]
)


def is_kept(text: str) -> bool:
    return bool(text) and text == text.strip() and not {"\n", "\r"} & set(text) and not character_problems(text, "")


WORDS = ODD_WORDS | st.text(ANY, min_size=1, max_size=30).filter(is_kept) | st.just("mot " * 800 + "fin")
LANGUAGES = st.sampled_from(["nl", "fr", "no", "on", "zh-Hant", "de-CH"])
IDS = st.sampled_from(["no", "null", "y", "true", "maintainers", "legal-nl", "e1"])
PER_LANGUAGE = st.dictionaries(LANGUAGES, WORDS, max_size=3)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64) | st.just("1" * 64)
PATHS = st.sampled_from(["fr/terms/2025-03-01.md", "nl/terms/2025-03-01.2.corrected-1.yaml", "data/no/2025-03-01.yaml"])
DAYS = st.dates(date(1900, 1, 1))
IDS_OF_REVISIONS = st.sampled_from(["2025-03-01", "2025-03-01.2", "2025-03-01.10"])
SEALS = st.builds(
    Seal,
    st.integers(1, 999_999),
    st.dictionaries(PATHS, DIGESTS),
    st.dictionaries(LANGUAGES, DIGESTS),
    DIGESTS | st.just(""),
    DIGESTS,
)
REVISION_ENTRIES = st.builds(
    RevisionEntry,
    id=IDS_OF_REVISIONS,
    published=DAYS,
    effective=DAYS | st.none(),
    origin=st.dictionaries(LANGUAGES, st.sampled_from(Origin), min_size=1),
    notes=PER_LANGUAGE,
    withdrawn=DAYS | st.none(),
    sources=st.lists(st.builds(SourceFile, WORDS, DIGESTS, PER_LANGUAGE), max_size=2).map(tuple),
    short_notice=PER_LANGUAGE,
    consequence=st.sampled_from(Consequence) | st.none(),
    consequence_by=IDS | st.just(""),
    adjourned=st.dictionaries(IDS, st.builds(Adjourned, IDS, WORDS), max_size=2),
    seal=SEALS | st.none(),
    location=st.just(publishing.NOWHERE),
)
CORRECTIONS = st.builds(
    CorrectionEntry,
    revision=IDS_OF_REVISIONS,
    kind=st.sampled_from(CorrectionKind),
    date=DAYS,
    by=IDS,
    seal=SEALS,
    notes=PER_LANGUAGE,
    withdrawn=DAYS | st.none(),
    location=st.just(publishing.NOWHERE),
)
LISTS = st.builds(
    RevisionList, st.lists(REVISION_ENTRIES, max_size=3).map(tuple), st.lists(CORRECTIONS, max_size=2).map(tuple)
)


@given(LISTS)
def test_a_list_of_revisions_that_is_written_and_read_is_the_same(held: RevisionList) -> None:
    written = as_yaml(held)
    assert REVISIONS.read(parse_yaml(SourceText("terms.revisions.yaml", written))) == held
    assert as_yaml(held) == written


def test_facts_that_say_nothing_have_no_form(published: Path) -> None:
    facts = load_verified(published).corpus.documents[0].revisions[0].facts
    plain = facts_plain(facts)
    assert isinstance(facts, Facts)
    assert isinstance(plain, dict)
    assert all(value not in ("", None, [], {}) for value in plain.values())
