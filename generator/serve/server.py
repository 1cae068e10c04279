"""The server: GET and HEAD, on this machine only, under its own name only, and never a file from the disk."""

from __future__ import annotations

import errno
import select
import socketserver
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore

from generator.errors import ConfigurationError, Location, Problem
from generator.serve.addresses import RefusedAddress, own_hosts, path_of
from generator.serve.answer import HTML, PLAIN, Answer
from generator.serve.board import Board
from generator.serve.events import stream
from generator.serve.insertion import POLICY, ROOT

ADDRESS = "127.0.0.1"
EVENTS = f"{ROOT}events"
_MAX_STREAMS = 64
"""Pages that listen at once; more get an answer that tells them to come back later."""

_SILENCE = 5.0
"""Seconds: how long a stream says nothing; after these it is seen whether anybody is still there."""

_HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)

Answerer = Callable[[str], Answer]


class PreviewServer(ThreadingHTTPServer):
    """Listens on a port of this machine; `answer` answers a path, and `board` feeds the streams of events."""

    daemon_threads = True
    allow_reuse_address = True
    allow_reuse_port = False

    def __init__(self, port: int, answer: Answerer, board: Board) -> None:
        self.answer, self.board = answer, board
        self.streams = BoundedSemaphore(_MAX_STREAMS)
        try:
            super().__init__((ADDRESS, port), _Handler)
        except (OSError, OverflowError) as error:
            raise ConfigurationError(_not_bound(port, error)) from None
        self.hosts = own_hosts(self.server_port)

    def server_bind(self) -> None:
        """Bind, without asking a name server for the name of this machine, as the base class would."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.socket.getsockname()[1]


def _not_bound(port: int, error: OSError | OverflowError) -> Problem:
    remedy = "Choose another one with --port, or a free one with --port 0."
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return Problem(Location(""), f"port {port} is in use already, perhaps by another preview", remedy)
    return Problem(Location(""), f"port {port} can't be used: {error}", remedy)


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "polylex"
    sys_version = ""
    timeout = 20

    def handle(self) -> None:
        """Answer until the other side has gone, which is no error."""
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def do_GET(self) -> None:
        """Answer with the content."""
        self._respond(has_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._respond(has_body=False)

    def parse_request(self) -> bool:
        """Read the head of a request; refuse methods that could be meant to change something."""
        if not super().parse_request():
            return False
        if self.command not in {"GET", "HEAD"}:
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED)
            return False
        return True

    def _respond(self, *, has_body: bool) -> None:
        if self.headers.get_all("Host", []) not in [[host] for host in self.server.hosts]:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        try:
            path = path_of(self.path)
        except RefusedAddress:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        if path == EVENTS and has_body:
            self._stream()
        else:
            self._send(self.server.answer(path), has_body=has_body)

    def _send(self, answer: Answer, *, has_body: bool) -> None:
        self._head(answer)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        if has_body:
            self.wfile.write(answer.content)

    def _head(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        for name, value in _HEADERS:
            self.send_header(name, value)
        if answer.kind == HTML:
            self.send_header("Content-Security-Policy", POLICY)
        if answer.location:
            self.send_header("Location", answer.location)

    def _refuse(self, status: HTTPStatus) -> None:
        """Say no, and hang up: what may still come on this connection isn't read."""
        self.close_connection = True
        self._head(Answer(status, PLAIN))
        body = f"{status.value} {status.phrase}\n".encode()
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, *_words: str | None) -> None:
        """Refuse what isn't even a request, without repeating any of it."""
        self.request_version = self.protocol_version  # whatever it claimed to be
        self._refuse(HTTPStatus(code))

    # ------------------------------------------------------------ events

    def _stream(self) -> None:
        if not self.server.streams.acquire(blocking=False):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self._head(Answer(HTTPStatus.OK, "text/event-stream; charset=utf-8"))
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            for message in stream(self.server.board, _SILENCE):
                if self._has_gone():
                    break
                self.wfile.write(message)
        finally:
            self.server.streams.release()

    def _has_gone(self) -> bool:
        """Whether the other side hung up; it has nothing else to say."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gave it
        """Say nothing: the terminal is for what concerns the texts."""
