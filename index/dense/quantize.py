"""Vectors as 8-bit integers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.types import Floats

LARGEST = 127
CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Quantizer:
    """x ≈ mean + scale · c with integers c from -127 to 127.

    Attributes:
        mean: (dim,) of all vectors.
        scale: (dim,) above 0.
    """

    mean: Floats
    scale: Floats

    @classmethod
    def of(cls, vectors: Floats) -> "Quantizer":
        """The finest one that holds these vectors."""
        mean = vectors.mean(axis=0, dtype=np.float32) if len(vectors) else np.zeros(vectors.shape[1], np.float32)
        widest = np.full(vectors.shape[1], np.finfo(np.float32).tiny)
        for chunk in chunks(vectors):
            np.maximum(widest, np.abs(chunk - mean).max(axis=0), out=widest)
        return cls(mean, (widest / LARGEST).astype(np.float32))

    def codes(self, vectors: Floats) -> Floats:
        """(n, dim) the integers c of each vector."""
        codes: Floats = np.rint((vectors - self.mean) / self.scale)
        return codes

    def vectors(self, codes: Floats) -> Floats:
        """(n, dim) the vectors that such integers stand for."""
        return self.mean + codes * self.scale


def chunks(vectors: Floats) -> Iterator[Floats]:
    """All vectors, a part at a time."""
    for start in range(0, len(vectors), CHUNK):
        yield vectors[start : start + CHUNK]
