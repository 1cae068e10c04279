"""What every command is told, and the options that tell it."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

FOLDER = click.Path(path_type=Path, file_okay=False)


class Day(click.ParamType[date]):
    """A calendar day, `YYYY-MM-DD`."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day of a word of the command line."""
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as YYYY-MM-DD, like 2023-12-18.", param, ctx)


@dataclass(frozen=True, slots=True)
class Call:
    """What every command is told: the site's folder, the day that counts as today, and how much to say."""

    root: Path
    as_of: date | None
    quiet: bool
    verbose: bool


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command has, given to it as one `Call`."""

    @click.option("-C", "root", type=FOLDER, metavar="DIR", help="The site's folder, if it isn't the current one.")
    @click.option("--as-of", type=Day(), metavar="DAY", help="The day that counts as today (YYYY-MM-DD).")
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more.")
    @functools.wraps(command)
    def with_call(**options: object) -> None:
        context = click.get_current_context()
        root, *rest = (options.pop(name) for name in ("root", "as_of", "quiet", "verbose"))
        command(Call(root or context.obj or Path(), *rest), **options)  # type: ignore[arg-type]

    return with_call


def has_colour() -> bool:
    """Whether standard output shows colours: a terminal, unless NO_COLOR asks for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
