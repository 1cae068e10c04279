"""From a path to what is answered: a file of the site, a page of the preview, or what is wrong."""

from __future__ import annotations

import mimetypes
from http import HTTPStatus
from pathlib import PurePosixPath

from generator.errors import PolicyError, Problem
from generator.render.links import INDEX
from generator.render.theme import default_theme
from generator.serve.answer import HTML, PLAIN, Answer
from generator.serve.board import State
from generator.serve.insertion import ROOT, live
from generator.serve.plain_pages import error_page
from generator.serve.preview import preview_page
from generator.serve.snapshot import Snapshot
from generator.serve.tools import TOOLS, tool_files

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
}


def answer(state: State, path: str, token: str) -> Answer:
    """The answer to a path (see `path_of`) on a state; `token` names the state.

    Every page in it asks for itself again when the state changes.
    """
    if state.snapshot is None:
        return _tool(path) or _broken(state.problems, token)
    try:
        found = made(state, state.snapshot, path)
    except PolicyError as error:
        return _broken(error.problems, token)
    if found.kind == HTML:
        return Answer(found.status, HTML, live(found.content, token), found.location)
    return found


def made(state: State, snapshot: Snapshot, path: str) -> Answer:
    """The same before the script is added; raises PolicyError where a template or a catalog can't work."""
    with snapshot.lock:
        key = (path, id(state.found), state.problems)
        held = snapshot.answers.get(key)
        if held is None:
            held = snapshot.answers[key] = (state.found, _made(state, snapshot, path))
        return held[1]


def _made(state: State, snapshot: Snapshot, path: str) -> Answer:
    if path.startswith(ROOT):
        return _preview(state, snapshot, path.removeprefix(ROOT)) or _missing(snapshot)
    is_folder = not path or path.endswith("/")
    content = snapshot.file(path + INDEX if is_folder else path)
    if content is not None:
        return Answer(HTTPStatus.OK, HTML if is_folder else kind_of(path), content)
    if not is_folder and snapshot.file(f"{path}/{INDEX}") is not None:
        return Answer(HTTPStatus.PERMANENT_REDIRECT, PLAIN, location=f"/{path}/")
    return _missing(snapshot)


def _preview(state: State, snapshot: Snapshot, path: str) -> Answer | None:
    tool = snapshot.look.tools.get(path)
    if tool is not None:
        return Answer(HTTPStatus.OK, kind_of(path), tool)
    page = preview_page(state, snapshot, path)
    if page is not None:
        return Answer(HTTPStatus.OK, HTML, page)
    if not path.endswith("/") and preview_page(state, snapshot, f"{path}/") is not None:
        return Answer(HTTPStatus.PERMANENT_REDIRECT, PLAIN, location=f"/{ROOT}{path}/")
    return None


def _tool(path: str) -> Answer | None:
    """A file that a page of errors needs, where no theme of a site is known yet."""
    name = path.removeprefix(ROOT)
    return Answer(HTTPStatus.OK, kind_of(name), tool_files((default_theme(),))[name]) if name in TOOLS else None


def _missing(snapshot: Snapshot) -> Answer:
    return Answer(HTTPStatus.NOT_FOUND, HTML, snapshot.missing())


def _broken(problems: tuple[Problem, ...], token: str) -> Answer:
    return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, HTML, live(error_page(problems), token))


def kind_of(path: str) -> str:
    """The media type of a file by its name."""
    ending = PurePosixPath(path).suffix
    if ending == ".html":
        return HTML
    return _TYPES.get(ending) or mimetypes.types_map.get(ending, PLAIN)
