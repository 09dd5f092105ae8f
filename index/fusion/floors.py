"""The lowest score that means anything, for each leg."""

from dataclasses import dataclass

import numpy as np

from index.types import Floats

_SAMPLE = 20_000  # passages


@dataclass(frozen=True, slots=True)
class Floors:
    """Kept in a snapshot.

    Attributes:
        lexical: of BM25; no term occurs.
        dense: of a cosine; -1 is right for any encoder, what unrelated texts have (`unrelated_cosines`) ranks better.
        deviation: of the cosines that unrelated texts have.
    """

    lexical: float = 0.0
    dense: float = -1.0
    deviation: float = 0.0


def unrelated_cosines(queries: Floats, passages: Floats) -> tuple[float, float]:
    """Mean, and standard deviation, of the cosines of pairs nearly all of which have nothing to do with each other.

    Args:
        queries: (n, dim) of unit length, n > 0; a sample, such as titles encoded as queries.
        passages: (m, dim) of unit length, m > 0; of many, the deviation is that of a sample.

    Returns:
        the mean of all pairs, and the mean deviation of a query's cosines.
    """
    mean = float(np.dot(queries.mean(axis=0, dtype=np.float64), passages.mean(axis=0, dtype=np.float64)))
    sample = passages[:: -(-len(passages) // _SAMPLE)]
    return mean, float((queries @ sample.T).std(axis=1, dtype=np.float64).mean())
