"""Where the command begins: what needs no command line is answered before one is imported."""

from __future__ import annotations

import gc
import os
import sys

from generator import __version__
from generator.errors import EXIT_CLEAN, EXIT_FINDINGS

_OBJECTS = 50_000
"""Objects made between two searches for cycles: loading the program makes many, and none of them is ever in vain."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_OBJECTS)
    code = _answered(sys.argv[1:])
    if code is None:
        from generator.cli import main as run  # noqa: PLC0415 - a third of a second that a short answer can do without

        run()
    elif code:
        sys.exit(code)


def _answered(words: list[str]) -> int | None:
    """Answer the version, a build that has nothing to do, and a check that was done before; None for all else.

    What comes back is the code to end with.
    """
    if sys.stdout is None or sys.stderr is None:
        return None
    if words == ["--version"]:
        return _say(f"polylex {__version__}\n")
    if "build" in words:
        return _built(words)
    return _checked(words) if "check" in words else None


def _built(words: list[str]) -> int | None:
    from generator.unchanged import parsed, recall, told  # noqa: PLC0415 - only a build needs it

    call = parsed(words)
    built = recall(call) if call else None
    if call is None or built is None:
        return None
    if call.quiet:
        return EXIT_CLEAN
    sys.stderr.write(built.notices)
    return _say(told(call, built))


def _checked(words: list[str]) -> int | None:
    from generator.review.asked import recalled  # noqa: PLC0415 - only a check needs it

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    verdict = recalled(words, colour=colour)
    if verdict is None:
        return None
    return _say(verdict.output, EXIT_FINDINGS if verdict.is_failed else EXIT_CLEAN)


def _say(words: str, code: int = EXIT_CLEAN) -> int | None:
    """Say it; None if the reader has gone, or can't read it: the long way tells."""
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except (OSError, UnicodeEncodeError):
        return None
    return code
