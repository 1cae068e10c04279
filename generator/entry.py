"""Where the command begins: what needs no command line is answered before one is imported."""

from __future__ import annotations

import sys

from generator import __version__


def main() -> None:
    """Run the command line."""
    words = sys.argv[1:]
    if _is_answered(words):
        return
    from generator.cli import main as run  # noqa: PLC0415 - a third of a second that a short answer can do without

    run()


def _is_answered(words: list[str]) -> bool:
    """Answer the version, and a build that has nothing to do; whether that was all."""
    if sys.stdout is None or sys.stderr is None:
        return False
    if words == ["--version"]:
        return _say(f"polylex {__version__}\n")
    if "build" not in words:
        return False
    from generator.unchanged import parsed, recall, told  # noqa: PLC0415 - only a build needs it

    call = parsed(words)
    built = recall(call) if call else None
    if call is None or built is None:
        return False
    if call.quiet:
        return True
    sys.stderr.write(built.notices)
    return _say(told(call, built))


def _say(words: str) -> bool:
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except (OSError, UnicodeEncodeError):  # a reader that has gone, or one who can't read it: the long way tells
        return False
    return True
