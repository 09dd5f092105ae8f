"""Scores between the lowest and the highest candidate.

    scaled = (score - min) / (max - min)

Lee, "Analyses of Multiple Evidence Combination" (1997). One candidate, or equal ones, tell nothing: 0.
"""

import numpy as np

from index.fusion.doubles import Doubles


def minmax(scores: Doubles) -> Doubles:
    """(n,) from 0 to 1."""
    return between(scores, scores.min(initial=np.inf), scores.max(initial=-np.inf))


def between(scores: Doubles, low: float, high: float) -> Doubles:
    """(n,) 0 for scores up to `low`, 1 from `high`; all 0 where the two do not differ."""
    if not low < high:
        return np.zeros(len(scores))
    return (scores.clip(low, high) - low) / (high - low)
