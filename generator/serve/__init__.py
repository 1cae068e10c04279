"""The live preview: the site and its drafts on this machine, in memory, made anew whenever a source changes.

A change goes one way: `watching` → `reading` → `board` → `events` → the reader's page, which asks `pages` for itself
again. `checking` runs beside it in a process of its own, and its findings follow as a second event.
"""

from generator.serve.running import Preview, ServeOptions, Voice

__all__ = ["Preview", "ServeOptions", "Voice"]
