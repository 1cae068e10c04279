"""The moment at which the new site takes the place of the old one."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from errno import EINVAL, ENOSYS, ENOTSUP, EXDEV
from pathlib import Path

from generator.write.contents import KEPT
from generator.write.place import Place
from generator.write.stage import discard

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = (ENOSYS, EINVAL, ENOTSUP)


def exchange(place: Place) -> None:
    """Make the stage the live site and the live site the stage; a target that doesn't exist just takes the stage.

    One step where the system has one (renameat2 with RENAME_EXCHANGE on Linux), else two renames: between these the
    target is missing for a moment, and `recover` mends what a kill leaves there.
    """
    if not place.target.exists():
        place.stage.rename(place.target)
        return
    try:
        if not _swap_at_once(place.stage, place.target):
            _swap_by_renames(place)
    except OSError as error:
        if error.errno != EXDEV or not {path.name for path in place.target.iterdir()} <= {KEPT}:
            raise
        _take_over(place)


def recover(place: Place) -> None:
    """Finish or undo an exchange by renames that a kill cut short. The lock is held."""
    if not place.previous.is_dir():
        return
    if not os.path.lexists(place.target):
        place.previous.rename(place.target)
    else:
        discard(place.stage)
        place.previous.rename(place.stage)


def _swap_at_once(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False if this system can't."""
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(second))


def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """The system call, as the C library offers it; None where it doesn't."""
    if not sys.platform.startswith("linux"):
        return None
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return None
    function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    function.restype = ctypes.c_int
    return lambda *arguments: int(function(*arguments))


def _take_over(place: Place) -> None:
    """Put the stage over a target without a site, which comes from a layer of a container image and can't be moved."""
    kept = place.target / KEPT
    was_there = kept.exists()
    kept.unlink(missing_ok=True)
    try:
        place.stage.rename(place.target)
    except OSError:
        if was_there:
            kept.touch()
        raise


def _swap_by_renames(place: Place) -> None:
    """Exchange in three renames, of which the first two count; the old site comes back if the second fails."""
    place.target.rename(place.previous)
    try:
        place.stage.rename(place.target)
    except OSError:
        place.previous.rename(place.target)
        raise
    with suppress(OSError):  # the new site is live; `recover` renames what is left
        place.previous.rename(place.stage)
