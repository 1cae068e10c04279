"""The sizes of the measured sites, and the day for which they are built."""

from __future__ import annotations

from typing import NamedTuple

AS_OF = "2026-01-05"
"""All revisions apply or are superseded by then."""


class Size(NamedTuple):
    """How many documents, and how many revisions each; every text is there in two languages."""

    documents: int
    revisions: int


SIZES = {"S": Size(1, 3), "M": Size(20, 10), "L": Size(100, 20)}
