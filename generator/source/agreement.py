"""Whether the files of a site agree with each other: languages, days, sections, roles and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from generator.errors import Location, Problem
from generator.model import Authority, CorrectionKind, Document, OpenDecision, Revision
from generator.source.facts import Use, decisions_named, sections_named
from generator.source.manifests import DocumentManifest, Role, SiteManifest
from generator.source.parsed import walk
from generator.source.revisions import CorrectionEntry, RevisionEntry, RevisionList
from generator.source.shapes import nearest
from generator.source.yaml_tree import Node, place_of

# ---------------------------------------------------------------- languages


def site_problems(manifest: SiteManifest, tree: Node) -> Iterator[Problem]:
    """The publisher and the title must be there in every language of the site, and in no other."""
    yield from _worded(manifest.site.publisher, manifest, place_of(tree, "publisher"), "publisher")
    yield from _worded(manifest.site.title, manifest, place_of(tree, "title"), "title")


def role_problems(roles: Iterable[Role], manifest: SiteManifest, tree: Node) -> Iterator[Problem]:
    """The same for the titles of roles."""
    for role in roles:
        yield from _worded(role.title, manifest, place_of(tree, "roles", role.id, "title"), "title")


def author_problems(document: DocumentManifest, roles: Iterable[Role], tree: Node) -> Iterator[Problem]:
    """Who writes the draft must be a role."""
    known = tuple(role.id for role in roles)
    if document.author and document.author not in known:
        message = f"the role {document.author!r} is not known"
        yield Problem(place_of(tree, "author"), message, nearest(document.author, known))


def decision_problems(
    decisions: Iterable[OpenDecision], roles: Iterable[Role], manifest: SiteManifest, tree: Node
) -> Iterator[Problem]:
    """The same for the questions of open decisions; and who owns them must be a role."""
    known = tuple(role.id for role in roles)
    for decision in decisions:
        keys = ("decisions", decision.id)
        yield from _worded(decision.question, manifest, place_of(tree, *keys, "question"), "question")
        if decision.owner not in known:
            message = f"the role {decision.owner!r} of {decision.id!r} is not known"
            yield Problem(place_of(tree, *keys, "owner"), message, nearest(decision.owner, known))


def _worded(words: Mapping[str, str], manifest: SiteManifest, place: Location, name: str) -> Iterator[Problem]:
    for language in manifest.site.languages:
        if language not in words:
            remedy = f"Add `{language}: …` under `{name}`."
            yield Problem(place, f"{name!r} lacks the language {language!r}", remedy)
    yield from _strange_languages(words, manifest, place)


def _strange_languages(languages: Iterable[str], manifest: SiteManifest, place: Location) -> Iterator[Problem]:
    known = manifest.site.languages
    for language in languages:
        if language not in known:
            yield Problem(place, f"the language {language!r} is not one of the site's", nearest(language, known))


# ---------------------------------------------------------------- revisions


def entry_problems(held: RevisionList, manifest: SiteManifest) -> Iterator[Problem]:
    """Revisions must stand in the order of their days, and their languages be the site's; the same for corrections."""
    entries = held.revisions
    for earlier, later in pairwise(entries):
        if order(later.id) <= order(earlier.id):
            message = f"the revision {later.id} stands after {earlier.id}, but isn't later"
            remedy = "List each revision once, oldest first; a second one on a day is DATE.2."
            yield Problem(later.location, message, remedy)
    for entry in entries:
        yield from _date_problems(entry)
        notes = (entry.notes, entry.short_notice, *(source.note for source in entry.sources))
        named = dict.fromkeys(language for words in (entry.origin, *notes) for language in words)
        yield from _strange_languages(named, manifest, entry.location)
        if not entry.origin:
            yield Problem(entry.location, "the revision is held in no language", "Name one under `origin`.")
    days = {entry.id: entry.published for entry in entries}
    for correction in held.corrections:
        yield from _correction_problems(correction, days)
        yield from _strange_languages(correction.notes, manifest, correction.location)


def _correction_problems(correction: CorrectionEntry, days: Mapping[str, date]) -> Iterator[Problem]:
    published = days.get(correction.revision)
    if published is None:
        message = f"no revision {correction.revision} stands here that could be corrected"
        yield Problem(correction.location, message, nearest(correction.revision, tuple(days)))
    elif correction.date < published:
        message = f"the correction of {correction.date} comes before the publication on {published}"
        yield Problem(correction.location, message, "Mend one of the two days.")
    if (correction.withdrawn is not None) is not (correction.kind is CorrectionKind.WITHDRAWAL):
        message = "a withdrawal, and nothing else, names the first day without the revision"
        yield Problem(correction.location, message, "Add `withdrawn: DAY` to a withdrawal; remove it elsewhere.")


def order(revision_id: str) -> tuple[str, int]:
    """A revision id as it sorts: by day, then by number."""
    day, _, number = revision_id.partition(".")
    return day, int(number or 1)


def _date_problems(entry: RevisionEntry) -> Iterator[Problem]:
    if order(entry.id)[0] != entry.published.isoformat():
        message = f"the revision {entry.id} was published on {entry.published}; its id must say the same day"
        yield Problem(entry.location, message, "Mend the id or the day.")
    for name, day in (("effective", entry.effective), ("withdrawn", entry.withdrawn)):
        if day is not None and day < entry.published:
            message = f"{name!r} ({day}) comes before 'published' ({entry.published})"
            yield Problem(entry.location, message, "Mend one of the two days.")


# ---------------------------------------------------------------- the prevailing language


def prevailing_problems(document: DocumentManifest, manifest: SiteManifest, tree: Node) -> Iterator[Problem]:
    """The prevailing language must be one of the site's."""
    place = place_of(tree, "prevailing", "language")
    yield from _strange_languages((document.prevailing.language,), manifest, place)


def prevailing_text_problems(document: Document, manifest: SiteManifest, tree: Node) -> Iterator[Problem]:
    """The publisher must hold every revision in it, and a text must have the section and the block that say so."""
    language = document.prevailing.language
    held = _held(document)
    for revision in held:
        if revision.text(language) is None and manifest.site.authority is Authority.PUBLISHER:
            message = f"the prevailing language {language!r} has no text of {revision.id}"
            yield Problem(place_of(tree, "prevailing", "language"), message, "Add that text.")
    if document.prevailing.section and held:
        yield from _clause_problems(document, held, tree)


def _clause_problems(document: Document, held: tuple[Revision, ...], tree: Node) -> Iterator[Problem]:
    name, block = document.prevailing.section, document.prevailing.block
    texts = [text for revision in held for text in revision.texts]
    sections = [section for text in texts if (section := text.section(name))]
    if not sections:
        message = f"no text has the section {name!r} that is said to name the prevailing language"
        known = tuple(dict.fromkeys(section.id for text in texts for section in text.sections))
        yield Problem(place_of(tree, "prevailing", "section"), message, nearest(name, known))
    names = dict.fromkeys(getattr(part, "id", "") for section in sections for part in walk(section.blocks))
    if block and sections and block not in names:
        message = f"the section {name!r} has no block {block!r} that could name the prevailing language"
        known = tuple(filter(None, names))
        yield Problem(place_of(tree, "prevailing", "block"), message, nearest(block, known))


def _held(document: Document) -> tuple[Revision, ...]:
    return (*document.revisions, *([document.draft] if document.draft else []))


# ---------------------------------------------------------------- facts and texts


def undefined_decisions(revision: Revision, decisions: Iterable[OpenDecision], tree: Node) -> Iterator[Problem]:
    """A decision that a fact names must be defined."""
    known = tuple(decision.id for decision in decisions)
    yield from _undefined(decisions_named(revision.facts), known, tree)


def missing_sections(revision: Revision, tree: Node) -> Iterator[Problem]:
    """A section that a fact names must stand in a text of that revision."""
    known = tuple(dict.fromkeys(section.id for text in revision.texts for section in text.sections))
    if known:  # else no text could be read, which is told already
        yield from _undefined(sections_named(revision.facts), known, tree)


def _undefined(uses: Iterable[Use], known: tuple[str, ...], tree: Node) -> Iterator[Problem]:
    for use in uses:
        if use.id not in known:
            place = place_of(tree, *use.keys)
            yield Problem(place, f"the {use.kind} {use.id!r} is not defined", nearest(use.id, known))


def decided_nowhere(document: Document, tree: Node) -> Iterator[Problem]:
    """The section of an open decision must stand in a text of the document."""
    texts = [text for revision in _held(document) for text in revision.texts]
    known = tuple(dict.fromkeys(section.id for text in texts for section in text.sections))
    for decision in document.decisions if texts else ():
        if decision.section not in known:
            message = f"no text has the section {decision.section!r} that {decision.id!r} concerns"
            place = place_of(tree, "decisions", decision.id, "section")
            yield Problem(place, message, nearest(decision.section, known))
