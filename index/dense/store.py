"""The dense leg of a snapshot: which type of search its size asks for."""

from pathlib import Path

from index.dense.exact import ExactDense
from index.dense.fast import CODES, FastDense
from index.dense.vectors import PassageVectors
from index.types import Dense, Floats, Rows

EXACT_LIMIT = 50_000  # passages; an exact search among so many takes 1 ms


def save_dense(folder: Path, vectors: Floats, rows: Rows, exact_limit: int = EXACT_LIMIT) -> None:
    """Write the dense leg into a folder that exists.

    Args:
        folder: an empty one.
        vectors: (n_passages, dim) of unit length.
        rows: (n_passages,) the row of each passage, ascending, no row left out.
        exact_limit: the number of passages up to which search is exact.
    """
    passages = PassageVectors.of(vectors, rows)
    passages.save(folder)
    if len(vectors) > exact_limit:
        FastDense.build(passages).save(folder)


def open_dense(folder: Path) -> Dense:
    """What `save_dense` wrote."""
    passages = PassageVectors.open(folder)
    return FastDense.open(passages, folder) if (folder / CODES).exists() else ExactDense(passages)
