"""The vectors of all passages, which are what every dense score is measured on."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.types import Floats, Rows

VECTORS, STARTS = "vectors.npy", "starts.npy"


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Passages in order of their rows, of which each has one at least.

    Attributes:
        vectors: (n_passages, dim) of unit length.
        starts: (n_rows + 1,) the first passage of each row, and the number of passages.
    """

    vectors: Floats
    starts: Rows

    @classmethod
    def of(cls, vectors: Floats, rows: Rows) -> "PassageVectors":
        """Passages and the row of each.

        Args:
            vectors: (n_passages, dim) of unit length.
            rows: (n_passages,) ascending, no row left out.

        Raises ValueError for other rows.
        """
        n_rows = int(rows[-1]) + 1 if len(rows) else 0
        if len(rows) != len(vectors) or not np.isin(np.diff(rows, prepend=-1), (0, 1)).all() or rows[:1].any():
            raise ValueError("passages have to come in order of their rows, at least one for each row from 0")
        return cls(vectors.astype(np.float32), np.searchsorted(rows, np.arange(n_rows + 1)))

    @property
    def n_rows(self) -> int:
        """How many rows the passages belong to."""
        return len(self.starts) - 1

    @property
    def sizes(self) -> Rows:
        """(n_rows,) how many passages each row has."""
        return np.diff(self.starts)

    def rows_of(self, passages: Rows) -> Rows:
        """(len(passages),) the row of each passage."""
        return np.searchsorted(self.starts, passages, side="right") - 1

    def best(self, vector: Floats, rows: Rows) -> tuple[Rows, Floats]:
        """(len(rows),) the best passage of each row, ties by lower passage, and its exact cosine.

        A cosine depends on the two vectors alone, not on the rows that are asked for together.
        """
        sizes = self.starts[rows + 1] - self.starts[rows]
        firsts = np.cumsum(sizes) - sizes
        passages = np.repeat(self.starts[rows] - firsts, sizes) + np.arange(sizes.sum())
        cosines = self.cosines(vector, passages)
        order = np.lexsort((passages, -cosines, np.repeat(np.arange(len(rows)), sizes)))[firsts]
        return passages[order], cosines[order]

    def cosines(self, vector: Floats, passages: Rows) -> Floats:
        """(len(passages),) exact cosine of each, the same whichever are asked for together."""
        # einsum adds each row up by itself; BLAS does not
        cosines: Floats = np.einsum("ij,j->i", self.vectors[passages], vector).clip(-1, 1)
        return cosines

    def save(self, folder: Path) -> None:
        """Write two files into a folder that exists."""
        np.save(folder / VECTORS, self.vectors)
        np.save(folder / STARTS, self.starts)

    @classmethod
    def open(cls, folder: Path) -> "PassageVectors":
        """Map what `save` wrote into memory."""
        return cls(np.asarray(np.load(folder / VECTORS, mmap_mode="r")), np.load(folder / STARTS))
