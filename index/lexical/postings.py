"""Which term occurs how often in which field of which row: all that BM25 needs, whatever its parameters."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.lexical.vocabulary import Vocabulary

ARRAYS = ("starts", "rows", "counts", "lengths")
VOCABULARY = "vocabulary.txt"


@dataclass(frozen=True, slots=True)
class Postings:
    """An inverted index. The postings of term t are those from `starts[t]` to `starts[t + 1]`, never none.

    Attributes:
        vocabulary: the terms, sorted.
        starts: (n_terms + 1,) where the postings of each term begin.
        rows: (n_postings,) the row of each posting, ascending within a term.
        counts: (n_postings, n_fields) occurrences of the term in each field of the row.
        lengths: (n_rows, n_fields) tokens in each field of each row.
    """

    vocabulary: Vocabulary
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    @property
    def n_rows(self) -> int:
        """How many rows were indexed, empty ones included."""
        return len(self.lengths)

    @property
    def terms(self) -> NDArray[np.int64]:
        """(n_postings,) the number of the term of each posting."""
        return np.repeat(np.arange(len(self.vocabulary)), np.diff(self.starts))

    def save(self, folder: Path) -> None:
        """Write one file an array and the vocabulary into a folder that exists."""
        self.vocabulary.save(folder / VOCABULARY)
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def open(cls, folder: Path) -> "Postings":
        """Map the arrays that `save` wrote into memory, without reading them."""
        # plain views: each slice of a np.memmap makes another one, in microseconds
        arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ARRAYS}
        return cls(Vocabulary.open(folder / VOCABULARY), **arrays)
