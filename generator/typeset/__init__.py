"""A page as PDF/A, typeset by WeasyPrint, which is there only where somebody has installed it.

WeasyPrint is imported when the first PDF is wanted: it takes half a second, and libraries of the system.
"""

from generator.typeset.sheet import Attached, Relationship, Sheet
from generator.typeset.typesetter import Typesetter, require

__all__ = ["Attached", "Relationship", "Sheet", "Typesetter", "require"]
