"""A new site: texts, facts and two sealed revisions to begin with, and what a repository needs around them."""

from generator.start.options import StartOptions
from generator.start.starting import Started, start_site

__all__ = ["StartOptions", "Started", "start_site"]
