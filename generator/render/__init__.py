"""From a corpus to the files of a site: a pure function of the corpus, a day, and the folders of the theme.

Views (`banners`, `version`, `article`, `matrix`, `shell`) take every decision and hold every word; templates only
lay them out. `html`, `plain` and `twin` make the three forms of a section, once for each distinct section.
"""

from generator.render.diff_page import diff_page
from generator.render.results import Fragment, RenderedSite, RenderedText, RenderOptions
from generator.render.site import render_site
from generator.render.theme import default_theme

__all__ = ["Fragment", "RenderOptions", "RenderedSite", "RenderedText", "default_theme", "diff_page", "render_site"]
