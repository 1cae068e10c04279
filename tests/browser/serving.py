"""A built site on 127.0.0.1, compressed as hosts do, with the headers that its own `_headers` file asks for."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO

COMPRESSED = frozenset({".html", ".css", ".js", ".svg"})
NAMED_SEGMENTS = (
    (re.compile(r".+\.\..+"), "<redline>"),
    (re.compile(r"\d{4}-\d{2}-\d{2}(\.\d+)?"), "<revision>"),
    (re.compile(r"[a-z]{2}"), "<language>"),
)


@dataclass(frozen=True, slots=True)
class ServedSite:
    """A site's folder and the address, without a slash at its end, under which the browser finds it."""

    folder: Path
    address: str

    def pages(self) -> tuple[str, ...]:
        """Return the path of every HTML page, from the root: `/fr/privacy/`, `/404.html`."""
        files = (file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*.html"))
        return tuple(sorted("/" + re.sub(r"(^|/)index\.html$", r"\1", name) for name in files))

    def page_of_each_kind(self) -> tuple[str, ...]:
        """Return the first page of each kind, so that slow questions are asked once a template."""
        first: dict[str, str] = {}
        for page in self.pages():
            first.setdefault(kind_of(page), page)
        return tuple(first.values())


def kind_of(page: str) -> str:
    """Return the page's path with names in the place of languages, documents, revisions and sections."""
    names = [_name_of(segment) for segment in page.split("/")]
    if len(names) > 3 and names[1] == "<language>":  # the document is the second segment
        names[2] = "<document>"
    if "history" in names:
        names[names.index("history") + 1 :] = ["<section>", ""]
    return "/".join(names)


def _name_of(segment: str) -> str:
    return next((name for pattern, name in NAMED_SEGMENTS if pattern.fullmatch(segment)), segment)


def read_headers(folder: Path) -> tuple[tuple[str, str, str], ...]:
    """Return (path pattern, name, value) for each line of the site's `_headers`, if it has one."""
    file = folder / "_headers"
    if not file.is_file():
        return ()
    headers: list[tuple[str, str, str]] = []
    pattern = ""
    for line in file.read_text("utf-8").split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            pattern = line.strip()
            continue
        name, _, value = line.strip().partition(":")
        headers.append((pattern, name, value.strip()))
    return tuple(headers)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files with the site's headers and prints nothing."""

    def __init__(self, *arguments: object, headers: tuple[tuple[str, str, str], ...], directory: Path) -> None:
        self.site_headers = headers
        super().__init__(*arguments, directory=str(directory))  # type: ignore[arg-type]

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send the headers and return the body, compressed if it is text and the browser takes it so."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.endswith("/") else path
        if path.suffix not in COMPRESSED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Add the site's headers for this path."""
        for pattern, name, value in self.site_headers:
            if fnmatchcase(self.path, pattern):
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gave it
        """Say nothing: the tests tell what went wrong."""


@contextmanager
def serve(folder: Path) -> Iterator[ServedSite]:
    """Serve a folder on a free port of 127.0.0.1 until the end of the `with` block."""
    handler = partial(QuietHandler, headers=read_headers(folder), directory=folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield ServedSite(folder, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
