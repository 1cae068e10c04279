"""Planting defects of sentences and words: lost, in another language, without marks, odd."""

# ruff: noqa: D103 - the name of a planter says what it plants

from __future__ import annotations

import random

from planting import LONG, Lines, Planted, is_prose, paragraphs_of, replaced
from words import FOREIGN

from generator.language.sentences import sentences


def sentence_deleted(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    found: list[tuple[int, int, int]] = []
    for start, end in paragraphs_of(lines):
        total = sum(len(sentences(line)) for line in lines[start:end])
        if total > 1:
            found += [
                (n, s.start, s.end)
                for n in range(start, end)
                for s in sentences(lines[n])
                if len(s.text) >= LONG and s.text.endswith(".")
            ]
    if not found:
        return None
    n, begin, stop = rng.choice(found)
    rest = (lines[n][:begin] + lines[n][stop:].lstrip()).rstrip()
    return lines[:n] + ([rest] if rest else []) + lines[n + 1 :], max(0, n - (not rest))


def _sentence_replaced(lines: Lines, rng: random.Random, sentence: str) -> Planted:
    found = [(n, s) for n, line in enumerate(lines) if is_prose(line) for s in sentences(line) if "](" not in s.text]
    if not found:
        return None
    n, old = rng.choice(found)
    return [*lines[:n], lines[n][: old.start] + sentence + lines[n][old.end :], *lines[n + 1 :]], n


def sentence_english(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return _sentence_replaced(lines, rng, rng.choice(FOREIGN["en"]))


def sentence_german(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return _sentence_replaced(lines, rng, rng.choice(FOREIGN["de"]))


def sentence_source_language(lines: Lines, rng: random.Random, _: str, other: str) -> Planted:
    found = [
        s.text
        for line in other.split("\n")
        if is_prose(line)
        for s in sentences(line)
        if len(s.text) > LONG and "](" not in s.text
    ]
    return _sentence_replaced(lines, rng, rng.choice(found)) if found else None


def words_glued(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    found = [(n, s) for n, line in enumerate(lines) if is_prose(line) for s in sentences(line)]
    if not found:
        return None
    n, sentence = rng.choice(found)
    foreign = rng.choice(FOREIGN["en"]).rstrip(".")
    return [*lines[:n], lines[n][: sentence.start] + foreign + lines[n][sentence.start :], *lines[n + 1 :]], n


def bold_lost(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"\*\*([^*\n]+)\*\*", lambda m: m.group(1))


def link_lost(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"(?<!!)\[([^\]\n]+)\]\(http[^)\n]+\)", lambda m: m.group(1))


def negation_dropped(lines: Lines, rng: random.Random, language: str, __: str) -> Planted:
    if language == "nl":
        return replaced(lines, rng, r" (?:niet|nooit)\b", lambda _: "")
    return replaced(lines, rng, r"\b(?:ne |n['’])([\w’']+) (?:pas|jamais)\b", lambda m: m.group(1))


def negation_added(lines: Lines, rng: random.Random, language: str, __: str) -> Planted:
    verb = r"\b(?:kunt|kunnen|mag|zullen|zal) " if language == "nl" else r"\b(pouvez|peut|peuvent|sera|seront) "
    if language == "nl":
        return replaced(lines, rng, verb, lambda m: f"{m.group()}niet ")
    return replaced(lines, rng, verb, lambda m: f"ne {m.group(1)} pas ")


def name_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    pattern = r"(?<=[a-zé] )(?:Facebook|Google|Mozilla|Firefox|Instagram|Android|Apple|Banque Exemple)\b"
    names = ["Twitter", "Acme"]
    return replaced(lines, rng, pattern, lambda _: names[rng.randrange(2)])


def term_deprecated(lines: Lines, rng: random.Random, language: str, __: str) -> Planted:
    if language == "nl":
        return replaced(
            lines, rng, r"\bverwerkingsverantwoordelijke\b", lambda _: "verantwoordelijke voor de verwerking"
        )
    return replaced(lines, rng, r"\bresponsable du traitement\b", lambda _: "maître du fichier")


def punctuation_doubled(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"(?<=[a-zé])\.(?=$| [A-ZÀ])", lambda _: "..")


def odd_character(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"(?<= )(?=(?:vos|votre|les|uw|de)\b [a-z])", lambda _: "²")


def staging_host(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"(?<=\]\(https://)[\w.-]+", lambda m: f"staging.{m.group()}")


def tracking_parameter(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"(?<=\()https?://[^\s)?#]+(?=\))", lambda m: f"{m.group()}?utm_source=mail")


def words_doubled(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(
        lines, rng, r"(?<= )(?:avec|pour|dans|voor|deze|onze)(?= [a-z])", lambda m: f"{m.group()} {m.group()}"
    )
