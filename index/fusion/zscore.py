"""Scores in standard deviations from the mean of the candidates.

    scaled = (score - mean) / deviation

Z-score normalisation as in Bruch, Gai & Ingber (2023), 3.2. One candidate, or equal ones, tell nothing: 0.
"""

import numpy as np

from index.fusion.doubles import Doubles


def zscore(scores: Doubles) -> Doubles:
    """(n,) of mean 0."""
    if not len(scores) or scores.min() == scores.max():
        return np.zeros(len(scores))
    away = scores - scores.mean()
    scaled: Doubles = away / np.sqrt(np.mean(away**2))
    return scaled
