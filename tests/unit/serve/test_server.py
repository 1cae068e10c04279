"""What the server answers, and what it refuses."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable

import pytest

from generator.errors import ConfigurationError, InputError
from generator.serve import server
from tests.unit.serve.conftest import Served, Start, Stream


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_its_own_names_are_answered(served: Served, name: str) -> None:
    assert served.status_of("/", f"{name}:{served.port}") == 200


@pytest.mark.parametrize("host", ["policies.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.example", ""])
def test_any_other_name_is_not(served: Served, host: str) -> None:
    assert served.status_of("/", host.format(port=served.port)) == 421


def test_a_name_is_asked_for_once(served: Served) -> None:
    host = f"Host: localhost:{served.port}\r\n"
    assert served.raw(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421 ")
    assert served.raw(f"GET / HTTP/1.1\r\n{host}{host}\r\n".encode()).startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_nothing_but_reading_is_allowed(served: Served, method: str) -> None:
    response, _ = served.ask("/", method)
    assert response.status == 405
    assert response.getheader("Allow") == "GET, HEAD"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/../../etc/passwd", 400),
        ("/%2e%2e/%2e%2e/etc/passwd", 400),
        ("/assets/..%2f..%2fetc/passwd", 400),
        ("/fr%00/", 400),
        ("/fr\\..\\x", 400),
        ("http://127.0.0.1/", 400),
        ("/" + "a" * 3000, 400),
        ("/" + "a" * 70000, 414),
        ("/content/site.yaml", 404),
        ("/assets/", 404),
        ("/assets/catalogs/fr.po", 404),
        ("/_preview/nothing/", 404),
        ("/_preview/terms/de/", 404),
        ("/_preview/terms/fr/nothing/", 404),
        ("/_preview/../fr/", 400),
        ("/fr/nothing/", 404),
        ("/favicon.ico", 404),
    ],
)
def test_only_what_was_rendered_is_served(served: Served, path: str, status: int) -> None:
    assert served.status_of(path) == status


def test_what_is_no_request_is_refused_without_repeating_it(served: Served) -> None:
    told = served.raw(b"<script>alert(1)</script> x y z\r\n\r\n")
    assert b" 400 " in told.split(b"\r\n")[0]
    assert b"script" not in told


def test_a_request_with_a_body_is_refused(served: Served) -> None:
    host = f"Host: localhost:{served.port}\r\n"
    for kind in ("Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"):
        assert served.raw(f"GET / HTTP/1.1\r\n{host}{kind}".encode()).startswith(b"HTTP/1.1 400 ")


def test_head_has_the_same_headers_and_no_body(served: Served) -> None:
    whole, body = served.ask("/fr/")
    head, nothing = served.ask("/fr/", "HEAD")
    assert (head.status, nothing) == (200, b"")
    assert head.getheader("Content-Length") == whole.getheader("Content-Length") == str(len(body))


def test_the_headers_keep_others_out(served: Served) -> None:
    response, _ = served.ask("/fr/")
    assert response.getheader("Cache-Control") == "no-store"
    assert response.getheader("X-Content-Type-Options") == "nosniff"
    assert response.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert response.getheader("Access-Control-Allow-Origin") is None
    policy = response.getheader("Content-Security-Policy") or ""
    assert policy.startswith("default-src 'none'; ")
    assert "http" not in policy
    assert "unsafe" not in policy


def test_a_folder_without_its_slash_leads_to_it(served: Served) -> None:
    for path in ("/fr", "/fr/terms", "/_preview/terms", "/_preview/terms/fr/changes"):
        response, _ = served.ask(path)
        assert (response.status, response.getheader("Location")) == (308, f"{path}/")


def test_one_connection_can_ask_again(served: Served) -> None:
    host = f"Host: localhost:{served.port}\r\n"
    told = served.raw(f"GET /nl/ HTTP/1.1\r\n{host}\r\nGET /fr/ HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode())
    assert told.count(b"HTTP/1.1 200 ") == 2


def test_a_port_that_is_in_use_is_told_with_a_remedy(served: Served, start: Start) -> None:
    with pytest.raises(ConfigurationError, match=r"in use already[^\n]*\n  help: [^\n]*--port 0"):
        start(port=served.port)


def test_a_port_that_cannot_be_had_is_told(start: Start) -> None:
    with pytest.raises(ConfigurationError, match="can't be used"):
        start(port=70000)


def test_a_folder_without_a_site_is_told(start: Start, served: Served) -> None:
    with pytest.raises(InputError, match="there is no site here"):
        start(served.root / "content")


def test_it_listens_on_this_machine_only(served: Served) -> None:
    assert server.ADDRESS == "127.0.0.1"
    assert served.preview.address.startswith("http://127.0.0.1:")


def test_a_client_that_breaks_off_leaves_no_trace(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    for path in ("/_preview/terms/both/", "/_preview/events"):
        connection = socket.create_connection(("127.0.0.1", served.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # hang up with a reset
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{served.port}\r\n\r\n".encode())
        connection.close()
    served.page("/fr/")
    assert "Traceback" not in "".join(capfd.readouterr())


def test_streams_of_pages_that_went_away_end(listen: Callable[[], Stream], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_SILENCE", 0.05)
    before = threading.active_count()
    streams = [listen() for _ in range(5)]
    assert [stream.next()[0] for stream in streams] == ["hello"] * 5
    assert threading.active_count() >= before + 5
    for stream in streams:
        stream.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=60)
    assert threading.active_count() <= before


def test_there_is_an_end_to_how_many_listen(
    served: Served, listen: Callable[[], Stream], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served.preview._server, "streams", threading.BoundedSemaphore(1))
    listen().next()
    response, _ = served.ask("/_preview/events")
    assert response.status == 503


def test_the_end_of_the_server_ends_the_streams(served: Served, listen: Callable[[], Stream]) -> None:
    stream = listen()
    stream.next()
    served.preview.board.close()
    assert stream.response.read() is not None
