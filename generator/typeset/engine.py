"""All that knows WeasyPrint. Nothing imports this module before a PDF is wanted."""

from __future__ import annotations

import platform
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache, partial
from importlib.metadata import version

import pydyf
import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.typeset.fonts import font_state
from generator.typeset.sheet import Attached, Sheet
from generator.typeset.typesetter import Refusal

_VARIANT = "pdf/a-3a"
_CREATOR = "Polylex"
_PACKAGES = ("cssselect2", "fonttools", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "weasyprint")
_ATTACHED = "polylex:attached/"
_KINDS = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".woff2": "font/woff2",
}
_ANY_KIND = "application/octet-stream"


@cache
def setting() -> str:
    """The versions of all that has a part in a PDF, and the fonts; empty where the system has no font."""
    fonts = font_state()
    packages = [f"{name} {version(name)}" for name in _PACKAGES]
    others = [f"python {platform.python_version()}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}"]
    return "\n".join([*packages, *others, fonts]) if fonts else ""


def typeset(sheet: Sheet, files: Mapping[str, bytes]) -> bytes:
    """The PDF of a sheet; `files` are all that its page may ask for, by address. Raises `Refusal` for any other."""
    fetcher = _Fetcher({**files, **{_ATTACHED + file.name: file.content for file in sheet.attached}}, sheet.attached)
    try:
        page = weasyprint.HTML(string=sheet.page.decode(), base_url=sheet.address, url_fetcher=fetcher)
        document = page.render(pdf_variant=_VARIANT)
        document.metadata.generator = _CREATOR
        document.metadata.created = _moment_words(sheet.created)
        document.metadata.modified = _moment_words(sheet.modified)
        pdf: bytes = document.write_pdf(
            pdf_variant=_VARIANT,
            pdf_identifier=sheet.identifier.encode(),
            attachments=list(_attachments(sheet, fetcher)),
            finisher=partial(_finish, is_dated=sheet.created is not None),
        )
    except FatalURLFetchingError as error:
        raise Refusal(*(error.__cause__.args if error.__cause__ else ())) from None
    return pdf


class _Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Answers from memory, and ends the work for any other address."""

    def __init__(self, files: Mapping[str, bytes], attached: tuple[Attached, ...]) -> None:
        super().__init__(fail_on_errors=True)
        self._held = files
        self._kinds = {_ATTACHED + file.name: file.kind for file in attached}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """A file."""
        del headers
        if url not in self._held:
            raise ValueError(url)
        kind = self._kinds.get(url) or _KINDS.get(url[url.rfind(".") :], _ANY_KIND)
        return URLFetcherResponse(url, self._held[url], {"Content-Type": kind})


def _attachments(sheet: Sheet, fetcher: _Fetcher) -> Iterator[weasyprint.Attachment]:
    """The attached files in order of their names, as a tree of names must be."""
    for file in sorted(sheet.attached, key=lambda file: file.name):
        yield weasyprint.Attachment(
            url=_ATTACHED + file.name,
            url_fetcher=fetcher,
            name=file.name,
            description=file.description,
            created=_moment(sheet.created or date.min),
            modified=_moment(sheet.modified or date.min),
            relationship=file.relationship.value,
        )


def _finish(_document: weasyprint.Document, pdf: pydyf.PDF, *, is_dated: bool) -> None:
    """Name each attached file once, and no day where there is none."""
    associated = pdf.catalog.get("AF", [])
    associated[:] = list(dict.fromkeys(associated))
    for made in pdf.objects:
        if not is_dated and isinstance(made, pydyf.Stream) and "Params" in made.extra:
            del made.extra["Params"]["CreationDate"], made.extra["Params"]["ModDate"]


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _moment_words(day: date | None) -> str | None:
    return _moment(day).strftime("%Y-%m-%dT%H:%M:%SZ") if day else None
