"""What every encoder does."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.types import Floats


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their likeness.

    The vector of a text depends on the text alone: in any batch and any order it is the same to 1e-6.
    No text is truncated: one longer than `max_tokens` gets the mean of its parts, weighted by their tokens.
    """

    @property
    def model_id(self) -> str:
        """Name and checksum of the weights; vectors of different ids are not comparable."""
        ...

    @property
    def dim(self) -> int:
        """Numbers in a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """Tokens the model reads at once, its prompt and marks of start and end included."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, of questions."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """(len(texts), dim) vectors of unit length, of texts to be found."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of a passage, prompt and marks included; may be more than `max_tokens`."""
        ...


def unit_rows(rows: Sequence[Floats], dim: int) -> Floats:
    """(len(rows), dim) rows scaled to unit length."""
    if not rows:
        return np.zeros((0, dim), np.float32)
    matrix = np.stack(rows).astype(np.float32, copy=False)
    scaled: Floats = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return scaled


def valid_unicode(text: str) -> str:
    """The text with ? for lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
