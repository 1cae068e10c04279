"""The proof that no word is lost: the words of every source equal, in order, the words of its page."""

from generator.proof.compare import Proof, prove

__all__ = ["Proof", "prove"]
