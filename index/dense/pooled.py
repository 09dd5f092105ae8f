"""From nearest passages to best rows."""

from abc import ABC, abstractmethod

import numpy as np

from index.dense.vectors import PassageVectors
from index.types import Floats, Mask, Rows

SPARE = 64
WIDEN = 4


class PooledDense(ABC):
    """A Dense that lets FAISS propose passages and ranks their rows by exact cosines; safe to share between threads.

    It asks for more passages until no row that was not proposed can belong among the best k, not even by a tie.

    Attributes:
        proposals: passages that are asked for at first, for each row wanted.
    """

    proposals = 3  # some 2 have to be compared exactly

    def __init__(self, passages: PassageVectors) -> None:
        self.passages = passages

    def search(self, vector: Floats, k: int, allowed: Mask | None = None) -> tuple[Rows, Floats]:
        """See index.types.Dense."""
        admitted = None if allowed is None or allowed.all() else np.repeat(allowed, self.passages.sizes)
        available = len(self.passages.vectors) if admitted is None else int(admitted.sum())
        k = min(k, self.passages.n_rows)
        wanted = self.proposals * k + SPARE
        while k > 0 and available:
            found, ceilings = self._nearest(vector, min(wanted, available), admitted)
            # the first ones say which of the others are worth an exact cosine
            cosines = self.passages.cosines(vector, found[: 2 * k])
            floor = self._ranked(found[: 2 * k], cosines, k)[2]
            more = found[2 * k :][(ceilings[2 * k :] >= floor) | (wanted >= available)]
            cosines = np.concatenate([cosines, self.passages.cosines(vector, more)])
            rows, scores, floor = self._ranked(np.concatenate([found[: 2 * k], more]), cosines, k)
            if wanted >= available or ceilings[-1] < floor:
                return rows, scores
            wanted *= WIDEN
        return np.zeros(0, np.int64), np.zeros(0, np.float32)

    def _ranked(self, found: Rows, cosines: Floats, k: int) -> tuple[Rows, Floats, float]:
        """The best k rows by some of their passages, their scores, and what a row has to reach to be among them.

        A row that reaches it has its best passage among them, as all that are left out have lower cosines.
        """
        rows = self.passages.rows_of(found)
        order = np.lexsort((rows, -cosines))
        _, firsts = np.unique(rows[order], return_index=True)
        order = order[np.sort(firsts)[:k]]
        return rows[order], cosines[order], float(cosines[order[-1]]) if len(order) == k else -np.inf

    def score(self, vector: Floats, rows: Rows) -> Floats:
        """See index.types.Dense."""
        return self.passages.best(vector, rows)[1]

    def best_passage(self, vector: Floats, rows: Rows) -> Rows:
        """See index.types.Dense."""
        return self.passages.best(vector, rows)[0]

    @abstractmethod
    def _nearest(self, vector: Floats, wanted: int, admitted: Mask | None) -> tuple[Rows, Floats]:
        """That many passages that are admitted, and what the cosine of each can be at most, best first.

        No other passage exceeds the last of these bounds.

        Args:
            vector: (dim,) of unit length.
            wanted: passages, from 1 to the number of those admitted.
            admitted: (n_passages,) passages that may be found, None for all.
        """
