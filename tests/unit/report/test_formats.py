"""The report in every format: what stands there, for whom, and that it can be repeated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from generator.check import Severity
from generator.cli_check import FORMAT_NAMES
from generator.compare import Op, Span
from generator.errors import Location
from generator.model import OpenDecision
from generator.report import FORMATS, View, told
from generator.review import CheckReport, Judged, Question, WordDiff
from generator.review.files import Waiver
from tests.unit.review.samples import finding

FR, NL = "content/fr/terms/draft.md", "content/nl/terms/draft.md"
LONG = "Nous conservons toutes les photos que vous nous confiez, pendant toute la durée de votre contrat et ensuite "
REST = "encore 12 mois, sauf demande contraire de votre part, faite par écrit, et sauf obligation de la loi."
SOURCES = {
    FR: f"# Titre\nGardées dans\t12 mois.\n{LONG}{REST}\n",
    NL: "Bewaard gedurende 24 maanden.\n",
}
ERROR = finding()
FAR = finding(rule="date-differs", section="", location=Location(FR, 3, len(LONG) + 8), fingerprint="1" * 16)
ALONE = finding(
    rule="spelling",
    severity=Severity.WARNING,
    message="50 % is, odd: so",
    location=Location(FR, 1, 3),
    excerpt="Titre …",
    counterpart=None,
    fingerprint="2" * 16,
)
WHOLE = finding(
    rule="waiver-unused",
    severity=Severity.NOTICE,
    location=Location("content/terms.waivers.yaml"),
    revision="",
    section="",
    language="",
    excerpt="",
    counterpart=None,
    fingerprint="3" * 16,
)
WAIVER = Waiver("Published so.", "maintainers", date(2025, 5, 1), fingerprint="2" * 16)
DIGESTS = {"fr": "v1:sha256:aa", "nl": "v1:sha256:bb"}
DIFFS = (
    WordDiff("nl"),
    WordDiff(
        "fr", ((Span(Op.EQUAL, "Gardées "), Span(Op.DELETE, "24"), Span(Op.INSERT, "12"), Span(Op.EQUAL, "")),), "a"
    ),
)
QUESTION = OpenDecision("how-long", "date-differs", "keeping", "maintainers", {"nl": "Hoelang?", "fr": "Combien ?"})


def report(**values: object) -> CheckReport:
    """Return a report with one finding of each fate."""
    usual = CheckReport(
        findings=(
            Judged(WHOLE),
            Judged(ALONE, DIGESTS, waiver=WAIVER),
            Judged(ERROR, DIGESTS, diffs=DIFFS),
            Judged(FAR, DIGESTS),
        ),
        absorbed=(Judged(finding(message="nobody knows"), DIGESTS, decisions=("how-long",)),),
        questions=(Question("terms", QUESTION, 1),),
        checked=("terms draft", "terms 2025-03-01"),
        sources=SOURCES,
    )
    return replace(usual, **values)  # type: ignore[arg-type]


EMPTY = CheckReport((), (), (), ("terms draft",), {})


def data(name: str, made: CheckReport | None = None, view: View | None = None) -> Any:
    """Return what a format of JSON holds."""
    return json.loads(told(made or report(), name, view or View()))


def test_the_formats_are_those_that_the_command_line_offers() -> None:
    assert tuple(FORMATS) == FORMAT_NAMES


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("made", [report(), EMPTY], ids=["full", "empty"])
def test_a_report_can_be_repeated_and_ends_its_last_line(name: str, made: CheckReport) -> None:
    text = told(made, name, View())
    assert text == told(replace(made), name, View())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\x1b" not in text


# ---------------------------------------------------------------- for people


def test_the_full_report_shows_the_line_a_caret_and_the_other_line() -> None:
    blocks = told(report(), "full", View()).split("\n\n")
    assert blocks[1].split("\n") == [
        f"{FR}:2:15: duration-differs error the duration '12 mois' stands where Dutch has '24 maanden'",
        " 2 | Gardées dans 12 mois.",
        "   |               ^",
        f"   = nl: {NL}:1:14",
        " 1 | Bewaard gedurende 24 maanden.",
        "   = in: terms / draft / keeping / fr",
        "   = since (nl): the wording that was confirmed isn't held",
        "   = since (fr, a): Gardées [-24-]{+12+}",
        "   = help: Correct the one that is wrong.",
    ]
    assert blocks[-1] == (
        "2 errors, 1 notice; 1 waived; 1 open decision (1 findings apart). Checked: terms draft, terms 2025-03-01.\n"
    )


def test_carets_stand_under_the_words() -> None:
    exact = finding(location=Location(FR, 2, 14))
    (_, line, carets, *_) = told(report(findings=(Judged(exact),)), "full", View()).split("\n")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "12 mois"
    part = finding(location=Location(FR, 2, 14), excerpt="12 mois et demi")
    (_, line, carets, *_) = told(report(findings=(Judged(part),)), "full", View()).split("\n")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "12 mois"


def test_a_long_line_is_cut_around_the_place() -> None:
    block = told(report(), "full", View()).split("\n\n")[2].split("\n")
    line, carets = block[1], block[2]
    assert line.startswith(" 3 | … ")
    assert line.endswith(" …")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "12 mois"
    beginning = Judged(replace(FAR, location=Location(FR, 3, 1), excerpt="Nous"))
    assert told(report(findings=(beginning,)), "full", View()).split("\n")[2].endswith("| ^^^^")


def test_a_finding_on_a_file_shows_no_line() -> None:
    block = told(report(), "full", View()).split("\n\n")[0]
    assert block.split("\n")[0].startswith("content/terms.waivers.yaml: waiver-unused notice")
    assert "|" not in block


def test_a_counterpart_without_a_line_shows_its_place() -> None:
    there = replace(ERROR, counterpart=replace(ERROR.counterpart, location=Location("nowhere.md")))  # type: ignore[type-var]
    lines = told(report(findings=(Judged(there),)), "full", View()).split("\n")
    assert "   = nl: nowhere.md" in lines


def test_what_does_not_count_is_shown_when_all_is_asked_for() -> None:
    short, long = (told(report(), "full", View(everything=everything)) for everything in (False, True))
    assert "waived: Published so." not in short
    assert "error nobody knows" not in short
    assert "= waived: Published so. (maintainers, 2025-05-01)" in long
    assert "nobody knows (open decision)" in long
    assert "= open decision: how-long" in long
    assert "= to waive: {fingerprint: 0123456789abcdef, digests: {fr: v1:sha256:aa, nl: v1:sha256:bb}}" in long


def test_colours_only_add() -> None:
    coloured = told(report(), "full", View(colour=True))
    assert "\x1b[1;31merror\x1b[0m" in coloured
    for code in ("1", "1;31", "1;33", "1;36", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == told(report(), "full", View())


def test_the_concise_report_has_a_line_each() -> None:
    lines = told(report(), "concise", View()).split("\n")
    assert lines[1] == (
        f"{FR}:2:15: duration-differs error the duration '12 mois' stands where Dutch has '24 maanden' [nl: {NL}:1:14]"
    )
    assert len(lines) == len(report().counted) + 2
    assert told(EMPTY, "concise", View()) == "Nothing found.\n"


def test_plain_files_have_no_document_to_name() -> None:
    plain = finding(document="", revision="", section="s1", remedy="")
    assert "= in:" not in told(report(findings=(Judged(plain),)), "full", View())


# ---------------------------------------------------------------- JSON


def test_the_json_has_the_fields_that_are_documented() -> None:
    made = data("json")
    assert list(made) == ["findings", "open_decisions", "summary"]
    assert made["findings"][2] == {
        "rule": "duration-differs",
        "severity": "error",
        "message": "the duration '12 mois' stands where Dutch has '24 maanden'",
        "document": "terms",
        "revision": "draft",
        "section": "keeping",
        "language": "fr",
        "file": FR,
        "line": 2,
        "column": 15,
        "excerpt": "12 mois",
        "counterpart": {"language": "nl", "file": NL, "line": 1, "column": 14, "excerpt": "24 maanden"},
        "fingerprint": "0123456789abcdef",
        "waived": False,
    }
    assert made["findings"][1]["waived"] is True
    assert made["findings"][1]["counterpart"] is None
    assert made["findings"][0]["line"] is None
    assert made["open_decisions"] == [
        {
            "id": "how-long",
            "document": "terms",
            "rule": "date-differs",
            "section": "keeping",
            "owner": "maintainers",
            "question": {"fr": "Combien ?", "nl": "Hoelang?"},
            "findings": 1,
        }
    ]
    assert made["summary"] == {
        "checked": ["terms draft", "terms 2025-03-01"],
        "errors": 2,
        "warnings": 0,
        "notices": 1,
        "waived": 1,
        "open_decisions": 1,
        "absorbed": 1,
        "fail_on": "warning",
        "failed": True,
    }


def test_gitlab_gets_the_findings_that_count() -> None:
    issues = data("gitlab", view=View(prefix="site/"))
    assert [issue["check_name"] for issue in issues] == ["waiver-unused", "duration-differs", "date-differs"]
    assert [issue["severity"] for issue in issues] == ["info", "major", "major"]
    assert issues[0]["location"] == {"path": "site/content/terms.waivers.yaml", "lines": {"begin": 1}}
    assert issues[1]["location"] == {"path": f"site/{FR}", "lines": {"begin": 2}}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    twice = (Judged(ERROR), Judged(replace(ERROR, revision="2025-03-01")))
    assert len({issue["fingerprint"] for issue in data("gitlab", report(findings=twice))}) == 2


# ---------------------------------------------------------------- GitHub, JUnit, SARIF


def test_github_gets_workflow_commands() -> None:
    odd = Judged(replace(ALONE, location=Location("a,b:c.md", 1, 3)))
    lines = told(report(findings=(*report().findings, odd)), "github", View(prefix="site/")).split("\n")
    assert lines[0].startswith("::notice file=site/content/terms.waivers.yaml,title=waiver-unused::")
    assert lines[1] == (
        f"::error file=site/{FR},line=2,col=15,title=duration-differs::The duration '12 mois' stands where Dutch has "
        f"'24 maanden'. Correct the one that is wrong.%0Anl: {NL}:1:14"
    )
    assert lines[3].startswith("::warning file=site/a%2Cb%3Ac.md,line=1,col=3,title=spelling::50 %25 is, odd: so. ")


def test_junit_has_a_suite_for_each_revision() -> None:
    root = ET.fromstring(told(report(), "junit", View()))  # noqa: S314 - made above
    assert (root.get("tests"), root.get("failures")) == ("5", "2")
    assert [suite.get("name") for suite in root] == ["terms draft", "terms 2025-03-01", "polylex"]
    draft, empty, around = root
    assert [len(case) and case[0].tag for case in draft] == ["skipped", "failure", "failure"]
    assert draft[0][0].get("message") == "waived: Published so."
    assert draft.get("skipped") == "1"
    assert draft[1].get("line") == "2"
    assert f"nl: {NL}:1:14" in (draft[1][0].text or "")
    assert empty[0].get("name") == "no findings"
    assert around[0][0].tag == "system-out"
    assert around[0].get("line") is None


def test_junit_of_plain_files_and_characters_that_xml_can_not_hold() -> None:
    odd = finding(document="", revision="", location=Location("fr.md", 1, 1), message="a\x00b <c> & \ufffe")
    made = report(findings=(Judged(odd),), checked=("nl.md", "fr.md"))
    root = ET.fromstring(told(made, "junit", View()))  # noqa: S314 - made above
    assert [suite.get("name") for suite in root] == ["nl.md", "fr.md"]
    assert root[1][0][0].get("message") == "a\ufffdb <c> & \ufffd"


@pytest.fixture(scope="module")
def sarif_schema() -> Mapping[str, Any]:
    """Return the part of the schema of SARIF 2.1.0 that is used here."""
    schema: Mapping[str, Any] = json.loads(
        Path(__file__).with_name("sarif-2.1.0-subset.schema.json").read_text("utf-8")
    )
    return schema


@pytest.mark.parametrize("made", [report(), EMPTY], ids=["full", "empty"])
def test_sarif_is_valid(sarif_schema: Mapping[str, Any], made: CheckReport) -> None:
    Draft202012Validator.check_schema(sarif_schema)
    Draft202012Validator(sarif_schema).validate(data("sarif", made))


def test_the_schema_refuses_what_is_no_sarif(sarif_schema: Mapping[str, Any]) -> None:
    made = data("sarif")
    made["runs"][0]["results"][0]["level"] = "notice"
    made["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    del made["runs"][0]["tool"]["driver"]["name"]
    assert len(list(Draft202012Validator(sarif_schema).iter_errors(made))) == 3


def test_sarif_tells_rules_places_and_suppressions() -> None:
    spaced = Judged(replace(ERROR, location=Location("a b.md", 2)))
    (run,) = data("sarif", report(findings=(*report().findings, spaced)), View(prefix="site/"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {"waiver-unused", "spelling", "duration-differs", "date-differs"}
    results = run["results"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert [result["level"] for result in results] == ["note", "warning", "error", "error", "error"]
    assert [len(result["suppressions"]) for result in results] == [0, 1, 0, 0, 0]
    place = results[2]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": f"site/{FR}"}, "region": {"startLine": 2, "startColumn": 15}}
    assert results[4]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "site/a%20b.md"},
        "region": {"startLine": 2},
    }
    assert "region" not in results[0]["locations"][0]["physicalLocation"]
    assert results[2]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == f"site/{NL}"
