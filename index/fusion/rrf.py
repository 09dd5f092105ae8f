"""Reciprocal rank fusion.

    fused(row) = Σ_leg 1 / (60 + rank_leg(row))

Cormack, Clarke & Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods" (2009).
Equal scores share the better rank. A row at a leg's floor was not found by it and gets nothing from it.
"""

import numpy as np

from index.fusion.doubles import Doubles

K = 60


def reciprocal_ranks(scores: Doubles, floor: float) -> Doubles:
    """(n,) 1 / (60 + rank), 0 for rows at the floor or below."""
    ranks = 1 + np.searchsorted(np.sort(-scores), -scores, side="left")
    return np.where(scores > floor, 1 / (K + ranks), 0)
