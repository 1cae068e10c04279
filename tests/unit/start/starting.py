"""What the tests of a new site share: options that hold, and the day on which it starts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.start import StartOptions

DAY = date(2026, 3, 1)
FIRST, SECOND = "2025-03-01", "2026-02-14"
"""The ids of the two revisions of a site that starts on that day."""

OPTIONS = StartOptions(languages=("nl", "fr"), prevailing="nl", document="privacy", today=DAY)


def with_languages(*languages: str) -> StartOptions:
    """The options for other languages, the first of which prevails."""
    return replace(OPTIONS, languages=languages, prevailing=languages[0])
