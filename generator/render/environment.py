"""Jinja templates, one a page. They decide nothing: a page's view holds every word and every choice."""

from __future__ import annotations

import re
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from generator.errors import ConfigurationError, Location, Problem
from generator.render.compiled import CompiledTemplates, Kept
from generator.render.formats import Interface

EXTENSION = ".html"


class Templates:
    """The templates of the theme folders; the first folder that holds a template wins.

    `compiled` is where templates are kept compiled for the next process, None for nowhere.
    """

    def __init__(self, folders: tuple[Path, ...], compiled: Kept | None = None) -> None:
        self._folders = folders
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=CompiledTemplates(compiled) if compiled else None,
        )

    def render(self, name: str, view: object, words: Interface) -> bytes:
        """The page, UTF-8; a template sees the view as `page`, and `t` and `p` that translate a message.

        Raises `ConfigurationError` at the template's line for a name that the view doesn't have, wrong syntax, a
        template that is missing, and templates that include each other without an end.
        """
        try:
            template = self._environment.get_template(f"{name}{EXTENSION}")
            return template.render(page=view, t=words.t, p=words.p).encode()
        except (TemplateError, RecursionError) as error:
            raise ConfigurationError(self._problem(error, f"{name}{EXTENSION}")) from error

    def _problem(self, error: TemplateError | RecursionError, name: str) -> Problem:
        match error:
            case TemplateSyntaxError():
                place = Location(error.filename or error.name or name, error.lineno)
                return Problem(place, f"wrong template syntax: {error.message}", "correct the tag on this line")
            case TemplateNotFound():
                place = self._place(error)
                remedy = f"add it to one of {', '.join(str(folder) for folder in self._folders)}, or correct the name"
                return Problem(place, f"the template {str(error.name or name)!r} doesn't exist", remedy)
            case UndefinedError():
                remedy = "use only what the page's view has, as docs and the default theme show it"
                return Problem(self._place(error), f"unknown name in a template: {_plainly(error)}", remedy)
            case RecursionError():
                remedy = "a template must not include or extend itself, directly or through another"
                return Problem(self._place(error), "the template includes itself without an end", remedy)
            case _:
                return Problem(self._place(error), f"the template can't be rendered: {error}", "correct this line")

    def _place(self, error: BaseException) -> Location:
        """The innermost line of a template that the error passed through."""
        roots = tuple(str(folder) for folder in self._folders)
        frames = ((frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__))
        inside = [(path, line) for path, line in frames if path.startswith(roots)]
        return Location(*inside[-1]) if inside else Location("")


def _plainly(error: UndefinedError) -> str:
    """The message without the names of our own classes."""
    return re.sub(r"'?generator\.[\w.]+ object'?", "the view", str(error))
