"""Exact search: a scan over 8-bit codes that proves it missed nothing.

A vector x is kept as integers c, x ≈ mean + scale · c, and a query q of unit length is used as integers r, with
scale · q ≈ unit · r, because FAISS compares such codes in integers only. Then

    q · x = q · mean + unit · (r · c) + error    |error| ≤ max ‖x - mean - scale · c‖ + ‖scale · q - unit · r‖ max ‖c‖

so a row belongs to the result if its exact cosine exceeds that of every code left out by more than the error. The scan
reads a quarter of the bytes of floats: 60,000 vectors of 384 dimensions take 0.9 ms instead of 9 (half precision: 2.2).
"""

import faiss
import numpy as np

from index.dense.pooled import PooledDense
from index.dense.quantize import LARGEST, Quantizer, chunks
from index.dense.selection import nearest, selector
from index.dense.vectors import PassageVectors
from index.types import Floats, Mask, Rows

ROUNDING = 1e-5  # of sums of float32


class ExactDense(PooledDense):
    """Finds exactly the best rows."""

    def __init__(self, passages: PassageVectors) -> None:
        super().__init__(passages)
        self._quantizer = Quantizer.of(passages.vectors)
        self._error = self._longest = 0.0
        kind = faiss.ScalarQuantizer.QT_8bit_direct_signed
        self._index = faiss.IndexScalarQuantizer(passages.vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
        for chunk in chunks(passages.vectors):
            codes = self._quantizer.codes(chunk)
            self._index.add(codes)
            self._error = max(self._error, _longest(chunk - self._quantizer.vectors(codes)))
            self._longest = max(self._longest, _longest(codes))

    def _nearest(self, vector: Floats, wanted: int, admitted: Mask | None) -> tuple[Rows, Floats]:
        scaled = vector * self._quantizer.scale
        unit = np.abs(scaled).max() / LARGEST or 1
        query = np.rint(scaled / unit)
        parameters = faiss.SearchParameters(sel=selector(admitted))
        found, products = nearest(self._index, query, wanted, parameters)
        error = self._error + _longest(scaled[None] - unit * query) * self._longest + ROUNDING
        return found, np.dot(vector, self._quantizer.mean) + unit * products + error


def _longest(vectors: Floats) -> float:
    return float(np.linalg.norm(vectors, axis=1).max())
