"""Prints views through templates; what comes out of each is collected for the whole site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from generator.pages import OutputFile
from generator.render.environment import Templates
from generator.render.formats import Interface
from generator.render.links import INDEX
from generator.render.metadata import Indexed
from generator.render.paper import Paper
from generator.render.results import RenderedText
from generator.render.scene import Scene
from generator.render.shell import Shell


class View(Protocol):
    """What a template gets as `page`."""

    @property
    def shell(self) -> Shell:
        """What stands around the content."""


@dataclass(frozen=True, slots=True)
class Made:
    """Files that belong together, the page among them as search engines may list it, and the text that it shows.

    `is_searched` says that the site's own search finds the text on this page.
    `paper` is given where the page is to be a PDF as well, which isn't among the files.
    """

    files: tuple[OutputFile, ...]
    indexed: Indexed | None = None
    text: RenderedText | None = None
    is_searched: bool = False
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """The scene and the templates."""

    scene: Scene
    templates: Templates

    def interface(self, language: str) -> Interface:
        """The interface of a language of the site."""
        return self.scene.interfaces[language]

    def print(self, template: str, view: View, folder: str, name: str = INDEX) -> OutputFile:
        """One page."""
        content = self.templates.render(template, view, view.shell.interface)
        return OutputFile(folder + name, content)
