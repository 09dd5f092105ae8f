"""The lowest score that means anything, for each leg."""

from dataclasses import dataclass

import numpy as np

from index.types import Floats


@dataclass(frozen=True, slots=True)
class Floors:
    """Kept in a snapshot.

    Attributes:
        lexical: of BM25; no term occurs.
        dense: of a cosine; -1 is right for any encoder, what unrelated texts have (`unrelated_cosine`) ranks better.
    """

    lexical: float = 0.0
    dense: float = -1.0


def unrelated_cosine(queries: Floats, passages: Floats) -> float:
    """The mean cosine of queries and passages, nearly all pairs of which have nothing to do with each other.

    Args:
        queries: (n, dim) of unit length, n > 0; a sample, such as titles encoded as queries.
        passages: (m, dim) of unit length, m > 0.
    """
    return float(np.dot(queries.mean(axis=0, dtype=np.float64), passages.mean(axis=0, dtype=np.float64)))
