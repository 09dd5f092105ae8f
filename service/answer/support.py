"""Whether there is enough to answer on: confidence of the best measures."""

from collections.abc import Sequence

from service.answer.evidence import Candidate

FIRST = 3  # measures whose confidence is looked at

THRESHOLD = 0.04
"""The least confidence that is answered.

Of the dev questions that the texts answer it refuses 10 of 230, and answers 13 of 70 near misses and 2 of 32 far
topics; at 0.1 these are 28, 9 and 0. On the test questions it refuses 25 of 274, and answers 16 of 70 and 4 of 32.
"""

WORDS_ALONE = 0.3
"""Confidence by words from which they count by themselves: an encoder that was not calibrated knows a text by its words
then. No unanswerable dev question that its cosines hold back reaches it."""


def confidence(found: Sequence[Candidate]) -> float:
    """That one of the best measures answers a question, 0 to 1; 0 without any."""
    first = found[:FIRST]
    both = max((candidate.hit.confidence for candidate in first), default=0.0)
    words = max((candidate.words for candidate in first), default=0.0)
    return max(both, words) if words >= WORDS_ALONE else both
