"""Whether there is enough to answer on: confidence of the best measures."""

from collections.abc import Sequence
from math import exp

from service.answer.evidence import Candidate

FIRST = 3  # measures whose confidence is looked at

THRESHOLD = 0.13
"""The least confidence that is answered.

Of the dev questions that the texts answer it refuses 5 of 230, and answers 5 of 70 near misses and no far topic of
32. On the test questions it refuses 30 of 274, and answers 15 of 70 and 6 of 32.
"""

WEIGHT = 0.5  # of the odds of a question
MOST = 4.0  # that they may be, either way

WORDS_ALONE = 0.3
"""Confidence by words from which they count by themselves: an encoder that was not calibrated knows a text by its words
then. No unanswerable dev question that its cosines hold back reaches it."""


def confidence(found: Sequence[Candidate], odds: float) -> float:
    """That one of the best measures answers a question, 0 to 1; 0 without any.

    Args:
        found: best first.
        odds: logarithm of those that policies answer such a question, see `HybridIndex.odds`.
    """
    first = found[:FIRST]
    both = max((candidate.hit.confidence for candidate in first), default=0.0)
    words = max((candidate.words for candidate in first), default=0.0)
    return _shifted(max(both, words) if words >= WORDS_ALONE else both, WEIGHT * max(-MOST, min(odds, MOST)))


def _shifted(probability: float, by: float) -> float:
    """A probability whose log odds are moved."""
    odds = probability * exp(by)
    return odds / (odds + 1 - probability)
