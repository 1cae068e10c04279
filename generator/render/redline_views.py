"""The views of one redline: both wordings in one text, in two columns, and beside the changes of another language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.render.compared import Compared
from generator.render.links import COLUMNS, folder, relative

INLINE = ""


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A view, as a page leads to it; `is_current` is that of the page itself."""

    name: str
    href: str
    is_current: bool


def view_folder(compared: Compared, view: str = INLINE) -> str:
    """The folder of a view: of the one text, of the columns, or of the changes beside those of a language."""
    return compared.folder + folder(view)


def views(compared: Compared, current: str = INLINE) -> tuple[ViewLink, ...]:
    """All views in the order in which a reader finds them; `current` is that of the page."""
    here = view_folder(compared, current)
    return tuple(
        ViewLink(name, relative(here, view_folder(compared, view)), view == current) for view, name in _named(compared)
    )


def _named(compared: Compared) -> Iterator[tuple[str, str]]:
    interface = compared.interface
    yield INLINE, interface.t("In one text")
    yield COLUMNS, interface.t("Old and new side by side")
    for language in compared.languages:
        if language != compared.language:
            yield language, interface.t("With the changes in {language}", language=interface.language_name(language))
