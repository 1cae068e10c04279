"""Words, typography, values and cue words, per language; pure functions on strings."""

from generator.language.cues import CueKind, cues_in, stop_words
from generator.language.tokens import spaced_tokens, tokenise, visible_words
from generator.language.typography import normal, normal_token
from generator.language.values import numbers_in, values_in


def clear_caches() -> None:
    """Forget what was computed before; for measurements."""
    for cached in (spaced_tokens, normal, values_in, cues_in):
        cached.cache_clear()


__all__ = [
    "CueKind",
    "clear_caches",
    "cues_in",
    "normal",
    "normal_token",
    "numbers_in",
    "spaced_tokens",
    "stop_words",
    "tokenise",
    "values_in",
    "visible_words",
]
