"""What the server adds to a page on its way: the script that keeps it up to date.

Law: without the three insertions a page is what `build` writes, to the byte.
"""

from __future__ import annotations

import re
from html import escape

ROOT = "_preview/"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)(?=")')
_HEAD_END = b"</head>"
ALLOWED = ("script-src", "connect-src")
"""What a page's policy must allow from this server: the script, and its questions."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The policy that the server sends with every page."""


def live(page: bytes, token: str) -> bytes:
    """A page that updates itself; `token` names the state that it shows."""
    added = (
        f'<link rel="stylesheet" href="/{ROOT}serve.css">\n'
        f'<script src="/{ROOT}serve.js" data-state="{escape(token)}" defer></script>\n'
    )
    head, end, rest = page.partition(_HEAD_END)
    head = _POLICY.sub(_allowing, head, count=1)
    return b"".join([head, added.encode() if end else b"", end, rest])


def _allowing(policy: re.Match[bytes]) -> bytes:
    """A page's policy with what it doesn't allow yet; of a directive that stands twice, browsers take the first."""
    missing = (name for name in ALLOWED if name.encode() not in policy.group(1))
    return policy.group() + "".join(escape(f"; {name} 'self'") for name in missing).encode()
