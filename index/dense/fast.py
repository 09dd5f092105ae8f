"""Approximate search for many passages: a scan over codes of four bits a dimension, then exact cosines of the best.

Product quantization with 16 centroids a dimension, looked up in registers (André, Kermarrec & Le Scouarnec, "Quicker
ADC", 2019; FAISS calls it fast scan). On 126,751 sentences of statutes the 200 best rows take 2.1 ms instead of the 2.9
of 8-bit codes, in half the memory, and are those of an exact search but for 0.04 %. No list can be missed, so recall
does not fall for questions, which lie far from all passages: an inverted file that read 128 of 1,424 lists found 97.4 %
of the ten best there.
"""

from pathlib import Path

import faiss
import numpy as np

from index.dense.pooled import PooledDense
from index.dense.quantize import chunks
from index.dense.selection import nearest, selector
from index.dense.vectors import PassageVectors
from index.types import Floats, Mask, Rows

CODES, ERRORS = "codes.faiss", "errors.npy"
SEED = 1
CENTROIDS = 16
TRAINED_ON = 50_000  # passages
SAMPLE, NEAREST = 64, 1_000  # passages that are asked about, and near ones of each, to learn how far codes are off
MARGIN = 3  # deviations that a passage may be better than its code says


class FastDense(PooledDense):
    """Finds nearly all of the best rows."""

    proposals = 5  # codes are coarse: some have to be looked at in vain

    def __init__(self, passages: PassageVectors, codes: faiss.Index, bias: float, deviation: float) -> None:
        """Search with codes whose scores are off by `bias` on average, and by `deviation` around that."""
        super().__init__(passages)
        self._codes, self._bias, self._deviation = codes, bias, deviation

    @classmethod
    def build(cls, passages: PassageVectors) -> "FastDense":
        """Learn the codes of at least one passage."""
        dim = passages.vectors.shape[1]
        codes = faiss.index_factory(dim, f"IVF1,PQ{dim}x4fs", faiss.METRIC_INNER_PRODUCT)
        codes.by_residual = True
        codes.cp.seed = codes.pq.cp.seed = SEED
        codes.cp.min_points_per_centroid = codes.pq.cp.min_points_per_centroid = 1
        codes.train(_sample(passages, TRAINED_ON))
        for chunk in chunks(passages.vectors):
            codes.add(chunk)
        return cls(passages, codes, *_errors(passages, codes))

    def save(self, folder: Path) -> None:
        """Write the codes into a folder that exists; the passages are saved by themselves."""
        faiss.write_index(self._codes, str(folder / CODES))
        np.save(folder / ERRORS, np.array([self._bias, self._deviation]))

    @classmethod
    def open(cls, passages: PassageVectors, folder: Path) -> "FastDense":
        """What `save` wrote."""
        bias, deviation = np.load(folder / ERRORS).tolist()
        return cls(passages, faiss.read_index(str(folder / CODES)), bias, deviation)

    def search(self, vector: Floats, k: int, allowed: Mask | None = None) -> tuple[Rows, Floats]:
        """See index.types.Dense. A row's best passage may have been overlooked, so rows are scored once more."""
        rows, _ = super().search(vector, k, allowed)
        scores = self.score(vector, rows)
        order = np.lexsort((rows, -scores))
        return rows[order], scores[order]

    def _nearest(self, vector: Floats, wanted: int, admitted: Mask | None) -> tuple[Rows, Floats]:
        found, scores = nearest(
            self._codes, vector, wanted, faiss.SearchParametersIVF(nprobe=1, sel=selector(admitted))
        )
        if len(found) < wanted:  # codes of vectors that hardly differ can't be told apart
            found = np.arange(len(self.passages.vectors)) if admitted is None else np.flatnonzero(admitted)
            cosines = self.passages.cosines(vector, found)
            order = np.argsort(-cosines, kind="stable")
            return found[order], cosines[order]
        return found, scores - np.float32(self._bias - MARGIN * self._deviation)


def _errors(passages: PassageVectors, codes: faiss.Index) -> tuple[float, float]:
    """Mean and deviation of what the codes say too much of the cosines of near passages."""
    errors = [np.zeros(1, np.float32)]
    for vector in _sample(passages, SAMPLE):
        found, scores = nearest(codes, vector, min(NEAREST, len(passages.vectors)), faiss.SearchParametersIVF(nprobe=1))
        errors.append(scores - passages.cosines(vector, found))
    together = np.concatenate(errors)
    return float(together.mean()), float(together.std())


def _sample(passages: PassageVectors, size: int) -> Floats:
    """Passages from all over; repeated where there are fewer than centroids."""
    n = len(passages.vectors)
    chosen = np.random.default_rng(SEED).permutation(n)[:size]
    return np.asarray(passages.vectors[np.resize(np.sort(chosen), max(len(chosen), CENTROIDS))])
