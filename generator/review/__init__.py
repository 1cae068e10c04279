"""What stands around the rules: confirmations, waivers, open decisions, and the whole check of a site.

A name is imported when it is first asked for, so that a remembered check need not wait for the rules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.review.chosen import CheckOptions
    from generator.review.confirming import Confirmed, Order, confirm
    from generator.review.judged import CheckReport, Judged, Question
    from generator.review.rules import RulePage, rule_pages
    from generator.review.run import Means, check_files, run_check
    from generator.review.signoff import State, WordDiff

__all__ = [
    "CheckOptions",
    "CheckReport",
    "Confirmed",
    "Judged",
    "Means",
    "Order",
    "Question",
    "RulePage",
    "State",
    "WordDiff",
    "check_files",
    "confirm",
    "rule_pages",
    "run_check",
]

_HOMES = {
    "chosen": ("CheckOptions",),
    "confirming": ("Confirmed", "Order", "confirm"),
    "judged": ("CheckReport", "Judged", "Question"),
    "rules": ("RulePage", "rule_pages"),
    "run": ("Means", "check_files", "run_check"),
    "signoff": ("State", "WordDiff"),
}
"""Each module, with what it holds of these."""


def __getattr__(name: str) -> object:
    """One of these names; raises AttributeError for any other."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
