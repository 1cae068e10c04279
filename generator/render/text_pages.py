"""Pages that show a whole text: a document's own page, a revision's, the draft's; and their twins."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.model import Document, Origin, Revision
from generator.pages import OutputFile
from generator.render.article import ContentsEntry, article, contents
from generator.render.banners import Banner, banners
from generator.render.coming import Coming, coming
from generator.render.compared import changes_folder
from generator.render.corrections import as_published, corrections_plain, told_corrections
from generator.render.links import AS_PUBLISHED, CONTENT, FEEDS, INDEX, PLAIN, STATUS_SCRIPT, SUMS, TEXT_SCRIPT, TWIN
from generator.render.metadata import structured
from generator.render.paper import Paper, has_papers, paper_path
from generator.render.plain import text_plain
from generator.render.press import Made, Press
from generator.render.results import Fragment, RenderedText
from generator.render.scene import Subject
from generator.render.search_pages import Searched, searched
from generator.render.shell import Face, Shell, shell
from generator.render.twin import NOT_STATED, Plain, document, facts_plain
from generator.render.version import VersionBox, VersionEntry, dated_status, version_box, version_list, version_name


@dataclass(frozen=True, slots=True)
class TextPage:
    """A text with all that surrounds it.

    `coming` are banners that a script shows from their day on. `versions` are listed on the document's own page only.
    `version`, `status` and `digest` stand in the footer, for print; a draft has no status and no digest there.
    `searched` is what the search tells of the text, where it finds it on this page.
    """

    shell: Shell
    banners: tuple[Banner, ...]
    coming: Coming | None
    title: str
    date_line: str
    box: VersionBox
    contents: tuple[ContentsEntry, ...]
    article: Markup
    versions: tuple[VersionEntry, ...]
    version: str
    status: str
    digest: str
    searched: Searched | None


def current_page(press: Press, subject: Subject) -> Made:
    """A document's own page, which shows the text that applies."""
    versions = version_list(press.scene, subject.document, subject.text.language, subject.revision)
    return _page(press, subject, versions)


def revision_files(press: Press, subject: Subject) -> Made:
    """A revision's page, its twins, and their checksums."""
    page = _page(press, subject, ())
    twins = ((TWIN, twin_bytes(subject)), (PLAIN, plain_bytes(subject)), (CONTENT, subject.content))
    sums = "".join(f"{_sha256(content)}  {name}\n" for name, content in twins)
    files = [OutputFile(subject.folder + name, content) for name, content in (*twins, (SUMS, sums.encode()))]
    return replace(page, files=(*page.files, *files), paper=_paper(subject, page))


def draft_files(press: Press, subject: Subject) -> Made:
    """The draft's page and its twin."""
    page = _page(press, subject, ())
    twin = OutputFile(subject.folder + TWIN, twin_bytes(subject))
    return replace(page, files=(*page.files, twin), paper=_paper(subject, page))


def subjects_as_published(press: Press, document: Document, revision: Revision) -> Iterator[Subject]:
    """The texts of a corrected revision as they were published; nothing where no correction is told of."""
    first = as_published(revision)
    return subjects(press, document, first, f"{revision.id}/{AS_PUBLISHED}") if first else iter(())


def subjects(press: Press, document: Document, revision: Revision, leaf: str) -> Iterator[Subject]:
    """The texts of a revision as subjects of pages."""
    for text in press.scene.texts(revision):
        yield Subject(press.scene, document, revision, text, leaf)


def twin_bytes(subject: Subject) -> bytes:
    """A revision in one language for machines."""
    forms = subject.scene.forms.of_text(subject.text)
    facts: dict[str, Plain] = {"facts": facts_plain(subject.revision.facts)}
    return document(twin_head(subject), [form.json for form in forms], facts)


def twin_head(subject: Subject) -> dict[str, Plain]:
    """What a twin says of the revision and its text."""
    revision, text, site = subject.revision, subject.text, subject.scene.site
    withdrawn = revision.withdrawn if revision.withdrawn and revision.withdrawn <= subject.scene.today else None
    return {
        "document": subject.document.id,
        "edition": subject.document.edition,
        "revision": revision.id,
        "published": revision.published.isoformat() if revision.published else None,
        "effective": _effective(revision),
        "withdrawn": withdrawn.isoformat() if withdrawn else None,
        "language": text.language,
        "languages": [held.language for held in subject.scene.texts(revision)],
        "origin": text.origin.value,
        "prevailing": _prevailing(subject),
        "authority": site.authority.value,
        "publisher": subject.publisher,
        "note": revision.notes.get(text.language, ""),
        "short_notice": revision.short_notice.get(text.language, ""),
        "corrections": corrections_plain(told_corrections(revision, subject.interface)),
        **_seal(revision),
        "sources": [{"name": source.name, "sha256": source.sha256} for source in revision.sources],
        "title": text.title,
        "date_line": text.date_line,
    }


def _seal(revision: Revision) -> dict[str, Plain]:
    seal = revision.last_seal
    if seal is None:
        return {}
    content: dict[str, Plain] = {language: seal.content[language] for language in sorted(seal.content)}
    return {"seal": {"number": seal.number, "digest": seal.digest, "content": content}}


def plain_bytes(subject: Subject) -> bytes:
    """A text as plain characters."""
    return text_plain(subject.text, [form.plain for form in subject.scene.forms.of_text(subject.text)])


def _effective(revision: Revision) -> str | None:
    if revision.is_draft:
        return None
    return revision.effective.isoformat() if revision.effective else NOT_STATED


def _prevailing(subject: Subject) -> Plain:
    """Which language the document names, and whether the wording held in it is one that can prevail."""
    prevailing, held = subject.document.prevailing, subject.prevailing_text
    return {
        "language": prevailing.language,
        "section": prevailing.section,
        "block": prevailing.block,
        "held": held.origin.value if held else "not-held",
        "this_text_prevails": subject.is_prevailing
        and subject.text.origin is Origin.OFFICIAL
        and not subject.revision.is_draft,
    }


def _page(press: Press, subject: Subject, versions: tuple[VersionEntry, ...]) -> Made:
    later = coming(subject)
    view = TextPage(
        shell=shell(press.scene, _face(subject, (TEXT_SCRIPT, *((STATUS_SCRIPT,) if later else ())))),
        banners=banners(subject),
        coming=later,
        title=subject.text.title,
        date_line=subject.text.date_line,
        box=version_box(subject),
        contents=contents(subject.text, subject.scene.forms.of_text(subject.text)),
        article=article(subject),
        versions=versions,
        version=version_name(subject.revision, subject.interface),
        status="" if subject.revision.is_draft else dated_status(subject),
        digest="" if subject.revision.is_draft else subject.content_digest,
        searched=searched(subject),
    )
    page = press.print("text", view, subject.folder)
    return Made((page,), view.shell.indexed(), _rendered(subject), is_searched=view.searched is not None)


def _paper(subject: Subject, made: Made) -> Paper | None:
    return Paper(subject, made.files[0].content) if has_papers(subject.scene) else None


def _face(subject: Subject, scripts: tuple[str, ...]) -> Face:
    scene, revision, is_replaced = subject.scene, subject.revision, subject.is_as_published
    twins = [("application/json", subject.link(subject.own_folder + TWIN))]
    if not revision.is_draft:
        twins.append(("text/plain", subject.link(subject.own_folder + PLAIN)))
        twins += _feeds(subject)
    if has_papers(scene):
        twins.append(("application/pdf", subject.link(paper_path(subject))))
    name = f" ({_leaf_name(subject)})" if subject.leaf else ""
    return Face(
        language=subject.text.language,
        title=subject.text.title + name,
        folders={language: subject.counterpart(language) for language in scene.site.languages},
        same=() if is_replaced else tuple(text.language for text in scene.texts(revision)),
        noindex=revision.is_draft or is_replaced,
        structured=structured(subject),
        twins=tuple(twins),
        canonical=subject.revision_folder if is_replaced else "",
        scripts=scripts,
    )


def _leaf_name(subject: Subject) -> str:
    """What sets a page of a text apart from the document's own page."""
    name = version_name(subject.revision, subject.interface)
    return f"{name}, {subject.interface.t('as published')}" if subject.is_as_published else name


def _feeds(subject: Subject) -> Iterator[tuple[str, str]]:
    """The feeds of the document's changes."""
    language, document = subject.text.language, subject.document
    if subject.scene.has_changelog(document, language):
        where = subject.link(changes_folder(language, document))
        yield from ((kind, where + name) for kind, name in FEEDS)


def _rendered(subject: Subject) -> RenderedText:
    forms = subject.scene.forms.of_text(subject.text)
    bodies = subject.scene.marks.bodies(subject.text, forms)
    fragments = tuple(
        Fragment(section.id, form.heading, body)
        for section, form, body in zip(subject.text.sections, forms, bodies, strict=True)
    )
    return RenderedText(
        path=subject.folder + INDEX,
        document=subject.document.id,
        revision=subject.revision.id,
        text=subject.text,
        fragments=fragments,
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
