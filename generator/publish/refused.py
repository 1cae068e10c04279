"""The check's errors that stand in the way of a publication, in the words of `polylex check`."""

from __future__ import annotations

from dataclasses import replace

from generator.publish.publishing import Prepared
from generator.report import View, told


def errors_told(prepared: Prepared, *, colour: bool) -> str:
    """The errors with their places in both languages, the words that changed since, and the remedy."""
    report = replace(prepared.candidate.report, findings=prepared.refusal.errors, absorbed=(), questions=())
    return told(report, "full", View(colour=colour, everything=False, prefix=""))
