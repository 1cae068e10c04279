"""The commands from draft to published revision, as lawyers and CI meet them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.errors import EXIT_ALTERED, EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS
from generator.integrity import verify_site
from tests import publishing
from tests.publishing import LATEST, NEXT, NOTES, OLDEST, edit
from tests.unit.conftest import Run

Captured = pytest.CaptureFixture[str]
DAY = ("--as-of", "2025-06-01")
NOTE = tuple(word for language, text in NOTES.items() for word in ("--note", f"{language}={text}"))
PUBLISH = ("publish", "terms", NEXT, "--effective", "2025-07-01", *NOTE, *DAY)
CORRECT = ("correct", "terms", LATEST, "--by", "reviewers", "--note", "nl=Tikfout.", "--note", "fr=Coquille.", *DAY)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a site whose draft is ready."""
    root = publishing.drafted_site(tmp_path)
    monkeypatch.chdir(root)
    monkeypatch.setenv("NO_COLOR", "1")
    return root


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have standard input look like a terminal."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)


# ---------------------------------------------------------------- publish


def test_publishing_tells_what_changes_and_what_was_done(root: Path, polylex: Run, capsys: Captured) -> None:
    assert polylex(*PUBLISH, "--yes") == EXIT_CLEAN
    out = capsys.readouterr().out
    assert out.startswith("terms, revision 2025-06-01\n  published 2025-06-01, applies from: 2025-07-01 (29 whole days")
    assert "note (fr): Le préambule devient plus clair." in out
    assert out.endswith("Published: terms 2025-06-01. Run `polylex build`, and commit the files under content/.\n")
    assert polylex("verify") == EXIT_CLEAN
    assert "terms: 3 seals, consistent, not anchored\n  the chain ends with " in capsys.readouterr().out
    assert verify_site(root)[0].links == 3


def test_a_quiet_publication_says_nothing(root: Path, polylex: Run, capsys: Captured) -> None:
    assert polylex(*PUBLISH, "--yes", "-q") == EXIT_CLEAN
    assert capsys.readouterr() == ("", "")
    assert (root / "content" / "fr" / "terms" / f"{NEXT}.md").exists()


def test_without_a_terminal_nobody_can_be_asked(root: Path, polylex: Run, capsys: Captured) -> None:
    before = publishing.contents(root)
    assert polylex(*PUBLISH) == EXIT_ERROR
    assert "There is nobody to ask here; add --yes to publish." in capsys.readouterr().err
    assert publishing.contents(root) == before


def test_a_note_that_is_given_twice_is_refused(polylex: Run, capsys: Captured) -> None:
    assert polylex(*PUBLISH, "--note", "fr=Autre chose.", "--yes") == EXIT_ERROR
    assert "fr is given twice" in capsys.readouterr().err


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("answer", "code"), [("y", EXIT_CLEAN), ("n", EXIT_FINDINGS), ("", EXIT_FINDINGS)])
def test_one_is_asked_before_anything_is_written(
    root: Path, polylex: Run, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    before = publishing.contents(root)
    asked: list[str] = []

    def reply(prompt: str = "") -> str:
        asked.append(prompt)
        assert publishing.contents(root) == before
        return answer

    monkeypatch.setattr("click.termui.visible_prompt_func", reply)
    assert polylex(*PUBLISH) == code
    assert len(asked) == 1
    assert (publishing.contents(root) == before) is (code != EXIT_CLEAN)


def test_a_stale_section_is_told_with_its_words_and_its_remedy(root: Path, polylex: Run, capsys: Captured) -> None:
    edit(root, publishing.NL_DRAFT, "De termijn is 24 maanden.", "De gewone termijn is 24 maanden.")
    publishing.approve_draft(root)
    before = publishing.contents(root)
    assert polylex(*PUBLISH, "--yes") == EXIT_FINDINGS
    out, err = capsys.readouterr()
    assert out == ""
    assert f"content/{publishing.FR_DRAFT}:38:1" in err
    assert "Dutch changed since 'reviewers' confirmed this section on 2025-06-01 (prevailing-newer)" in err
    assert "since (nl, 2025-03-01): De {+gewone +}termijn is 24 maanden." in err
    assert "`polylex confirm terms keeping --language fr --by ROLE --reason TEXT`" in err
    assert err.endswith("Not published, for 1 reason; nothing was written.\n")
    assert publishing.contents(root) == before


def test_reasons_are_counted_and_nothing_is_written(root: Path, polylex: Run, capsys: Captured) -> None:
    before = publishing.contents(root)
    call = ("publish", "terms", "2025-06-02", "--effective", "2025-06-03", "--note", "de=Neu.", *DAY, "--yes")
    assert polylex(*call) == EXIT_FINDINGS
    err = capsys.readouterr().err
    assert err.count("refused: ") == 4
    assert err.endswith("Not published, for 4 reasons; nothing was written.\n")
    assert publishing.contents(root) == before


def test_a_quiet_refusal_still_tells_why(root: Path, polylex: Run, capsys: Captured) -> None:
    (root / "content" / "nl" / "terms" / "draft.signoff.yaml").unlink()
    assert polylex(*PUBLISH, "--yes", "-q") == EXIT_FINDINGS
    assert "nobody has approved the draft in 'nl'" in capsys.readouterr().err


def test_every_option_reaches_the_list(root: Path, polylex: Run) -> None:
    options = (
        "--consequence",
        "inform",
        "--decided-by",
        "reviewers",
        "--short-notice",
        "nl=Wet.",
        "--short-notice",
        "fr=Loi = loi.",
        "--unofficial",
        "fr",
        "--author",
        "maintainers",
    )
    call = ("publish", "terms", NEXT, "--effective", "not-stated", *NOTE, *DAY, *options, "--yes")
    assert polylex(*call) == EXIT_CLEAN
    entry = publishing.revisions(root).revisions[-1]
    assert entry.effective is None
    assert (entry.consequence, entry.consequence_by) == ("inform", "reviewers")
    assert dict(entry.short_notice) == {"nl": "Wet.", "fr": "Loi = loi."}
    assert dict(entry.origin) == {"nl": "official", "fr": "unofficial"}


def test_putting_off_what_is_not_open_is_refused(root: Path, polylex: Run, capsys: Captured) -> None:
    call = (*PUBLISH, "--adjourn", "x=Later.", "--adjourned-by", "reviewers", "--yes")
    assert polylex(*call, "-C", root) == EXIT_FINDINGS
    assert "no decision 'x' is open" in capsys.readouterr().err


# ---------------------------------------------------------------- approve, draft, seal


def test_the_path_from_an_archive_to_a_publication(
    tmp_path: Path, polylex: Run, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = publishing.site(tmp_path)
    monkeypatch.chdir(root)
    assert polylex("verify") == EXIT_CLEAN
    assert capsys.readouterr().out == (
        "terms: nothing is sealed (revisions: 2024-01-15, 2025-03-01); run `polylex seal terms`\n"
    )
    assert polylex("seal", "terms") == EXIT_CLEAN
    assert polylex("seal", "terms") == EXIT_CLEAN
    assert polylex("draft", "terms") == EXIT_CLEAN
    assert capsys.readouterr().out == (
        "Sealed: 2024-01-15, 2025-03-01.\nEvery revision is sealed already.\n"
        "The draft equals the latest revision already.\n"
    )
    publishing.edit_draft(root)
    publishing.confirm_draft(root)
    for language in ("nl", "fr"):
        call = ("approve", "terms", "-l", language, "--by", "reviewers", "--reason", "Read.", *DAY)
        assert polylex(*call) == EXIT_CLEAN
        assert capsys.readouterr().out == (f"Approved in {language}: content/{language}/terms/draft.signoff.yaml\n")
    assert polylex(*PUBLISH, "--yes", "-q") == EXIT_CLEAN
    assert polylex("build", "-q", *DAY) == EXIT_CLEAN


def test_quiet_commands_say_nothing(root: Path, polylex: Run, capsys: Captured) -> None:
    call = ("approve", "terms", "-l", "fr", "--by", "reviewers", "--reason", "Read.", *DAY, "-q")
    assert polylex(*call) == EXIT_CLEAN
    assert polylex("seal", "terms", "-q") == EXIT_CLEAN
    assert polylex("draft", "terms", "--discard", "-q") == EXIT_CLEAN
    edit(root, publishing.FR_DRAFT, "une règle", "une regle")
    assert polylex(*CORRECT, "-q") == EXIT_CLEAN
    assert polylex("verify", "-q") == EXIT_CLEAN
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("root")
def test_a_draft_with_edits_is_not_reset_unasked(polylex: Run, capsys: Captured) -> None:
    assert polylex("draft", "terms") == EXIT_ERROR
    assert "--discard throws them away" in capsys.readouterr().err
    assert polylex("draft", "terms", "--discard") == EXIT_CLEAN
    assert capsys.readouterr().out == ("Written anew:\n  content/fr/terms/draft.md\n  content/nl/terms/draft.md\n")


def test_a_single_seal_is_told_as_one(root: Path, polylex: Run, capsys: Captured) -> None:
    text = publishing.text_of(root, publishing.LIST)
    head, second = text[: text.index("  - id: 2025-03-01")], text[text.index("  - id: 2025-03-01") :]
    publishing.write_file(root, publishing.LIST, head + second[: second.index("    seal:")])
    assert polylex("verify") == EXIT_CLEAN
    out = capsys.readouterr().out
    assert out.startswith("terms: 1 seal, consistent, not anchored\n")
    assert out.endswith("  not sealed: 2025-03-01; run `polylex seal terms`\n")


# ---------------------------------------------------------------- altered


@pytest.mark.parametrize("file", [f"fr/terms/{OLDEST}.md", f"nl/terms/{LATEST}.yaml", f"data/terms/{LATEST}.yaml"])
def test_an_altered_file_ends_with_three_and_the_old_site_stays(
    root: Path, polylex: Run, capsys: Captured, file: str
) -> None:
    assert polylex("build", "-q", *DAY) == EXIT_CLEAN
    site = publishing.tree(root / "site")
    publishing.write_file(root, file, publishing.text_of(root, file) + "\n")
    for command in ("verify", "build"):
        assert polylex(command, *DAY) == EXIT_ALTERED
        assert f"error: content/{file}" in capsys.readouterr().err
    assert publishing.tree(root / "site") == site
    for words in (PUBLISH, ("seal", "terms"), (*CORRECT[:2], OLDEST, *CORRECT[3:]), ("draft", "terms")):
        assert polylex(*words) != EXIT_CLEAN
    assert polylex("verify", "-q") == EXIT_ALTERED


def test_a_changed_note_and_a_conflict_end_with_three(root: Path, polylex: Run, capsys: Captured) -> None:
    text = publishing.text_of(root, publishing.LIST)
    for new in (text.replace("Eerste", "Tweede"), f"{text}<<<<<<< ours\n"):
        publishing.write_file(root, publishing.LIST, new)
        assert (polylex("verify"), polylex("build", "-q", *DAY)) == (EXIT_ALTERED, EXIT_ALTERED)
    assert "content/terms.revisions.yaml" in capsys.readouterr().err


def test_line_ends_alone_are_no_alteration(root: Path, polylex: Run) -> None:
    for path in sorted((root / "content").rglob("202*")):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert polylex("verify") == EXIT_CLEAN
    assert polylex("build", "-q", *DAY) == EXIT_CLEAN


def test_an_anchor_is_named_in_the_verdict(root: Path, polylex: Run, capsys: Captured) -> None:
    head = verify_site(root)[0].head
    assert polylex("verify", "--anchor", head) == EXIT_CLEAN
    assert f"2 seals, consistent, anchored in {head}\n" in capsys.readouterr().out
    assert polylex("verify", "--anchor", "0" * 64) == EXIT_ALTERED
    assert polylex("verify", "--anchor", "nonsense") == EXIT_ERROR


# ---------------------------------------------------------------- correct


def test_a_correction_tells_its_files(root: Path, polylex: Run, capsys: Captured) -> None:
    words = ["git", "-c", "user.name=a", "-c", "user.email=a@policies.example"]
    for call in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run([*words, *call], cwd=root, check=True)
    edit(root, f"fr/terms/{LATEST}.md", "une règle", "une regle")
    assert polylex(*CORRECT) == EXIT_CLEAN
    assert capsys.readouterr().out == (
        f"Recorded: a correction of terms {LATEST} (editorial).\n  content/fr/terms/{LATEST}.corrected-1.md\n"
    )
    assert polylex(*CORRECT, "--withdraw", "2025-08-01") == EXIT_CLEAN
    assert capsys.readouterr().out == f"Recorded: a correction of terms {LATEST} (withdrawal).\n"
    edit(root, f"nl/terms/{OLDEST}.md", "diensten.\n", "diensten. ")
    assert polylex("correct", "terms", OLDEST, "--by", "reviewers", "--technical", *DAY) == EXIT_CLEAN
    assert "(technical)" in capsys.readouterr().out
    assert polylex("verify") == EXIT_CLEAN
    assert polylex("build", "-q", *DAY) == EXIT_CLEAN


def test_a_withdrawal_is_no_technical_correction(root: Path, polylex: Run, capsys: Captured) -> None:
    assert polylex(*CORRECT, "-C", root, "--technical", "--withdraw", "2025-08-01") == EXIT_ERROR
    assert "A withdrawal is no technical correction" in capsys.readouterr().err


# ---------------------------------------------------------------- nonsense

ODD = [
    "",
    " ",
    "x",
    "../..",
    "/etc",
    "a" * 5000,
    "\u202e",
    "é",
    "a\x07",
    "a\nb",
    "-",
    "terms\u200b",
    "x@y.example",
    "%s",
]
CALLS = {
    "publish the document": lambda word: ("publish", word, NEXT, "--effective", "2025-07-01", *NOTE, "--yes"),
    "publish on a day": lambda word: ("publish", "terms", word, "--effective", "2025-07-01", "--yes"),
    "publish from a day": lambda word: ("publish", "terms", NEXT, "--effective", word, "--yes"),
    "publish with a note": lambda word: (
        "publish",
        "terms",
        NEXT,
        "--effective",
        NEXT,
        "--note",
        f"fr={word}",
        "--yes",
    ),
    "publish in a language": lambda word: (*PUBLISH, "--note", f"{word}=x", "--yes"),
    "publish by an author": lambda word: (*PUBLISH, "--author", word or "x", "--yes"),
    "publish by a decider": lambda word: (*PUBLISH, "--consequence", "none", "--decided-by", word or "x", "--yes"),
    "publish with a consequence": lambda word: (*PUBLISH, "--consequence", word, "--yes"),
    "put off": lambda word: (*PUBLISH, "--adjourn", f"{word}={word}", "--adjourned-by", word, "--yes"),
    "unofficial": lambda word: (*PUBLISH, "--unofficial", word, "--yes"),
    "short notice": lambda word: (*PUBLISH, "--short-notice", f"fr={word}", "--yes"),
    "approve the document": lambda word: ("approve", word, "-l", "fr", "--by", "reviewers", "--reason", "Read."),
    "approve in a language": lambda word: ("approve", "terms", "-l", word, "--by", "reviewers", "--reason", "Read."),
    "approve by a role": lambda word: ("approve", "terms", "-l", "fr", "--by", word, "--reason", "Read."),
    "approve for a reason": lambda word: ("approve", "terms", "-l", "fr", "--by", "reviewers", "--reason", f"{word}\n"),
    "reset": lambda word: ("draft", word),
    "seal": lambda word: ("seal", word),
    "verify": lambda word: ("verify", "--anchor", word),
    "correct the document": lambda word: ("correct", word, LATEST, "--by", "reviewers"),
    "correct a revision": lambda word: ("correct", "terms", word, "--by", "reviewers"),
    "correct by a role": lambda word: ("correct", "terms", LATEST, "--by", word),
    "correct with a note": lambda word: ("correct", "terms", LATEST, "--by", "reviewers", "--note", f"fr={word}"),
    "withdraw": lambda word: (*CORRECT, "--withdraw", word),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nonsense_is_told_and_writes_nothing(root: Path, polylex: Run, capsys: Captured, call: object) -> None:
    assert callable(call)
    before = publishing.contents(root)
    for word in ODD:
        assert polylex(*call(word), *DAY) in (EXIT_FINDINGS, EXIT_ERROR), word
        out, err = capsys.readouterr()
        assert err.strip(), word
        assert "Traceback" not in out + err
        assert "\x07" not in out + err
    assert publishing.contents(root) == before


def test_a_folder_without_a_site_is_told(tmp_path: Path, polylex: Run, capsys: Captured) -> None:
    calls = (
        ("verify",),
        ("seal", "terms"),
        ("draft", "terms"),
        PUBLISH,
        CORRECT,
        ("approve", "terms", "-l", "fr", "--by", "reviewers", "--reason", "Read."),
    )
    for words in calls:
        assert polylex(*words, "-C", tmp_path) == EXIT_ERROR
        assert "content/site.yaml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
