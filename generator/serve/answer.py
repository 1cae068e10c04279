"""What is sent back for a request."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a media type and bytes; `location` is the path that the page really has, empty where this is it."""

    status: HTTPStatus
    kind: str = HTML
    content: bytes = b""
    location: str = ""
