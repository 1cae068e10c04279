"""What a request may ask for: a plain path below the root of this server, under this server's own name."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

MAX_TARGET = 2_000
"""Characters of an address; the longest page of a site has some two hundred."""

_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2}|[!$&'()*+,\-./0-9:;=@A-Z_a-z~])*")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")


class RefusedAddress(ValueError):  # noqa: N818 - it says what happened, as the others do
    """An address that no page of ours writes."""


def path_of(target: str) -> str:
    """The path that a request line asks for, decoded, without its first slash and its query.

    Law: no part of it is empty, "." or ".."; there is no control character and no backslash in it.
    Raises RefusedAddress for anything else.
    """
    path = target.partition("?")[0]
    if len(target) > MAX_TARGET or not path.startswith("/") or not _ENCODED.fullmatch(path):
        raise RefusedAddress
    try:
        decoded = unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedAddress from None
    parts = decoded[1:].split("/")
    if _FORBIDDEN.search(decoded) or any(part in {"", ".", ".."} for part in parts[:-1]) or parts[-1] in {".", ".."}:
        raise RefusedAddress
    return decoded[1:]


def own_hosts(port: int) -> frozenset[str]:
    """The names under which this server answers. Any other means that a page from elsewhere rebound its own name."""
    names = ("127.0.0.1", "localhost", "[::1]")
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())  # noqa: PLR2004 - the port that browsers leave out
