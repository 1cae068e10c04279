"""The commands from draft to published revision: `approve`, `publish`, `draft`, `correct`, `notice`, `seal`, `verify`.

Every import that costs time stands inside the command that needs it.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli_call import Call, Day, has_colour, shared_options
from generator.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from generator.integrity import DocumentVerdict
    from generator.integrity.timestamps import Stamp
    from generator.publish.publishing import Prepared
    from generator.publish.request import Request

_NOT_STATED = "not-stated"


class Pair(click.ParamType[tuple[str, str]]):
    """A name and words, `NAME=TEXT`."""

    name = "name=text"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The name and the words."""
        name, equals, text = str(value).partition("=")
        if not (equals and name.strip() and text.strip()):
            self.fail(f"{value!r} isn't a name and words; write them like fr=TEXT.", param, ctx)
        return name.strip(), text.strip()


class EffectiveDay(Day):
    """A calendar day, or `not-stated`."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; the first of all days stands for `not-stated`."""
        return date.min if value == _NOT_STATED else super().convert(value, param, ctx)


@click.command()
@shared_options
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="ANCHOR",
    help="Hold the chain against a digest, a commit of git, or a folder with a copy of the site.",
)
def verify(call: Call, anchors: tuple[str, ...]) -> None:
    """Prove that nothing published was altered.

    Every file, entry and text of a sealed revision is held against the digests of its seal, and each seal against
    the one before it. Only an anchor can show that the end of the chain was cut off, or all of it rewritten: name a
    digest that you noted, a commit that you trust, or a copy of the site. Ends with 3 if anything was altered.
    """
    from generator.integrity import verify_site  # noqa: PLC0415

    verdicts = verify_site(call.root, anchors)
    if not call.quiet:
        for verdict in verdicts:
            click.echo(_verdict_line(verdict))


def _verdict_line(verdict: DocumentVerdict) -> str:
    if not verdict.links:
        waiting = ", ".join(verdict.unsealed) or "none"
        return f"{verdict.document}: nothing is sealed (revisions: {waiting}); run `polylex seal {verdict.document}`"
    seals = "1 seal" if verdict.links == 1 else f"{verdict.links} seals"
    against = f"anchored in {', '.join(verdict.anchors)}" if verdict.anchors else "not anchored"
    line = f"{verdict.document}: {seals}, consistent, {against}\n  the chain ends with {verdict.head}"
    line += "".join(f"\n  {_stamp_line(stamp)}" for stamp in verdict.stamps)
    if verdict.unsealed:
        line += f"\n  not sealed: {', '.join(verdict.unsealed)}; run `polylex seal {verdict.document}`"
    return line


def _stamp_line(stamp: Stamp) -> str:
    if stamp.moment is None:
        return f"time stamp of link {stamp.number}: not verified here; pip install polylex[timestamps]"
    return f"time stamp of link {stamp.number}: {stamp.moment:%Y-%m-%d %H:%M:%S} UTC"


@click.command()
@shared_options
@click.argument("document")
def seal(call: Call, document: str) -> None:
    """Seal revisions that have no seal yet.

    This is how an archive of older revisions is adopted: their files and texts get digests, in the order of the list.
    From then on they can't change unseen.
    """
    from generator.publish.sealing import seal_document  # noqa: PLC0415

    done = seal_document(call.root, document)
    if not call.quiet:
        click.echo(f"Sealed: {', '.join(done)}." if done else "Every revision is sealed already.")


@click.command()
@shared_options
@click.argument("document")
@click.option("-l", "--language", required=True, metavar="LANGUAGE", help="The language that was read.")
@click.option("--by", required=True, metavar="ROLE", help="The role that approves; never a person's name.")
@click.option("--reason", required=True, metavar="TEXT", help="What was read, and found.")
def approve(call: Call, document: str, **order: str) -> None:
    """Approve a draft for publication.

    The approval is over every character of the text, its wording and the facts; any edit ends it. It must come from
    another role than the author's. Each language needs one, the prevailing one too.
    """
    from generator.publish.approving import ApprovalOrder  # noqa: PLC0415
    from generator.publish.approving import approve as run  # noqa: PLC0415

    path = run(call.root, ApprovalOrder(document, **order), _today(call))
    if not call.quiet:
        click.echo(f"Approved in {order['language']}: {path}")


@click.command()
@shared_options
@click.argument("document")
@click.option("--discard", is_flag=True, help="Throw away edits that aren't published.")
def draft(call: Call, document: str, *, discard: bool) -> None:
    """Start the draft anew from the latest revision.

    Refuses while the draft holds edits that aren't published.
    """
    from generator.publish.drafting import reset_draft  # noqa: PLC0415

    written = reset_draft(call.root, document, discard=discard)
    if not call.quiet:
        click.echo("The draft equals the latest revision already." if not written else "Written anew:")
        for path in written:
            click.echo(f"  {path}")


# ---------------------------------------------------------------- publish


@click.command()
@shared_options
@click.argument("document")
@click.argument("published", type=Day(), metavar="DATE")
@click.option(
    "--effective",
    type=EffectiveDay(),
    required=True,
    metavar="DATE",
    help="The first day on which it applies, or not-stated if the text doesn't say.",
)
@click.option("--note", "notes", type=Pair(), multiple=True, metavar="LANG=TEXT", help="What readers are told changed.")
@click.option("--author", default="", metavar="ROLE", help="The role that wrote the draft [as the document says].")
@click.option(
    "--consequence",
    type=click.Choice(["none", "inform", "inform-before-processing", "ask-consent"]),
    help="What a change of scope asks of you.",
)
@click.option("--decided-by", default="", metavar="ROLE", help="The role that decided the consequence.")
@click.option(
    "--adjourn", "adjourned", type=Pair(), multiple=True, metavar="ID=REASON", help="Put an open decision off."
)
@click.option("--adjourned-by", default="", metavar="ROLE", help="The role that puts decisions off.")
@click.option(
    "--short-notice", type=Pair(), multiple=True, metavar="LANG=TEXT", help="Why the notice is short, for readers."
)
@click.option("--unofficial", multiple=True, metavar="LANG", help="This wording isn't the publisher's own.")
@click.option("--yes", is_flag=True, help="Don't ask before writing.")
def publish(call: Call, document: str, published: date, *, effective: date, yes: bool, **options: object) -> None:
    """Publish the draft as the revision of a day.

    All languages and the facts are frozen together. Everything that stands in the way is told at once; if nothing
    does, you see what changes, and are asked before anything is written.
    """
    from generator.publish.publishing import prepare, write  # noqa: PLC0415

    request = _request(document, published, None if effective == date.min else effective, options)
    prepared = prepare(call.root, request, _today(call))
    if not prepared.refusal.is_empty:
        _tell_refusal(prepared)
        raise click.exceptions.Exit(EXIT_FINDINGS)
    if not call.quiet:
        from generator.publish.summary import summary_lines  # noqa: PLC0415

        click.echo("\n".join(summary_lines(prepared, colour=has_colour())))
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("There is nobody to ask here; add --yes to publish.")
        if not click.confirm("\nPublish this? It can't be taken back"):
            click.echo("Not published; nothing was written.", err=True)
            raise click.exceptions.Exit(EXIT_FINDINGS)
    write(prepared)
    if not call.quiet:
        click.echo(f"Published: {document} {prepared.id}. Run `polylex build`, and commit the files under content/.")


def _request(document: str, published: date, effective: date | None, options: dict[str, object]) -> Request:
    from generator.model import Consequence, Origin  # noqa: PLC0415
    from generator.publish.request import Request  # noqa: PLC0415

    consequence = options["consequence"]
    return Request(
        document=document,
        published=published,
        effective=effective,
        notes=_pairs(options["notes"]),
        author=str(options["author"]),
        consequence=Consequence(str(consequence)) if consequence else None,
        decided_by=str(options["decided_by"]),
        adjourned=_pairs(options["adjourned"]),
        adjourned_by=str(options["adjourned_by"]),
        short_notice=_pairs(options["short_notice"]),
        origin=dict.fromkeys(_words(options["unofficial"]), Origin.UNOFFICIAL),
    )


def _pairs(values: object) -> dict[str, str]:
    given: tuple[tuple[str, str], ...] = values if isinstance(values, tuple) else ()
    names = [name for name, _ in given]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise click.UsageError(f"{', '.join(twice)} is given twice; give each once.")
    return dict(given)


def _words(values: object) -> tuple[str, ...]:
    return values if isinstance(values, tuple) else ()


def _tell_refusal(prepared: Prepared) -> None:
    """Every reason against a publication, the check's errors as `check` tells them."""
    from generator.publish.refused import errors_told  # noqa: PLC0415

    if prepared.refusal.errors:
        click.echo(errors_told(prepared, colour=has_colour()), err=True, nl=False)
    for problem in prepared.refusal.problems:
        click.echo(click.style("refused: ", fg="red", bold=True) + str(problem), err=True)
    count = len(prepared.refusal.errors) + len(prepared.refusal.problems)
    reasons = "1 reason" if count == 1 else f"{count} reasons"
    click.echo(f"Not published, for {reasons}; nothing was written.", err=True)


# ---------------------------------------------------------------- correct


@click.command()
@shared_options
@click.argument("document")
@click.argument("revision")
@click.option("--by", required=True, metavar="ROLE", help="The role that corrects; never a person's name.")
@click.option("--note", "notes", type=Pair(), multiple=True, metavar="LANG=TEXT", help="What readers are told.")
@click.option("--technical", is_flag=True, help="Only the source is written otherwise; readers get the same.")
@click.option("--withdraw", type=Day(), metavar="DAY", help="Withdraw the revision: the first day without it.")
def correct(call: Call, document: str, revision: str, *, by: str, **options: object) -> None:
    """Correct a slip in a published revision.

    Only typography and spelling can be corrected, no value, obligation or scope; everything else is a new revision.
    Edit the revision's own file, or the draft of the latest one, and run this. The corrected text is shown with a
    banner and your note; the text as published stays at its own address for ever.
    """
    from generator.model import CorrectionKind  # noqa: PLC0415
    from generator.publish.correcting import CorrectionOrder  # noqa: PLC0415
    from generator.publish.correcting import correct as run  # noqa: PLC0415

    withdrawn = options["withdraw"] if isinstance(options["withdraw"], date) else None
    if withdrawn and options["technical"]:
        raise click.UsageError("A withdrawal is no technical correction; name one of them.")
    kind = CorrectionKind.TECHNICAL if options["technical"] else CorrectionKind.EDITORIAL
    kind = CorrectionKind.WITHDRAWAL if withdrawn else kind
    order = CorrectionOrder(document, revision, kind, by, _pairs(options["notes"]), withdrawn)
    written = run(call.root, order, _today(call))
    if not call.quiet:
        click.echo(f"Recorded: a correction of {document} {revision} ({kind.value}).")
        for path in written:
            click.echo(f"  {path}")


@click.command()
@shared_options
@click.argument("document")
@click.argument("revision")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="The folder to write to.")
def notice(call: Call, document: str, revision: str, output: Path | None) -> None:
    """Write the message that tells people of a revision.

    Two files for each language, plain text and HTML for e-mail: who published what, from when it applies, your note,
    what changed, and where to read it. Nothing in them tracks a reader, and nothing is sent.
    """
    from generator.publish.notices import write_notices  # noqa: PLC0415

    written = write_notices(call.root, document, revision, output, _today(call))
    if not call.quiet:
        for path in written:
            click.echo(path)


def _today(call: Call) -> date:
    from generator import clock  # noqa: PLC0415
    from generator.source.corpus import time_zone_of  # noqa: PLC0415

    return clock.today(call.as_of, os.environ, time_zone_of(call.root))


COMMANDS = (approve, publish, draft, correct, notice, seal, verify)
"""The commands of this module."""
