"""The files under `content/` of a new site, before anything is sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.integrity.entries import as_yaml
from generator.language.values import base_language
from generator.model import Origin
from generator.review.files import ROLES_FILE
from generator.source.folder import CONTENT, Names
from generator.source.revisions import RevisionEntry, RevisionList
from generator.source.schemas import file_name
from generator.source.terms import TERMS_PATH
from generator.start.kit import filled, starter, starter_facts
from generator.start.options import StartOptions

AUTHOR, REVIEWER = "editors", "legal"
"""The roles of a new site: who writes, and who approves."""

NOTICE_DAYS = 14
"""Whole days between publication and application that a new document asks for."""

_YEAR = timedelta(days=365)
_DRAFT = "draft"
_FIRST, _SECOND = "first", "second"
SEVERAL = "several"
"""The tag of lines that stand only where there are several languages."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A state of the starter text: `tag` names its lines; a draft has no entry."""

    name: str
    tag: str
    entry: RevisionEntry | None = None


def content_files(options: StartOptions) -> dict[str, str]:
    """Every file under `content/` by its path, the list of revisions not yet sealed."""
    stages = _stages(options)
    files = {
        f"{CONTENT}/site.yaml": _headed(1, "site", _site(options)),
        Names(options.document).manifest: _headed(1, "document", _manifest(options)),
        Names(options.document).revisions: as_yaml(RevisionList(tuple(one.entry for one in stages if one.entry))),
        ROLES_FILE: _headed(2, "roles", _roles(options)),
        TERMS_PATH: _headed(2, "terms", _terms(options)),
    }
    for stage in stages:
        files |= _stage_files(options, stage)
    return files


def _headed(depth: int, kind: str, lines: Iterator[str] | str) -> str:
    """A YAML file with the line that tells an editor its schema; `depth` counts the folders above the file."""
    body = lines if isinstance(lines, str) else "".join(f"{line}\n" for line in lines)
    return f"# yaml-language-server: $schema={'../' * depth}schemas/{file_name(kind)}\n{body}"


def _quoted(words: str) -> str:
    """Words in double quotes, as YAML and JSON both read them."""
    return json.dumps(words, ensure_ascii=False)


def _in_flow(words: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {_quoted(text)}" for name, text in words.items()) + "}"


def _words(options: StartOptions, name: str) -> dict[str, str]:
    """A starter word in every language of the site."""
    return {language: starter(language).words[name] for language in options.languages}


def publisher_in(options: StartOptions, language: str) -> str:
    """The publisher's name, or the placeholder for it."""
    return options.publisher or starter(language).words["publisher"]


# ---------------------------------------------------------------- revisions


def revision_days(today: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The days of publication and of application of the two revisions; the second applies from `today`.

    The second was published early enough for the notice that the document asks for.
    """
    return (today - _YEAR, today - _YEAR), (today - timedelta(days=NOTICE_DAYS + 1), today)


def _stages(options: StartOptions) -> tuple[Stage, ...]:
    if not options.has_revisions:
        return (Stage(_DRAFT, _SECOND),)
    origin = dict.fromkeys(options.languages, Origin.OFFICIAL)
    stages = [
        Stage(str(published), tag, RevisionEntry(str(published), published, effective, origin, _words(options, tag)))
        for tag, (published, effective) in zip((_FIRST, _SECOND), revision_days(options.today), strict=True)
    ]
    return (*stages, Stage(_DRAFT, _SECOND))


def _stage_files(options: StartOptions, stage: Stage) -> dict[str, str]:
    names = Names(options.document)
    tags = {stage.tag, *([SEVERAL] if options.is_multilingual else [])}
    publisher = publisher_in(options, options.prevailing)
    facts = filled(starter_facts(), tags, {"publisher_name": _quoted(publisher)})
    files = {names.facts(stage.name): _headed(3, "facts", facts)}
    for language in options.languages:
        texts = starter(language)
        values = {
            "title": options.titles.get(language, texts.words["title"]),
            "publisher": publisher_in(options, language),
            "prevailing": texts.words[base_language(options.prevailing)],
        }
        files[names.text(language, stage.name)] = filled(texts.text, tags, values)
        files[names.wording(language, stage.name)] = _headed(3, "wording", filled(texts.wording, tags, {}))
    return files


# ---------------------------------------------------------------- manifests


def _site(options: StartOptions) -> Iterator[str]:
    publisher = {language: publisher_in(options, language) for language in options.languages}
    yield f"base_url: {options.base_url}"
    yield f"time_zone: {options.time_zone}"
    yield "authority: publisher"
    yield f"publisher: {_in_flow(publisher)}"
    yield f"title: {_in_flow(_words(options, 'site'))}"
    yield f"languages: [{', '.join(options.languages)}]"
    yield f"documents: [{options.document}]"


def _manifest(options: StartOptions) -> Iterator[str]:
    yield f"edition: {_quoted(options.edition)}"
    yield "prevailing:"
    yield f"  language: {options.prevailing}"
    if options.is_multilingual:
        yield "  section: languages"
        yield "  block: prevailing-clause"
    yield "draft: private"
    yield f"notice_days: {NOTICE_DAYS}"
    yield f"author: {AUTHOR}"


def _roles(options: StartOptions) -> Iterator[str]:
    yield "# Who may write, confirm and approve: roles, never names of persons."
    yield "roles:"
    for role, name in ((AUTHOR, "author"), (REVIEWER, "reviewer")):
        yield f"  {role}:"
        yield f"    title: {_in_flow(_words(options, name))}"


def _terms(options: StartOptions) -> Iterator[str]:
    yield "# The words that each language uses for one concept; `polylex check` holds the texts to them."
    for concept in starter(options.prevailing).terms:
        yield f"{concept}:"
        yield "  words:"
        for language in options.languages:
            forms = ", ".join(_quoted(form) for form in starter(language).terms[concept])
            yield f"    {language}: {{preferred: [{forms}]}}"
