"""Measures of other documents that speak of the same matter."""

from dataclasses import dataclass

import numpy as np

from index.dense.pooled import PooledDense
from index.filters.columns import NATURES
from index.snapshot.reader import Snapshot
from ingest.records import Nature

_CONTEXT = NATURES.index(Nature.CONTEXT)


@dataclass(frozen=True, slots=True)
class Related:
    """A row, and the cosine of its best passage with the mean of the passages that it was compared with."""

    row: int
    similarity: float


def related(snapshot: Snapshot, row: int, k: int = 5) -> tuple[Related, ...]:
    """The measures of other documents that are nearest to a measure, best first.

    Texts that have nothing in common have a cosine above 0 as well; below that floor nothing is related.

    Args:
        snapshot: where.
        row: the measure; its vector is the mean of its passages.
        k: how many at most.

    Returns:
        none where the snapshot has no vectors; openings and closings of documents are left out.
    """
    if not isinstance(snapshot.dense, PooledDense):
        return ()
    passages, arrays = snapshot.dense.passages, snapshot.columns.arrays
    total = passages.vectors[passages.starts[row] : passages.starts[row + 1]].sum(axis=0)
    vector = total / (np.linalg.norm(total) or 1)
    elsewhere = (arrays.document != arrays.document[row]) & (arrays.nature != _CONTEXT)
    rows, cosines = snapshot.dense.search(vector, k, elsewhere)
    found = zip(rows.tolist(), cosines.tolist(), strict=True)
    return tuple(Related(other, cosine) for other, cosine in found if cosine > snapshot.floors.dense)
