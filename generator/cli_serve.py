"""The command that shows the site and its drafts while they are written.

Every import that costs time stands inside the command.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType

import click

from generator.cli_call import Call, shared_options


@click.command()
@shared_options
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0: a free one.")
@click.option("--open/--no-open", "is_opened", default=False, help="Open the drafts in the browser.")
def serve(call: Call, port: int, *, is_opened: bool) -> None:
    """Show the site and its drafts on this machine, live.

    Every page is made when it is asked for, and again whenever a source is saved. /_preview/ shows each draft, what it
    changes, both languages side by side, and what `check` finds, beside the sections. Only this machine can see it.
    Ctrl-C ends it.
    """
    from generator.serve import Preview, ServeOptions, Voice  # noqa: PLC0415

    preview = Preview(ServeOptions(call.root, port, call.as_of), Voice(_told(call), _complain))
    stop = _stop_at_signals()
    preview.start()
    try:
        drafts = f"{preview.address}_preview/"
        if not call.quiet:
            click.echo(f"The site is at {preview.address}, its drafts are at {drafts}. Ctrl-C ends this.")
        if is_opened:
            click.launch(drafts)
        while not stop.wait(0.5):
            pass
    finally:
        preview.close()


def _stop_at_signals() -> threading.Event:
    """An event that Ctrl-C and SIGTERM set; both are the way to end this command, and no failure."""
    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    return stop


def _told(call: Call) -> Callable[[str], None]:
    return lambda words: click.echo(words) if call.verbose else None


def _complain(words: str) -> None:
    click.echo(click.style("error: ", fg="red", bold=True) + words, err=True)
