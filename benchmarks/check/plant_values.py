"""Planting changed values."""

# ruff: noqa: D103 - the name of a planter says what it plants

from __future__ import annotations

import random
import re

from planting import Lines, Planted, pick, replaced

_UNIT = r"(?:mois|ans?|jours?|semaines?|heures?|maanden|maand|jaar|dagen|dag|weken|uur|uren)"
_MONTH = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|januari|februari|maart|"
    r"april|mei|juni|juli|augustus|september|oktober|november|december)"
)


def number_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    before = r"(?<![\w./:@#?&=+-])(?<![0-9] )(?![0-9]{4,5} [A-Z])"
    after = rf"(?![\w./@-]|[ \u00a0](?:{_UNIT}|euros?|€|%|procent|[0-9]))(?=[ ,;)])(?! {_MONTH})"
    pattern = f"{before}[0-9]+{after}"
    return replaced(lines, rng, pattern, lambda m: str(int(m.group()) + 1))


def date_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    pattern = rf"\b([0-3]?[0-9])(?=(?:er)?[ \u00a0]{_MONTH}|/[0-9]{{1,2}}/(?:19|20))"
    return replaced(lines, rng, pattern, lambda m: str(int(m.group(1)) % 27 + 1))


def duration_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, rf"\b([0-9]+)(?=[ \u00a0]{_UNIT}\b)", lambda m: str(int(m.group(1)) * 2 + 1))


def unit_changed(lines: Lines, rng: random.Random, language: str, __: str) -> Planted:
    other = {
        "mois": "semaines",
        "ans": "mois",
        "jours": "heures",
        "maanden": "weken",
        "jaar": "maanden",
        "dagen": "uur",
    }
    words = "mois|ans|jours" if language == "fr" else "maanden|jaar|dagen"
    return replaced(lines, rng, rf"(?<=[0-9][ \u00a0])(?:{words})\b", lambda m: other[m.group()])


def amount_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"\b([0-9]+)(?=[ \u00a0]?(?:€|euros?\b))", lambda m: str(int(m.group(1)) + 10))


def percentage_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"\b([0-9]+)(?=[ \u00a0]?(?:%|procent\b))", lambda m: str(int(m.group(1)) + 5))


def reference_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    pattern = r"(?<=[Aa]rticle )[0-9]+(?:\.[0-9]+)?|(?<=[Aa]rtikel )[0-9]+(?:\.[0-9]+)?"
    return replaced(lines, rng, pattern, lambda m: m.group()[:-1] + str((int(m.group()[-1]) + 1) % 9 + 1))


def email_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"\b[\w.-]+(?=@[\w-]+\.)", lambda m: m.group() + "x")


def url_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    return replaced(lines, rng, r"https?://[^\s)>\]]+\w", lambda m: m.group() + "-old")


def phone_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    pattern = r"(?<=[0-9] )[0-9]{2}(?= [0-9]{2}\b(?! [0-9]))"
    return replaced(lines, rng, pattern, lambda m: f"{(int(m.group()) + 7) % 90 + 10}")


def company_number_changed(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    pattern = r"(?<=\b[01][0-9]{3}\.)[0-9]{3}(?=\.[0-9]{3})"
    return replaced(lines, rng, pattern, lambda m: f"{(int(m.group()) + 9) % 900 + 100}")


def heading_renumbered(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    pattern = r"^#{2,4} (?:\D{0,10})?\d+(?:\.\d+)*"
    return replaced(lines, rng, pattern, lambda m: m.group()[:-1] + str((int(m.group()[-1]) + 3) % 10))


def list_renumbered(lines: Lines, rng: random.Random, _: str, __: str) -> Planted:
    starts = [
        n for n, line in enumerate(lines) if re.match(r"^[0-9]+[.)] ", line) and (n == 0 or not lines[n - 1].strip())
    ]
    bullets = [n for n, line in enumerate(lines) if re.match(r"^[-*+] ", line) and (n == 0 or not lines[n - 1].strip())]
    n = pick(starts + bullets, rng)
    if n is None:
        return None
    changed = list(lines)
    changed[n] = re.sub(r"^([0-9]+)", lambda m: str(int(m.group()) + 1), lines[n])
    if n in bullets:
        for k in range(n, len(lines)):
            if not re.match(r"^[-*+] ", lines[k]):
                break
            changed[k] = re.sub(r"^[-*+] ", f"{k - n + 1}. ", lines[k])
    return changed, n
