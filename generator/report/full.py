"""The report for a person: each finding with its line, the other language's line, and help; or one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check import Finding, Severity
from generator.report.view import View, line_at, summary
from generator.review import CheckReport, Judged

WIDTH = 100
"""Characters of a source line that are shown; longer ones are cut around the place."""

_BEFORE = 30
_CODES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTICE: "1;36"}


def as_full(report: CheckReport, view: View) -> str:
    """Every finding over several lines, and a summary."""
    blocks = ["\n".join(_block(report, judged, view)) for judged in _shown(report, view)]
    checked = f"Checked: {', '.join(report.checked) or 'nothing'}."
    return "\n\n".join([*blocks, f"{summary(report)} {checked}"]) + "\n"


def as_concise(report: CheckReport, view: View) -> str:
    """Every finding on one line, and a summary."""
    lines = [_headline(judged, view) + _other_place(judged.finding) for judged in _shown(report, view)]
    return "\n".join([*lines, summary(report)]) + "\n"


def _shown(report: CheckReport, view: View) -> Iterator[Judged]:
    if not view.everything:
        yield from report.counted
        return
    yield from report.findings
    yield from report.absorbed


def _headline(judged: Judged, view: View) -> str:
    finding = judged.finding
    severity = _coloured(finding.severity.value, _CODES[finding.severity], view)
    fate = " (waived)" if judged.is_waived else " (open decision)" if judged.is_absorbed else ""
    return f"{finding.location}: {_coloured(finding.rule, '1', view)} {severity} {finding.message}{fate}"


def _other_place(finding: Finding) -> str:
    return f" [{finding.counterpart.language}: {finding.counterpart.location}]" if finding.counterpart else ""


def _coloured(text: str, codes: str, view: View) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if view.colour else text


def _block(report: CheckReport, judged: Judged, view: View) -> Iterator[str]:
    finding, other = judged.finding, judged.finding.counterpart
    line, there = line_at(report, finding.location), line_at(report, other.location) if other else ""
    gutter = len(str(max(finding.location.line, other.location.line if other else 0)))
    yield _headline(judged, view)
    if line.strip():
        window = _window(line, finding.location.column, finding.excerpt)
        yield f" {finding.location.line:>{gutter}} | {window.text}"
        yield f" {'':>{gutter}} | {_coloured(window.carets, _CODES[finding.severity], view)}"
    if other:
        yield f" {'':>{gutter}} = {other.language}: {other.location}"
        if there.strip():
            yield f" {other.location.line:>{gutter}} | {_window(there, other.location.column, other.excerpt).text}"
    yield from (f" {'':>{gutter}} = {note}" for note in _notes(judged, view))


def _notes(judged: Judged, view: View) -> Iterator[str]:
    finding = judged.finding
    where = [name for name in (finding.document, finding.revision, finding.section, finding.language) if name]
    if finding.document:
        yield f"in: {' / '.join(where)}"
    if judged.diffs:
        from generator.report.since import since  # noqa: PLC0415 - the redline engine costs time, and is rarely needed

        yield from (note for diff in judged.diffs for note in since(diff))
    if finding.remedy:
        yield f"help: {finding.remedy}"
    if judged.waiver:
        yield f"waived: {judged.waiver.reason} ({judged.waiver.by}, {judged.waiver.date})"
    elif judged.decisions:
        yield f"open decision: {', '.join(judged.decisions)}"
    elif view.everything and judged.digests:
        digests = ", ".join(f"{language}: {digest}" for language, digest in judged.digests.items())
        yield f"to waive: {{fingerprint: {finding.fingerprint}, digests: {{{digests}}}}}"


# ---------------------------------------------------------------- the source line


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of a line that is shown, and the carets under it."""

    text: str
    carets: str


def _window(line: str, column: int, words: str) -> _Window:
    """The line, cut to WIDTH around a place; carets stand under the words, or under the one character there."""
    at = max(0, min(column - 1, len(line)))
    start = 0 if len(line) <= WIDTH or at < WIDTH - _BEFORE else max(0, min(at - _BEFORE, len(line) - WIDTH))
    end = min(len(line), start + WIDTH)
    text = f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"
    indent = at - start + (2 if start else 0)
    length = max(1, min(_length(line[at:], words), end - at))
    return _Window(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text), " " * indent + "^" * length)


def _length(rest: str, words: str) -> int:
    """How many characters the words take at the beginning of the rest of a line; their common beginning at least."""
    bare = words.removesuffix(" …")
    if rest.startswith(bare):
        return len(bare)
    same = next((n for n, (a, b) in enumerate(zip(rest, bare, strict=False)) if a != b), min(len(rest), len(bare)))
    return len(rest[:same].rstrip())
