"""Which fonts the system has, and in which versions its libraries of text are: both have a part in every PDF."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import suppress

_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib")
_VERSIONS = (
    ("pango_version", ("libpango-1.0.so.0", "libpango-1.0.dylib")),
    ("FcGetVersion", _FONTCONFIG),
)
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.dylib")
_SYSTEM = 0
_FOUND = 0


class _Fonts(ctypes.Structure):
    """A set of fonts, as fontconfig declares it."""

    _fields_ = (
        ("count", ctypes.c_int),
        ("room", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


def font_state() -> str:
    """Versions, fonts and their settings in words; empty where there is no font.

    Where fontconfig can't be asked, the words say so: then a font that comes or goes isn't noticed.
    """
    library = _library(_FONTCONFIG)
    if library is None:
        return "fonts unknown"
    files = _files(library)
    return "\n".join([*_versions(), *(_stamped(path) for path in files)]) if files else ""


def _versions() -> Iterator[str]:
    for name, names in _VERSIONS:
        library = _library(names)
        yield f"{name} {getattr(library, name)() if library else '?'}"
    harfbuzz = _library(_HARFBUZZ)
    if harfbuzz:
        harfbuzz.hb_version_string.restype = ctypes.c_char_p
        yield f"harfbuzz {harfbuzz.hb_version_string().decode()}"


def _library(names: tuple[str, ...]) -> ctypes.CDLL | None:
    for name in names:
        with suppress(OSError):
            return ctypes.CDLL(name)
    return None


def _files(library: ctypes.CDLL) -> tuple[str, ...]:
    """The files of all fonts, and of the settings that choose between them, sorted; none where there is no font."""
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    settings = ctypes.c_void_p(library.FcInitLoadConfigAndFonts())
    try:
        fonts = set(_font_files(library, settings))
        return tuple(sorted(fonts | set(_setting_files(library, settings)))) if fonts else ()
    finally:
        library.FcConfigDestroy(settings)


def _font_files(library: ctypes.CDLL, settings: ctypes.c_void_p) -> Iterator[str]:
    library.FcConfigGetFonts.restype = ctypes.POINTER(_Fonts)
    found = library.FcConfigGetFonts(settings, _SYSTEM)
    for at in range(found.contents.count if found else 0):
        path = ctypes.c_char_p()
        if (
            library.FcPatternGetString(ctypes.c_void_p(found.contents.fonts[at]), b"file", 0, ctypes.byref(path))
            == _FOUND
        ):
            yield os.fsdecode(path.value or b"")


def _setting_files(library: ctypes.CDLL, settings: ctypes.c_void_p) -> Iterator[str]:
    library.FcConfigGetConfigFiles.restype = ctypes.c_void_p
    library.FcStrListNext.restype = ctypes.c_char_p
    listed = ctypes.c_void_p(library.FcConfigGetConfigFiles(settings))
    while path := library.FcStrListNext(listed):
        yield os.fsdecode(path)
    library.FcStrListDone(listed)


def _stamped(path: str) -> str:
    try:
        at = os.stat(path)  # noqa: PTH116 - hundreds of fonts, so no paths as objects
    except OSError:
        return f"{path} ?"
    return f"{path} {at.st_size} {at.st_mtime_ns}"
