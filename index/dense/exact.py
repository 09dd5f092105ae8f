"""Exact search: a scan over 8-bit codes that leaves out nothing that could belong to the result.

A vector x is kept as integers c, x = mean + scale · c + e, and a query q of unit length is used as integers r, with
scale · q = unit · r + d, because FAISS compares such codes in integers only. Then

    q · x = q · mean + unit · (r · c) + error,    error = q · e + d · c

The roundings e and d are as good as independent of each other and of what is rounded, so that the error has the
variance Σ q² E[e²] + Σ d² E[c²] over dimensions; on a million questions and sentences its deviation was as computed to
1 % and no error exceeded 5 of them. A row belongs to the result if its exact cosine exceeds that of every code left
out by more than CERTAIN deviations. (The bound that no rounding whatever can exceed, ‖e‖ + ‖d‖ ‖c‖, is 33 deviations
wide and makes nearly every question scan twice.)
"""

import faiss
import numpy as np

from index.dense.pooled import PooledDense
from index.dense.quantize import LARGEST, Quantizer, chunks
from index.dense.selection import nearest, selector
from index.dense.vectors import PassageVectors
from index.types import Floats, Mask, Rows

CERTAIN = 8  # deviations
ROUNDING = 1e-5  # of sums of float32


class ExactDense(PooledDense):
    """Finds exactly the best rows."""

    def __init__(self, passages: PassageVectors) -> None:
        super().__init__(passages)
        self._quantizer = Quantizer.of(passages.vectors)
        kind = faiss.ScalarQuantizer.QT_8bit_direct_signed
        self._index = faiss.IndexScalarQuantizer(passages.vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
        errors, codes = _Spread(), _Spread()
        for chunk in chunks(passages.vectors):
            coded = self._quantizer.codes(chunk)
            self._index.add(coded)
            errors.add(chunk - self._quantizer.vectors(coded))
            codes.add(coded)
        self._error_spread, self._code_spread = errors.squares, codes.squares

    def _nearest(self, vector: Floats, wanted: int, admitted: Mask | None) -> tuple[Rows, Floats]:
        scaled = vector * self._quantizer.scale
        unit = np.abs(scaled).max() / LARGEST or 1
        query = np.rint(scaled / unit)
        parameters = faiss.SearchParameters(sel=selector(admitted))
        found, products = nearest(self._index, query, wanted, parameters)
        variance = np.dot(vector**2, self._error_spread) + np.dot((scaled - unit * query) ** 2, self._code_spread)
        error = CERTAIN * np.sqrt(variance) + ROUNDING
        return found, np.dot(vector, self._quantizer.mean) + unit * products + error


class _Spread:
    """Mean squares of the dimensions of many vectors, raised to those of the longest one."""

    def __init__(self) -> None:
        self._sum: Floats = np.zeros(1, np.float32)
        self._count, self._longest = 0, 0.0

    def add(self, vectors: Floats) -> None:
        squares = vectors.astype(np.float64) ** 2
        self._sum = self._sum + squares.sum(axis=0)
        self._count += len(vectors)
        self._longest = max(self._longest, float(squares.sum(axis=1).max(initial=0)))

    @property
    def squares(self) -> Floats:
        """(dim,) for every vector, on average over equally long ones."""
        total = self._sum.sum()
        return self._sum / total * self._longest if total else self._sum
