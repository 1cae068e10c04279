"""What typesets the pages of a site, and what is told where that can't be done."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from hashlib import sha256
from importlib import import_module
from typing import Protocol, cast

from generator.errors import ConfigurationError, Location, Problem
from generator.typeset.sheet import Sheet

_ENGINE = "generator.typeset.engine"
_OWN_VERSION = 1
"""To be counted up whenever a PDF is made in another way from the same sheet."""

_PACKAGE = "Install it with `pip install 'polylex[pdf]'`, or leave out the extra `pdf`."
_LIBRARIES = (
    "On Debian, install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0; elsewhere, what the documentation "
    "of WeasyPrint names. Or leave out the extra `pdf`."
)
_FONTS = "Install a font, on Debian for example fonts-liberation, or leave out the extra `pdf`."


class Refusal(Exception):  # noqa: N818 - it is told as one of ours
    """A page asks for a file that isn't one of the site's assets; its one argument is the address."""


class Engine(Protocol):
    """The module that knows WeasyPrint."""

    def setting(self) -> str:
        """The versions of all that has a part in a PDF, and the fonts; empty where the system has no font."""

    def typeset(self, sheet: Sheet, files: Mapping[str, bytes]) -> bytes:
        """The PDF of a sheet; raises `Refusal`."""


def require() -> str:
    """What PDFs are made with here, in words; raises `ConfigurationError` with what to install if none can be made."""
    return _setting(_engine())


class Typesetter:
    """Makes PDFs for one site. `base_url` is the site's; `assets` are its static files, by path.

    `sheet` is the stylesheet's path and what comes to its end for paper. The constructor raises `ConfigurationError`
    as `require` does.
    """

    def __init__(self, base_url: str, assets: Mapping[str, bytes], sheet: tuple[str, bytes]) -> None:
        path, rules = sheet
        self._files = {base_url + name: content for name, content in assets.items()}
        self._files[base_url + path] = self._files.get(base_url + path, b"") + b"\n" + rules
        self._engine = _engine()
        setting = [f"{_OWN_VERSION}", _setting(self._engine)]
        setting += [f"{name} {sha256(self._files[name]).hexdigest()}" for name in sorted(self._files)]
        self._made_with = "\n".join(setting).encode()

    def key(self, sheet: Sheet) -> str:
        """What the PDF of a sheet can be kept under: equal keys stand for equal bytes."""
        return sheet.digest(self._made_with)

    def pdf(self, sheet: Sheet) -> bytes:
        """The PDF of a sheet. Raises `ConfigurationError` for a page that needs a file which isn't the site's."""
        try:
            return self._engine.typeset(sheet, self._files)
        except Refusal as refusal:
            message = f"the page asks for {refusal}, which is no file of this site's assets"
            remedy = "Put the file into templates/assets/ and name it there: a PDF is made without the network."
            raise ConfigurationError(Problem(Location(sheet.path), message, remedy)) from None


def _engine() -> Engine:
    """Import WeasyPrint; what it prints itself where a library is missing is left out."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return cast("Engine", import_module(_ENGINE))
    except ImportError as error:
        raise _missing(f"a PDF can't be made: the Python package {error.name} is missing", _PACKAGE) from None
    except OSError as error:
        raise _missing(
            f"a PDF can't be made: a library of the system is missing ({_first_line(error)})", _LIBRARIES
        ) from None


def _setting(engine: Engine) -> str:
    setting = engine.setting()
    if not setting:
        raise _missing("a PDF can't be made: there is no font on this system", _FONTS)
    return setting


def _missing(message: str, remedy: str) -> ConfigurationError:
    return ConfigurationError(Problem(Location(""), message, f"{remedy} The old site is as it was."))


def _first_line(error: OSError) -> str:
    return str(error).strip().partition("\n")[0].partition(":")[0]
