"""Finds where two languages of a text don't say the same, and what is wrong with one text; pure functions."""

from generator.check.checking import check_delta, check_pair, check_text
from generator.check.finding import Finding, Severity, Spot
from generator.check.rule import Context, Family, Rule
from generator.check.rules import RULES, rule
from generator.source.terms import TERMS_PATH, TermBase, read_terms

__all__ = [
    "RULES",
    "TERMS_PATH",
    "Context",
    "Family",
    "Finding",
    "Rule",
    "Severity",
    "Spot",
    "TermBase",
    "check_delta",
    "check_pair",
    "check_text",
    "read_terms",
    "rule",
]
