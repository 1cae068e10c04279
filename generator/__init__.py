"""Polylex: multilingual policy texts as a static site that people can trust.

The pipeline runs one way: `source` reads a folder into a frozen `Corpus`, `render` turns the corpus into
pages, `write` replaces the output folder. Everything between reading and writing is a pure function on the
values of `model`.
"""

__version__ = "0.1.0"
