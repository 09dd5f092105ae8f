"""Scores in standard deviations from the mean of the candidates.

    scaled = max((score - mean) / deviation, LOWEST)

Z-score normalisation as in Bruch, Gai & Ingber (2023), 3.2. One candidate, or equal ones, tell nothing: 0. The one row
that holds a rare word can lie twenty deviations below what is near in meaning; the limit lets it rank by its word.
"""

import numpy as np

from index.fusion.doubles import Doubles

LOWEST = -2.0


def zscore(scores: Doubles) -> Doubles:
    """(n,) from LOWEST up."""
    if not len(scores) or scores.min() == scores.max():
        return np.zeros(len(scores))
    away = scores - scores.mean()
    scaled: Doubles = (away / np.sqrt(np.mean(away**2))).clip(LOWEST)
    return scaled
