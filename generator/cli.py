"""The command line: a thin shell that parses words, calls the library, and tells what came of it.

Every import that costs time stands inside the command that needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.cli_call import FOLDER, Call, has_colour, shared_options
from generator.cli_check import check, confirm, explain
from generator.cli_publish import COMMANDS
from generator.cli_serve import serve
from generator.cli_start import init
from generator.errors import EXIT_ERROR, EXIT_FINDINGS, PolicyError

if TYPE_CHECKING:
    from generator.build import BuildReport
    from generator.export.compared import Compared
    from generator.status import DocumentStatus

_INTERRUPTED = 130
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="polylex", message="%(prog)s %(version)s")
@click.option("-C", "root", type=FOLDER, metavar="DIR", help="The site's folder.")
@click.pass_context
def cli(context: click.Context, root: Path | None) -> None:
    """Publish legal policies in several languages as a site that people can trust."""
    context.obj = root


@cli.command()
@shared_options
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="The output folder [site/].")
@click.option("--no-cache", is_flag=True, help="Build anew, even if nothing changed since the last build.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="How many processes may work [one a processor]."
)
@click.option(
    "--extra",
    "extras",
    type=click.Choice(["search", "pdf"]),
    multiple=True,
    help="What to make besides pages and data; site.yaml may name it too.",
)
def build(call: Call, output: Path | None, *, no_cache: bool, jobs: int | None, extras: tuple[str, ...]) -> None:
    """Build the site from its sources.

    Every revision gets its pages in every language. The old site is replaced in one step, once the new one is
    complete; if anything is wrong, it stays as it is.
    """
    from generator import unchanged  # noqa: PLC0415
    from generator.build import BuildOptions, theme_folders  # noqa: PLC0415
    from generator.build import build as run  # noqa: PLC0415
    from generator.model import Extra  # noqa: PLC0415

    as_of = call.as_of.isoformat() if call.as_of else ""
    asked = unchanged.BuildCall(str(call.root), str(output) if output else "", as_of)
    themes = tuple(str(folder) for folder in theme_folders(call.root))
    before = unchanged.sources_state(asked, themes)
    with _progress(shown=not call.quiet) as tell:
        report = run(BuildOptions(call.root, output, call.as_of, jobs, tuple(map(Extra, extras)), no_cache), tell)
    notices = "".join(f"notice: {notice}\n" for notice in report.notices)
    if not extras:
        unchanged.remember(asked, unchanged.Built(report.files, notices, report.moments, themes), before)
    if not call.quiet:
        _tell_build(report, verbose=call.verbose)


def _tell_build(report: BuildReport, *, verbose: bool) -> None:
    from generator.unchanged import shown  # noqa: PLC0415

    for notice in report.notices:
        click.echo(f"notice: {notice}", err=True)
    if verbose:
        click.echo(f"As of {report.today}: {report.texts} texts, {report.files} files.")
        click.echo(
            f"{report.write.written} written, {report.write.removed} removed, {report.write.unchanged} unchanged."
        )
    changed = report.write.written + report.write.removed
    news = f"{changed} changed" if changed else "nothing changed"
    click.echo(f"The site is in {shown(str(report.write.target))} ({report.files} files, {news}).")


@cli.command()
@shared_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to tell it.",
)
def status(call: Call, output_format: str) -> None:
    """Show documents, their revisions and status.

    For each revision: the days of publication and application, its status on the day, and whether the text in each
    language is official, unofficial or missing.
    """
    import json  # noqa: PLC0415

    from generator import clock  # noqa: PLC0415
    from generator.source import load_site  # noqa: PLC0415
    from generator.status import statuses  # noqa: PLC0415

    loaded = load_site(call.root)
    today = clock.today(call.as_of, os.environ, loaded.corpus.site.time_zone)
    documents = statuses(loaded.corpus, today)
    if output_format == "json":
        data = {"as_of": today.isoformat(), "documents": [document.as_data() for document in documents]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif not call.quiet:
        click.echo(f"As of {today} ({loaded.corpus.site.time_zone})")
        for document in documents:
            _tell_status(document, is_copy=loaded.corpus.site.authority.value == "copy")
    if call.verbose:
        for notice in loaded.notices:
            click.echo(f"notice: {notice}", err=True)


def _tell_status(document: DocumentStatus, *, is_copy: bool) -> None:
    facts = [f"edition {document.edition}", f"{document.prevailing} prevails"]
    facts += [] if document.history_complete else ["earlier history not held"]
    if document.open_decisions:
        facts.append(f"open decisions: {document.open_decisions}")
    click.echo(f"\n{document.id}: {', '.join(facts)}")
    rows = [["revision", "published", "applies from", "status", *document.languages]]
    for revision in document.revisions:
        state = revision.status.value
        if state == "unknown" and is_copy:
            state = "latest held, validity unknown"
        if not revision.is_public:
            state += ", not public"
        origins = [revision.origins.get(language, "missing") for language in document.languages]
        rows.append([revision.revision, revision.published or "-", revision.effective or "-", state, *origins])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@cli.command()
@shared_options
@click.argument("sides", nargs=-1, required=True, metavar="(DOCUMENT OLD NEW | OLD.md NEW.md)")
@click.option("-l", "--language", default="", metavar="LANGUAGE", help="The language [the prevailing one].")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["terminal", "markdown", "html", "json"]),
    default="terminal",
    show_default=True,
    help="How to show it.",
)
@click.option("--exit-code", is_flag=True, help="End with 1 if anything changed, as git does.")
def diff(call: Call, sides: tuple[str, ...], language: str, output_format: str, exit_code: bool) -> None:  # noqa: FBT001
    """Show what changed between two texts.

    DOCUMENT OLD NEW compares two revisions of this site; "draft" names the draft. OLD.md NEW.md compares any two
    Markdown files, without a site. With -v, changes of typography and formatting are shown one by one.
    """
    from generator.diff import RevisionPair, diff_files, diff_revisions  # noqa: PLC0415

    match sides:
        case (document, old, new):
            compared = diff_revisions(call.root, RevisionPair(document, old, new, language))
        case (old, new):
            compared = diff_files(call.root / old, call.root / new, language or "und")
        case _:
            raise click.UsageError("Name a document and two of its revisions, or two Markdown files.")
    if not call.quiet:
        click.echo(_shown_diff(compared, output_format, everything=call.verbose), nl=False)
    if exit_code and not compared.is_empty:
        raise click.exceptions.Exit(EXIT_FINDINGS)


def _shown_diff(compared: Compared, output_format: str, *, everything: bool) -> str:
    match output_format:
        case "json":
            from generator.export.data import as_json  # noqa: PLC0415

            return as_json(compared)
        case "markdown":
            from generator.export.markdown import as_markdown  # noqa: PLC0415

            return as_markdown(compared)
        case "html":
            from generator.render import diff_page  # noqa: PLC0415

            return diff_page(compared)
        case _:
            from generator.export.terminal import as_terminal  # noqa: PLC0415

            return as_terminal(compared, colour=has_colour(), everything=everything)


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[str], None]]:
    """A function that names the step being done, on a terminal only."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status("") as spinner:
        yield lambda step: spinner.update(f"{step} …")


for _command in (check, confirm, explain, serve, *COMMANDS, init):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; every failure that a user can mend ends in a message and an exit code."""
    _make_streams_safe()
    try:
        code = cli.main(prog_name="polylex", standalone_mode=False)
        if isinstance(code, int):  # what a command gave to `Exit`; click returns it here
            sys.exit(code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_ERROR)
    except PolicyError as error:
        _tell_error(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone; what remains in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_ERROR)


def _make_streams_safe() -> None:
    """Streams that always take what is written: a closed one swallows it, one in ASCII shows escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _tell_error(error: PolicyError) -> None:
    for problem in error.problems:
        click.echo(click.style("error: ", fg="red", bold=True) + str(problem), err=True)
    count = len(error.problems)
    if count > 1:
        click.echo(f"{count} errors; nothing was written.", err=True)


if __name__ == "__main__":
    main()
