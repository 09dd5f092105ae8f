"""How FAISS is told what it may find."""

import faiss
import numpy as np

from index.types import Floats, Mask, Rows


def selector(admitted: Mask | None) -> faiss.IDSelector | None:
    """A bitmap of the passages that may be found, None for all."""
    return None if admitted is None else faiss.IDSelectorBitmap(np.packbits(admitted, bitorder="little"))


def nearest(index: faiss.Index, query: Floats, wanted: int, parameters: faiss.SearchParameters) -> tuple[Rows, Floats]:
    """Up to that many entries and their scores by the index's own arithmetic, best first."""
    # a request is one thread; OpenMP keeps this setting per thread, and a team for one query only costs time
    faiss.omp_set_num_threads(1)
    scores, found = index.search(query[None].astype(np.float32), wanted, params=parameters)
    kept = found[0] >= 0
    return found[0][kept], scores[0][kept]
