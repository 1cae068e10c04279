"""What stands around the rules: confirmations, waivers, open decisions, and the whole check of a site."""

from generator.review.chosen import CheckOptions
from generator.review.confirm import Confirmed, Order, confirm
from generator.review.judged import CheckReport, Judged, Question
from generator.review.rules import RulePage, rule_pages
from generator.review.run import check_files, run_check
from generator.review.signoff import State, WordDiff

__all__ = [
    "CheckOptions",
    "CheckReport",
    "Confirmed",
    "Judged",
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
