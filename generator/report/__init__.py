"""The report of a check in the words of a person, of an editor, or of a machine; pure functions."""

from generator.report.formats import FORMATS, told
from generator.report.view import View

__all__ = ["FORMATS", "View", "told"]
