r"""Mending typography in the source of a text: apostrophes, composed letters, no-break spaces, doubled spaces.

Law, which tests hold: the words stay the same, and so does what is mended once. What isn't prose stays as it is: code,
directives, attributes, the targets and titles of links, addresses, escaped signs, entities, and words in another
language (`[words]{lang=en}`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

NO_BREAK = "\u00a0"
STRAIGHT, CURLY = "'", "’"
FRENCH = "fr"

_MARKERS = r"^(?:[ \t>]|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|\#{1,6}(?=[ \t]))+"
_NOT_PROSE = re.compile(
    rf"""
      {_MARKERS}                                        # marks of lists, quotes and headings with their spaces
    | ^[ ]{{0,3}}\[[^\]\n]+\]:.*$                       # the definition of a link
    | \\[^\n]                                           # an escaped sign
    | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)
    | `+                                                # a lone mark of code
    | \[(?:[^\[\]]|\[[^\[\]]*\])*\]\{{[^{{}}\n]*\}}     # words with attributes
    | \]\((?:[^()]|\([^()]*\))*\)                       # the target of a link
    | \]\[[^\]\n]*\]
    | <[^<>\s]+>
    | \{{[^{{}}\n]*\}}
    | &\#?\w+;
    | https?://[^\s<>()`\[\]|]+ | www\.[^\s<>()`\[\]|]+
    | [\w.+-]+@[\w.-]+
    """,
    re.VERBOSE | re.MULTILINE,
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:", re.MULTILINE)
_LABEL = re.compile(r"\[[^\[\]]*\]")
_OPENING = re.compile(r"^(?:[ \t>]|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*(?P<fence>`{3,}|~{3,}|:{3,})")

_APART = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_DOUBLED = re.compile(r"(?<=\S) {2,}(?=\S)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_BEFORE_SIGN = re.compile(r"(?:(?<=[\w)\]»”])|(?<=[^\s|]) )(?=[:;!?](?:\s|$)|»)", re.MULTILINE)
_AFTER_QUOTE = re.compile(r"(?<=«)(?: (?=\S)|(?=[^\s\u00a0\u202f]))")
_LITERAL = re.compile(r"(?P<indent> *)text:[ \t]+\|[+-]?[ \t]*")

Counts = Counter[str]
"""How often something was mended, by what it was."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is to be written: its `language`, and the sign that it uses for most of its `apostrophe`s."""

    language: str
    apostrophe: str

    @property
    def is_french(self) -> bool:
        """Whether a no-break space stands before `: ; ! ? »` and after `«`."""
        return self.language.partition("-")[0] == FRENCH


def words(text: str) -> list[str]:
    """The runs of letters and digits of a source; composed letters or not makes no difference."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


def apostrophes(markdown: str) -> Counts:
    """How often each sign stands for an apostrophe in prose."""
    prose = _Prose(markdown)
    return Counter(match.group() for match in _APOSTROPHE.finditer(markdown) if prose.holds(match))


def usual_apostrophe(counted: Counts) -> str:
    """The sign that stands there most often; the curly one if both do equally."""
    return STRAIGHT if counted[STRAIGHT] > counted[CURLY] else CURLY


def mended_markdown(markdown: str, style: Style) -> tuple[str, Counts]:
    """The text with its typography mended, and how often."""
    counts = Counts()
    text = markdown
    for name, pattern, write in _steps(style):
        text, number = _replaced(text, pattern, write)
        counts[name] += number
    return text, +counts


def mended_wording(yaml: str, style: Style) -> tuple[str, Counts]:
    """A file of wording with the words in its literal blocks mended, and how often."""
    counts = Counts()
    parts: list[str] = []
    for is_words, part in parts_of_wording(yaml):
        mended, found = mended_markdown(part, style) if is_words else (part, Counts())
        parts.append(mended)
        counts += found
    return "".join(parts), counts


def parts_of_wording(yaml: str) -> Iterator[tuple[bool, str]]:
    """A file of wording cut into literal blocks of words, which are marked, and all else."""
    held: list[str] = []
    indent = -1
    for line in yaml.splitlines(keepends=True):
        bare = line.rstrip("\n")
        if indent >= 0 and bare.strip() and len(bare) - len(bare.lstrip(" ")) <= indent:
            yield True, "".join(held)
            held, indent = [], -1
        held.append(line)
        start = _LITERAL.fullmatch(bare) if indent < 0 else None
        if start:
            yield False, "".join(held)
            held, indent = [], len(start["indent"])
    yield indent >= 0, "".join(held)


Write = Callable[[re.Match[str]], str]


def _steps(style: Style) -> Iterator[tuple[str, re.Pattern[str], Write]]:
    yield "letters composed", _APART, lambda match: unicodedata.normalize("NFC", match.group())
    yield "doubled spaces", _DOUBLED, lambda _: " "
    yield "apostrophes", _APOSTROPHE, lambda _: style.apostrophe
    if style.is_french:
        yield "no-break spaces", _BEFORE_SIGN, lambda _: NO_BREAK
        yield "no-break spaces", _AFTER_QUOTE, lambda _: NO_BREAK


def _replaced(text: str, pattern: re.Pattern[str], write: Write) -> tuple[str, int]:
    """The text with all matches in its prose written anew, and how many of them differed."""
    prose = _Prose(text)
    parts: list[str] = []
    end = count = 0
    for match in pattern.finditer(text):
        new = write(match)
        if new == match.group() or not prose.holds(match) or (pattern is _DOUBLED and prose.is_row(match.start())):
            continue
        parts += [text[end : match.start()], new]
        end, count = match.end(), count + 1
    return "".join([*parts, text[end:]]), count


class _Prose:
    """Where the prose of a text stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        spans = sorted(_not_prose(text))
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        for _, end in spans:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def holds(self, match: re.Match[str]) -> bool:
        """Whether nothing of a match, nor the sign after it where it is empty, is anything else than prose."""
        last = bisect_right(self._starts, max(match.start(), match.end() - 1)) - 1
        return last < 0 or self._ends[last] <= match.start()

    def is_row(self, offset: int) -> bool:
        """Whether a line is a row of a table, where spaces may align columns."""
        begin = self._text.rfind("\n", 0, offset) + 1
        return self._text[begin:].partition("\n")[0].lstrip(" >").startswith("|")


def _not_prose(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for is_prose, part in _outside_fences(text):
        if is_prose:
            yield from ((begin + m.start(), begin + m.end()) for m in _NOT_PROSE.finditer(part))
        else:
            yield begin, begin + len(part)
        begin += len(part)
    if _DEFINITION.search(text):  # any brackets may then be a link's name, which must stay as its definition has it
        yield from (match.span() for match in _LABEL.finditer(text))


def _outside_fences(text: str) -> Iterator[tuple[bool, str]]:
    """The text cut at fenced code and directives; the prose is marked."""
    held: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        opening = _OPENING.match(line)
        if not fence and opening:
            yield True, "".join(held)
            held, fence = [line], opening["fence"]
        elif fence and opening and opening["fence"].startswith(fence) and line.strip(" \t>\n") == opening["fence"]:
            yield False, "".join([*held, line])
            held, fence = [], ""
        else:
            held.append(line)
    yield not fence, "".join(held)
