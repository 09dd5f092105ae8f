"""An encoder without a model: texts are alike as far as they share pairs of neighbouring characters.

For tests, and for trying the product where no model can be had.
"""

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np

from index.encoder.base import unit_rows
from index.types import Floats

NAME = "hashed"


class HashedEncoder:
    """Counts of character pairs, each counted in the place that its CRC-32 gives."""

    def __init__(self, dim: int = 512) -> None:
        self.dim = dim
        self.max_tokens = 1_000_000
        self.model_id = f"{NAME}-{dim}"

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, the same as those of passages."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length."""
        return unit_rows([self._counts(text) for text in texts], self.dim)

    def count_tokens(self, text: str) -> int:
        """Pairs of the text with its borders."""
        return len(text) + 1

    def _counts(self, text: str) -> Floats:
        bordered = f"\n{text}\n"  # so that no text is without a pair
        places = [crc32((a + b).encode("utf-8", "surrogatepass")) % self.dim for a, b in pairwise(bordered)]
        return np.bincount(places, minlength=self.dim).astype(np.float32)
