"""What a check remembers of documents and revisions: only what changed is checked again, and the answer is the same."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from generator.errors import AlteredError, ConfigurationError, InputError, PolicyError
from generator.integrity.known import Known
from generator.model import Revision
from generator.plain_values import plain, restored
from generator.report import View, told
from generator.review import CheckOptions, CheckReport, Means, reading, run_check
from generator.review import documents as per_document
from generator.review.documents import MOST, RESULTS, Checked
from generator.review.found import SHELF, Found, RevisionChecker
from generator.review.judged import Judged
from generator.review.reading import SiteSources
from generator.review.remembered import FOLDER
from generator.review.shelf import Shelf
from generator.review.states import SiteState, state_of
from generator.workers import spread
from tests import publishing
from tests.unit.review.samples import FR_DRAFT, NL_DRAFT, TODAY, edit, finding, site, write

Seen = list[tuple[str, str]]
Edit = Callable[[], object]
EVERYTHING = CheckOptions(everything=True, as_of=TODAY)
OTHER_TERMS = "policies"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with two documents."""
    root = site(tmp_path)
    content = root / "content"
    for folder in ("fr", "nl", "data"):
        shutil.copytree(content / folder / "terms", content / folder / OTHER_TERMS)
    for path in sorted(content.glob("terms.*")):
        shutil.copyfile(path, path.with_name(path.name.replace("terms.", f"{OTHER_TERMS}.")))
    edit(root, "site.yaml", "documents: [terms]", f"documents: [terms, {OTHER_TERMS}]")
    return root


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Each revision that rules were run on, with its document."""
    done: Seen = []
    whole = RevisionChecker._checked

    def noted(checker: RevisionChecker, revision: Revision) -> Found:
        done.append((checker.document.id, revision.id))
        return whole(checker, revision)

    monkeypatch.setattr(RevisionChecker, "_checked", noted)
    return done


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each document that was read."""
    done: list[str] = []
    whole = per_document.DocumentChecker.check

    def noted(checker: per_document.DocumentChecker, name: str) -> Checked:
        done.append(name)
        return whole(checker, name)

    monkeypatch.setattr(per_document.DocumentChecker, "check", noted)
    return done


def with_memory(root: Path, options: CheckOptions = EVERYTHING, jobs: int = 1) -> CheckReport:
    return run_check(root, options, Means(jobs, state_of(root)))


def same(root: Path, options: CheckOptions = EVERYTHING) -> CheckReport:
    """The report with the memory, which is that of a check done anew."""
    recalled = with_memory(root, options)
    assert recalled == run_check(root, options)
    return recalled


def held(root: Path, shelf: str) -> list[str]:
    return sorted(path.name for path in (root / FOLDER / shelf).iterdir())


# ---------------------------------------------------------------- only what an edit touches


def test_a_site_as_it_was_is_not_read(root: Path, read: list[str]) -> None:
    first = with_memory(root)
    assert read == ["terms", OTHER_TERMS]
    assert with_memory(root) == first
    assert read == ["terms", OTHER_TERMS]


def test_after_an_edit_of_a_draft_only_that_draft_is_checked(root: Path, seen: Seen, read: list[str]) -> None:
    with_memory(root)
    assert len(seen) == 6
    del seen[:], read[:]
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    changed = with_memory(root)
    assert (seen, read) == ([("terms", "draft")], ["terms"])
    assert changed == run_check(root, EVERYTHING)
    assert any(judged.finding.revision == "draft" for judged in changed.findings)


def test_a_waiver_checks_no_text_again(root: Path, seen: Seen, read: list[str]) -> None:
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    first = with_memory(root)
    del seen[:], read[:]
    waived = next(judged for judged in first.findings if judged.finding.rule == "duration-differs")
    lines = "".join(f"      {language}: {digest}\n" for language, digest in waived.digests.items())
    write(
        root,
        "terms.waivers.yaml",
        f"waivers:\n  - fingerprint: {waived.finding.fingerprint}\n    digests:\n{lines}"
        "    reason: It is meant.\n    by: maintainers\n    date: 2025-05-01\n    expires: 2025-05-31\n",
    )
    for day in (date(2025, 4, 1), date(2025, 5, 31), TODAY):
        report = with_memory(root, replace(EVERYTHING, as_of=day))
        assert bool(report.waived) is (day <= date(2025, 5, 31))
    assert (seen, set(read)) == ([], {"terms"})


def test_a_term_checks_all_texts_again(root: Path, seen: Seen) -> None:
    with_memory(root)
    del seen[:]
    write(root, "data/terms.yaml", "photo: {words: {nl: {preferred: [foto]}, fr: {preferred: [photo]}}}\n")
    same(root)
    assert len(seen) == 12


def test_other_questions_recall_the_same_revisions(root: Path, seen: Seen) -> None:
    with_memory(root)
    del seen[:]
    for options in (
        CheckOptions(as_of=TODAY),
        CheckOptions(as_of=TODAY, strict=True),
        replace(EVERYTHING, strict=True),
    ):
        assert with_memory(root, options).findings
    assert not seen


def test_few_questions_are_kept_of_a_document_and_no_revision_that_went(root: Path) -> None:
    for revision in ("", "draft", "2024-01-15", "2025-03-01"):
        for strict in (False, True):
            with_memory(root, CheckOptions(revision=revision, strict=strict, as_of=TODAY))
    assert len(held(root, RESULTS)) == 2 * MOST
    shelf = Shelf(root, SHELF)
    before = shelf.take("terms.json", _program(root))
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    with_memory(root)
    after = shelf.take("terms.json", _program(root))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert len(before) == len(after) == 3
    assert len(before.keys() & after.keys()) == 2


def _program(root: Path) -> str:
    state = state_of(root)
    assert state
    return state.program


def test_a_site_that_changed_while_it_was_checked_is_not_remembered(root: Path) -> None:
    state = state_of(root)
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    run_check(root, EVERYTHING, Means(1, state))
    assert {name.partition(".")[0] for name in held(root, RESULTS)} == {OTHER_TERMS}
    (root / "content" / ".link").symlink_to("site.yaml")
    with_memory(root)
    run_check(root, replace(EVERYTHING, strict=True), Means(1, state))
    assert len(held(root, RESULTS)) == 1


# ---------------------------------------------------------------- what is wrong is told as ever


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("site.yaml", "nonsense: true\n", "nonsense"),
        (NL_DRAFT, "# One\n\n# Two\n", NL_DRAFT),
        ("data/terms.yaml", "nonsense: true\n", "data/terms.yaml"),
        ("policies.waivers.yaml", "nonsense: true\n", "policies.waivers.yaml"),
        ("policies.differences.yaml", "nonsense: true\n", "policies.differences.yaml"),
        ("fr/terms/2025-03-01.signoff.yaml", "nonsense: true\n", "signoff"),
        ("nl/terms/stray.txt", "", "stray.txt"),
    ],
)
def test_a_fault_is_told_whatever_is_remembered(root: Path, file: str, content: str, told: str) -> None:
    with_memory(root)
    write(root, file, content)
    with pytest.raises(InputError, match=told) as anew:
        run_check(root, EVERYTHING)
    with pytest.raises(InputError) as recalled:
        with_memory(root)
    assert recalled.value.problems == anew.value.problems
    with pytest.raises(InputError) as spread:
        with_memory(root, jobs=2)
    assert spread.value.problems == anew.value.problems


def test_a_revision_that_is_not_there_is_told_whatever_is_remembered(root: Path) -> None:
    options = CheckOptions(revision="2024-01-16", as_of=TODAY)
    for _ in range(2):
        with pytest.raises(ConfigurationError, match="2024-01-15"):
            with_memory(root, options)


def test_what_was_altered_is_told_and_what_was_verified_stays_known(tmp_path: Path) -> None:
    root = publishing.sealed_site(tmp_path)
    options = replace(EVERYTHING, as_of=publishing.TODAY)
    with_memory(root, options)
    states = dict(Known(root)._read())
    assert states
    same(root, options)
    publishing.edit(root, f"fr/terms/{publishing.LATEST}.md", "Deuxième alinéa", "Deuxième alinea")
    for _ in range(2):
        with pytest.raises(AlteredError):
            with_memory(root, options)
    assert Known(root)._read() == states


def test_states_of_documents_that_were_not_verified_now_stay_known(tmp_path: Path) -> None:
    known = Known(tmp_path)
    known.keep({"one": {"": ["1"]}, "two": {"": ["2"]}, "gone": {"": ["3"]}})
    known.renew({"two": {"": ["4"]}}, ("one", "two"))
    assert Known(tmp_path)._read() == {"one": {"": ["1"]}, "two": {"": ["4"]}}


def test_a_check_without_a_result_raises_why() -> None:
    with pytest.raises(InputError):
        Checked().sound()


# ---------------------------------------------------------------- the law: the same as if done anew


def _edits(root: Path, chance: random.Random) -> dict[str, Edit]:
    """Edits of all that a check rests on; some make the site unreadable, until another one mends it."""
    originals = {path: path.read_bytes() for path in sorted((root / "content").rglob("*.*")) if path.is_file()}
    months = chance.choice(["12", "24", "48"])

    def restored() -> None:
        for path in sorted((root / "content").rglob("*")):
            if path.is_file() and path not in originals:
                path.unlink()
        for path, content in originals.items():
            path.write_bytes(content)

    def replaced(file: str, old: str, new: str) -> Edit:
        path = root / "content" / file
        return lambda: path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    def confirmed() -> None:
        write(root, "fr/terms/draft.signoff.yaml", _signoff(root, chance))

    old_fr, old_nl = "fr/terms/2024-01-15.md", "nl/policies/2025-03-01.md"
    waiver = (
        f"waivers:\n  - {{rule: spelling, revision: {chance.choice(['2024-01-15', '2025-03-01'])}, reason: Meant.,"
        f" by: maintainers, date: 2025-01-01, expires: 2025-0{chance.randrange(4, 9)}-01}}\n"
    )
    return {
        "restore": restored,
        "draft": replaced(NL_DRAFT, "36 maanden", f"{months} maanden"),
        "draft in French": lambda: write(
            root, FR_DRAFT, (root / "content" / FR_DRAFT).read_text("utf-8") + "\nPlus  de.\n"
        ),
        "revision": replaced(old_fr, "mois", "ans"),
        "other revision": replaced(old_nl, " niet ", " "),
        "waiver": lambda: write(root, "terms.waivers.yaml", waiver),
        "confirmation": confirmed,
        "term": lambda: write(root, "data/terms.yaml", "terms: nonsense\n"),
        "severities": replaced("site.yaml", "languages:", "severities: {spelling: off}\nlanguages:"),
        "facts": replaced("data/terms/draft.yaml", "BE", "FR"),
        "days": replaced("terms.revisions.yaml", "effective: 2025-03-01", "effective: 2025-06-02"),
        "prevailing": replaced("terms.yaml", "language: nl", "language: fr"),
        "no draft": lambda: _as_latest(root),
        "one document": replaced("site.yaml", f", {OTHER_TERMS}]", "]"),
    }


def _signoff(root: Path, chance: random.Random) -> str:
    digests = ["v1:sha256:" + f"{chance.randrange(9)}" * 64 for _ in range(2)]
    report = run_check(root, replace(EVERYTHING, as_of=TODAY))
    known = [dict(judged.digests) for judged in report.findings if len(judged.digests) == 2 and judged.finding.section]
    section = next((j.finding.section for j in report.findings if j.finding.section), "keeping")
    if known and chance.random() < 0.5:
        digests = [known[0]["nl"], known[0]["fr"]]
    return (
        f"sections:\n  {section}:\n    prevailing: {digests[0]}\n    translation: {digests[1]}\n"
        "    by: maintainers\n    date: 2025-05-01\n    reason: Compared.\n"
    )


def _as_latest(root: Path) -> None:
    for folder in publishing.FOLDERS:
        for path in sorted((root / "content" / folder).glob("2025-03-01.*")):
            shutil.copyfile(path, path.with_name(f"draft{path.suffix}"))


def _said(check: Callable[[], CheckReport]) -> object:
    try:
        return check()
    except PolicyError as error:
        return type(error), error.problems


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_a_check_with_its_memory_finds_what_one_without_finds(root: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    edits = _edits(root, chance)
    for _ in range(12):
        name = chance.choice([*edits, "restore", "draft"])
        try:
            edits[name]()
        except PolicyError:
            continue
        options = CheckOptions(
            everything=chance.random() < 0.6,
            strict=chance.random() < 0.3,
            select=chance.choice([(), ("values",), ("spelling", "review")]),
            as_of=TODAY + timedelta(days=chance.choice([-600, -90, -1, 0, 1, 60, 400])),
        )
        assert _said(partial(with_memory, root, options)) == _said(partial(run_check, root, options)), name


@pytest.mark.parametrize("offset", [-1, 0, 1])
@pytest.mark.parametrize("day", ["2024-01-15", "2024-02-01", "2025-03-01", "2025-05-02", "2025-06-01"])
def test_a_result_holds_until_the_day_that_makes_it_another(root: Path, day: str, offset: int) -> None:
    waiver = "{rule: spelling, revision: 2024-01-15, reason: Meant., by: maintainers, date: 2025-01-01"
    write(root, "terms.waivers.yaml", f"waivers:\n  - {waiver}, expires: 2025-06-01}}\n")
    for other in (TODAY, date(2024, 12, 1), date(2023, 1, 1)):
        with_memory(root, CheckOptions(as_of=other))
        same(root, CheckOptions(as_of=date.fromisoformat(day) + timedelta(days=offset)))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_number_of_processes_changes_nothing(root: Path, jobs: int) -> None:
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    anew = run_check(root, EVERYTHING)
    assert with_memory(root, jobs=jobs) == anew
    assert with_memory(root, jobs=jobs) == anew


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_revisions_of_one_long_document_are_checked_by_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    alone = site(tmp_path)
    edit(alone, NL_DRAFT, "36 maanden", "48 maanden")
    anew = run_check(alone, EVERYTHING)
    counts: list[int] = []

    def noted(work: Callable[[Revision], Found], items: Sequence[Revision], count: int) -> tuple[Found, ...]:
        counts.append(count)
        return spread(work, items, count)

    monkeypatch.setattr(per_document, "LARGE", 0)
    monkeypatch.setattr("generator.review.found.spread", noted)
    assert run_check(alone, EVERYTHING, Means(jobs)) == anew
    assert counts == [jobs]


# ---------------------------------------------------------------- the files


@pytest.mark.parametrize("content", [b"", b"\xff", b"0\n{}", b"[" * 100_000, b"\n"])
def test_a_damaged_file_is_none_and_is_replaced(root: Path, content: bytes) -> None:
    first = with_memory(root)
    for path in sorted((root / FOLDER).glob("*/*.json")):
        path.write_bytes(content)
    assert with_memory(root) == first
    assert all(path.read_bytes() != content for path in (root / FOLDER).glob("*/*.json"))


def test_a_link_is_not_followed_to_write(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "shelf")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shelf.folder.parent.mkdir()
    shelf.folder.symlink_to(elsewhere)
    shelf.put("one.json", "key", [])
    assert not list(elsewhere.iterdir())


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in its place", "utf-8")
    shelf = Shelf(tmp_path, "shelf")
    shelf.put("one.json", "key", [])
    shelf.forget("*", 0)
    assert shelf.take("one.json", "key") is None


def test_another_key_is_another_value(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "shelf")
    shelf.put("one.json", "key", {"é": [1, None]})
    assert shelf.take("one.json", "key") == {"é": [1, None]}
    assert shelf.take("one.json", "other") is None


def test_files_of_a_document_and_of_all_are_told_apart() -> None:
    files = {"": "/", "site.yaml": "1", "terms.yaml": "2", "fr/terms/draft.md": "3", "data/terms.yaml": "4"}
    one = SiteState("program", files)
    documents = ("terms", "site", "other")
    before = one.by_document(documents)
    changes = {name: SiteState("program", {**files, name: "new"}).by_document(documents) for name in files}
    touched = {name: {d for d in documents if changes[name][d] != before[d]} for name in files}
    assert touched["terms.yaml"] == touched["fr/terms/draft.md"] == {"terms"}
    assert touched["site.yaml"] == touched["data/terms.yaml"] == touched[""] == set(documents)
    assert SiteState("other", files).by_document(documents)["terms"] != before["terms"]


def test_sources_are_read_when_they_are_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = tuple(f"content/{name}" for name in (NL_DRAFT, FR_DRAFT, "site.yaml", "terms.yaml", "terms.revisions.yaml"))
    paths = (*paths, *(f"content/nl/terms/{name}" for name in ("2024-01-15.md", "2024-01-15.yaml")))
    monkeypatch.setattr(reading, "_HELD", 4)
    sources = SiteSources(root, paths)
    assert [sources[path] for path in sources] == [(root / path).read_text("utf-8") for path in paths]
    assert len(sources) == 7
    assert sources.get("content/policies.yaml") is None
    assert len(sources._held) == 4


def test_the_lines_of_both_languages_are_told(root: Path) -> None:
    edit(root, NL_DRAFT, "36 maanden", "48 maanden")
    report = with_memory(root, replace(EVERYTHING, select=("duration-differs",)))
    for checked in (report, with_memory(root, replace(EVERYTHING, select=("duration-differs",)))):
        shown = told(checked, "full", View())
        assert "48 maanden" in shown
        assert "36 mois" in shown
        assert {f"content/{NL_DRAFT}", f"content/{FR_DRAFT}"} <= set(checked.sources)


def test_what_was_found_is_restored_as_it_was() -> None:
    found = Found((Judged(finding(), {"fr": "1"}),), {"fr": (finding(counterpart=None),)})
    assert restored(Found, plain(found)) == found
