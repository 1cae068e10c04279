"""The CI that `polylex init` writes: the shape of its files, and what its scripts do in a repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.errors import EXIT_ALTERED, EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS
from generator.integrity.entries import as_yaml
from generator.source.files import SourceText
from generator.source.revisions import REVISIONS, RevisionList
from generator.source.yaml_tree import parse_yaml
from generator.start import StartOptions, start_site
from generator.start.kit import kit_files

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 3, 1)
FIRST, SECOND = "2025-03-01", "2026-02-14"
LIST = "content/privacy.revisions.yaml"
MARK = "<!-- polylex-redline -->"
SCRIPTS = ("check", "comment", "published", "redline", "twice", "verify")

# ---------------------------------------------------------------- the shape of the files

GITHUB = kit_files("github", {})
GITLAB = kit_files("gitlab", {})


def parsed(text: str) -> Any:
    """A YAML file whose scalars are all strings, so that the key `on` stays what it is."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it builds strings only


POLICIES = parsed(GITHUB[".github/workflows/policies.yaml"])
POLYLEX = parsed(GITHUB[".github/workflows/polylex.yaml"])
INCLUDED = parsed(GITLAB[".gitlab/polylex.yml"])


def steps(workflow: Any) -> list[Any]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", ())]


def test_the_workflow_runs_on_proposals_pushes_and_daily() -> None:
    assert POLICIES["on"].keys() == {"pull_request", "push", "schedule", "workflow_dispatch"}
    (schedule,) = POLICIES["on"]["schedule"]
    assert re.fullmatch(r"[0-9]+ [0-9]+ \* \* \*", schedule["cron"])


def test_what_is_done_can_be_called_by_other_workflows() -> None:
    assert POLYLEX["on"].keys() == {"workflow_call"}
    assert POLYLEX["jobs"].keys() == {"check", "verify", "twice", "redline"}
    assert POLICIES["jobs"]["polylex"]["uses"] == "./.github/workflows/polylex.yaml"


def test_the_called_workflow_may_only_read_and_needs_no_secret() -> None:
    assert POLYLEX["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in POLYLEX["jobs"].values())
    assert POLICIES["permissions"] == {}
    assert POLICIES["jobs"]["polylex"]["permissions"] == {"contents": "read"}
    assert not any(re.search(r"secrets[.:]|pull_request_target", text) for text in GITHUB.values())


def test_each_right_to_write_belongs_to_one_job() -> None:
    assert POLICIES["jobs"].keys() == {"polylex", "comment", "publish"}
    assert POLICIES["jobs"]["comment"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert POLICIES["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_a_proposal_from_a_fork_gets_no_comment_and_publishes_nothing() -> None:
    assert "head.repo.full_name == github.repository" in POLICIES["jobs"]["comment"]["if"]
    assert "github.event_name != 'pull_request'" in POLICIES["jobs"]["publish"]["if"]


def test_the_token_serves_the_script_of_the_base_branch_only() -> None:
    checkout = POLICIES["jobs"]["comment"]["steps"][0]
    assert checkout["with"] == {"ref": "${{ github.event.pull_request.base.sha }}", "persist-credentials": "false"}
    with_token = [step for step in (*steps(POLICIES), *steps(POLYLEX)) if "github.token" in str(step)]
    assert [step["run"] for step in with_token] == ["sh ci/comment.sh redline.md"]


def test_every_action_is_pinned_by_its_version() -> None:
    used = [step["uses"] for step in (*steps(POLICIES), *steps(POLYLEX)) if "uses" in step]
    assert len(used) > 5
    assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@v[0-9]+(\.[0-9]+)*", name)] == []


def test_no_run_puts_what_a_proposal_says_into_a_shell() -> None:
    runs = [step["run"] for step in (*steps(POLICIES), *steps(POLYLEX)) if "run" in step]
    assert not any("${{" in run for run in runs)
    allowed = re.compile(rf"pip install polylex|sh ci/(?:{'|'.join(SCRIPTS)})\.sh(?: [^;|&]*)?")
    assert [run for run in runs if not allowed.fullmatch(run)] == []


def test_every_job_ends_in_time() -> None:
    own = [job for workflow in (POLICIES, POLYLEX) for job in workflow["jobs"].values() if "uses" not in job]
    assert all(int(job["timeout-minutes"]) <= 10 for job in own)


def test_gitlab_includes_the_jobs_and_publishes_the_default_branch() -> None:
    pipeline = parsed(GITLAB[".gitlab-ci.yml"])
    assert pipeline["include"] == [{"local": ".gitlab/polylex.yml"}]
    assert {job.get("stage", "test") for job in INCLUDED.values()} <= set(pipeline["stages"])
    sources = " ".join(rule["if"] for rule in pipeline["workflow"]["rules"])
    assert all(word in sources for word in ("merge_request_event", "schedule", "$CI_DEFAULT_BRANCH"))
    assert INCLUDED["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert INCLUDED["pages"]["artifacts"]["paths"] == ["public"]


def test_gitlab_runs_the_same_scripts() -> None:
    jobs = {name: job for name, job in INCLUDED.items() if name.startswith("polylex-")}
    assert jobs.keys() == {f"polylex-{name}" for name in ("check", "verify", "twice", "redline")}
    assert all(job["extends"] == ".polylex" for job in jobs.values())
    scripts = re.findall(r"sh ci/([a-z]+)\.sh", " ".join(line for job in jobs.values() for line in job["script"]))
    assert sorted(scripts) == sorted(SCRIPTS)
    assert jobs["polylex-check"]["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}


def test_the_hooks_of_this_repository_run_commands() -> None:
    hooks = parsed((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["entry"] for hook in hooks] == ["polylex check", "polylex verify"]
    assert {(hook["files"], hook["pass_filenames"]) for hook in hooks} == {("^content/", "false")}
    local = parsed(kit_files("site", NAMES)[".pre-commit-config.yaml"])
    assert local["repos"][0]["repo"] == "local"
    assert local["repos"][0]["hooks"][0]["entry"] == "polylex check"


NAMES = dict.fromkeys(("author", "reviewer", "document", "language", "translation", "owned"), "word")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_posix_and_says_what_it_does(name: str) -> None:
    scripts = kit_files("ci", {})
    assert scripts.keys() == {f"ci/{one}.sh" for one in SCRIPTS}
    text = scripts[f"ci/{name}.sh"]
    assert text.startswith("#!/bin/sh\n# ")
    assert f"\n#   sh ci/{name}.sh" in text
    shell = shutil.which("dash") or "sh"
    subprocess.run([shell, "-n"], input=text, text=True, check=True)


# ---------------------------------------------------------------- the scripts at work

Script = Callable[..., subprocess.CompletedProcess[str]]


def git(folder: Path, *words: str) -> str:
    """Run git as a role, whatever the machine's own settings are."""
    who = {f"GIT_{kind}_{what}": value for kind in ("AUTHOR", "COMMITTER") for what, value in ROLE.items()}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


ROLE = {"NAME": "editors", "EMAIL": "editors@organisation.example"}


def commit(folder: Path, message: str) -> str:
    """Commit everything, and return the commit's name."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def held(repository: Path) -> RevisionList:
    return REVISIONS.read(parse_yaml(SourceText(LIST, (repository / LIST).read_text("utf-8"))))


def edit(repository: Path, path: str, old: str, new: str) -> None:
    file = repository / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new site in a repository with one commit."""
    folder = tmp_path_factory.mktemp("kit") / "site"
    start_site(folder, StartOptions(("nl", "fr"), "nl", "privacy", DAY))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "a site")
    return folder


@pytest.fixture
def repository(template: Path, tmp_path: Path) -> Path:
    """Return a copy of it to work in."""
    return Path(shutil.copytree(template, tmp_path / "repository", symlinks=True))


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """Return a folder that is searched for commands first; it holds `polylex`."""
    folder = tmp_path / "commands"
    folder.mkdir()
    stub(folder, "polylex", f'exec "{sys.executable}" -m generator.cli "$@"')
    return folder


def stub(folder: Path, name: str, body: str) -> None:
    """Put a command there."""
    (folder / name).write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def script(repository: Path, commands: Path) -> Script:
    """Run a script of the kit in the repository, at midday of a day that doesn't pass."""

    def run(name: str, *words: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        midday = "1772362800"  # of DAY
        environment = {
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "SOURCE_DATE_EPOCH": midday,
            "HOME": str(commands),
            **(env or {}),
        }
        command = ["sh", f"ci/{name}.sh", *words]
        return subprocess.run(command, cwd=repository, env=environment, check=False, capture_output=True, text=True)

    return run


# check


def test_check_is_green_and_writes_gitlab_its_report(script: Script, repository: Path) -> None:
    done = script("check", env={"GITLAB_CI": "true"})
    assert done.returncode == EXIT_CLEAN, done.stderr
    report = json.loads((repository / "gl-code-quality-report.json").read_text("utf-8"))
    assert {entry["severity"] for entry in report} == {"info"}


def test_check_shows_github_the_line_of_each_finding(script: Script, repository: Path) -> None:
    edit(repository, "content/nl/privacy/draft.md", "één maand", "drie maanden")
    done = script("check", env={"GITHUB_ACTIONS": "true"})
    assert done.returncode == EXIT_FINDINGS
    assert re.search(r"^::error file=content/(nl|fr)/privacy/draft\.md,line=[0-9]+,", done.stdout, re.MULTILINE)


def test_check_without_a_report_still_gives_gitlab_one(script: Script, repository: Path) -> None:
    edit(repository, "content/site.yaml", "languages:", "langages:")
    done = script("check", env={"GITLAB_CI": "true", "POLYLEX_REPORT": "report.json"})
    assert done.returncode == EXIT_ERROR
    assert json.loads((repository / "report.json").read_text("utf-8")) == []


# verify


def test_verify_holds_the_chain_against_a_commit(script: Script) -> None:
    done = script("verify", "HEAD")
    assert done.returncode == EXIT_CLEAN, done.stderr
    assert "2 seals, consistent, anchored in HEAD" in done.stdout


@pytest.mark.parametrize("anchors", [(), ("",), ("0" * 40,), ("", "empty")], ids=["none", "no name", "zeros", "folder"])
def test_a_first_run_has_nothing_to_anchor_to_and_says_so(
    anchors: tuple[str, ...], script: Script, repository: Path
) -> None:
    (repository / "empty").mkdir()
    done = script("verify", *anchors)
    assert done.returncode == EXIT_CLEAN, done.stderr
    assert "Nothing to anchor to yet" in done.stdout
    assert "not anchored" in done.stdout


def test_a_commit_before_the_first_publication_is_passed_over(script: Script, repository: Path) -> None:
    sealed = (repository / LIST).read_text("utf-8")
    (repository / LIST).write_text("revisions: []\n", "utf-8")
    before = commit(repository, "before anything was published")
    (repository / LIST).write_text(sealed, "utf-8")
    done = script("verify", before)
    assert done.returncode == EXIT_CLEAN, done.stderr
    assert "nothing was sealed there yet" in done.stdout


def test_an_anchor_that_should_be_there_and_is_not_is_an_error(script: Script) -> None:
    done = script("verify", "1234567890abcdef1234567890abcdef12345678")
    assert done.returncode == EXIT_ERROR
    assert "can't be fetched; nothing can be proved against it" in done.stderr


def test_a_commit_that_a_forced_push_left_is_fetched(script: Script, repository: Path, tmp_path: Path) -> None:
    origin = Path(shutil.copytree(repository, tmp_path / "origin", symlinks=True))
    (origin / "notes.txt").write_text("left behind", "utf-8")
    before = commit(origin, "before the forced push")
    git(origin, "reset", "--quiet", "--hard", "HEAD~1")
    git(repository, "remote", "add", "origin", str(origin))
    done = script("verify", before)
    assert done.returncode == EXIT_CLEAN, done.stderr
    assert f"anchored in {before}" in done.stdout


def test_an_altered_published_file_ends_with_3(script: Script, repository: Path) -> None:
    edit(repository, f"content/nl/privacy/{SECOND}.md", "niet", "nooit")
    done = script("verify", "HEAD")
    assert done.returncode == EXIT_ALTERED
    assert f"content/nl/privacy/{SECOND}.md" in done.stderr
    assert script("twice", "public").returncode == EXIT_ALTERED


def cut_off(repository: Path) -> None:
    """Undo the latest publication, as if it had never been."""
    known = held(repository)
    (repository / LIST).write_text(as_yaml(replace(known, revisions=known.revisions[:1])), "utf-8")
    for file in sorted((repository / "content").rglob(f"{SECOND}.*")):
        file.unlink()
    edit(repository, "content/privacy.findings.yaml", f"  {SECOND}:", "  # ")


def test_only_an_anchor_shows_that_the_end_was_cut_off(script: Script, repository: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    cut_off(repository)
    commit(repository, "nothing happened")
    assert script("verify").returncode == EXIT_CLEAN
    done = script("verify", base)
    assert done.returncode == EXIT_ALTERED
    assert "its end was cut off" in done.stderr


def test_the_published_site_is_an_anchor_too(script: Script, repository: Path) -> None:
    links = [{"digest": entry.seal.digest} for entry in held(repository).revisions if entry.seal]
    folder = repository / "published" / "nl" / "privacy"
    folder.mkdir(parents=True)
    (folder / "chain.json").write_text(json.dumps({"links": links}), "utf-8")
    done = script("verify", "", "published")
    assert done.returncode == EXIT_CLEAN, done.stderr
    assert "anchored in published" in done.stdout
    cut_off(repository)
    assert script("verify", "", "published").returncode == EXIT_ALTERED


def test_a_digest_that_somebody_noted_is_an_anchor(script: Script, repository: Path) -> None:
    seal = held(repository).revisions[-1].seal
    assert seal
    assert script("verify", seal.digest).returncode == EXIT_CLEAN
    assert script("verify", "f" * 64).returncode == EXIT_ALTERED


# published


def test_an_example_address_is_not_asked(script: Script, repository: Path, commands: Path) -> None:
    stub(commands, "curl", "exit 1")
    done = script("published", "published")
    assert done.returncode == EXIT_CLEAN
    assert "base_url in content/site.yaml is an example" in done.stdout
    assert list((repository / "published").iterdir()) == []


@pytest.mark.parametrize("answers", [True, False], ids=["published", "not yet"])
def test_the_chain_is_fetched_from_the_published_site(
    answers: bool, script: Script, repository: Path, commands: Path
) -> None:
    edit(repository, "content/site.yaml", "https://policies.example/", "https://policies.test/")
    write = 'while [ "$1" != --output ]; do shift; done; echo "{}" >"$2"; echo "$3" >>asked'
    stub(commands, "curl", write if answers else "exit 22")
    done = script("published", "published")
    assert done.returncode == EXIT_CLEAN, done.stderr
    found = sorted(path.relative_to(repository).as_posix() for path in (repository / "published").rglob("*.json"))
    if answers:
        assert found == ["published/fr/privacy/chain.json", "published/nl/privacy/chain.json"]
        asked = (repository / "asked").read_text("utf-8").split()
        assert asked[-1] == "https://policies.test/nl/privacy/chain.json"
    else:
        assert found == []
        assert done.stdout.count("can't be fetched: the published site is no anchor for it") == 2


# twice


def test_two_builds_are_equal_to_the_byte(script: Script, repository: Path) -> None:
    done = script("twice", "public", env={"POLYLEX_DAY": "2026-03-05"})
    assert done.returncode == EXIT_CLEAN, done.stderr
    assert "Both builds for 2026-03-05 are equal, to the byte." in done.stdout
    assert (repository / "public" / "index.html").is_file()
    assert "anchored in public" in script("verify", "public").stdout


@pytest.mark.slow
def test_builds_that_differ_are_red(script: Script, commands: Path) -> None:
    body = f'"{sys.executable}" -m generator.cli "$@" || exit\nfor last do :; done\n'
    stub(commands, "polylex", body + 'case "$*" in *" build "*) echo "$TZ" >"$last/zone.txt" ;; esac')
    done = script("twice", "public")
    assert done.returncode == EXIT_FINDINGS
    assert "zone.txt" in done.stdout
    assert "something in them depends on the machine" in done.stderr


# redline


def test_a_proposal_without_texts_has_no_redline(script: Script, repository: Path) -> None:
    edit(repository, "README.md", "Our policies", "The policies")
    assert script("redline", "HEAD", "redline.md").returncode == EXIT_CLEAN
    assert (repository / "redline.md").read_text("utf-8") == f"{MARK}\n## Redline\n\nNo text changes.\n"


def test_an_edit_of_the_draft_shows_in_each_language(script: Script, repository: Path, tmp_path: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    edit(repository, "content/nl/privacy/draft.md", "één maand", "twee weken")
    edit(repository, "content/fr/privacy/draft.md", "d’un mois", "de deux semaines")
    commit(repository, "answers come sooner")
    summary = tmp_path / "summary.md"
    done = script("redline", base, "redline.md", env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert done.returncode == EXIT_CLEAN, done.stderr
    text = (repository / "redline.md").read_text("utf-8")
    assert text.startswith(f"{MARK}\n## Redline\n\n**privacy {SECOND} → draft (fr): 1 change in 1 section")
    assert f"**privacy {SECOND} → draft (nl): 1 change in 1 section" in text
    assert "### 5.2. Hoe u dat vraagt" in text
    assert "~~één maand~~**twee weken**" in text
    assert summary.read_text("utf-8") == text
    assert (repository / "redline-whole.md").read_text("utf-8") == text


def test_an_edit_of_the_facts_shows_too(script: Script, repository: Path) -> None:
    edit(repository, "content/data/privacy/draft.yaml", "P12M", "P6M")
    assert script("redline", "HEAD", "redline.md").returncode == EXIT_CLEAN
    assert "P12M → P6M" in (repository / "redline.md").read_text("utf-8")


def test_a_new_publication_is_shown_against_the_one_before(script: Script, repository: Path) -> None:
    sealed = (repository / LIST).read_text("utf-8")
    known = held(repository)
    (repository / LIST).write_text(as_yaml(replace(known, revisions=known.revisions[:1])), "utf-8")
    base = commit(repository, "one revision")
    (repository / LIST).write_text(sealed, "utf-8")
    assert script("redline", base, "redline.md").returncode == EXIT_CLEAN
    text = (repository / "redline.md").read_text("utf-8")
    assert f"**privacy {FIRST} → {SECOND} (nl)" in text
    assert "24 maanden → 12 maanden" in text
    assert "draft" not in text


def test_a_first_publication_has_nothing_before_it(script: Script, repository: Path) -> None:
    git(repository, "rm", "--quiet", "--cached", LIST)
    git(repository, "commit", "--quiet", "--message", "no list yet")
    done = script("redline", "HEAD", "redline.md")
    assert done.returncode == EXIT_CLEAN, done.stderr
    text = (repository / "redline.md").read_text("utf-8")
    assert f"**privacy {FIRST}**: the first revision." in text
    assert f"**privacy {FIRST} → {SECOND} (nl)" in text


def test_a_draft_before_the_first_publication_is_told(script: Script, repository: Path) -> None:
    cut_off(repository)
    (repository / LIST).write_text("revisions: []\n", "utf-8")
    base = commit(repository, "a draft alone")
    edit(repository, "content/nl/privacy/draft.md", "één maand", "twee weken")
    assert script("redline", base, "redline.md").returncode == EXIT_CLEAN
    assert "nothing is published yet to compare it with" in (repository / "redline.md").read_text("utf-8")


def test_a_long_redline_is_cut_to_what_a_comment_holds(script: Script, repository: Path) -> None:
    edit(repository, "content/nl/privacy/draft.md", "Wij ", "Ook wij ")
    assert script("redline", "HEAD", "redline.md", env={"POLYLEX_LIMIT": "400"}).returncode == EXIT_CLEAN
    cut, whole = ((repository / name).read_text("utf-8") for name in ("redline.md", "redline-whole.md"))
    kept, told = cut.rsplit("\n\n_", 1)
    assert len(kept.encode()) <= 400 < len(whole.encode())
    assert whole.startswith(kept)
    assert told == "The redline goes on; the whole is in the file `redline-whole.md` of this run._\n"


@pytest.mark.slow
def test_a_site_below_the_repository_is_found(script: Script, repository: Path) -> None:
    (repository / "texts").mkdir()
    for name in ("content", "templates"):
        if (repository / name).exists():
            git(repository, "mv", name, f"texts/{name}")
    base = commit(repository, "moved")
    edit(repository, "texts/content/nl/privacy/draft.md", "één maand", "twee weken")
    below = {"POLYLEX_DIR": "texts"}
    assert script("redline", base, "redline.md", env=below).returncode == EXIT_CLEAN
    assert "~~één maand~~**twee weken**" in (repository / "redline.md").read_text("utf-8")
    done = script("verify", base, env=below)
    assert done.returncode == EXIT_CLEAN, done.stderr
    assert f"anchored in {base}" in done.stdout


# comment


def test_a_fork_has_no_token_and_gets_no_comment(script: Script, commands: Path) -> None:
    stub(commands, "gh", "exit 1")
    stub(commands, "curl", "exit 1")
    done = script("comment", "redline.md", env={"POLYLEX_PULL": "7", "CI_MERGE_REQUEST_IID": "7"})
    assert done.returncode == EXIT_CLEAN
    assert "No token to comment with" in done.stdout


@pytest.mark.parametrize(
    ("known", "call"),
    [
        ("", "--method POST repos/organisation/policies/issues/7/comments"),
        ("41\n42", "--method PATCH repos/organisation/policies/issues/comments/41"),
    ],
    ids=["first", "updated"],
)
def test_github_gets_one_comment_that_is_updated(
    known: str, call: str, script: Script, repository: Path, commands: Path
) -> None:
    lists = f'case "$*" in *--paginate*) printf "{known}\\n" ;; *) echo "$*" >>calls ;; esac'
    stub(commands, "gh", lists)
    names = {"GH_TOKEN": "t", "POLYLEX_PULL": "7", "GITHUB_REPOSITORY": "organisation/policies"}
    assert script("comment", "redline.md", env=names).returncode == EXIT_CLEAN
    assert (repository / "calls").read_text("utf-8") == f"api --silent {call} --field body=@redline.md\n"


@pytest.mark.parametrize(
    ("notes", "call"),
    [
        ([{"id": 1, "body": "Looks fine."}], "--request POST"),
        ([{"id": 1, "body": "Looks fine."}, {"id": 2, "body": f"{MARK}\n## Redline"}], "--request PUT"),
    ],
    ids=["first", "updated"],
)
def test_gitlab_gets_one_note_that_is_updated(
    notes: list[object], call: str, script: Script, repository: Path, commands: Path
) -> None:
    (repository / "notes.json").write_text(json.dumps(notes), "utf-8")
    stub(commands, "curl", 'cat >>sent; case "$*" in *--request*) echo "$*" >>calls ;; *) cat notes.json ;; esac')
    names = {
        "POLYLEX_COMMENT_TOKEN": "t0ken",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_API_V4_URL": "https://forge.example/api",
        "CI_PROJECT_ID": "3",
    }
    assert script("comment", "redline.md", env=names).returncode == EXIT_CLEAN
    (line,) = (repository / "calls").read_text("utf-8").splitlines()
    assert call in line
    assert "body@redline.md" in line
    assert line.endswith("/merge_requests/7/notes" + ("/2" if "PUT" in call else ""))
    assert "t0ken" not in line
    assert 'header = "PRIVATE-TOKEN: t0ken"' in (repository / "sent").read_text("utf-8")
