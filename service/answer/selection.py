"""Which of the measures that may answer are answered with."""

from collections.abc import Sequence

from service.answer.asked import Asked
from service.answer.evidence import Candidate

# In scores of `evidence`. On the dev questions a GAP of 0.4 finds no more full answers than 0.15, and of its citations
# 81 % are in a labelled measure, not 85 %.
REACH = 1.0  # what the score of a measure may lack to the first of all
GAP = 0.15  # what the score of a second measure may lack to the first
MOST = 3  # measures of one answer; of a comparison, of each side two


def most(asked: Asked, sides: int) -> int:
    """Measures of a side that are answered with.

    Args:
        asked: a single fact is in one measure; several things (哪些) are in several.
        sides: how many sets of documents are asked about.
    """
    if sides > 1:
        return 2
    return 1 if asked.facts else MOST


def near(found: Sequence[Candidate], at_most: int) -> list[Candidate]:
    """Of the candidates, best first, those that answer about as well as the first; at most so many."""
    return [candidate for candidate in found[:at_most] if found[0].score - candidate.score <= GAP]
