"""The report as test results in the form of JUnit, which most CI services read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET  # this writes XML and reads none

from generator.report.view import View, message_of
from generator.review import CheckReport, Judged

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(report: CheckReport, _: View) -> str:
    """A suite for each revision that was checked and one for what stands around them; a case for each finding.

    A finding that lets the check fail is a failure, a lighter one is told as output, a waived one is skipped.
    """
    root = ET.Element("testsuites", name="polylex check")
    for name, findings in _suites(report):
        _suite(root, name, findings, report)
    failures = sum(int(suite.get("failures", "0")) for suite in root)
    root.set("tests", str(sum(len(suite) for suite in root)))
    root.set("failures", str(failures))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suites(report: CheckReport) -> Iterator[tuple[str, list[Judged]]]:
    known = set(report.checked)
    rest = [judged for judged in report.findings if _name(judged) not in known]
    for name in report.checked:
        yield name, [judged for judged in report.findings if _name(judged) == name]
    if rest:
        yield "polylex", rest


def _name(judged: Judged) -> str:
    finding = judged.finding
    return f"{finding.document} {finding.revision}" if finding.document else finding.location.path


def _suite(root: ET.Element, name: str, findings: list[Judged], report: CheckReport) -> None:
    suite = ET.SubElement(root, "testsuite", name=_safe(name))
    for judged in findings:
        _case(suite, judged, report)
    if not findings:
        ET.SubElement(suite, "testcase", classname="polylex", name="no findings")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suite.set("errors", "0")


def _case(suite: ET.Element, judged: Judged, report: CheckReport) -> None:
    finding = judged.finding
    name = " ".join(part for part in (finding.section, finding.language, finding.fingerprint) if part)
    case = ET.SubElement(suite, "testcase", classname=finding.rule, name=name, file=_safe(finding.location.path))
    if finding.location.line:
        case.set("line", str(finding.location.line))
    words = f"{finding.location}: {finding.severity.value}: {message_of(finding)}"
    if finding.counterpart:
        words += f"\n{finding.counterpart.language}: {finding.counterpart.location}"
    if judged.waiver:
        ET.SubElement(case, "skipped", message=_safe(f"waived: {judged.waiver.reason}"))
    elif finding.severity.rank <= report.fail_on.rank:
        failure = ET.SubElement(case, "failure", type=finding.severity.value, message=_safe(finding.message))
        failure.text = _safe(words)
    else:
        ET.SubElement(case, "system-out").text = _safe(words)


def _safe(text: str) -> str:
    """Words without the characters that XML can't hold."""
    return _NOT_XML.sub("\ufffd", text)
