"""The commands around checking: `check`, `confirm`, `explain`.

Every import that costs time stands inside the command that needs it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from generator.cli_call import Call, has_colour, shared_options
from generator.errors import EXIT_FINDINGS, ConfigurationError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.review import CheckOptions, CheckReport, RulePage
    from generator.review.remembered import Memory, Verdict

FORMAT_NAMES = ("full", "concise", "json", "github", "gitlab", "junit", "sarif")
HTML = "html"
"""The format that needs the texts beside the findings."""

_REPOSITORY_FORMATS = ("github", "gitlab", "sarif")
"""Formats for services that know paths from the repository's root, not from the site's folder."""


class LanguageFile(click.ParamType[tuple[str, Path]]):
    """A Markdown file with its language, `nl=NL.md`."""

    name = "language=file"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        """The language and the path."""
        from generator.source.shapes import LANGUAGE  # noqa: PLC0415

        language, equals, path = str(value).partition("=")
        if not (equals and path and LANGUAGE.fullmatch(language)):
            self.fail(f"{value!r} is no language and file; write them like nl=NL.md.", param, ctx)
        return language, Path(path)


@click.command()
@shared_options
@click.option("--revision", default="", metavar="ID", help='Check one revision only; "draft" names the draft.')
@click.option("--all", "everything", is_flag=True, help="Check every revision.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules or families, with commas between.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules or families out.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="warning",
    show_default=True,
    help="The lightest severity that fails.",
)
@click.option("--base", default="", metavar="REF", help="Only findings that this commit of git doesn't have.")
@click.option("--strict", is_flag=True, help="What is stale, unconfirmed or undecided in the draft is an error.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice((*FORMAT_NAMES, HTML)),
    default="full",
    show_default=True,
    help="How to tell it.",
)
@click.option("--fix", is_flag=True, help="First mend the typography of the drafts; no word changes.")
@click.option("--no-cache", is_flag=True, help="Check anew, even if nothing changed since the last check.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="How many processes may work [one a processor]."
)
@click.option("--prevailing", type=LanguageFile(), metavar="L=FILE", help="A plain file that decides, like nl=NL.md.")
@click.option("--translation", type=LanguageFile(), metavar="L=FILE", help="A plain file to compare with it.")
def check(
    call: Call,
    *,
    output_format: str,
    prevailing: tuple[str, Path] | None,
    translation: tuple[str, Path] | None,
    **options: object,
) -> None:
    """Find where languages don't say the same.

    Also what is wrong with one text by itself.

    It checks the draft, also against the latest revision, and every revision that applies or is announced. With
    --prevailing and --translation it checks any two Markdown files, without a site. It ends with 1 if it found
    something at least as heavy as --fail-on; notices never fail.
    """
    if options["revision"] and options["everything"]:
        raise click.UsageError("Name one revision, or --all of them.")
    files = _plain_files(call, prevailing, translation)
    if files:
        _refuse_site_options(options)
    elif options["fix"]:
        _fix(call, options)
    memory = None if files else _memory(call, output_format, options)
    verdict = (memory.recall() if memory else None) or _verdict(call, output_format, files, options, memory)
    if not call.quiet:
        click.echo(verdict.output, nl=False)
    if verdict.is_failed:
        raise click.exceptions.Exit(EXIT_FINDINGS)


def _fix(call: Call, options: dict[str, object]) -> None:
    """Mend the drafts, and tell it beside the report, which may be for a machine.

    An unknown rule is told before anything is written.
    """
    from generator.review.chosen import chosen_rules  # noqa: PLC0415
    from generator.review.fixing import fix_site  # noqa: PLC0415

    chosen_rules(_options(call, options))
    for mended in fix_site(call.root):
        if not call.quiet:
            click.echo(f"Mended {mended}", err=True)


def _plain_files(
    call: Call, prevailing: tuple[str, Path] | None, translation: tuple[str, Path] | None
) -> tuple[tuple[str, Path], ...]:
    """The two plain files, or none."""
    if bool(prevailing) is not bool(translation):
        raise click.UsageError("Name both plain files: --prevailing L=FILE and --translation L=FILE.")
    return tuple(_under(call.root, file) for file in (prevailing, translation) if file)


def _memory(call: Call, output_format: str, options: dict[str, object]) -> Memory | None:
    """Where the answer is remembered; a page also rests on templates, and --base on the repository's history."""
    if options["base"] or options["no_cache"] or output_format == HTML:
        return None
    from generator.review.asked import Asked  # noqa: PLC0415

    asked = Asked(
        root=str(call.root),
        as_of=call.as_of.isoformat() if call.as_of else "",
        quiet=call.quiet,
        verbose=call.verbose,
        output_format=output_format,
        revision=str(options["revision"]),
        everything=bool(options["everything"]),
        select=_words(options["select"]),
        ignore=_words(options["ignore"]),
        fail_on=str(options["fail_on"]),
        strict=bool(options["strict"]),
        colour=has_colour(),
    )
    return asked.memory()


def _verdict(
    call: Call,
    output_format: str,
    files: tuple[tuple[str, Path], ...],
    options: dict[str, object],
    memory: Memory | None,
) -> Verdict:
    """What the check says, done anew, and remembered."""
    from generator.report import View, told  # noqa: PLC0415
    from generator.review import Means, check_files, run_check  # noqa: PLC0415
    from generator.review.remembered import Verdict  # noqa: PLC0415

    asked = _options(call, options)
    means = Means(cast("int | None", options["jobs"]), memory.state if memory else None)
    report = check_files(files[0], files[1], asked) if files else run_check(call.root, asked, means)
    prefix = "" if files or output_format not in _REPOSITORY_FORMATS else _prefix(call.root)
    view = View(colour=has_colour(), everything=call.verbose, prefix=prefix)
    page = _review_page(call.root, files, asked, report) if output_format == HTML and not call.quiet else ""
    output = page if call.quiet or output_format == HTML else told(report, output_format, view)
    verdict = Verdict(output, report.is_failed, str(report.today), report.time_zone)
    if memory:
        memory.keep(verdict)
    return verdict


def _review_page(root: Path, files: tuple[tuple[str, Path], ...], asked: CheckOptions, report: CheckReport) -> str:
    from generator.render.review_page import review_page  # noqa: PLC0415
    from generator.review.side_by_side import checked_files, checked_texts  # noqa: PLC0415

    return review_page(report, checked_files(files[0], files[1]) if files else checked_texts(root, asked))


def _options(call: Call, options: dict[str, object]) -> CheckOptions:
    from generator.check import Severity  # noqa: PLC0415
    from generator.review import CheckOptions  # noqa: PLC0415

    return CheckOptions(
        revision=str(options["revision"]),
        everything=bool(options["everything"]),
        select=_names(options["select"]),
        ignore=_names(options["ignore"]),
        fail_on=Severity(str(options["fail_on"])),
        base=str(options["base"]),
        strict=bool(options["strict"]),
        as_of=call.as_of,
    )


def _names(values: object) -> tuple[str, ...]:
    """Names that are given with commas between, in one option or several."""
    return tuple(name.strip() for value in _words(values) for name in value.split(",") if name.strip())


def _words(values: object) -> tuple[str, ...]:
    """The values of an option that may be given several times."""
    return values if isinstance(values, tuple) else ()


def _refuse_site_options(options: dict[str, object]) -> None:
    for name in ("revision", "everything", "base", "strict", "fix"):
        if options[name]:
            flag = "--all" if name == "everything" else f"--{name}"
            raise click.UsageError(f"{flag} needs a site; plain files have no revisions.")


def _under(root: Path, file: tuple[str, Path]) -> tuple[str, Path]:
    """A file as it was typed, below the folder that -C names."""
    return file[0], root / file[1]


def _prefix(root: Path) -> str:
    """The site's folder as seen from here, for paths that are relative to it."""
    relative = Path(os.path.relpath(root)).as_posix()
    return "" if relative == "." else f"{relative}/"


@click.command()
@shared_options
@click.argument("document")
@click.argument("sections", nargs=-1, metavar="[SECTION]…")
@click.option("--all", "everything", is_flag=True, help="Every section that isn't in sync.")
@click.option("-l", "--language", required=True, metavar="LANGUAGE", help="The translation that is confirmed.")
@click.option("--by", required=True, metavar="ROLE", help="The role that confirms; never a person's name.")
@click.option("--reason", required=True, metavar="TEXT", help="What was compared, and found.")
def confirm(call: Call, document: str, sections: tuple[str, ...], *, everything: bool, **order: str) -> None:
    """Record that a translation was compared.

    The confirmation holds the digests of both sections, so it ends when either changes; typography doesn't end it.
    It concerns the draft, or the latest revision if there is no draft.
    """
    from generator import clock  # noqa: PLC0415
    from generator.review import Order  # noqa: PLC0415
    from generator.review import confirm as run  # noqa: PLC0415
    from generator.source import load_site  # noqa: PLC0415

    if bool(sections) is everything:
        raise click.UsageError("Name the sections, or --all of them.")
    today = clock.today(call.as_of, os.environ, load_site(call.root).corpus.site.time_zone)
    done = run(call.root, Order(document, sections=sections, **order), today)
    if not call.quiet:
        count = len(done.changed)
        told = f"{count} section{'' if count == 1 else 's'} confirmed" if count else "Nothing to confirm"
        kept = f", {len(done.kept)} as they were" if done.kept else ""
        click.echo(f"{told}{kept}: {done.path}" if count else f"{told}{kept}.")
        if call.verbose:
            for name in done.changed:
                click.echo(f"  {name}")


@click.command()
@shared_options
@click.argument("rule", required=False)
def explain(call: Call, rule: str | None) -> None:
    """Show the page of a rule.

    What it finds, why that matters, a bad and a good example.

    Without a RULE, all rules are listed.
    """
    from generator.review import rule_pages  # noqa: PLC0415
    from generator.source.shapes import nearest  # noqa: PLC0415

    pages = {page.id: page for page in rule_pages()}
    if rule is not None and rule not in pages:
        remedy = nearest(rule, tuple(pages))
        raise ConfigurationError(Problem(Location(""), f"there is no rule {rule!r}", remedy))
    if not call.quiet:
        shown = _listed(pages.values()) if rule is None else _page(pages[rule])
        click.echo(shown, nl=False)


def _listed(pages: Iterable[RulePage]) -> str:
    rows = list(pages)
    width = max(len(page.id) for page in rows)
    return "".join(f"{page.id:<{width}}  {page.severity.value:<7}  {page.summary}\n" for page in rows)


def _page(page: RulePage) -> str:
    return f"{page.id} ({page.severity.value}, family {page.family})\n\n{page.page.rstrip()}\n"
