"""The site as it was read at one moment, and its files, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import RLock

from generator.compare.comparisons import Compare
from generator.model import Document
from generator.render.environment import Templates
from generator.render.formats import Interface
from generator.render.links import MISSING
from generator.render.metadata import SITEMAP
from generator.render.press import Made, Press
from generator.render.site import Planned, all_told, machine_files, planned, planned_around, planned_for
from generator.serve.answer import Answer
from generator.source.corpus import LoadedSite

_MACHINE_FILES = ("_headers", "robots.txt", SITEMAP)
_ASSETS = "assets/"


@dataclass(frozen=True, slots=True)
class Look:
    """What a theme gives to a site: templates, the interface of each language and in English, and its static files."""

    templates: Templates
    interfaces: Mapping[str, Interface]
    english: Interface
    assets: Mapping[str, bytes]
    tools: Mapping[str, bytes]


@dataclass(slots=True)
class Snapshot:
    """One reading of the site; `number` counts the readings.

    `answers` remembers what was made of it; whoever uses it holds `lock`.
    """

    number: int
    loaded: LoadedSite
    press: Press
    look: Look
    compare: Compare
    answers: dict[tuple[object, ...], tuple[object, Answer]] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)
    _made: dict[str, tuple[Made, ...]] = field(default_factory=dict)
    _machine: dict[str, bytes] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day for which it is shown."""
        return self.press.scene.today

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents."""
        return self.loaded.corpus.documents

    @property
    def has_drafts(self) -> bool:
        """Whether a document has a draft that differs from its latest revision."""
        return any(document.draft for document in self.documents)

    def file(self, path: str) -> bytes | None:
        """A file as `build` would write it; None where it would write none of this name.

        Raises PolicyError where a template or a catalog can't work.
        """
        with self.lock:
            if path.startswith(_ASSETS):
                return self.look.assets.get(path)
            if path in _MACHINE_FILES:
                return self._machine_file(path)
            folder = path[: path.rfind("/") + 1]
            return next((file.content for made in self._in(folder) for file in made.files if file.path == path), None)

    def missing(self) -> bytes:
        """The page for an address that leads nowhere."""
        return self.file(MISSING) or b""

    def _in(self, folder: str) -> tuple[Made, ...]:
        """What is made for a folder, and for those above it that have files further down."""
        if folder not in self._made:
            plans = [plan for plan in self._plans(folder) if folder.startswith(plan.folder)]
            longest = max((len(plan.folder) for plan in plans), default=0)
            self._made[folder] = tuple(plan.make() for plan in plans if len(plan.folder) == longest)
        return self._made[folder]

    def _plans(self, folder: str) -> Iterator[Planned]:
        yield from planned_around(self.press)
        named = folder.split("/")[1:2]
        for document in self.documents:
            if [document.id] == named:
                yield from planned_for(self.press, document)

    def _machine_file(self, path: str) -> bytes | None:
        if not self._machine:
            scene, made = self.press.scene, (plan.make() for plan in planned(self.press))
            pages = [part.indexed for part in made if part.indexed]
            self._machine |= {file.path: file.content for file in machine_files(scene, pages, all_told(scene))}
        return self._machine.get(path)
