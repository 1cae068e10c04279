"""The command that starts a site: `init`.

Every import that costs time stands inside the command that needs it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli_call import FOLDER, Call, shared_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.start import Started, StartOptions
    from generator.start.options import Forge

_LANGUAGES, _DOCUMENT = "nl,fr", "privacy"
_BOTH, _NONE = "both", "none"


@click.command()
@shared_options
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
@click.option("--languages", metavar="LANGS", help=f"The languages, with commas between [{_LANGUAGES}].")
@click.option("--prevailing", metavar="LANG", help="The language that decides in case of conflict [the first].")
@click.option("--document", metavar="ID", help=f"The document's id, which its address bears [{_DOCUMENT}].")
@click.option("--title", "titles", multiple=True, metavar="LANG=TEXT", help="The document's title in a language.")
@click.option("--publisher", metavar="NAME", help="Who publishes [a placeholder in capitals].")
@click.option("--edition", default="EU", show_default=True, metavar="CODE", help="Whom it is for, mostly a country.")
@click.option(
    "--base-url",
    default="https://policies.example/",
    show_default=True,
    metavar="URL",
    help="Where the site will stand.",
)
@click.option("--time-zone", default="Europe/Brussels", show_default=True, metavar="ZONE", help="Where its days begin.")
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", _BOTH, _NONE]),
    default=_BOTH,
    show_default=True,
    help="For which service its CI is written.",
)
@click.option("--draft-only", is_flag=True, help="Write a draft and no revisions.")
def init(call: Call, folder: Path | None, **options: object) -> None:
    """Start a new site.

    It begins with a short privacy policy in Dutch, French, English or German: two sealed revisions, so that a redline
    shows, and a draft that equals the latest one. Around it stand the schemas for editors, the workflows for CI and a
    note for the team. Nothing that is there is overwritten. On a terminal, and without options, it asks for what only
    you know.
    """
    from generator.start import start_site  # noqa: PLC0415

    asked = ("languages", "prevailing", "document", "publisher")
    if sys.stdin.isatty() and not call.quiet and not any(options[name] for name in (*asked, "titles")):
        options |= _asked()
    started = start_site(call.root / (folder or Path()), _options(call, options))
    if not call.quiet:
        _tell(started, str(options["document"] or _DOCUMENT), everything=call.verbose)


def _asked() -> dict[str, object]:
    """What only the team knows, asked for on the terminal."""
    languages = click.prompt("Languages, with commas between", default=_LANGUAGES)
    names = _names(languages)
    prevailing = click.prompt("Which prevails", default=names[0]) if len(names) > 1 else ""
    return {
        "languages": languages,
        "prevailing": prevailing,
        "document": click.prompt("The document's id, which its address bears", default=_DOCUMENT),
        "publisher": click.prompt("Who publishes (empty for a placeholder)", default="", show_default=False),
    }


def _options(call: Call, options: dict[str, object]) -> StartOptions:
    from generator import clock  # noqa: PLC0415
    from generator.start import StartOptions  # noqa: PLC0415
    from generator.start.options import check_time_zone  # noqa: PLC0415

    languages = _names(options["languages"] or _LANGUAGES)
    time_zone = check_time_zone(str(options["time_zone"]))
    return StartOptions(
        languages=languages,
        prevailing=str(options["prevailing"] or (languages[0] if languages else "")),
        document=str(options["document"] or _DOCUMENT),
        today=clock.today(call.as_of, os.environ, time_zone),
        titles=_titles(options["titles"], languages),
        publisher=str(options["publisher"] or "").strip(),
        edition=str(options["edition"]),
        base_url=str(options["base_url"]),
        time_zone=time_zone,
        forges=_forges(str(options["ci"])),
        has_revisions=not options["draft_only"],
    )


def _names(value: object) -> tuple[str, ...]:
    """Names that are given with commas between."""
    return tuple(name.strip() for name in str(value).split(",") if name.strip())


def _titles(values: object, languages: tuple[str, ...]) -> dict[str, str]:
    """Titles by language; where there is one language, it need not be named."""
    given: Iterable[str] = values if isinstance(values, tuple) else ()
    titles = {}
    for value in given:
        language, equals, text = value.partition("=")
        if not equals and len(languages) == 1:
            language, text = languages[0], value
        elif not equals:
            raise click.BadParameter(
                f"{value!r} doesn't say its language; write it like nl=TEXT.", param_hint="--title"
            )
        titles[language.strip()] = text.strip()
    return titles


def _forges(name: str) -> tuple[Forge, ...]:
    from generator.start.options import Forge  # noqa: PLC0415

    return tuple(forge for forge in Forge if name in (forge.value, _BOTH))


def _tell(started: Started, document: str, *, everything: bool) -> None:
    count = len(started.files)
    click.echo(f"A site with the document {document!r} is in {started.folder}/ ({count} files).")
    for name in started.files if everything else ():
        click.echo(f"  {name}")
    click.echo("Its texts are an example: README.md says what to do first. Then:")
    there = "" if started.folder == Path() else f" -C {started.folder}"
    for line in (f"polylex build{there}", f"polylex check{there}"):
        click.echo(f"  {line}")
