"""Whether there is enough to answer on: confidence of the best measures, moved by the reading of the first."""

from collections.abc import Sequence
from math import exp

from service.answer.evidence import Candidate

FIRST = 3  # measures whose confidence is looked at

THRESHOLD = 0.2
"""The least confidence that is answered.

Of the dev questions that the texts answer 12 of 347 are refused, and 10 of 124 near misses and 2 far topics of 49 are
answered. Of the test questions 26 of 345 are refused, and 20 of 125 and 5 of 49 answered.
"""

# By a logistic regression on dev questions, the weight of the confidence of the best measures being 1.
BY_ODDS, BY_READING = 1.2, 1.0
MOST = 4.0  # that either may be, either way

WORDS_ALONE = 0.3
"""Confidence by words from which they count by themselves: an encoder that was not calibrated knows a text by its words
then. No unanswerable dev question that its cosines hold back reaches it."""


def confidence(found: Sequence[Candidate], odds: float) -> float:
    """That one of the best measures answers a question, 0 to 1; 0 without any.

    Args:
        found: best first, with what reading them told.
        odds: logarithm of those that policies answer such a question, see `HybridIndex.odds`.
    """
    first = found[:FIRST]
    both = max((candidate.hit.confidence for candidate in first), default=0.0)
    words = max((candidate.words for candidate in first), default=0.0)
    likely = first[0].likely if first and first[0].likely is not None else 0.0
    known = max(both, words) if words >= WORDS_ALONE else both
    return _shifted(known, BY_ODDS * _bounded(odds) + BY_READING * _bounded(likely))


def _bounded(value: float) -> float:
    return max(-MOST, min(value, MOST))


def _shifted(probability: float, by: float) -> float:
    """A probability whose log odds are moved."""
    odds = probability * exp(by)
    return odds / (odds + 1 - probability)
