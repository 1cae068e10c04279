"""Running rules over texts, and turning what they find into findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.check.finding import Finding, fingerprint
from generator.check.rule import Context, DeltaRule, Found, PairRule, Rule, TextRule
from generator.check.rules import RULES
from generator.check.subject import DeltaSubject, PairSubject, TextSubject
from generator.model import Text


def check_pair(prevailing: Text, translation: Text, context: Context | None = None) -> tuple[Finding, ...]:
    """What the rules across languages find in two texts of one revision, in order of place."""
    return pair_findings(pair_subject(prevailing, translation, context or Context()))


def check_text(text: Text, context: Context | None = None) -> tuple[Finding, ...]:
    """What the rules on one text find in it, in order of place."""
    return text_findings(TextSubject(text, context or Context()))


def check_delta(old: tuple[Text, Text], new: tuple[Text, Text], context: Context | None = None) -> tuple[Finding, ...]:
    """What did not change alike in two languages; each side is (prevailing, translation)."""
    return delta_findings(old, pair_subject(*new, context or Context()))


# ---------------------------------------------------------------- the same on subjects, which share what they work out


def pair_subject(prevailing: Text, translation: Text, context: Context) -> PairSubject:
    """The subject that rules across languages look at."""
    return PairSubject(TextSubject(prevailing, context), TextSubject(translation, context), context)


def pair_findings(subject: PairSubject) -> tuple[Finding, ...]:
    """What the rules across languages find, in order of place."""
    return _all(subject.context, ((r, r.check(subject)) for r in RULES if isinstance(r, PairRule)))


def text_findings(subject: TextSubject) -> tuple[Finding, ...]:
    """What the rules on one text find, in order of place."""
    return _all(subject.context, ((r, r.check(subject)) for r in RULES if isinstance(r, TextRule)))


def delta_findings(old: tuple[Text, Text], pair: PairSubject) -> tuple[Finding, ...]:
    """What did not change alike in two languages since two old texts, (prevailing, translation)."""
    subject = DeltaSubject(old, pair, pair.context)
    return _all(subject.context, ((r, r.check(subject)) for r in RULES if isinstance(r, DeltaRule)))


def _all(context: Context, results: Iterable[tuple[Rule, Iterator[Found]]]) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    for rule, found in results:
        findings += _findings(context, rule, found)
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _findings(context: Context, rule: Rule, results: Iterator[Found]) -> Iterator[Finding]:
    seen = Counter[tuple[str, ...]]()
    for found in results:
        subject = found.subject or found.spot.excerpt
        key = (rule.id, context.document, found.spot.language, found.section, subject)
        seen[key] += 1
        yield Finding(
            rule=rule.id,
            severity=found.severity or rule.severity,
            message=found.message,
            remedy=found.remedy,
            document=context.document,
            revision=context.revision,
            section=found.section,
            language=found.spot.language,
            location=found.spot.location,
            excerpt=found.spot.excerpt,
            counterpart=found.about,
            fingerprint=fingerprint(*key, str(seen[key])),
        )
