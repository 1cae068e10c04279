"""How freely lengths vary is told by the two texts themselves, as far as they are long enough to tell."""

from __future__ import annotations

from generator.align import align
from generator.align.likeness import COUNTED, PRIOR, VARIANCE
from tests.unit.check.reading import read

SENTENCE = "Wij bewaren uw foto’s en uw brieven zolang u klant bent. "


def variance(lengths: list[tuple[int, int]]) -> float:
    """What two texts tell whose paragraphs have these numbers of sentences."""
    one, other = ("\n\n".join(SENTENCE * n for n in side) for side in zip(*lengths, strict=True))
    return align(read(one, "nl"), read(other, "nl")).likeness.variance


def test_a_close_translation_has_a_small_variance() -> None:
    close = variance([(2, 2)] * (3 * PRIOR))
    assert close < VARIANCE / 2


def test_one_paragraph_that_lost_a_sentence_changes_little() -> None:
    kept, lost = variance([(4, 4)] * 40), variance([*[(4, 4)] * 39, (4, 1)])
    assert abs(kept - lost) < 0.5


def test_few_paragraphs_hardly_count_against_what_was_measured_before() -> None:
    assert VARIANCE * 0.9 < variance([(2, 2)]) < VARIANCE


def test_short_texts_tell_nothing() -> None:
    text = read("Nee.\n\nJa.", "nl")
    assert len("Nee.") < COUNTED
    assert align(text, text).likeness.variance == VARIANCE
