"""Reading one source file: bytes to trustworthy characters, every oddity named with its place."""

from __future__ import annotations

import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, Location, Problem

MAX_BYTES = 4_000_000
"""A policy of a million words is far below this; a larger file is refused before it is read."""

MAX_LINE = 20_000
"""Characters in one line; the longest sentence of law is far below this."""

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls other than tab and line end
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, which can reorder what is seen
    "\u200b\u2060\ufeff"  # invisible characters inside words
    "\u2028\u2029"  # line ends that editors don't show as such
    "\ue000-\uf8ff\ufff9-\ufffb"  # private use, interlinear marks
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff"  # tags, private planes
    "]"
)

_MIXED_SCRIPT = re.compile(r"(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0370-\u03ff\u0400-\u052f])\w+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source file as characters.

    `path` is relative to the site's folder, for messages. `text` has LF line ends, no byte order mark, and ends
    with a line end unless it is empty.
    """

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines, cut at LF and nowhere else, so that numbers agree with every editor."""
        return self.text.split("\n")


def read_source(root: Path, relative: str) -> SourceText:
    """Read a file inside `root`; raise `InputError` with every problem of its bytes and characters."""
    content = _read_bytes(root, relative)
    text = _decode(content, relative)
    problems = character_problems(text, relative)
    if problems:
        raise InputError(*problems)
    return SourceText(relative, text if not text or text.endswith("\n") else text + "\n")


def _read_bytes(root: Path, relative: str) -> bytes:
    path = root / relative
    try:
        resolved = path.resolve(strict=True)
        if not resolved.is_relative_to(root.resolve()):
            raise _problem(relative, "leads out of the site's folder", "Replace the link by the file itself.")
        status = resolved.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _problem(relative, "is not a regular file", "Put an ordinary file in its place.")
        if status.st_size > MAX_BYTES:
            message = f"has {status.st_size:,} bytes; at most {MAX_BYTES:,} are read"
            raise _problem(relative, message, "Check that this is the text and not something else.")
        return resolved.read_bytes()
    except FileNotFoundError:
        raise _problem(relative, "does not exist", "Create it, or remove what names it.") from None
    except RuntimeError:  # Python 3.11 tells a loop of links this way
        raise _problem(relative, "is a link that leads back to itself", "Replace it by a file.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _problem(relative, f"can't be read: {reason}", "Check its permissions and its folder.") from None


def _problem(relative: str, message: str, remedy: str) -> InputError:
    return InputError(Problem(Location(relative), f"{relative} {message}", remedy))


def _decode(content: bytes, relative: str) -> str:
    if content.startswith(_UTF16):
        message = "the file is in UTF-16; Polylex reads UTF-8"
        raise InputError(Problem(Location(relative, 1, 1), message, "Save it again with the encoding UTF-8."))
    if content.startswith(_BOM):
        content = content[len(_BOM) :]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{content[error.start]:02x} at offset {error.start} is not UTF-8"
        remedy = "Save the file again with the encoding UTF-8."
        raise InputError(Problem(Location(relative, line, column), message, remedy)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def character_problems(text: str, path: str) -> list[Problem]:
    """Characters and lines that no policy should hold: invisible, reordering, mixed alphabets, endless lines."""
    problems = [_forbidden(text, match, path) for match in _FORBIDDEN.finditer(text)]
    if _OTHER_SCRIPT.search(text):
        problems += [_mixed(text, match, path) for match in _MIXED_SCRIPT.finditer(text)]
    if len(text) > MAX_LINE:
        problems += [
            Problem(
                Location(path, number, MAX_LINE),
                f"the line has {len(line):,} characters; at most {MAX_LINE:,} are read",
                "Write one sentence a line.",
            )
            for number, line in enumerate(text.split("\n"), 1)
            if len(line) > MAX_LINE
        ]
    return problems


def _forbidden(text: str, match: re.Match[str], path: str) -> Problem:
    character = match.group()
    name = unicodedata.name(character, "a control character")
    message = f"the character U+{ord(character):04X} ({name}) may not stand in a text"
    return Problem(locate(text, match.start(), path), message, "Delete it; it is probably invisible in your editor.")


def _mixed(text: str, match: re.Match[str], path: str) -> Problem:
    odd = _OTHER_SCRIPT.search(match.group())
    odd_character = odd.group() if odd else match.group()[0]
    name = unicodedata.name(odd_character, "?")
    message = f"the word {match.group()!r} mixes alphabets: it holds U+{ord(odd_character):04X} ({name})"
    return Problem(locate(text, match.start(), path), message, "Type the word again.")


def locate(text: str, offset: int, path: str) -> Location:
    """The line and column of an offset in a text with LF line ends."""
    before = text[:offset]
    return Location(path, before.count("\n") + 1, offset - before.rfind("\n"))
