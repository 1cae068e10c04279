"""What can go wrong, and where.

    PolicyError                 told to the user in one message, never as a traceback; exit code 2
    ├── InputError              a source file, or several, can't be read as what it should be
    ├── ConfigurationError      a call, a template or a catalog that can't work
    ├── OutputError             the output folder can't be written, or isn't ours to replace
    ├── LossError               words of a source that don't stand on its page, or the reverse
    └── AlteredError            a published revision isn't what was sealed; exit code 3

Anything else that is raised is a bug and keeps its traceback. What a check *finds* in a text is no error but a
finding, and isn't raised at all.
"""

from __future__ import annotations

from dataclasses import dataclass

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_ERROR = 2
EXIT_ALTERED = 3


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file.

    `path` is as the user would type it, relative to the site's folder where the file is inside it. `line` and
    `column` count from 1 in characters; 0 means that the problem concerns the whole file or the whole line.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`path:line:col`, as terminals and editors make it a link."""
        parts = [self.path, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, what, and what the author can do about it."""

    location: Location
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        """The problem as the terminal shows it, over one or two lines."""
        place = f"{self.location}: " if self.location.path else ""
        help_line = f"\n  help: {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{help_line}"


class PolicyError(Exception):
    """A failure that the user can mend; holds every problem that was found, in order of place."""

    exit_code = EXIT_ERROR
    """How a command that meets it ends."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))

    def __str__(self) -> str:
        """All problems, one under the other."""
        return "\n".join(str(problem) for problem in self.problems)


class InputError(PolicyError):
    """A source file can't be read as what it should be."""


class ConfigurationError(PolicyError):
    """A call, a template or a catalog can't work."""


class OutputError(PolicyError):
    """The output folder can't be written, or isn't ours to replace."""


class LossError(PolicyError):
    """The words of a source and the words of its page differ."""


class AlteredError(PolicyError):
    """A published revision isn't what was sealed, or the chain of seals is broken."""

    exit_code = EXIT_ALTERED
