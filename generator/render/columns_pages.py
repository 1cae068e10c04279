"""The page that shows two revisions in two columns, the old text beside the new one."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Revision
from generator.render.banners import Banner
from generator.render.compared import Compared, banners_of_changes, text_folder
from generator.render.links import COLUMNS, REDLINE_SCRIPT, relative
from generator.render.press import Made, Press
from generator.render.redline_article import columns_article
from generator.render.redline_pages import changes_way, counts_row, first_change, nature_row, redline_title
from generator.render.redline_views import ViewLink, view_folder, views
from generator.render.shell import Face, Shell, shell
from generator.render.version import BoxRow, version_name


@dataclass(frozen=True, slots=True)
class VersionColumn:
    """What stands over a column: which version it holds, and the address of that."""

    name: str
    version: str
    href: str


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """Two revisions in two columns; `first` is the address of the first change, empty where there is none."""

    shell: Shell
    banners: tuple[Banner, ...]
    title: str
    document: str
    views: tuple[ViewLink, ...]
    rows: tuple[BoxRow, ...]
    columns: tuple[VersionColumn, VersionColumn]
    first: str
    redline: Markup


def columns_files(press: Press, compared: Compared) -> Made:
    """The page of a redline in two columns; search engines may list the one in one text, which says the same."""
    comparison, here = compared.comparison, view_folder(compared, COLUMNS)
    t = compared.interface.t
    view = ColumnsPage(
        shell=shell(press.scene, _face(compared)),
        banners=banners_of_changes(compared, here),
        title=redline_title(compared),
        document=compared.subject(comparison.new).text.title,
        views=views(compared, COLUMNS),
        rows=tuple(row for row in (nature_row(compared), counts_row(compared)) if row.pieces),
        columns=(
            _column(compared, comparison.old, t("Old version")),
            _column(compared, comparison.new, t("New version")),
        ),
        first=first_change(compared.changeset),
        redline=columns_article(compared.changeset, compared.style(here=here)),
    )
    return Made((press.print("columns", view, here),))


def _face(compared: Compared) -> Face:
    folders = {
        name: changes_way(compared, name, *((COLUMNS,) if name in compared.languages else ()))
        for name in compared.scene.site.languages
    }
    columns = compared.interface.t("Old and new side by side")
    title = f"{compared.subject(compared.comparison.new).text.title}: {redline_title(compared)} ({columns})"
    return Face(
        compared.language,
        title,
        folders,
        compared.languages,
        noindex=compared.is_draft,
        canonical=compared.folder,
        scripts=(REDLINE_SCRIPT,),
    )


def _column(compared: Compared, revision: Revision, name: str) -> VersionColumn:
    here, target = view_folder(compared, COLUMNS), text_folder(compared.language, compared.document, revision)
    return VersionColumn(name, version_name(revision, compared.interface), relative(here, target))
