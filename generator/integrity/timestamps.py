"""Time stamps of RFC 3161 over links of a chain: an authority says that a digest was known to it at a moment.

`content/timestamps/<document>/<number>.tsr` holds the answer of an authority to the digest of that link;
`content/timestamps/roots.pem` the certificates of the authorities that this site trusts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import ConfigurationError, Location, Problem
from generator.integrity.chain import links_of
from generator.integrity.verify import Sealed
from generator.source.folder import CONTENT, TIMESTAMPS

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse
    from rfc3161_client.verify import Verifier

ROOTS = f"{CONTENT}/{TIMESTAMPS}/roots.pem"
_EXTRA = "rfc3161_client"
_REMEDY = "Have the link stamped anew, and look at who changed the chain (`git log -p`)."


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp over the link with a number: its moment, or the problem with it.

    With neither, it couldn't be verified here, because the extra package isn't installed.
    """

    document: str
    number: int
    moment: datetime | None = None
    problem: Problem | None = None


def stamps_of(root: Path, sealed: Sealed) -> tuple[Stamp, ...]:
    """The time stamps that lie beside a document's chain, verified; raises ConfigurationError for unreadable roots."""
    paths = _paths(root, sealed.document)
    if not paths:
        return ()
    if find_spec(_EXTRA) is None:
        return tuple(Stamp(sealed.document, number) for number in paths)
    verifier = _verifier(root)
    digests = {link.seal.number: link.seal.digest for link in links_of(sealed.held)}
    return tuple(
        _stamp((sealed.document, number), digests.get(number), path, verifier) for number, path in paths.items()
    )


def _paths(root: Path, document: str) -> dict[int, Path]:
    """The files by the numbers of their links; other names mean nothing."""
    folder = root / CONTENT / TIMESTAMPS / document
    found = {int(path.stem): path for path in folder.glob("*.tsr") if path.stem.isascii() and path.stem.isdecimal()}
    return dict(sorted(found.items()))


def _verifier(root: Path) -> Verifier:
    from cryptography import x509  # noqa: PLC0415 - an extra package, and it costs time
    from rfc3161_client import VerifierBuilder  # noqa: PLC0415 - the same

    try:
        roots = x509.load_pem_x509_certificates((root / ROOTS).read_bytes())
    except (OSError, ValueError):
        message = "this file must hold the certificates of the authorities that time stamps are trusted of"
        remedy = "Put their root certificates into it, in PEM form, one after the other."
        raise ConfigurationError(Problem(Location(ROOTS), message, remedy)) from None
    builder = VerifierBuilder()
    for certificate in roots:
        builder = builder.add_root_certificate(certificate)
    return builder.build()


def _stamp(about: tuple[str, int], digest: str | None, path: Path, verifier: Verifier) -> Stamp:
    from rfc3161_client import VerificationError, decode_timestamp_response  # noqa: PLC0415 - an extra package

    document, number = about
    place = Location(f"{CONTENT}/{TIMESTAMPS}/{document}/{path.name}")
    if digest is None:
        return Stamp(document, number, problem=Problem(place, f"the chain has no link {number} any more", _REMEDY))
    try:
        response = decode_timestamp_response(path.read_bytes())
        verifier.verify(response, bytes.fromhex(digest))
    except (VerificationError, ValueError, OSError) as error:
        message = f"this time stamp doesn't prove link {number} of the chain: {_reason(error)}"
        return Stamp(document, number, problem=Problem(place, message, _REMEDY))
    return Stamp(document, number, moment=_moment(response))


def _reason(error: Exception) -> str:
    text = str(error).strip().rstrip(".")
    known = {"Mismatch between messages": "it is over another digest"}
    return known.get(text, text[:1].lower() + text[1:])


def _moment(response: TimeStampResponse) -> datetime:
    return response.tst_info.gen_time


def stamp_problems(stamps: tuple[Stamp, ...]) -> Iterator[Problem]:
    """What is wrong with time stamps."""
    return (stamp.problem for stamp in stamps if stamp.problem)
