"""Shapes that the parts of the index share.

A *row* numbers a measure of a snapshot from 0, in order of document and position; a passage belongs to one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Token:
    """One search term: `text` folded for matching, `start` and `end` where it stands in the unfolded text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A term that is looked for, and how much it counts: 1 for the user's own words, less for rewrites of them."""

    text: str
    weight: float = 1.0


class Lexical(Protocol):
    """Scores every row by its words."""

    def scores(self, terms: Sequence[QueryTerm]) -> Floats:
        """(n_rows,) BM25 of each row, 0 where no term occurs; the same for any order of terms."""
        ...


class Dense(Protocol):
    """Finds rows by the cosine of their best passage."""

    def search(self, vector: Floats, k: int, allowed: Mask | None = None) -> tuple[Rows, Floats]:
        """Up to k rows and their scores, best first, ties by lower row; only rows that `allowed` admits.

        Args:
            vector: (dim,) of unit length.
            k: rows wanted.
            allowed: (n_rows,) rows that may be found, None for all.
        """
        ...

    def score(self, vector: Floats, rows: Rows) -> Floats:
        """(len(rows),) exact cosine of each row's best passage, in [-1, 1]."""
        ...

    def best_passage(self, vector: Floats, rows: Rows) -> Rows:
        """(len(rows),) the passage that gives each row its score, ties by lower passage."""
        ...
