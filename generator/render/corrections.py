"""What readers are told of corrections: the text as published for ever, and what was mended since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.compare import compare_texts
from generator.model import CorrectionKind, Document, Revision
from generator.render.formats import Interface
from generator.render.links import AS_PUBLISHED, CHANGES, folder, relative
from generator.render.redline_article import changed_sections
from generator.render.redline_runs import SHOWN_MARKS, Style, hidden_marks
from generator.render.twin import Plain


@dataclass(frozen=True, slots=True)
class ToldCorrection:
    """An editorial correction in one language; `number` counts those of its revision from 1."""

    revision: str
    number: int
    day: date
    name: str
    note: str

    @property
    def anchor(self) -> str:
        """Its place in the list of all changes."""
        return f"correction--{self.revision}--{self.number}"


@dataclass(frozen=True, slots=True)
class Mended:
    """A corrected revision in one language; `page` is the folder of the page that shows what was mended."""

    document: Document
    revision: Revision
    interface: Interface
    page: str

    def redline(self, prefix: str) -> Markup:
        """What all corrections together changed, with ids that begin with `prefix`."""
        old, new = (relative(self.page, target) for target in self._folders)
        return self._redline(Style(self.interface, hidden_marks(self.interface), old, new, prefix))

    def bare_redline(self, base: str) -> Markup:
        """The same where no stylesheet and no relative address goes."""
        old, new = (base + target for target in self._folders)
        return self._redline(Style(self.interface, SHOWN_MARKS, old, new, bare=True))

    @property
    def _folders(self) -> tuple[str, str]:
        start = (self.interface.language, self.document.id, self.revision.id)
        return folder(*start, AS_PUBLISHED), folder(*start)

    def _redline(self, style: Style) -> Markup:
        old, new = (one.text(self.interface.language) for one in (self.revision.earlier[0], self.revision))
        if old is None or new is None:
            return Markup("")
        changeset = compare_texts(old, new)
        return changed_sections(changeset, style) if changeset.changes else Markup("")


def as_published(revision: Revision) -> Revision | None:
    """A corrected revision as it was published; None where readers were told of no correction."""
    return revision.earlier[0] if revision.corrected and revision.earlier else None


def mended(document: Document, revision: Revision, interface: Interface) -> Mended | None:
    """What was mended in a revision, as the list of all changes tells it; None where nothing was."""
    first, language = as_published(revision), interface.language
    if first is None or first.text(language) is None or revision.text(language) is None:
        return None
    return Mended(document, revision, interface, folder(interface.language, document.id, CHANGES))


def told_corrections(revision: Revision, interface: Interface) -> tuple[ToldCorrection, ...]:
    """The corrections that readers are told of, in the order made."""
    editorial = (one for one in revision.corrections if one.kind is CorrectionKind.EDITORIAL)
    return tuple(
        ToldCorrection(revision.id, number, one.date, interface.date(one.date), one.notes.get(interface.language, ""))
        for number, one in enumerate(editorial, 1)
    )


def corrections_plain(corrections: tuple[ToldCorrection, ...]) -> list[Plain]:
    """Corrections for machines."""
    return [{"date": one.day.isoformat(), "note": one.note} for one in corrections]
