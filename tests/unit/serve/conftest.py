"""A preview of the minimal site on a free port, and a client that asks it."""

from __future__ import annotations

import json
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from generator.serve import Preview, ServeOptions, Voice

MINIMAL = Path(__file__).parents[2] / "sites" / "minimal"
TODAY = date(2025, 6, 1)
PATIENCE = 60  # seconds, after which a test gives up


@dataclass
class Served:
    """A running preview with its site's folder, and what it said."""

    root: Path
    preview: Preview
    told: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.preview.address.rstrip("/").rpartition(":")[2])

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """Return a response and its body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def page(self, path: str) -> str:
        """Return a page that must be there."""
        response, body = self.ask(path)
        assert response.status == 200, body
        return body.decode()

    def raw(self, request: bytes) -> bytes:
        """Return all that comes back on a connection for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def status_of(self, path: str, host: str | None = None) -> int:
        """Return the status for a request line with exactly this path."""
        named = f"127.0.0.1:{self.port}" if host is None else host
        head = self.raw(f"GET {path} HTTP/1.1\r\nHost: {named}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        return int(head.split(b" ", 2)[1])

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a file of the site."""
        file = self.root / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


class Stream:
    """The events that one page hears."""

    def __init__(self, served: Served) -> None:
        self.connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
        self.connection.request("GET", "/_preview/events")
        self.response = self.connection.getresponse()

    def next(self) -> tuple[str, Any]:
        """Return the kind and the data of the next event."""
        kind, deadline = "", time.monotonic() + PATIENCE
        while line := self.response.readline().decode():
            assert time.monotonic() < deadline, "nothing happened"
            if line.startswith("event: "):
                kind = line.removeprefix("event: ").strip()
            elif line.startswith("data: "):
                return kind, json.loads(line.removeprefix("data: "))
        raise AssertionError("the stream has ended")

    def wait_for(self, kind: str) -> Any:
        """Return the data of the next event of this kind."""
        while True:
            found, data = self.next()
            if found == kind:
                return data

    def close(self) -> None:
        self.response.close()
        self.connection.close()


Start = Callable[..., Served]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the minimal site; its draft is private."""
    return Path(shutil.copytree(MINIMAL, tmp_path / "site"))


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Start previews, and end them with the test; without `check`, there are no findings."""
    with ExitStack() as stack:

        def start_one(folder: Path = root, *, check: bool = False, port: int = 0) -> Served:
            told: list[str] = []
            complaints: list[str] = []
            options = ServeOptions(folder, port, TODAY, check)
            preview = Preview(options, Voice(told.append, complaints.append))
            stack.callback(preview.close)
            preview.start()
            return Served(folder, preview, told, complaints)

        yield start_one


@pytest.fixture
def served(start: Start) -> Served:
    """Return a preview of the minimal site."""
    return start()


@pytest.fixture
def listen(served: Served) -> Iterator[Callable[[], Stream]]:
    """Open streams of events of that preview."""
    with ExitStack() as stack:

        def open_one() -> Stream:
            stream = Stream(served)
            stack.callback(stream.close)
            return stream

        yield open_one
