"""What every page has around its content: head, header with the choice of language, footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.render.formats import Interface
from generator.render.links import ICON, SEARCH, STYLESHEET, folder, relative
from generator.render.metadata import POLICY, SCRIPT_POLICY, Alternate, Indexed, page_policy, search_policy
from generator.render.scene import Scene

NO_DATA = Markup("")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language, named in that language."""

    language: str
    direction: str
    name: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """What a page shows around its content; `home` and the like are addresses as the page writes them.

    `root` stands before the path of any file of the site. `script_policy` is for templates that bring their own script.
    `search` is where the form in the header leads; it is empty where there is none.
    """

    interface: Interface
    title: str
    site_title: str
    policy: str
    stylesheet: str
    icon: str
    home: str
    choice: str
    languages: tuple[LanguageLink, ...]
    canonical: str
    alternates: tuple[Alternate, ...]
    noindex: bool
    twins: tuple[tuple[str, str], ...] = ()
    structured: Markup = NO_DATA
    scripts: tuple[str, ...] = ()
    description: str = ""
    script_policy: str = SCRIPT_POLICY
    root: str = ""
    search: str = ""

    def indexed(self) -> Indexed | None:
        """The page as a search engine may list it, or None."""
        return None if self.noindex else Indexed(self.canonical, self.alternates)


@dataclass(frozen=True, slots=True)
class Face:
    """A page before it has its shell: where it is, and where it is in the other languages.

    `folders` maps each language to the folder that the switch leads to; `same` are the languages in which that is
    the same page, and not one that stands in for it. `canonical` is the folder of the page that a search engine should
    list instead, where there is one; `script` and `scripts` are the paths of the scripts that the page loads;
    `description` is what a search engine may show of it, by default its title. `is_search` marks the page that
    searches.
    """

    language: str
    title: str
    folders: Mapping[str, str]
    same: tuple[str, ...]
    noindex: bool = False
    structured: Markup = NO_DATA
    twins: tuple[tuple[str, str], ...] = ()
    canonical: str = ""
    script: str = ""
    scripts: tuple[str, ...] = ()
    description: str = ""
    is_search: bool = False


def shell(scene: Scene, face: Face) -> Shell:
    """The shell of a page in one language."""
    interface, here = scene.interfaces[face.language], face.folders[face.language]
    site_title = interface.local(scene.site.title)
    scripts = (*((face.script,) if face.script else ()), *face.scripts)
    return Shell(
        interface=interface,
        title=face.title,
        site_title=site_title,
        policy=search_policy(scene) if face.is_search else page_policy(scene, has_scripts=bool(scripts)),
        stylesheet=relative(here, STYLESHEET),
        icon=relative(here, ICON),
        home=relative(here, folder(face.language)),
        choice=relative(here, ""),
        languages=tuple(_switch(scene.interfaces[name], here, face) for name in face.folders),
        canonical=scene.site.base_url + (face.canonical or here),
        alternates=alternates(scene, {name: face.folders[name] for name in face.same}),
        noindex=face.noindex or scene.is_copy,
        structured=face.structured,
        twins=face.twins,
        scripts=tuple(relative(here, script) for script in scripts),
        description=face.description or f"{face.title} – {site_title}",
        script_policy=page_policy(scene, has_scripts=True),
        root="../" * here.count("/"),
        search="" if face.is_search or not scene.has_search else relative(here, folder(face.language, SEARCH)),
    )


def alternates(scene: Scene, folders: Mapping[str, str]) -> tuple[Alternate, ...]:
    """A page's versions, and the choice of language for readers of any other one."""
    versions = [Alternate(language, scene.site.base_url + target) for language, target in folders.items()]
    return (*versions, Alternate("x-default", scene.site.base_url))


def root_shell(scene: Scene, base: str, *, noindex: bool) -> Shell:
    """The shell of a page for all languages at the site's root; `base` stands before its addresses."""
    interface = scene.interfaces[scene.site.languages[0]]
    folders = {language: folder(language) for language in scene.site.languages}
    title = interface.local(scene.site.title)
    return Shell(
        interface=interface,
        title=title,
        site_title=title,
        policy=POLICY,
        stylesheet=base + STYLESHEET,
        icon=base + ICON,
        home=base or "./",
        choice=base or "./",
        languages=(),
        canonical=scene.site.base_url,
        alternates=alternates(scene, folders),
        noindex=noindex or scene.is_copy,
        description=title,
        root=base,
    )


def own_name(interface: Interface) -> str:
    """A language's name in itself, as it stands alone in a list."""
    name = interface.language_name(interface.language)
    return name[:1].upper() + name[1:]


def _switch(interface: Interface, here: str, face: Face) -> LanguageLink:
    language = interface.language
    href = relative(here, face.folders[language])
    return LanguageLink(language, interface.direction, own_name(interface), href, language == face.language)
