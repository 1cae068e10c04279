"""Whether a change only mends a slip: typography, or the spelling of words that stay what they were."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from generator.compare.changeset import Change, Kind, Nature, Op, RevisionChangeset, Span
from generator.errors import Location, Problem
from generator.model import Revision, Text

LEAST_LIKENESS = 0.6
"""How alike two words must be to be two spellings of one, from 0 to 1 (by the edits between them)."""

_LIGHT = (Nature.TYPOGRAPHY, Nature.FORMATTING)
_WORDS = (Kind.REPLACE, Kind.CELL)
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_REMEDY = "Publish a new revision instead: edit the draft, and run `polylex publish`."


def heavy_changes(changes: RevisionChangeset, new: Revision) -> Iterator[Problem]:
    """What weighs too much to be a correction that leads to the revision `new`, each with its place."""
    for language, changeset in changes.texts.items():
        text = new.text(language)
        kept = _words_of(text) if text else frozenset()
        for change in changeset.changes:
            place = change.new or change.old
            if place and not is_slip(change, kept):
                message = f"this changes more than a slip ({change.nature.label}): {_quoted(change.spans)}"
                yield Problem(place, message, _REMEDY)


def heavy_words(old: Text, new: Text) -> Iterator[Problem]:
    """What weighs too much of the words outside the text: short names of records, and whether a line gives the day."""
    message = "this changes more than a slip"
    if bool(old.date_line) is not bool(new.date_line):
        yield Problem(Location(new.wording_path), f"{message}: the line that gives the day comes or goes", _REMEDY)
    one, other = old.wording.labels, new.wording.labels
    for key in sorted(one.keys() | other.keys()):
        edit = one.get(key, ""), other.get(key, "")
        if edit[0] != edit[1] and not (_is_spelling(edit) and _DIGITS.findall(edit[0]) == _DIGITS.findall(edit[1])):
            told = f"{message}, in the label {key[1]!r}: [-{edit[0]}-]{{+{edit[1]}+}}"
            yield Problem(Location(new.wording_path), told, _REMEDY)


def is_slip(change: Change, kept: frozenset[str]) -> bool:
    """Whether a change is of typography, or only of spelling.

    `kept` are the words of the text as it will be. A word that still stands elsewhere in it is no slip: who writes
    `nos` for `vos` says something else.
    """
    if change.nature in _LIGHT:
        return True
    if change.nature is not Nature.WORDING or change.kind not in _WORDS:
        return False
    edits = tuple(_edits(change.spans))
    return all(_is_spelling(edit) and _is_gone(edit, kept) for edit in edits)


def _edits(spans: tuple[Span, ...]) -> Iterator[tuple[str, str]]:
    """What went and what came at each place."""
    gone = came = ""
    for op, text in (*spans, Span(Op.EQUAL, "")):
        if op is Op.DELETE:
            gone += text
        elif op is Op.INSERT:
            came += text
        elif gone or came:
            yield gone, came
            gone = came = ""


def _is_spelling(edit: tuple[str, str]) -> bool:
    old, new = (side.split() for side in edit)
    return len(old) == len(new) and all(_is_alike(one, other) for one, other in zip(old, new, strict=True))


def _is_alike(one: str, other: str) -> bool:
    """Whether two words may be two spellings of one; slips hardly ever concern the first letter, negations often do."""
    one, other = one.casefold(), other.casefold()
    return _bare(one)[:1] == _bare(other)[:1] and Levenshtein.normalized_similarity(one, other) >= LEAST_LIKENESS


def _is_gone(edit: tuple[str, str], kept: frozenset[str]) -> bool:
    """Whether no word that went stands elsewhere, unless only accents and capitals changed."""
    old, new = edit
    return _bare(old.casefold()) == _bare(new.casefold()) or not kept & frozenset(_WORD.findall(old.casefold()))


def _bare(text: str) -> str:
    """Letters without their accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _words_of(text: Text) -> frozenset[str]:
    """All words of a text, those of its wording included, in small letters."""
    passages = (*text.wording.categories.values(), *text.wording.contacts.values())
    sources = (text.source, *(passage.source for passage in passages))
    return frozenset(word for source in sources for word in _WORD.findall(source.casefold()))


def _quoted(spans: tuple[Span, ...]) -> str:
    marks = {Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return " ".join("".join(marks.get(op, "{}").format(text) for op, text in spans if op is not Op.EQUAL).split())
