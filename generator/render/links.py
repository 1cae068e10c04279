"""Addresses inside the site. A page links to others by relative addresses, so that the site works at any base path."""

from __future__ import annotations

import posixpath
from functools import lru_cache

MISSING = "404.html"
STYLESHEET = "assets/polylex.css"
ICON = "assets/polylex.svg"
DRAFT = "draft"
DATA = "data"
INDEX = "index.html"
TWIN = "index.json"
PLAIN = "text.txt"
SUMS = "SHA256SUMS"
CONTENT = "content.json"
CHAIN = "chain.json"
AS_PUBLISHED = "as-published"
ON = "on"
STATUS_SCRIPT = "assets/status.js"
ON_DAY_SCRIPT = "assets/on-day.js"
TEXT_SCRIPT = "assets/text.js"
REDLINE_SCRIPT = "assets/redline.js"
COMPARE_SCRIPT = "assets/compare.js"
SEARCH_SCRIPT = "assets/search.js"
CHANGES = "changes"
COLUMNS = "columns"
HISTORY = "history"
SEARCH = "search"
ATOM = "feed.xml"
JSON_FEED = "feed.json"
CALENDAR = "changes.ics"
FEEDS = (("application/atom+xml", ATOM), ("application/feed+json", JSON_FEED), ("text/calendar", CALENDAR))


def folder(*parts: str) -> str:
    """The folder of a page, ending with a slash; empty for the site's root."""
    return "".join(f"{part}/" for part in parts if part)


@lru_cache(maxsize=65536)
def relative(source: str, target: str) -> str:
    """The address of `target` as a page in the folder `source` writes it; a folder's address ends with a slash."""
    path = posixpath.relpath(f"/{target}", f"/{source}")
    return f"{path}/" if not target or target.endswith("/") else path
