"""Reading one source file: bytes to trustworthy characters, every oddity named with its place."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from generator.errors import InputError, Location, Problem

MAX_BYTES = 2_000_000
"""Some three hundred thousand words, more than any policy has; a larger file is refused before it is read."""

MAX_LINE = 20_000
"""Characters in one line; the longest sentence of law is far below this."""

MAX_BRACKETS = 10_000
"""Opening square brackets in one file; Markdown needs time that grows with their square."""

MAX_PROBLEMS = 50
"""Problems of one kind that are told of one file; more would hide the first."""

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls other than tab and line end
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, which can reorder what is seen
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"  # invisible inside words
    "\u2028\u2029"  # line ends that editors don't show as such
    "\ufdd0-\ufdef\ufff9-\ufffd\ufffe\uffff"  # what damaged characters became, marks, and what is no character
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    "\U000e0000-\U000e0fff"  # tags and selectors, which can carry a hidden text
    "]"
    # joiners, where no script needs them
    "|(?<![\u0600-\u08ff\u0900-\u0dff\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)

_WORD = re.compile(r"\w+")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)


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
    text = _decode(_read_bytes(root, relative), relative)
    problems = character_problems(text, relative)
    if problems:
        raise InputError(*problems)
    return SourceText(relative, _ended(text))


def read_again(root: Path, relative: str) -> str:
    """The characters of a file that `read_source` found nothing wrong with; raises `InputError` if it can't be read."""
    return _ended(_decode(_read_bytes(root, relative), relative))


def read_normal_bytes(root: Path, relative: str) -> bytes:
    """The bytes of a file inside `root` as digests see them: no byte order mark, LF line ends; raises `InputError`."""
    return normal_bytes(_read_bytes(root, relative))


def normal_bytes(content: bytes) -> bytes:
    """Bytes without a byte order mark, with LF line ends."""
    return content.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def read_any_file(path: Path) -> SourceText:
    """Read a file of somebody else's, anywhere: its encoding must be UTF-8, its characters may be what they are."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):  # Python 3.11 tells a loop of links this way
        raise _problem(str(path), "this is a link that leads back to itself", "Replace it by a file.") from None
    try:
        text = _decode(_read_bytes(real.parent, real.name), str(path))
    except InputError as error:  # the place is the path as it was typed
        raise InputError(*(replace(p, location=replace(p.location, path=str(path))) for p in error.problems)) from None
    return SourceText(str(path), _ended(text.replace("\x00", "\ufffd")))


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _read_bytes(root: Path, relative: str) -> bytes:
    path = root / relative
    try:
        resolved = path.resolve(strict=True)
        if not resolved.is_relative_to(root.resolve()):
            raise _problem(relative, "this leads out of the site's folder", "Replace the link by the file itself.")
        if not stat.S_ISREG(resolved.stat().st_mode):
            raise _problem(relative, "this is not a regular file", "Put an ordinary file in its place.")
        return _read_at_most(resolved, relative)
    except FileNotFoundError:
        raise _problem(relative, "this file does not exist", "Create it, or remove what names it.") from None
    except RuntimeError:  # Python 3.11 tells a loop of links this way
        raise _problem(relative, "this is a link that leads back to itself", "Replace it by a file.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        remedy = "Check its permissions and its folder."
        raise _problem(relative, f"this file can't be read: {reason}", remedy) from None


def _read_at_most(path: Path, relative: str) -> bytes:
    """The bytes, in bounds even if the file grows, or becomes something that waits for ever, while it is read."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        size = os.fstat(descriptor).st_size
        content = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    if max(size, len(content)) > MAX_BYTES:
        message = f"this file has {max(size, len(content)):,} bytes; at most {MAX_BYTES:,} are read"
        raise _problem(relative, message, "Check that this is the text and not something else.")
    return content


def _problem(relative: str, message: str, remedy: str) -> InputError:
    return InputError(Problem(Location(relative), message, remedy))


def _decode(content: bytes, relative: str) -> str:
    if content.startswith(_UTF16):
        message = "the file is in UTF-16; Polylex reads UTF-8"
        raise InputError(Problem(Location(relative, 1, 1), message, "Save it again with the encoding UTF-8."))
    bare = content.removeprefix(_BOM)
    try:
        text = bare.decode("utf-8")
    except UnicodeDecodeError as error:
        before = bare[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        offset = error.start + len(content) - len(bare)
        message = f"byte 0x{content[offset]:02x} at offset {offset} is not UTF-8"
        remedy = "Save the file again with the encoding UTF-8."
        raise InputError(Problem(locate(before, len(before), relative), message, remedy)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def character_problems(text: str, path: str) -> list[Problem]:
    """Characters and lines that no policy should hold: invisible, reordering, mixed alphabets, endless lines."""
    problems = [
        *islice(_forbidden(text, path), MAX_PROBLEMS),
        *islice(_mixed(text, path), MAX_PROBLEMS),
        *islice(_endless(text, path), MAX_PROBLEMS),
    ]
    conflict = _CONFLICT.search(text)
    if conflict:
        remedy = "Settle the merge conflict and delete its marks."
        place = locate(text, conflict.start(), path)
        problems.append(Problem(place, "the file holds the marks of a merge conflict", remedy))
    if text.count("[") > MAX_BRACKETS:
        message = f"the file has {text.count('['):,} opening brackets; at most {MAX_BRACKETS:,} are read"
        remedy = "Check that this is the text and not something else."
        problems.append(Problem(locate(text, text.index("["), path), message, remedy))
    return problems


def _forbidden(text: str, path: str) -> Iterator[Problem]:
    for match in _FORBIDDEN.finditer(text):
        message = f"{_named(match.group())} may not stand in a text"
        remedy = "Delete it, or type the character that was meant; your editor may not show it."
        yield Problem(locate(text, match.start(), path), message, remedy)


def _named(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    return f"the character U+{ord(character):04X} ({name})"


def _mixed(text: str, path: str) -> Iterator[Problem]:
    for match in _WORD.finditer(text) if _OTHER_SCRIPT.search(text) else ():
        message = mixed_alphabets(match.group())
        if message:
            yield Problem(locate(text, match.start(), path), message, "Type the word again.")


def mixed_alphabets(word: str) -> str:
    """What to say of a word that holds Latin letters and ones of an alphabet that looks alike; else nothing."""
    odd = _OTHER_SCRIPT.search(word)
    if not odd or not _LATIN_LETTER.search(word):
        return ""
    return f"the word {word[:60]!r} mixes alphabets: it holds {_named(odd.group()).removeprefix('the character ')}"


def oddity(words: str) -> str:
    """What to say of words that hold, written as a code, what may stand in no text; nothing if they don't."""
    match = _FORBIDDEN.search(words)
    if match:
        return f"{_named(match.group())} may not stand in a text"
    if not _OTHER_SCRIPT.search(words):
        return ""
    return next((message for word in _WORD.findall(words) if (message := mixed_alphabets(word))), "")


def _endless(text: str, path: str) -> Iterator[Problem]:
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            message = f"the line has {len(line):,} characters; at most {MAX_LINE:,} are read"
            yield Problem(Location(path, number, MAX_LINE), message, "Write one sentence a line.")


def locate(text: str, offset: int, path: str) -> Location:
    """The line and column of an offset in a text with LF line ends."""
    before = text[:offset]
    return Location(path, before.count("\n") + 1, offset - before.rfind("\n"))
