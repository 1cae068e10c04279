"""Where something stands that Markdown's parser tells only by its content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Finder:
    """Finds where characters stand in some lines; looks on from what it found last, so that equal ones differ."""

    lines: list[str]
    line: int
    end: int
    column: int = 0

    def find(self, sought: str) -> tuple[int, int] | None:
        """The line and column, counted from 1, of the first line of what is sought."""
        sought = sought.partition("\n")[0]
        for line in range(self.line, min(self.end, len(self.lines))) if sought else ():
            column = self.lines[line].find(sought, self.column if line == self.line else 0)
            if column >= 0:
                self.line, self.column = line, column + 1
                return line + 1, column + 1
        return None
