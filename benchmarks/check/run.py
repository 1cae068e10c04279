"""How much the check finds: plants defects at known places, prints recall and false alarms, one table.

    python benchmarks/check/run.py                     the project's own texts
    python benchmarks/check/run.py --pairs FOLDER      also every fr.md and nl.md side by side below a folder
    python benchmarks/check/run.py --alike             only false alarms on edits that are alike in both languages
    python benchmarks/check/run.py --small             a quick run, as CI makes it

`--revisions FOLDER` adds real edits to `--alike`: every old.md and new.md side by side below a folder, each read as
both languages of a text.

A defect counts as found if a rule that it concerns reports, in the damaged section or next to it, what it did not
report before. A false alarm is whatever a rule reports on texts as they are; real defects of those texts count too.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from alike import Alike, alike  # noqa: E402
from defects import DEFECTS, Defect  # noqa: E402
from own_texts import Pair, generated, pairs_of_folder, pairs_of_sites  # noqa: E402

from generator.check import (  # noqa: E402
    TERMS_PATH,
    Context,
    Finding,
    Severity,
    TermBase,
    check_delta,
    check_pair,
    check_text,
    read_terms,
)
from generator.model import Text  # noqa: E402
from generator.source.files import SourceText, read_source  # noqa: E402
from generator.source.plain import read_plain  # noqa: E402

NEAR = 25
"""Lines around the damaged one in which a finding counts; a swapped section may be long."""


MOST_ALIKE = 4.0
"""False alarms per 100 changed sections that edits alike in both languages may raise."""

OWN = "the project's own texts"
PLANTED_TERM = "controller"
"""The one concept that is checked in the texts of others: a term base belongs to one publisher."""


class Tally(NamedTuple):
    """What became of one kind of defect."""

    planted: int
    found: int
    missed: tuple[str, ...]


def main() -> int:
    """Run the benchmark; 1 if a kind of defect falls below its goal by more than the tolerance."""
    options = _options()
    terms = read_terms(read_source(ROOT, TERMS_PATH))
    planted = TermBase(tuple(term for term in terms.terms if term.id == PLANTED_TERM))
    if options.alike:
        return _print_alike(options)
    for name, pairs, counts in _corpora(options):
        held = list(pairs)
        context = Context(terms=terms if name == OWN else planted)
        clean = {pair.name: _findings(pair.fr, pair.nl, context) for pair in held}
        sections = sum(len(_read(pair.nl, "nl", pair.name).sections) for pair in held)
        tallies = {defect.name: _tally(defect, held, clean, context, options.places) for defect in DEFECTS}
        _print(name, tallies, sections, options)
        _print_alarms([f for findings in clean.values() for f in findings], sections, options)
        below = [d.name for d in DEFECTS if counts and _is_below(d, tallies[d.name], options.tolerance)]
        if below:
            print(f"below its goal: {', '.join(below)}")
            return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, help="a folder of fr.md and nl.md side by side")
    parser.add_argument("--revisions", type=Path, help="a folder of old.md and new.md side by side")
    parser.add_argument("--alike", action="store_true", help="only edits that are alike in both languages")
    parser.add_argument("--places", type=int, default=4, help="defects of a kind in each language of each pair")
    parser.add_argument("--generated", type=int, default=8, help="how many generated pairs")
    parser.add_argument("--small", action="store_true", help="one place each, two generated pairs")
    parser.add_argument("--tolerance", type=float, default=0.03, help="how far below its goal recall may fall")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="list what was not found")
    parser.add_argument("--alarms", action="store_true", help="list all false alarms")
    options = parser.parse_args()
    if options.small:
        options.places, options.generated = 1, 3
    return options


def _corpora(options: argparse.Namespace) -> Iterator[tuple[str, Iterable[Pair], bool]]:
    own = pairs_of_sites(
        ROOT, *sorted(path.parent for path in (ROOT / "tests/sites").glob("*/content")), newest=options.small
    )
    yield OWN, own, False
    yield "generated texts", generated(options.generated, options.seed), True
    if options.pairs:
        yield str(options.pairs.name), pairs_of_folder(options.pairs), False


def _read(markdown: str, language: str, name: str) -> Text:
    return read_plain(SourceText(f"{name}/{language}.md", markdown), language)


def _findings(fr: str, nl: str, context: Context, name: str = "") -> tuple[Finding, ...]:
    french, dutch = _read(fr, "fr", name), _read(nl, "nl", name)
    return (*check_pair(dutch, french, context), *check_text(french, context), *check_text(dutch, context))


def _edited(old: Pair, new: Pair) -> tuple[Finding, ...]:
    """What the check of the change between two revisions finds."""
    sides = [(_read(pair.nl, "nl", ""), _read(pair.fr, "fr", "")) for pair in (old, new)]
    return check_delta(sides[0], sides[1])


def _tally(
    defect: Defect, pairs: list[Pair], clean: dict[str, tuple[Finding, ...]], context: Context, places: int
) -> Tally:
    planted = found = 0
    missed: list[str] = []
    for pair in pairs:
        for language in ("fr", "nl"):
            for place in range(places):
                rng = random.Random(f"{defect.name}/{pair.name}/{language}/{place}")  # noqa: S311 - repeatable
                before = Counter(_key(f) for f in clean[pair.name])
                result = _plant(defect, pair, language, rng)
                if result is None:
                    continue
                changed, line = result
                planted += 1
                after = _edited(pair, changed) if defect.in_edit else _findings(changed.fr, changed.nl, context)
                if _is_found(defect, after, before, line):
                    found += 1
                else:
                    text = changed.fr if language == "fr" else changed.nl
                    missed.append(f"{pair.name} {language}:{line + 1} {text.splitlines()[line][:110] if text else ''}")
    return Tally(planted, found, tuple(missed))


def _plant(defect: Defect, pair: Pair, language: str, rng: random.Random) -> tuple[Pair, int] | None:
    own, other = (pair.fr, pair.nl) if language == "fr" else (pair.nl, pair.fr)
    planted = defect.plant(own.split("\n"), rng, language, other)
    if planted is None:
        return None
    lines, line = planted
    text = "\n".join(lines)
    if text == own or not text.strip():
        return None
    return (pair._replace(fr=text) if language == "fr" else pair._replace(nl=text)), line


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _is_found(defect: Defect, after: tuple[Finding, ...], before: Counter[tuple[str, str]], line: int) -> bool:
    left = Counter(before)
    for finding in after:
        key = _key(finding)
        if left[key]:
            left[key] -= 1
        elif finding.rule in defect.rules and any(abs(n - line - 1) <= NEAR for n in _lines(finding)):
            return True
    return False


def _lines(finding: Finding) -> list[int]:
    """Its lines in both languages: files that say the same have about the same lines."""
    return [finding.location.line, *([finding.counterpart.location.line] if finding.counterpart else [])]


# ---------------------------------------------------------------- printing


def _print(name: str, tallies: dict[str, Tally], sections: int, options: argparse.Namespace) -> None:
    print(f"\n## {name} ({sections} sections)\n")
    print("| defect | planted | found | recall | goal |\n| --- | ---: | ---: | ---: | ---: |")
    for defect in DEFECTS:
        tally = tallies[defect.name]
        if tally.planted:
            goal = "" if defect.goal is None else f"{defect.goal:.2f}"
            recall = tally.found / tally.planted
            print(f"| {defect.name} | {tally.planted} | {tally.found} | {recall:.2f} | {goal} |")
    if options.missed:
        for defect in DEFECTS:
            for place in tallies[defect.name].missed:
                print(f"missed: {defect.name}: {place}")


def _print_alarms(findings: list[Finding], sections: int, options: argparse.Namespace) -> None:
    counted: dict[tuple[str, Severity], set[tuple[str, str, int]]] = defaultdict(set)
    for finding in findings:
        counted[finding.rule, finding.severity].add((finding.location.path, finding.section, finding.location.line))
    print("\n| rule | severity | alarms per 100 clean sections |\n| --- | --- | ---: |")
    for (rule, severity), places in sorted(counted.items(), key=lambda entry: (entry[0][1].rank, entry[0][0])):
        print(f"| {rule} | {severity.value} | {100 * len(places) / sections:.1f} |")
    if options.alarms:
        for finding in findings:
            print(f"alarm: {finding.rule}: {finding.location}: {finding.message}")


def _print_alike(options: argparse.Namespace) -> int:
    """What the rules on a change report of edits that are alike; 1 if that is too much."""
    pairs = [pair for _, held, _ in _corpora(options) for pair in held]
    kinds = list(alike(pairs, options.revisions))
    print("\n## edits that are alike in both languages\n")
    print("| edit | changed sections | alarms | per 100 | by rule |\n| --- | ---: | ---: | ---: | --- |")
    for kind in kinds:
        rules = ", ".join(f"{rule}: {n}" for rule, n in sorted(Counter(f.rule for f in kind.findings).items()))
        print(f"| {kind.name} | {kind.sections} | {len(kind.findings)} | {_per_hundred(kind):.2f} | {rules} |")
    if options.alarms:
        for kind in kinds:
            for finding in kind.findings:
                print(f"alarm: {kind.name}: {finding.rule}: {finding.location}: {finding.message}")
    return 1 if any(_per_hundred(kind) > MOST_ALIKE for kind in kinds) else 0


def _per_hundred(kind: Alike) -> float:
    return 100 * len(kind.findings) / kind.sections if kind.sections else 0.0


def _is_below(defect: Defect, tally: Tally, tolerance: float) -> bool:
    """Whether recall is below the goal; one miss is never enough to say so."""
    missed = tally.planted - tally.found
    return missed > 1 and defect.goal is not None and tally.found / tally.planted < defect.goal - tolerance


if __name__ == "__main__":
    sys.exit(main())
