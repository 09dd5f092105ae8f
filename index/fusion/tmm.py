"""Scores between the lowest value that a leg can give and the highest candidate.

    scaled = (score - floor) / (max - floor)

Theoretical-minimum min-max of Bruch, Gai & Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2023).
Unlike min-max it does not depend on how bad the worst candidate is. BM25's floor is 0. A cosine's is -1, but encoders
leave most of that range empty, so the floor may be what unrelated texts have; lower scores count as the floor.
"""

import numpy as np

from index.fusion.doubles import Doubles
from index.fusion.minmax import between


def tmm(scores: Doubles, floor: float) -> Doubles:
    """(n,) from 0 to 1; all 0 where no score exceeds the floor."""
    return between(scores, floor, scores.max(initial=-np.inf))
